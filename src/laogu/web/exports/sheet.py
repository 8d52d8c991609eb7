"""A table as a program reads it, and what is said of it beside its rows."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from msgspec import Struct

Value = str | int | Decimal | date | datetime | None
Row = tuple[Value, ...]
_FIGURE = re.compile(r"[+\u2212-]?(?:\d{1,3}(?:,\d{3})+|\d{1,30})(?:\.\d{1,30})?")


class Sheet(Struct, frozen=True):
    """A table: its name in the address, its heads, its rows.

    rows: or what gives them, so that a page which is only looked at does not work them out.
    of:   how many there are, where they are not at hand but read one after the other; such rows
          are read while others write, so they are only rows that never change.
    """

    name: str
    heads: tuple[str, ...]
    rows: Sequence[Row] | Callable[[], Iterable[Row]]
    of: int | None = None

    def only(self, places: tuple[int, ...]) -> "Sheet":
        """Return the same table with some of its columns."""
        rows = self.rows

        def chosen() -> Iterator[Row]:
            for row in rows() if callable(rows) else rows:
                yield tuple(row[place] for place in places)

        heads = tuple(self.heads[place] for place in places)
        return Sheet(self.name, heads, chosen, of=self.of)

    def read(self) -> tuple[Iterator[Row], int]:
        """Return the rows, and how many there are."""
        given = self.rows() if callable(self.rows) else self.rows
        if self.of is not None:
            return iter(given), self.of
        kept = given if isinstance(given, Sequence) else list(given)
        return iter(kept), len(kept)


class About(Struct, frozen=True, kw_only=True):
    """What a file says of itself: without it nobody knows later what its figures are of.

    filter:   what the address chose, by name. as_of: the day the rows are of.
    entry, head: the last entry of the record and its hash, when the file was made.
    """

    table: str
    address: str
    filter: tuple[tuple[str, str], ...]
    as_of: date
    made_at: datetime
    source: str
    entry: int
    head: str
    rows: int

    def lines(self) -> tuple[Row, ...]:
        """Return it as rows of name and value."""
        return (
            ("table", self.table),
            ("address", self.address),
            ("filter", "; ".join(f"{name}={value}" for name, value in self.filter) or None),
            ("as_of", self.as_of),
            ("made_at", self.made_at),
            ("source", self.source),
            ("journal_entry", self.entry),
            ("journal_hash", self.head),
            ("rows", self.rows),
        )


def heads_apart(heads: Iterable[str]) -> tuple[str, ...]:
    """Return heads that differ: a class may be called as one of our own columns is."""
    seen: Counter[str] = Counter()
    apart = []
    for head in heads:
        seen[head] += 1
        apart.append(head if seen[head] == 1 else f"{head} ({seen[head]})")
    return tuple(apart)


def plain(value: Value) -> str | None:
    """Return a value as a program reads it; None: there is none."""
    match value:
        case None:
            return None
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def figure_or_text(text: str | None) -> Decimal | str | None:
    """Return a figure that was kept or written as text as the figure it is; else the text."""
    if text is None or _FIGURE.fullmatch(text) is None:
        return text
    return Decimal(text.replace(",", "").replace("\u2212", "-"))
