"""Register a stock class: a kind of share, with the decimals of its quantities and prices.

Asked by: the issuer.
Records:  StockClassRegistered
Refuses:  IssuerUnknown, NotSignedIn, NoMandate, NotAName, ClassNameTaken, NotAScale,
          UnknownCurrency
"""

from laogu.basics import MOST_DECIMALS, StockClassId, check_currency, name
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import ClassNameTaken, NotAScale, StockClassRegistered, issuer_named

MOST_SCALE = 8


class RegisterStockClass(Request, frozen=True, kw_only=True):
    """A stock class. decimals: of a quantity, 0 for shares; price_scale: decimals of a price."""

    issuer: str
    name_en: str
    name_zh: str | None = None
    decimals: int = 0
    price_scale: int = 2
    currency: str | None = None
    par: str | None = None


def register_stock_class(
    books: Books, request: RegisterStockClass, asked: Asked
) -> tuple[Event, ...]:
    """Return the stock class, or refuse."""
    issuer = issuer_named(books.register, request.issuer)
    asked.must_issue(issuer.issuer)
    english = name(request.name_en)
    chinese = name(request.name_zh or english)
    names = {english.casefold(), chinese.casefold()}
    for one in (books.register.classes[one] for one in books.register.classes_of[issuer.issuer]):
        if names & {one.name_en.casefold(), one.name_zh.casefold()}:
            raise ClassNameTaken(issuer=issuer.named, name=english)
    for given, most in ((request.decimals, MOST_DECIMALS), (request.price_scale, MOST_SCALE)):
        if not 0 <= given <= most:
            raise NotAScale(given=given, most_decimals=MOST_DECIMALS, most_scale=MOST_SCALE)
    return (
        StockClassRegistered(
            effective_on=asked.today(issuer.zone),
            stock_class=StockClassId(asked.make("class")),
            issuer=issuer.issuer,
            name_en=english,
            name_zh=chinese,
            decimals=request.decimals,
            price_scale=request.price_scale,
            currency=check_currency(request.currency or issuer.currency),
            par=name(request.par) if request.par else None,
        ),
    )
