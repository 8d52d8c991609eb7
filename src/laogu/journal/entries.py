"""What the journal keeps in one piece: one request, everything that came of it, and when."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from laogu.basics import Personal, PersonId
from laogu.operations import Event
from laogu.register import StockRetired, plans


class Entry(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One entry, as its bytes say it.

    seq:      its place in the chain, from 1.
    recorded_at: by the market's clock, in UTC; it never goes back.
    operation: its public name; `clock.fire` for what fell due by itself.
    by:       who asked; None: the market itself.
    request:  the request's own id; None: nobody asked.
    digest:   of the request's body, by which the same request is known again.
    salted:   whether the digest was made with the salts of the personal data in the entry, so that
              it says nothing any more once one of them is forgotten.
    """

    seq: int
    recorded_at: datetime
    operation: str
    events: tuple[Event, ...]
    by: PersonId | None = None
    request: str | None = None
    digest: bytes = b""
    salted: bool = False


encode: Callable[[Entry], bytes] = msgspec.json.Encoder().encode
"""Return the bytes of an entry: JSON, so that the record can be read without this program."""

_decoder = msgspec.json.Decoder(Entry)


def decode(body: bytes) -> Entry:
    """Return the entry of those bytes.

    Tags carry a version. When an event's shape changes, the old shape stays in the union under its
    own tag, and its small reader is called here; so far every event is in its first version.
    """
    return _decoder.decode(body)


_MADE = {
    "IssuerRegistered": "issuer", "StockClassRegistered": "stock_class",
    "HolderRegistered": "holder", "FactRecorded": "fact", "PersonRegistered": "person",
    "MandateGiven": "mandate", "KeyIssued": "key", "TermsAdopted": "terms",
    "RulebookAdopted": "rulebook", "VestingTermsRegistered": "vesting",
    "RegisterLoaded": "load", "ValuationRecorded": "paper", "FinancingRecorded": "paper",
    "DocumentRecorded": "paper", "LegendRecorded": "paper",
}  # fmt: skip
_MADE_INSIDE = {
    "ConvertibleIssued": ("convertible", "security"), "WarrantIssued": ("warrant", "security"),
    "PlanRegistered": ("plan", "plan"), "GrantIssued": ("grant", "security"),
    "StockIssued": ("stock", "security"), "OfferPosted": ("offer", "offer"),
    "OfferCountered": ("counter", "offer"), "TradeMatched": ("trade", "trade"),
    "WindowOpened": ("window", "window"), "OrderPlaced": ("order", "order"),
    "EncumbranceRecorded": ("encumbrance", "encumbrance"),
}  # fmt: skip


def made(events: Iterable[Event]) -> dict[str, list[str]]:
    """Return the ids that came to be, by kind, in order."""
    found: dict[str, list[str]] = {}
    for event in events:
        kind = type(event).__name__
        if kind in _MADE:
            found.setdefault(_MADE[kind], []).append(getattr(event, _MADE[kind]))
        elif kind in _MADE_INSIDE:
            outer, inner = _MADE_INSIDE[kind]
            found.setdefault(inner, []).append(getattr(getattr(event, outer), inner))
        elif isinstance(event, StockRetired) and event.by != "split":
            made_of_it = (*event.resulting, *([event.balance] if event.balance else []))
            found.setdefault("security", []).extend(one.security for one in made_of_it)
        elif isinstance(event, plans.GrantExercised | plans.GrantReleased):
            found.setdefault("security", []).extend(one.security for one in event.shares)
    return {kind: ids for kind, ids in found.items() if ids}


def personal_in(events: Iterable[Event]) -> Iterator[Personal]:
    """Return every reference to personal data that the events hold."""
    for event in events:
        for value in _values(event):
            if isinstance(value, Personal):
                yield value
            elif isinstance(value, Struct):
                yield from (one for one in _values(value) if isinstance(one, Personal))


def _values(event: Any) -> Iterator[Any]:
    return (getattr(event, name) for name in event.__struct_fields__)
