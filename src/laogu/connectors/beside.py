"""Beside the loop: what may take long is answered by a copy of the process, which ends with it.

One process serves everybody on one loop, and whatever takes it keeps everybody waiting. The system
copies a process in milliseconds, its memory when either side writes to it; so a copy has the books
as they stand between two batches, and nothing that is recorded meanwhile changes them under it. It
opens no file of the market's and writes none; ids it draws by the system's chance, so that no two
copies draw the same. What it reads of the record it asks of whoever waits for it. What it noted on
its way is told with its answer: who looked at what, and what was worked out, which is kept here
where nothing of it has changed since.

Always true: an answer is the one that would have been given here at the moment of asking, or none.
A copy in which anything goes wrong is of no use: what was asked is then worked out here. One that
takes too long is ended by the system.
"""

import asyncio
import importlib
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Hashable
from contextlib import suppress
from functools import partial
from typing import Any, Final, TypeVar

from laogu.basics import IssuerId, StockClassId, Unavailable
from laogu.connectors.copied import Noted, copy
from laogu.connectors.lent import answered
from laogu.connectors.turns import Turns
from laogu.journal import Running
from laogu.operations import Books
from laogu.register.capital import ClassRights, StockClassDescribed

Worked = TypeVar("Worked")
Work = Callable[[], Awaitable[Worked]]
Whole = Callable[[Worked], Awaitable[Worked]]

LARGE = 4_000
"""What a market holds from which on a question that nobody asked before is asked of a copy."""

FOR_A_CLASS = 4_000
"""What a fact of an issuer counts for each class by whose rights prices are solved over time."""

BYTES_OF_ONE = 10
"""Bytes sent along for each of which a question may have to go through one thing more."""

QUICK_US = 30_000
"""Microseconds of CPU up to which a question is worked out here the next time."""

LONGEST_SECONDS = 30
"""Seconds after which a copy is ended, and who asked is told so."""

AT_ONCE = 2
"""Copies at once; who asks meanwhile waits for a turn."""

LONGEST_WAIT_SECONDS = 20
"""Seconds after which who waits for a copy to begin is told so, and does not wait for ever."""

MOST_KNOWN = 5_000
"""Questions of which it is known how long they take; with one more, all are let go of."""

_MAY_COPY: Final = sys.platform == "linux"


class TakesTooLong(Unavailable):
    """What was asked takes longer than one question may."""

    code = "connectors.takes_too_long"
    what = "This was not worked out within {seconds} seconds."
    why = "Everybody is served by one machine, so that no question may take longer."
    fix = "Ask for less of it, such as one class or another day; or ask a copy of the database."
    seconds: int = LONGEST_SECONDS


class TooManyAsk(Unavailable):
    """What was asked was not begun: others ask for what takes long."""

    code = "connectors.too_many_ask"
    what = "This was not begun within {seconds} seconds: too many ask for what takes long."
    why = "Only so much is worked out at once, for everybody in turn."
    fix = "Ask again in a minute."
    seconds: int = LONGEST_WAIT_SECONDS


class EndsNow(Unavailable):
    """The market is being stopped, and what was asked was not worked out to its end."""

    code = "connectors.ends_now"
    what = "This was not worked out to its end: the market is being stopped."
    why = "Who stops it does not wait for questions that take long."
    fix = "Ask again when it runs again."


