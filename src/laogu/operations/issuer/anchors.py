"""List anchors: what an issuer's shares were paid or said to be worth, and what a holding comes to.

Asked by: anybody; about what a holder has, who may see that.
Records:  nothing: it is a question
Refuses:  IssuerUnknown, HolderUnknown, NotSignedIn, NoMandate, NotAQuantity, NotAPart, OneHolding,
          BeforeItsTime, AfterToday, TooLarge
"""

from datetime import date
from decimal import Decimal

from msgspec import Struct

from laogu.basics import HolderId, Money, in_words, units
from laogu.evidence import Anchor, Holding, anchors_of, comes_to
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books
from laogu.operations.refusals import NotAPart, OneHolding
from laogu.people import MARKET
from laogu.register import (
    HolderRegistered,
    HolderUnknown,
    IssuerRegistered,
    cap_table,
    check_day,
    holder_of_id,
    issuer_named,
)


class AskAnchors(Request, frozen=True, kw_only=True):
    """The anchors of an issuer.

    holder:   what it has of the issuer is worked out at each anchor; an id.
    quantity: so many shares, in place of a holder. percent: so much of the whole company.
    on:       as it was known and held on that day; left out: today.
    """

    issuer: str
    holder: str | None = None
    quantity: Decimal | None = None
    percent: Decimal | None = None
    on: date | None = None


class AnchorsFound(Struct, frozen=True, kw_only=True):
    """Anchors, newest day first, each with what the holding comes to.

    holding: None: none was named. None at an anchor: the two cannot be compared exactly.
    """

    issuer: IssuerRegistered
    on: date
    holding: Holding | None
    anchors: tuple[tuple[Anchor, Money | None], ...]


def ask_anchors(books: Books, request: AskAnchors, asked: Asked) -> AnchorsFound:
    """Return the anchors of an issuer, and what a holding comes to at each, or refuse."""
    issuer = issuer_named(books.register, request.issuer)
    today = asked.today(issuer.zone)
    on = request.on or today
    check_day(on, since=None, today=today)
    holding = _holding(books, request, asked, issuer, on)
    found = anchors_of(books.evidence, issuer.issuer, as_of=on)
    return AnchorsFound(
        issuer=issuer,
        on=on,
        holding=holding,
        anchors=tuple((one, comes_to(one, holding) if holding else None) for one in found),
    )


def _holding(
    books: Books, request: AskAnchors, asked: Asked, issuer: IssuerRegistered, on: date
) -> Holding | None:
    """Return what the question is about; None: about no holding."""
    named = [one for one in (request.holder, request.quantity, request.percent) if one is not None]
    if len(named) > 1:
        raise OneHolding
    decimals = max(
        [books.register.classes[one].decimals for one in books.register.classes_of[issuer.issuer]],
        default=0,
    )
    if request.percent is not None:
        if not request.percent.is_finite() or not 0 < request.percent <= 100:
            raise NotAPart(percent=str(request.percent)[:40])
        return Holding(percent=request.percent)
    if request.quantity is not None:
        units(request.quantity, decimals)
        return Holding(quantity=request.quantity, decimals=decimals)
    if request.holder is None:
        return None
    holder = holder_of_id(books.register, request.holder)
    _must_see(holder, issuer, asked)
    return Holding(quantity=_held(books, holder, issuer, on), decimals=decimals)


def _held(books: Books, holder: HolderRegistered, issuer: IssuerRegistered, on: date) -> Decimal:
    """Return how many shares of all classes a holder had on a day; one who had none is refused."""
    table = cap_table(books.register, issuer.issuer, as_of=on)
    row = next((one for one in table.rows if one.holder is holder), None)
    if row is None:
        raise HolderUnknown(given=HolderId(holder.holder))
    kinds = books.register.classes
    return sum((in_words(held, kinds[one].decimals) for one, held in row.units.items()), Decimal(0))


def _must_see(holder: HolderRegistered, issuer: IssuerRegistered, asked: Asked) -> None:
    """Refuse who may not know what the holder has."""
    if holder.public or asked.may("issue", issuer.issuer):
        return
    if asked.may("operate", MARKET) or asked.may("inspect", MARKET):
        return
    asked.must_act(holder.holder)
