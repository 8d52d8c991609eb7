"""Every executor does tasks alike: one result each, whatever dies, comes twice or never can."""

import os
import select
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

import pytest

from laogu.connectors.executors import (
    NAMES,
    DaskMissing,
    Done,
    Executor,
    Here,
    Machines,
    Name,
    Progress,
    executor_of,
    resumed,
    task,
)
from laogu.connectors.executors.tasks import first_of_each
from tests.contracts.working import Sum, deadly, deadly_once, poison, summed
from tests.habits.sources import ROOT

DASK_PORT = 8787
"""Where dask's scheduler shows itself, if nobody tells it otherwise."""

SUMS = [task(summed, Sum((number, number))) for number in range(40)]
WANTED = {one.id: 2 * number for number, one in enumerate(SUMS)}


@pytest.fixture(scope="module")
def entered() -> Iterator[dict[Name, Executor]]:
    """Each executor, entered when it is first asked for: a cluster takes seconds to start.

    One worker each: whatever dies takes with it all there is.
    """
    with ExitStack() as opened:
        yield _Entered(opened)


class _Entered(dict[Name, Executor]):
    def __init__(self, opened: ExitStack) -> None:
        self._opened = opened

    def __missing__(self, name: Name) -> Executor:
        with somebody_at(DASK_PORT):
            self[name] = self._opened.enter_context(executor_of(name, count=1))
        return self[name]


@contextmanager
def somebody_at(port: int) -> Iterator[None]:
    """Have a port taken on this machine, by us or by whoever has it already."""
    with closing(socket.socket()) as one:
        with suppress(OSError):
            one.bind(("127.0.0.1", port))
            one.listen()
        yield


@pytest.fixture(params=NAMES)
def executor(request, entered):
    return entered[request.param]


@pytest.fixture(params=["pool", "dask"])
def mortal(request, entered):
    """An executor whose workers may die without it."""
    return entered[request.param]


def read(found):
    done = list(found)
    ids = [one.id for one in done]
    assert len(set(ids)) == len(ids), "one result for each task"
    return {one.id: one.read(int) if one.content else one.failed for one in done}


def test_every_task_has_its_result(executor):
    assert read(executor.submit(SUMS)) == WANTED
    assert read(executor.submit([])) == {}


def test_a_task_that_comes_twice_is_done_once(executor):
    assert read(executor.submit([*SUMS[:3], *SUMS[:3], SUMS[1]])) == dict(list(WANTED.items())[:3])


def test_a_poison_task_fails_alone_and_says_why(executor):
    bad = task(poison, Sum((1, 2)))
    unknown = task(poison, Sum((1,)))
    gone = type(unknown)(id="gone", work="tests.contracts.working:nobody", content=b"")

    found = read(executor.submit([bad, *SUMS[:5], gone]))

    assert found.pop(bad.id) == "ValueError: 2 numbers too many"
    assert found.pop("gone").startswith("AttributeError")
    assert found == dict(list(WANTED.items())[:5])


def test_a_worker_that_dies_takes_no_task_with_it(mortal, tmp_path):
    once = task(deadly_once, Sum((20, 22), mark=str(tmp_path / "died")))

    found = read(mortal.submit([*SUMS[:5], once, *SUMS[5:10]]))

    assert found.pop(once.id) == 42
    assert found == dict(list(WANTED.items())[:10])


def test_a_task_that_kills_who_does_it_is_given_up(mortal):
    killer = task(deadly, Sum(()))

    found = read(mortal.submit([killer, *SUMS[:5]]))

    assert found.pop(killer.id).startswith("WorkerDied")
    assert found == dict(list(WANTED.items())[:5])


def test_a_result_that_is_delivered_twice_counts_once():
    one, two = Done(id="one", content=b"\x01"), Done(id="two", content=b"\x02")
    unasked = Done(id="three", content=b"\x03")

    found = list(first_of_each([one, one, unasked, two, one], ["one", "two"]))

    assert found == [one, two]


def test_who_stops_goes_on_where_it_stopped(executor, tmp_path):
    progress = Progress(tmp_path / "progress.jsonl")
    bad = task(poison, Sum((1,)))
    stopped = resumed(executor, [bad, *SUMS[:9]], progress)
    for _ in range(4):
        next(stopped)
    stopped.close()  # type: ignore[attr-defined]
    kept = progress.known()
    with progress.path.open("ab") as file:
        file.write(b'{"id":"cut off in the mid')

    counted = Counted(executor)
    found = read(resumed(counted, [bad, *SUMS[:9]], progress))

    assert 3 <= len(kept) <= 9
    assert set(counted.asked) == {bad.id, *list(WANTED)[:9]} - kept.keys(), "only what was left"
    assert found.pop(bad.id).startswith("ValueError"), "what failed is tried again"
    assert found == dict(list(WANTED.items())[:9])
    again = Counted(executor)
    assert read(resumed(again, SUMS[:9], progress)) == found
    assert again.asked == []


class Counted(Here):
    """An executor that remembers what it was asked to do, and lets another one do it."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self.asked: list[str] = []

    def submit(self, batch):
        given = list(batch)
        self.asked += [one.id for one in given]
        return self._executor.submit(given)


def test_a_task_is_known_by_its_work_and_what_it_is_given(tmp_path: Path):
    assert task(summed, Sum((1, 2))).id == task(summed, Sum((1, 2))).id
    assert task(summed, Sum((1, 2))).id != task(summed, Sum((2, 1))).id
    assert task(summed, Sum((1, 2))).id != task(poison, Sum((1, 2))).id
    progress = Progress(tmp_path / "none.jsonl")
    assert list(resumed(Here(), [], progress)) == []


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="only Linux tells when one ends")
def test_processes_end_with_the_one_that_they_work_for():
    command = [sys.executable, "-m", "tests.contracts.working"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as caller:
        assert caller.stdout is not None
        watched = os.pidfd_open(int(caller.stdout.readline()))
        caller.kill()

    try:
        ended, _, _ = select.select([watched], [], [], 30)
    finally:
        os.close(watched)

    assert ended == [watched]


def test_dask_that_is_not_installed_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(DaskMissing) as no, Machines():
        pass

    assert no.value.missing == "distributed"
