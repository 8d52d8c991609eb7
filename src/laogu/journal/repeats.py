"""The same request again: what it came to before, and how it is told from another one.

A digest that was made with salts says nothing any more once one of the texts is forgotten.
"""

from collections.abc import Iterable, Sequence

from laogu.journal.entries import personal_in
from laogu.journal.requests import (
    Command,
    Recorded,
    Remembered,
    RequestForgotten,
    RequestReused,
    digest,
)
from laogu.journal.store import Kept, Store
from laogu.operations import Asked, Event


def check_same(command: Command, remembered: Remembered, salt: bytes = b"") -> None:
    """Refuse a command under an id that another one was recorded under.

    salt: of the personal data in that entry, where its digest was made with it.
    """
    if digest(command, salt) != remembered.digest:
        raise RequestReused(request=str(command.id), seq=remembered.seq)


def salts_in(events: Iterable[Event], asked: Asked) -> bytes:
    """Return the salts of what was sealed, in the order in which the events name it."""
    salts = {ref: salt for ref, salt, _ in asked.sealed}
    return b"".join(salts[one.ref] for one in personal_in(events))


def salts_of(recorded: Recorded, keep: Sequence[Kept], store: Store) -> bytes:
    """Return the salts of all personal data of an entry; refuse where one was forgotten.

    keep: what its batch keeps and the store does not hold yet.
    """
    refs = [one.ref for one in personal_in(recorded.events)]
    salts = {one.key: one.salt for one in keep}
    if not all(ref in salts for ref in refs):
        salts = {one.key: one.salt for one in store.kept(refs)}
    if not all(ref in salts for ref in refs):
        raise RequestForgotten(seq=recorded.seq)
    return b"".join(salts[ref] for ref in refs)
