"""The history of an issuer of the market: in the register's words, and as a package."""

import io
from datetime import date, datetime
from typing import Any

import msgspec
from msgspec import Struct

from laogu.basics import Name, Personal, day_in
from laogu.connectors import ocf
from laogu.connectors.ocf.findings import OCFFinding
from laogu.connectors.ocf.fitting import Version
from laogu.journal import Journal
from laogu.operations import Sight
from laogu.people import NotSignedIn
from laogu.register import history, interchange, issuer_named

FORGOTTEN = "(forgotten)"
"""Stands for the name of a natural person that was forgotten; a package cannot leave it out."""


class HistoryTold(Struct, frozen=True, kw_only=True):
    """Everything that happened to an issuer's securities by a day.

    kept: what the history has no words for, by the ids of its objects. recorded_at: when the last
    entry of the record was written, which is also the moment of a package that is made of it.
    """

    issuer: str
    as_of: date
    recorded_at: datetime
    history: history.History
    kept: dict[str, str]


def history_told(journal: Journal, issuer: str, *, as_of: date | None, sight: Sight) -> HistoryTold:
    """Return the history of an issuer, to whoever may see its register. as_of: None: today."""
    register = journal.books.register
    found = issuer_named(register, issuer)
    if not sight.sees_register(found.issuer):
        if sight.person is None:
            raise NotSignedIn
        raise sight.no_mandate("issue", found.issuer)
    on = as_of or day_in(found.zone, journal.now())

    def open_name(name: Name) -> str:
        return journal.personal.get(name.ref, FORGOTTEN) if isinstance(name, Personal) else name

    told, kept = interchange.told(
        register, found.issuer, as_of=on, open_name=open_name, document=journal.document
    )
    return HistoryTold(
        issuer=found.slug, as_of=on, recorded_at=journal.last_at, history=told, kept=kept
    )


def to_write(told: HistoryTold, *, is_snapshot: bool) -> history.History:
    """Return the history that a package is made of: all of it, or what stands on its day."""
    if not is_snapshot:
        return told.history
    return history.snapshot(history.Lives(told.history), as_of=told.as_of)


def package_of(
    told: HistoryTold, *, version: Version, is_strict: bool, is_snapshot: bool
) -> tuple[bytes, tuple[OCFFinding, ...]]:
    """Return an issuer's history as a zip, and what was found while it was written."""
    packed = io.BytesIO()
    writing = ocf.Writing(generated_at=told.recorded_at, version=version, is_strict=is_strict)
    whole = to_write(told, is_snapshot=is_snapshot)
    found = ocf.write_zip(packed, f"{told.issuer}.ocf.zip", whole, told.kept, writing)
    return packed.getvalue(), found


def plain_history(told: HistoryTold) -> dict[str, Any]:
    """Return a history as plain data."""
    found: dict[str, Any] = msgspec.to_builtins(told)
    return found
