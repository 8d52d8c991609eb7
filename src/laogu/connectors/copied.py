"""A copy of the process: what it must not touch, and what it tells of its work.

Always true: a copy opens no file of the market's and writes none, has no lock of anybody's, and
ends: by itself, by whom it was copied of, or by the system.
"""

import asyncio
import gc
import logging
import os
import pickle
import signal
import socket
import sys
import time
import warnings
from collections.abc import Awaitable, Callable, Collection, Hashable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct

from laogu.basics import LaoguError
from laogu.connectors.lent import Lent
from laogu.journal import Looking, Running

Worked = TypeVar("Worked")
Work = Callable[[], Awaitable[Worked]]


class Noted(Struct):
    """What a copy tells. how: what became of the work; `here`: it has to be done here.

    is_known: the copy itself says so; otherwise it was not to be had, and the next one may be.
    us: of CPU. looks, worked: as `Looking.note` and `Remembering.of` were told. loaded: modules
    that it had to load first, and that whoever comes next shall not. shared: what it added.
    """

    how: str = "here"
    is_known: bool = False
    found: Any = None
    us: int = 0
    looks: list[tuple[Any, ...]] = []
    worked: list[tuple[Hashable, Collection[str], Any]] = []
    loaded: list[str] = []
    shared: dict[str, bytes] = {}


def copy(
    running: Running,
    work: Work[Any],
    line: socket.socket,
    *,
    shared: Mapping[str, bytes],
    seconds: float,
) -> int:
    """Begin a copy of this process that works and tells, and return its number.

    line: its end of it. shared: what it may add to. seconds: after which the system ends it.
    """
    with warnings.catch_warnings():
        # Of threads that hold a lock for ever in the copy: it takes none of theirs, and one that
        # stands still all the same is ended by its alarm.
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process:
        return process
    try:
        _become_a_copy(line.fileno(), seconds)
        with line.makefile("rwb") as tells:
            heads = {"upto": running.journal.head.seq, "looks_upto": running.looking.head.seq}
            tells.write(_worked(running, work, Lent(tells, **heads), shared))
    finally:
        # Nothing is tidied up: everything that would be is still in use, by whom it was copied of.
        os._exit(0)


def _become_a_copy(line: int, seconds: float) -> None:
    """Let go of all that a copy must not touch, and see to it that it ends."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    # A terminal and a supervisor tell all processes of a market to end. It ends its copies itself:
    # one that went before would have left its work to be done on the loop first.
    for ends in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ends, signal.SIG_IGN)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    # Who waits for the loop comes first.
    os.nice(5)
    gc.disable()
    # What goes wrong here is met again where it is done then, and told there.
    logging.disable()
    # Sockets, and files of the market: a copy that outlives the process must not keep them open.
    for one in [int(one.name) for one in Path("/proc/self/fd").iterdir()]:
        if one not in {0, 1, 2, line}:
            with suppress(OSError):
                os.close(one)


def _worked(running: Running, work: Work[Any], lent: Lent, shared: Mapping[str, bytes]) -> bytes:
    """Return what the work came to, in bytes."""
    journal, noted = running.journal, Noted()
    before, had = frozenset(sys.modules), frozenset(shared)
    # They live on: letting go of them here would close what the process that was copied has open.
    _KEPT.append(journal.store)
    journal.store = running.looking.store = lent  # type: ignore[assignment]
    running.remembered = _Remembering(running.remembered, noted)  # type: ignore[assignment]
    running.looking = _Looking(running.looking, noted)  # type: ignore[assignment]
    begun = time.process_time_ns()
    try:
        try:
            noted.found, noted.how = asyncio.run(_awaited(work)), "yes"
        except LaoguError as no:
            noted.found, noted.how = (type(no), no.facts), "no"
        noted.us = (time.process_time_ns() - begun) // 1_000
        noted.loaded = [one for one in sys.modules if one not in before]
        noted.shared = {name: one for name, one in shared.items() if name not in had}
        if not lent.wants_more and not lent.is_overtaken:
            return pickle.dumps(noted)
    except Exception:  # noqa: BLE001, S110 -- whatever it is, it is met again where it is done then
        pass
    return pickle.dumps(Noted(is_known=not lent.is_overtaken))


_KEPT: list[Any] = []


async def _awaited(work: Work[Worked]) -> Worked:
    return await work()


class _Looking:
    """Notes looks in place of `Looking`."""

    def __init__(self, looking: Looking, noted: Noted) -> None:
        self.latest, self.every = looking.latest, looking.every
        self._noted = noted

    def note(self, *look: Any) -> None:
        self._noted.looks.append(look)


class _Remembering:
    """Notes what is worked out and was not remembered, in place of `Remembering`."""

    def __init__(self, remembered: Any, noted: Noted) -> None:
        self._remembered = remembered
        self._noted = noted

    def of(self, key: Hashable, subjects: Collection[str], work: Callable[[], Any]) -> Any:
        def working() -> Any:
            worked = work()
            self._noted.worked.append((key, tuple(subjects), worked))
            return worked

        return self._remembered.of(key, subjects, working)
