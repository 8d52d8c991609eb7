"""What a market answers, as far as a table shows it. More keys may come; none of these goes."""

from collections.abc import Mapping
from typing import Any, Literal, TypeVar

import msgspec
from msgspec import Struct

from laogu.basics import said
from laogu.cli.call import Call
from laogu.cli.counted_told import ChangedTold, CountedTold, SecuritiesTold
from laogu.cli.failures import NotAMarket

Told = TypeVar("Told", bound=Struct)


class VerifiedTold(Struct, frozen=True, kw_only=True):
    """What a verification found. differences: the tables that differ."""

    sound: bool
    kind: str
    entries: int
    events: int
    head: str
    snapshot: int | None
    compared_live: bool
    commitments: int
    looks: int = 0
    differences: tuple[str, ...]
    earlier_head: Literal["agrees", "differs", "missing"] | None = None


class ClassTold(Struct, frozen=True, kw_only=True):
    """A stock class, and how much of it there is."""

    stock_class_id: str
    name: str
    quantity: str
    currency: str | None = None


class HeldTold(Struct, frozen=True, kw_only=True):
    """A holder on a cap table. holder: None: the name has been forgotten."""

    holder_id: str
    holder: str | None
    quantities: dict[str, str]


class CapTableTold(Struct, frozen=True, kw_only=True):
    """A cap table. not_shown: held by those who may not be seen."""

    as_of: str
    known_at: str | None
    classes: tuple[ClassTold, ...]
    rows: tuple[HeldTold, ...]
    not_shown: dict[str, str]
    counted: CountedTold | None = None
    changed: ChangedTold | None = None
    securities: SecuritiesTold | None = None


class IssuerTold(Struct, frozen=True, kw_only=True):
    """An issuer of the market."""

    slug: str
    name: str
    example: bool
    classes: tuple[ClassTold, ...]


class IssuersTold(Struct, frozen=True, kw_only=True):
    """The issuers of the market."""

    issuers: tuple[IssuerTold, ...]


class OfferTold(Struct, frozen=True, kw_only=True):
    """An open offer. open_until: None: until it is withdrawn or taken."""

    offer_id: str
    quantity: str
    price: str
    currency: str
    posted_at: str
    open_until: str | None


class OffersTold(Struct, frozen=True, kw_only=True):
    """The open offers of an issuer."""

    offers: tuple[OfferTold, ...]


class AnchorTold(Struct, frozen=True, kw_only=True):
    """An anchor. part: per cent or shares it is for. comes_to: None: it cannot be compared."""

    on: str
    precision: str
    kind: str
    paid: bool
    value: str
    currency: str
    basis: str
    part: str | None = msgspec.field(name="for")
    derived: bool
    comes_to: str | None
    says: str
    source: str
    sure: str


class AnchorsTold(Struct, frozen=True, kw_only=True):
    """The anchors of an issuer. quantity, percent: of the holding that was asked about."""

    issuer: str
    on: str
    quantity: str | None
    percent: str | None
    anchors: tuple[AnchorTold, ...]


class RuleTold(Struct, frozen=True, kw_only=True):
    """What one rule says of a transfer."""

    id: str
    result: str
    source: str
    why: str
    fix: str | None
    until: str | None


class TaskTold(Struct, frozen=True, kw_only=True):
    """What has to happen first. silence: what saying nothing amounts to."""

    who: str
    what: str
    due: str | None
    silence: str | None = None


class ChargeTold(Struct, frozen=True, kw_only=True):
    """A fee or tax on a transfer."""

    payer: str
    collector: str
    kind: str
    amount: str
    currency: str
    due: str | None


class AttachedTold(Struct, frozen=True, kw_only=True):
    """A restriction that stays with what is bought."""

    kind: str
    rule: str
    source: str
    locked_through: str | None
    quantity: str | None


class TransferTold(Struct, frozen=True, kw_only=True):
    """The transferability answer."""

    result: str
    quantity: str
    rules: tuple[RuleTold, ...]
    tasks: tuple[TaskTold, ...]
    charges: tuple[ChargeTold, ...]
    attach: tuple[AttachedTold, ...]
    missing: tuple[str, ...]
    asked: str | None = None
    until: str | None = None


class StageTold(Struct, frozen=True, kw_only=True):
    """A stage of a trade, and since when."""

    stage: str
    at: str


