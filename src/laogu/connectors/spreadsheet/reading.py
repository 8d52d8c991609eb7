"""From bytes to a reading: the rows that make a register, and everything found on the way."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import Finding, Remark
from laogu.connectors.spreadsheet.columns import ColumnRead
from laogu.connectors.spreadsheet.container import (
    EMPTY_FILE,
    FILE_TOO_LARGE,
    Kind,
    kind_of,
    parts_of,
)
from laogu.connectors.spreadsheet.form import look_at_form
from laogu.connectors.spreadsheet.layout import AS_RECOGNISED, DayOrder, Layout
from laogu.connectors.spreadsheet.limits import LIMITS, Limits
from laogu.connectors.spreadsheet.listing import Grid, Listing
from laogu.connectors.spreadsheet.open_document import read_open_document
from laogu.connectors.spreadsheet.presets import Preset
from laogu.connectors.spreadsheet.remarks import Findings, Spot, shown
from laogu.connectors.spreadsheet.table import headings
from laogu.connectors.spreadsheet.text_file import decode, split
from laogu.connectors.spreadsheet.workbook import read_workbook
from laogu.operations import RegisterRow

_CENTS = 2
_NAMED: Mapping[str, Kind] = {
    "csv": "text", "txt": "text", "tsv": "text", "xlsx": "workbook", "ods": "document",
}  # fmt: skip
_CALLED: Mapping[Kind, str] = {"text": "CSV", "workbook": "XLSX", "document": "ODS"}


class Reading(Struct, frozen=True, kw_only=True):
    """What a file says, and what was found in it.

    rows:     the holdings that could be read; a row with an error is not among them.
    findings: in file order; where there are too many, errors first and how many are not shown.
    columns:  how every column of the file was taken; empty where no headings were found.
    errors, warnings, notes: how many findings of each, also those not shown.
    sheet, sheets: the one that was read, and all that can be; blank and empty of a text file.
    heading_row: as a spreadsheet counts, from 1; 0 where no headings were found.
    preset:   the usual table it was recognised as; None: none.
    days:     what days were taken to begin with that do not begin with the year.
    """

    rows: tuple[RegisterRow, ...]
    findings: tuple[Finding, ...]
    columns: tuple[ColumnRead, ...]
    errors: int
    warnings: int
    notes: int
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    heading_row: int = 0
    preset: Preset | None = None
    days: DayOrder = "year"

    @property
    def decimals(self) -> int:
        """The decimals of classes that come to be: capital is counted in cents of a currency."""
        return _CENTS if self.preset is not None and self.preset.of == "contributions" else 0

    @property
    def is_accepted(self) -> bool:
        """Whether the rows may be recorded: there is one at least, and no error."""
        return bool(self.rows) and not self.errors


def read_register(
    content: bytes,
    file: str,
    *,
    stock_class: str | None = None,
    layout: Layout = AS_RECOGNISED,
    limits: Limits = LIMITS,
) -> Reading:
    """Return what the bytes of a CSV, XLSX or ODS say of a register; never raises for bad input.

    file:        its name, for findings; what kind it is, the bytes say.
    stock_class: the class of rows that name none, where the issuer has only one.
    layout:      how it is to be read, where somebody says so.
    """
    if layout.stock_class is None and stock_class is not None:
        layout = replace(layout, stock_class=stock_class)
    file = shown(file.replace("\\", "/").rpartition("/")[2] or "file", 100)
    findings = Findings(limits.findings)
    spot = Spot(findings, file)
    rows: tuple[RegisterRow, ...] = ()
    columns: tuple[ColumnRead, ...] = ()
    grid = grid_of(content, file, limits, spot, sheet=layout.sheet)
    given = layout.stock_class is not None
    headed = headings(grid.rows, file, spot, layout=layout, class_given=given) if grid else None
    days: DayOrder = layout.days or "year"
    if grid and headed:
        columns = headed.columns
        if grid.scan is not None:
            look_at_form(grid.scan, headed, grid.last, spot)
    if grid and headed and headed.places:  # None where something that is needed is missing.
        listing = Listing(grid, headed, layout, findings, limits)
        listing.read()
        rows, days = tuple(listing.rows), listing.days
    return Reading(
        rows=rows,
        findings=findings.all(file),
        columns=columns,
        errors=findings.counts["error"],
        warnings=findings.counts["warning"],
        notes=findings.counts["note"],
        sheet=grid.name if grid else "",
        sheets=grid.sheets if grid else (),
        heading_row=headed.row + 1 if headed else 0,
        preset=headed.preset if headed else None,
        days=days,
    )


def grid_of(
    content: bytes, file: str, limits: Limits, spot: Spot, *, sheet: str = ""
) -> Grid | None:
    """Return the cells, whichever kind of file it is; None with a finding where there are none.

    sheet: the one of a workbook that somebody chose; blank: the first with headings.
    """
    if len(content) > limits.file_bytes:
        mib = 1024 * 1024
        spot.say(FILE_TOO_LARGE, size=-(-len(content) // mib), limit=limits.file_bytes // mib)
        return None
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        spot.say(EMPTY_FILE)
        return None
    kind = kind_of(content, spot)
    if kind is None:
        return None
    grid = _grid(content, kind, file, limits, spot, sheet=sheet)
    named = file.rpartition(".")[2].lower()
    if grid is not None and named in _NAMED and _NAMED[named] != kind:
        spot.say(OTHER_THAN_NAMED, named=named.upper(), kind=_CALLED[kind])
    return grid


def _grid(
    content: bytes, kind: Kind, file: str, limits: Limits, spot: Spot, *, sheet: str
) -> Grid | None:
    if kind == "text":
        text = decode(content, spot)
        rows = split(text, limits, spot) if text is not None else None
        return None if rows is None else Grid(rows, file, decimal_comma=rows.decimal_comma)
    parts = parts_of(content, kind, limits, spot)
    if parts is None:
        return None
    if kind == "document":
        read = read_open_document(parts["content.xml"], limits, spot, wanted=sheet)
    else:
        read = read_workbook(parts, limits, spot, wanted=sheet)
    if read is None:
        return None
    return Grid(
        read.rows,
        file,
        scan=read.scan,
        begins_1904=read.begins_1904,
        name=read.name,
        sheets=read.among,
    )


OTHER_THAN_NAMED = Remark(
    severity="note",
    code="spreadsheet.other_than_named",
    what="The file is named {named} but is {kind}; it was read as {kind}.",
    why="Its bytes say what it is; its name does not.",
    fix="Nothing needs doing.",
)
