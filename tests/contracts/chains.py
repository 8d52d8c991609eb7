"""Rows as a store is given them, each linked to the one before it."""

from collections.abc import Iterable

from laogu.journal.chain import Head, genesis, link
from laogu.journal.store import Row


def chained(bodies: Iterable[bytes], *, start: Head = genesis) -> list[Row]:
    """Return rows with these bodies, each linked to the one before it."""
    rows: list[Row] = []
    seq, previous = start.seq, start.hash
    for body in bodies:
        seq, previous = seq + 1, link(previous, body)
        rows.append(Row(seq, previous, body))
    return rows
