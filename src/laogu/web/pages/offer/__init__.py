"""Offers: posting one with the answer beside it, and taking, countering or withdrawing one.

Always true: an offer is shown to who holds a mandate, a counter-offer to its two sides.
"""

from collections.abc import Mapping

from laogu.journal import Recorded, made
from laogu.web.pages.offer import page, posting, several
from laogu.web.routes import Route
from laogu.web.submitting import Then
from laogu.web.visit import Visit

ROUTES: tuple[Route, ...] = (*posting.ROUTES, *several.ROUTES, *page.ROUTES)


def _to_offer(visit: Visit, recorded: Recorded) -> str:
    return visit.to(f"/offer/{made(recorded.events)['offer'][0]}")


def _to_trade(visit: Visit, recorded: Recorded) -> str:
    return visit.to(f"/trade/{made(recorded.events)['trade'][0]}")


THEN: Mapping[str, Then] = {
    "offer.post": _to_offer,
    "offer.counter": _to_offer,
    "offer.accept": _to_trade,
}
