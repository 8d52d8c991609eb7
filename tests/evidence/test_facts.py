"""Every fact has a source; two that contradict each other both stay."""

from datetime import UTC, date, datetime

from laogu.basics import FactId, IssuerId, Undo
from laogu.evidence import Evidence, FactRecorded, contradictions, facts_of

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HARROW = IssuerId("issuer_harrow")


def fact(id_, on, value, question="shares_in_issue", **more) -> FactRecorded:
    return FactRecorded(
        effective_on=on, fact=FactId(id_), issuer=HARROW, question=question, says_en="So many.",
        says_zh="这么多。", source="Filing", sure="high", value=value, unit="shares", **more,
    )  # fmt: skip


def evidence(*facts) -> Evidence:
    stands = Evidence(Undo())
    for one in facts:
        stands.apply(one, AT)
    return stands


DAY, LATER = date(2025, 6, 13), date(2026, 1, 8)


def test_the_newest_day_comes_first_and_a_later_one_is_not_told_earlier():
    stands = evidence(fact("a", DAY, "1"), fact("b", LATER, "2"))

    assert [one.said.fact for one in facts_of(stands, HARROW)] == ["b", "a"]
    assert [one.said.fact for one in facts_of(stands, HARROW, as_of=DAY)] == ["a"]
    assert facts_of(stands, IssuerId("issuer_other")) == ()


def test_figures_that_contradict_each_other_stand_side_by_side():
    stands = evidence(
        fact("a", DAY, "402810690"),
        fact("b", DAY, "402810691"),
        fact("c", DAY, "7", question="employees"),
        fact("d", LATER, "440230190"),
        fact("e", LATER, "440230190"),  # twice the same is no contradiction
    )

    (group,) = contradictions(stands, HARROW)

    assert {one.said.fact for one in group} == {"a", "b"}
    assert len(stands.facts) == 5
