"""A call auction beside its slow, obvious twin, which looks at every tick and at every order.

The twin is what trading.md section 1.1 says, word by word, with no idea of how to be quick. Both
forms of ours, order by order and in columns, are compared with it on the same books.
"""

import hashlib
from collections import Counter
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from laogu.basics import split
from laogu.market.call_auction import (
    Policy,
    book_hash,
    book_of,
    bounds_of,
    clear,
    curve,
    depth_of,
    indicate,
)
from laogu.market.call_auction import columns as in_columns
from laogu.market.call_auction.columns import fill_columns
from laogu.market.call_auction.small_book import fill_small
from tests.bench.steps import steps

ORDERS = st.lists(
    st.tuples(
        st.sampled_from(["buy", "sell"]),
        st.integers(0, 7),
        st.none() | st.integers(1, 12),
        st.integers(1, 4),
    ),
    max_size=10,
).map(lambda rows: [(f"o{at}", *row) for at, row in enumerate(rows)])
TERMS = st.fixed_dictionaries(
    {
        "floor": st.integers(0, 8),
        "wide": st.integers(0, 12),
        "reference": st.none() | st.integers(0, 22),
        "rationing": st.sampled_from(["pro_rata", "time", "small_first"]),
        "small": st.integers(0, 4),
        "seed": st.sampled_from(["", "s"]),
    }
)


def wanted_at(orders, price, floor, cap):
    return sum(
        quantity
        for _, side, quantity, limit, _ in orders
        if side == "buy" and (limit is None or limit >= floor) and at(limit, cap, min) >= price
    )


def offered_at(orders, price, floor, cap):
    return sum(
        quantity
        for _, side, quantity, limit, _ in orders
        if side == "sell" and (limit is None or limit <= cap) and at(limit, floor, max) <= price
    )


def at(limit, bound, nearer):
    return bound if limit is None else nearer(limit, bound)


def price_of(orders, floor, cap, reference):
    """Return price, volume, surplus and step, from every single tick."""
    all_ticks = range(floor, cap + 1)
    gap, volume = {}, {}
    for price in all_ticks:
        wanted, offered = (of(orders, price, floor, cap) for of in (wanted_at, offered_at))
        gap[price], volume[price] = wanted - offered, min(wanted, offered)
    most = max(volume.values())
    if most == 0:
        return None, 0, 0, "no_cross"
    kept = [price for price in all_ticks if volume[price] == most]
    if len(kept) == 1:
        return kept[0], most, gap[kept[0]], "volume"
    least = min(abs(gap[price]) for price in kept)
    kept = [price for price in kept if abs(gap[price]) == least]
    if len(kept) == 1:
        return kept[0], most, gap[kept[0]], "surplus"
    if all(gap[price] > 0 for price in kept):
        return kept[-1], most, least, "pressure"
    if all(gap[price] < 0 for price in kept):
        return kept[0], most, -least, "pressure"
    if all(gap[price] == 0 for price in kept):
        if reference is None:
            return (kept[0] + kept[-1]) // 2, most, 0, "midpoint"
        return max(kept[0], min(reference, kept[-1])), most, 0, "reference"
    a = max(price for price in kept if gap[price] > 0)
    z = min(price for price in kept if gap[price] < 0)
    if reference is None or abs(a - reference) == abs(z - reference):
        return a, most, least, "pressure"
    price = min((a, z), key=lambda one: abs(one - reference))
    return price, most, gap[price], "reference"


