"""Issue an API token: a program may ask in a person's name. Only the token's hash is recorded.

Asked by: the person itself, or the operator of the market.
Records:  KeyIssued
Refuses:  NotSignedIn, NoMandate, PersonUnknown, NotAName, NotADigest,
          TokenTaken
"""

import re
from typing import Literal

from laogu.basics import KeyId, Moment, PersonId, day_in, name
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.refusals import NotADigest
from laogu.people import KeyIssued, PersonUnknown, TokenTaken


class IssueKey(Request, frozen=True, kw_only=True):
    """A token by its hash: the door draws it, shows it once, and sends only this.

    digest: SHA-256 of the token in hexadecimal. label: what it is for.
    only: all that it opens: the calendar of the person's grants; left out: whatever it may do.
    """

    person: str
    label: str
    digest: str
    expires_at: Moment | None = None
    only: Literal["calendar"] | None = None


def issue_key(books: Books, request: IssueKey, asked: Asked) -> tuple[Event, ...]:
    """Return the token's hash, or refuse."""
    if asked.by != request.person:
        asked.must_operate()
    person = PersonId(request.person)
    if person not in books.people.persons:
        raise PersonUnknown(given=request.person[:60])
    if not re.fullmatch(r"[0-9a-f]{64}", request.digest):
        raise NotADigest
    if request.digest in books.people.key_of_digest:
        raise TokenTaken
    return (
        KeyIssued(
            effective_on=day_in("UTC", asked.at),
            key=KeyId(asked.make("key")),
            person=person,
            label=name(request.label, longest=60),
            digest=request.digest,
            expires_at=request.expires_at,
            only=request.only,
        ),
    )
