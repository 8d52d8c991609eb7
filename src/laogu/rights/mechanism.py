"""Mechanism: in which ways shares may find a buyer."""

from laogu.agreements import Mechanism
from laogu.basics import said
from laogu.rights.results import Cite, Proposal, RuleResult

# Decision 0010: without a licence nothing multilateral, so this is what holds where no terms speak.
DEFAULT = Cite(
    Mechanism(
        rule="LAOGU-BOARD",
        clause="Rulebook board, the default of an operator without a licence",
        clause_zh="告示板规则书：没有牌照的运营者的默认规则",
        allowed=("negotiated", "board", "listing"),
        waivable_by="regulator",
    ),
    "1",
    "platform",
)


def mechanism(cite: Cite, proposal: Proposal) -> RuleResult:
    """Say whether the proposal's way of finding a buyer is open."""
    assert isinstance(cite.clause, Mechanism), "a clause of the right kind"
    facts = {"way": proposal.mechanism, "allowed": cite.clause.allowed}
    if proposal.mechanism in cite.clause.allowed:
        return cite.result("pass", said(_SAYS[proposal.mechanism]), facts=facts)
    return cite.result(
        "block",
        said("This way of finding a buyer is closed here; open are: {allowed}.", **facts),
        fix=said("Use one of the ways that are open: {allowed}.", **facts),
        facts=facts,
    )


_SAYS = {
    "negotiated": "A sale agreed between two sides is open here.",
    "board": "An offer on the board, taken by agreement, is open here.",
    "lawful_auction": "A lawful auction of one seller is open here.",
    "listing": "A listing by one seller is open here.",
    "call_auction": "A call auction is open here.",
    "continuous": "Continuous trading is open here.",
}
