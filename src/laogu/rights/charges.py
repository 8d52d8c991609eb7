"""What a sale costs its seller: the fee of this market, and what others claim of the rest."""

from collections.abc import Iterator, Sequence

from laogu.agreements import Closing
from laogu.basics import Charge, cost, part_of, said
from laogu.register import Register
from laogu.rights.encumbrance import set_apart
from laogu.rights.lots import LotFree
from laogu.rights.results import Cite, Proposal, RuleResult

NO_CLOSING = Cite(
    Closing(rule="LAOGU-CLOSING", clause="Default of this market", clause_zh="本市场默认"),
    "1",
    "platform",
)


def charges(
    register: Register,
    proposal: Proposal,
    closing: Cite,
    lots: Sequence[LotFree],
    *,
    names: bool,
) -> Iterator[RuleResult]:
    """Say what the sale costs the seller, and what of the rest is held for others.

    lots: of the seller, with what is free of each. names: whether who claims is named.
    """
    clause = closing.clause
    assert isinstance(clause, Closing), "a clause of the right kind"
    if proposal.price is None:
        return
    decimals = register.classes[proposal.stock_class].decimals
    due = cost(proposal.price, proposal.units, decimals=decimals)
    fee = part_of(due, clause.fee_bps)
    facts = {"fee": fee, "cost": due}
    if clause.fee_bps:
        yield closing.result(
            "charge",
            said("The seller pays {fee} of {cost} to this market when it settles.", **facts),
            charges=(Charge(payer=proposal.seller, collector="market", kind="fee", amount=fee),),
            facts=facts,
        )
    if register.encumbrances.of_holder.on(proposal.seller):
        yield from set_apart(register, proposal, lots, due - fee, names=names)
