"""Requests on their way to the record, and how the same one is known again."""

import hashlib
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from laogu.basics import Conflict, Fault, InvalidInput, PersonId, Said, Unavailable, made_at_ms
from laogu.journal.entries import Entry
from laogu.operations import Request

REMEMBERED_HOURS = 24
"""For how long a request is known again; an older id is a conflict that says so."""

AHEAD_MINUTES = 10
"""How far ahead of our clock a caller's may run."""


class RequestReused(Conflict):
    """A request's id came a second time with another body."""

    code = "journal.request_reused"
    what = "Another request was recorded under this id."
    why = "The id {request} names entry {seq}, and this body is not the one that was sent then."
    fix = "Make a new id for a new request."
    request: str
    seq: int


class RequestTooOld(Conflict):
    """A request's id was made before the time for which requests are remembered."""

    code = "journal.request_too_old"
    what = "This request is too old to be told from a repeated one."
    why = (
        "Its id was made more than {hours} hours ago, "
        "and requests are remembered for {hours} hours."
    )
    fix = "See whether it was recorded; if not, send it under a new id."
    hours: int = REMEMBERED_HOURS


class RequestFromAhead(InvalidInput):
    """A request's id was made in the future."""

    code = "journal.request_from_ahead"
    what = "This request's id was made in the future."
    why = "A UUIDv7 holds the time it was made; this one is more than {minutes} minutes ahead."
    fix = "Set the clock of the machine that sends, and make a new id."
    minutes: int = AHEAD_MINUTES


class RequestForgotten(Conflict):
    """A request is repeated whose personal data has been erased since."""

    code = "journal.request_forgotten"
    what = "Whether this is the same request cannot be told any more."
    why = "Entry {seq} has its id, and the personal data in it has been erased."
    fix = "Send it under a new id, if it is to happen again."
    seq: int


class PromiseBroken(Fault):
    """A promise of our own broke while a request was tried; it was rolled back."""

    code = "journal.promise_broken"
    what = "This request was not recorded, by a fault of ours."
    why = "It would have broken a promise that the books always keep: {promise}."
    fix = "Nothing was changed. Tell the operator this request's id: {request}."
    promise: str
    request: str


class NotForeseen(Fault):
    """A request met a fault of ours that nobody had foreseen; it alone was rolled back."""

    code = "journal.not_foreseen"
    what = "This request was not recorded, by a fault of ours."
    why = "It met something that nobody had foreseen; the log of the market says what."
    fix = "Nothing was changed. Tell the operator this request's id: {request}."
    request: str


class MarketStopped(Unavailable):
    """The market takes no requests because the disk failed."""

    code = "journal.market_stopped"
    what = "The market takes no requests at the moment."
    why = "An earlier entry could not be made durable. {reason}"
    fix = "Nothing was lost. The operator mends the disk and starts the market again."
    reason: Said


class StandsBy(Unavailable):
    """This process follows the record that another one writes."""

    code = "journal.stands_by"
    what = "This is a standby of the market."
    why = "It follows the record, which another process writes: {writer}."
    fix = "Ask the other one, or wait: this one takes over when the other ends."
    writer: str


def why_not(stopped: Said, stands_by: str | None) -> MarketStopped | StandsBy:
    """Return why a market takes no request. stands_by: who writes its record instead, if known."""
    return MarketStopped(reason=stopped) if stands_by is None else StandsBy(writer=stands_by)


class Command(Struct, frozen=True, kw_only=True, gc=False):
    """A request with everything the journal needs to know of it.

    by: who asks; None: an anonymous visitor, or the market itself where `is_market`.
    """

    operation: str
    request: Request
    id: UUID
    by: PersonId | None = None
    is_market: bool = False


Recorded = Entry
"""What a request came to is its entry; sending it again gives the same."""


class Remembered(Struct, frozen=True, gc=False):
    """A request that was recorded: its entry and its digest."""

    seq: int
    digest: bytes
    salted: bool


_encode = msgspec.json.Encoder(order="deterministic").encode


def digest(command: Command, salt: bytes = b"") -> bytes:
    """Return the digest of what was asked, by whom; 16 bytes."""
    body: Any = (command.operation, command.by, command.request)
    return hashlib.sha256(salt + _encode(body)).digest()[:16]


def forget_old(remembered: dict[str, Remembered], *, now_ms: int) -> None:
    """Let go of requests that are too old to be repeated, the first recorded first.

    now_ms: by the world's clock. One made ahead of our clock keeps those behind it a little.
    """
    old = []
    for request in remembered:
        if now_ms - made_at_ms(UUID(request)) <= REMEMBERED_HOURS * 3_600_000:
            break
        old.append(request)
    for request in old:
        del remembered[request]


def ages(*, now_ms: int) -> range:
    """Return when an id may have been made that is taken now. now_ms: by the world's clock."""
    return range(now_ms - REMEMBERED_HOURS * 3_600_000, now_ms + AHEAD_MINUTES * 60_000 + 1)


def wrong_age(request: UUID, *, now_ms: int) -> RequestTooOld | RequestFromAhead:
    """Return why an id is not taken that was made too long ago, or ahead of our clock."""
    return RequestTooOld() if made_at_ms(request) < now_ms else RequestFromAhead()
