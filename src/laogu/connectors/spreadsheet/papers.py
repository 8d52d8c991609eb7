"""A ledger of convertibles and warrants: one row a paper that stands, in CSV, XLSX or ODS.

What has ended is left out, and that is said: what became of it stands on the register as shares.
A discount or a rate is a part such as 0.20, or in hundredths: 20%, or 20.
"""

from datetime import date
from decimal import Decimal

from msgspec import Struct

from laogu.basics import Remark
from laogu.connectors.spreadsheet.columns import Column
from laogu.connectors.spreadsheet.holdings import RowReader
from laogu.connectors.spreadsheet.kinds import kind_by_name, kind_from_text
from laogu.connectors.spreadsheet.layout import AS_RECOGNISED, DayOrder, Layout
from laogu.connectors.spreadsheet.ledger_heads import Heads
from laogu.connectors.spreadsheet.ledger_read import LedgerRead, whole_ledger
from laogu.connectors.spreadsheet.ledger_row import LedgerRow
from laogu.connectors.spreadsheet.left_out import has_ended, is_drafted, say_left_out
from laogu.connectors.spreadsheet.limits import LIMITS, Limits
from laogu.connectors.spreadsheet.listing import CELLS_BEYOND_HEADINGS, Grid, is_blank
from laogu.connectors.spreadsheet.paper_words import (
    DAY_COUNT_BY_WORD,
    KIND_BY_WORD,
    KNOWN_OF_PAPERS,
    NEEDED_OF_PAPERS,
    PAPERS,
    PAYOUT_BY_WORD,
    TIMING_BY_WORD,
)
from laogu.connectors.spreadsheet.quantities import Numbers
from laogu.connectors.spreadsheet.rates import (
    in_hundredths,
    part_of,
    rates_of,
    say_bears_nothing,
    says_steps,
)
from laogu.connectors.spreadsheet.remarks import Spot, shown
from laogu.connectors.spreadsheet.table import Headed
from laogu.connectors.spreadsheet.text_file import TOO_MANY_ROWS
from laogu.connectors.spreadsheet.totals import TOTAL_NOT_COMPARED, total_at
from laogu.operations import LaterRate, PaperRow

_NONE = Decimal(0)


def read_papers(
    content: bytes,
    file: str,
    *,
    stock_class: str | None = None,
    currency: str | None = None,
    days: DayOrder = "year",
    sheet: str = "",
    layout: Layout = AS_RECOGNISED,
    limits: Limits = LIMITS,
) -> LedgerRead[PaperRow]:
    """Return what the bytes of a CSV, XLSX or ODS say of convertibles; never raises for bad input.

    stock_class: of warrants that name none. currency: whose sign an amount may carry.
    days: what days begin with that do not begin with the year.
    layout: in which row the headings stand and what columns hold, where somebody says so.
    """
    given = _Given(stock_class=stock_class, currency=currency, days=days)

    def rows_of(grid: Grid, headed: Headed, spot: Spot) -> list[PaperRow]:
        return _rows(grid, headed, given, spot, limits)

    return whole_ledger(
        content, file, HEADS_OF_PAPERS, rows_of, sheet=sheet, layout=layout, limits=limits
    )


class _Given(Struct, frozen=True, kw_only=True):
    """What holds of rows that do not say it themselves, and how days are written."""

    stock_class: str | None
    currency: str | None
    days: DayOrder


def _rows(grid: Grid, headed: Headed, given: _Given, spot: Spot, limits: Limits) -> list[PaperRow]:
    """Return the papers below the headings; what is none of them has a finding."""
    found: list[PaperRow] = []
    drafted: list[int] = []
    ended: list[int] = []
    findings = spot.findings
    width = 1 + max(at for at, one in enumerate(headed.columns) if one.heading)
    errors, seen = findings.errors, 0
    for index in range(headed.row + 1, grid.last + 1):
        cells = grid.rows[index]
        if is_blank(cells):
            continue
        seen += 1
        if seen > limits.rows:
            spot.say(TOO_MANY_ROWS, limit=limits.rows)
            break
        reader = RowReader(
            cells, index + 1, file=grid.file, places=headed.places, findings=findings,
            limits=limits, days=given.days,
        )  # fmt: skip
        total = total_at(cells, headed.places.get("cost", headed.places.get("quantity", 0)))
        if total is not None and reader.cell("granted_on") == "":
            # Amounts of several currencies and shares of warrants sum to nothing that compares.
            reader.spot("holder").say(TOTAL_NOT_COMPARED, label=shown(total.label, 30))
        elif not is_blank(cells[width:]):
            reader.spot("holder").say(CELLS_BEYOND_HEADINGS, count=width)
        elif is_drafted(reader.word("status")):
            drafted.append(index + 1)
        elif has_ended(reader.word("status")):
            ended.append(index + 1)
        elif (row := _Row(reader, grid, given).paper(index + 1)) is not None:
            found.append(row)
    say_left_out({"drafted": drafted, "ended": ended}, spot)
    if not found and findings.errors == errors:
        spot.say(NO_PAPERS)
    return found


