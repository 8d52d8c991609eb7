"""A market on a database server, and what has to hold once it goes on after a fault."""

import asyncio
import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from laogu.bench.bed import Bed, made_up
from laogu.bench.postgres import Postgres
from laogu.journal import Command, Recorded, Running, open_store, verify

PATIENCE_SECONDS = 60
"""Far more than it takes: a test that waits for ever says nothing."""


@contextmanager
def bed_in(url: str) -> Iterator[Bed]:
    """A market with a few holders in a database."""
    bed = made_up(open_store(url, write=True), holders=2, lots_each=1)
    try:
        yield bed
    finally:
        bed.running.journal.store.close()


def asked(bed: Bed, command: Command):
    (outcome,) = bed.running.journal.record([command])
    return outcome


def until_it_goes_on(running: Running) -> None:
    """Look again, as a running market does once a second, until it takes requests."""

    async def look():
        async with asyncio.timeout(PATIENCE_SECONDS):
            while running.journal.stopped is not None:
                await running.following.look_again()
                await asyncio.sleep(0)

    asyncio.run(look())


def all_is_well(bed: Bed, asked_for: list[Command], outcomes: list[object]) -> None:
    """What was answered is recorded once, under its number; asking again records the rest."""
    journal = bed.running.journal
    found = verify(journal.store, journal)
    assert found.is_sound, found.differences
    there = [entry.request for _, entry in journal.entries() if entry.request is not None]
    assert len(there) == len(set(there)), "recorded twice"
    for command, outcome in zip(asked_for, outcomes, strict=True):
        again = asked(bed, command)
        assert isinstance(again, Recorded)
        if isinstance(outcome, Recorded):
            assert again == outcome
    there = [entry.request for _, entry in journal.entries() if entry.request is not None]
    assert len(there) == len(set(there)), "recorded twice"
    assert verify(journal.store, journal).is_sound


def looked_again(bed: Bed) -> str | None:
    asyncio.run(bed.running.following.look_again())
    stopped = bed.running.journal.stopped
    return None if stopped is None else str(stopped)


class Line(threading.Thread):
    """A wire to a server that is cut at a moment of the test's choosing.

    when: "before" what is sent next reaches the server, or "after" it did and before the answer.
    """

    def __init__(self, server: Postgres, folder: Path) -> None:
        super().__init__(daemon=True)
        self._server = str(server.folder / ".s.PGSQL.5432")
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(folder / ".s.PGSQL.5432"))
        self._listening.listen()
        self.when = ""
        self.start()

    def run(self) -> None:
        pairs: dict[socket.socket, socket.socket] = {}
        server_sides: set[socket.socket] = set()
        while True:
            ready, _, _ = select.select([self._listening, *pairs], [], [])
            for one in ready:
                if one is self._listening:
                    here, _ = one.accept()
                    there = socket.socket(socket.AF_UNIX)
                    there.connect(self._server)
                    pairs |= {here: there, there: here}
                    server_sides.add(there)
                elif one in pairs:
                    self._carry(one, pairs, is_answer=one in server_sides)

    def _carry(self, one: socket.socket, pairs, *, is_answer: bool) -> None:
        other = pairs[one]
        data = one.recv(1 << 20)
        # Only the first bytes of a batch: the statement that was prepared and its rows.
        is_cut = (self.when == "before" and not is_answer) or (self.when == "after" and is_answer)
        if data and not is_cut:
            other.sendall(data)
            return
        if is_cut:
            self.when = ""
        for each in (one, other):
            if each in pairs:
                pairs.pop(each)
                each.close()
