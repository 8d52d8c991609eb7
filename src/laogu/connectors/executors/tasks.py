"""A task: a pure function by its name, and what it is given, in bytes; and what became of it."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from inspect import get_annotations
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

Given = TypeVar("Given")


class Task(Struct, frozen=True, kw_only=True):
    """id: of exactly this work on exactly this content. work: module and name of a function."""

    id: str
    work: str
    content: bytes


class Done(Struct, frozen=True, kw_only=True):
    """What became of a task. content: what came out; None: nothing did, and `failed` says why."""

    id: str
    content: bytes | None = None
    failed: str = ""

    def read(self, kind: type[Given]) -> Given:
        """Return what came out."""
        assert self.content is not None, "what failed has no content"
        return msgspec.msgpack.decode(self.content, type=kind)


def task(work: Callable[[Any], object], given: object) -> Task:
    """Return a task: a function at the top of a module, of one value, which says its type."""
    name = f"{work.__module__}:{work.__qualname__}"
    content = msgspec.msgpack.encode(given, order="deterministic")
    digest = hashlib.sha256(name.encode() + b"\0" + content).hexdigest()
    return Task(id=digest[:32], work=name, content=content)


def performed(given: Task) -> Done:
    """Return what became of a task; what it raises is what became of it.

    This is the outermost frame of a worker: whatever is wrong with one task, the others go on.
    """
    try:
        module, _, name = given.work.partition(":")
        work = getattr(import_module(module), name)
        (kind,) = (
            type_ for one, type_ in get_annotations(work, eval_str=True).items() if one != "return"
        )
        found = work(msgspec.msgpack.decode(given.content, type=kind))
        return Done(id=given.id, content=msgspec.msgpack.encode(found, order="deterministic"))
    except Exception as wrong:  # noqa: BLE001 - the worker's outermost frame, habit 27
        return Done(id=given.id, failed=f"{type(wrong).__name__}: {str(wrong)[:500]}")


def each_once(batch: Iterable[Task]) -> dict[str, Task]:
    """Return the tasks of a batch by id; one that comes twice is one."""
    return {one.id: one for one in batch}


def first_of_each(found: Iterable[Done], expected: Iterable[str]) -> Iterator[Done]:
    """Yield the first result of each task that is expected, and nothing that comes again."""
    left = set(expected)
    for one in found:
        if one.id in left:
            left.remove(one.id)
            yield one


def ended_its_worker(given: Task) -> Done:
    """Return what became of a task whose worker died of it among others, and again alone."""
    return Done(id=given.id, failed="WorkerDied: its worker ended twice, the second time alone")
