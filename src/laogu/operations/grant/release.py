"""Release a grant: vested units are delivered as shares, fewer where some are held back for tax.

Asked by: the issuer.
Records:  GrantReleased
Refuses:  GrantUnknown, GrantOver, NotSignedIn, NoMandate, NotAQuantity, NotAName, NotDelivered,
          OverSince, NotAccepted, NotVestedYet, NotARate, WithheldTooMany, BeyondAuthorised,
          TooManyUnits, CertificateTaken
"""

from decimal import Decimal

from laogu.basics import SecurityId, in_words, name, units
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.grant.exercising import check_accepted, check_lives, not_vested
from laogu.register import IssuedStock, check_authorised, check_certificate
from laogu.register.options import (
    DELIVERED,
    NotARate,
    NotDelivered,
    WithheldTooMany,
    withheld_for,
)
from laogu.register.plans import GrantReleased, living_grant, standing


class ReleaseGrant(Request, frozen=True, kw_only=True):
    """Units to deliver.

    quantity: left out: all that is vested and not yet delivered.
    rate: of tax in percent, for which whole shares are held back, rounded up; or withheld: so many.
    """

    security: str
    quantity: Decimal | None = None
    rate: Decimal | None = None
    withheld: Decimal | None = None
    certificate: str | None = None


def release_grant(books: Books, request: ReleaseGrant, asked: Asked) -> tuple[Event, ...]:
    """Return the delivery, or refuse."""
    register = books.register
    grant = living_grant(register.plans, request.security)
    granted = grant.granted
    asked.must_issue(granted.issuer)
    if granted.kind not in DELIVERED:
        raise NotDelivered
    on = asked.today(register.issuers[granted.issuer].zone)
    decimals = register.classes[granted.stock_class].decimals
    stands = standing(register.plans, grant, decimals=decimals, on=on)
    check_lives(books, grant, on)
    check_accepted(books, grant, stands)
    wanted = stands.vested if request.quantity is None else units(request.quantity, decimals)
    if wanted > stands.vested or not wanted:
        raise not_vested(stands, wanted, stands.vested, decimals)
    withheld = _withheld(request, wanted, decimals)
    check_authorised(register, granted.stock_class, wanted - withheld, on=on)
    label = None if request.certificate is None else name(request.certificate, longest=60)
    if label is not None:
        check_certificate(register, granted.stock_class, label)
    stock = IssuedStock(
        security=SecurityId(asked.make("security")),
        issuer=granted.issuer,
        stock_class=granted.stock_class,
        holder=granted.holder,
        units=wanted - withheld,
        certificate=label,
        acquired_on=on,
    )
    released = GrantReleased(
        effective_on=on,
        security=granted.security,
        units=wanted,
        shares=(stock,),
        withheld=withheld,
        left=grant.left - wanted,
        rate="" if request.rate is None else f"{request.rate.normalize():f}",
    )
    return (released,)


def _withheld(request: ReleaseGrant, wanted: int, decimals: int) -> int:
    """Return how many units are held back for tax, or refuse."""
    if request.withheld is not None:
        if request.rate is not None:
            raise NotARate
        withheld = units(request.withheld, decimals)
    elif request.rate is not None:
        if not request.rate.is_finite() or not 0 <= request.rate < 100:
            raise NotARate
        if len(request.rate.as_tuple().digits) > 12:
            raise NotARate
        withheld = withheld_for(wanted, request.rate)
    else:
        withheld = 0
    if withheld >= wanted:
        raise WithheldTooMany(
            withheld=in_words(withheld, decimals), units=in_words(wanted, decimals)
        )
    return withheld
