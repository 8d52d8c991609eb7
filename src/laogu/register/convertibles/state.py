"""How convertibles and warrants stand."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Literal, TypeVar, assert_never

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import HolderId, IssuerId, SecurityId, Shelves, Table, Undo
from laogu.register.convertibles.events import (
    ConvertibleAccepted,
    ConvertibleConverted,
    ConvertibleEnded,
    ConvertibleEndedBy,
    ConvertibleIssued,
    ConvertiblesEvent,
    WarrantAccepted,
    WarrantEnded,
    WarrantEndedBy,
    WarrantExercised,
    WarrantIssued,
)
from laogu.register.convertibles.terms import IssuedConvertible, IssuedWarrant

One = TypeVar("One", IssuedConvertible, IssuedWarrant)


class Accepted(Struct, frozen=True, gc=False):
    """On which day a holder took it, and when that was written down."""

    on: date
    at: datetime


class ConvertibleEnd(Struct, frozen=True, gc=False):
    """How a convertible ended. into: the securities that came of it, the rest of it last."""

    by: ConvertibleEndedBy | Literal["conversion"]
    on: date
    at: datetime
    event: ConvertibleEnded | ConvertibleConverted
    into: tuple[SecurityId, ...] = ()


class Convertible(Struct, frozen=True, kw_only=True, gc=False):
    """A convertible and its life; `ended` is None while it lives."""

    issued: IssuedConvertible
    issued_on: date
    issued_at: datetime
    accepted: Accepted | None = None
    ended: ConvertibleEnd | None = None


class WarrantEnd(Struct, frozen=True, gc=False):
    """How a warrant ended. into: the securities that came of it, the rest of it last."""

    by: WarrantEndedBy | Literal["exercise"]
    on: date
    at: datetime
    into: tuple[SecurityId, ...] = ()


class Warrant(Struct, frozen=True, kw_only=True, gc=False):
    """A warrant and its life.

    left: shares it is still for; None: it never said how many. acts: exercises and its end, each
    with when it was written down, in the order they came.
    """

    issued: IssuedWarrant
    issued_on: date
    issued_at: datetime
    left: Decimal | None
    accepted: Accepted | None = None
    acts: tuple[tuple[WarrantExercised | WarrantEnded, datetime], ...] = ()
    ended: WarrantEnd | None = None


class Convertibles:
    """Convertibles and warrants, and what became of them."""

    PRIMARY: ClassVar[Mapping[str, Any]] = {
        "convertibles": dict[SecurityId, Convertible],
        "warrants": dict[SecurityId, Warrant],
    }

    def __init__(self, undo: Undo) -> None:
        self.convertibles: Table[SecurityId, Convertible] = Table(undo)
        self.warrants: Table[SecurityId, Warrant] = Table(undo)
        # What follows from the tables above; both kinds together, they never share an id.
        self.of_issuer: Shelves[IssuerId, SecurityId, None] = Shelves(undo)
        self.of_holder: Shelves[HolderId, SecurityId, None] = Shelves(undo)
        self.certificates: Table[tuple[IssuerId, str], SecurityId] = Table(undo)

    def apply(self, event: ConvertiblesEvent, recorded_at: datetime) -> None:
        """Take in what happened."""
        on = event.effective_on
        match event:
            case ConvertibleIssued(convertible=issued):
                self._begin(issued, on, recorded_at)
            case ConvertibleAccepted():
                taken = Accepted(on, recorded_at)
                self.convertibles.change(event.security, lambda one: replace(one, accepted=taken))
            case ConvertibleEnded():
                made = (*event.resulting, *_present(event.balance))
                into = tuple([one.security for one in made])
                end = ConvertibleEnd(event.by, on, recorded_at, event, into)
                self.convertibles.change(event.security, lambda one: replace(one, ended=end))
                self._free_label(self.convertibles[event.security])
                for issued in made:
                    self._begin(issued, on, recorded_at)
            case ConvertibleConverted():
                rest = _present(event.balance)
                into = tuple([one.security for one in event.shares])
                into += tuple([one.security for one in rest])
                end = ConvertibleEnd("conversion", on, recorded_at, event, into)
                self.convertibles.change(event.security, lambda one: replace(one, ended=end))
                for issued in rest:
                    self._begin(issued, on, recorded_at)
            case WarrantIssued(warrant=warrant):
                self._begin_warrant(warrant, on, recorded_at)
            case WarrantAccepted():
                taken = Accepted(on, recorded_at)
                self.warrants.change(event.security, lambda one: replace(one, accepted=taken))
            case WarrantExercised() | WarrantEnded():
                self._act(event, recorded_at)
            case _:
                assert_never(event)

    def reindex(self) -> None:
        """Work out the tables that follow from the primary ones."""
        for convertible in self.convertibles.values():
            self._index(convertible)
        for warrant in self.warrants.values():
            self._index(warrant)

    def _begin(self, issued: IssuedConvertible, on: date, at: datetime) -> None:
        found = Convertible(issued=issued, issued_on=on, issued_at=at)
        self.convertibles[issued.security] = found
        self._index(found)

    def _begin_warrant(self, issued: IssuedWarrant, on: date, at: datetime) -> None:
        found = Warrant(issued=issued, issued_on=on, issued_at=at, left=issued.quantity)
        self.warrants[issued.security] = found
        self._index(found)

    def _act(self, event: WarrantExercised | WarrantEnded, at: datetime) -> None:
        found = self.warrants[event.security]
        made: tuple[IssuedWarrant, ...] = ()
        left, ended = Decimal(0), None
        if isinstance(event, WarrantExercised):
            left = event.left
            if not left:
                into = tuple([one.security for one in event.shares])
                ended = WarrantEnd("exercise", event.effective_on, at, into)
        else:
            made = (*event.resulting, *_present(event.balance))
            into = tuple([one.security for one in made])
            ended = WarrantEnd(event.by, event.effective_on, at, into)
        acts = (*found.acts, (event, at))
        self.warrants[event.security] = replace(found, left=left, acts=acts, ended=ended)
        self._free_label(self.warrants[event.security])
        for issued in made:
            self._begin_warrant(issued, event.effective_on, at)

    def _index(self, one: Convertible | Warrant) -> None:
        issued = one.issued
        self.of_issuer[issued.issuer][issued.security] = None
        self.of_holder[issued.holder][issued.security] = None
        if issued.certificate is not None and not _never_counted(one):
            self.certificates[(issued.issuer, issued.certificate)] = issued.security

    def _free_label(self, one: Convertible | Warrant) -> None:
        """Let the label of one that was taken back be used again: it never counted."""
        if not _never_counted(one):
            return
        label = (one.issued.issuer, one.issued.certificate or "")
        if self.certificates.get(label) == one.issued.security:
            del self.certificates[label]


def _never_counted(one: Convertible | Warrant) -> bool:
    """Return whether it was taken back as if it had never been made."""
    return one.ended is not None and one.ended.by == "retraction"


def _present(balance: One | None) -> tuple[One, ...]:
    return () if balance is None else (balance,)
