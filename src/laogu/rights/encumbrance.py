"""Encumbrance: somebody else has a right in the shares; who must let go of it, and until when.

A pledge, a freeze and a dispute keep shares from sale (CN-ENC-01, CN-ENC-02). A claim lets them go
and takes its part of what they bring. A nominee stands on the register for somebody else.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from msgspec.structs import replace

from laogu.agreements import Cited
from laogu.basics import Charge, Money, SecurityId, in_words, said
from laogu.register import IssuedStock, Register
from laogu.register.encumbrances import (
    Encumbering,
    Encumbrance,
    claimed,
    has_nominees,
    restrictions_on,
)
from laogu.rights.lots import LotFree
from laogu.rights.reach import Reach, reach
from laogu.rights.results import Cite, Proposal, RuleResult, Task

NOMINEE = Cite(
    Cited(
        rule="CN-SEC-06",
        clause="Company Law Art. 140(2); CSRC guidance of 2021-02-05 on shareholder information",
        clause_zh="《公司法》第一百四十条第二款；证监会2021年2月5日股东信息披露指引",
        sure="S",
    ),
    "1",
    "law",
)


def on_shares(register: Register, proposal: Proposal, stock: IssuedStock) -> Iterator[Encumbering]:
    """Yield what encumbrances keep from sale of a lot, but those that who asks may not know of."""
    yield from restrictions_on(
        register.encumbrances, stock, on=proposal.on, but=frozenset(proposal.unseen)
    )


def encumbered(
    register: Register,
    whole: Proposal,
    lots: Sequence[LotFree],
    *,
    decimals: int,
    names: bool,
) -> Iterator[RuleResult]:
    """Say what each encumbrance that keeps shares from sale means here, the oldest first.

    names: whether who must let go is named; a buyer is not told.
    """
    found: dict[str, list[tuple[IssuedStock, Encumbering]]] = {}
    for lot in lots:
        for one in on_shares(register, whole, lot.stock):
            found.setdefault(one.encumbrance, []).append((lot.stock, one))
    held = sum([lot.stock.units for lot in lots])
    for encumbrance, pairs in found.items():
        stands = register.encumbrances.standing[pairs[0][1].encumbrance]
        result = _judge(stands.encumbrance, whole, reach(pairs, of=held), decimals=decimals)
        yield replace(
            result,
            facts={**result.facts, "encumbrance": encumbrance},
            tasks=_task(stands.encumbrance, result) if names else (),
        )


def set_apart(
    register: Register, proposal: Proposal, lots: Sequence[LotFree], net: Money, *, names: bool
) -> Iterator[RuleResult]:
    """Say how much of what the seller gets would be held for those who claim a part of it.

    lots: with what is free of each. net: what the seller gets, less the fee.
    """
    kind = register.classes[proposal.stock_class]
    sold = _sold(proposal, lots)
    if not sold:
        return
    for one in claimed(register.encumbrances, sold, net, decimals=kind.decimals, on=proposal.on):
        claim = one.encumbrance
        if claim.encumbrance in proposal.unseen:
            continue
        facts = {
            "amount": one.amount,
            "gets": net,
            "units": in_words(one.units, kind.decimals),
            "encumbrance": claim.encumbrance,
        }
        yield _cite(claim).result(
            "charge",
            said("Of {gets} that the seller gets, {amount} is held for a claim.", **facts),
            charges=(
                Charge(
                    payer=proposal.seller,
                    collector=(claim.favours if names else None) or claim.encumbrance,
                    kind="claim",
                    amount=one.amount,
                ),
            ),
            facts=facts,
        )


def nominees(register: Register, proposal: Proposal) -> Iterator[RuleResult]:
    """Say that holders are counted and asked as they stand on the register, where some are not it.

    Said only to who may know of every arrangement: silence must not tell a stranger anything.
    """
    count = has_nominees(register.encumbrances, proposal.issuer, on=proposal.on)
    if not count or proposal.unseen:
        return
    says = said(
        "Holders are counted and asked as they stand on the register; holding for others: "
        "{nominees}.",
        nominees=count,
    )
    yield NOMINEE.result("flag", says, facts={"nominees": count})


def _judge(
    one: Encumbrance,
    proposal: Proposal,
    under: Reach,
    *,
    decimals: int,
) -> RuleResult:
    cite = _cite(one)
    held = under.held
    free = under.free_on(proposal.on)
    facts = {
        "held": in_words(held, decimals),
        "bound": in_words(held - free, decimals),
        "through": one.through,
    }
    if free >= proposal.units:
        says = said(_ENOUGH[one.kind], **facts)
        return replace(cite.result("pass", says, facts=facts), waivable_by=one.lifted_by)
    through = under.locked_through(proposal.on, proposal.units)
    says = said(_SAYS[one.kind] if through is None else _UNTIL[one.kind], **facts)
    if free:
        fix = said(
            "Sell {free} or fewer. For more: {remedy}",
            free=in_words(free, decimals),
            remedy=said(_REMEDY[one.lifted_by]),
        )
        result = cite.result("adjust", says, units=free, facts=facts, until=through, fix=fix)
    else:
        fix = said(_REMEDY[one.lifted_by])
        if through is not None and one.lifted_by == "nobody":
            fix = said("Sell from {free_on} on.", free_on=through + timedelta(days=1))
        result = cite.result("block", says, until=through, facts=facts, fix=fix)
    return replace(result, waivable_by=one.lifted_by)


def _cite(one: Encumbrance) -> Cite:
    cited = Cited(rule=one.rule, clause=one.source, sure=one.sure)
    return Cite(cited, "register", "law" if one.basis == "law" else "agreement")


def _task(one: Encumbrance, result: RuleResult) -> tuple[Task, ...]:
    """Return who must let go of it, where it hinders and somebody may."""
    if result.result != "block" or one.lifted_by == "nobody":
        return ()
    return (
        Task(
            who=said("the court") if one.lifted_by == "court" else said("who it is for"),
            what=said("let go of the shares, or of a part of them"),
            holders=() if one.favours is None or one.lifted_by == "court" else (one.favours,),
            silence="never_consents",
        ),
    )


def _sold(proposal: Proposal, lots: Iterable[LotFree]) -> tuple[tuple[IssuedStock, int], ...]:
    """Return the lots that would be sold: those promised to the proposal, else the oldest free."""
    own: dict[SecurityId, int] = dict(proposal.promised)
    left = proposal.units
    found = []
    for lot in lots:
        there = own.get(lot.stock.security, 0) if own else lot.free
        taken = min(there, left)
        if taken:
            found.append((lot.stock, taken))
            left -= taken
    return tuple(found)


_SAYS = {
    "pledge": "{bound} of {held} are pledged, and may not be sold until the pledge is let go.",
    "freeze": "{bound} of {held} are frozen by a court or an authority until it lets go of them.",
    "dispute_hold": "Of {held}, {bound} are in dispute, and kept until it is decided or settled.",
}
_UNTIL = {
    "pledge": "{bound} of {held} are pledged through {through}.",
    "freeze": "{bound} of {held} are frozen by a court or an authority through {through}.",
    "dispute_hold": "Of {held}, {bound} are in dispute, and kept through {through}.",
}
_ENOUGH = {
    "pledge": "{bound} of {held} are pledged; the rest is enough for this sale.",
    "freeze": "{bound} of {held} are frozen by an authority; the rest is enough for this sale.",
    "dispute_hold": "Of {held}, {bound} are in dispute; the rest is enough for this sale.",
}
_REMEDY = {
    "favoured": "Who it is for must let go of it first.",
    "court": "Only the court or the authority that ordered it can let go of it.",
    "nobody": "Nobody may let go of it.",
}
