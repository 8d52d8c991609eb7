"""Issue a grant: options, units or rights to somebody, out of a plan or without one.

Asked by: the issuer.
Records:  GrantIssued
Refuses:  IssuerUnknown, PlanUnknown, StockClassUnknown, HolderUnknown, NotSignedIn, NoMandate,
          NotOfPlan, NotToday, NotAQuantity, BeyondPool, BeyondAuthorisedShares, CostsNothing,
          NotAPrice, BetweenTicks, NotAName, CertificateTaken, VestingTermsUnknown,
          ScheduleUnreadable, BeforeItsTime
"""

from datetime import date
from decimal import Decimal

from msgspec import Struct

from laogu.basics import Price, SecurityId, VestingTermsId, in_words, name, said, units
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.grant.price import exercise_price
from laogu.operations.grant.windows import WindowRow, windows_of
from laogu.register import (
    CertificateTaken,
    IssuerRegistered,
    StockClassRegistered,
    capital,
    check_since,
    class_named,
    holder_of_id,
    issuer_named,
    vesting,
)
from laogu.register.options import COSTLESS, Kind
from laogu.register.plans import (
    BeyondAuthorisedShares,
    CostsNothing,
    GrantIssued,
    IssuedGrant,
    NotOfPlan,
    NotToday,
    Pool,
    ScheduleUnreadable,
    check_instalments,
    check_pool,
    plan_of,
    terms_of,
)


class InstalmentRow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What vests on a day."""

    on: date
    quantity: Decimal


class IssueGrant(Request, frozen=True, kw_only=True):
    """A grant.

    plan: by its name or id; left out: out of none. stock_class: left out: the first of the plan.
    granted_on: today; an earlier day comes with an import. price: at which one share may be had.
    fair_value: of one share today; left out: not known. vests: the name or id of vesting terms;
    left out, with no instalments: all of it at once. instalments: what vests on which day.
    vests_from: the day on which vesting starts; left out: it is said later, with vesting.start.
    expires_on: the last day of all. window: how long after leaving, for every reason, such as
    3 months or 90 days. windows: in place of it, reason by reason.
    """

    issuer: str
    holder: str
    kind: Kind
    quantity: Decimal
    plan: str | None = None
    stock_class: str | None = None
    granted_on: date | None = None
    certificate: str | None = None
    price: Decimal | None = None
    fair_value: Decimal | None = None
    vests: str | None = None
    instalments: tuple[InstalmentRow, ...] = ()
    vests_from: date | None = None
    expires_on: date | None = None
    window: str | None = None
    windows: tuple[WindowRow, ...] = ()
    is_early_exercisable: bool = False


def issue_grant(books: Books, request: IssueGrant, asked: Asked) -> tuple[Event, ...]:
    """Return the grant, or refuse."""
    register = books.register
    issuer = issuer_named(register, request.issuer)
    asked.must_issue(issuer.issuer)
    pool = plan_of(register.plans, request.plan, issuer.issuer) if request.plan else None
    kind = _class(books, request, issuer, pool)
    today = asked.today(issuer.zone)
    if request.granted_on not in (None, today):
        raise NotToday(on=request.granted_on, today=today)
    grant = IssuedGrant(
        security=SecurityId(asked.make("security")),
        issuer=issuer.issuer,
        stock_class=kind.stock_class,
        plan=pool.plan.plan if pool else None,
        holder=holder_of_id(register, request.holder).holder,
        kind=request.kind,
        units=units(request.quantity, kind.decimals),
        granted_on=today,
        certificate=name(request.certificate, longest=60) if request.certificate else None,
        price=_price(request.price, kind, is_free=request.kind in COSTLESS),
        fair_value=_price(request.fair_value, kind),
        vests=_vests(books, request, issuer, kind, today),
        vests_from=request.vests_from,
        expires_on=request.expires_on,
        windows=windows_of(request.window, request.windows),
        is_early_exercisable=request.is_early_exercisable,
    )
    if grant.certificate in register.plans.labels.on(issuer.issuer):
        raise CertificateTaken(certificate=grant.certificate or "")
    if grant.expires_on is not None:
        check_since(grant.expires_on, today)
    if pool is not None:
        check_pool(register.plans, pool, grant.units, on=today, decimals=kind.decimals)
    check_authorised(books, kind, grant.units, on=today)
    return (GrantIssued(effective_on=today, grant=grant),)


def check_authorised(books: Books, kind: StockClassRegistered, more: int, *, on: date) -> None:
    """Refuse to grant what could not all become shares of the class."""
    register = books.register
    most = capital.class_standing(register.capital, kind.stock_class, as_of=on).authorised
    issued = register.issued_units[kind.stock_class]
    granted = sum(register.plans.left_units.on(kind.stock_class).values())
    if most is not None and issued + granted + more > most:
        raise BeyondAuthorisedShares(
            asked=in_words(more, kind.decimals),
            issued=in_words(issued, kind.decimals),
            granted=in_words(granted, kind.decimals),
            authorised=in_words(most, kind.decimals),
        )


def _class(
    books: Books, request: IssueGrant, issuer: IssuerRegistered, pool: Pool | None
) -> StockClassRegistered:
    """Return the class that is granted: the one named, else the first of the plan."""
    classes = books.register.classes
    if request.stock_class is None and pool is not None:
        return classes[pool.plan.classes[0]]
    kind = class_named(books.register, issuer.issuer, request.stock_class or "")
    if pool is not None and kind.stock_class not in pool.plan.classes:
        known = tuple(classes[one].named for one in pool.plan.classes)
        raise NotOfPlan(plan=pool.plan.name, stock_class=kind.named, known=known)
    return kind


def _price(
    given: Decimal | None, kind: StockClassRegistered, *, is_free: bool = False
) -> Price | None:
    if given is None:
        return None
    if is_free:
        raise CostsNothing
    return exercise_price(given, kind)


def _vests(
    books: Books,
    request: IssueGrant,
    issuer: IssuerRegistered,
    kind: StockClassRegistered,
    today: date,
) -> VestingTermsId | tuple[vesting.Instalment, ...] | None:
    if request.vests and request.instalments:
        raise ScheduleUnreadable(
            reason=said("A grant vests by terms or day by day, not by both."),
            remedy=said("Leave one of them out."),
        )
    if request.vests:
        plans = books.register.plans
        return terms_of(plans, issuer.issuer, request.vests, named=issuer.named).vesting
    if not request.instalments:
        return None
    return check_instalments(
        tuple(
            vesting.Instalment(one.on, units(one.quantity, kind.decimals))
            for one in request.instalments
        ),
        units=units(request.quantity, kind.decimals),
        granted_on=today,
    )
