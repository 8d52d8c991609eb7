"""Beside the loop: what may take long is answered by a copy of the process, which ends with it.

One process serves everybody on one loop, and whatever takes it keeps everybody waiting. The system
copies a process in milliseconds, its memory when either side writes to it; so a copy has the books
as they stand between two batches, and nothing that is recorded meanwhile changes them under it. It
opens no file of the market's and writes none; ids it draws by the system's chance, so that no two
copies draw the same. What it noted on its way is told with its answer: who looked at what, and what
was worked out, which is kept here where nothing of it has changed since.

Always true: an answer is the one that would have been given here at the moment of asking, or none.
A copy in which anything goes wrong, or which asks the store, is of no use: what was asked is then
worked out here. One that takes too long is ended by the system.
"""

import asyncio
import gc
import importlib
import logging
import os
import pickle
import signal
import sys
import threading
import time
import warnings
from collections.abc import Awaitable, Callable, Collection, Hashable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Final, NoReturn, TypeVar

from msgspec import Struct

from laogu.basics import IssuerId, LaoguError, StockClassId, Unavailable
from laogu.journal import Looking, Running
from laogu.operations import Books
from laogu.register.capital import ClassRights, StockClassDescribed

Worked = TypeVar("Worked")
Work = Callable[[], Awaitable[Worked]]
Whole = Callable[[Worked], Awaitable[Worked]]

LARGE = 4_000
"""What a market holds from which on a question that nobody asked before is asked of a copy."""

FOR_A_CLASS = 4_000
"""What a fact of an issuer counts for each class by whose rights prices are solved over time."""

QUICK_US = 30_000
"""Microseconds of CPU up to which a question is worked out here the next time."""

LONGEST_SECONDS = 30
"""Seconds after which a copy is ended, and who asked is told so."""

AT_ONCE = 2
"""Copies at once; who asks meanwhile waits for one of them to end."""

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
    why = "Only so much is worked out at once, and whoever came first goes first."
    fix = "Ask again in a minute."
    seconds: int = LONGEST_WAIT_SECONDS


class EndsNow(Unavailable):
    """The market is being stopped, and what was asked was not worked out to its end."""

    code = "connectors.ends_now"
    what = "This was not worked out to its end: the market is being stopped."
    why = "Who stops it does not wait for questions that take long."
    fix = "Ask again when it runs again."


class _AsksTheStore(Exception):
    """A copy has no store: what reads it is done where the store is open."""


class _NoStore:
    """Stands in a copy for the store, and knows whether it was asked: who asks may go on."""

    was_asked = False

    def __getattr__(self, name: str) -> NoReturn:
        self.was_asked = True
        raise _AsksTheStore


class _Noted(Struct):
    """What a copy tells. how: what became of the work; `here`: it has to be done here.

    is_known: the copy itself says so; otherwise it was not to be had, and the next one may be.
    us: of CPU. looks, worked: as `Looking.note` and `Remembering.of` were told. loaded: modules
    that it had to load first, and that whoever comes next shall not.
    """

    how: str = "here"
    is_known: bool = False
    found: Any = None
    us: int = 0
    looks: list[tuple[Any, ...]] = []
    worked: list[tuple[Hashable, Collection[str], Any]] = []
    loaded: list[str] = []


