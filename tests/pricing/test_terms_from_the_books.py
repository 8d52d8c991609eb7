"""Terms of real charters on the register: a mark by them is that of a file with the same terms."""

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from laogu.connectors import pricing as files
from laogu.pricing.standard import Standard
from tests.desk import MORNING, TODAY, Desk, desk_at, open_articles
from tests.pricing.marked import class_named, described, mark, told, values, venture


def marked(days: int = 0, **of_b: Any) -> tuple[Desk, Standard]:
    """Return Harrow's mark by a round in Series B, so many days after it was issued."""
    desk = desk_at(MORNING, open_articles, venture(**of_b))
    desk.wait(days=days)
    told(desk, "round", "1.00")
    return desk, mark(desk)


def of_a_file(**of_b: Any) -> list[float]:
    """Return what a share of each class is worth by a file with the same classes."""
    asked = {
        "currency": "USD",
        "known": {"stock_class": "Series B", "per_share": "1.00"},
        "classes": [
            {"stock_class": "Ordinary", "shares": 800e6},
            {"stock_class": "Series A", "shares": 100e6, "price": 0.5},
            {"stock_class": "Series B", "shares": 100e6, "price": 1.0} | of_b,
        ],
    }
    read = files.read_structure(json.dumps(asked).encode(), "made.json")
    found = files.valued(*read, "made.json")
    return [float(one["per_share"]) for one in found["classes"]]


DIVIDENDS: dict[str, Any] = {"dividends": "simple", "dividend_rate": Decimal("0.08")}
BOUGHT_OUT: dict[str, Any] = {
    "redemption": "simple",
    "redemption_rate": Decimal("0.10"),
    "redeems_from": TODAY + timedelta(days=1461),
    "redemption_most": Decimal(120_000_000),
    "redemption_seniority": Decimal(2),
}
SAME = [
    pytest.param(0, {}, {}, id="the plain case"),
    pytest.param(
        500, DIVIDENDS,
        {"dividends": 100e6 * 0.08 * 500 / 365.25, "dividend_rate": 0.08},
        id="dividends that are owed in any case",
    ),
    pytest.param(
        731, DIVIDENDS | {"dividends": "compound", "dividends_since": TODAY + timedelta(days=31)},
        {"dividends": 100e6 * (1.08 ** (700 / 365.25) - 1), "dividend_rate": 0.08,
         "dividends_compound": True},
        id="dividends on dividends, from a day that is stated",
    ),
    pytest.param(
        400, BOUGHT_OUT,
        {"redemption": {"amount": 100e6, "rate": 0.1, "held": 400 / 365.25,
                        "starts": (1461 - 400) / 365.25, "rank": 0, "most": 120e6}},
        id="bought out with interest, before all others, from a day on",
    ),
    pytest.param(
        300, {"redemption": "compound", "redemption_rate": Decimal("0.08"),
              "redemption_multiple": Decimal("1.2")},
        {"redemption": {"amount": 120e6, "rate": 0.08, "compounds": True, "held": 300 / 365.25}},
        id="bought out for more than was paid",
    ),
    pytest.param(0, {"ratchet": Decimal("1.25")}, {"ratchet": 1.25}, id="a ratchet"),
    pytest.param(
        0, {"listing_valuation": Decimal(1_500_000_000)},
        {"automatic": {"valuation": 1500e6}}, id="an offering it may stop",
    ),
    pytest.param(
        0, {"listing_price": Decimal("1.5"), "listing_proceeds": Decimal(50_000_000),
            "listing_by_vote": True},
        {}, id="one that others may decide",
    ),
    pytest.param(
        0, {"anti_dilution": "broad_weighted_average", "protected_when_listed": True},
        {"averaged": True}, id="protected where an offering is cheap",
    ),
    pytest.param(
        0, {"anti_dilution": "full_ratchet", "protected_when_listed": True},
        {"ratchet": 1.0}, id="as many shares as are worth its price",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("days", "stated", "of_b"), SAME)
def test_a_term_on_the_register_makes_the_mark_that_it_makes_in_a_file(days, stated, of_b):
    desk, found = marked(days, **stated)

    assert list(values(desk, found).values()) == pytest.approx(of_a_file(**of_b), rel=2e-6)


def test_each_share_earns_from_the_day_it_was_issued_whoever_has_it_since():
    desk = desk_at(MORNING, open_articles, venture(**DIVIDENDS))
    desk.wait(days=365)
    desk.issue("late", 50_000_000, stock_class="Series B")
    old = desk.books.register.classes_of[desk.issuer][2]
    (lot,) = desk.books.register.living(old, desk.holder("fund of Series B"))
    parts = (Decimal(10**8 - 7), Decimal(7))
    desk.do("security.reissue", "ida", security=lot.security, quantities=parts, reason="asked")
    desk.wait(days=100)
    told(desk, "round", "1.00")

    found = mark(desk)

    owed = 0.08 * (100e6 * 465 + 50e6 * 100) / 365.25
    twin = of_a_file(shares=150e6, dividends=owed, dividend_rate=0.08)
    assert list(values(desk, found).values()) == pytest.approx(twin, rel=2e-6)


def test_a_mark_says_which_terms_count_and_what_it_were_without_them():
    desk, found = marked(200, **DIVIDENDS, ratchet=Decimal("1.25"))

    counted = class_named(desk, found, "Series B")
    assert counted.terms == ("preference", "dividends", "ratchet")
    assert class_named(desk, found, "Ordinary").terms == ()
    (change,) = [one for one in found.changes if one.what == "beyond_preference"]
    plain = of_a_file()[0]
    assert (change.low, change.high) == pytest.approx((found.value, plain), rel=1e-6)
    assert plain > (found.value or 0.0)


def test_a_right_that_ended_counts_no_more():
    desk, before = marked(0, **DIVIDENDS, **BOUGHT_OUT, ratchet=Decimal(1))
    described(desk, "Series B", dividends="none", redemption="none", ratchet=Decimal(0))

    after = mark(desk)

    assert list(values(desk, after).values()) == pytest.approx(of_a_file(), rel=1e-6)
    assert (after.value or 0.0) > (before.value or 0.0)


def test_what_grows_makes_the_next_day_another_one():
    desk, found = marked(0, **DIVIDENDS)
    desk.wait(days=400)

    later = mark(desk)

    # Nobody paid anything since; what is owed first has grown, and the rest is left to the others.
    series = [values(desk, one)["Series B"] for one in (found, later)]
    common = [values(desk, one)["Ordinary"] for one in (found, later)]
    assert (series[1] or 0) / (common[1] or 1) > (series[0] or 0) / (common[0] or 1)


def test_a_class_without_a_preference_may_have_dividends_alone():
    desk = desk_at(MORNING, open_articles, venture())
    described(desk, "Series A", **DIVIDENDS)
    desk.do("stock_class.register", "ida", issuer="harrow", name_en="Series C")
    desk.issue("c", 10_000_000, stock_class="Series C")
    described(desk, "Series C", kind="preferred", **DIVIDENDS)
    told(desk, "round", "1.00")

    found = mark(desk)

    assert any("For how much Series C was issued" in str(one) for one in found.missing)
