"""Mechanism: in which ways shares may find a buyer.

A rulebook opens ways: the issuer's own if one was adopted for it, else the market's, else the
board. Terms may close what it opens; what is multilateral no terms of an issuer can open.
"""

from collections.abc import Sequence

from laogu.agreements import Mechanism, RulebookAdopted
from laogu.basics import Way, said
from laogu.rights.results import Cite, RuleResult

# Decision 0010: without a licence nothing multilateral, so this is what holds where no rulebook was
# adopted. The same text is shipped as data/rulebooks/board.toml, and a test compares them.
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

MULTILATERAL: frozenset[Way] = frozenset({"call_auction", "continuous"})


def ways(rulebook: RulebookAdopted | None, terms: Sequence[Cite], way: Way) -> tuple[Cite, ...]:
    """Return the clauses that say whether `way` is open: the rulebook's and those of the terms.

    rulebook: None: none was adopted. Then terms that speak of mechanisms stand in its place, but
    for what is multilateral.
    """
    if rulebook is not None:
        content = rulebook.content
        own = (Cite(one, content.version, content.layer) for one in content.mechanism)
        return (*own, *terms)
    if not terms or way in MULTILATERAL:
        return (*terms, DEFAULT)
    return tuple(terms)


def mechanism(cite: Cite, way: Way) -> RuleResult:
    """Say whether a way of finding a buyer is open."""
    assert isinstance(cite.clause, Mechanism), "a clause of the right kind"
    facts = {"way": way, "allowed": cite.clause.allowed}
    if way in cite.clause.allowed:
        return cite.result("pass", said(_SAYS[way]), facts=facts)
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
