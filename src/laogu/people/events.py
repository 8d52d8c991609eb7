"""What can have happened to people and their mandates."""

from datetime import datetime
from typing import Literal

from laogu.basics import Event, KeyId, MandateId, Personal, PersonId

Power = Literal["act", "issue", "operate", "inspect"]
"""act for a holder · issue for an issuer · operate the market · inspect: see all, change none."""

MARKET = "market"
"""What a mandate to operate or to inspect is over."""


class PersonRegistered(Event, frozen=True, kw_only=True, tag="people.person_registered.1"):
    """A natural person may sign in; the name lies where it can be forgotten."""

    person: PersonId
    name: Personal


class PersonForgotten(Event, frozen=True, kw_only=True, tag="people.person_forgotten.1"):
    """What was kept of a person was erased, and every mandate and key ended."""

    person: PersonId
    erased: tuple[str, ...]


class MandateGiven(Event, frozen=True, kw_only=True, tag="people.mandate_given.1"):
    """A person may do something for somebody.

    over: the id of the holder or the issuer, or `market`.
    """

    mandate: MandateId
    person: PersonId
    power: Power
    over: str


class MandateEnded(Event, frozen=True, kw_only=True, tag="people.mandate_ended.1"):
    """A mandate is over."""

    mandate: MandateId


class KeyIssued(Event, frozen=True, kw_only=True, tag="people.key_issued.1"):
    """A program may ask in a person's name, by an API token of which only the hash is here.

    digest: SHA-256 of the token, in hexadecimal. expires_at: None: until it is revoked.
    only: all that it opens, to be read and nothing more; None: whatever the person may do.
    """

    key: KeyId
    person: PersonId
    label: str
    digest: str
    expires_at: datetime | None
    only: Literal["calendar"] | None = None


class KeyRevoked(Event, frozen=True, kw_only=True, tag="people.key_revoked.1"):
    """An API token does not open anything any more."""

    key: KeyId


PeopleEvent = (
    PersonRegistered | PersonForgotten | MandateGiven | MandateEnded | KeyIssued | KeyRevoked
)
