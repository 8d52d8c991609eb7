"""What is true of marks whatever the books say."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.desk import MORNING, TODAY, Desk, desk_at, open_articles
from tests.pricing.marked import mark, series, told

PRICES = some.decimals(min_value="0.1", max_value="50", places=2)
PAST = some.integers(min_value=0, max_value=900)
TOLD = some.lists(
    some.tuples(some.sampled_from(["round", "transfer", "talks", "reserve"]), PRICES, PAST),
    min_size=1,
    max_size=5,
)


def with_classes(price: Decimal) -> Desk:
    """Return Harrow with common shares and one preferred class, that was issued for a price."""
    desk = desk_at(MORNING, open_articles)
    desk.do("stock_class.describe", "ida", issuer="harrow", stock_class="Ordinary", kind="common")
    desk.issue("founders", 8_000_000)
    series(desk, "Series A", str(price))
    desk.issue("fund", 2_000_000, stock_class="Series A")
    return desk


def is_ordered(low: float, value: float, high: float) -> bool:
    return 0 < low <= value * (1 + 1e-9) and value <= high * (1 + 1e-9)


@settings(max_examples=25)
@given(TOLD, PRICES, some.integers(min_value=1, max_value=2_000))
def test_a_mark_stands_in_its_band_and_a_lock_never_adds_to_it(facts, price, days):
    desk = with_classes(price)
    (lot,) = desk.lots("founders")
    desk.do(
        "restriction.attach", "ida", security=lot.security, kind="lock_up", rule="ART-9",
        source="Articles, 9", locked_through=TODAY + timedelta(days=days),
    )  # fmt: skip
    told(desk, "close", str(price))
    for question, figure, past in facts:
        told(desk, question, str(figure), on=TODAY - timedelta(days=past))

    found = mark(desk)

    assert found.value is not None
    assert sum(one.weight for one in found.anchors) == pytest.approx(1.0, abs=1e-9)
    for one in found.classes:
        assert one.value is not None
        assert one.band is not None
        assert one.middle is not None
        assert is_ordered(one.band[0], one.value, one.band[1])
        assert one.band[0] <= one.middle[0]
        assert one.middle[1] <= one.band[1]
        for locked in one.restricted:
            assert locked.value <= one.value
            assert locked.band[1] <= one.band[1]
    # A share that is paid first and may convert is never worth less than one that is not.
    common, preferred = found.classes
    assert common.value is not None
    assert preferred.value is not None
    assert preferred.value >= common.value * (1 - 1e-9)


@settings(max_examples=25)
@given(TOLD, PRICES)
def test_what_comes_later_leaves_the_marks_of_earlier_days_alone(facts, price):
    desk = desk_at(MORNING, open_articles)
    desk.issue("founders", 8_000_000)
    day = TODAY - timedelta(days=100)
    told(desk, "transfer", str(price), on=day - timedelta(days=30))
    before = mark(desk, on=day)

    for question, figure, past in facts:
        told(desk, question, str(figure), on=TODAY - timedelta(days=past % 100))

    assert mark(desk, on=day) == before


@settings(max_examples=15)
@given(PRICES, some.integers(min_value=2, max_value=4))
def test_a_report_of_one_sale_told_often_is_one(price, times):
    desk = desk_at(MORNING, open_articles)
    desk.issue("founders", 8_000_000)
    told(desk, "transfer", str(price))
    before = mark(desk)

    for _ in range(times):
        told(desk, "transfer", str(price))

    found = mark(desk)
    assert (found.value, found.band) == (before.value, before.band)
