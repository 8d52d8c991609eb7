"""A long table in pages: where one begins stands in the address; an export holds them all."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from laogu.web.visit import Visit

MOST = 200
"""Rows of a table on one page."""

FROM = "from_"
"""What the name begins with that says in an address where a table begins."""

Row = TypeVar("Row")


class Paged(Generic[Row]):
    """The rows of one page of a table, those from `begin` up to `end`.

    next_href: None: these are the last. first_href: None: these are the first.
    """

    def __init__(
        self, visit: Visit, table: str, rows: Sequence[Row], *, most: int = MOST, at: str = ""
    ) -> None:
        name = f"{FROM}{table}"
        begin = self.begin = _begin(visit.query.get(name, ""), len(rows))
        end = self.end = min(begin + most, len(rows))
        place = f"#{at}" if at else ""
        self.rows = tuple(rows[begin:end])
        self.shown = f"{visit.show(begin + 1)}\u2013{visit.show(end)}" if rows else "0"
        self.of = visit.show(len(rows))
        self.next_href = visit.here(**{name: end}) + place if end < len(rows) else None
        self.first_href = visit.here(**{name: None}) + place if begin else None

    @property
    def has_pages(self) -> bool:
        """Whether the table is longer than one page."""
        return self.next_href is not None or self.first_href is not None


def _begin(given: str, rows: int) -> int:
    asked = int(given) if given.isdecimal() and len(given) < 10 else 0
    return asked if asked < rows else 0