class _Row(LedgerRow):
    """One row, read."""

    def __init__(self, reader: RowReader, grid: Grid, given: _Given) -> None:
        super().__init__(reader, grid)
        self._given = given

    def paper(self, line: int) -> PaperRow | None:
        """Return the convertible or the warrant; None with findings."""
        reader, given = self._reader, self._given
        findings = reader.spot("holder").findings
        errors = findings.errors
        holder, issued_on = reader.plain("holder"), self.day("granted_on")
        said_kind = reader.word("kind")
        by_name = kind_by_name(holder or "")
        holder_kind = kind_from_text(said_kind, reader.spot("kind")) if said_kind else by_name
        kind = self.meant("award", KIND_BY_WORD, UNKNOWN_PAPER)
        needed = {"holder": holder, "award": kind, "granted_on": issued_on}
        for column in NEEDED_OF_PAPERS:
            if needed[column] is None and reader.cell(column) == "":
                reader.spot(column).say(PAPER_CELL_BLANK, column=PAPERS[column])
        is_warrant = kind == "warrant"
        rate, later_rates = self._rates()
        if rate is None and issued_on is not None:
            say_bears_nothing(later_rates, reader.spot("rate"), since=issued_on)
        own = reader.plain("currency")
        currency = own or given.currency
        row = PaperRow(
            line=line,
            kind=kind or "safe",
            issued_on=issued_on or date.min,
            name=holder,
            holder_kind=holder_kind or by_name,
            certificate=reader.plain("certificate"),
            amount=self.number("cost", currency=currency),
            currency=None if own is None or is_warrant else own.upper(),
            cap=self.number("cap", currency=currency),
            discount=self._part("discount"),
            timing=self.meant("timing", TIMING_BY_WORD, UNKNOWN_WORD),
            is_mfn=self.answer("is_mfn", UNKNOWN_WORD),
            rate=rate,
            later_rates=later_rates,
            day_count=self.meant("day_count", DAY_COUNT_BY_WORD, UNKNOWN_WORD),
            payout=self.meant("payout", PAYOUT_BY_WORD, UNKNOWN_WORD),
            matures_on=self.day("matures_on"),
            says=reader.plain("says"),
            condition=reader.plain("condition"),
            seniority=self._place(),
            approved_on=self.day("approved_on"),
            stock_class=reader.plain("stock_class") or (given.stock_class if is_warrant else None),
            quantity=self.number("quantity"),
            price=self.number("price", currency=currency),
            expires_on=self.day("expires_on"),
            exercised=self.number("exercised", zero=True) or _NONE,
            cancelled=self.number("cancelled", zero=True) or _NONE,
            outstanding=self.number("outstanding", zero=True),
        )
        return row if findings.errors == errors else None

    def _part(self, column: Column) -> Decimal | None:
        """Return a part of the whole: below 1 as it is, with a sign or above in hundredths."""
        cell = self._reader.cell(column)
        how = Numbers(zero=True, decimal_comma=self._grid.decimal_comma)
        if isinstance(cell, str) and cell:
            return part_of(self._reader.word(column).rstrip(), self._reader.spot(column), how)
        found = self._reader.number(column, how)
        return None if found is None else in_hundredths(found, has_sign=False)

    def _rates(self) -> tuple[Decimal | None, tuple[LaterRate, ...]]:
        """Return the rate of interest, and those that take its place later."""
        text = self._reader.word("rate")
        if not says_steps(text):
            return self._part("rate"), ()
        how = Numbers(zero=True, decimal_comma=self._grid.decimal_comma)
        return rates_of(text, self._reader.spot("rate"), how, self._given.days)

    def _place(self) -> int | None:
        found = self.number("seniority")
        if found is not None and found != found.to_integral_value():
            self._reader.spot("seniority").say(UNKNOWN_WORD, text=f"{found:f}")
            return None
        return None if found is None else int(found)


NO_PAPERS = Remark(
    severity="error",
    code="spreadsheet.no_papers",
    what="There is no convertible and no warrant below the headings.",
    why="One row is one paper that stands.",
    fix="Write a row for each.",
)
NO_PAPER_HEADINGS = Remark(
    severity="error",
    code="spreadsheet.no_paper_headings",
    what="No row of headings was found; the first row with text holds: {found}.",
    why="Among the first twenty rows one must name holder, kind and the day of issue.",
    fix="Name the columns: holder (持有人), kind (种类), issued on (发行日).",
)
PAPER_COLUMN_MISSING = Remark(
    severity="error",
    code="spreadsheet.paper_column_missing",
    what="The column {missing} is missing.",
    why="A convertible or a warrant has a holder, a kind and the day on which it was issued.",
    fix="Say which column holds it, or name it so; where there is none, add it.",
)
PAPER_CELL_BLANK = Remark(
    severity="error",
    code="spreadsheet.paper_cell_blank",
    what="The row does not state: {column}.",
    why="A convertible or a warrant has a holder, a kind and the day on which it was issued.",
    fix="Write it into the row, or remove the row.",
)
UNKNOWN_PAPER = Remark(
    severity="error",
    code="spreadsheet.unknown_paper",
    what="“{text}” is not a kind of convertible or warrant.",
    why="A safe, a note and another paper become shares; a warrant is a right to buy some.",
    fix="Write safe, note (可转换票据), convertible security (可转换证券) or warrant (认股权证).",
)
UNKNOWN_WORD = Remark(
    severity="error",
    code="spreadsheet.unknown_word",
    what="“{text}” is none of the words that this column has.",
    why="Each of them says something of the terms, and is not guessed at.",
    fix="Write one of the words that stand beside the column on the page.",
)
HEADS_OF_PAPERS = Heads(
    headings=PAPERS,
    known=KNOWN_OF_PAPERS,
    needed=NEEDED_OF_PAPERS,
    no_headings=NO_PAPER_HEADINGS,
    missing=PAPER_COLUMN_MISSING,
)
"""What a ledger of convertibles and warrants calls its columns."""
