"""What may be recorded of interests: nothing here changes them."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from laogu.basics import LARGEST, HolderId, said, steps
from laogu.register.owners.events import InterestRecorded
from laogu.register.owners.refusals import InterestInRing, NotAFraction, PartsExceedWhole
from laogu.register.owners.state import Owners

MOST_DIGITS = 18
"""Decimals of a part of a vehicle."""


def fraction_of(part: Decimal | None, units: int | None, of: int | None) -> tuple[int, int]:
    """Return a part as so many of so many: from a fraction, or from units of a total."""
    if (part is None) == (units is None) or (units is None) != (of is None):
        raise NotAFraction(reason=said("Give either a fraction, or units and their total."))
    if units is not None and of is not None:
        if not 0 <= units <= of <= LARGEST or of < 1:
            raise NotAFraction(reason=said("Units are at least 0 and at most their total."))
        return units, of
    assert part is not None, "one of the two was given"
    if not part.is_finite() or not 0 <= part <= 1:
        raise NotAFraction(reason=said("A part is at least 0 and at most 1."))
    if steps(part, MOST_DIGITS) is None and part:
        raise NotAFraction(reason=said("A part has at most {most} decimals.", most=MOST_DIGITS))
    return part.as_integer_ratio()


def add_interest(owners: Owners, given: InterestRecorded) -> InterestRecorded:
    """Return the record of an interest, or refuse what makes a ring or more than a whole.

    On every day from which it would count, until a later one takes its place, also among interests
    that were recorded before and count only later.
    """
    key = f"{given.vehicle}/{given.owner}"
    later = [one.recorded.effective_on for one in owners.interests.get(key, ())]
    ends_on = min((day for day in later if day > given.effective_on), default=None)
    if not given.part:
        counts = owners.interest_on(key, given.effective_on) if later else None
        if counts is None or not counts.part:
            raise NotAFraction(reason=said("There is no such interest to end on that day."))
        return given
    _check_whole(owners, given, ends_on)
    _check_ring(owners, given, ends_on)
    return given


def _check_whole(owners: Owners, given: InterestRecorded, ends_on: date | None) -> None:
    for day in _days(owners, owners.owners_of.on(given.vehicle).values(), given, ends_on):
        parts = owners.parts_on(given.vehicle, day)
        parts.pop(given.owner, None)
        left = 1 - sum(parts.values(), Fraction(0))
        if given.fraction > left:
            raise PartsExceedWhole(on=day, left=percent(left))


def _check_ring(owners: Owners, given: InterestRecorded, ends_on: date | None) -> None:
    if given.vehicle == given.owner:
        raise InterestInRing(on=given.effective_on, ring=(given.vehicle, given.owner))
    reached = _reached(owners, given.owner)
    if given.vehicle not in reached:
        return
    keys = [key for one in reached for key in owners.owners_of.on(one).values()]
    for day in _days(owners, keys, given, ends_on):
        way = _way(owners, given.owner, given.vehicle, day)
        if way is not None:
            raise InterestInRing(on=day, ring=(given.vehicle, *way))


def _days(
    owners: Owners, keys: Iterable[str], given: InterestRecorded, ends_on: date | None
) -> list[date]:
    """Return the days, from the given one on, from which anything among `keys` changes."""
    days = {one.recorded.effective_on for key in keys for one in owners.interests[key]}
    start = given.effective_on
    return sorted({start} | {day for day in days if start < day < (ends_on or date.max)})


def _reached(owners: Owners, start: HolderId) -> set[HolderId]:
    """Return who stands behind a holder, on whatever day."""
    found, waiting = {start}, [start]
    while waiting:
        for owner in owners.owners_of.on(waiting.pop()):
            if owner not in found:
                found.add(owner)
                waiting.append(owner)
    return found


def _way(owners: Owners, start: HolderId, end: HolderId, day: date) -> tuple[HolderId, ...] | None:
    """Return a way from a holder through its owners to another, with both; None: there is none."""
    came: dict[HolderId, HolderId | None] = {start: None}
    waiting = [start]
    while waiting:
        one = waiting.pop()
        if one == end:
            way: list[HolderId] = []
            step: HolderId | None = one
            while step is not None:
                way.append(step)
                step = came[step]
            return tuple(reversed(way))
        for owner in owners.parts_on(one, day):
            if owner not in came:
                came[owner] = one
                waiting.append(owner)
    return None


def percent(part: Fraction, places: int = 4) -> Decimal:
    """Return a fraction as a percentage, rounded down to so many places."""
    scaled = part.numerator * 100 * 10**places // part.denominator
    return Decimal(scaled).scaleb(-places).quantize(Decimal(1).scaleb(-places), ROUND_FLOOR)
