"""Markets: the companies whose registers are kept here."""

from laogu.web.routes import Route
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit


class MarketsPage(Page, frozen=True, kw_only=True):
    """The companies."""


def markets(visit: Visit) -> Shown:
    """Return the list of companies."""
    return page(visit, "markets.html", MarketsPage(title=visit.said("Markets"), place="markets"))


ROUTES = (Route(path="/", page=markets),)
