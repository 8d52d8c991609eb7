"""Lists of requests that are recorded together or not at all: what is wrong is told all at once."""

from collections.abc import Callable
from typing import Any

from laogu.basics import LaoguError, Said, Where, said

MOST_TOLD = 100
"""Faults after which a list is looked at no further: saying why costs more than doing it."""

Faults = list[tuple[int, LaoguError]]
"""What keeps requests of a list out, each with its number, from 1."""


def told(faults: Faults, place: Callable[[int], Said]) -> dict[str, Any]:
    """Return the facts of the refusal of a list: how many, which is the first, and the findings.

    place: how the request of a number is called.
    """
    findings = tuple(no.found_at(Where(place(number), number)) for number, no in faults)
    first = findings[0]
    return {
        "errors": len(faults),
        "number": faults[0][0],
        # habit 35: a finding's own sentence, found where it is declared.
        "first": said(first.what, **first.facts),
        "findings": findings,
    }
