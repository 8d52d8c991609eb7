"""What a reader chooses for this browser: the theme, the colour of a rise, single keys."""

from laogu.web.routes import Route
from laogu.web.showing import Shown, moved
from laogu.web.submitting import local
from laogu.web.visit import Visit

CHOICES = {
    "theme": ("auto", "light", "dark"),
    "up": ("auto", "red", "green"),
    "keys": ("on", "off"),
}


def theme(visit: Visit) -> Shown:
    return _choose(visit, "theme")


def up(visit: Visit) -> Shown:
    return _choose(visit, "up")


def keys(visit: Visit) -> Shown:
    return _choose(visit, "keys")


def _choose(visit: Visit, name: str) -> Shown:
    to = visit.query.get("to", "")
    if to in CHOICES[name]:
        visit.set_cookie(name, to)
    return moved(visit, local(visit, visit.query.get("back", "")))


ROUTES = (
    Route(path="/theme", page=theme),
    Route(path="/up", page=up),
    Route(path="/keys", page=keys),
)
