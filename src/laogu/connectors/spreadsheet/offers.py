"""A table of offers: one row an offer, read from CSV or XLSX as registers are.

Always true: an unknown column, a blank or an unreadable cell is an error with its place, and all
of them are found at once; a row with an error is no offer.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from msgspec import Struct

from laogu.basics import Finding, NotADay, Remark, Said, said
from laogu.connectors.spreadsheet.columns import Column, column_of, folded, spellings
from laogu.connectors.spreadsheet.days import OUT_OF_RANGE
from laogu.connectors.spreadsheet.form import look_at_form
from laogu.connectors.spreadsheet.holdings import RowReader
from laogu.connectors.spreadsheet.limits import LIMITS, Limits
from laogu.connectors.spreadsheet.listing import CELLS_BEYOND_HEADINGS, Grid, is_blank
from laogu.connectors.spreadsheet.names import text_of
from laogu.connectors.spreadsheet.quantities import Numbers
from laogu.connectors.spreadsheet.reading import grid_of
from laogu.connectors.spreadsheet.remarks import Findings, Spot, letters, shown
from laogu.connectors.spreadsheet.table import COLUMN_TWICE, Headed
from laogu.connectors.spreadsheet.workbook import Cell

SELLER: Final[Column] = "holder"
"""Who sells is read as who holds."""

OFFER_HEADINGS: Final[Mapping[Column, Said]] = {
    SELLER: said("seller"),
    "stock_class": said("class"),
    "quantity": said("quantity"),
    "price": said("price"),
    "open_until": said("open until"),
    "issuer": said("issuer"),
    "currency": said("currency"),
}
"""The heading we write ourselves, and name in findings."""

_MORE: Final[Mapping[Column, str]] = {
    SELLER: "seller, offered by, 卖方, 出让方, 转让方, 要约人",
    "price": "price, limit, price per share, price a share, price for one share, "
    "价格, 单价, 每股价格, 转让价格",
    "open_until": "open until, until, expires, expires on, valid until, 有效至, 有效期至, 截止, "
    "截止时间",
    "issuer": "issuer, company, slug, 公司, 发行人, 标的公司",
    "currency": "currency, 币种, 货币",
}
_KNOWN: Final[Mapping[str, Column]] = {
    folded(one): column for column, words in _MORE.items() for one in words.split(",")
}
_HEAD_ROWS = 20


class OfferRow(Struct, frozen=True, kw_only=True):
    """One offer as a row says it. line: of the file. open_until: None: until it is withdrawn."""

    line: int
    issuer: str
    seller: str
    stock_class: str
    quantity: Decimal
    price: Decimal
    currency: str
    open_until: datetime | None = None


class OffersRead(Struct, frozen=True, kw_only=True):
    """What a file of offers says, and everything found in it; errors: also those not shown."""

    rows: tuple[OfferRow, ...]
    findings: tuple[Finding, ...]
    errors: int


def read_offers(
    content: bytes,
    file: str,
    *,
    given: Mapping[str, str],
    sheet: str = "",
    limits: Limits = LIMITS,
) -> OffersRead:
    """Return what the bytes of a CSV or XLSX file offer; never raises for bad input.

    given: what holds of a row that does not say it itself, by the names of columns: issuer,
    currency, stock_class, open_until, and holder, who sells; a blank says nothing.
    """
    given = {column: said_ for column, said_ in given.items() if said_}
    file = shown(file.replace("\\", "/").rpartition("/")[2] or "file", 100)
    findings = Findings(limits.findings)
    spot = Spot(findings, file)
    grid = grid_of(content, file, limits, spot, sheet=sheet)
    rows: tuple[OfferRow, ...] = ()
    if grid is not None:
        headed = _headed(grid, given, spot)
        if headed is not None:
            if grid.scan is not None:
                look_at_form(grid.scan, headed, grid.last, spot)
            rows = tuple(_rows(grid, headed, given, findings, limits))
            if not rows and not findings.errors:
                spot.say(NO_OFFERS)
    return OffersRead(rows=rows, findings=findings.all(file), errors=findings.errors)


def _column(heading: str) -> Column | None:
    """Return which column of offers a heading means."""
    known = next((_KNOWN[one] for one in spellings(heading) if one in _KNOWN), None)
    found = known or column_of(heading)[0]
    return found if found in OFFER_HEADINGS else None


def _headed(grid: Grid, given: Mapping[str, str], spot: Spot) -> Headed | None:
    """Return the headings; None with findings where a row cannot be read by them."""
    head = [[text_of(one) if isinstance(one, str) else "" for one in row]
            for row in grid.rows[:_HEAD_ROWS]]  # fmt: skip
    named = [sum(_column(one) is not None for one in row if one) for row in head]
    best = max(named, default=0)
    if not best:
        first = next((row for row in head if any(row)), [])
        spot.say(NO_OFFER_HEADINGS, found=[shown(one, 30) for one in first if one][:20])
        return None
    at = named.index(best)
    errors = spot.findings.errors
    places: dict[Column, int] = {}
    for place, heading in enumerate(head[at]):
        column = _column(heading) if heading else None
        here = Spot(spot.findings, f"{spot.where} {letters(place)}{at + 1}")
        if heading and column is None:
            known = list(OFFER_HEADINGS.values())
            here.say(OFFER_COLUMN_UNKNOWN, heading=shown(heading, 60), known=known)
        elif column is not None and column in places:
            first_heading = f"{shown(head[at][places[column]], 30)} ({letters(places[column])})"
            second = f"{shown(heading, 30)} ({letters(place)})"
            here.say(
                COLUMN_TWICE, column=OFFER_HEADINGS[column], first=first_heading, second=second
            )
        elif column is not None:
            places[column] = place
    for column, named_ in OFFER_HEADINGS.items():
        if column not in places and column not in given and column != "open_until":
            spot.say(OFFER_COLUMN_MISSING, missing=named_)
    if spot.findings.errors > errors:
        return None
    return Headed(row=at, columns=(), places=places)


def _rows(
    grid: Grid, headed: Headed, given: Mapping[str, str], findings: Findings, limits: Limits
) -> Iterator[OfferRow]:
    width = 1 + max(headed.places.values())
    for at in range(headed.row + 1, grid.last + 1):
        cells: Sequence[Cell] = grid.rows[at]
        if is_blank(cells):
            continue
        reader = RowReader(
            cells, at + 1, file=grid.file, places=headed.places, findings=findings, limits=limits
        )
        if not is_blank(cells[width:]):
            reader.spot(SELLER).say(CELLS_BEYOND_HEADINGS, count=width)
            continue
        row = _row(reader, at + 1, given, Numbers(zero=True, decimal_comma=grid.decimal_comma))
        if row is not None:
            yield row


def _row(reader: RowReader, line: int, given: Mapping[str, str], how: Numbers) -> OfferRow | None:
    """Return one offer; None with findings."""
    errors = reader.spot(SELLER).findings.errors

    def word(column: Column) -> str | None:
        return reader.plain(column) or (given.get(column) if reader.cell(column) == "" else None)

    quantity, price = _number(reader, "quantity", how), _number(reader, "price", how)
    seller = word(SELLER)
    issuer, currency, stock_class = word("issuer"), word("currency"), word("stock_class")
    open_until = _moment(reader, given.get("open_until", ""))
    found: Mapping[Column, object] = {
        SELLER: seller, "stock_class": stock_class, "quantity": quantity, "price": price,
        "issuer": issuer, "currency": currency,
    }  # fmt: skip
    for column, value in found.items():
        if value is None and reader.cell(column) == "":
            reader.spot(column).say(OFFER_CELL_BLANK, column=OFFER_HEADINGS[column])
    if reader.spot(SELLER).findings.errors > errors:
        return None
    assert seller, "a row without a seller has a finding"
    assert stock_class, "a row without a class has a finding"
    assert issuer, "a row without an issuer has a finding"
    assert currency, "a row without a currency has a finding"
    assert quantity is not None, "a row without a quantity has a finding"
    assert price is not None, "a row without a price has a finding"
    return OfferRow(
        line=line,
        issuer=issuer,
        seller=seller,
        stock_class=stock_class,
        quantity=quantity,
        price=price,
        currency=currency,
        open_until=open_until,
    )


def _number(reader: RowReader, column: Column, how: Numbers) -> Decimal | None:
    """Return a quantity or a price; None where it is blank or none, the latter with a finding."""
    cell = reader.cell(column)
    written = f"{cell:.15g}" if isinstance(cell, Decimal) else str(cell)
    if written[:1] in {"-", "−"} and written[1:2].isdigit():
        reader.spot(column).say(OFFER_BELOW_ZERO, text=shown(written))
        return None
    return reader.number(column, how)


def _moment(reader: RowReader, given: str) -> datetime | None:
    """Return until when a row is open; None: until it is withdrawn, or unreadable with a finding.

    A day, or an hour without its zone, is not guessed to be of any place.
    """
    cell = reader.cell("open_until")
    written = given if cell == "" else cell.isoformat() if isinstance(cell, date) else str(cell)
    if not written:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        reader.spot("open_until").say(OFFER_NOT_A_MOMENT, text=shown(written))
        return None
    if not NotADay.first < moment.date() < NotADay.last:  # A day apart, whatever the zone.
        ends = {"first": NotADay.first, "last": NotADay.last}
        reader.spot("open_until").say(OUT_OF_RANGE, text=shown(written), **ends)
        return None
    return moment


NO_OFFERS = Remark(
    severity="error",
    code="spreadsheet.no_offers",
    what="There is no offer below the headings.",
    why="One row is one offer.",
    fix="Write a row for each offer.",
)
NO_OFFER_HEADINGS = Remark(
    severity="error",
    code="spreadsheet.no_offer_headings",
    what="No row of headings was found; the first row with text holds: {found}.",
    why="Among the first twenty rows one must name what the columns hold.",
    fix="Name the columns: seller (卖方), class (类别), quantity (数量), price (价格).",
)
OFFER_COLUMN_UNKNOWN = Remark(
    severity="error",
    code="spreadsheet.offer_column_unknown",
    what="The column “{heading}” is not known.",
    why="An offer binds, so nothing that the file says of it is passed over. Known: {known}.",
    fix="Remove the column, or name it as one of these.",
)
OFFER_COLUMN_MISSING = Remark(
    severity="error",
    code="spreadsheet.offer_column_missing",
    what="The column {missing} is missing.",
    why="An offer names its issuer, seller, class, quantity, price and currency.",
    fix="Add the column; issuer, class and currency can also be said once for all rows.",
)
OFFER_CELL_BLANK = Remark(
    severity="error",
    code="spreadsheet.offer_cell_blank",
    what="The row does not state: {column}.",
    why="An offer names its issuer, seller, class, quantity, price and currency.",
    fix="Write it into the row, or remove the row.",
)
OFFER_BELOW_ZERO = Remark(
    severity="error",
    code="spreadsheet.offer_below_zero",
    what="“{text}” is below zero.",
    why="Who offers gives shares for money; neither is below zero.",
    fix="Check the sign.",
)
OFFER_NOT_A_MOMENT = Remark(
    severity="error",
    code="spreadsheet.offer_not_a_moment",
    what="“{text}” is not a moment with its time zone.",
    why="A day ends at another moment in each place, and an offer is open until one.",
    fix="Write day, time and zone as text, as in 2026-12-31T17:00Z; or leave it blank.",
)
