"""How interests in vehicles stand."""

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any, ClassVar

from msgspec import Struct

from laogu.basics import HolderId, Shelves, Table, Undo
from laogu.register.owners.events import InterestRecorded, OwnersEvent


class Interest(Struct, frozen=True, gc=False):
    """What was recorded of one owner in one vehicle, and when it was written down."""

    recorded: InterestRecorded
    at: datetime


class Owners:
    """Who owns a part of which holder, and since when."""

    PRIMARY: ClassVar[Mapping[str, Any]] = {"interests": dict[str, tuple[Interest, ...]]}

    def __init__(self, undo: Undo) -> None:
        # By vehicle and owner together, in the order of the days from which they count.
        self.interests: Table[str, tuple[Interest, ...]] = Table(undo)
        # What follows from them.
        self.owners_of: Shelves[HolderId, HolderId, str] = Shelves(undo)
        self.vehicles_of: Shelves[HolderId, HolderId, str] = Shelves(undo)

    def apply(self, event: OwnersEvent, recorded_at: datetime) -> None:
        """Take in what happened."""
        key = f"{event.vehicle}/{event.owner}"
        found = (*self.interests.get(key, ()), Interest(event, recorded_at))
        # Of one day the later word stands last: sorting keeps the order in which they came.
        self.interests[key] = tuple(sorted(found, key=lambda one: one.recorded.effective_on))
        self._index(event)

    def reindex(self) -> None:
        """Work out the shelves that follow from the interests."""
        for found in self.interests.values():
            self._index(found[0].recorded)

    def interest_on(self, key: str, day: date) -> InterestRecorded | None:
        """Return what counts of one owner in one vehicle on a day; None: nothing was recorded."""
        counts = None
        for one in self.interests[key]:
            if one.recorded.effective_on <= day:
                counts = one.recorded
        return counts

    def parts_on(self, vehicle: HolderId, day: date) -> dict[HolderId, Fraction]:
        """Return who owns which part of a vehicle on a day, those who own nothing left out."""
        found = {}
        for owner, key in self.owners_of.on(vehicle).items():
            one = self.interest_on(key, day)
            if one is not None and one.part:
                found[owner] = one.fraction
        return found

    def _index(self, event: InterestRecorded) -> None:
        key = f"{event.vehicle}/{event.owner}"
        self.owners_of[event.vehicle][event.owner] = key
        self.vehicles_of[event.owner][event.vehicle] = key
