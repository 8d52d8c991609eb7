"""Who stands behind a holder in the end: interests looked through, vehicle by vehicle."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from msgspec import Struct

from laogu.basics import HolderId
from laogu.register.owners.state import Owners


class End(Struct, frozen=True, gc=False):
    """Where looking through ends: with a holder behind whom nobody stands, or with nothing known.

    holder: the last holder, or the vehicle of which a part belongs to nobody knows whom.
    is_known: whether `holder` is the last one.
    """

    holder: HolderId
    is_known: bool = True


class Step(Struct, frozen=True, gc=False):
    """One step of a chain: a vehicle, and which part of it belongs to the next."""

    vehicle: HolderId
    part: Fraction


class Behind(dict[HolderId, dict[End, Fraction]]):
    """For each holder looked at on one day: who is behind it in the end; the parts sum to one.

    The owners of each vehicle are read once, however many ways lead through it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._parts: dict[HolderId, dict[HolderId, Fraction]] = {}

    def parts_of(self, owners: Owners, vehicle: HolderId, on: date) -> dict[HolderId, Fraction]:
        """Return who owns which part of a vehicle on the day."""
        found = self._parts.get(vehicle)
        if found is None:
            found = self._parts[vehicle] = owners.parts_on(vehicle, on)
        return found


def look_behind(
    owners: Owners, holder: HolderId, *, on: date, known: Behind | None = None
) -> dict[End, Fraction]:
    """Return who owns a holder in the end on a day; the parts sum to one.

    What its owners leave open belongs to nobody known, and so does what comes back to a vehicle it
    was looked through already, which the rules refuse to record. known: what was worked out before.
    """
    known = Behind() if known is None else known
    begun: set[HolderId] = set()
    waiting = [holder]
    while waiting:
        one = waiting[-1]
        if one in known:
            waiting.pop()
            continue
        parts = known.parts_of(owners, one, on)
        begun.add(one)
        ahead = [owner for owner in parts if owner not in known and owner not in begun]
        if ahead:
            waiting.extend(ahead)
            continue
        known[one] = _together(one, parts, known)
        waiting.pop()
    return known[holder]


def chains(
    owners: Owners, holder: HolderId, end: End, *, on: date, known: Behind, most: int
) -> Iterator[tuple[Step, ...]]:
    """Yield the chains of vehicles from a holder to who stands behind it, `most` at most.

    known: as `look_behind` filled it, so that only ways that lead there are walked.
    """
    waiting: list[tuple[HolderId, tuple[Step, ...]]] = [(holder, ())]
    while waiting and most:
        one, steps = waiting.pop()
        parts = known.parts_of(owners, one, on)
        passed = {step.vehicle for step in steps}
        if one == end.holder and (not parts or not end.is_known):
            rest = 1 - sum(
                (part for owner, part in parts.items() if owner not in passed), Fraction(0)
            )
            yield steps if end.is_known else (*steps, Step(one, rest))
            most -= 1
            continue
        ahead = [
            (owner, (*steps, Step(one, part)))
            for owner, part in parts.items()
            if owner not in passed and owner != one and end in known.get(owner, ())
        ]
        waiting.extend(reversed(ahead))


def sole_owner(owners: Owners, holder: HolderId, *, on: date) -> HolderId:
    """Return who owns all of a holder in the end; the holder itself, where nobody owns it whole."""
    passed = {holder}
    while True:
        parts = owners.parts_on(holder, on)
        whole = next((owner for owner, part in parts.items() if part == 1), None)
        if whole is None or whole in passed:
            return holder
        holder = whole
        passed.add(holder)


def wholly_owned(owners: Owners, holder: HolderId, *, on: date) -> frozenset[HolderId]:
    """Return the vehicles that a holder owns whole, directly or through others; itself too."""
    found, waiting = {holder}, [holder]
    while waiting:
        owner = waiting.pop()
        for vehicle in owners.vehicles_of.on(owner):
            if vehicle not in found and owners.parts_on(vehicle, on).get(owner) == 1:
                found.add(vehicle)
                waiting.append(vehicle)
    return frozenset(found)


def _together(one: HolderId, parts: dict[HolderId, Fraction], known: Behind) -> dict[End, Fraction]:
    if not parts:
        return {End(one): Fraction(1)}
    found: dict[End, Fraction] = {}
    left = Fraction(1)
    for owner, part in parts.items():
        # An owner that was begun and is not known is this vehicle again: a ring.
        for end, of_it in known.get(owner, {}).items():
            found[end] = found.get(end, Fraction(0)) + part * of_it
        if owner in known:
            left -= part
    if left > 0:
        open_end = End(one, is_known=False)
        found[open_end] = found.get(open_end, Fraction(0)) + left
    return found
