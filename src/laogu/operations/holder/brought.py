"""Holders of a ledger that is brought in: who is known goes by the id, who is new is made once."""

from collections.abc import Iterator
from datetime import date

from laogu.basics import HolderId, name
from laogu.operations.asked import Asked
from laogu.register import HolderKind, HolderRegistered

Who = tuple[str, str]
"""A holder of a file: an id, or blank and the folded name of somebody new."""


class Whose:
    """Whose each row is, while the rows go by."""

    def __init__(self, asked: Asked, on: date) -> None:
        self._asked, self._on = asked, on
        self._ids: dict[Who, HolderId] = {}

    def __getitem__(self, who: Who) -> HolderId:
        """Return the id of a holder whose row came by."""
        return self._ids[who]

    def made(self, who: Who, kind: HolderKind, called: str | None) -> Iterator[HolderRegistered]:
        """Yield the registering of a holder who is new, as the row of it calls them."""
        if who in self._ids:
            return
        if who[0]:
            self._ids[who] = HolderId(who[0])
            return
        self._ids[who] = HolderId(self._asked.make("holder"))
        yield HolderRegistered(
            effective_on=self._on,
            holder=self._ids[who],
            kind=kind,
            name=self._asked.name(kind, name(called or "")),
        )
