"""How the facts stand."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from msgspec import Struct

from laogu.basics import FactId, IssuerId, Shelves, Table, Undo
from laogu.evidence.anchors import anchor
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
        # What follows from the facts.
        self.facts_of: Shelves[IssuerId, FactId, None] = Shelves(undo)
        self.anchors_of: Shelves[IssuerId, FactId, None] = Shelves(undo)
        self.last_anchor: Table[IssuerId, FactId] = Table(undo)
        self.last_paid: Table[IssuerId, FactId] = Table(undo)

    def apply(self, event: EvidenceEvent, recorded_at: datetime) -> None:
        """Take in what was said."""
        self.facts[event.fact] = Fact(said=event, recorded_at=recorded_at)
        self._index(event)

    def reindex(self) -> None:
        """Work out the tables that follow from the facts."""
        for fact in self.facts.values():
            self._index(fact.said)

    def _index(self, said: FactRecorded) -> None:
        self.facts_of[said.issuer][said.fact] = None
        found = anchor(said)
        if found is None:
            return
        self.anchors_of[said.issuer][said.fact] = None
        for last in (self.last_anchor, self.last_paid) if found.is_money else (self.last_anchor,):
            before = last.get(said.issuer)
            known = anchor(self.facts[before].said) if before is not None else None
            if known is None or known.rank <= found.rank:
                last[said.issuer] = said.fact