def fills_of(orders, came_to, terms, floor, cap):
    """Return who gets what: one side in full, and the other better first, at the price rationed."""
    price, volume, surplus, _ = came_to
    fills: dict[str, int] = {}
    if price is None:
        return fills
    for side, sign in (("buy", 1), ("sell", -1)):
        better, even = [], []
        for order in orders:
            limit = order[3]
            if order[1] == side:
                bound, nearer = (cap, min) if side == "buy" else (floor, max)
                by = (at(limit, bound, nearer) - price) * sign
                better += [order] if by > 0 else []
                even += [order] if by == 0 else []
        fills |= {order[0]: order[2] for order in better}
        left = volume - sum(order[2] for order in better)
        if surplus * sign > 0:
            fills |= rationed(even, left, terms)
        else:
            fills |= {order[0]: order[2] for order in even}
    return {order: quantity for order, quantity in fills.items() if quantity}


def rationed(orders, left, terms):
    def draw(order):
        return hashlib.sha256(f"{terms['seed']}:{order[0]}".encode()).hexdigest()

    orders = sorted(orders, key=draw)
    if terms["rationing"] == "time":
        fills = {}
        for order in sorted(orders, key=lambda order: order[4]):
            fills[order[0]] = min(order[2], left)
            left -= fills[order[0]]
        return fills
    fills = {}
    small = [order for order in orders if order[2] <= terms["small"]]
    first = small if terms["rationing"] == "small_first" else []
    for group in (first, [order for order in orders if order not in first]):
        asked = [order[2] for order in group]
        given_out = min(left, sum(asked))
        parts = split(given_out, asked) if sum(asked) else asked
        fills |= {order[0]: part for order, part in zip(group, parts, strict=True)}
        left -= given_out
    return fills


def compare(orders, terms):
    """Compare all three; return the step that decided."""
    floor, cap, reference = terms["floor"], terms["floor"] + terms["wide"], terms["reference"]
    came_to = price_of(orders, floor, cap, reference)
    fills = fills_of(orders, came_to, terms, floor, cap)
    book, bounds = book_of(orders), bounds_of(floor, cap, reference)
    policy = Policy(**{name: terms[name] for name in ("rationing", "small", "seed")})
    stands = None
    for form in (fill_small, fill_columns) if orders else (fill_small,):
        done = form(book, bounds, policy)
        stands = done.indication
        assert (stands.price, stands.volume, stands.surplus, stands.decided_by) == came_to
        pairs = zip(book.order_ids, done.quantities, strict=True)
        assert {order: quantity for order, quantity in pairs if quantity} == fills
    assert indicate(depth_of(book), floor=floor, cap=cap, reference=reference) == stands
    return came_to[3]


@pytest.mark.parametrize("spare", [in_columns.SPARE_TICKS, -1_000], ids=["ticks", "limits"])
def test_both_forms_do_what_the_obvious_twin_does_on_random_books(spare, monkeypatch):
    monkeypatch.setattr(in_columns, "SPARE_TICKS", spare)
    monkeypatch.setattr(in_columns, "STRETCH", 3)
    random = Random(20_261_122)
    decided: Counter[str] = Counter()
    for _ in range(2_500):
        high = random.choice([4, 9, 30])
        orders = [
            (
                f"o{at}",
                random.choice(["buy", "sell"]),
                random.randrange(7),
                random.choice([None, *range(1, high)]),
                random.randrange(1, 4),
            )
            for at in range(random.randrange(13))
        ]
        floor = random.randrange(6)
        terms = {
            "floor": floor,
            "wide": random.randrange(high + 3),
            "reference": random.choice([None, random.randrange(high + 8)]),
            "rationing": random.choice(["pro_rata", "time", "small_first"]),
            "small": random.randrange(5),
            "seed": random.choice(["", "s"]),
        }
        decided[compare(orders, terms)] += 1

    # Every step decided some, so none of them is only there to be read.
    assert set(decided) == {"volume", "surplus", "pressure", "reference", "midpoint", "no_cross"}
    assert min(decided.values()) > 20


@given(ORDERS, TERMS)
@example(
    [
        ("a", "buy", 9, 90, 1),
        ("b", "buy", 5, 70, 2),
        ("c", "sell", 9, 50, 3),
        ("d", "sell", 5, 71, 4),
    ],
    {"floor": 1, "wide": 99, "reference": 90, "rationing": "time", "small": 0, "seed": ""},
)
def test_both_forms_do_what_the_obvious_twin_does(orders, terms):
    compare(orders, terms)


