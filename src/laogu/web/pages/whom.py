"""Whom the names in the rows of a file mean: found once, then carried by the form that records.

Always true: a name stands for a holder only where one alone has it; whoever was found is carried,
so that nobody else is meant by the time the form is sent.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from laogu.basics import HolderId, Remark
from laogu.connectors import plain
from laogu.web.refusals import FormUnreadable
from laogu.web.visit import Visit

Ids = tuple[str, ...]
"""Everybody whom a name may mean; none: nobody has it."""

NAME = TypeVar("NAME")
_NOBODY = "-"


class HoldersByName:
    """Holders by their names, of either language, as the shell finds them."""

    def __init__(self, visit: Visit, holders: Iterable[HolderId]) -> None:
        self._ids: dict[str, list[HolderId]] = {}
        personal = visit.running.journal.personal
        for one in holders:
            kept = visit.books.register.holders[one]
            names = (plain.name_of(kept, personal, lang) for lang in ("zh", "en"))
            for name in {name.casefold() for name in names if name is not None}:
                self._ids.setdefault(name, []).append(one)

    def ids(self, name: str) -> Ids:
        """Return the ids under a name."""
        return tuple(self._ids.get(" ".join(name.split()).casefold(), ()))


def is_id(given: str) -> bool:
    """Return whether what stands for a holder is an id: then it is no name."""
    return given.startswith("holder_")


def carried(named: Mapping[NAME, Ids]) -> str:
    """Return whom each name was found to mean, in order, as a form carries it."""
    return " ".join(found[0] if found else _NOBODY for found in named.values())


def brought_back(names: Sequence[NAME], text: str) -> dict[NAME, Ids]:
    """Return whom the names were found to mean, as the form says it."""
    found = text.split()
    if len(names) != len(found):
        raise FormUnreadable(reason="the holders in the form are not those of its rows")
    pairs = zip(names, found, strict=True)
    return {name: () if id_ == _NOBODY else (id_,) for name, id_ in pairs}


NAME_SHARED = Remark(
    severity="error",
    code="web.holder_name_shared",
    what="{given} is the name of several holders.",
    why="They are told apart by their ids: {ids}.",
    fix="Give the id of the one you mean.",
)
