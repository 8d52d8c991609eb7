"""Money, whatever the figures: exact against fractions, and nothing lost between the parts."""

from datetime import UTC, date, datetime
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from laogu.basics import (
    CURRENCIES,
    LARGEST,
    HolderId,
    IssuerId,
    Money,
    OfferId,
    Price,
    StockClassId,
    TooLarge,
    TradeId,
    Undo,
    cost,
    part_of,
    split,
)
from laogu.ledger import FEES, Ledger, deposit, escrow, free, held, hold, pay
from laogu.market import BuyerDisplaced, Trade, TradeCleared, TradeFunded
from laogu.settlement import clear_and_fund, parts_of

ON = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PRICES = st.builds(
    Price, st.integers(1, 10**9), st.integers(0, 8), st.sampled_from(sorted(CURRENCIES))
)
UNITS, DECIMALS = st.integers(1, 10**12), st.integers(0, 10)


@given(PRICES, UNITS, DECIMALS)
def test_price_times_quantity_is_rounded_half_to_even_as_a_fraction_is(each, units, decimals):
    # Python's round() of a fraction is exact and goes half to even.
    exact = Fraction(each.ticks, 10**each.scale) * Fraction(units, 10**decimals)
    minor = round(exact * 10 ** CURRENCIES[each.currency])

    try:
        due = cost(each, units, decimals=decimals)
    except TooLarge:
        assert minor > LARGEST
    else:
        assert due == Money(minor, each.currency)


@given(st.integers(0, LARGEST), st.integers(0, 10_000))
def test_a_fee_is_rounded_half_to_even_as_a_fraction_is(minor, bps):
    assert part_of(Money(minor, "USD"), bps).minor == round(Fraction(minor * bps, 10_000))


@given(st.integers(0, LARGEST), st.lists(st.integers(0, LARGEST), min_size=1, max_size=9))
def test_parts_are_each_within_one_of_the_exact_and_sum_to_the_whole(total, weights):
    assume(any(weights))

    parts = split(total, weights)

    assert sum(parts) == total
    whole = sum(weights)
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(total * weight, whole)) < 1
        assert part == 0 or weight > 0


@given(st.integers(0, 1_000), st.lists(st.integers(0, 50), min_size=1, max_size=6))
def test_what_is_left_goes_to_the_largest_remainders_in_order(total, weights):
    """The slow twin hands out what is left one by one, each time to the largest remainder."""
    assume(any(weights))
    exact = [Fraction(total * weight, sum(weights)) for weight in weights]
    parts = [int(one) for one in exact]
    rest = [one - int(one) for one in exact]
    while sum(parts) < total:
        largest = rest.index(max(rest))
        parts[largest] += 1
        rest[largest] = Fraction(-1)

    assert split(total, weights) == parts


def trade_of(units: int, each: Price, fee_bps: int) -> Trade:
    return Trade(
        trade=TradeId("trade_1"), offer=OfferId("offer_1"), issuer=IssuerId("issuer_1"),
        stock_class=StockClassId("class_1"), seller=HolderId("ada"), buyer=HolderId("elm"),
        units=units, price=each, lots=(), fee_bps=fee_bps, long_stop_at=AT,
    )  # fmt: skip


@st.composite
def takes(draw):
    """Return units for sale and how many of them each taker gets, together at most all."""
    wanted = draw(st.lists(st.integers(1, 500), max_size=4))
    rest = draw(st.integers(0, 500))
    assume(rest or wanted)
    names = [HolderId(f"taker_{one}") for one in range(len(wanted))]
    return sum(wanted) + rest, dict(zip(names, wanted, strict=True))


@given(takes(), st.integers(1, 10**6), st.integers(0, 6), st.integers(0, 1_000), st.data())
def test_clearing_and_paying_moves_every_cent_exactly_once(taken, ticks, scale, fee_bps, data):
    """Plain sums watch the ledger: what everybody had, what they pay, what the seller gets."""
    units, bought = taken
    each = Price(ticks, scale, "USD")
    trade = trade_of(units, each, fee_bps)
    ledger, had = Ledger(Undo()), {}

    def moves(event):
        ledger.apply(event, AT)

    # Everybody had some cash, and promised as much as what they asked for would cost.
    for holder, count in {**bought, trade.buyer: units}.items():
        asked = count if holder == trade.buyer else data.draw(st.integers(count, units))
        due = cost(each, asked, decimals=0)
        had[holder] = due.minor + data.draw(st.integers(1, 1_000))
        moves(deposit(holder, Money(had[holder], "USD"), reference="x", on=ON))
        if due.minor:
            moves(hold(ledger, holder, due, purpose=trade.trade, on=ON))
    promised = {
        holder: Money(ledger.stands_at(held(holder, trade.trade), "USD"), "USD") for holder in had
    }

    events = list(clear_and_fund(trade, bought, promised, decimals=0, on=ON, through=ON))
    parts = next(one.parts for one in events if isinstance(one, TradeCleared))
    for event in events:
        if not isinstance(event, TradeCleared | TradeFunded | BuyerDisplaced):
            moves(event)
    price = sum(part.due for part in parts)
    assert ledger.stands_at(escrow(trade.trade), "USD") == price
    fee = part_of(Money(price, "USD"), fee_bps)
    moves(pay(trade.seller, Money(price, "USD"), fee, purpose=trade.trade, on=ON))

    assert parts == parts_of(trade, bought, decimals=0)
    assert sum(part.units for part in parts) == units
    for part in parts:
        assert part.due == cost(each, part.units, decimals=0).minor
    pays = {part.holder: part.due for part in parts}
    for holder, cash in had.items():
        assert ledger.stands_at(free(holder), "USD") == cash - pays.get(holder, 0)
        assert ledger.stands_at(held(holder, trade.trade), "USD") == 0
    assert ledger.stands_at(escrow(trade.trade), "USD") == 0
    assert ledger.stands_at(free(trade.seller), "USD") == price - fee.minor
    assert ledger.stands_at(FEES, "USD") == fee.minor
    assert ledger.sums == {"USD": 0}
    # Each part is rounded for itself, so together they lie within half a cent a part of the whole.
    exact = Fraction(ticks * units * 100, 10**scale)
    assert abs(price - exact) <= Fraction(len(parts), 2)
