"""Who may know of an encumbrance; to anybody else it is not there."""

from laogu.basics import EncumbranceId, HolderId
from laogu.operations.asked import Asked
from laogu.operations.books import Books
from laogu.people import MARKET
from laogu.register.encumbrances import (
    Encumbrance,
    of_holder,
)


def knows(asked: Asked, one: Encumbrance) -> bool:
    """Return whether who asks may know of an encumbrance: it is public, or it concerns them."""
    if one.public or asked.may("operate", MARKET) or asked.may("inspect", MARKET):
        return True
    if asked.may("issue", one.issuer) or asked.may("act", one.holder):
        return True
    return one.favours is not None and asked.may("act", one.favours)


def unseen(books: Books, holder: HolderId, asked: Asked) -> tuple[EncumbranceId, ...]:
    """Return the encumbrances of a holder's shares of which who asks may not know."""
    return tuple(
        one.encumbrance.encumbrance
        for one in of_holder(books.register.encumbrances, holder)
        if not knows(asked, one.encumbrance)
    )
