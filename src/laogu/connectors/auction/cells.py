"""From the texts of cells to the columns of a book; every text is read once, however often."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple, Protocol, TypeAlias, TypeVar

from msgspec import Struct

from laogu.basics import LARGEST, Said, said
from laogu.connectors.auction.refusals import CellUnreadable, ColumnsWrong, OrderAgain
from laogu.connectors.spreadsheet.remarks import shown
from laogu.market import ANY_PRICE, HIGHEST, UNTIMED, Book, is_rising, shortest

Value = TypeVar("Value", bool, int)
Reader: TypeAlias = Callable[[str], Value | Said]

COLUMNS: Final = ("order_id", "side", "quantity", "limit", "time", "filled")
NAMED: Final = COLUMNS[:5]
"""The columns that people are told of; `filled` stands in the file of an allocation."""
REQUIRED: Final = COLUMNS[:4]

LONGEST_ORDER_ID = 100
"""Characters of an order's id in a file."""

LONG = 20_000
"""Orders of a file whose columns are moved by NumPy."""

# What could end a line of the hash, be taken for a formula, or hide on a screen.
_ODD = (
    '\x00-\x1f\x7f-\x9f,"\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f'
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)
_ID = rf"[^{_ODD}\s=+@-][^{_ODD}]{{0,{LONGEST_ORDER_ID - 1}}}+"
_ORDER_ID = re.compile(_ID)
# The lines are not repeated possessively: Python before 3.11.5 then takes what it should not.
_ORDER_IDS = re.compile(rf"(?:{_ID}\n)*{_ID}")
_WHOLE = re.compile(r"(?:[0-9]{1,18}+\n)*[0-9]{1,18}+")
_NUMBER = re.compile(r"(?P<whole>[0-9]{1,19}+)(?:\.(?P<part>[0-9]{1,18}+))?")
_SIDES = {"buy": True, "sell": False}

EMPTY = said("It is empty.")
NO_NUMBER = said("It is not a number in plain digits: no sign, exponent or separator.")
FORMULA = said("It is a formula, and not its result.")
FRACTION = said("It has a fraction, and a call auction counts whole units.")
NOT_ABOVE_ZERO = said("A price is above zero.")
REMEDIES: Final = {
    "order_id": said("Write letters and digits, not beginning with =, +, - or @; no comma."),
    "side": said("Write buy or sell."),
    "quantity": said("Write a whole number, such as 1200."),
    "limit": said("Write a price on a tick, such as 2400 or 12.50; leave it empty for any price."),
    "time": said("Write a whole number, the smaller for the earlier; or leave the column out."),
    "filled": said("Write a whole number, or leave the column out."),
}


class Chunk(Struct, frozen=True, kw_only=True):
    """Some orders as texts; a column that a file does not have is empty throughout.

    An empty text is a cell without anything in it.
    """

    order_id: Sequence[str]
    side: Sequence[str]
    quantity: Sequence[str]
    limit: Sequence[str]
    time: Sequence[str] | None = None
    filled: Sequence[str] | None = None


class Source(Protocol):
    """A file of orders, opened."""

    stated: dict[str, str]
    """What it says besides its orders: parameters and result of an allocation, else nothing."""

    def chunks(self) -> Iterator[Chunk]:
        """Yield the orders, some thousand at a time."""
        ...

    def place(self, row: int, column: str) -> Said:
        """Return where a cell stands; rows are counted from 0."""
        ...


class Prices(Struct, frozen=True, kw_only=True):
    """How prices are counted: in steps of `10 ** -scale`, each a whole multiple of `tick` steps."""

    scale: int
    tick: int

    def price(self, text: str) -> int | Said:
        """Return a price in steps, or why it is none."""
        found = _NUMBER.fullmatch(text)
        if found is None:
            return _why_no_number(text)
        part = (found["part"] or "").rstrip("0")
        steps = int(found["whole"] + part[: self.scale].ljust(self.scale, "0"))
        if len(part) > self.scale or steps % self.tick:
            return said(
                "It lies between two ticks of {tick}.", tick=shortest(self.tick, self.scale)
            )
        if steps > HIGHEST:
            return said("It is more than {most}.", most=Decimal(HIGHEST).scaleb(-self.scale))
        return steps or NOT_ABOVE_ZERO

    def limit(self, text: str) -> int | Said:
        """Return a limit in steps; nothing is at any price."""
        return self.price(text) if text else ANY_PRICE


def places_of(headings: Sequence[str]) -> dict[str, int]:
    """Return where each column stands, or refuse headings that are missing, unknown or twice."""
    places: dict[str, int] = {}
    for at, heading in enumerate(headings):
        name = heading.strip().lower()
        if name not in COLUMNS:
            reason = said("There is a column that is not known: {heading}.", heading=shown(heading))
            raise ColumnsWrong(reason=reason, columns=NAMED)
        if name in places:
            raise ColumnsWrong(
                reason=said("The column {heading} is there twice.", heading=name), columns=NAMED
            )
        places[name] = at
    missing = [name for name in REQUIRED if name not in places]
    if missing:
        raise ColumnsWrong(reason=said("Missing: {missing}.", missing=missing), columns=NAMED)
    return places


