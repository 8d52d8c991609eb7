"""What a rule says of a transfer, and how the rules together answer.

The kinds, and which outweighs which, follow the field: a block outweighs an unknown, an unknown a
step still to be done, a step a smaller quantity, and that a pass. A missing fact is never a pass.
"""

from datetime import date, datetime
from typing import Any, Literal

from msgspec import Struct

from laogu.agreements import Clause, Layer
from laogu.basics import (
    Bilingual,
    Charge,
    EncumbranceId,
    HolderId,
    IssuerId,
    Price,
    Restriction,
    Said,
    SecurityId,
    StockClassId,
    Sure,
    Way,
)
from laogu.rights.lots import LotFree

Kind = Literal["pass", "block", "pending", "adjust", "unknown", "charge", "attach", "flag"]
Result = Literal["pass", "block", "pending", "adjust", "unknown"]

PRECEDENCE: tuple[Result, ...] = ("block", "unknown", "pending", "adjust", "pass")


class Proposal(Struct, frozen=True, kw_only=True, gc=False):
    """A transfer somebody has in mind.

    buyers:   empty: not known yet; taken as one new holder.
    units:    smallest units of the class. price: None: not known yet.
    on:       the day on which it would happen, in the issuer's time zone.
    promised: what the seller promised to this very proposal, which does not count against it.
    sealed:   what it promised where who asks may not look; as if it were not promised.
    unseen:   encumbrances that who asks may not know of; as if they were not there.
    """

    issuer: IssuerId
    stock_class: StockClassId
    seller: HolderId
    buyers: tuple[HolderId, ...]
    units: int
    price: Price | None
    mechanism: Way
    on: date
    promised: tuple[tuple[SecurityId, int], ...] = ()
    sealed: tuple[tuple[SecurityId, int], ...] = ()
    unseen: tuple[EncumbranceId, ...] = ()


class Task(Struct, frozen=True, kw_only=True, gc=False):
    """Something that must happen first.

    who:     whom it waits for, as a sentence; `holders` names them where they are holders.
    due:     the last day; None: it has no clock. silence: what happens if nobody answers by then.
    """

    who: Said
    what: Said
    holders: tuple[HolderId, ...] = ()
    due: date | None = None
    due_at: datetime | None = None
    silence: Literal["waives", "never_consents", "nothing"] = "nothing"


class RuleResult(Struct, frozen=True, kw_only=True, gc=False):
    """What one rule says here.

    says:     with the figures of this case. fix: what would change it; None: nothing can.
    facts:    what was read to decide. clock: how days were counted, where they were.
    until:    for a block, the last day on which it stands; None: no day is known.
    units:    for an adjustment, how many units may go.
    """

    id: str
    result: Kind
    says: Said
    source: str
    source_zh: str | None
    version: str
    layer: Layer
    sure: Sure
    waivable_by: str = "nobody"
    fix: Said | None = None
    facts: dict[str, Any] = {}
    clock: Said | None = None
    until: date | None = None
    units: int | None = None
    tasks: tuple[Task, ...] = ()
    charges: tuple[Charge, ...] = ()
    attach: tuple[Restriction, ...] = ()
    missing: tuple[Said, ...] = ()

    @property
    def cited(self) -> Bilingual:
        """The clause, for a reader of either language."""
        return Bilingual(self.source, self.source_zh)


class Cite(Struct, frozen=True, gc=False):
    """A clause and the document it stands in."""

    clause: Clause
    version: str
    layer: Layer

    def result(self, kind: Kind, says: Said, **more: Any) -> RuleResult:
        """Return what this clause says; what is known from memory only may flag, not hinder."""
        if self.clause.sure == "M" and kind in {"block", "adjust", "unknown"}:
            kind = "flag"
            more.pop("units", None)
        return RuleResult(
            id=self.clause.rule,
            result=kind,
            says=says,
            source=self.clause.clause,
            source_zh=self.clause.clause_zh,
            version=self.version,
            layer=self.layer,
            sure=self.clause.sure,
            waivable_by=self.clause.waivable_by,
            **more,
        )


class Answer(Struct, frozen=True, kw_only=True, gc=False):
    """The transferability answer.

    units: how many may go, once every task is done; 0 for a block. asked: how many were asked for.
    until: for a block, the last day on which it stands, the latest of all; None: no day is known.
    lots:  the seller's lots, with what is free of each by every restriction.
    """

    result: Result
    units: int
    asked: int
    rules: tuple[RuleResult, ...]
    tasks: tuple[Task, ...]
    charges: tuple[Charge, ...]
    attach: tuple[Restriction, ...]
    missing: tuple[Said, ...]
    until: date | None
    lots: tuple[LotFree, ...] = ()


def combine(rules: tuple[RuleResult, ...], *, asked: int, lots: tuple[LotFree, ...] = ()) -> Answer:
    """Return what the rules together say.

    Restrictions: the latest day. Quantities: the smallest. Charges and tasks add.
    """
    kinds = {rule.result for rule in rules}
    result: Result = next((one for one in PRECEDENCE if one in kinds), "unknown")
    blocks = [rule for rule in rules if rule.result == "block"]
    days = [rule.until for rule in blocks]
    known = [one for one in days if one is not None]
    smallest = min([asked, *[rule.units for rule in rules if rule.units is not None]])
    return Answer(
        result=result,
        units=0 if blocks else smallest,
        asked=asked,
        rules=rules,
        tasks=tuple([task for rule in rules for task in rule.tasks]),
        charges=tuple([charge for rule in rules for charge in rule.charges]),
        attach=tuple([one for rule in rules for one in rule.attach]),
        missing=tuple([one for rule in rules for one in rule.missing]),
        until=max(known) if known and len(known) == len(days) else None,
        lots=lots,
    )
