"""Split a stock class: of every share there are more, or fewer, from today on.

Asked by: the issuer. Every living security of the class is retired and issued again, and ratios at
which classes convert follow, and so do grants, pools, warrants and convertibles; while anybody
trades in the class, nothing is split.
Records:  StockClassSplit, StockRetired, FractionPaid, RatioAdjusted, GrantSplit, PoolSplit,
          WarrantEnded, WarrantIssued, WarrantAccepted, ConvertibleEnded, ConvertibleIssued,
          ConvertibleAccepted
Refuses:  IssuerUnknown, StockClassUnknown, NotSignedIn, NoMandate, NotARatio, NotARight,
          ClassNotStill, PriceMissing, TooManyUnits, BeyondAuthorised, BeforeItsTime
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from laogu.basics import CURRENCIES, Price, SecurityId
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.refusals import PriceMissing
from laogu.operations.still import must_be_still
from laogu.operations.stock_class.following import (
    cannot_follow,
    grants_follow,
    rights_follow,
)
from laogu.operations.stock_class.following_papers import papers_follow
from laogu.register import (
    StockClassRegistered,
    check_authorised,
    class_named,
    holders_lots,
    issuer_named,
    split_lots,
)
from laogu.register.capital import (
    FractionPaid,
    Left,
    Rounding,
    StockClassSplit,
    after_split,
    as_fraction,
    class_standing,
    in_lieu,
    left_of,
    per_share,
    ratio,
    ten_decimals,
)


class SplitStockClass(Request, frozen=True, kw_only=True):
    """A split. new, old: how many shares for how many; 1 for 10 is a reverse split.

    rounding: what becomes of a part of a share, once for each holder over all its lots.
    price: of one new share, where parts are paid in cash.
    """

    issuer: str
    stock_class: str
    new: Decimal
    rounding: Rounding
    old: Decimal = Decimal(1)
    price: Decimal | None = None


def split_stock_class(books: Books, request: SplitStockClass, asked: Asked) -> tuple[Event, ...]:
    """Return the split with everything that follows it, or refuse."""
    register = books.register
    issuer = issuer_named(register, request.issuer)
    asked.must_issue(issuer.issuer)
    kind = class_named(register, issuer.issuer, request.stock_class)
    today = asked.today(issuer.zone)
    stated = ratio(request.new, request.old)
    by = as_fraction(stated)
    each = per_share(request.price, currency=kind.currency, right="price")
    must_be_still(books, kind.stock_class, *cannot_follow(register, kind))
    lots = holders_lots(register, kind.stock_class)
    left = left_of(lots, by, request.rounding)
    before = register.issued_units[kind.stock_class]
    after = sum(sum(one.units.values()) for one in left)
    check_authorised(register, kind.stock_class, after - before, on=today)
    known = class_standing(register.capital, kind.stock_class, as_of=today).rights
    rights = after_split(known, stated)
    split = StockClassSplit(
        effective_on=today,
        stock_class=kind.stock_class,
        ratio=stated,
        rounding=request.rounding,
        before=before,
        after=after,
        par=rights.par,
        issue_price=rights.issue_price,
    )

    def make_id() -> SecurityId:
        return SecurityId(asked.make("security"))

    retired = split_lots(
        register,
        [(one, lots[one.holder]) for one in left],
        on=today,
        make_id=make_id,
    )
    return (
        split,
        *retired,
        *fractions_paid(left, kind, each, on=today),
        *rights_follow(register, kind, by, on=today),
        *grants_follow(register, kind, by, on=today),
        *papers_follow(register, kind, by, on=today, make_id=make_id),
    )


def fractions_paid(
    left: tuple[Left, ...], kind: StockClassRegistered, each: Price | None, *, on: date
) -> Iterator[FractionPaid]:
    """Yield what each holder gets for the part of a unit that is left over, or refuse."""
    for one in left:
        if one.part:
            yield fraction_paid(one.part, one, kind, each, on=on)


def fraction_paid(
    part: Fraction, of: Left, kind: StockClassRegistered, each: Price | None, *, on: date
) -> FractionPaid:
    """Return what a part of a unit comes to; or refuse, if nobody said at what price."""
    if each is None:
        raise PriceMissing
    amount = in_lieu(part, each, decimals=kind.decimals, minor=CURRENCIES[kind.currency])
    return FractionPaid(
        effective_on=on,
        stock_class=kind.stock_class,
        holder=of.holder,
        part=ten_decimals(part),
        amount=amount,
    )
