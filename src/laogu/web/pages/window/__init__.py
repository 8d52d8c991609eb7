"""Windows: their times and prices, demand and supply, the order ticket, what they came to.

Always true: orders are shown to who placed them; what they would come to is shown where the window
shows it, to who holds a mandate.
"""

from collections.abc import Mapping

from laogu.journal import Recorded, made
from laogu.web.pages.window import page as pages
from laogu.web.pages.window import several
from laogu.web.routes import Route
from laogu.web.submitting import Then
from laogu.web.visit import Visit

ROUTES: tuple[Route, ...] = (*pages.ROUTES, *several.ROUTES)


def _to_orders(visit: Visit, recorded: Recorded) -> str:
    order = visit.books.market.orders[made(recorded.events)["order"][0]].order  # type: ignore[index]
    return visit.to(f"/window/{order.window}") + "#orders"


THEN: Mapping[str, Then] = {"order.place": _to_orders}
