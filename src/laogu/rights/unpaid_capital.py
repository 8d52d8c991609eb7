"""Unpaid capital: who owes what is not paid in on a stake that is sold, said before anybody signs.

PRC Company Law, art. 88. It hinders nothing: a stake may be sold before it is paid in. What was
forfeited (art. 52) is a restriction on the lot, and is read with the others.
"""

from collections.abc import Iterable, Iterator

from laogu.agreements import Cited
from laogu.basics import in_words, said
from laogu.register import IssuedStock, Register
from laogu.rights.results import Cite, Proposal, RuleResult

UNPAID = Cite(
    Cited(
        rule="CN-LLC-12",
        clause="PRC Company Law, art. 88",
        clause_zh="《公司法》第八十八条",
        sure="T",
    ),
    "2024-07-01",
    "law",
)


def unpaid_capital(
    proposal: Proposal, stocks: Iterable[IssuedStock], register: Register
) -> Iterator[RuleResult]:
    """Say who owes what is not paid in on the seller's stakes, under the law of the issuer."""
    if register.issuers[proposal.issuer].jurisdiction != "CN":
        return
    contributions = register.capital.contributions
    found = [contributions[one.security] for one in stocks if one.security in contributions]
    owed = sum(one.owed_on(proposal.on) for one in found)
    if not owed:
        return
    decimals = register.classes[proposal.stock_class].decimals
    overdue = sum(one.owed_on(proposal.on) for one in found if one.is_overdue_on(proposal.on))
    facts: dict[str, object] = {
        "owed": in_words(owed, decimals),
        "overdue": in_words(overdue, decimals),
    }
    if overdue:
        says = said(
            "{owed} is not paid in, of it {overdue} overdue: seller and buyer answer for that "
            "together, unless the buyer could not know.",
            **facts,
        )
        yield UNPAID.result("flag", says, facts=facts)
        return
    days = [one.due_on for one in found if one.due_on is not None and one.owed_on(proposal.on)]
    facts["due"] = min(days, default=None)
    says = said(
        "{owed} is not paid in, due from {due}: who buys owes it, and the seller answers for it in "
        "the second place.",
        **facts,
    )
    yield UNPAID.result("flag", says, facts=facts)
