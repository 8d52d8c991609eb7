"""Consent: somebody must say yes. It has no clock, and silence is never consent."""

from laogu.agreements import Consent
from laogu.basics import said
from laogu.register import Register
from laogu.rights.first_refusal import is_among_holders
from laogu.rights.results import Cite, Proposal, RuleResult, Task


def consent(cite: Cite, proposal: Proposal, register: Register) -> RuleResult:
    """Say who must say yes."""
    clause = cite.clause
    assert isinstance(clause, Consent), "a clause of the right kind"
    if clause.free_among_holders and is_among_holders(proposal, register):
        return cite.result(
            "pass", said("The buyer is on the register already, so no consent is needed.")
        )
    task = Task(
        who=said("the board"),
        what=said("consent to the transfer, or refuse it with a reason"),
        silence="never_consents",
    )
    return cite.result(
        "pending",
        said("The board must consent; there is no last day, and silence is not consent."),
        tasks=(task,),
        fix=said("The board is asked when notice is given."),
    )
