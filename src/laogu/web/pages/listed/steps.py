"""The two steps of a list: its rows are looked at, then recorded; a page draws what came of it."""

from collections.abc import Callable
from typing import TypeVar

from laogu.basics import LaoguError
from laogu.web.pages.acts import again
from laogu.web.pages.listed.looked import HasLine, ListOf, Looked, look, record
from laogu.web.showing import Shown, moved
from laogu.web.visit import Visit

T = TypeVar("T", bound=HasLine)

Draw = Callable[[Visit, Looked[T] | None], Shown]
"""Draws the page of a list. None: nothing was looked at, or what was sent cannot be."""


async def look_at(of: ListOf[T], draw: Draw[T]) -> Shown:
    """Look at the rows that were sent."""
    try:
        looked = await look(of)
    except LaoguError as error:
        return draw(again(of.visit, error, on=of.path), None)
    return draw(of.visit.at(of.path, {}, None), looked)


async def record_it(of: ListOf[T], draw: Draw[T], *, then: str) -> Shown:
    """Record what was looked at, or show it again with what is wrong with it now.

    then: where it goes on to.
    """
    try:
        refused = await record(of)
    except LaoguError as error:
        return draw(again(of.visit, error, on=of.path), None)
    if refused is None:
        return moved(of.visit, then)
    return draw(of.visit.at(of.path, {}, None), refused)
