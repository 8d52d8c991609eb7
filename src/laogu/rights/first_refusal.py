"""First refusal: somebody may take the shares on the same terms before the buyer does.

It has a clock, and silence waives. One tier; how much each taker gets is exact.
"""

from collections.abc import Mapping

from laogu.agreements import Agreements, FirstRefusal, last_day_to_answer
from laogu.basics import HolderId, IssuerId, in_words, said, split
from laogu.register import Register, others_holding
from laogu.rights.results import Cite, Proposal, RuleResult, Task


def first_refusal(
    cite: Cite,
    proposal: Proposal,
    register: Register,
    agreements: Agreements,
    *,
    names: bool = True,
) -> RuleResult:
    """Say who would be asked first, and until when, if notice were given on that day.

    names: whether the task names the holders, who may be thousands, or only counts them.
    """
    right = cite.clause
    assert isinstance(right, FirstRefusal), "a clause of the right kind"
    if right.free_among_holders and is_among_holders(proposal, register):
        return cite.result(
            "pass", said("The buyer is on the register already, so nobody is asked first.")
        )
    asked = how_many_asked(proposal, register)
    if not asked:
        return cite.result("pass", said("There is no other holder to ask."))
    last, calendar = last_day_to_answer(agreements, right, received_on=proposal.on)
    facts = {
        "holders": asked,
        "units": in_words(proposal.units, register.classes[proposal.stock_class].decimals),
        "days": right.days,
        "last_day": last,
    }
    task = Task(
        who=said("one holder") if asked == 1 else said("{holders} holders", **facts),
        what=said(_PARTS[right.partial], **facts),
        holders=tuple(right_holders(proposal, register)) if names else (),
        due=last,
        silence="waives",
    )
    clock = said("{days}-day clock from the day after receipt; silence waives.", **facts)
    if calendar is not None and calendar.is_provisional(last):
        clock = said(
            "{days}-day clock from the day after receipt; that year's rest days are not known yet.",
            **facts,
        )
    says = (
        said("One holder may take the shares first, until {last_day}.", **facts)
        if asked == 1
        else said("{holders} holders may take the shares first, until {last_day}.", **facts)
    )
    unnamed = said("who stands behind the row that names no holder: they are to be asked too")
    has_unnamed = bool(register.unnamed.on(proposal.issuer))
    return cite.result(
        "unknown" if has_unnamed else "pending",
        says,
        tasks=(task,),
        clock=clock,
        facts=facts,
        missing=(unnamed,) if has_unnamed else (),
        fix=said("Give notice when a buyer is found."),
    )


def may_be_asked(cite: Cite, issuer: IssuerId, register: Register, agreements: Agreements) -> bool:
    """Return whether every holder is named, and the calendar that counts their days is adopted."""
    right = cite.clause
    assert isinstance(right, FirstRefusal), "a clause of the right kind"
    if right.calendar is not None and right.calendar not in agreements.calendars:
        return False
    return not register.unnamed.get(issuer)


def is_among_holders(proposal: Proposal, register: Register) -> bool:
    """Return whether every buyer stands on the issuer's register already."""
    holders = register.lot_count.on(proposal.issuer)
    return bool(proposal.buyers) and all(one in holders for one in proposal.buyers)


def right_holders(proposal: Proposal, register: Register) -> dict[HolderId, int]:
    """Return who is asked first, with the units each holds: the weight of its claim.

    A buyer who is a holder has its part by the sale itself, and is not asked.
    """
    others = others_holding(register, proposal.stock_class, but=proposal.seller)
    return {holder: units for holder, units in others.items() if holder not in proposal.buyers}


def how_many_asked(proposal: Proposal, register: Register) -> int:
    """Return how many are asked first, without walking through all of them."""
    held = register.units_of.on(proposal.stock_class)
    others = {proposal.seller, *proposal.buyers, *register.unnamed.on(proposal.issuer)}
    return len(held) - sum(1 for holder in others if holder in held)


def allocate(
    offered: int, wanted: Mapping[HolderId, int], weights: Mapping[HolderId, int], *, partial: str
) -> dict[HolderId, int]:
    """Return how many units each taker gets.

    offered: units for sale. wanted: what each taker asked for, above zero. weights: units held.
    Who asks for no more than its share of what is left gets what it asks for; the others share the
    rest in proportion to what they hold, whole units, largest remainder first, then the lower id.
    With `forfeit`, takers who together leave a unit lose the right for this sale.
    Source: Company Law of the PRC Art. 84(2), pro rata among those who exercise (CN-LLC-04).
    """
    if partial == "forfeit" and sum(wanted.values()) < offered:
        return {}
    taken: dict[HolderId, int] = {}
    waiting = dict(sorted(wanted.items()))
    left = offered
    while waiting and left:
        whole = sum(weights[holder] for holder in waiting)
        content = [one for one in waiting if waiting[one] * whole <= left * weights[one]]
        if not content:
            shares = split(left, [weights[holder] for holder in waiting])
            taken.update(zip(waiting, shares, strict=True))
            break
        for holder in content:
            taken[holder] = waiting.pop(holder)
            left -= taken[holder]
    return {holder: taken[holder] for holder in sorted(taken) if taken[holder]}


_PARTS = {
    "allowed": "take all or any part of {units}, or let it go",
    "refused": "take all of {units}, or let it go",
    "forfeit": "take all of {units} together, or lose the right for this sale",
}
