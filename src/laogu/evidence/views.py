"""Questions to the evidence that have an answer for a person."""

from datetime import date

from laogu.basics import IssuerId
from laogu.evidence.anchors import Anchor, anchor
from laogu.evidence.state import Evidence, Fact


def facts_of(
    evidence: Evidence, issuer: IssuerId, *, as_of: date | None = None
) -> tuple[Fact, ...]:
    """Return the facts of an issuer, newest day first; with `as_of` none of a later day.

    Of one day, what was recorded last comes first.
    """
    facts = [evidence.facts[one] for one in reversed(tuple(evidence.facts_of.on(issuer)))]
    if as_of is not None:
        facts = [fact for fact in facts if fact.said.effective_on <= as_of]
    facts.sort(key=lambda fact: fact.said.effective_on, reverse=True)
    return tuple(facts)


def contradictions(evidence: Evidence, issuer: IssuerId) -> tuple[tuple[Fact, ...], ...]:
    """Return groups of facts that answer one question of one day with different figures.

    Figures of different units are no contradiction: a price of one share stands beside the value
    of the whole company. What follows a comma in a unit tells how a figure was got, and of what
    it is does not change by it.
    """
    groups: dict[tuple[str, date, str], list[Fact]] = {}
    for fact in facts_of(evidence, issuer):
        unit = (fact.said.unit or "").partition(",")[0]
        groups.setdefault((fact.said.question, fact.said.effective_on, unit), []).append(fact)
    return tuple(
        tuple(group) for group in groups.values() if len({fact.said.value for fact in group}) > 1
    )


def anchors_of(
    evidence: Evidence, issuer: IssuerId, *, as_of: date | None = None
) -> tuple[Anchor, ...]:
    """Return the anchors of an issuer, newest day first; with `as_of` none of a later day.

    Of one day, what was recorded last comes first.
    """
    facts = reversed(tuple(evidence.anchors_of.on(issuer)))
    found = [one for one in (anchor(evidence.facts[each].said) for each in facts) if one]
    if as_of is not None:
        found = [one for one in found if one.on <= as_of]
    found.sort(key=lambda one: one.on, reverse=True)
    return tuple(found)


def last_anchor(
    evidence: Evidence, issuer: IssuerId, *, as_of: date | None = None
) -> Anchor | None:
    """Return the newest anchor for which somebody paid; where there is none, the newest of words.

    Of one day the surest, and of those the one recorded last.
    Asked of today it is one look-up, however many there are. None: there is no anchor.
    """
    known = evidence.last_paid.get(issuer) or evidence.last_anchor.get(issuer)
    latest = anchor(evidence.facts[known].said) if known is not None else None
    if latest is None or as_of is None or latest.on <= as_of:
        return latest
    earlier = anchors_of(evidence, issuer, as_of=as_of)
    paid = [one for one in earlier if one.is_money]
    return max(paid or earlier, key=lambda one: one.rank, default=None)