def book_of_cells(source: Source, prices: Prices) -> tuple[Book, list[int] | None]:
    """Return the orders of a file by id, and what it says each got; None: it does not say."""
    order_ids: list[str] = []
    buys: list[bool] = []
    numbers: dict[str, list[int]] = {name: [] for name in ("quantity", "limit", "time", "filled")}
    readers = {"quantity": _whole, "limit": prices.limit, "time": _time, "filled": _filled}
    states_fills = True
    for chunk in source.chunks():
        row, count = len(order_ids), len(chunk.order_id)
        order_ids += _order_ids(chunk, source, row)
        buys += _values(chunk.side, _Place(source, "side", row), _side)
        for column, reader in readers.items():
            texts: Sequence[str] | None = getattr(chunk, column)
            place = _Place(source, column, row)
            numbers[column] += (
                [UNTIMED] * count if texts is None else _numbers(texts, place, reader)
            )
        states_fills = states_fills and chunk.filled is not None
    if not is_rising(order_ids):
        _check_once(order_ids, source)
        # By id once and for all: what is told and hashed is told and hashed by id.
        by_id = sorted(range(len(order_ids)), key=order_ids.__getitem__)
        order_ids = [order_ids[at] for at in by_id]
        buys = _moved(buys, by_id)
        numbers = {name: _moved(column, by_id) for name, column in numbers.items()}
    book = Book(
        order_ids=order_ids,
        buys=buys,
        quantities=numbers["quantity"],
        limits=numbers["limit"],
        times=numbers["time"],
    )
    return book, numbers["filled"] if states_fills else None


def _moved(column: list[Value], order: list[int]) -> list[Value]:
    """Return a column in another order; a long one by NumPy, which does not wait for each figure.

    Figures are of 64 bits: what is larger was refused, cell by cell.
    """
    if len(order) < LONG or not column:
        return [column[at] for at in order] if column else []
    import numpy as np

    moved: list[Value] = np.array(column)[np.array(order)].tolist()
    return moved


class _Place(NamedTuple):
    """A column of a chunk: of which file, and at which row the chunk begins."""

    source: Source
    column: str
    row: int

    def no(self, at: int, text: str, reason: Said) -> CellUnreadable:
        """Return the refusal of one cell."""
        return CellUnreadable(
            where=self.source.place(self.row + at, self.column),
            column=self.column,
            given=shown(text),
            reason=reason,
            remedy=REMEDIES[self.column],
        )


def _order_ids(chunk: Chunk, source: Source, row: int) -> list[str]:
    found = [text.strip() for text in chunk.order_id]
    if not _all_match(_ORDER_IDS, found):
        for at, text in enumerate(found):
            if not _ORDER_ID.fullmatch(text):
                raise _Place(source, "order_id", row).no(at, text, _why_no_id(text))
    return found


def _all_match(lines: re.Pattern[str], texts: Sequence[str]) -> bool:
    """Return whether each text is what a pattern of lines wants; a text may hold a line's end."""
    joined = "\n".join(texts)
    return joined.count("\n") == len(texts) - 1 and lines.fullmatch(joined) is not None


def _numbers(texts: Sequence[str], place: _Place, read: Reader[int]) -> list[int]:
    # Most columns are whole numbers throughout; the others are read text by text.
    if place.column != "limit" and _all_match(_WHOLE, texts):
        return list(map(int, texts))
    return _values(texts, place, read)


def _values(texts: Sequence[str], place: _Place, read: Reader[Value]) -> list[Value]:
    known: dict[str, Value] = {}
    for text in set(texts):
        value = read(text.strip())
        if isinstance(value, Said):
            # The first in the file is named, whichever was met first here.
            at = next(at for at, one in enumerate(texts) if isinstance(read(one.strip()), Said))
            reason = read(texts[at].strip())
            assert isinstance(reason, Said), "it could not be read before"
            raise place.no(at, texts[at], reason)
        known[text] = value
    return [known[text] for text in texts]


def _check_once(order_ids: Sequence[str], source: Source) -> None:
    if len(set(order_ids)) == len(order_ids):
        return
    first: dict[str, int] = {}
    for row, order in enumerate(order_ids):
        if first.setdefault(order, row) != row:
            places = (source.place(one, "order_id") for one in (row, first[order]))
            where, before = places
            raise OrderAgain(where=where, first=before, order=order)


def _side(text: str) -> bool | Said:
    if text in _SIDES:
        return _SIDES[text]
    return EMPTY if not text else said("A side is buy or sell.")


def _whole(text: str) -> int | Said:
    found = _NUMBER.fullmatch(text)
    if found is None:
        return _why_no_number(text)
    if (found["part"] or "").strip("0"):
        return FRACTION
    number = int(found["whole"])
    return number if number <= LARGEST else said("It is more than {most}.", most=LARGEST)


def _time(text: str) -> int | Said:
    if not text:
        return UNTIMED
    number = _whole(text.removeprefix("-"))
    return -number if isinstance(number, int) and text.startswith("-") else number


def _filled(text: str) -> int | Said:
    return _whole(text) if text else 0


def _why_no_number(text: str) -> Said:
    if not text:
        return EMPTY
    return FORMULA if text.startswith("=") else NO_NUMBER


def _why_no_id(text: str) -> Said:
    if not text:
        return EMPTY
    if text[0] in "=+-@":
        return said("A spreadsheet would take it for a formula.")
    most = LONGEST_ORDER_ID
    return said("It holds what an id may not, or has more than {most} characters.", most=most)