class PartTold(Struct, frozen=True, kw_only=True):
    """Who buys how much in the end."""

    holder_id: str
    quantity: str


class NoticeTold(Struct, frozen=True, kw_only=True):
    """The notice to those who may take first. waits_for: who has not answered."""

    rule: str
    last_day: str
    ends_at: str
    waits_for: tuple[str, ...]


class ConsentTold(Struct, frozen=True, kw_only=True):
    """The consent that was asked. answer: None: none yet."""

    giver: str
    answer: str | None


class TradeTold(Struct, frozen=True, kw_only=True):
    """A trade and its life so far. names: of its holders; None: it has been forgotten."""

    trade_id: str
    seller_id: str
    buyer_id: str
    quantity: str
    price: str
    currency: str
    stage: str
    stages: tuple[StageTold, ...]
    parts: tuple[PartTold, ...]
    notice: NoticeTold | None
    consent: ConsentTold | None
    long_stop_at: str
    through: str | None
    settled_on: str | None
    reason: str | Any | None
    names: dict[str, str | None] = {}


class ReasonTold(Struct, frozen=True, kw_only=True):
    """Why shares of a lot are not free. counted: how many of them are put down to it."""

    kind: str
    counted: str
    rule: str | None
    until: str | None
    remedy: str | None


class LotTold(Struct, frozen=True, kw_only=True):
    """A security of a holder, with what is free of it. cost: None: not known."""

    security_id: str
    issuer: str
    stock_class: str
    quantity: str
    restricted: str
    promised: str
    free: str
    acquired_on: str | None
    cost: str | None
    currency: str | None
    reasons: tuple[ReasonTold, ...] = ()


class CashTold(Struct, frozen=True, kw_only=True):
    """Cash of a holder in one currency. held: promised to an offer or a trade."""

    currency: str
    free: str
    held: str


class HoldingsTold(Struct, frozen=True, kw_only=True):
    """What a holder owns. holder: None: the name has been forgotten."""

    holder_id: str
    holder: str | None
    lots: tuple[LotTold, ...]
    cash: tuple[CashTold, ...]


class WaitingTold(Struct, frozen=True, kw_only=True):
    """One thing that waits for somebody. due_at: None: it has no clock."""

    what: str
    trade_id: str | None
    offer_id: str | None
    due: str | None
    due_at: str | None
    silence: str
    window_id: str | None = None
    grant_id: str | None = None


class InboxTold(Struct, frozen=True, kw_only=True):
    """What waits for a person."""

    waiting: tuple[WaitingTold, ...]


class EntryTold(Struct, frozen=True, kw_only=True):
    """One entry of the record. by, body: only for who may see them."""

    entry: int
    recorded_at: str
    operation: str
    events: tuple[str, ...]
    hash: str
    by: str | None = None
    body: str | None = None


class RecordTold(Struct, frozen=True, kw_only=True):
    """Entries of the record. next: after which to go on; None: these were the last."""

    entries: tuple[EntryTold, ...]
    next: str | None


class LookTold(Struct, frozen=True, kw_only=True):
    """Who looked at what that is not public."""

    at: str
    by: str
    what: str
    of: str


class LooksTold(Struct, frozen=True, kw_only=True):
    """Who looked at what, newest first."""

    looks: tuple[LookTold, ...]


class MandateTold(Struct, frozen=True, kw_only=True):
    """A mandate. name: of what it is over; None: the market, or a forgotten name."""

    power: str
    over: str
    name: str | None


class MeTold(Struct, frozen=True, kw_only=True):
    """Who asks."""

    person_id: str
    name: str | None
    mandates: tuple[MandateTold, ...]


class LinkTold(Struct, frozen=True, kw_only=True):
    """A link that signs in once: its path below the market's address."""

    path: str
    until: str


class SignedInTold(Struct, frozen=True, kw_only=True):
    """A session: its secret is shown like an API token until it ends."""

    name: str | None
    token: str
    until: str


def taken(answer: Mapping[str, Any], kind: type[Told], call: Call) -> Told:
    """Return an answer as what it should be, or say that no market of this version gives it."""
    try:
        return msgspec.convert(answer, kind)
    except msgspec.ValidationError as wrong:
        reason = said("Its answer is not of the known shape: {wrong}.", wrong=str(wrong)[:200])
        raise NotAMarket(server=call.server, reason=reason) from None
