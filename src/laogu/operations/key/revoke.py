"""Revoke an API token: it does not open anything any more.

Asked by: the person it speaks for, or the operator of the market.
Records:  KeyRevoked
Refuses:  KeyUnknown, NotSignedIn, NoMandate
"""

from laogu.basics import KeyId, day_in
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.people import KeyRevoked, KeyUnknown


class RevokeKey(Request, frozen=True, kw_only=True):
    """A token to revoke, by the id of its key."""

    key: str


def revoke_key(books: Books, request: RevokeKey, asked: Asked) -> tuple[Event, ...]:
    """Return the end of the token, or refuse."""
    known = books.people.keys.get(KeyId(request.key))
    if known is None or asked.by != known.person:
        asked.must_operate()
    if known is None:
        raise KeyUnknown(given=request.key[:60])
    return (KeyRevoked(effective_on=day_in("UTC", asked.at), key=known.key),)
