"""What only shows when rows are compared: repeated certificates, twins, holders described twice."""

from collections.abc import Callable
from decimal import Decimal

from laogu.basics import Remark
from laogu.connectors.spreadsheet.columns import Column
from laogu.connectors.spreadsheet.names import looks_like
from laogu.connectors.spreadsheet.remarks import Spot, shown
from laogu.operations import RegisterRow

_Key = tuple[object, ...]


class Comparisons:
    """The rows read so far, by what must not repeat and what must agree."""

    def __init__(self) -> None:
        self._certificates: dict[tuple[str, str], int] = {}
        self._rows: dict[_Key, int] = {}
        self._holders: dict[str, RegisterRow] = {}
        self._looks: dict[str, RegisterRow] = {}
        self.quantities: dict[str, Decimal] = {}

    def repeats(self, label: tuple[str, str] | None, line: int, spot: Spot) -> bool:
        """Return whether a row before named the same certificate of the same class, and say so.

        label: None: the row names none. Rows with other errors are compared too, so that one look
        tells all that is to be mended.
        """
        first = line if label is None else self._certificates.setdefault(label, line)
        if label is not None and first != line:
            spot.say(CERTIFICATE_REPEATS, certificate=shown(label[1]), row=str(first))
        return first != line

    def add(self, row: RegisterRow, spot: Callable[[Column], Spot]) -> None:
        """Compare a row with those before it, add what is found, and keep it for those after it."""
        held = self.quantities.get(row.stock_class, Decimal(0))
        self.quantities[row.stock_class] = held + row.quantity
        self._compare_holdings(row, spot)
        self._compare_holders(row, spot)

    def _compare_holdings(self, row: RegisterRow, spot: Callable[[Column], Spot]) -> None:
        if row.certificate is not None:
            return
        key = (row.holder, row.stock_class, row.quantity, row.acquired_on, row.cost)
        first = self._rows.setdefault(key, row.line)
        if first != row.line:
            spot("holder").say(ROW_REPEATS, row=str(first))

    def _compare_holders(self, row: RegisterRow, spot: Callable[[Column], Spot]) -> None:
        before = self._holders.setdefault(row.holder, row)
        differs: list[Column] = []
        if before.kind != row.kind:
            differs.append("kind")
        if before.public != row.public:
            differs.append("public")
        if before.holder_en and row.holder_en and before.holder_en != row.holder_en:
            differs.append("holder_en")
        for column in differs:
            spot(column).say(HOLDER_DIFFERS, holder=shown(row.holder), row=str(before.line))
        alike = self._looks.setdefault(looks_like(row.holder), row)
        if alike.holder != row.holder and before is row:
            spot("holder").say(
                NAMES_ALIKE,
                one=shown(row.holder),
                other=shown(alike.holder),
                row=str(alike.line),
            )


CERTIFICATE_REPEATS = Remark(
    severity="error",
    code="spreadsheet.certificate_repeats",
    what="The certificate {certificate} stands in row {row} already.",
    why="A certificate stands for one holding of one class.",
    fix="Correct the number, or remove the row that is there twice.",
)
ROW_REPEATS = Remark(
    severity="warning",
    code="spreadsheet.row_repeats",
    what="The row says the same as row {row}.",
    why="Without certificate numbers, nobody can tell two holdings from one written twice.",
    fix="Remove one of them, or give both their certificate numbers.",
)
HOLDER_DIFFERS = Remark(
    severity="error",
    code="spreadsheet.holder_differs",
    what="{holder} is described otherwise here than in row {row}.",
    why="Rows with the same name are holdings of the same holder.",
    fix="Make the rows agree, or write two names where they are two holders.",
)
NAMES_ALIKE = Remark(
    severity="warning",
    code="spreadsheet.names_alike",
    what="“{one}” is nearly the same name as “{other}” in row {row}.",
    why="They are kept as two holders, as they are written.",
    fix="If they are one, write the name the same way in every row.",
)
