"""Clear the orders of a file, and compare with what the file says they came to."""

from msgspec import Struct

from laogu.basics import said
from laogu.connectors.auction.allocation import ABOUT, MARK, RESULT, SHAPE, Allocation, result_of
from laogu.connectors.auction.cells import NAMED, Source, book_of_cells
from laogu.connectors.auction.csv_orders import CsvOrders
from laogu.connectors.auction.json_orders import JsonOrders
from laogu.connectors.auction.parameters import PARAMETERS, Parameters, prices_of, terms_of
from laogu.connectors.auction.parquet_orders import ParquetOrders
from laogu.connectors.auction.refusals import ColumnsWrong, NotOrders, TooLarge
from laogu.connectors.spreadsheet.remarks import shown
from laogu.market import MOST_ORDERS, book_hash, clear

LARGEST_ORDERS_FILE = 512 * 1024 * 1024
"""Bytes of a file of orders."""


class Cleared(Struct, frozen=True, kw_only=True):
    """What the orders of a file come to.

    result: as the command promises it. differs: what the file states otherwise; None: it states
    nothing, or was cleared by other terms than its own.
    """

    allocation: Allocation
    result: dict[str, object]
    differs: tuple[str, ...] | None


def clear_orders(content: bytes, file: str, given: Parameters) -> Cleared:
    """Return what the orders in the bytes of a file come to; `file` is its name, for refusals."""
    source = _opened(content, file)
    stated = _known(source.stated)
    terms_given = given.over(stated)
    prices = prices_of(terms_given)
    book, filled = book_of_cells(source, prices)
    if len(book) > MOST_ORDERS:
        raise TooLarge(file=file, most=MOST_ORDERS, unit=said("orders"))
    terms = terms_of(terms_given, prices, book)
    clearing = clear(
        book,
        floor=terms.floor,
        cap=terms.cap,
        tick=terms.tick,
        reference=terms.reference,
        rationing=terms.policy.rationing,
        small=terms.policy.small,
        seed=terms.policy.seed,
    )
    result = result_of(clearing, scale=terms.scale, hashed=book_hash(book, scale=terms.scale))
    differs = None
    if MARK in stated and terms_given == Parameters().over(stated):
        fills = dict(clearing.fills)
        differs = tuple(name for name in RESULT if stated.get(name, "") != (result[name] or ""))
        if filled != [fills.get(order, 0) for order in book.order_ids]:
            differs += ("filled",)
    about = {name: value for name, value in stated.items() if name in ABOUT}
    allocation = Allocation(book=book, terms=terms, clearing=clearing, about=about)
    return Cleared(allocation=allocation, result=result, differs=differs)


def _opened(content: bytes, file: str) -> Source:
    """Return the file as what its first bytes say it is."""
    file = shown(file.replace("\\", "/").rpartition("/")[2] or "file", 100)
    if len(content) > LARGEST_ORDERS_FILE:
        raise TooLarge(file=file, most=LARGEST_ORDERS_FILE, unit=said("bytes"))
    begins = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not begins:
        raise NotOrders(file=file, reason=said("It is empty."), columns=NAMED)
    if content[:4] == b"PAR1":
        return ParquetOrders(content, file)
    return JsonOrders(content, file) if begins[:1] in {b"[", b"{"} else CsvOrders(content, file)


def _known(stated: dict[str, str]) -> dict[str, str]:
    """Return what a file states, or refuse a word that would be passed over."""
    for name in stated:
        if name not in {MARK, *ABOUT, *PARAMETERS, *RESULT}:
            reason = said("It states what is not known: {name}.", name=shown(name))
            raise ColumnsWrong(reason=reason, columns=NAMED)
    if stated.get(MARK, SHAPE) != SHAPE:
        reason = said("It is an allocation in a later shape: {shape}.", shape=shown(stated[MARK]))
        raise ColumnsWrong(reason=reason, columns=NAMED)
    return stated