class Beside:
    """Works out questions here where they are quick, and in a copy where they may take long.

    running: the market that is asked. shared: what the process keeps once anybody worked it out,
    such as templates compiled; what a copy adds to it is added here.
    """

    def __init__(self, running: Running, *, shared: dict[str, bytes] | None = None) -> None:
        self.running = running
        self._shared = {} if shared is None else shared
        self._took_us: dict[int, int] = {}
        self._only_here: set[int] = set()
        self._turns = Turns(AT_ONCE)
        self._loading = asyncio.Lock()
        self._held = _Held()
        self._copies: set[int] = set()
        self._ending = threading.Lock()
        self._is_over = False

    async def of(
        self,
        key: Hashable,
        work: Work[Worked],
        *,
        whole: Whole[Worked],
        who: Hashable = None,
        bytes_sent: int = 0,
    ) -> Worked:
        """Return what `work` comes to, or raise its refusal.

        key: what is asked, as far as how long it takes may hang on it. How long it took the last
        time counts until the market has twice as much in it, or twice as much is sent along.
        whole: makes of what it comes to in a copy what can be told in bytes. who: asks, whose
        first turn comes before anybody's second. bytes_sent: of what has to be gone through too.
        """
        held = self._held.by(self.running.books)
        # Whoever asks chooses what is asked, and how long that is: only its hash is kept. Two that
        # share one may be taken for long or quick by mistake, and that is all.
        known = hash((key, held.bit_length(), bytes_sent.bit_length()))
        took = self._took_us.get(known)
        is_long = held + bytes_sent // BYTES_OF_ONE >= LARGE if took is None else took > QUICK_US
        if not (is_long and _MAY_COPY) or known in self._only_here:
            return await self._here(known, work)

        async def working() -> Worked:
            return await whole(await work())

        try:
            async with asyncio.timeout(LONGEST_WAIT_SECONDS):
                await self._turns.take(who)
        except TimeoutError:
            raise TooManyAsk from None
        try:
            noted = await self._copied(working)
        finally:
            self._turns.give_back(who)
        if noted.how == "here":
            if noted.is_known:
                self._only_here.add(known)
            return await self._here(known, work)
        self._note(known, noted.us)
        if noted.how == "no":
            kind, facts = noted.found
            raise kind(**facts)
        found: Worked = noted.found
        return found

    async def _here(self, known: int, work: Work[Worked]) -> Worked:
        begun = time.thread_time_ns()
        try:
            return await work()
        finally:
            self._note(known, (time.thread_time_ns() - begun) // 1_000)

    def _note(self, known: int, us: int) -> None:
        if len(self._took_us) >= MOST_KNOWN:
            self._took_us.clear()
            self._only_here.clear()
        self._took_us[known] = us

    async def _copied(self, work: Work[Any]) -> Noted:
        """Return what a copy tells of the market as it stands now."""
        running = self.running
        # A copy in which a module is half loaded would wait for ever for whoever loads it.
        async with self._loading:
            if self._is_over:
                raise EndsNow
            seq = running.journal.head.seq
            # What changed is read from the store; the copy has none, and finds it known already.
            running.changes.look()
            ours, its = socket.socketpair()
            try:
                process = copy(running, work, its, shared=self._shared, seconds=LONGEST_SECONDS)
            except OSError:
                ours.close()
                return Noted()
            finally:
                its.close()
            self._copies.add(process)
        # One that stands still before it has set its alarm is ended from here.
        alarm = asyncio.get_running_loop().call_later(LONGEST_SECONDS + 1, self._ring, process)
        telling = asyncio.ensure_future(asyncio.to_thread(self._told, process, ours))
        try:
            noted, status = await asyncio.shield(telling)
        except asyncio.CancelledError:
            # Nobody waits for it any longer: it ends, and only then is its turn another's.
            self._ring(process)
            await asyncio.wait([telling])
            raise
        finally:
            alarm.cancel()
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM:
            raise TakesTooLong
        if self._is_over:
            raise EndsNow
        self._shared.update(noted.shared)
        if noted.how != "here":
            for look in noted.looks:
                running.looking.note(*look)
            for key, subjects, worked in noted.worked:
                if running.changes.still(seq, subjects):
                    running.remembered.of(key, subjects, partial(_as_it_is, worked))
        if noted.loaded:
            async with self._loading:
                await asyncio.to_thread(_load, noted.loaded)
        return noted

    def _told(self, process: int, line: socket.socket) -> tuple[Noted, int]:
        """Answer a copy until it has told what it noted; return that, and how it ended."""
        noted = Noted()
        # One that was ended tells nothing, or half of it.
        with suppress(Exception), line, line.makefile("rwb") as end:
            noted = answered(end, self.running.journal.store)
        with self._ending:
            _, status = os.waitpid(process, 0)
            self._copies.discard(process)
        return noted, status

    def _ring(self, process: int) -> None:
        # Where somebody waits for the end of a copy already, nothing stands still, and nobody here.
        if self._ending.acquire(blocking=False):
            try:
                if process in self._copies:
                    os.kill(process, signal.SIGALRM)
            finally:
                self._ending.release()

    def close(self) -> None:
        """End all copies, and make no more: nobody waits for them any longer."""
        self._is_over = True
        with self._ending:
            for one in self._copies:
                os.kill(one, signal.SIGKILL)


class _Held:
    """How much there is that a question may have to go through.

    What is counted is at hand, and it is no measure of time: only whether a market can be so large
    that nobody knows how long a question takes that is asked for the first time. So what is summed
    over issuers is summed again when there are more or fewer facts or descriptions, and a rollback
    that left as many of both as there were changes nothing that matters.
    """

    def __init__(self) -> None:
        self._counted = (-1, -1)
        self._of_marks = 0

    def by(self, books: Books) -> int:
        """Return how much there is now."""
        register, facts = books.register, books.evidence.facts
        counted = len(facts), len(register.capital.class_events)
        if counted != self._counted:
            self._counted = counted
            self._of_marks = FOR_A_CLASS * _solved(books)
        plans = len(register.plans.grants)
        return len(register.securities) + len(register.holders) + plans + self._of_marks


def _solved(books: Books) -> int:
    """Return for how many classes, and facts of their issuers, a price may have to be solved."""
    found: dict[StockClassId, IssuerId] = {}
    for event, _ in books.register.capital.class_events.values():
        if isinstance(event, StockClassDescribed) and _is_solved(event.rights):
            kind = books.register.classes.get(event.stock_class)
            if kind is not None:
                found[kind.stock_class] = kind.issuer
    return sum(len(books.evidence.facts_of.on(issuer)) for issuer in found.values())


def _is_solved(rights: ClassRights) -> bool:
    """Return whether a claim grows, or may stop an offering: libraries solve that, loaded late."""
    more = (rights.dividends, rights.redemption, rights.ratchet, rights.listing)
    return any(one is not None for one in more)


def _as_it_is(worked: Worked) -> Worked:
    return worked


def _load(names: list[str]) -> None:
    for name in names:
        with suppress(Exception):
            importlib.import_module(name)
