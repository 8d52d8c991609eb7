"""Model a round: what a share would cost, who would have how much, and every step to it.

Asked by: the issuer, and who operates or inspects the market.
Records:  nothing: it is a question
Refuses:  IssuerUnknown, HolderUnknown, ConvertibleUnknown, NotSignedIn, NoMandate, NotAnAmount,
          NotAFigure, NotAName, NotARound, NoSuchRound
"""

from decimal import Decimal

from msgspec import Struct

from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books
from laogu.operations.round.asking import (
    RightRow,
    RoundTerms,
    TakerRow,
    amount,
    check_currency,
    chosen,
    class_or_new,
    part,
    rights_of,
    stands,
    takers,
)
from laogu.people import MARKET
from laogu.register import IssuerRegistered, StockClassRegistered, issuer_named, rounds

MOST_SCALE = 8
"""Decimals of a price of a round."""


class ModelRound(Request, frozen=True, kw_only=True):
    """A round in mind; one of price, pre_money and post_money is given.

    stock_class: that is sold, by name or id; a new name makes a new class. money: who puts in how
    much. converts: ids of convertibles; left out: every safe and note.
    pool_part: of the fully diluted company after, that may be granted. pool_increase: so many more.
    pool_of: available counts what is not granted, whole also what is.
    pool_counts, convertibles, protections: whether they count in the pre-money valuation.
    promised: options promised and not granted. scale: decimals of prices.
    rights: to take a part of the round.
    """

    issuer: str
    stock_class: str
    money: tuple[TakerRow, ...]
    price: Decimal | None = None
    pre_money: Decimal | None = None
    post_money: Decimal | None = None
    converts: tuple[str, ...] | None = None
    pool_part: Decimal | None = None
    pool_increase: Decimal | None = None
    pool_of: rounds.PoolOf = "available"
    pool_counts: rounds.Counts = "pre_money"
    convertibles: rounds.Counts = "pre_money"
    protections: rounds.Counts = "pre_money"
    promised: Decimal = Decimal(0)
    scale: int = 4
    price_rounding: rounds.PriceRounding = "half_up"
    rights: tuple[RightRow, ...] = ()


class RoundModelled(Struct, frozen=True, kw_only=True):
    """A modelled round of an issuer. kind: the class that is sold; None: a new one."""

    issuer: IssuerRegistered
    kind: StockClassRegistered | None
    modelled: rounds.Modelled


def model_round(books: Books, request: ModelRound, asked: Asked) -> RoundModelled:
    """Return the round as it would come out, or refuse."""
    issuer = issuer_named(books.register, request.issuer)
    if not (asked.may("operate", MARKET) or asked.may("inspect", MARKET)):
        asked.must_issue(issuer.issuer)
    kind, terms = terms_of(books, request, issuer, asked)
    return RoundModelled(issuer=issuer, kind=kind, modelled=terms.modelled())


def terms_of(
    books: Books, request: ModelRound, issuer: IssuerRegistered, asked: Asked
) -> tuple[StockClassRegistered | None, RoundTerms]:
    """Return what a round is worked out from, or refuse what is not understood of it."""
    today = asked.today(issuer.zone)
    kind, called = class_or_new(books, issuer.issuer, request.stock_class)
    currency = issuer.currency if kind is None else kind.currency
    capital, every = stands(books, issuer.issuer, on=today, promised=request.promised)
    papers = chosen(every, request.converts)
    check_currency(books, papers, currency)
    increase = amount(request.pool_increase)
    if increase is None and request.pool_part is None:
        increase = amount(Decimal(0))
    terms = RoundTerms(
        capital=capital,
        papers=papers,
        asked=rounds.Round(
            name=called,
            currency=currency,
            money=takers(books, request.money, currency),
            on=today,
            price=amount(request.price),
            pre_money=amount(request.pre_money),
            post_money=amount(request.post_money),
            pool=rounds.PoolTarget(
                part=part(request.pool_part),
                increase=increase,
                of=request.pool_of,
                counts=request.pool_counts,
            ),
            convertibles=request.convertibles,
            protections=request.protections,
            scale=min(max(request.scale, 0), MOST_SCALE),
            decimals=0 if kind is None else kind.decimals,
            price_rounding=request.price_rounding,
        ),
        rights=rights_of(books, request.rights),
    )
    return kind, terms
