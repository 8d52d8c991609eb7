"""How encumbrances stand, and how they follow the shares they lie on."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, assert_never

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import (
    EncumbranceId,
    HolderId,
    IssuerId,
    SecurityId,
    Shelves,
    StockClassId,
    Table,
    Undo,
)
from laogu.register.encumbrances.events import (
    ClaimPaid,
    ClaimReleased,
    Encumbrance,
    EncumbranceLifted,
    EncumbranceRecorded,
    EncumbrancesEvent,
    ProceedsHeld,
)
from laogu.register.encumbrances.following import heirs_of
from laogu.register.stock import IssuedStock


class Lifted(Struct, frozen=True, gc=False):
    """When an encumbrance was lifted, and why: it binds nobody from that day on."""

    on: date
    reason: str
    at: datetime


class Standing(Struct, frozen=True, kw_only=True, gc=False):
    """An encumbrance and its life.

    number:  the place in which it was recorded, from 1: an older one is served first.
    lies_on: every security it ever lay on, with how many units; None: all of it. One over a whole
             holding lies on those alone that left the holding and took it along.
    held:    minor units that were set apart for a claim in all sales and buyings back so far.
    open:    minor units of these that were neither paid nor let go.
    sales:   what was set apart of what each brought: a trade, or a security bought back.
    """

    encumbrance: Encumbrance
    number: int
    recorded_at: datetime
    recorded_on: date
    lies_on: tuple[tuple[SecurityId, int | None], ...] = ()
    lifted: Lifted | None = None
    held: int = 0
    open: int = 0
    sales: tuple[tuple[str, int], ...] = ()

    def binds_on(self, day: date) -> bool:
        """Return whether it is in force on a day."""
        one = self.encumbrance
        begun = one.starts_on <= day and (one.through is None or day <= one.through)
        return begun and (self.lifted is None or day < self.lifted.on)

    @property
    def ended_on(self) -> date | None:
        """The first day on which it binds nobody any more; None: no such day is known."""
        through = self.encumbrance.through
        days = [] if through is None else [through + timedelta(days=1)]
        days += [] if self.lifted is None else [self.lifted.on]
        return min(days, default=None)

    def units_on(self, stock: IssuedStock) -> int:
        """Return how many units of a lot it lies on, whatever the day; 0: none."""
        one = self.encumbrance
        is_all = one.security is None and (one.stock_class, one.holder) == (
            stock.stock_class,
            stock.holder,
        )
        if is_all:
            return stock.units
        for security, units in self.lies_on:
            if security == stock.security:
                return stock.units if units is None else min(units, stock.units)
        return 0


class Encumbrances:
    """Who has a right in whose shares."""

    PRIMARY: ClassVar[Mapping[str, Any]] = {"standing": dict[EncumbranceId, Standing]}

    def __init__(self, undo: Undo) -> None:
        self.standing: Table[EncumbranceId, Standing] = Table(undo)
        # What follows from it.
        self.on_security: Shelves[SecurityId, EncumbranceId, None] = Shelves(undo)
        self.on_holding: Shelves[tuple[StockClassId, HolderId], EncumbranceId, None] = Shelves(undo)
        self.of_issuer: Shelves[IssuerId, EncumbranceId, None] = Shelves(undo)
        self.of_holder: Shelves[HolderId, EncumbranceId, None] = Shelves(undo)
        self.held_of: Shelves[str, EncumbranceId, int] = Shelves(undo)
        self.in_favour: Shelves[HolderId, EncumbranceId, None] = Shelves(undo)

    def apply(self, event: EncumbrancesEvent, recorded_at: datetime) -> None:
        """Take in what happened."""
        match event:
            case EncumbranceRecorded(encumbrance=one):
                lies_on = () if one.security is None else ((one.security, one.units),)
                self.standing[one.encumbrance] = Standing(
                    encumbrance=one,
                    number=len(self.standing) + 1,
                    recorded_at=recorded_at,
                    recorded_on=event.effective_on,
                    lies_on=lies_on,
                )
                self._index(self.standing[one.encumbrance])
            case EncumbranceLifted():
                lifted = Lifted(event.effective_on, event.reason, recorded_at)
                self.standing.change(
                    event.encumbrance, lambda stands: replace(stands, lifted=lifted)
                )
            case ProceedsHeld():
                self._hold(event)
            case ClaimPaid() | ClaimReleased():
                left = self.standing[event.encumbrance].open - event.amount.minor
                self.standing.change(event.encumbrance, lambda stands: replace(stands, open=left))
            case _:
                assert_never(event)

    def reindex(self) -> None:
        """Work out the shelves that follow from how encumbrances stand."""
        for stands in self.standing.values():
            self._index(stands)

    def touching(self, stock: IssuedStock) -> Iterator[Standing]:
        """Yield the encumbrances that lie on a lot, in the order they were recorded."""
        direct = self.on_security.on(stock.security)
        whole = self.on_holding.on((stock.stock_class, stock.holder))
        if direct or whole:
            found = [self.standing[one] for one in {*direct, *whole}]
            yield from sorted(found, key=lambda stands: stands.number)

    def follow(
        self,
        retired: Sequence[IssuedStock],
        resulting: Sequence[IssuedStock],
        balance: IssuedStock | None,
    ) -> None:
        """Let encumbrances go on with what came of securities that were retired."""
        for stock in retired:
            for stands in tuple(self.touching(stock)):
                if stands.lifted is None:
                    heirs = heirs_of(
                        stands.encumbrance,
                        stock.holder,
                        stands.units_on(stock),
                        retired=retired,
                        resulting=resulting,
                        balance=balance,
                    )
                    self._lie(stands.encumbrance.encumbrance, heirs)

    def _lie(self, encumbrance: EncumbranceId, heirs: Mapping[SecurityId, int]) -> None:
        """Lay an encumbrance on securities; on one it lies on already, on more of it."""
        for security, units in heirs.items():
            stands = self.standing[encumbrance]
            before = dict(stands.lies_on)
            before[security] = (before.get(security) or 0) + units
            self.standing[encumbrance] = replace(stands, lies_on=tuple(before.items()))
            self.on_security[security][encumbrance] = None

    def _hold(self, event: ProceedsHeld) -> None:
        stands, minor = self.standing[event.encumbrance], event.amount.minor
        self.standing[event.encumbrance] = replace(
            stands,
            held=stands.held + minor,
            open=stands.open + minor,
            sales=(*stands.sales, (event.source, minor)),
        )
        self.held_of[event.source][event.encumbrance] = minor

    def _index(self, stands: Standing) -> None:
        one = stands.encumbrance
        if one.security is None:
            self.on_holding[(one.stock_class, one.holder)][one.encumbrance] = None
        for security, _ in stands.lies_on:
            self.on_security[security][one.encumbrance] = None
        self.of_issuer[one.issuer][one.encumbrance] = None
        self.of_holder[one.holder][one.encumbrance] = None
        for source, minor in stands.sales:
            self.held_of[source][one.encumbrance] = minor
        if one.favours is not None:
            self.in_favour[one.favours][one.encumbrance] = None
