"""A call auction: one price for all, the step that decided it, and who gets what at the margin."""

import hashlib
import json
from typing import Any

import pytest

from laogu.market.call_auction import (
    CapBelowFloor,
    NotCountable,
    OffTick,
    OrderTwice,
    SideTooLarge,
    TimeMissing,
    TooManyOrders,
    book_hash,
    book_of,
    clear,
    curve,
    depth_of,
    indicate,
)
from laogu.market.call_auction import book as books
from tests.drawn_book import drawn

# trading.md section 1.1: the worked example; hand calculation beside it.
WORKED = drawn("""
    300   2600     -
    400   2500     -
    500   2400   450
    300   2300     -
      -   2200   350
      -   2100   200
      -    any   100
""")
# Wanted 15 up to 80, then 10; offered 10 up to 89, then 15: 10 trade anywhere from 50 to 100.
# Only at 81 to 89, where nobody named a price, is nobody left over.
TRAP_1 = drawn("""
     10    100     -
      -     90     5
      5     80     -
      -     50    10
""")
# At 70 five buyers are left over, at 71 five sellers: 10 trade at both.
TRAP_2 = drawn("""
     10    100     -
      -     71     5
      5     70     -
      -     50    10
""")


def cleared(book, *, floor=1, cap=5000, **terms):
    """Return price, volume, surplus and the step that decided."""
    done = clear(book, floor=floor, cap=cap, **terms)
    return done.price, done.volume, done.surplus, done.decided_by


def margin(quantities, units, times=None, **terms):
    """Return what buyers at the price get, in their order, where `units` are offered to them."""
    times = times or [None] * len(quantities)
    buyers: list[Any] = [(f"b{at}", "buy", q, 10, times[at]) for at, q in enumerate(quantities)]
    book = book_of([*buyers, ("seller", "sell", units, 10, 0)])
    fills = dict(clear(book, floor=10, cap=10, **terms).fills)
    return [fills.get(f"b{at}", 0) for at in range(len(quantities))]


def test_the_worked_example_clears_at_2400():
    done = clear(WORKED, floor=2000, cap=2600, reference=2350)

    assert (done.price, done.volume, done.surplus, done.decided_by) == (2400, 1100, 100, "volume")
    assert dict(done.fills) == {
        "b2600": 300, "b2500": 400, "b2400": 400,
        "s2100": 200, "s2200": 350, "s2400": 450, "sany": 100,
    }  # fmt: skip


def test_the_smallest_surplus_can_lie_at_a_price_that_nobody_named():
    assert cleared(TRAP_1) == (85, 10, 0, "midpoint")
    assert cleared(TRAP_1, reference=200) == (89, 10, 0, "reference")


def test_between_buyers_left_over_and_sellers_left_over_there_is_no_third_price():
    assert cleared(TRAP_2) == (70, 10, 5, "pressure")
    assert cleared(TRAP_2, reference=70) == (70, 10, 5, "reference")
    assert cleared(TRAP_2, reference=90) == (71, 10, -5, "reference")


def test_buyers_left_over_everywhere_press_the_price_up():
    book = drawn("""
        20    12     -
         -    10    10
    """)

    assert cleared(book) == (12, 10, 10, "pressure")


def test_sellers_left_over_everywhere_press_the_price_down():
    book = drawn("""
        10    12     -
         -    10    20
    """)

    assert cleared(book) == (10, 10, -10, "pressure")


def test_of_prices_that_trade_as_much_the_one_with_the_smallest_surplus_wins():
    book = drawn("""
        10    12     -
        10    11     -
         -    10    10
    """)

    assert cleared(book, cap=12) == (12, 10, 0, "surplus")


@pytest.mark.parametrize(
    ("reference", "price", "decided_by"),
    [(None, 11, "midpoint"), (5, 10, "reference"), (12, 12, "reference"), (99, 13, "reference")],
)
def test_where_nobody_is_left_over_the_reference_decides_or_else_the_middle(
    reference, price, decided_by
):
    book = drawn("""
        10    13     -
         -    10    10
    """)

    assert cleared(book, reference=reference) == (price, 10, 0, decided_by)


def test_a_book_that_does_not_cross_has_no_price():
    apart = drawn("""
         -    12    10
        10    11     -
    """)

    assert cleared(apart) == (None, 0, 0, "no_cross")
    assert cleared(book_of([])) == (None, 0, 0, "no_cross")
    assert clear(apart, floor=1, cap=20).fills == ()


