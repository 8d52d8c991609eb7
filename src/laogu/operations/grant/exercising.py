"""What an exercise or a delivery comes to: checked, priced, and made into shares."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from msgspec import Struct

from laogu.basics import (
    Money,
    Price,
    Restriction,
    SecurityId,
    cost,
    day_in,
    in_words,
    name,
    said,
    units,
)
from laogu.operations.books import Books
from laogu.operations.grant.ending import calendar_for
from laogu.register import (
    IssuedStock,
    check_authorised,
    check_certificate,
    options,
    plans,
    unvested,
)
from laogu.register.options import (
    NotAccepted,
    NotExercisable,
    NotVestedYet,
    OverSince,
    PriceNotKnown,
    net,
)


class Exercising(Struct, frozen=True, kw_only=True):
    """Units of a grant on their way to becoming shares.

    vested: how many of them are vested; the rest is exercised early.
    """

    grant: plans.Grant
    on: date
    units: int
    vested: int
    price: Price
    decimals: int

    @property
    def due(self) -> Money:
        """What they cost."""
        return cost(self.price, self.units, decimals=self.decimals)


def asked_for(books: Books, grant: plans.Grant, quantity: Decimal, *, at: datetime) -> Exercising:
    """Return units of a grant that may be exercised at a moment, or refuse."""
    granted, register = grant.granted, books.register
    on = day_in(register.issuers[granted.issuer].zone, at)
    decimals = register.classes[granted.stock_class].decimals
    wanted = units(quantity, decimals)
    if granted.kind in options.COSTLESS:
        raise NotExercisable(
            reason=said("Units are delivered, and appreciation rights are settled by the issuer.")
        )
    calendar = calendar_for(books, grant)
    stands = plans.standing(register.plans, grant, decimals=decimals, on=on, calendar=calendar)
    check_lives(books, grant, on)
    check_accepted(books, grant, stands)
    if wanted > stands.exercisable:
        raise not_vested(stands, wanted, stands.exercisable, decimals)
    if stands.price is None:
        raise PriceNotKnown
    return Exercising(
        grant=grant,
        on=on,
        units=wanted,
        vested=min(wanted, stands.vested),
        price=stands.price,
        decimals=decimals,
    )


def held_back(found: Exercising, value: Price) -> options.Net:
    """Return how many shares a net exercise holds back, or refuse; only of what is vested."""
    if found.vested < found.units:
        raise NotVestedYet(
            asked=in_words(found.units, found.decimals),
            vested=in_words(found.vested, found.decimals),
            following=said("nothing is held back of what is not vested"),
        )
    return net(found.units, price=found.price, fair_value=value, decimals=found.decimals)


def shares_of(
    books: Books,
    found: Exercising,
    *,
    delivered: int,
    certificate: str | None,
    make_id: Callable[[], SecurityId],
) -> tuple[IssuedStock, ...]:
    """Return the shares that come of an exercise: a lot that is vested, and one that is not."""
    granted, register = found.grant.granted, books.register
    check_authorised(register, granted.stock_class, delivered, on=found.on)
    label = None if certificate is None else name(certificate, longest=60)
    if label is not None:
        check_certificate(register, granted.stock_class, label)
    vested = min(delivered, found.vested)
    lots = [(vested, ()), (delivered - vested, _unvested(books, found, delivered - vested))]
    return tuple(
        IssuedStock(
            security=make_id(),
            issuer=granted.issuer,
            stock_class=granted.stock_class,
            holder=granted.holder,
            units=count,
            certificate=label if place == 0 else None,
            acquired_on=found.on,
            cost=cost(found.price, count, decimals=found.decimals),
            restrictions=restrictions,
        )
        for place, (count, restrictions) in enumerate(one for one in lots if one[0])
    )


def _unvested(books: Books, found: Exercising, units_: int) -> tuple[Restriction, ...]:
    """Return what keeps shares from sale that are exercised before they vest."""
    if not units_:
        return ()
    plans_ = books.register.plans
    used = plans.Used.of(found.grant, found.on)
    gone = used.exercised + used.released + used.lapsed + used.transferred
    schedule = plans.Timelines(plans_).schedule(found.grant)
    return unvested(
        tuple(plans.rows_of(schedule, used.cancelled)),
        first=gone + found.vested,
        units=units_,
        on=found.on,
        source=label_of(books, found.grant),
    )


def check_lives(books: Books, grant: plans.Grant, on: date) -> None:
    """Refuse a grant whose last day has passed, though the clock may not have ended it."""
    last = plans.ends_on(books.register.plans, grant, calendar_for(books, grant))
    if last is not None and on > last:
        raise OverSince(reason=said("Its last day was {day}.", day=last))


def check_accepted(books: Books, grant: plans.Grant, stands: plans.GrantStanding) -> None:
    """Refuse a grant that nobody accepted, where its plan asks for that."""
    plan = grant.granted.plan
    asks = plan is not None and books.register.plans.plans[plan].plan.needs_acceptance
    if asks and not stands.is_accepted:
        raise NotAccepted


def not_vested(stands: plans.GrantStanding, wanted: int, may: int, decimals: int) -> NotVestedYet:
    """Return why so many may not be had yet, with what comes next."""
    following = said("nothing that a calendar knows")
    if stands.following is not None:
        following = said(
            "{units} on {day}",
            units=in_words(stands.following.units, decimals),
            day=stands.following.on,
        )
    return NotVestedYet(
        asked=in_words(wanted, decimals), vested=in_words(may, decimals), following=following
    )


def label_of(books: Books, grant: plans.Grant) -> str:
    """Return what a grant is written in, for whoever reads of it beside a lot."""
    granted = grant.granted
    parts = [granted.certificate or granted.security]
    if granted.plan is not None:
        parts.insert(0, books.register.plans.plans[granted.plan].plan.name)
    return ", ".join(parts)
