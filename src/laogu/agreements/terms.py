"""Terms: a charter, an agreement, or the rules of a law or an exchange, as a readable TOML file.

One shape for all of them, so that whatever binds an issuer is adopted, versioned and cited alike.
Each table is one of the primitives that the field's rules are made of; see docs/concepts/rights.md.
"""

import tomllib
from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import fields

from laogu.agreements.refusals import TermsUnreadable
from laogu.basics import FIRST_DAY, LAST_DAY, Bilingual, Sure, Way, hidden_in

Layer = Literal["law", "exchange", "charter", "agreement", "platform"]
Waiver = Literal["nobody", "regulator", "board", "holder", "amendment"]
Days = Annotated[int, Meta(ge=1, le=3_660)]
Text = Annotated[str, Meta(min_length=1, max_length=600)]


class Clause(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a rule is written, and how surely we know it.

    rule:   its id, as results cite it.
    clause: where it stands, for a reader; `clause_zh` in Chinese, None: the same words.
    sure:   T its own text was read, S a secondary source was read, M from memory: may not block.
    """

    rule: Text
    clause: Text
    clause_zh: Text | None = None
    sure: Sure = "T"
    waivable_by: Waiver = "nobody"

    @property
    def cited(self) -> Bilingual:
        """Where it stands, for a reader of either language."""
        return Bilingual(self.clause, self.clause_zh)


class Mechanism(Clause, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The ways in which shares may find a buyer; every other way is closed."""

    allowed: tuple[Way, ...]


class LockUp(Clause, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Shares may not be sold for a while.

    Either `days_after_acquisition` of each security, or until `locked_through` for all that were
    acquired on or before `acquired_by` (None: all of them).
    """

    days_after_acquisition: Days | None = None
    locked_through: date | None = None
    acquired_by: date | None = None


class HolderCap(Clause, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """No more than `limit` holders may stand on the register after the trade."""

    limit: Annotated[int, Meta(ge=1)]


class FirstRefusal(Clause, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody is asked first, on the same terms; one tier with one clock.

    tier:    who may take: the other holders of the class.
    days:    after receipt, which is not counted; `calendar` moves a last day at rest.
    partial: allowed   any part may be taken, the buyer gets the rest;
             refused   who takes less than its full share has not exercised;
             forfeit   if the takers together leave a share, the right is lost for this sale.
    free_among_holders: a sale to somebody already on the register asks nobody.
    Silence until the last day waives.
    """

    tier: Literal["holders"] = "holders"
    days: Days
    calendar: Text | None = None
    partial: Literal["allowed", "refused", "forfeit"] = "allowed"
    free_among_holders: bool = False


class Consent(Clause, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody must say yes. There is no clock: silence is never consent."""

    giver: Literal["board"] = "board"
    free_among_holders: bool = False


class Closing(Clause, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long a sale may take, and what it costs.

    long_stop_days: after matching; a trade that has not settled by then expires.
    fee_bps:        ten-thousandths of the price, taken from the seller.
    withdrawal:     whether the seller may change its mind before settlement.
    """

    long_stop_days: Days = 60
    fee_bps: Annotated[int, Meta(ge=0, le=1_000)] = 0
    withdrawal: bool = True


class Cited(Clause, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule that restrictions on single securities cite."""


class Terms(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything one document says about transfers.

    id, version: the same id in a later version replaces the earlier from the day it binds.
    Where the articles of an issuer are not on file, no terms of layer `charter` are adopted, and
    every answer says so.
    """

    id: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_-]{1,59}$")]
    version: Text
    layer: Layer
    title_en: Text
    title_zh: Text
    source: Text
    mechanism: tuple[Mechanism, ...] = ()
    lock_up: tuple[LockUp, ...] = ()
    holder_cap: tuple[HolderCap, ...] = ()
    first_refusal: tuple[FirstRefusal, ...] = ()
    consent: tuple[Consent, ...] = ()
    closing: tuple[Closing, ...] = ()
    cites: tuple[Cited, ...] = ()

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause, kind by kind, in the order in which they are read out."""
        return (
            *self.mechanism,
            *self.lock_up,
            *self.cites,
            *self.holder_cap,
            *self.first_refusal,
            *self.consent,
            *self.closing,
        )


_CLAUSES = frozenset(field.name for field in fields(Terms) if field.default == ())


def read_terms(text: str) -> Terms:
    """Return the terms written in a TOML text."""
    hidden = hidden_in(text, but="\t\r\n")
    if hidden is not None:
        raise TermsUnreadable(reason=f"{hidden} does not show as it is.")
    try:
        tree: dict[str, Any] = tomllib.loads(text)
        content = msgspec.convert(tree, Terms)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, RecursionError, ValueError) as wrong:
        raise TermsUnreadable(reason=str(wrong)[:300]) from None
    for clause in content.lock_up:
        _check_lock_up(clause)
    return content


def read_rulebook(text: str) -> Terms:
    """Return the rulebook written in a TOML text: terms of the platform that name open ways.

    It says nothing else: a clause that binds nobody would be taken for one that does.
    """
    content = read_terms(text)
    says = {name for name in _CLAUSES if getattr(content, name)}
    if content.layer != "platform" or says != {"mechanism"}:
        reason = "A rulebook is of layer platform and has tables mechanism and no others."
        raise TermsUnreadable(reason=reason)
    return content


def _check_lock_up(clause: LockUp) -> None:
    """Refuse a lock-up that has no end, two ends, or one no register can speak of."""
    if (clause.days_after_acquisition is None) == (clause.locked_through is None):
        reason = f"{clause.rule} needs days_after_acquisition or locked_through, one of them."
        raise TermsUnreadable(reason=reason)
    if clause.acquired_by is not None and clause.locked_through is None:
        raise TermsUnreadable(reason=f"{clause.rule}: acquired_by goes with locked_through.")
    for day in (clause.locked_through, clause.acquired_by):
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            reason = f"{clause.rule}: {day} lies outside the days a register can speak of."
            raise TermsUnreadable(reason=reason)
