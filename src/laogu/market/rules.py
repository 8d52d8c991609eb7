"""What the market allows."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from laogu.basics import OfferId, SecurityId, TradeId
from laogu.market.events import Lots
from laogu.market.refusals import (
    ClockBackwards,
    NotAMoment,
    OfferClosed,
    OfferUnknown,
    OnlyInPractice,
    TradeNotThere,
    TradeUnknown,
)
from laogu.market.state import Market, OfferState, Stage, TradeState

LONGEST_OPEN = timedelta(days=366)
FARTHEST_MOVE = timedelta(days=3_660)


def open_offer(market: Market, given: str) -> OfferState:
    """Return the offer or counter with that id, which is open."""
    found = market.offers.get(OfferId(given))
    if found is None:
        raise OfferUnknown(given=given[:60])
    if found.stage != "open":
        raise OfferClosed(stage=found.stage)
    return found


def trade_of_id(market: Market, given: str) -> TradeState:
    """Return the trade with that id."""
    found = market.trades.get(TradeId(given))
    if found is None:
        raise TradeUnknown(given=given[:60])
    return found


def at_stage(trade: TradeState, *needed: Stage) -> TradeState:
    """Return `trade`, if it is at one of the stages."""
    if trade.stage not in needed:
        raise TradeNotThere(stage=trade.stage, needed=needed[0])
    return trade


def check_open_until(until: datetime | None, *, now: datetime) -> datetime | None:
    """Return the moment until which an offer is open, if it lies ahead and within a year."""
    if until is not None and not now < until <= now + LONGEST_OPEN:
        raise NotAMoment(given=until, now=now)
    return until


def check_clock(market: Market, to: datetime, *, now: datetime) -> None:
    """Refuse to move the clock of a real market, or to move it back, or absurdly far."""
    if not market.is_practice:
        raise OnlyInPractice
    if not now < to <= now + FARTHEST_MOVE:
        raise ClockBackwards(to=to, now=now)


def pick_lots(market: Market, sellable: Iterable[tuple[SecurityId, int]], units: int) -> Lots:
    """Return lots that make up `units`, in the order given, from what is not promised yet.

    The caller has checked that there is enough.
    """
    lots: list[tuple[SecurityId, int]] = []
    for security, free in sellable:
        taken = min(free - market.committed.get(security, 0), units)
        if taken > 0:
            lots.append((security, taken))
            units -= taken
        if not units:
            break
    assert units == 0, "fewer units are free than were checked"
    return tuple(lots)


def trim(lots: Lots, units: int) -> Lots:
    """Return the first lots that make up `units`."""
    kept: list[tuple[SecurityId, int]] = []
    for security, available in lots:
        taken = min(available, units)
        if taken:
            kept.append((security, taken))
            units -= taken
    assert units == 0, "more units are asked than the lots hold"
    return tuple(kept)
