"""What came to be with an import, and how often it was acted on since."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from laogu.basics import SecurityId
from laogu.register.lives import Load

if TYPE_CHECKING:
    from laogu.register.state import Register


def securities_of(register: "Register", load: Load) -> Iterator[SecurityId]:
    """Yield the securities that came to be with an import, in the order they did."""
    if load.loaded.first is not None:
        yield from _since(register.securities, load.loaded.first, load.loaded.securities)


def grants_of(register: "Register", load: Load) -> Iterator[SecurityId]:
    """Yield the grants that came to be with an import: of rows of shares none."""
    loaded = load.loaded
    if loaded.first_grant is not None:
        yield from _since(register.plans.grants, loaded.first_grant, loaded.grants)
    elif loaded.way == "history":
        # A history comes before everything else, so what its moment holds came with it.
        for security in register.plans.of_issuer.on(loaded.issuer):
            if register.plans.grants[security].issued_at == load.at:
                yield security


def papers_of(register: "Register", load: Load) -> Iterator[SecurityId]:
    """Yield the convertibles and warrants that came to be with an import."""
    loaded, room = load.loaded, register.convertibles
    if loaded.first_convertible is not None:
        yield from _since(room.convertibles, loaded.first_convertible, loaded.convertibles)
    if loaded.first_warrant is not None:
        yield from _since(room.warrants, loaded.first_warrant, loaded.warrants)
    for name in room.of_issuer.on(loaded.issuer) if loaded.way == "history" else ():
        paper = room.convertibles.get(name) or room.warrants.get(name)
        if paper is not None and paper.issued_at == load.at:
            yield name


def acts_on(register: "Register", load: Load) -> int:
    """Return how often anything that came to be with an import was acted on."""
    room = register.convertibles
    acts = sum(register.securities[one].retired is not None
               for one in securities_of(register, load))  # fmt: skip
    acts += sum(len(register.plans.grants[one].acts) for one in grants_of(register, load))
    for name in papers_of(register, load):
        convertible = room.convertibles.get(name)
        acts += convertible is not None and convertible.ended is not None
        warrant = room.warrants.get(name)
        acts += 0 if warrant is None else len(warrant.acts)
    return acts


def _since(table: dict[SecurityId, Any], first: SecurityId, count: int) -> Iterator[SecurityId]:
    """Yield so many keys of a table, in the order they came, from one on.

    They are looked for from the end: an import of just now is not sought in the whole register.
    """
    later: list[SecurityId] = []
    for one in reversed(table):
        later.append(one)
        if one == first:
            break
    yield from islice(reversed(later), count)