class Beside:
    """Works out questions here where they are quick, and in a copy where they may take long."""

    def __init__(self, running: Running) -> None:
        self._running = running
        self._took_us: dict[Hashable, int] = {}
        self._only_here: set[Hashable] = set()
        self._room = asyncio.Semaphore(AT_ONCE)
        self._loading = asyncio.Lock()
        self._held = _Held()
        self._copies: set[int] = set()
        self._ending = threading.Lock()
        self._is_over = False

    async def of(self, key: Hashable, work: Work[Worked], *, whole: Whole[Worked]) -> Worked:
        """Return what `work` comes to, or raise its refusal.

        key: what is asked, as far as how long it takes may hang on it. How long it took the last
        time counts until the market has twice as much in it. whole: makes of what it comes to in
        a copy what can be told in bytes.
        """
        held = self._held.by(self._running.books)
        known = key, held.bit_length()
        took = self._took_us.get(known)
        is_long = held >= LARGE if took is None else took > QUICK_US
        if not (is_long and _MAY_COPY) or known in self._only_here:
            return await self._here(known, work)

        async def working() -> Worked:
            return await whole(await work())

        try:
            async with asyncio.timeout(LONGEST_WAIT_SECONDS):
                await self._room.acquire()
        except TimeoutError:
            raise TooManyAsk from None
        try:
            noted = await self._copied(working)
        finally:
            self._room.release()
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

    async def _here(self, known: Hashable, work: Work[Worked]) -> Worked:
        begun = time.thread_time_ns()
        try:
            return await work()
        finally:
            self._note(known, (time.thread_time_ns() - begun) // 1_000)

    def _note(self, known: Hashable, us: int) -> None:
        if len(self._took_us) >= MOST_KNOWN:
            self._took_us.clear()
            self._only_here.clear()
        self._took_us[known] = us

    async def _copied(self, work: Work[Any]) -> _Noted:
        """Return what a copy tells of the market as it stands now."""
        running = self._running
        # A copy in which a module is half loaded would wait for ever for whoever loads it.
        async with self._loading:
            if self._is_over:
                raise EndsNow
            seq = running.journal.head.seq
            # What changed is read from the store; the copy has none, and finds it known already.
            running.changes.look()
            told, tells = os.pipe()
            try:
                process = _copy(running, work, tells)
            except OSError:
                os.close(told)
                return _Noted()
            finally:
                os.close(tells)
            self._copies.add(process)
        content, status = await asyncio.to_thread(self._told, process, told)
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM:
            raise TakesTooLong
        if self._is_over:
            raise EndsNow
        noted = _Noted()
        with suppress(Exception):
            noted = pickle.loads(content)  # noqa: S301 -- our own copy wrote it
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

    def _told(self, process: int, pipe: int) -> tuple[bytes, int]:
        """Return what a copy told until its end, and how it ended."""
        with open(pipe, "rb") as end:
            content = end.read()
        with self._ending:
            _, status = os.waitpid(process, 0)
            self._copies.discard(process)
        return content, status

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


def _copy(running: Running, work: Work[Any], tells: int) -> int:
    """Begin a copy of this process that works and tells, and return its number."""
    with warnings.catch_warnings():
        # Of threads that hold a lock for ever in the copy: it takes none of theirs, and one that
        # stands still all the same is ended by its alarm.
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process:
        return process
    try:
        _become_a_copy(tells)
        with open(tells, "wb") as pipe:
            pipe.write(_worked(running, work))
    finally:
        # Nothing is tidied up: everything that would be is still in use, by whom it was copied of.
        os._exit(0)


def _become_a_copy(tells: int) -> None:
    """Let go of all that a copy must not touch, and see to it that it ends."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    # A terminal and a supervisor tell all processes of a market to end. It ends its copies itself:
    # one that went before would have left its work to be done on the loop first.
    for ends in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ends, signal.SIG_IGN)
    signal.setitimer(signal.ITIMER_REAL, LONGEST_SECONDS)
    # Who waits for the loop comes first.
    os.nice(5)
    gc.disable()
    # What goes wrong here is met again where it is done then, and told there.
    logging.disable()
    # Sockets, and files of the market: a copy that outlives the process must not keep them open.
    for one in [int(one.name) for one in Path("/proc/self/fd").iterdir()]:
        if one not in {0, 1, 2, tells}:
            with suppress(OSError):
                os.close(one)


def _worked(running: Running, work: Work[Any]) -> bytes:
    """Return what the work came to, in bytes."""
    journal, noted, none = running.journal, _Noted(), _NoStore()
    before = frozenset(sys.modules)
    # They live on: letting go of them here would close what the process that was copied has open.
    _KEPT.extend((journal.store, running.looking))
    running.remembered = _Remembering(running.remembered, noted)  # type: ignore[assignment]
    running.looking = _Looking(running.looking, noted, none)  # type: ignore[assignment]
    journal.store = none
    begun = time.process_time_ns()
    try:
        try:
            noted.found, noted.how = asyncio.run(_awaited(work)), "yes"
        except LaoguError as no:
            noted.found, noted.how = (type(no), no.facts), "no"
        noted.us = (time.process_time_ns() - begun) // 1_000
        noted.loaded = [one for one in sys.modules if one not in before]
        return pickle.dumps(_Noted(is_known=True) if none.was_asked else noted)
    except Exception:  # noqa: BLE001 -- whatever it is, it is met again where it is done then
        return pickle.dumps(_Noted(is_known=True))


_KEPT: list[Any] = []


async def _awaited(work: Work[Worked]) -> Worked:
    return await work()


class _Looking:
    """Notes looks in place of `Looking`."""

    def __init__(self, looking: Looking, noted: _Noted, none: _NoStore) -> None:
        self.latest = looking.latest
        self._noted = noted
        self._none = none

    def note(self, *look: Any) -> None:
        self._noted.looks.append(look)

    def __getattr__(self, name: str) -> Any:
        # The latest looks are at hand, all of them in the store.
        return getattr(self._none, name)


class _Remembering:
    """Notes what is worked out and was not remembered, in place of `Remembering`."""

    def __init__(self, remembered: Any, noted: _Noted) -> None:
        self._remembered = remembered
        self._noted = noted

    def of(self, key: Hashable, subjects: Collection[str], work: Callable[[], Any]) -> Any:
        def working() -> Any:
            worked = work()
            self._noted.worked.append((key, tuple(subjects), worked))
            return worked

        return self._remembered.of(key, subjects, working)


def _as_it_is(worked: Worked) -> Worked:
    return worked


def _load(names: list[str]) -> None:
    for name in names:
        with suppress(Exception):
            importlib.import_module(name)
