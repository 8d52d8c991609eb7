"""Identifiers that tell their kind, are ordered by time, and need no chance.

An identifier is made from the request's own id and an ordinal, so that deciding the same request
again makes the same identifiers. It prints as `holder_` and 26 letters of Crockford's base 32.
"""

import hashlib
import re
from functools import lru_cache
from typing import NewType
from uuid import UUID

import msgspec

from laogu.basics.errors import InvalidInput

IssuerId = NewType("IssuerId", str)
StockClassId = NewType("StockClassId", str)
HolderId = NewType("HolderId", str)
SecurityId = NewType("SecurityId", str)
TermsId = NewType("TermsId", str)
OfferId = NewType("OfferId", str)
TradeId = NewType("TradeId", str)
WindowId = NewType("WindowId", str)
OrderId = NewType("OrderId", str)
FactId = NewType("FactId", str)
PersonId = NewType("PersonId", str)
MandateId = NewType("MandateId", str)
KeyId = NewType("KeyId", str)
PlanId = NewType("PlanId", str)
VestingTermsId = NewType("VestingTermsId", str)
EncumbranceId = NewType("EncumbranceId", str)
PaperId = NewType("PaperId", str)
LoadId = NewType("LoadId", str)

KINDS = ("issuer", "class", "holder", "security", "terms", "offer", "trade", "window", "order",
         "fact", "person", "mandate", "key", "personal", "plan", "vesting", "encumbrance",
         "paper", "load")  # fmt: skip
_KNOWN = frozenset(KINDS)
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SHAPE = re.compile(rf"({'|'.join(KINDS)})_[0-7][{_ALPHABET}]{{25}}")


class NotAnIdentifier(InvalidInput):
    """Something that should be an identifier has not the form of one."""

    code = "basics.not_an_identifier"
    what = "{given} is not the id of a {kind}."
    why = "An id is its kind, an underscore and 26 letters, and is made by this market."
    fix = "Copy the id from a page, a table or an earlier answer."
    given: str
    kind: str


class NotARequestId(InvalidInput):
    """The request's own id is not a UUID of version 7."""

    code = "basics.not_a_request_id"
    what = "{given} is not the id of a request."
    why = "The caller names each request by a UUID of version 7, so that it is safe to send twice."
    fix = "Make a UUIDv7 for each new request, and keep it when sending the same request again."
    given: str


class IdMaker:
    """Makes the identifiers that one request needs: the same request, the same identifiers."""

    __slots__ = ("_made", "_moment", "_request")

    def __init__(self, request: UUID) -> None:
        self._request = request.bytes
        # When the request was made: all its identifiers begin alike.
        self._moment = _ten_letters(made_at_ms(request))
        self._made = 0

    def make(self, kind: str) -> str:
        """Return the next identifier of `kind`, one of `KINDS`."""
        assert kind in _KNOWN, f"{kind} is not a kind of identifier"
        self._made += 1
        seed = hashlib.sha256(self._request + self._made.to_bytes(4, "big")).digest()
        n, two = int.from_bytes(seed[:10], "big"), _PAIRS
        # Written out, this takes two thirds of the time of a loop.
        return (
            f"{kind}_{self._moment}"
            f"{two[n >> 70]}{two[n >> 60 & 1023]}{two[n >> 50 & 1023]}{two[n >> 40 & 1023]}"
            f"{two[n >> 30 & 1023]}{two[n >> 20 & 1023]}{two[n >> 10 & 1023]}{two[n & 1023]}"
        )


# Two letters at a time: an identifier is made for every offer, trade and security.
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]


def _ten_letters(ms: int) -> str:
    return f"{_of_second(ms >> 10)}{_PAIRS[ms & 1023]}"


@lru_cache(maxsize=16)
def _of_second(n: int) -> str:
    """Return the letters that are the same for 1,024 milliseconds."""
    pairs = _PAIRS
    return f"{pairs[n >> 30]}{pairs[n >> 20 & 1023]}{pairs[n >> 10 & 1023]}{pairs[n & 1023]}"


def is_identifier(text: str, kind: str) -> bool:
    """Return whether `text` has the form of an identifier of `kind`."""
    return text.startswith(f"{kind}_") and _SHAPE.fullmatch(text) is not None


def check_identifier(text: str, kind: str) -> str:
    """Return `text`, or refuse what has not the form of an identifier of `kind`."""
    if not is_identifier(text, kind):
        raise NotAnIdentifier(given=text[:60], kind=kind)
    return text


def request_id(text: str) -> UUID:
    """Return the request's id, a UUID of version 7."""
    try:
        found = msgspec.convert(text, UUID)
    except msgspec.ValidationError:
        raise NotARequestId(given=text[:60]) from None
    # Version 7 of the variant of RFC 9562, written with its hyphens.
    if len(text) != 36 or found.int >> 76 & 0xF != 7 or found.int >> 62 & 0x3 != 2:
        raise NotARequestId(given=text[:60])
    return found


def made_at_ms(request: UUID) -> int:
    """Return the moment a UUIDv7 was made, in milliseconds since 1970."""
    return request.int >> 80
