"""Lists of requests that are recorded together or not at all: what is wrong is told all at once."""

from collections.abc import Callable
from typing import Any

from laogu.basics import HolderId, LaoguError, Remark, Said, StockClassId, Where
from laogu.operations.books import Books
from laogu.operations.refusals import MayNotTransfer, NotKnownYet, OnlyFewerFree

MOST_TOLD = 100
"""Faults after which a list is looked at no further: saying why costs more than doing it."""

MOST_SEARCHED = 2_000
"""Lots that are gone through to say why, after which a list is looked at no further."""


class Faults:
    """What keeps requests of a list out, each with its number, from 1; until that is enough."""

    def __init__(self) -> None:
        self.found: list[tuple[int, LaoguError]] = []
        self._searched = 0

    def add(self, number: int, no: LaoguError, *, lots: int = 0) -> None:
        """Keep a fault. lots: that were gone through to say it."""
        self.found.append((number, no))
        self._searched += lots

    @property
    def are_enough(self) -> bool:
        """Whether the list is looked at no further."""
        return len(self.found) >= MOST_TOLD or self._searched >= MOST_SEARCHED

    def told(self, place: Callable[[int], Said], *, of: int) -> dict[str, Any]:
        """Return the facts of the refusal: how many, which is the first, and the findings.

        place: how the request of a number is called. of: how many the list holds.
        """
        findings = [no.found_at(Where(place(number), number)) for number, no in self.found]
        last = self.found[-1][0]
        if self.are_enough and last < of:
            here = Where(place(last + 1), last + 1)
            findings.append(LOOKED_NO_FURTHER.at(here, most=MOST_TOLD))
        return {
            "errors": len(self.found),
            "number": self.found[0][0],
            "first": findings[0].sentence("what"),
            "findings": tuple(findings),
        }


def lots_searched(books: Books, no: LaoguError, stock_class: StockClassId, seller: HolderId) -> int:
    """Return how many lots were gone through to say that these shares may not be sold so."""
    if not isinstance(no, MayNotTransfer | OnlyFewerFree | NotKnownYet):
        return 0
    return len(books.register.lots.on((stock_class, seller)))


LOOKED_NO_FURTHER = Remark(
    severity="note",
    code="operations.looked_no_further",
    what="From here on the list was not looked at.",
    why="At most {most} faults are told at once, and fewer where a holder has very many lots.",
    fix="Correct what was found and send the list again; the rest is looked at then.",
)
