"""Copies to test with: a market that asks them, and what tells where something was worked out."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from laogu.bench.bed import Bed, made_up
from laogu.bench.stores import KeepsNothing
from laogu.connectors import Beside, beside


async def whole(found: Any) -> Any:
    """Return what is whole already."""
    return found


def large_bed(monkeypatch: pytest.MonkeyPatch) -> Bed:
    """Return a market of four lots that counts as a large one."""
    monkeypatch.setattr(beside, "LARGE", 1)
    return made_up(KeepsNothing(), holders=4, lots_each=1)


def asked(copies: Beside, work: Callable[[], Any], key: object = "it") -> Any:
    """Return what some work comes to that is asked for beside the loop."""

    async def working() -> Any:
        found = work()
        return await found if isinstance(found, Awaitable) else found

    return asyncio.run(copies.of(key, working, whole=whole))


def process() -> int:
    """Return the number of the process in which this is asked."""
    return os.getpid()


async def while_it_works(bed: Bed, copies: Beside, work: Callable[[], Awaitable[Any]]) -> Any:
    """Return what a copy comes to while something is recorded here."""
    asking = asyncio.create_task(copies.of("it", work, whole=whole))
    await asyncio.sleep(0.02)
    deposit(bed)
    return await asking


def deposit(bed: Bed) -> None:
    """Record something."""
    bed.running.journal.record(list(bed.deposits(1)))


def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the processes that are copies from now on."""
    found: list[int] = []
    copy = os.fork

    def noted() -> int:
        found.append(process())
        return copy()

    monkeypatch.setattr(os, "fork", noted)
    return found