def test_a_limit_beyond_a_bound_counts_as_the_bound():
    book = drawn("""
         6+6  any     -
         6    30      -
         -    5      12
    """)

    done = clear(book, floor=10, cap=20)

    # Those who would pay more than the cap stand at the cap, with the ones at any price.
    assert (done.price, done.surplus) == (20, 6)
    assert dict(done.fills) == {"bany.1": 4, "bany.2": 4, "b30": 4, "s5": 12}


def test_an_order_that_no_price_within_the_bounds_suits_stays_out():
    book = drawn("""
         9     9      -
         5    12      -
         -    12      5
         -    30      7
    """)

    done = clear(book, floor=10, cap=20)

    assert dict(done.fills) == {"b12": 5, "s12": 5}
    assert done.surplus == 0


def test_prices_are_whole_multiples_of_the_tick():
    book = drawn("""
        10   115     -
         -   100    10
    """)

    assert cleared(book, floor=50, cap=200, tick=5) == (105, 10, 0, "midpoint")
    with pytest.raises(OffTick):
        clear(book, floor=50, cap=200, tick=10)
    with pytest.raises(OffTick):
        clear(book, floor=50, cap=200, tick=5, reference=101)


def test_pro_rata_gives_what_rounding_left_to_the_largest_remainders():
    # 10 of 30: 5, 10 and 15 come to 1.67, 3.33 and 5.00.
    assert margin([5, 10, 15], 10) == [2, 3, 5]


def test_equal_remainders_are_drawn_with_the_seed():
    def first(seed):
        return min(range(3), key=lambda at: hashlib.sha256(f"{seed}:b{at}".encode()).digest())

    for seed in ("", "harrow", "窗口", "a:b"):
        assert margin([1, 1, 1], 1, seed=seed)[first(seed)] == 1


def test_by_time_the_earliest_is_filled_first():
    assert margin([4, 4, 4], 6, [3, 1, 2], rationing="time") == [0, 4, 2]


def test_orders_of_one_moment_are_drawn_and_not_divided():
    given = margin([4, 4, 4], 6, [1, 2, 2], rationing="time")

    assert given[0] == 4
    assert sorted(given[1:]) == [0, 2]


def test_small_orders_come_first_and_the_rest_is_pro_rata():
    assert margin([5, 40, 3, 20], 20, rationing="small_first", small=5) == [5, 8, 3, 4]


def test_small_orders_that_want_too_much_together_share():
    assert margin([4, 40, 4], 4, rationing="small_first", small=5) == [2, 0, 2]


def test_the_side_with_less_is_always_filled_in_full():
    done = clear(TRAP_2, floor=1, cap=500, reference=90)

    assert dict(done.fills) == {"b100": 10, "s50": 10}


def test_an_order_of_nothing_marks_a_limit_and_gets_nothing():
    book = book_of([("a", "buy", 0, 12, None), ("b", "buy", 5, 11, None), ("c", "sell", 5, 11, 0)])

    assert clear(book, floor=11, cap=12, rationing="pro_rata").fills == (("b", 5), ("c", 5))


def test_what_is_indicated_is_what_is_cleared():
    stands = indicate(depth_of(WORKED), floor=2000, cap=2600, reference=2350)

    assert (stands.price, stands.volume, stands.surplus) == (2400, 1100, 100)
    assert stands.decided_by == "volume"


def test_the_curve_shows_demand_and_supply_from_the_floor_to_the_cap():
    steps = curve(depth_of(WORKED), floor=2000, cap=2600)

    assert [(one.lowest, one.highest, one.wanted, one.offered) for one in steps] == [
        (2000, 2099, 1500, 100),
        (2100, 2199, 1500, 300),
        (2200, 2300, 1500, 650),
        (2301, 2399, 1200, 650),
        (2400, 2400, 1200, 1100),
        (2401, 2500, 700, 1100),
        (2501, 2600, 300, 1100),
    ]


def test_the_hash_of_a_book_can_be_worked_out_by_hand():
    book = book_of([("s1", "sell", 5, None, 7), ("b1", "buy", 10, 1250, None)])
    lines = "b1,buy,10,12.5,\ns1,sell,5,,7\n"

    assert book_hash(book, scale=2) == hashlib.sha256(lines.encode()).hexdigest()
    assert book_hash(book) != book_hash(book, scale=2)


