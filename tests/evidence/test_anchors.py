"""Anchors: which facts are, which was last, and what a holding comes to at each; nothing else."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from msgspec.structs import replace

from laogu.basics import FactId, IssuerId, Money, TooLarge, Undo, set_aside, take_up
from laogu.evidence import (
    Anchor,
    Evidence,
    FactRecorded,
    Holding,
    anchors_of,
    comes_to,
    last_anchor,
    of_the_whole,
)
from laogu.evidence.anchors import anchor

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HARROW = IssuerId("issuer_harrow")
DAY, LATER = date(2026, 1, 8), date(2026, 2, 20)


def fact(
    question: str = "close", value: str | None = "116.20", unit: str | None = "HKD a share",
    *, on: date = DAY, id_: str = "a",
) -> FactRecorded:  # fmt: skip
    return FactRecorded(
        effective_on=on, fact=FactId(id_), issuer=HARROW, question=question, says_en="Said.",
        says_zh="所说。", source="Filing", sure="high", value=value, unit=unit,
    )  # fmt: skip


def at(question: str, value: str, unit: str) -> Anchor:
    found = anchor(fact(question, value, unit))
    assert found is not None
    return found


def evidence(*facts: FactRecorded) -> Evidence:
    stands = Evidence(Undo())
    for one in facts:
        stands.apply(one, AT)
    return stands


@pytest.mark.parametrize(
    ("question", "unit", "basis", "of"),
    [
        ("close", "HKD a share", "share", None),
        ("round.b6", "CNY after the round", "after", None),
        ("round", "USD before the round", "before", None),
        ("valuation_reported", "CNY for the whole company", "company", None),
        ("reserve.2", "CNY for 28.095%", "percent", Decimal("28.095")),
        ("transfer", "CNY for 3471000000 shares", "shares", Decimal(3_471_000_000)),
    ],
)
def test_the_unit_says_of_what_an_anchor_is(question, unit, basis, of):
    found = anchor(fact(question, "80000000", unit))

    assert found is not None
    assert (found.basis, found.of, found.is_derived) == (basis, of, False)


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("shares_in_issue", "402810690", "shares"),
        ("highest_price", "1238", "HKD a share"),
        ("close", "116.20", "HKD"),
        ("close", "116.20", "XAU a share"),
        ("close", "0", "HKD a share"),
        ("close", "2026-01-08", "HKD a share"),
        ("close", None, None),
        ("reserve", "80000000", "CNY for 0%"),
        ("reserve", "80000000", "CNY for more than 300 million shares"),
    ],
)
def test_what_is_not_an_anchor(question, value, unit):
    assert anchor(fact(question, value, unit)) is None


def test_what_was_worked_out_is_said_to_be():
    found = anchor(fact("round", "60.52", "CNY a share, derived"))

    assert found is not None
    assert found.is_derived


def test_shares_at_a_price_of_one_share():
    one = at("offer_price", "116.20", "HKD a share")

    assert comes_to(one, Holding(quantity=Decimal(27_109_120))) == Money(315_007_974_400, "HKD")
    assert comes_to(one, Holding(percent=Decimal(5))) is None


def test_shares_at_a_price_of_so_many_shares():
    one = at("transfer", "22242000", "CNY for 17652400 shares")

    assert comes_to(one, Holding(quantity=Decimal(17_652_400))) == Money(2_224_200_000, "CNY")
    assert comes_to(one, Holding(quantity=Decimal(1))) == Money(126, "CNY")
    assert of_the_whole(one) is None


def test_per_cent_of_a_company_and_of_a_stake():
    stake = at("transfer", "80000000", "CNY for 28.095%")
    after = at("round", "4300000000", "USD after the round")

    assert comes_to(stake, Holding(percent=Decimal("28.095"))) == Money(8_000_000_000, "CNY")
    assert of_the_whole(stake) == Money(28_474_817_583, "CNY")
    assert comes_to(after, Holding(percent=Decimal("0.5"))) == Money(2_150_000_000, "USD")
    assert of_the_whole(after) == Money(430_000_000_000, "USD")
    assert comes_to(after, Holding(quantity=Decimal(1))) is None


def test_what_no_64_bits_hold_is_refused():
    with pytest.raises(TooLarge):
        comes_to(at("close", "116.20", "HKD a share"), Holding(quantity=Decimal(10**17)))
    with pytest.raises(TooLarge):
        comes_to(at("reserve", "80000000", "CNY for 0.0001%"), Holding(percent=Decimal(10**8)))


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ("9" * 30, "USD after the round"),
        ("9" * 30, "USD a share"),
        ("9" * 30, "USD for 5 shares"),
        ("0.001", "USD for 5%"),
    ],
)
def test_a_figure_that_cannot_be_counted_with_compares_with_nothing_and_spoils_no_other(
    value, unit
):
    one = at("round", value, unit)

    for held in (Holding(quantity=Decimal(5)), Holding(percent=Decimal(5))):
        assert comes_to(one, held) is None


def test_the_last_anchor_is_the_newest_day_on_which_money_moved():
    stands = evidence(
        fact("close", "131.50", id_="b"),
        fact("talks", "400", "HKD a share", on=LATER, id_="c"),
        fact("offer_price", "116.20", id_="a"),
    )

    last = last_anchor(stands, HARROW)

    assert last is not None
    assert last.said.fact == "a"  # Recorded after the close of the same day.
    assert [one.said.fact for one in anchors_of(stands, HARROW)] == ["c", "a", "b"]
    assert [one.said.fact for one in anchors_of(stands, HARROW, as_of=DAY)] == ["a", "b"]
    assert last_anchor(stands, IssuerId("issuer_other")) is None


def test_of_one_day_the_surer_one_counts_and_words_only_where_nobody_paid():
    stands = evidence(
        fact("close", "131.50", id_="a"),
        replace(fact("close", "125.70", id_="b"), sure="low"),
        fact("talks", "400", "HKD a share", on=LATER, id_="c"),
    )
    words = evidence(fact("reserve", "177", "CNY for 10%"), fact("plan", None, id_="b"))

    for as_of in (None, LATER, DAY):
        last = last_anchor(stands, HARROW, as_of=as_of)
        assert last is not None
        assert last.said.fact == "a"
    asked = last_anchor(words, HARROW)
    assert asked is not None
    assert (asked.kind, asked.is_money) == ("reserve", False)


def test_an_earlier_day_knows_no_later_anchor():
    stands = evidence(fact(id_="a"), fact("close", "725", on=LATER, id_="b"))

    before = last_anchor(stands, HARROW, as_of=DAY)

    assert before is not None
    assert before.said.fact == "a"
    assert last_anchor(stands, HARROW, as_of=date(2026, 1, 7)) is None


def test_what_is_taken_up_again_has_the_same_anchors():
    stands = evidence(
        fact(id_="b"), fact("close", "725", on=LATER, id_="a"), fact("plan", None, id_="c")
    )

    again = Evidence(Undo())
    take_up(again, set_aside(stands))

    assert again.last_anchor == stands.last_anchor
    assert anchors_of(again, HARROW) == anchors_of(stands, HARROW)


def test_what_is_rolled_back_leaves_no_anchor():
    undo = Undo()
    stands = Evidence(undo)
    stands.apply(fact(id_="a"), AT)
    mark = undo.mark()
    stands.apply(fact("close", "725", on=LATER, id_="b"), AT)
    undo.back_to(mark)

    last = last_anchor(stands, HARROW)

    assert last is not None
    assert last.said.fact == "a"
