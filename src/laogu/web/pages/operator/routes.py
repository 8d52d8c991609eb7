"""Which of the desk's pages answers where, and where its forms lead."""

from collections.abc import Mapping

from laogu.journal import Recorded
from laogu.market import WindowOpened
from laogu.register import IssuerRegistered
from laogu.web.pages.operator.adopting import adopt_calendar, adopt_rulebook
from laogu.web.pages.operator.known import PATH as CALENDAR
from laogu.web.pages.operator.known import RULEBOOK
from laogu.web.pages.operator.page import operator
from laogu.web.pages.operator.secrets import forget, forget_holder, new_link, new_token
from laogu.web.routes import Route
from laogu.web.submitting import Then
from laogu.web.visit import Visit


def _to_load(visit: Visit, recorded: Recorded) -> str:
    """Return the way from a new issuer to its register, which is what comes next."""
    slug = next(one.slug for one in recorded.events if isinstance(one, IssuerRegistered))
    return visit.to(f"/desk/{slug}/load")


def _to_window(visit: Visit, recorded: Recorded) -> str:
    """Return the way to a window that was just opened."""
    window = next(one.window.window for one in recorded.events if isinstance(one, WindowOpened))
    return visit.to(f"/window/{window}")


THEN: Mapping[str, Then] = {"issuer.register": _to_load, "window.open": _to_window}

ROUTES = (
    Route(path="/operator", page=operator),
    Route(path="/operator/link", page=new_link, method="POST"),
    Route(path="/operator/token", page=new_token, method="POST"),
    Route(path="/operator/forget", page=forget, method="POST"),
    Route(path="/operator/forget-holder", page=forget_holder, method="POST"),
    Route(path=CALENDAR, page=adopt_calendar, method="POST"),
    Route(path=RULEBOOK, page=adopt_rulebook, method="POST"),
)
