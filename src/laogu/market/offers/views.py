"""Questions about offers that have an answer for a person."""

from laogu.basics import IssuerId
from laogu.market.offers.state import OfferState
from laogu.market.state import Market


def open_offers(market: Market, issuer: IssuerId) -> tuple[OfferState, ...]:
    """Return the issuer's open offers to sell, the lowest price first, then the older."""
    offers = [market.offers[one] for one in market.open_offers.on(issuer)]
    asks = [state for state in offers if state.offer.answers is None]
    return tuple(sorted(asks, key=lambda state: (state.offer.price.ticks, state.offer.offer)))


def counters_to(market: Market, state: OfferState) -> tuple[OfferState, ...]:
    """Return the open counters to an offer, the highest price first, then the older."""
    counters = [market.offers[one] for one in market.answers_to.on(state.offer.offer)]
    live = [one for one in counters if one.stage == "open"]
    return tuple(sorted(live, key=lambda one: (-one.offer.price.ticks, one.offer.offer)))
