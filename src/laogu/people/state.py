"""Who may sign in, and for whom they may act."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, assert_never

from laogu.basics import KeyId, MandateId, PersonId, Shelves, Table, Undo
from laogu.people.events import (
    KeyIssued,
    KeyRevoked,
    MandateEnded,
    MandateGiven,
    PeopleEvent,
    PersonForgotten,
    PersonRegistered,
    Power,
)


class People:
    """Who signs in, for whom they may act, what they may do: nothing, unless a mandate says so."""

    PRIMARY: ClassVar[Mapping[str, Any]] = {
        "persons": dict[PersonId, PersonRegistered],
        "mandates": dict[MandateId, MandateGiven],
        "keys": dict[KeyId, KeyIssued],
    }

    def __init__(self, undo: Undo) -> None:
        self.persons: Table[PersonId, PersonRegistered] = Table(undo)
        self.mandates: Table[MandateId, MandateGiven] = Table(undo)
        self.keys: Table[KeyId, KeyIssued] = Table(undo)
        # What follows from the tables above.
        self.mandates_of: Shelves[PersonId, tuple[Power, str], MandateId] = Shelves(undo)
        self.key_of_digest: Table[str, KeyId] = Table(undo)

    def apply(self, event: PeopleEvent, recorded_at: datetime) -> None:  # noqa: ARG002
        """Take in what happened."""
        match event:
            case PersonRegistered():
                self.persons[event.person] = event
            case PersonForgotten():
                self._forget(event.person)
            case MandateGiven():
                self.mandates[event.mandate] = event
                self._index_mandate(event)
            case MandateEnded():
                ended = self.mandates[event.mandate]
                del self.mandates[event.mandate]
                del self.mandates_of[ended.person][(ended.power, ended.over)]
            case KeyIssued():
                self.keys[event.key] = event
                self.key_of_digest[event.digest] = event.key
            case KeyRevoked():
                self._revoke(event.key)
            case _:
                assert_never(event)

    def holds(self, person: PersonId | None, power: Power, over: str) -> bool:
        """Return whether a person holds a mandate; None, an anonymous visitor, holds none."""
        if person is None:
            return False
        mandates = self.mandates_of.get(person)
        return mandates is not None and (power, over) in mandates

    def reindex(self) -> None:
        """Work out the tables that follow from the primary ones."""
        for mandate in self.mandates.values():
            self._index_mandate(mandate)
        for key in self.keys.values():
            self.key_of_digest[key.digest] = key.key

    def _index_mandate(self, event: MandateGiven) -> None:
        self.mandates_of[event.person][(event.power, event.over)] = event.mandate

    def _revoke(self, key: KeyId) -> None:
        del self.key_of_digest[self.keys[key].digest]
        del self.keys[key]

    def _forget(self, person: PersonId) -> None:
        for key, mandate in tuple(self.mandates_of.on(person).items()):
            del self.mandates_of[person][key]
            del self.mandates[mandate]
        for issued in tuple(self.keys.values()):
            if issued.person == person:
                self._revoke(issued.key)
        del self.persons[person]
