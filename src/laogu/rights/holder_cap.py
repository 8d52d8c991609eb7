"""Holder cap: how many holders may stand on the register, counted after the trade."""

from laogu.agreements import HolderCap
from laogu.basics import said
from laogu.register import Register
from laogu.rights.results import Cite, Proposal, RuleResult


def holder_cap(cite: Cite, proposal: Proposal, register: Register) -> RuleResult:
    """Say whether the register would hold more holders than the clause allows.

    A residual row stands for holders nobody named; the count is then at least the named ones, so
    that the cap may be known to be passed, but never known to be kept.
    """
    clause = cite.clause
    assert isinstance(clause, HolderCap), "a clause of the right kind"
    count, residual = holders_after(proposal, register)
    facts = {"count": count, "limit": clause.limit}
    if count > clause.limit:
        return cite.result(
            "block",
            said(
                "Holders on the register after the trade: {count}; at most {limit} may be.", **facts
            ),
            fix=said("Sell to somebody who is on the register already."),
            facts=facts,
        )
    if residual:
        return cite.result(
            "unknown",
            said(
                "Holders after the trade: at least {count} of {limit}; not all are named here.",
                **facts,
            ),
            missing=(said("how many holders stand behind the row that names none"),),
            facts=facts,
        )
    says = said("Holders on the register after the trade: {count} of at most {limit}.", **facts)
    return cite.result("pass", says, facts=facts)


def is_kept(cite: Cite, proposal: Proposal, register: Register) -> bool:
    """Return whether it is known that no more holders would stand on the register than may."""
    clause = cite.clause
    assert isinstance(clause, HolderCap), "a clause of the right kind"
    count, residual = holders_after(proposal, register)
    return not residual and count <= clause.limit


def holders_after(proposal: Proposal, register: Register) -> tuple[int, int]:
    """Return how many named holders there would be, and how many rows that name none."""
    holders = register.lot_count.on(proposal.issuer)
    unnamed = register.unnamed.on(proposal.issuer)
    arriving = {one for one in proposal.buyers if one not in holders or one in unnamed}
    count = len(holders) - len(unnamed) + (len(arriving) if proposal.buyers else 1)
    if (
        proposal.seller in holders
        and proposal.seller not in unnamed
        and _sells_out(proposal, register)
        and proposal.seller not in proposal.buyers
    ):
        count -= 1
    return count, len(unnamed)


def _sells_out(proposal: Proposal, register: Register) -> bool:
    held = sum(
        register.units_of.on(stock_class).get(proposal.seller, 0)
        for stock_class in register.classes_of[proposal.issuer]
    )
    return held == proposal.units
