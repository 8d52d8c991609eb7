"""Convert a convertible at a stated price, outside a round: at its last day, or by agreement.

Asked by: the issuer. In a round, round.close converts by the terms of the paper.
Records:  ConvertibleConverted
Refuses:  ConvertibleUnknown, StockClassUnknown, NotSignedIn, NoMandate, NotAPrice, BetweenTicks,
          TooFewForAShare, TooManyUnits, BeyondAuthorised, NotAName, CertificateTaken
"""

from decimal import Decimal
from fractions import Fraction

from laogu.basics import LONGEST_TEXT, Money, SecurityId, name
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.round.cash import cents_down, stated_price
from laogu.register import IssuedStock, check_authorised, check_certificate, class_named
from laogu.register.convertibles import (
    ConvertibleConverted,
    TooFewForAShare,
    living_convertible,
    mechanism_of,
)
from laogu.register.rounds import Note, interest


class ConvertConvertible(Request, frozen=True, kw_only=True):
    """A conversion, today, of all that is outstanding and of what it has earned.

    stock_class: into which. price: of one share. reason: why, in words, kept for ever.
    """

    security: str
    stock_class: str
    price: Decimal
    reason: str
    certificate: str | None = None


def convert_convertible(
    books: Books, request: ConvertConvertible, asked: Asked
) -> tuple[Event, ...]:
    """Return the conversion, or refuse."""
    register = books.register
    issued = living_convertible(register.convertibles, request.security).issued
    asked.must_issue(issued.issuer)
    kind = class_named(register, issued.issuer, request.stock_class)
    today = asked.today(register.issuers[issued.issuer].zone)
    each = stated_price(request.price, issued.amount.currency)
    mechanism = mechanism_of(issued)
    principal = Fraction(issued.amount.decimal())
    earned = interest(mechanism, principal, today) if isinstance(mechanism, Note) else Fraction(0)
    whole = principal + earned
    units = int(whole / Fraction(each.decimal()) * 10**kind.decimals)
    if not units:
        raise TooFewForAShare(amount=issued.amount, price=each)
    check_authorised(register, kind.stock_class, units, on=today)
    label = name(request.certificate, longest=60) if request.certificate else None
    if label is not None:
        check_certificate(register, kind.stock_class, label)
    cost = Fraction(units, 10**kind.decimals) * Fraction(each.decimal())
    currency = issued.amount.currency
    left_over = cents_down(whole - cost, currency)
    shares = IssuedStock(
        security=SecurityId(asked.make("security")),
        issuer=issued.issuer,
        stock_class=kind.stock_class,
        holder=issued.holder,
        units=units,
        certificate=label,
        acquired_on=today,
        cost=_cost(cents_down(whole, currency), left_over),
    )
    return (
        ConvertibleConverted(
            effective_on=today,
            security=issued.security,
            shares=(shares,),
            amount=issued.amount,
            interest=cents_down(earned, currency) if earned else None,
            price=each,
            left_over=left_over if left_over.minor else None,
            reason=name(request.reason, longest=LONGEST_TEXT),
        ),
    )


def _cost(whole: Money, left_over: Money) -> Money:
    return whole - left_over
