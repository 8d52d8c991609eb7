"""What lies on a holder's shares, what is for it on shares of others, and what it may do there."""

from laogu.basics import HolderId
from laogu.register.encumbrances import Standing, in_favour_of, of_holder
from laogu.web.exports import Sheet
from laogu.web.pages.acts import Act
from laogu.web.pages.encumbered import Encumbered, encumbered, sheet_of
from laogu.web.pages.encumbered.acts import holder_acts
from laogu.web.visit import Visit

ON, FOR = "encumbrances", "in-favour"


def encumbered_of(visit: Visit, holder: HolderId) -> tuple[Encumbered, ...]:
    """Return both tables, those that have a row."""
    own, favoured = _both(visit, holder)
    found = []
    if own:
        title = visit.said("What others have in these shares")
        note = visit.said("each with who lets go of it")
        found.append(encumbered(visit, own, title=title, note=note, name=ON))
    if favoured:
        title = visit.said("What this holder has in shares of others")
        note = visit.said("in force first")
        found.append(encumbered(visit, favoured, title=title, note=note, name=FOR))
    return tuple(found)


def acts_of(visit: Visit, holder: HolderId) -> tuple[Act, ...]:
    """Return what the holder may do: pay what is claimed of it, let go of what is for it."""
    own, favoured = _both(visit, holder)
    return tuple(holder_acts(visit, own, favoured, holder=holder))


def sheets_of(visit: Visit, holder: HolderId) -> tuple[Sheet, Sheet]:
    """Return both tables as figures."""
    own, favoured = _both(visit, holder)
    return sheet_of(visit, own, ON), sheet_of(visit, favoured, FOR)


def _both(visit: Visit, holder: HolderId) -> tuple[tuple[Standing, ...], tuple[Standing, ...]]:
    room = visit.books.register.encumbrances
    return of_holder(room, holder), in_favour_of(room, holder)
