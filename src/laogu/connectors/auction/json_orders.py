"""Orders from JSON: a list of them, or an object that holds the list as `orders`."""

import json
from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec
from msgspec import Raw, Struct

from laogu.basics import Said, said
from laogu.connectors.auction.cells import COLUMNS, NAMED, Chunk
from laogu.connectors.auction.refusals import NotOrders
from laogu.connectors.spreadsheet.remarks import shown
from laogu.connectors.strict import check_once

CHUNK_ORDERS = 50_000
"""Orders of a JSON file that are turned into columns at once."""


class OrderGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """An order as a file writes it: figures as numbers or as texts, kept as they are written."""

    order_id: str
    side: str
    quantity: Raw
    limit: Raw = Raw(b"null")
    time: Raw = Raw(b"null")
    filled: Raw = Raw(b"null")


class OrdersGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file with more than orders: an allocation, with what it was cleared with and came to."""

    orders: list[OrderGiven]
    allocation: str = ""
    about: dict[str, str] = {}
    parameters: dict[str, str | None] = {}
    result: dict[str, Raw] = {}


class JsonOrders:
    """The orders of a JSON file, opened."""

    def __init__(self, content: bytes, file: str) -> None:
        self._file = file
        content = content.removeprefix(b"\xef\xbb\xbf")
        self.stated: dict[str, str] = {}
        try:
            content.decode()  # Figures are kept as they are written, so nobody else looks at these.
            if content.lstrip()[:1] == b"[":
                self._orders: Sequence[OrderGiven] = msgspec.json.decode(
                    content, type=list[OrderGiven]
                )
                self._path = "$[{row}].{column}"
            else:
                given = msgspec.json.decode(content, type=OrdersGiven)
                self._orders = given.orders
                self._path = "$.orders[{row}].{column}"
                self.stated = _stated(given)
            check_once(content, frozenset(COLUMNS), most=len(self._orders))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError) as wrong:
            reason = said("It is not the JSON of orders: {wrong}.", wrong=_shown(wrong))
            raise NotOrders(file=file, reason=reason, columns=NAMED) from None

    def chunks(self) -> Iterator[Chunk]:
        """Yield the orders, some thousand at a time."""
        orders = iter(self._orders)
        states_fills = any(bytes(one.filled) != b"null" for one in self._orders)
        while chunk := list(islice(orders, CHUNK_ORDERS)):
            yield Chunk(
                order_id=[one.order_id for one in chunk],
                side=[one.side for one in chunk],
                quantity=[_text(one.quantity) for one in chunk],
                limit=[_text(one.limit) for one in chunk],
                time=[_text(one.time) for one in chunk],
                filled=[_text(one.filled) for one in chunk] if states_fills else None,
            )

    def place(self, row: int, column: str) -> Said:
        """Return the path of a figure."""
        return said("{path}", path=self._path.format(row=row, column=column))


def _text(raw: Raw) -> str:
    """Return a figure as it is written: a number's digits, a text's content, nothing for null."""
    written = bytes(raw)
    if written == b"null":
        return ""
    if written[:1] == b'"':
        return str(json.loads(written, strict=False))
    return written.decode()


def _stated(given: OrdersGiven) -> dict[str, str]:
    """Return what an allocation says besides its orders, as its CSV does."""
    if not given.allocation:
        return {}
    stated = {"laogu allocation": given.allocation} | given.about
    stated |= {name: value or "" for name, value in given.parameters.items()}
    return stated | {name: _text(value) for name, value in given.result.items() if name != "fills"}


def _shown(wrong: Exception) -> str:
    return shown(str(wrong), 200).rstrip(".")
