"""How the facts stand."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from msgspec import Struct

from laogu.basics import FactId, IssuerId, Shelves, Table, Undo
from laogu.evidence.events import EvidenceEvent, FactRecorded


class Fact(Struct, frozen=True, kw_only=True):
    """A fact and the moment it was written down here."""

    said: FactRecorded
    recorded_at: datetime


class Evidence:
    """What is known, who said it, and how sure we are."""

    PRIMARY: ClassVar[Mapping[str, Any]] = {"facts": dict[FactId, Fact]}

    def __init__(self, undo: Undo) -> None:
        self.facts: Table[FactId, Fact] = Table(undo)
        self.facts_of: Shelves[IssuerId, FactId, None] = Shelves(undo)

    def apply(self, event: EvidenceEvent, recorded_at: datetime) -> None:
        """Take in what was said."""
        self.facts[event.fact] = Fact(said=event, recorded_at=recorded_at)
        self.facts_of[event.issuer][event.fact] = None

    def reindex(self) -> None:
        """Work out the tables that follow from the facts."""
        for fact in self.facts.values():
            self.facts_of[fact.said.issuer][fact.said.fact] = None
