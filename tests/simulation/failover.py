"""A database server dies under load, its standby is promoted, and nothing answered is lost.

    python -m tests.simulation.failover --rounds 20

Each round makes a primary server with a synchronous standby, opens a market on both addresses,
lets many callers ask, kills every process of the primary at a moment drawn by chance, and promotes
the standby. The market that runs finds the new primary by itself; callers send what was not
answered again, under the same ids. Then the record on the promoted server is compared with every
answer that was given, before and after, and a market is opened on it anew.
"""

import argparse
import asyncio
import logging
import random
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from msgspec import Struct

from laogu.basics import Unavailable
from laogu.bench.bed import Bed, made_up
from laogu.bench.postgres import LASTING, Postgres, new_folder
from laogu.journal import Command, Journal, RealWorld, Recorded, open_store, verify

CALLERS = 16
AFTERWARDS = 100
"""Answers that are waited for after the promotion."""

PATIENCE_SECONDS = 120


class Round(Struct, frozen=True, kw_only=True):
    """What one round came to.

    unanswered: requests that had to be sent again. took: seconds from the kill to new answers.
    """

    before: int
    after: int
    unanswered: int
    took: float


class Pair:
    """A primary server, its synchronous standby, and the address of a database on both."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        (folder / "a").mkdir()
        self.primary = Postgres(folder / "a", settings).start()
        database = self.primary.new_database().partition("?")[0]
        self.standby = self.primary.standby(folder / "b").start()
        self.url = (
            f"{database}?host={folder / 'a'},{folder / 'b'}&user=postgres"
            "&target_session_attrs=read-write"
        )
        with psycopg.connect(self.primary.url(), autocommit=True) as hand:
            hand.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
            hand.execute("SELECT pg_reload_conf()")
            asked = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'"
            while hand.execute(asked).fetchone() != (1,):
                pass

    def stop(self) -> None:
        """End both."""
        self.primary.stop()
        self.standby.stop()


@contextmanager
def pair(settings: Mapping[str, str]) -> Iterator[Pair]:
    """Start a pair and remove it afterwards."""
    folder = new_folder()
    try:
        two = Pair(folder, settings)
        try:
            yield two
        finally:
            two.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Load:
    """Callers that go on until they are told to stop, and what each of them was answered."""

    def __init__(self, bed: Bed) -> None:
        self.bed = bed
        self.answered: list[tuple[Command, Recorded]] = []
        self.unanswered = 0
        self._goes_on = asyncio.Event()
        self._goes_on.set()
        self._changed = asyncio.Condition()
        self._is_over = False

    async def until(self, count: int) -> None:
        """Wait until so many were answered."""
        async with self._changed, asyncio.timeout(PATIENCE_SECONDS):
            await self._changed.wait_for(lambda: len(self.answered) >= count)

    async def caller(self) -> None:
        """Ask for one thing after another; what was not answered, again until it is."""
        while not self._is_over:
            (command,) = self.bed.deposits(1)
            while (answer := await self._ask(command)) is None:
                self._goes_on.clear()
                await self._goes_on.wait()
            self.answered.append((command, answer))
            async with self._changed:
                self._changed.notify_all()

    async def keeper(self) -> None:
        """See whether requests are taken again, as a running market does."""
        running = self.bed.running
        while not self._is_over:
            if running.journal.stopped is not None:
                await running.following.look_again()
            if running.journal.stopped is None:
                self._goes_on.set()
            await asyncio.sleep(0.02)
        self._goes_on.set()

    def end(self) -> None:
        """Let everybody finish."""
        self._is_over = True

    async def _ask(self, command: Command) -> Recorded | None:
        try:
            return await self.bed.running.writer.execute(command)
        except Unavailable:
            self.unanswered += 1
            return None


async def under_fire(load: Load, two: Pair, chance: random.Random) -> Round:
    """Put a load on the market, kill the primary in the middle, promote the standby."""
    async with asyncio.TaskGroup() as group:
        group.create_task(load.keeper())
        for _ in range(CALLERS):
            group.create_task(load.caller())
        await load.until(chance.randint(20, 400))
        await asyncio.to_thread(two.primary.kill)
        killed_at, before = time.monotonic(), len(load.answered)
        await asyncio.to_thread(two.standby.promote)
        await load.until(before + CALLERS + 1)
        took = time.monotonic() - killed_at
        await load.until(before + AFTERWARDS)
        load.end()
    return Round(before=before, after=len(load.answered), unanswered=load.unanswered, took=took)


def fail_over(seed: object, settings: Mapping[str, str] = LASTING) -> Round:
    """Let one primary die and compare everything; a failure names its seed."""
    chance = random.Random(str(seed))
    with pair(settings) as two:
        bed = made_up(open_store(two.url, write=True), holders=2, lots_each=1)
        load = Load(bed)
        found = asyncio.run(under_fire(load, two, chance))
        running = bed.running
        checked = verify(running.journal.store, running.journal)
        assert checked.is_sound, (seed, checked.differences)
        _compare(load, running.journal, seed)
        running.close()
        with closing(open_store(two.standby.url(_name(two.url)), write=True)) as store:
            again = Journal(store, RealWorld())
            assert not again.books.differences(running.books), seed
            _compare(load, again, seed)
    return found


def _compare(load: Load, journal: Journal, seed: object) -> None:
    """Every answer is in the record, once, under its number; and it is given again."""
    recorded: dict[str, int] = {}
    for row, entry in journal.entries():
        if entry.request is not None:
            assert entry.request not in recorded, f"recorded twice: {seed}"
            recorded[entry.request] = row.seq
    for command, answer in load.answered:
        assert recorded.get(str(command.id)) == answer.seq, f"an answer was lost: {seed}"
    for command, answer in load.answered[-300:]:
        assert journal.record([command]) == [answer], f"another answer: {seed}"


def _name(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


def main() -> None:
    """Fail over as often as is asked for, and tell what came of each."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    asked.add_argument("--rounds", type=int, default=20)
    asked.add_argument("--seed", default="failover")
    given = asked.parse_args()
    logging.getLogger("laogu.journal").setLevel(logging.CRITICAL)
    for number in range(1, given.rounds + 1):
        seed = f"{given.seed} {number}"
        found = fail_over(seed)
        print(
            f"{number} of {given.rounds}: {found.before} answered before, "
            f"{found.after - found.before} after, {found.unanswered} sent again, "
            f"{found.took:.2f} s without an answer; nothing lost",
            flush=True,
        )


if __name__ == "__main__":
    main()
