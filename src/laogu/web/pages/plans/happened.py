"""Everything that happened to a grant, in words, each with its entry in the record."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import assert_never

from msgspec import Struct

from laogu.register import plans
from laogu.web.exports import Sheet, Value
from laogu.web.frame import Link
from laogu.web.pages.entries import entry_link
from laogu.web.pages.writing import holder_name, quantity, units
from laogu.web.visit import Visit

SPLIT = "register.grant_split.1"


class HappenedRow(Struct, frozen=True, kw_only=True):
    """One thing that happened. left: units of the grant after it."""

    on: str
    what: str
    left: str
    entry: Link | None


def happened_rows(visit: Visit, room: plans.Plans, grant: plans.Grant) -> Iterator[HappenedRow]:
    """Yield what happened to a grant, the latest first."""
    stock_class = grant.stock_class
    for on, what, left, at, tag in reversed(list(_happened(visit, room, grant))):
        yield HappenedRow(
            on=visit.show(on),
            what=what,
            left=units(visit, left, stock_class),
            entry=entry_link(visit, at, grant.granted.security, tag),
        )


def happened_sheet(visit: Visit, room: plans.Plans, grant: plans.Grant) -> Sheet:
    """Return the same as a table, in the order in which it was written."""

    def rows() -> Iterator[tuple[Value, ...]]:
        for on, what, left, at, tag in _happened(visit, room, grant):
            yield on, what, tag, quantity(visit, left, grant.stock_class), at.isoformat()

    return Sheet("happened", ("effective_on", "what", "event", "left", "recorded_at"), rows)


def _happened(
    visit: Visit, room: plans.Plans, grant: plans.Grant
) -> Iterator[tuple[date, str, int, datetime, str]]:
    """Yield day, words, units left after it, when it was written, and the tag of its event."""
    granted = grant.granted
    left = granted.units
    came_of = room.came_of.get(granted.security)
    if came_of is None:
        says = visit.said("granted: {units}", units=units(visit, left, grant.stock_class))
        tag = "register.grant_issued.1"
    else:
        source = room.grants[came_of].granted
        says = visit.said(
            "came of a transfer from {holder}", holder=holder_name(visit, source.holder)
        )
        tag = "register.grant_ended.1"
    yield grant.issued_on, says, left, grant.issued_at, tag
    for at, event in _in_order(grant):
        if isinstance(event, date):
            yield event, visit.said("followed a split of its class"), left, at, SPLIT
            continue
        if isinstance(event, plans.GrantExercised | plans.GrantReleased | plans.GrantEnded):
            left -= event.units
        tag = str(type(event).__struct_config__.tag)
        yield event.effective_on, _says(visit, grant, event), left, at, tag


def _in_order(grant: plans.Grant) -> Iterator[tuple[datetime, plans.GrantEvent | date]]:
    """Yield the acts of a grant, and the days on which its class was split, as they were written.

    All of it is told in the units of today.
    """
    splits = [(at, on) for on, at, _ in grant.before]
    for act in grant.acts:
        while splits and splits[0][0] <= act.at:
            yield splits.pop(0)
        yield act.at, act.event
    yield from splits


def _says(visit: Visit, grant: plans.Grant, event: plans.GrantEvent) -> str:
    def count(of: int) -> str:
        return units(visit, of, grant.stock_class)

    match event:
        case plans.GrantAccepted():
            return visit.said("accepted by the holder")
        case plans.GrantExercised():
            return visit.said("{units} exercised", units=count(event.units))
        case plans.GrantReleased():
            return visit.said("{units} released", units=count(event.units))
        case plans.GrantEnded():
            return _ended(visit, event, count(event.units))
        case plans.GrantRepriced():
            return visit.said("price from this day on: {price}", price=event.price)
        case plans.VestingStarted(condition=None):
            return visit.said("vesting starts")
        case (
            plans.VestingStarted(condition=condition) | plans.VestingEventNoted(condition=condition)
        ):
            return visit.said("this came about: {condition}", condition=condition)
        case plans.VestingAccelerated():
            return visit.said("{units} vested ahead of the schedule", units=count(event.units))
        case _:
            assert_never(event)


def _ended(visit: Visit, event: plans.GrantEnded, shown: str) -> str:
    if event.by == "transfer" and event.resulting:
        says = visit.said(
            "{units} went to {holder}",
            units=shown,
            holder=holder_name(visit, event.resulting[0].holder),
        )
    else:
        words = {
            "cancellation": visit.said("{units} cancelled", units=shown),
            "forfeiture": visit.said("{units} forfeited", units=shown),
            "lapse": visit.said("{units} lapsed", units=shown),
            "retraction": visit.said("taken back: {units}", units=shown),
            "transfer": visit.said("{units} transferred", units=shown),
        }
        says = words[event.by]
    return f"{says} · {event.reason}" if event.reason else says
