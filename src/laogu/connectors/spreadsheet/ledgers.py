"""A ledger of options and units: one row a grant with what became of it, in CSV, XLSX or ODS.

Other programs' ledgers have columns that nobody here needs, so what is not known is left unread,
and that is said. What a row says of vesting, in one cell or in three, becomes one text in words.
"""

from datetime import date
from decimal import Decimal

from msgspec import Struct

from laogu.basics import Remark
from laogu.connectors.spreadsheet.columns import Column
from laogu.connectors.spreadsheet.holdings import RowReader
from laogu.connectors.spreadsheet.kinds import is_yes, kind_by_name, kind_from_text
from laogu.connectors.spreadsheet.layout import AS_RECOGNISED, DayOrder, Layout
from laogu.connectors.spreadsheet.ledger_heads import Heads
from laogu.connectors.spreadsheet.ledger_read import LedgerRead, whole_ledger
from laogu.connectors.spreadsheet.ledger_row import LedgerRow
from laogu.connectors.spreadsheet.ledger_words import (
    AWARD_BY_WORD,
    KNOWN,
    LEDGER,
    NEEDED,
    REASON_BY_WORD,
)
from laogu.connectors.spreadsheet.left_out import is_drafted, say_left_out
from laogu.connectors.spreadsheet.limits import LIMITS, Limits
from laogu.connectors.spreadsheet.listing import CELLS_BEYOND_HEADINGS, Grid, is_blank
from laogu.connectors.spreadsheet.remarks import Findings, Spot
from laogu.connectors.spreadsheet.table import Headed
from laogu.connectors.spreadsheet.text_file import TOO_MANY_ROWS
from laogu.connectors.spreadsheet.totals import compare, total_at
from laogu.operations import GrantRow
from laogu.register.options import Reason

_NONE = Decimal(0)


def read_ledger(
    content: bytes,
    file: str,
    *,
    plan: str | None = None,
    stock_class: str | None = None,
    currency: str | None = None,
    days: DayOrder = "year",
    sheet: str = "",
    layout: Layout = AS_RECOGNISED,
    limits: Limits = LIMITS,
) -> LedgerRead[GrantRow]:
    """Return what the bytes of a CSV, XLSX or ODS say of grants; never raises for bad input.

    plan, stock_class: of rows that name none. currency: whose sign a price may carry.
    days: what days begin with that do not begin with the year.
    layout: in which row the headings stand and what columns hold, where somebody says so.
    """
    given = _Given(plan=plan, stock_class=stock_class, currency=currency, days=days)

    def rows_of(grid: Grid, headed: Headed, spot: Spot) -> list[GrantRow]:
        return _Ledger(grid, headed, given, spot.findings, limits).rows()

    return whole_ledger(content, file, HEADS, rows_of, sheet=sheet, layout=layout, limits=limits)


class _Given(Struct, frozen=True, kw_only=True):
    """What holds of rows that do not say it themselves, and how days are written."""

    plan: str | None
    stock_class: str | None
    currency: str | None
    days: DayOrder


class _Ledger:
    """Goes down the rows of a ledger and keeps what it finds."""

    def __init__(
        self, grid: Grid, headed: Headed, given: _Given, findings: Findings, limits: Limits
    ) -> None:
        self._grid, self._headed, self._given = grid, headed, given
        self._findings, self._limits = findings, limits
        self._width = 1 + max(at for at, one in enumerate(headed.columns) if one.heading)

    def rows(self) -> list[GrantRow]:
        """Return the grants below the headings; what is none of them has a finding."""
        found: list[GrantRow] = []
        drafted: list[int] = []
        spot = Spot(self._findings, self._grid.file)
        errors, seen = self._findings.errors, 0
        for index in range(self._headed.row + 1, self._grid.last + 1):
            cells = self._grid.rows[index]
            if is_blank(cells):
                continue
            seen += 1
            if seen > self._limits.rows:
                spot.say(TOO_MANY_ROWS, limit=self._limits.rows)
                break
            reader = RowReader(
                cells, index + 1, file=self._grid.file, places=self._headed.places,
                findings=self._findings, limits=self._limits, days=self._given.days,
            )  # fmt: skip
            total = total_at(cells, self._headed.places["quantity"])
            if total is not None and reader.cell("granted_on") == "":
                summed = {"": sum((one.quantity for one in found), _NONE)}
                complete = self._findings.errors == errors
                compare(total, summed, complete=complete, spot=reader.spot("holder"))
            elif not is_blank(cells[self._width :]):
                reader.spot("holder").say(CELLS_BEYOND_HEADINGS, count=self._width)
            elif is_drafted(reader.word("status")):
                drafted.append(index + 1)
            elif (row := _Row(reader, self._grid, self._given).grant(index + 1)) is not None:
                found.append(row)
        say_left_out({"drafted": drafted}, spot)
        if not found and self._findings.errors == errors:
            spot.say(NO_GRANTS)
        return found


