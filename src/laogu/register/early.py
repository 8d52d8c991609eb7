"""Shares of an early exercise: not vested yet, so they are not sold, and the issuer may take them.

Each instalment is held back until the day before it vests; what waits for an event has no such day.
When service ends, what is not vested by then stays held back, until the issuer takes it or lets it.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from laogu.basics import Restriction, SecurityId
from laogu.register.events import RestrictionAttached, RestrictionLifted
from laogu.register.plans import Grant, GrantExercised
from laogu.register.state import Register
from laogu.register.vesting import Row

UNVESTED = "UNVESTED"
"""The rule that keeps shares of an early exercise from sale."""


def unvested(
    rows: Sequence[Row], *, first: int, units: int, on: date, source: str
) -> tuple[Restriction, ...]:
    """Return what keeps `units` of a grant from sale that were exercised before they vested.

    rows: of the whole grant. first: units of it that were used before; they vest first.
    """
    found, left = [], units
    for row in rows:
        part = max(0, min(row.total, first + units) - max(row.total - row.units, first))
        if not part or row.on <= on:
            left -= part
            continue
        found.append(_held(part, source, through=row.on - timedelta(days=1)))
        left -= part
    return (*found, _held(left, source, through=None)) if left else tuple(found)


def kept_back(
    register: Register, grant: Grant, *, left_on: date
) -> Iterator[RestrictionLifted | RestrictionAttached]:
    """Return what holds back for good the shares of a grant that will not vest any more."""
    for security in _shares_of(register, grant):
        stock = register.securities[security].stock
        later = [
            one
            for one in stock.restrictions
            if one.rule == UNVESTED and one.locked_through is not None and one.binds_on(left_on)
        ]
        for one in later:
            yield RestrictionLifted(
                effective_on=left_on, security=security, restriction=one, reason=one.source
            )
        if later:
            units = sum(one.units or stock.units for one in later)
            held = _held(min(units, stock.units), later[0].source, through=None)
            yield RestrictionAttached(effective_on=left_on, security=security, restriction=held)


def _held(units: int, source: str, *, through: date | None) -> Restriction:
    return Restriction(
        kind="lock_up",
        rule=UNVESTED,
        source=source,
        sure="T",
        locked_through=through,
        units=units,
        waivable_by="board",
    )


def _shares_of(register: Register, grant: Grant) -> Iterator[SecurityId]:
    """Yield the living lots that came of a grant and are still its holder's."""
    waits = [
        stock.security
        for act in grant.acts
        if isinstance(act.event, GrantExercised)
        for stock in act.event.shares
    ]
    while waits:
        found = register.securities[waits.pop(0)]
        if found.retired is None and found.stock.holder == grant.granted.holder:
            yield found.stock.security
        elif found.retired is not None:
            waits.extend(found.retired.into)
