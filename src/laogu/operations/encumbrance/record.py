"""Record an encumbrance: what somebody else has in shares that a holder has on the register.

Shares that are promised to an offer, an order or a trade may be encumbered at any moment: nothing
of it is lost, and what can settle no longer is refused there, with this as the reason.

Asked by: the issuer, for its register; or the operator of the market, whom an order reached.
Records:  EncumbranceRecorded
Refuses:  SecurityUnknown, IssuerUnknown, StockClassUnknown, HolderUnknown, NotSignedIn, NoMandate,
          NotAQuantity, HoldsTooFew, NotAName, NotAPaperHash, FavoursNobody, FavoursItsHolder,
          HeldForTooMany, ClaimNotSaid, BeforeItsTime, NotAPrice, BetweenTicks,
          NotAnAmount, LiesOnNothing
"""

from datetime import date
from decimal import Decimal
from typing import Literal

from laogu.basics import (
    LONGEST_TEXT,
    EncumbranceId,
    HolderId,
    IssuerId,
    Name,
    Sure,
    money,
    name,
    price,
    units,
)
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.people import MARKET
from laogu.register import (
    IssuedStock,
    StockClassRegistered,
    class_named,
    holder_of_id,
    issuer_named,
    living_security,
)
from laogu.register.encumbrances import (
    Basis,
    Claim,
    Encumbrance,
    EncumbranceKind,
    LiesOnNothing,
    encumber,
    paper,
)


class RecordEncumbrance(Request, frozen=True, kw_only=True):
    """An encumbrance of a security; or of all that `holder` has of a class, with `issuer` as well.

    quantity: of the security; left out: all of it. favours: the holder it is for; or
    favours_name: who it is for, where that is no holder here. basis: what it rests on.
    document: SHA-256 of the paper. starts_on: left out: today. through: its last day; left out:
    until it is lifted. public: whether a published source names it.
    part, above, at_most: of a claim on proceeds alone: the part, above which price, in all.
    """

    kind: EncumbranceKind
    rule: str
    source: str
    security: str | None = None
    issuer: str | None = None
    stock_class: str | None = None
    holder: str | None = None
    quantity: Decimal | None = None
    favours: str | None = None
    favours_name: str | None = None
    favours_kind: Literal["person", "organisation"] = "organisation"
    basis: Basis = "contract"
    document: str | None = None
    starts_on: date | None = None
    through: date | None = None
    sure: Sure = "T"
    public: bool = False
    part: Decimal | None = None
    above: Decimal | None = None
    at_most: Decimal | None = None


def record_encumbrance(books: Books, request: RecordEncumbrance, asked: Asked) -> tuple[Event, ...]:
    """Return the record of the encumbrance, or refuse."""
    stock, kind, holder = _lies_on(books, request)
    must_keep(asked, kind.issuer)
    on = asked.today(books.register.issuers[kind.issuer].zone)
    favours = None if request.favours is None else holder_of_id(books.register, request.favours)
    one = Encumbrance(
        encumbrance=EncumbranceId(asked.make("encumbrance")),
        kind=request.kind,
        issuer=kind.issuer,
        stock_class=kind.stock_class,
        holder=holder,
        security=None if stock is None else stock.security,
        units=_units(request, stock, kind),
        favours=None if favours is None else favours.holder,
        favours_name=_name(request, asked),
        basis=request.basis,
        rule=name(request.rule, longest=60),
        source=name(request.source, longest=LONGEST_TEXT),
        document=paper(request.document),
        sure=request.sure,
        starts_on=request.starts_on or on,
        through=request.through,
        public=request.public,
        claim=_claim(request, kind),
    )
    return (
        encumber(
            books.register.encumbrances,
            one,
            stock=stock,
            decimals=kind.decimals,
            on=on,
        ),
    )


def must_keep(asked: Asked, issuer: IssuerId) -> None:
    """Refuse who neither acts for the issuer nor operates the market."""
    if not asked.may("operate", MARKET):
        asked.must_issue(issuer)


def _lies_on(
    books: Books, request: RecordEncumbrance
) -> tuple[IssuedStock | None, StockClassRegistered, HolderId]:
    """Return the security, or None for a whole holding; its class, and whose it is."""
    if request.security is not None:
        stock = living_security(books.register, request.security)
        return stock, books.register.classes[stock.stock_class], stock.holder
    if request.issuer is None or request.stock_class is None or request.holder is None:
        raise LiesOnNothing
    issuer = issuer_named(books.register, request.issuer).issuer
    kind = class_named(books.register, issuer, request.stock_class)
    return None, kind, holder_of_id(books.register, request.holder).holder


def _units(
    request: RecordEncumbrance, stock: IssuedStock | None, kind: StockClassRegistered
) -> int | None:
    if request.quantity is None:
        return None
    if stock is None:
        raise LiesOnNothing
    return units(request.quantity, kind.decimals)


def _name(request: RecordEncumbrance, asked: Asked) -> Name | None:
    if request.favours_name is None:
        return None
    return asked.name(request.favours_kind, name(request.favours_name))


def _claim(request: RecordEncumbrance, kind: StockClassRegistered) -> Claim | None:
    if request.part is None:
        return None
    above = request.above
    return Claim(
        part=request.part,
        above=None
        if above is None
        else price(above, scale=kind.price_scale, currency=kind.currency),
        at_most=None if request.at_most is None else money(request.at_most, kind.currency),
    )