class _Row(LedgerRow):
    """One row, read."""

    def __init__(self, reader: RowReader, grid: Grid, given: _Given) -> None:
        super().__init__(reader, grid)
        self._given = given

    def grant(self, line: int) -> GrantRow | None:
        """Return the grant; None with findings."""
        reader, given = self._reader, self._given
        findings = reader.spot("holder").findings
        errors = findings.errors
        holder = reader.plain("holder")
        said_kind = reader.word("kind")
        by_name = kind_by_name(holder or "")
        kind = kind_from_text(said_kind, reader.spot("kind")) if said_kind else by_name
        quantity, granted_on = self.number("quantity"), self.day("granted_on")
        needed = {"holder": holder, "quantity": quantity, "granted_on": granted_on}
        for column in NEEDED:
            if needed[column] is None and reader.cell(column) == "":
                reader.spot(column).say(LEDGER_CELL_BLANK, column=LEDGER[column])
        currency = reader.plain("currency") or given.currency
        is_accepted, accepted_on = self._accepted()
        row = GrantRow(
            line=line,
            name=holder,
            holder_kind=kind or by_name,
            kind=self.meant("award", AWARD_BY_WORD, UNKNOWN_AWARD) or "option",
            quantity=quantity or _NONE,
            granted_on=granted_on or date.min,
            plan=reader.plain("plan") or given.plan,
            stock_class=reader.plain("stock_class") or given.stock_class,
            certificate=reader.plain("certificate"),
            price=self.number("price", currency=currency, zero=True),
            fair_value=self.number("fair_value", currency=currency),
            currency=reader.plain("currency"),
            vests=self._vests(),
            vests_from=self.day("vests_from"),
            expires_on=self.day("expires_on"),
            window=reader.plain("window"),
            is_early_exercisable=self.answer("early", NEITHER),
            is_accepted=is_accepted,
            accepted_on=accepted_on,
            exercised=self.number("exercised", zero=True) or _NONE,
            exercised_on=self.day("exercised_on"),
            no_longer_held=self.number("gone", zero=True) or _NONE,
            forfeited=self.number("forfeited", zero=True) or _NONE,
            lapsed=self.number("lapsed", zero=True) or _NONE,
            cancelled=self.number("cancelled", zero=True) or _NONE,
            ended_on=self.day("ended_on"),
            vested=self.number("vested", zero=True),
            outstanding=self.number("outstanding", zero=True),
            left_on=self.day("left_on"),
            left_for=self._reason(),
        )
        return row if findings.errors == errors else None

    def _reason(self) -> Reason | None:
        # Tables have a reason in rows that did not leave: of what was cancelled.
        if self._reader.cell("left_on") == "":
            return None
        return self.meant("left_for", REASON_BY_WORD, UNKNOWN_REASON)

    def _accepted(self) -> tuple[bool, date | None]:
        """Return whether it was accepted, and when: the cell holds a day, or yes or no."""
        text = self._reader.word("accepted")
        answer = is_yes(text) if text else False
        if answer is not None:
            return answer, None
        return True, self.day("accepted")

    def _vests(self) -> str | None:
        """Return how it vests, in words; None: the row does not say."""
        told = self._reader.plain("vests")
        months = self._in_months("months")
        if told or not months:
            return told
        cliff = self._in_months("cliff")
        parts = [months, f"cliff {cliff}" if cliff else "", self._reader.plain("every") or ""]
        return ", ".join(one for one in parts if one)

    def _in_months(self, column: Column) -> str:
        """Return a span as words say it; a bare figure counts months."""
        text = self._reader.plain(column) or ""
        figure = text.strip("0") if text.strip("0") in {"", "."} else text
        return f"{figure} months" if figure.isdigit() else figure


NO_GRANTS = Remark(
    severity="error",
    code="spreadsheet.no_grants",
    what="There is no grant below the headings.",
    why="One row is one grant.",
    fix="Write a row for each grant.",
)
NO_LEDGER_HEADINGS = Remark(
    severity="error",
    code="spreadsheet.no_ledger_headings",
    what="No row of headings was found; the first row with text holds: {found}.",
    why="Among the first twenty rows one must name holder, quantity and the day of the grant.",
    fix="Name the columns: holder (持有人), quantity (数量), granted on (授予日).",
)
LEDGER_COLUMN_MISSING = Remark(
    severity="error",
    code="spreadsheet.ledger_column_missing",
    what="The column {missing} is missing.",
    why="A grant has a holder, a quantity and the day on which it was made.",
    fix="Say which column holds it, or name it so; where there is none, add it.",
)
LEDGER_CELL_BLANK = Remark(
    severity="error",
    code="spreadsheet.ledger_cell_blank",
    what="The row does not state: {column}.",
    why="A grant has a holder, a quantity and the day on which it was made.",
    fix="Write it into the row, or remove the row.",
)
UNKNOWN_AWARD = Remark(
    severity="error",
    code="spreadsheet.unknown_award",
    what="“{text}” is not a kind of grant.",
    why="Options are exercised, units are delivered, and appreciation rights are settled.",
    fix="Write option (期权), ISO, NSO, RSU (限制性股票单位), CSAR or SSAR.",
)
UNKNOWN_REASON = Remark(
    severity="error",
    code="spreadsheet.unknown_reason",
    what="“{text}” does not say why the holder left.",
    why="How long a leaver may exercise hangs on the reason.",
    fix="Write resigned, dismissed, for cause, good cause, retirement, death or disability.",
)
NEITHER = Remark(
    severity="error",
    code="spreadsheet.neither_yes_nor_no",
    what="“{text}” is neither yes nor no.",
    why="The column says whether the grant may be exercised before it vests.",
    fix="Write yes (是) or no (否).",
)
HEADS = Heads(
    headings=LEDGER,
    known=KNOWN,
    needed=NEEDED,
    no_headings=NO_LEDGER_HEADINGS,
    missing=LEDGER_COLUMN_MISSING,
)
"""What a ledger of grants calls its columns."""
