"""People: who signs in, for whom they may act, what they may do.

Always true: everything is denied that no mandate allows; nothing here names a natural person.
"""

from laogu.people.events import (
    MARKET,
    KeyIssued,
    KeyRevoked,
    MandateEnded,
    MandateGiven,
    PeopleEvent,
    PersonForgotten,
    PersonRegistered,
    Power,
)
from laogu.people.refusals import (
    ForgedRequest,
    KeyRefused,
    KeyUnknown,
    LinkUsed,
    MandateHeld,
    MandateUnknown,
    NoMandate,
    NotASession,
    NotSignedIn,
    PersonUnknown,
    SessionOver,
    TokenTaken,
    no_mandate,
)
from laogu.people.state import People

__all__ = [
    "MARKET", "ForgedRequest", "KeyIssued", "KeyRefused", "KeyRevoked", "KeyUnknown", "LinkUsed",
    "MandateEnded", "MandateGiven", "MandateHeld", "MandateUnknown", "NoMandate",
    "NotASession", "NotSignedIn", "People", "PeopleEvent", "PersonForgotten", "PersonRegistered",
    "PersonUnknown", "Power", "SessionOver", "TokenTaken", "no_mandate",
]  # fmt: skip
