"""The pages of those who act, put together: trades, inbox, holdings, desks, windows."""

from collections.abc import Mapping

from laogu.web.pages import (
    capital,
    desk,
    encumbered,
    holdings,
    inbox,
    leaving,
    operator,
    plans,
    rounds,
    trade,
    window,
)
from laogu.web.routes import Route
from laogu.web.submitting import Then

ROUTES: tuple[Route, ...] = (
    *trade.ROUTES,
    *inbox.ROUTES,
    *holdings.ROUTES,
    *desk.ROUTES,
    *capital.ROUTES,
    *encumbered.ROUTES,
    *operator.ROUTES,
    *window.ROUTES,
    *plans.ROUTES,
    *rounds.ROUTES,
    *leaving.ROUTES,
)

THEN: Mapping[str, Then] = {**operator.THEN, **window.THEN, **plans.THEN}
