"""A book of orders as columns: one place in every column is one order."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from operator import itemgetter, lt
from typing import Final, Literal, TypeVar

from msgspec import Struct

from laogu.basics import LARGEST, Said, said
from laogu.market.call_auction.refusals import (
    NotCountable,
    OrderTwice,
    SideTooLarge,
    TooManyOrders,
)

Side = Literal["buy", "sell"]
Number = TypeVar("Number", bool, int)

ANY_PRICE: Final = -1
"""The limit of an order at any price."""

UNTIMED: Final = -(2**63)
"""The time of an order whose time is not known."""

HIGHEST = 2**62
"""The highest price: its neighbours, and the sum of two prices, stay within 64 bits."""

MOST_ORDERS = 5_000_000
"""Orders of one call auction."""


class Book(Struct, frozen=True, kw_only=True):
    """Orders as columns of one length; lists, or arrays of NumPy where there are very many.

    buys: whether an order buys; else it sells. quantities: whole units; 0 is allowed and gets 0.
    limits: in the smallest step of the price, or `ANY_PRICE`.
    times: the smaller is the earlier, or `UNTIMED`.
    """

    order_ids: Sequence[str]
    buys: Collection[bool]
    quantities: Collection[int]
    limits: Collection[int]
    times: Collection[int]

    def __len__(self) -> int:
        return len(self.order_ids)


def book_of(orders: Iterable[tuple[str, Side, int, int | None, int | None]]) -> Book:
    """Return a book of (order id, side, quantity, limit, time); limit None: at any price."""
    rows = list(orders)
    return Book(
        order_ids=[row[0] for row in rows],
        buys=[row[1] == "buy" for row in rows],
        quantities=[row[2] for row in rows],
        limits=[ANY_PRICE if row[3] is None else row[3] for row in rows],
        times=[UNTIMED if row[4] is None else row[4] for row in rows],
    )


def listed(column: Collection[Number]) -> list[Number]:
    """Return a column as a list of Python's own whole numbers, also where it is an array."""
    of_array = getattr(column, "tolist", None)
    return list(column) if of_array is None else of_array()


def check_length(book: Book) -> None:
    """Refuse a book that is longer than an auction takes; its columns are of one length."""
    count = len(book)
    columns = (book.buys, book.quantities, book.limits, book.times)
    assert all(len(column) == count for column in columns), "columns of different lengths"
    if count > MOST_ORDERS:
        raise TooManyOrders(count=count, most=MOST_ORDERS)


def check_figures(quantities: tuple[int, int], limits: tuple[int, int]) -> None:
    """Refuse quantities and limits that cannot be counted; given are the least and the greatest."""
    for given in quantities:
        check_figure(said("quantity"), given, least=0, most=LARGEST)
    for given in limits:
        if given != ANY_PRICE:
            check_figure(said("limit"), given, least=0, most=HIGHEST)


def check_figure(figure: Said, given: int, *, least: int, most: int) -> None:
    """Refuse a figure outside the bounds of what is counted with."""
    if not least <= given <= most:
        raise NotCountable(figure=figure, given=given, least=least, most=most)


def check_lists(quantities: Sequence[int], limits: Sequence[int], times: Sequence[int]) -> None:
    """Refuse columns with a figure that does not fit 64 bits, or is below what it may be."""
    if quantities:
        check_figures((min(quantities), max(quantities)), (min(limits), max(limits)))
        for given in (min(times), max(times)):
            check_figure(said("time"), given, least=UNTIMED, most=LARGEST)


def check_totals(bought: int, sold: int) -> None:
    """Refuse a side whose quantities together do not fit 64 bits."""
    for side, total in (("buy", bought), ("sell", sold)):
        if total > LARGEST:
            raise SideTooLarge(side=side, total=total, largest=LARGEST)


def is_rising(order_ids: Sequence[str]) -> bool:
    """Return whether ids stand in their order, each once."""
    return all(map(lt, order_ids, islice(order_ids, 1, None)))


def check_once(order_ids: Sequence[str]) -> None:
    """Refuse a book in which two orders have one id."""
    if is_rising(order_ids) or len(set(order_ids)) == len(order_ids):
        return
    seen: set[str] = set()
    for order in order_ids:
        if order in seen:
            raise OrderTwice(order=order[:60])
        seen.add(order)


def shortest(price: int, scale: int) -> str:
    """Return `price` steps of `10 ** -scale` with no figure more than it needs: 12.5, 2400."""
    text = f"{Decimal(price).scaleb(-scale):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def lines_of(book: Book, *, scale: int = 0) -> Iterator[str]:
    """Yield the orders as `order_id,side,quantity,limit,time`, by id, numbers in shortest form.

    scale: limits are counted in steps of `10 ** -scale`. An unknown time or no limit is empty.
    """
    limits = listed(book.limits)
    said_limits = {limit: shortest(limit, scale) for limit in set(limits)} | {ANY_PRICE: ""}
    columns = (book.order_ids, listed(book.buys), listed(book.quantities), limits)
    rows: Iterable[tuple[str, bool, int, int, int]] = zip(*columns, listed(book.times), strict=True)
    if not is_rising(book.order_ids):
        rows = sorted(rows, key=itemgetter(0))
    for order, is_buy, quantity, limit, time in rows:
        side = "buy" if is_buy else "sell"
        since = "" if time == UNTIMED else time
        yield f"{order},{side},{quantity},{said_limits[limit]},{since}\n"


def book_hash(book: Book, *, scale: int = 0) -> str:
    """Return the SHA-256 of the book's lines: the same orders have it in any order."""
    digest = hashlib.sha256()
    lines = lines_of(book, scale=scale)
    while some := "".join(islice(lines, 10_000)):
        digest.update(some.encode())
    return digest.hexdigest()
