"""What is on file of an issuer beside its shares."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from msgspec import Struct

from laogu.basics import IssuerId, PaperId, Shelves, Table, Undo
from laogu.register.papers.events import PapersEvent


class Paper(Struct, frozen=True, gc=False):
    """What came on file, and when that was written down."""

    event: PapersEvent
    at: datetime


class Papers:
    """Valuations, financings, documents and legends."""

    PRIMARY: ClassVar[Mapping[str, Any]] = {"papers": dict[PaperId, Paper]}

    def __init__(self, undo: Undo) -> None:
        self.papers: Table[PaperId, Paper] = Table(undo)
        # What follows from the table above.
        self.papers_of: Shelves[IssuerId, PaperId, None] = Shelves(undo)

    def apply(self, event: PapersEvent, recorded_at: datetime) -> None:
        """Take in what came on file; every kind is kept alike."""
        self.papers[event.paper] = Paper(event, recorded_at)
        self.papers_of[event.issuer][event.paper] = None

    def reindex(self) -> None:
        """Work out the table that follows from the primary one."""
        for paper in self.papers.values():
            self.papers_of[paper.event.issuer][paper.event.paper] = None