def test_a_cap_below_the_floor_is_refused():
    with pytest.raises(CapBelowFloor):
        clear(WORKED, floor=11, cap=10)


@pytest.mark.parametrize(
    ("quantity", "limit", "time"),
    [(-1, 10, 0), (2**63, 10, 0), (1, -2, 0), (1, 2**62 + 1, 0), (1, 10, 2**63)],
)
def test_what_64_bits_cannot_count_is_refused_by_name(quantity, limit, time):
    for others in (0, 3000):
        fill: list[Any] = [(f"o{at}", "sell", 1, 10, 0) for at in range(others)]
        with pytest.raises(NotCountable):
            clear(book_of([*fill, ("x", "buy", quantity, limit, time)]), floor=1, cap=20)


def test_a_side_that_does_not_fit_64_bits_is_refused_and_never_wrapped():
    for others in (0, 3000):
        fill: list[Any] = [(f"o{at}", "sell", 1, 10, 0) for at in range(others)]
        most: list[Any] = [("a", "buy", 2**63 - 1, 10, 0), ("b", "sell", 2**63 - 1 - others, 10, 0)]
        done = clear(book_of([*fill, *most]), floor=1, cap=20)
        assert (done.volume, done.surplus) == (2**63 - 1, 0)

        with pytest.raises(SideTooLarge) as no:
            clear(book_of([*fill, *most, ("c", "buy", 1, 10, 0)]), floor=1, cap=20)
        assert (no.value.side, no.value.total) == ("buy", 2**63)


def test_orders_that_are_rationed_by_time_need_their_times():
    for others in (0, 3000):
        fill: list[Any] = [(f"o{at}", "sell", 1, 10, at) for at in range(others)]
        book = book_of([*fill, ("x", "buy", 1, 10, None)])
        with pytest.raises(TimeMissing) as no:
            clear(book, floor=1, cap=20, rationing="time")
        assert no.value.order == "x"


def test_two_orders_of_one_id_are_refused():
    with pytest.raises(OrderTwice) as no:
        clear(book_of([("a", "buy", 1, 1, 0), ("a", "sell", 1, 1, 0)]), floor=1, cap=2)
    assert no.value.order == "a"


def test_a_book_longer_than_an_auction_takes_is_refused(monkeypatch):
    monkeypatch.setattr(books, "MOST_ORDERS", 3)

    with pytest.raises(TooManyOrders):
        clear(drawn("1+1 10 1+1"), floor=1, cap=20)


def test_the_given_cases_agree(shared):
    cases = json.loads((shared / "cases/auctions/xetra_examples.json").read_bytes())["cases"]
    assert cases
    for case in cases:
        limits = [int(one["limit"]) for one in case["orders"] if "limit" in one]
        book = book_of(
            (str(at), one["side"], int(one["qty"]), one.get("limit") and int(one["limit"]), None)
            for at, one in enumerate(case["orders"])
            if one["qty"]
        )
        reference = 201 if case["xetra_example"] == 8 else None
        done = clear(book, floor=min(limits), cap=max(limits), reference=reference)
        expected = case["expected"]

        assert (done.price, done.volume, done.surplus) == (
            expected["price"], expected["volume"], expected["imbalance_buy_minus_sell"],
        )  # fmt: skip


# Xetra's published market model, worked examples: our own pictures of the same facts. The step is
# read off each: 1 only 198 trades 700; 3 and 7 sellers are left over at every price that trades as
# much; 8 nobody is left over between 199 and 202.
XETRA = [
    ("300 200 100\n200 199 -\n300 198 300\n- 197 400\n100 196 -", None, (198, 700, 100, "volume")),
    ("300 202 -\n100 201 200\n100 199 -\n- 198 600\n400 197 -", None, (198, 500, -100, "pressure")),
    ("- 202 300\n- 201 200\n100 200 -\n400 199 -", None, (None, 0, 0, "no_cross")),
    ("100 any 200\n0 199 -\n- 202 0", None, (199, 100, -100, "pressure")),
    ("100 any 100\n0 199 -\n- 202 0", 201, (201, 100, 0, "reference")),
]


@pytest.mark.parametrize(("picture", "reference", "came_to"), XETRA)
def test_examples_of_a_published_market_model(picture, reference, came_to):
    limits = [int(line.split()[1]) for line in picture.split("\n") if "any" not in line]
    bounds = {"floor": min(limits), "cap": max(limits)}

    assert cleared(drawn(picture), **bounds, reference=reference) == came_to
