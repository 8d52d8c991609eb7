"""A grant, a pool and a holder's service as they live: what they were, and what happened since."""

from datetime import date, datetime

from msgspec import Struct

from laogu.basics import HolderId, IssuerId, StockClassId
from laogu.register.plans.events import (
    GrantAccepted,
    GrantEnded,
    GrantExercised,
    GrantReleased,
    GrantRepriced,
    HolderRelated,
    IssuedGrant,
    Plan,
    PoolAdjusted,
    ReturnedToPool,
    ServiceEnded,
    VestingAccelerated,
    VestingEventNoted,
    VestingStarted,
)

GrantEvent = (
    GrantAccepted | GrantExercised | GrantReleased | GrantEnded | GrantRepriced | VestingStarted
    | VestingEventNoted | VestingAccelerated
)  # fmt: skip
"""What happens to one grant after it came to be."""


class Act(Struct, frozen=True, gc=False):
    """What happened to a grant, and when that was written down."""

    event: GrantEvent
    at: datetime


class Grant(Struct, frozen=True, kw_only=True, gc=False):
    """A grant and its life. left: units that live; 0: it ended. acts: in the order they came.

    undone_at: when the import that it came with was undone: it counts on no day.
    """

    granted: IssuedGrant
    issued_on: date
    issued_at: datetime
    left: int
    acts: tuple[Act, ...] = ()
    before: tuple[tuple[date, datetime, "Grant"], ...] = ()
    undone_at: datetime | None = None

    def counts(self, known_at: datetime | None = None) -> bool:
        """Return whether it counts on any day, by what was written at a moment; None: by now."""
        undone = self.undone_at
        return undone is None or (known_at is not None and known_at < undone)

    def as_of(self, on: date, known_at: datetime | None = None) -> "Grant":
        """Return the grant in the units of a day: as it stood before a later split of its class."""
        for split_on, at, grant in self.before:
            if split_on > on or (known_at is not None and at > known_at):
                return grant
        return self

    @property
    def lives(self) -> bool:
        """Whether anything of it is left."""
        return self.left > 0

    @property
    def stock_class(self) -> StockClassId:
        """Of which class the shares are that may come of it."""
        return self.granted.stock_class

    @property
    def used(self) -> int:
        """Units that were exercised, released, or ended."""
        used = (GrantExercised, GrantReleased, GrantEnded)
        return sum(one.event.units for one in self.acts if isinstance(one.event, used))


class Pool(Struct, frozen=True, kw_only=True, gc=False):
    """A plan, with how many units it reserves from which day on. before: its class was split."""

    plan: Plan
    registered_on: date
    registered_at: datetime
    adjusted: tuple[tuple[PoolAdjusted, datetime], ...] = ()
    before: tuple[tuple[date, datetime, "Pool"], ...] = ()

    def as_of(self, on: date, known_at: datetime | None = None) -> "Pool":
        """Return the pool in the units of a day: as it stood before a later split of its class."""
        for split_on, at, pool in self.before:
            if split_on > on or (known_at is not None and at > known_at):
                return pool
        return self


class Return(Struct, frozen=True, kw_only=True, gc=False):
    """What came back to a pool, in its units of now, and when that was written down.

    after: how many splits the pool had been through by then. before: as told before each later one.
    """

    event: ReturnedToPool
    at: datetime
    after: int
    before: tuple[ReturnedToPool, ...] = ()

    def told_in(self, pool: Pool) -> ReturnedToPool | None:
        """Return what came back in the units of a pool; None: the pool stood so only earlier."""
        later = len(pool.before) - self.after
        return None if later < 0 else (*self.before, self.event)[later]


class Tenure(Struct, frozen=True, kw_only=True, gc=False):
    """What a holder is and was to an issuer: each in the order it was recorded."""

    issuer: IssuerId
    holder: HolderId
    related: tuple[tuple[HolderRelated, datetime], ...] = ()
    ended: tuple[tuple[ServiceEnded, datetime], ...] = ()
