"""The file of an allocation: what anybody needs to work out a call auction again.

It holds every order by its id, the terms the auction was held by, what each order got, the step
that decided and the hash of the book. As CSV the terms and the result are remarks above the
headings, `# floor: 2000`; as JSON they are objects beside the orders. `laogu auction clear FILE`
reads both, clears the orders again, and says whether it comes to the same.
"""

import csv
import io
from collections.abc import Iterator, Mapping

import msgspec
from msgspec import Struct

from laogu.connectors.auction.cells import COLUMNS
from laogu.connectors.auction.csv_orders import REMARK
from laogu.connectors.auction.parameters import PARAMETERS, Terms
from laogu.market import (
    ANY_PRICE,
    RULE_VERSION,
    UNTIMED,
    Book,
    Clearing,
    book_hash,
    listed,
    shortest,
)

MARK = "laogu allocation"
SHAPE = "1"
ABOUT = ("window", "issuer", "stock_class", "currency", "decimals", "closed_at")
"""What a file may say of where its orders come from; nothing is worked out from it."""
RESULT = ("price", "volume", "surplus", "decided_by", "book_hash", "rule_version")


class Allocation(Struct, frozen=True, kw_only=True):
    """A book, the terms it was cleared by, and what came of it.

    about: names out of `ABOUT` and what they are here. Quantities are whole units; where the class
    has decimals, smallest ones, and `decimals` says how many.
    book_hash, rule_version: as they were recorded; left out: as they are worked out here.
    """

    book: Book
    terms: Terms
    clearing: Clearing
    about: Mapping[str, str] = {}
    book_hash: str | None = None
    rule_version: str = RULE_VERSION


def result_of(
    clearing: Clearing, *, scale: int, hashed: str, rule_version: str = RULE_VERSION
) -> dict[str, object]:
    """Return what came of an auction as the command promises it: figures are decimal strings."""
    price = clearing.price
    return {
        "price": None if price is None else shortest(price, scale),
        "volume": str(clearing.volume),
        "surplus": str(clearing.surplus),
        "decided_by": clearing.decided_by,
        "fills": [{"order_id": order, "quantity": str(units)} for order, units in clearing.fills],
        "book_hash": hashed,
        "rule_version": rule_version,
    }


def texts_of(terms: Terms) -> dict[str, str | None]:
    """Return terms as they are written, each under the name of its option."""
    reference = terms.reference
    return {
        "floor": shortest(terms.floor, terms.scale),
        "cap": shortest(terms.cap, terms.scale),
        "tick": shortest(terms.tick, terms.scale),
        "reference": None if reference is None else shortest(reference, terms.scale),
        "rationing": terms.policy.rationing,
        "small": str(terms.policy.small),
        "seed": terms.policy.seed,
    }


def allocation_csv(allocation: Allocation) -> bytes:
    """Return the file as CSV in UTF-8, which a spreadsheet opens and no cell of which it runs."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for name, value in _remarks(allocation):
        writer.writerow([f"{REMARK}{name}: {value}"])
    writer.writerow(COLUMNS)
    writer.writerows([one[name] for name in COLUMNS] for one in _orders(allocation))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def allocation_json(allocation: Allocation) -> bytes:
    """Return the same as one JSON object."""
    assert allocation.about.keys() <= set(ABOUT), "an allocation says nothing else of itself"
    held = {
        "allocation": SHAPE,
        "about": dict(allocation.about),
        "parameters": texts_of(allocation.terms),
        "orders": list(_orders(allocation)),
        "result": _result(allocation),
    }
    return msgspec.json.format(msgspec.json.encode(held), indent=1) + b"\n"


def _result(allocation: Allocation) -> dict[str, object]:
    scale = allocation.terms.scale
    hashed = allocation.book_hash or book_hash(allocation.book, scale=scale)
    return result_of(
        allocation.clearing, scale=scale, hashed=hashed, rule_version=allocation.rule_version
    )


def _remarks(allocation: Allocation) -> Iterator[tuple[str, str]]:
    assert allocation.about.keys() <= set(ABOUT), "an allocation says nothing else of itself"
    result = _result(allocation)
    yield MARK, SHAPE
    yield from allocation.about.items()
    for name, value in texts_of(allocation.terms).items():
        assert name in PARAMETERS, "every term is one that the command takes"
        yield name, value or ""
    for name in RESULT:
        yield name, "" if result[name] is None else str(result[name])


def _orders(allocation: Allocation) -> Iterator[dict[str, str]]:
    book, scale = allocation.book, allocation.terms.scale
    filled = dict(allocation.clearing.fills)
    quantities, limits = listed(book.quantities), listed(book.limits)
    times, buys = listed(book.times), listed(book.buys)
    for at in sorted(range(len(book)), key=book.order_ids.__getitem__):
        order = book.order_ids[at]
        yield {
            "order_id": order,
            "side": "buy" if buys[at] else "sell",
            "quantity": str(quantities[at]),
            "limit": "" if limits[at] == ANY_PRICE else shortest(limits[at], scale),
            "time": "" if times[at] == UNTIMED else str(times[at]),
            "filled": str(filled.get(order, 0)),
        }
