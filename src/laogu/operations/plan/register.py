"""Register a plan: shares are reserved, so that they may be granted.

Asked by: the issuer.
Records:  PlanRegistered
Refuses:  IssuerUnknown, StockClassUnknown, NotSignedIn, NoMandate, NotAName, NameTaken,
          NotAQuantity, DecimalsDiffer, BeforeItsTime, AfterToday, CalendarUnknown
"""

from datetime import date
from decimal import Decimal

from laogu.agreements import CalendarUnknown
from laogu.basics import PlanId, name, units
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import check_day, class_named, issuer_named
from laogu.register.plans import (
    DecimalsDiffer,
    Plan,
    PlanRegistered,
    WhenCancelled,
    free_name,
)


class RegisterPlan(Request, frozen=True, kw_only=True):
    """A plan.

    stock_class: of which it grants. more_classes: others, counted with as many decimals.
    quantity: reserved for it, in shares. when_cancelled: what becomes of what a grant no longer
    needs. approved_on: by the board; left out: not known. needs_acceptance: nothing comes of a
    grant before it is accepted. rest_days: the calendar by whose rest days a last day moves on;
    left out: it stays where it is.
    """

    issuer: str
    name: str
    stock_class: str
    quantity: Decimal
    more_classes: tuple[str, ...] = ()
    when_cancelled: WhenCancelled = "return_to_pool"
    approved_on: date | None = None
    needs_acceptance: bool = False
    rest_days: str | None = None


def register_plan(books: Books, request: RegisterPlan, asked: Asked) -> tuple[Event, ...]:
    """Return the plan, or refuse."""
    issuer = issuer_named(books.register, request.issuer)
    asked.must_issue(issuer.issuer)
    first = class_named(books.register, issuer.issuer, request.stock_class)
    kinds = {first.stock_class: first}
    for given in request.more_classes:
        other = class_named(books.register, issuer.issuer, given)
        if other.decimals != first.decimals:
            raise DecimalsDiffer(first=first.named, other=other.named)
        kinds[other.stock_class] = other
    today = asked.today(issuer.zone)
    if request.approved_on is not None:
        check_day(request.approved_on, since=None, today=today)
    plan = Plan(
        plan=PlanId(asked.make("plan")),
        issuer=issuer.issuer,
        name=free_name(books.register.plans, issuer.issuer, name(request.name), named=issuer.named),
        classes=tuple(kinds),
        units=units(request.quantity, first.decimals),
        when_cancelled=request.when_cancelled,
        approved_on=request.approved_on,
        needs_acceptance=request.needs_acceptance,
        rest_days=_calendar(books, request.rest_days),
    )
    return (PlanRegistered(effective_on=today, plan=plan),)


def _calendar(books: Books, given: str | None) -> str | None:
    """Return the name of a calendar that was adopted, or refuse."""
    if given is not None and given not in books.agreements.calendars:
        raise CalendarUnknown(calendar=given[:60])
    return given
