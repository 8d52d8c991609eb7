"""Questions to the evidence that have an answer for a person."""

from datetime import date

from laogu.basics import IssuerId
from laogu.evidence.state import Evidence, Fact


def facts_of(
    evidence: Evidence, issuer: IssuerId, *, as_of: date | None = None
) -> tuple[Fact, ...]:
    """Return the facts of an issuer, newest day first; with `as_of` none of a later day."""
    facts = [evidence.facts[one] for one in evidence.facts_of.on(issuer)]
    if as_of is not None:
        facts = [fact for fact in facts if fact.said.effective_on <= as_of]
    return tuple(sorted(facts, key=lambda fact: (fact.said.effective_on, fact.said.fact))[::-1])


def contradictions(evidence: Evidence, issuer: IssuerId) -> tuple[tuple[Fact, ...], ...]:
    """Return groups of facts that answer one question of one day with different figures."""
    groups: dict[tuple[str, date], list[Fact]] = {}
    for fact in facts_of(evidence, issuer):
        key = (fact.said.question, fact.said.effective_on)
        groups.setdefault(key, []).append(fact)
    return tuple(
        tuple(group)
        for group in groups.values()
        if len({(fact.said.value, fact.said.unit) for fact in group}) > 1
    )