@given(ORDERS, TERMS, st.randoms(use_true_random=False))
def test_the_sequence_of_the_orders_does_not_matter(orders, terms, random):
    mixed = random.sample(orders, len(orders))
    bounds = {"floor": terms["floor"], "cap": terms["floor"] + terms["wide"]}
    more = {name: terms[name] for name in ("reference", "rationing", "small", "seed")}

    one, other = (clear(book_of(given), **bounds, **more) for given in (orders, mixed))

    assert one == other
    assert book_hash(book_of(orders)) == book_hash(book_of(mixed))


@given(ORDERS, TERMS)
def test_the_curve_says_what_is_wanted_and_offered_at_every_tick(orders, terms):
    floor, cap = terms["floor"], terms["floor"] + terms["wide"]

    stretches = curve(depth_of(book_of(orders)), floor=floor, cap=cap)

    said = {
        price: (one.wanted, one.offered)
        for one in stretches
        for price in range(one.lowest, one.highest + 1)
    }
    assert said == {
        price: (wanted_at(orders, price, floor, cap), offered_at(orders, price, floor, cap))
        for price in range(floor, cap + 1)
    }


def test_no_other_split_is_nearer_to_what_everybody_asked_for():
    """Brute force: of all whole splits, ours has the smallest sum of squared distances."""
    random = Random(7)
    for _ in range(150):
        asked = [random.randrange(1, 6) for _ in range(random.randrange(2, 5))]
        units = random.randrange(sum(asked) + 1)
        buyers: list[Any] = [(f"b{at}", "buy", many, 10, 0) for at, many in enumerate(asked)]
        book = book_of([*buyers, ("s", "sell", units, 10, 0)])
        fills = dict(clear(book, floor=10, cap=10).fills)
        ours = [fills.get(f"b{at}", 0) for at in range(len(asked))]

        def away(parts, asked=asked, units=units):
            whole = sum(asked)
            pairs = zip(parts, asked, strict=True)
            return sum((part * whole - quantity * units) ** 2 for part, quantity in pairs)

        all_splits = product(*(range(quantity + 1) for quantity in asked))
        best = min(away(parts) for parts in all_splits if sum(parts) == units)
        assert sum(ours) == units
        assert away(ours) == best


def book_with(count, *, high):
    random = Random(count)
    return book_of(
        (f"o{at}", random.choice(["buy", "sell"]), 1 + at % 9, random.randrange(1, high), at)
        for at in range(count)
    )


def test_steps_grow_with_the_orders_and_no_faster():
    bounds, policy = bounds_of(1, 50, None), Policy()
    few, many = (book_with(count, high=50) for count in (250, 4_000))
    fill_small(few, bounds, policy)

    assert steps(lambda: fill_small(many, bounds, policy)) < 17.6 * steps(
        lambda: fill_small(few, bounds, policy)
    )


def test_columns_take_as_many_steps_for_many_orders_as_for_few():
    bounds, policy = bounds_of(1, 50, None), Policy(rationing="time")
    few, many = (book_with(count, high=2_000) for count in (250, 16_000))
    wide = bounds_of(1, 2_000, None)
    fill_columns(few, bounds, policy)

    def counting(book: Any) -> int:
        return steps(lambda: fill_columns(book, wide, policy))

    counted = [counting(book) for book in (few, many)]

    # What is left of a loop over orders is the margin, of the size of one price's orders.
    assert counted[1] < 2 * counted[0]


def test_a_range_of_prices_far_wider_than_the_book_is_not_laid_out():
    book = book_with(3_000, high=40)

    done = clear(book, floor=1, cap=2**62)

    assert done == clear(book, floor=1, cap=100)
