"""What is allowed with offers."""

from datetime import datetime, timedelta

from laogu.basics import OfferId
from laogu.market.offers.refusals import NotAMoment, OfferClosed, OfferUnknown
from laogu.market.offers.state import OfferState
from laogu.market.state import Market

LONGEST_OPEN = timedelta(days=366)


def open_offer(market: Market, given: str) -> OfferState:
    """Return the offer or counter with that id, which is open."""
    found = market.offers.get(OfferId(given))
    if found is None:
        raise OfferUnknown(given=given[:60])
    if found.stage != "open":
        raise OfferClosed(stage=found.stage)
    return found


def check_open_until(until: datetime | None, *, now: datetime) -> datetime | None:
    """Return the moment until which an offer is open, if it lies ahead and within a year."""
    if until is not None and not now < until <= now + LONGEST_OPEN:
        raise NotAMoment(given=until, now=now)
    return until
