"""Sums that press reports state of real companies, worked out again from the shipped facts."""

from collections import Counter
from decimal import Decimal

import pytest

from laogu.basics import IssuerId, Money
from laogu.evidence import Anchor, Holding, anchors_of, comes_to, facts_of, of_the_whole
from tests.web.practice import Practice


@pytest.fixture(scope="module")
def real() -> Practice:
    return Practice(kind="real")


def issuer(real: Practice, slug: str) -> IssuerId:
    return real.running.books.register.slugs[slug]


def anchors(real: Practice, slug: str, question: str) -> list[Anchor]:
    """Return the anchors that answer a question, the earliest first."""
    found = anchors_of(real.running.books.evidence, issuer(real, slug))
    return [one for one in found[::-1] if one.said.question.partition(".")[0] == question]


def millions(amount: Money | None) -> Decimal:
    assert amount is not None
    return (amount.decimal() / 10**6).quantize(Decimal("0.1"))


def held_by(real: Practice, *names: str) -> Decimal:
    """Return what holders of Zhipu hold together, by their English names."""
    books = real.running.books
    kinds = books.register.classes_of[issuer(real, "zhipu")]
    return Decimal(
        sum(
            units
            for kind in kinds
            for holder, units in books.register.units_of.on(kind).items()
            if books.register.holders[holder].name_en in names
        )
    )


def test_the_legend_vehicles_at_the_offer_price(real):
    held = held_by(
        real, "Junlian Xiangdao", "Junlian Jinfan", "Social Security Zhongguancun Innovation Fund"
    )
    (offer,) = anchors(real, "zhipu", "offer_price")

    worth = comes_to(offer, Holding(quantity=held))

    assert held == 27_109_120
    assert worth == Money(3_150_079_744_00, "HKD")


def test_more_than_four_times_holds_above_one_rate_and_not_below(real):
    (offer,) = anchors(real, "zhipu", "offer_price")
    worth = comes_to(offer, Holding(quantity=Decimal(27_109_120)))
    paid = Decimal(620_000_000)

    assert worth is not None
    rate = 4 * paid / worth.decimal()

    assert rate.quantize(Decimal("0.0001")) == Decimal("0.7873")
    assert worth.decimal() * Decimal("0.7873") > 4 * paid
    assert worth.decimal() * Decimal("0.7872") < 4 * paid
    facts = facts_of(real.running.books.evidence, issuer(real, "zhipu"))
    (said,) = [one.said for one in facts if one.said.question == "value_of_legend_vehicles"]
    assert "0.7873" in said.says_en


def test_two_sales_of_one_company_imply_two_values_of_the_whole(real):
    first, last = anchors(real, "xiaohuifu", "transfer")

    assert (first.value, first.of) == (Decimal(336_000_000), Decimal(65))
    assert (last.value, last.of) == (Decimal(80_000_000), Decimal("28.095"))
    assert millions(of_the_whole(first)) == Decimal("516.9")
    assert millions(of_the_whole(last)) == Decimal("284.7")


def test_the_ladder_of_the_stake_from_the_first_reserve_to_the_private_sale(real):
    steps = anchors(real, "xiaohuifu", "reserve")
    sale = anchors(real, "xiaohuifu", "transfer")[-1]

    assert [one.value / 10**6 for one in steps] == [177, 153, 120]
    assert sale.value / 10**6 == 80
    assert {one.of for one in (*steps, sale)} == {Decimal("28.095")}
    assert not any(one.is_money for one in steps)
    assert sale.is_money
    # 45% of the first asking price, to an insider.
    assert (sale.value / steps[0].value).quantize(Decimal("0.001")) == Decimal("0.452")
    stake = Holding(percent=Decimal("28.095"))
    assert [comes_to(one, stake) for one in (*steps, sale)] == [
        Money(each * 10**8, "CNY") for each in (177, 153, 120, 80)
    ]


def test_stepfuns_one_round_has_two_prices(real):
    first, most, least = anchors(real, "stepfun", "round")

    assert [one.value / 10**9 for one in (first, least, most)] == [4, 5, 6]
    assert {one.basis for one in (first, least, most)} == {"before"}
    assert {one.said.precision for one in (first, least, most)} == {"year"}
    assert least.value / first.value - 1 == Decimal("0.25")
    assert most.value / first.value - 1 == Decimal("0.5")  # close to 50% apart


def test_minimaxs_residual_is_what_the_prospectus_leaves(real):
    register = real.running.books.register
    kinds = register.classes_of[issuer(real, "minimax")]
    sums = {register.classes[one].name_en: register.held_units[one] for one in kinds}
    (residual,) = register.unnamed.on(issuer(real, "minimax"))

    assert sums == {"Class A": 198_955_534, "Class B": 81_102_534}
    assert sum(sums.values()) == 280_058_068
    assert sum(register.units_of.on(one).get(residual, 0) for one in kinds) == 20_338_025
    assert 22_890_736 + 85_759_339 + 171_407_993 == 280_058_068


@pytest.mark.parametrize(("slug", "whole"), [("zhipu", 402_810_690), ("minimax", 280_058_068)])
def test_each_register_sums_to_the_shares_in_issue_before_the_offer(real, slug, whole):
    books = real.running.books
    facts = facts_of(books.evidence, issuer(real, slug))
    counted = [one.said.value for one in facts if one.said.question == "shares_in_issue"]
    kinds = books.register.classes_of[issuer(real, slug)]

    assert sum(books.register.held_units[one] for one in kinds) == whole
    assert counted[-1] == str(whole)


def test_the_last_rounds_of_both_agree_with_what_they_say_of_the_whole(real):
    for slug, each, whole in (
        ("zhipu", "60.52", 402_810_690),
        ("minimax", "15.14", 280_058_068),
    ):
        rounds = anchors(real, slug, "round")
        after = next(one for one in rounds[::-1] if one.basis == "after")
        a_share = next(one for one in rounds[::-1] if one.basis == "share")
        assert a_share.value == Decimal(each)
        assert a_share.is_derived
        assert abs(after.value / whole - a_share.value) < Decimal("0.005")


def test_no_trading_of_a_real_company_is_invented(real):
    books = real.running.books

    assert not books.market.offers
    assert not books.market.trades
    assert Counter(books.ledger.sums) == {}
    assert not any(one.example for one in books.register.issuers.values())
