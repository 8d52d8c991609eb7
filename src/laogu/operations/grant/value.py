"""Tell what a grant is worth: to its holder, each way out of what is vested, and to the company.

Asked by: who acts for the holder; the issuer; who operates or inspects.
Records:  nothing: it is a question
Refuses:  GrantUnknown, BeforeItsTime, AfterToday, NotARate, NotAWealth
"""

from datetime import date
from decimal import Decimal
from typing import Annotated

from msgspec import Meta, Struct

from laogu import pricing
from laogu.basics import NotAnAmount, Said, in_words, money, said
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books
from laogu.operations.grant.ending import calendar_for
from laogu.operations.issuer.mark import mark_of
from laogu.operations.sight import Sight
from laogu.pricing import NotAWealth
from laogu.pricing.marks import Grade
from laogu.pricing.standard import Band, ClassMark
from laogu.register import check_day, options, plans
from laogu.register.options import NotARate

NO_TAX = Decimal(0)
USUAL_AVERSION = 2
"""To risk, relative and constant, where nobody says otherwise."""


class AskGrantValue(Request, frozen=True, kw_only=True):
    """A grant, and who holds it.

    wealth: of the holder beside it, in the currency of its price; left out: ten times what
    exercising costs. tax_rate: in percent, on the spread, at the exercise. risk_aversion: relative
    and constant; 0: indifferent to risk. on: the day; left out: today.
    """

    security: str
    wealth: Decimal | None = None
    tax_rate: Decimal = NO_TAX
    risk_aversion: Annotated[int, Meta(ge=0, le=20)] = USUAL_AVERSION
    on: date | None = None


class GrantValue(Struct, frozen=True, kw_only=True):
    """What is vested of a grant on a day, and what it is worth.

    units: vested, that may be exercised, in the smallest unit of the class. last_on: the last day
    to exercise; None: nobody knows. share: the mark of its class; found: None: no price of it, and
    `reason` says why. tax_rate: in percent.
    """

    grant: plans.Grant
    on: date
    units: int
    decimals: int
    strike: Decimal | None
    currency: str | None
    last_on: date | None
    share: float | None
    band: Band | None
    grade: Grade | None
    found: pricing.Held | None
    reason: Said
    tax_rate: Decimal
    risk_aversion: int
    version: str
    input_hash: str


def ask_grant_value(books: Books, request: AskGrantValue, asked: Asked) -> GrantValue:
    """Return what a grant is worth, or refuse."""
    grant = Sight(books, asked.by).grant(request.security)
    granted = grant.granted
    today = asked.today(books.register.issuers[granted.issuer].zone)
    on = request.on or today
    check_day(on, since=granted.granted_on, today=today)
    return value_of(
        books,
        grant,
        on,
        wealth=_wealth(request, books.register.classes[granted.stock_class].currency),
        tax_rate=request.tax_rate,
        risk_aversion=request.risk_aversion,
    )


def _wealth(request: AskGrantValue, currency: str) -> Decimal | None:
    """Return what the holder owns beside it, as cash; None: nobody said."""
    if request.wealth is None:
        return None
    try:
        return money(request.wealth, currency).decimal()
    except NotAnAmount as no:
        raise NotAWealth(wealth=no.amount, currency=currency, decimals=no.decimals) from None


def value_of(
    books: Books,
    grant: plans.Grant,
    on: date,
    *,
    wealth: Decimal | None = None,
    tax_rate: Decimal = NO_TAX,
    risk_aversion: int = USUAL_AVERSION,
) -> GrantValue:
    """Return what is vested of a grant, what it is worth, and why it has no price."""
    if not tax_rate.is_finite() or not 0 <= tax_rate < 100:
        raise NotARate
    granted, known = grant.granted, books.register.plans
    decimals = books.register.classes[granted.stock_class].decimals
    calendar = calendar_for(books, grant)
    stands = plans.standing(known, grant, decimals=decimals, on=on, calendar=calendar)
    last_on = plans.ends_on(known, grant, calendar)
    units = min(stands.vested, stands.exercisable)
    mark = mark_of(books, granted.issuer, on)
    marks = (one for one in mark.classes if one.stock_class == granted.stock_class)
    share = next(marks, None)
    reason = _why_not(granted, stands, units) or _no_price(share, mark.currency, stands)
    found = None
    if reason is None:
        assert share is not None, "it is said why there is no price"
        assert share.value is not None, "it is said why there is no price"
        assert stands.price is not None, "it is said why there is no price"
        found = pricing.held(
            pricing.Terms(
                options=in_words(units, decimals),
                strike=stands.price.decimal(),
                share=share.value,
                days=None if last_on is None else (last_on - on).days,
                wealth=wealth,
                tax_rate=tax_rate,
                aversion=risk_aversion,
                volatility=mark.volatility,
                serves=stands.leaving is None,
            )
        )
    return GrantValue(
        grant=grant,
        on=on,
        units=units,
        decimals=decimals,
        strike=None if stands.price is None else stands.price.decimal(),
        currency=None if stands.price is None else stands.price.currency,
        last_on=last_on,
        share=None if share is None else share.value,
        band=None if share is None else share.band,
        grade=None if share is None else share.grade,
        found=found,
        reason=mark.reason if reason is None else reason,
        tax_rate=tax_rate,
        risk_aversion=risk_aversion,
        version=mark.version,
        input_hash=mark.input_hash,
    )


def _why_not(granted: plans.IssuedGrant, stands: plans.GrantStanding, units: int) -> Said | None:
    """Return why there is nothing to exercise; None: there is something."""
    if granted.kind in options.COSTLESS:
        return said("Units are delivered, and appreciation rights are settled by the issuer.")
    if not units:
        return said("Nothing of it is vested that may still be exercised.")
    if stands.price is None:
        return said("At which price it may be exercised is not known here.")
    return None


def _no_price(
    share: ClassMark | None, currency: str | None, stands: plans.GrantStanding
) -> Said | None:
    """Return why the share has no price to set beside that of the grant; None: it has one."""
    if share is None:
        return said("Nobody holds a share of its class, so none has a mark.")
    if share.value is None:
        return share.reason
    assert stands.price is not None, "that was asked before"
    if currency != stands.price.currency:
        return said(
            "The mark is in {mark}, the price of the grant in {strike}; they are not converted.",
            mark=currency,
            strike=stands.price.currency,
        )
    return None
