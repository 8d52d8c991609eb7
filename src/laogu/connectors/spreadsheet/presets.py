"""Tables that people have when they come, recognised by their headings: data/presets."""

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Literal

import msgspec
from msgspec import Struct

from laogu.basics import Bilingual
from laogu.connectors.shipped import content
from laogu.connectors.spreadsheet.columns import Column, column_named, folded, spellings
from laogu.connectors.spreadsheet.layout import DayOrder

Of = Literal["shares", "contributions", "grants", "changes"]


class Preset(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One usual table.

    of:      what a row stands for; only shares and contributions are holdings.
    signs:   one heading of every group must be there.
    columns: the headings of each of our columns, the best first.
    days:    what days begin with there that do not begin with the year.
    """

    id: str
    name_en: str
    name_zh: str
    of: Of
    signs: tuple[tuple[str, ...], ...]
    columns: dict[Column, tuple[str, ...]] = {}
    days: DayOrder = "year"
    stock_class: str | None = None
    checked_on: date
    sources: tuple[str, ...]

    @property
    def named(self) -> Bilingual:
        """What it is, for a reader of either language."""
        return Bilingual(self.name_en, self.name_zh)

    @property
    def are_holdings(self) -> bool:
        """Whether a row of it is a holding."""
        return self.of in {"shares", "contributions"}

    def places(self, headings: Sequence[str]) -> dict[int, Column]:
        """Return which of our columns stands at which place of a row of headings."""
        at: dict[str, int] = {}
        for place, heading in enumerate(headings):
            for one in spellings(heading) if heading else ():
                at.setdefault(one, place)
        found: dict[int, Column] = {}
        for column, names in self.columns.items():
            place_ = next((at[folded(one)] for one in names if folded(one) in at), None)
            if place_ is not None:
                found.setdefault(place_, column)
        return found

    def knows(self, heading: str) -> bool:
        """Return whether a heading is one of this table's, read or not."""
        return not _of(self.id).isdisjoint(spellings(heading))


class _Presets(Struct, frozen=True):
    preset: tuple[Preset, ...]


@cache
def presets() -> tuple[Preset, ...]:
    """Return all that are shipped."""
    text = content("presets/spreadsheets.toml").decode()
    return msgspec.convert(tomllib.loads(text), _Presets).preset


def preset_of(headings: Sequence[str]) -> Preset | None:
    """Return the table whose headings these are; None: none that we know."""
    there = {one for heading in headings if heading for one in spellings(heading)}
    known = [one for one in presets() if all(there & group for group in _signs(one.id))]
    # A table that is no list of holdings is never read as one, whatever else it resembles.
    other = next((one for one in known if not one.are_holdings), None)
    return other or max(known, key=lambda one: len(one.places(headings)), default=None)


@cache
def _signs(id_: str) -> tuple[frozenset[str], ...]:
    found = next(one for one in presets() if one.id == id_)
    return tuple(frozenset(folded(sign) for sign in group) for group in found.signs)


@cache
def _of(id_: str) -> frozenset[str]:
    found = next(one for one in presets() if one.id == id_)
    return frozenset(folded(one) for names in found.columns.values() for one in names)


@cache
def _all() -> frozenset[str]:
    signs = (sign for one in presets() for group in _signs(one.id) for sign in group)
    return frozenset(signs).union(*(_of(one.id) for one in presets()))


def score(cells: Sequence[str]) -> int:
    """Return how many headings a row of cells names; 0: it is no row of headings.

    Holder or quantity must be among them, or the signs of a preset: a row of data may hold the
    word "common".
    """
    headings = [cell for cell in cells if 0 < len(cell) <= 60]
    named: set[Column] = set()
    others = 0
    known = _all()
    for cell in headings:
        column = column_named(cell)
        if column is not None:
            named.add(column)
        elif not known.isdisjoint(spellings(cell)):
            others += 1
    if named & {"holder", "quantity"} or (others and preset_of(headings) is not None):
        return len(named) + others
    return 0
