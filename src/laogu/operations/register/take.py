"""Take a history: all that happened to an issuer's securities becomes its register, or nothing.

Asked by: the issuer, or the operator where the issuer is new. Every check is made again first.
Records:  IssuerRegistered, MandateGiven, StockClassRegistered, HolderRegistered, StockIssued
Refuses:  IssuerUnknown, NotSignedIn, NoMandate, CannotLoad
"""

from typing import Literal

from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.issuer.register import RegisterIssuer
from laogu.register import history


class TakeRegister(Request, frozen=True, kw_only=True):
    """A history to become a register.

    issuer: whose it is, with nothing on its register yet; left out: `new` is registered first.
    kept: what the history has no words for, by the ids of its objects, as JSON.
    partial_exercise: what becomes of the rest of a grant after a part of it was exercised.
    source: where it comes from, such as the name of a file.
    """

    history: history.History
    issuer: str | None = None
    new: RegisterIssuer | None = None
    kept: dict[str, str] = {}
    partial_exercise: Literal["residual", "strict"] = "residual"
    source: str = ""


def take_register(books: Books, request: TakeRegister, asked: Asked) -> tuple[Event, ...]:
    """Return everything that the history says, or refuse with all findings."""
    raise NotImplementedError
