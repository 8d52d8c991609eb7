"""Describe a stock class: votes, amounts for one share, what comes first, grows, and converts.

Asked by: the issuer.
Records:  StockClassDescribed
Refuses:  IssuerUnknown, StockClassUnknown, NotSignedIn, NoMandate, NotARight, NotARatio, NotAName,
          RightIncomplete, ConvertsIntoItself, NotAnAmount, UnknownCurrency
"""

from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from laogu.basics import name
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.stock_class.growing import with_terms
from laogu.register import StockClassRegistered, class_named, issuer_named
from laogu.register.capital import (
    AntiDilution,
    ClassKind,
    ClassRights,
    ConversionRight,
    ConvertsIntoItself,
    Growth,
    Participation,
    Rounding,
    StockClassDescribed,
    class_standing,
    per_share,
    ratio,
    right_figure,
)


class DescribeStockClass(Request, frozen=True, kw_only=True):
    """The rights of a class; what is left out stays as it was stated before.

    kind: common or preferred. votes: of one share. par: of one share, in the currency of the class.
    issue_price: for which one share was issued at first. seniority: the higher is paid first.
    preference: how many times the issue price is paid first. participates: in what is left then.
    cap: how many times the issue price it takes at most, if it participates up to a cap.
    converts_into: the class whose shares its shares may become; new, old: how many for how many.
    rounding: what becomes of a part of a share. conversion_price: at which one of those counts.
    anti_dilution: by which rule its ratio follows cheaper shares. prefix: of its certificates.
    dividends: none, or owed in any case and growing simple or compound. dividend_rate: of the issue
    price a year, such as 0.08. dividends_since: left out: from when each share was issued.
    redemption: none, or bought out by the company where it is not listed, with interest that grows
    simple or compound. redemption_rate: of a year, 0 for none. redemption_multiple: of the issue
    price that is given back. redemption_since: left out: from when each share was issued.
    redeems_from: the first day of it. redemption_seniority: left out: as the preference.
    redemption_most: that can be had of the company for it, all shares together.
    ratchet: how many times the issue price it has at least in an offering, paid in shares.
    listing_proceeds: least that an offering raises for the class to convert by itself.
    listing_valuation: least before it. listing_price: least for one share that it becomes.
    listing_by_vote: others may decide that it converts. protected_when_listed: whether its ratio
    follows a cheap offering too.
    board_approved_on: when the board did. holders_approved_on: when the holders did.
    """

    issuer: str
    stock_class: str
    kind: ClassKind | None = None
    votes: Decimal | None = None
    par: Decimal | None = None
    issue_price: Decimal | None = None
    seniority: Decimal | None = None
    preference: Decimal | None = None
    participates: Participation | None = None
    cap: Decimal | None = None
    converts_into: str | None = None
    new: Decimal = Decimal(1)
    old: Decimal = Decimal(1)
    rounding: Rounding = "floor"
    conversion_price: Decimal | None = None
    anti_dilution: AntiDilution | None = None
    prefix: str | None = None
    dividends: Growth | None = None
    dividend_rate: Decimal | None = None
    dividends_since: date | None = None
    redemption: Growth | None = None
    redemption_rate: Decimal | None = None
    redemption_multiple: Decimal | None = None
    redemption_since: date | None = None
    redeems_from: date | None = None
    redemption_seniority: Decimal | None = None
    redemption_most: Decimal | None = None
    ratchet: Decimal | None = None
    listing_proceeds: Decimal | None = None
    listing_valuation: Decimal | None = None
    listing_price: Decimal | None = None
    listing_by_vote: bool | None = None
    protected_when_listed: bool | None = None
    board_approved_on: date | None = None
    holders_approved_on: date | None = None


def describe_stock_class(
    books: Books, request: DescribeStockClass, asked: Asked
) -> tuple[Event, ...]:
    """Return the rights of a class as they are from today on, or refuse."""
    issuer = issuer_named(books.register, request.issuer)
    asked.must_issue(issuer.issuer)
    kind = class_named(books.register, issuer.issuer, request.stock_class)
    today = asked.today(issuer.zone)
    known = class_standing(books.register.capital, kind.stock_class, as_of=today).rights
    currency = kind.currency
    given = {
        "kind": request.kind,
        "votes": right_figure(request.votes, "votes"),
        "par": per_share(request.par, currency=currency, right="par"),
        "issue_price": per_share(request.issue_price, currency=currency, right="issue_price"),
        "seniority": right_figure(request.seniority, "seniority"),
        "preference": right_figure(request.preference, "preference"),
        "participates": request.participates,
        "cap": right_figure(request.cap, "cap"),
        "converts": _converts(books, request, kind, known),
        "anti_dilution": request.anti_dilution,
        "prefix": name(request.prefix, longest=20) if request.prefix else None,
        "board_approved_on": request.board_approved_on,
        "holders_approved_on": request.holders_approved_on,
    }
    stated = {key: value for key, value in given.items() if value is not None}
    return (
        StockClassDescribed(
            effective_on=today,
            stock_class=kind.stock_class,
            rights=with_terms(replace(known, **stated), request, currency=currency),
        ),
    )


def _converts(
    books: Books, request: DescribeStockClass, kind: StockClassRegistered, known: ClassRights
) -> tuple[ConversionRight, ...] | None:
    """Return the rights to convert with the one that is stated; None: none is stated now."""
    if request.converts_into is None:
        return None
    into = class_named(books.register, kind.issuer, request.converts_into)
    if into.stock_class == kind.stock_class:
        raise ConvertsIntoItself(stock_class=kind.named)
    right = ConversionRight(
        into=into.stock_class,
        ratio=ratio(request.new, request.old),
        rounding=request.rounding,
        price=per_share(request.conversion_price, currency=kind.currency, right="conversion_price"),
    )
    return (*(one for one in known.converts if one.into != into.stock_class), right)
