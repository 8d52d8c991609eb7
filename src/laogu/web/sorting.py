"""A table's order, chosen by a click on a head: the address carries it, so a link keeps it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar

from msgspec.structs import replace

from laogu.web.paging import FROM
from laogu.web.shapes import Column
from laogu.web.visit import Visit

Row = TypeVar("Row")


class Sorting(Generic[Row]):
    """How one table of a page is sorted: `sort_holders=held`, or `-held` for the largest first.

    keys: by name, what a row is sorted by; None comes last either way. A name that is not among
    them sorts by nothing: the rows stay as they came.
    """

    def __init__(
        self, visit: Visit, table: str, keys: Mapping[str, Callable[[Row], Any]], *, at: str = ""
    ) -> None:
        self._visit = visit
        self._name = f"sort_{table}"
        self._from = f"{FROM}{table}"
        self._keys = keys
        self._at = f"#{at}" if at else ""
        given = visit.query.get(self._name, "")
        self.is_down = given.startswith("-")
        self.key = given.removeprefix("-") if given.removeprefix("-") in keys else ""

    def of(self, rows: Iterable[Row]) -> list[Row]:
        """Return the rows in their order; equals keep the order they came in."""
        given = list(rows)
        if not self.key:
            return given
        keyed = [(self._keys[self.key](row), row) for row in given]
        known = [pair for pair in keyed if pair[0] is not None]
        known.sort(key=lambda pair: pair[0], reverse=self.is_down)
        return [row for _, row in known] + [row for key, row in keyed if key is None]

    def column(self, key: str, column: Column) -> Column:
        """Return a column whose head sorts; figures begin with the largest."""
        is_mine = self.key == key
        begins_down = column.is_figure
        goes_down = not self.is_down if is_mine else begins_down
        asked = f"-{key}" if goes_down else key
        return replace(
            column,
            sort=self._visit.here(**{self._name: asked, self._from: None}) + self._at,
            order=("down" if self.is_down else "up") if is_mine else "",
        )
