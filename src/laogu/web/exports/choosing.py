"""Which table an address asks for, in which form, and what the file is called."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator, Mapping

from laogu import __version__
from laogu.web.exports.forms import as_book, as_csv, as_json, as_xlsx
from laogu.web.exports.sheet import About, Row, Sheet
from laogu.web.refusals import ColumnUnknown, PageUnknown, TableUnknown, TooManyRows
from laogu.web.shapes import Exports
from laogu.web.showing import Shown, file
from laogu.web.visit import Visit

KINDS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
MOST_ROWS_XLSX = 100_000
"""Rows of a workbook; CSV and JSON have no such limit."""

AT_ONCE = 500
"""Rows up to which a file is made in one piece."""

FIRST_PAGE = "/markets"
"""The page of the companies has no name of its own that an ending could stand behind."""

NOT_FILTERS = frozenset({"as_of", "table", "bom"})
_ENDING = re.compile(r"(.*[^/.])\.(csv|xlsx|json)")
_STRANGE = re.compile(r"[^\w.()-]+")


def part_of(path: str) -> tuple[str, str]:
    """Return the address of a page and the form in which it is asked for; blank: as a page."""
    found = _ENDING.fullmatch(path)
    if found is None:
        return path, ""
    return ("/" if found[1] == FIRST_PAGE else found[1]), found[2]


def is_file(shown: Shown) -> bool:
    """Return whether an answer is a table as a file."""
    return shown.kind in KINDS.values()


def corner(
    visit: Visit, table: str, *, path: str = "", query: Mapping[str, str] | None = None
) -> Exports:
    """Return where a table is had in three forms: of this page, or of the page at `path`."""
    at = path or (FIRST_PAGE if visit.path == "/" else visit.path)
    asked = visit.query if query is None else query
    # Which page of the table is shown is no part of what it holds.
    kept = {name: one for name, one in asked.items() if not name.startswith("from")}

    def to(form: str) -> str:
        return visit.to(f"{at}.{form}", **{**kept, "table": table, "rows": None})

    return Exports(csv=to("csv"), xlsx=to("xlsx"), json=to("json"))


BOOK = "workbook"
"""What the address names in place of a table where it asks for several in one file."""


def exported(visit: Visit, *sheets: Sheet, book: tuple[Sheet, ...] = ()) -> Shown | None:
    """Return the table that the address asks for as a file; None: it asks for the page.

    book: the tables that are had together as one workbook.
    """
    if not visit.form:
        return None
    if book and visit.form == "xlsx" and visit.query.get("table") == BOOK:
        return _several(visit, book)
    wanted = visit.query.get("table", sheets[0].name if sheets else "")
    sheet = next((one for one in sheets if one.name == wanted), None)
    if sheet is None and sheets:
        raise TableUnknown(given=wanted[:60], known=tuple(one.name for one in sheets))
    if sheet is None:
        raise PageUnknown(path=f"{visit.here()}"[:200])
    sheet = _columns_of(visit, sheet)
    rows, count = sheet.read()
    if visit.form == "xlsx" and count > MOST_ROWS_XLSX:
        raise TooManyRows(rows=count, most=MOST_ROWS_XLSX)
    about = _about(visit, sheet, count)
    shown = file(visit, b"", kind=KINDS[visit.form], name=_name(visit, sheet, about))
    if visit.form == "xlsx":
        return shown.of_pieces(_book(sheet, rows, about))
    if visit.form == "csv":
        pieces = as_csv(sheet.heads, rows, marked=visit.query.get("bom") != "0")
    else:
        pieces = as_json(sheet.name, sheet.heads, rows, about)
    return (
        shown.of(b"".join(pieces)) if count <= AT_ONCE else shown.of_pieces(_taking_turns(pieces))
    )


def _several(visit: Visit, sheets: tuple[Sheet, ...]) -> Shown:
    """Return several tables as one workbook."""
    read = [(sheet, *sheet.read()) for sheet in sheets]
    count = sum(rows for _, _, rows in read)
    if count > MOST_ROWS_XLSX:
        raise TooManyRows(rows=count, most=MOST_ROWS_XLSX)
    whole = Sheet(BOOK, (), ())
    about = _about(visit, whole, count)

    async def pieces() -> AsyncIterator[bytes]:
        tables = [(sheet.name, sheet.heads, tuple(rows)) for sheet, rows, _ in read]
        yield await asyncio.to_thread(as_book, tables, about)

    shown = file(visit, b"", kind=KINDS[visit.form], name=_name(visit, whole, about))
    return shown.of_pieces(pieces())


def _columns_of(visit: Visit, sheet: Sheet) -> Sheet:
    """Return the columns that the address chooses, in its order; all of them where it does not."""
    chosen = [one for one in visit.query.get("columns", "").split(",") if one]
    if not chosen:
        return sheet
    if not set(chosen) <= set(sheet.heads):
        raise ColumnUnknown(
            given=next(one for one in chosen if one not in sheet.heads)[:60], known=sheet.heads
        )
    return sheet.only(tuple(sheet.heads.index(one) for one in chosen))


async def _taking_turns(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Yield what is written piece by piece; between two of them others are served."""
    for piece in pieces:
        yield piece
        await asyncio.sleep(0)


async def _book(sheet: Sheet, rows: Iterator[Row], about: About) -> AsyncIterator[bytes]:
    # Rows are values that nobody changes, so they may be laid out beside the market's own thread;
    # those still to be read are read here, and between some of them others are served.
    ready: list[Row] = []
    for row in rows:
        ready.append(row)
        if len(ready) % AT_ONCE == 0:
            await asyncio.sleep(0)
    yield await asyncio.to_thread(as_xlsx, sheet.name, sheet.heads, ready, about)


def _about(visit: Visit, sheet: Sheet, count: int) -> About:
    journal = visit.running.journal
    kind = "practice" if visit.books.market.is_practice else "real"
    return About(
        table=sheet.name,
        address=visit.here(table=None, bom=None),
        filter=tuple(
            (name, value)
            for name, value in visit.query.items()
            if name not in NOT_FILTERS and not name.startswith("from")
        ),
        as_of=visit.as_of or visit.today(),
        made_at=visit.now.replace(microsecond=0),
        source=f"laogu {__version__}, {kind} market",
        entry=journal.head.seq,
        head=journal.head.hash.hex(),
        rows=count,
    )


def _name(visit: Visit, sheet: Sheet, about: About) -> str:
    """Return a file's name: page, table, day and filter."""
    page = visit.path.strip("/").split("/") if visit.path != "/" else ["markets"]
    chosen = [f"{name}-{value}" for name, value in about.filter]
    parts = [*page, sheet.name, about.as_of.isoformat(), *chosen]
    return _STRANGE.sub("-", "-".join(parts)).strip("-")[:120] + f".{visit.form}"
