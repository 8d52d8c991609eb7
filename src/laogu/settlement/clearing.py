"""Clearing: who buys how much in the end, what each pays, and what is let go.

Takers come first, the buyer gets what is left. Each part is priced for itself at the one rounding
place, and the seller gets the sum of what the parts pay, so nothing is lost between them.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from laogu.basics import HolderId, Money, cost
from laogu.ledger import CashMoved, put_in_escrow, release
from laogu.market import BuyerDisplaced, Part, Trade, TradeCleared, TradeFunded


def parts_of(trade: Trade, takes: Mapping[HolderId, int], *, decimals: int) -> tuple[Part, ...]:
    """Return the parts of a trade: the takers in the order given, then the buyer with the rest.

    takes: units of each taker, together at most what is for sale.
    """
    left = trade.units - sum(takes.values())
    assert left >= 0, "takers get no more than is offered"
    units = {holder: taken for holder, taken in takes.items() if taken}
    if left:
        units[trade.buyer] = units.get(trade.buyer, 0) + left
    return tuple(
        Part(holder, count, cost(trade.price, count, decimals=decimals).minor)
        for holder, count in units.items()
    )


def clear_and_fund(
    trade: Trade,
    takes: Mapping[HolderId, int],
    promised: Mapping[HolderId, Money],
    *,
    decimals: int,
    on: date,
    through: date,
) -> Iterator[TradeCleared | BuyerDisplaced | CashMoved | TradeFunded]:
    """Return the events that fix the parts, put what each pays in escrow, and release the rest.

    promised: everybody's cash that is held for this trade, the buyer's among it; who gets nothing
    gets all of it back.
    """
    parts = parts_of(trade, takes, decimals=decimals)
    if takes:
        yield BuyerDisplaced(
            effective_on=on, trade=trade.trade, buyer=trade.buyer, units=sum(takes.values())
        )
    yield TradeCleared(effective_on=on, trade=trade.trade, parts=parts, through=through)
    due = {part.holder: part.due for part in parts}
    for holder, held in promised.items():
        pays = Money(due.get(holder, 0), trade.price.currency)
        if pays.minor:
            yield put_in_escrow(holder, pays, purpose=trade.trade, on=on)
        if held.minor > pays.minor:
            yield release(holder, held - pays, purpose=trade.trade, on=on)
    yield TradeFunded(effective_on=on, trade=trade.trade)
