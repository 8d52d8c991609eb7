"""Convert shares: shares of a class become shares of another, at the ratio of their class.

Asked by: the issuer.
Records:  StockRetired, FractionPaid
Refuses:  SecurityUnknown, StockClassUnknown, NotSignedIn, NoMandate, NotAQuantity, NotAName,
          NotARight, HoldsTooFew, StillPromised, NoConversionRight, BeyondAuthorised, TooManyUnits,
          CertificateTaken, BeforeItsTime, PriceMissing, CapitalUnpaid
"""

from datetime import date
from decimal import Decimal

from laogu.basics import SecurityId, name, said, units
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.still import must_be_free
from laogu.operations.stock_class.split import fraction_paid
from laogu.register import (
    IssuedStock,
    StockClassRegistered,
    class_named,
    convert,
    living_security,
)
from laogu.register.capital import (
    ConversionRight,
    Left,
    NoConversionRight,
    class_standing,
    per_share,
)


class ConvertSecurity(Request, frozen=True, kw_only=True):
    """Shares to convert.

    into: the class they become; left out: the only one they may become.
    quantity: left out: all. certificate: of what comes of it.
    price: of one new share, where a part of one is paid in cash; left out: the conversion price.
    """

    security: str
    into: str | None = None
    quantity: Decimal | None = None
    certificate: str | None = None
    price: Decimal | None = None


def convert_security(books: Books, request: ConvertSecurity, asked: Asked) -> tuple[Event, ...]:
    """Return the conversion, or refuse."""
    register = books.register
    stock = living_security(register, request.security)
    asked.must_issue(stock.issuer)
    must_be_free(books, stock)
    kind = register.classes[stock.stock_class]
    today = asked.today(register.issuers[stock.issuer].zone)
    into, right = _right(books, stock, request.into, today)
    each = per_share(request.price, currency=into.currency, right="price") or right.price
    retired, part = convert(
        register,
        stock.security,
        units=stock.units if request.quantity is None else units(request.quantity, kind.decimals),
        right=right,
        into=into,
        certificate=name(request.certificate, longest=60) if request.certificate else None,
        on=today,
        make_id=lambda: SecurityId(asked.make("security")),
    )
    if not part:
        return (retired,)
    left = Left(holder=stock.holder, units={}, part=part)
    return (retired, fraction_paid(part, left, into, each, on=today))


def _right(
    books: Books, stock: IssuedStock, given: str | None, today: date
) -> tuple[StockClassRegistered, ConversionRight]:
    """Return the class that shares become, and by which right; or refuse."""
    register = books.register
    kind = register.classes[stock.stock_class]
    rights = class_standing(register.capital, stock.stock_class, as_of=today).rights.converts
    known = {one.into: one for one in rights if one.into is not None}
    if given is None:
        if len(known) != 1:
            raise NoConversionRight(stock_class=kind.named, into=said("a class that is not named"))
        target = next(iter(known))
        return register.classes[target], known[target]
    into = class_named(register, stock.issuer, given)
    if into.stock_class not in known:
        raise NoConversionRight(stock_class=kind.named, into=into.named)
    return into, known[into.stock_class]
