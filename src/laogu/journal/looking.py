"""Who looked at whose holdings, and when: on record, in a chain of its own.

A look is noted in memory and written down with others, about once a second: reading never waits for
the writer, and a process that is killed loses the looks of its last second, never an entry.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import Literal

import msgspec
from msgspec import Struct

from laogu.basics import PersonId
from laogu.journal.chain import Head, check, genesis, link
from laogu.journal.clock import World
from laogu.journal.store import Row, Store

What = Literal["holdings", "register", "trade", "window"]

LATEST = 1_000
"""How many looks are kept at hand for pages; all of them stay in the database."""

SAME_LOOK_SECONDS = 60
"""The same person looking at the same thing again within this time is one look."""


class Look(Struct, frozen=True, kw_only=True):
    """Somebody saw what is not public and not their own. of: the holder, issuer, trade or window.

    at: by the world's clock.
    """

    at: datetime
    by: PersonId
    what: What
    of: str


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Look).decode


class Looking:
    """The log of looks of one running market.

    store: where they are written down. head: the last of those that are.
    """

    def __init__(self, store: Store, world: World) -> None:
        self.store = store
        self._world = world
        self.head = genesis
        self._latest: deque[Look] = deque(maxlen=LATEST)
        self._noted: dict[tuple[PersonId, str], datetime] = {}
        self._waiting: list[Look] = []
        self.read_on()

    def read_on(self) -> None:
        """Take in what was written down since, by this process or by one that wrote before it.

        What the database took without saying so does not wait any more.
        """
        for row in check(self.store.looks.rows(after=self.head.seq), start=self.head):
            self.head = Head(row.seq, row.hash)
            look = _decode(row.body)
            if look in self._waiting:
                self._waiting.remove(look)
            else:
                self._latest.append(look)

    def note(self, by: PersonId, what: What, of: str) -> None:
        """Note a look, unless the same was noted within the minute."""
        now = self._world.now()
        before = self._noted.get((by, of))
        if before is not None and (now - before).total_seconds() < SAME_LOOK_SECONDS:
            return
        self._noted[(by, of)] = now
        look = Look(at=now, by=by, what=what, of=of)
        self._waiting.append(look)
        self._latest.append(look)

    def write_down(self) -> int:
        """Make the looks that wait durable, and return how many there were."""
        waiting = self._waiting
        if waiting:
            rows = list(_rows(waiting, self.head))
            self.store.looks.append(rows)
            # Only now: what the disk did not take goes on waiting.
            self.head, self._waiting = Head(rows[-1].seq, rows[-1].hash), []
        if len(self._noted) > LATEST:
            self._noted.clear()
        return len(waiting)

    def latest(self, *, of: Iterable[str] | None = None) -> tuple[Look, ...]:
        """Return the latest looks, newest first; with `of` only those at these things."""
        wanted = None if of is None else set(of)
        return tuple(look for look in reversed(self._latest) if wanted is None or look.of in wanted)

    def every(self, *, of: Iterable[str] | None = None) -> Iterator[Look]:
        """Yield every look from the first to the last, those that wait to be written down too."""
        wanted = None if of is None else set(of)
        kept = (_decode(row.body) for row in self.store.looks.rows())
        for look in chain(kept, tuple(self._waiting)):
            if wanted is None or look.of in wanted:
                yield look


def _rows(looks: Iterable[Look], head: Head) -> Iterator[Row]:
    for look in looks:
        body = _encode(look)
        head = Head(head.seq + 1, link(head.hash, body))
        yield Row(head.seq, head.hash, body)
