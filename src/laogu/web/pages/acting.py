"""The pages of those who act, put together: trades, inbox, holdings, issuer desk, operator desk."""

from collections.abc import Mapping

from laogu.web.pages import desk, holdings, inbox, operator, trade
from laogu.web.routes import Route
from laogu.web.submitting import Then

ROUTES: tuple[Route, ...] = (
    *trade.ROUTES,
    *inbox.ROUTES,
    *holdings.ROUTES,
    *desk.ROUTES,
    *operator.ROUTES,
)

THEN: Mapping[str, Then] = {**operator.THEN}
