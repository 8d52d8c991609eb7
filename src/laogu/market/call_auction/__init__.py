"""The call auction: all orders of a book trade at once, at one price.

Always true: no other price lets more units trade; bought equals sold; nobody trades through a
limit; an order better than the price is filled in full; the same orders give the same answer in
any sequence, and anybody can work it out again, to the last unit.
"""

from laogu.market.call_auction.book import (
    ANY_PRICE,
    HIGHEST,
    MOST_ORDERS,
    UNTIMED,
    Book,
    Side,
    book_hash,
    book_of,
    is_rising,
    listed,
    shortest,
)
from laogu.market.call_auction.clearing import RULE_VERSION, Clearing, clear, curve, fill, indicate
from laogu.market.call_auction.margin import Filled, Policy, Rationing
from laogu.market.call_auction.one_price import (
    Bounds,
    DecidedBy,
    Depth,
    Indication,
    Step,
    bounds_of,
    depth_of,
)
from laogu.market.call_auction.refusals import (
    CapBelowFloor,
    NotCountable,
    OffTick,
    OrderTwice,
    SideTooLarge,
    TimeMissing,
    TooManyOrders,
)
from laogu.market.call_auction.words import DECIDED

__all__ = [
    "ANY_PRICE", "DECIDED", "HIGHEST", "MOST_ORDERS", "RULE_VERSION", "UNTIMED", "Book", "Bounds",
    "CapBelowFloor", "Clearing", "DecidedBy", "Depth", "Filled", "Indication", "NotCountable",
    "OffTick", "OrderTwice", "Policy", "Rationing", "Side", "SideTooLarge", "Step", "TimeMissing",
    "TooManyOrders", "book_hash", "book_of", "bounds_of", "clear", "curve", "depth_of", "fill",
    "indicate", "is_rising", "listed", "shortest",
]  # fmt: skip
