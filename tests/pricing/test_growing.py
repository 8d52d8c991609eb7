"""What grows until a company ends: by everybody's best answer, by integrals, by its own check."""

from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from laogu.pricing import (
    Assumed,
    CarveOut,
    Holding,
    Note,
    Question,
    RandomTerm,
    Redemption,
    Structure,
    answer,
    contract,
    growing,
    random_term,
    sale,
)

MODEL = RandomTerm().in_units(1e6)
COMMON = Holding(name="common", shares=800.0)


# In its own rank a bought-out class may be served before, after or beside others.
@st.composite
def grown(draw):
    def right(name):
        kind = draw(st.sampled_from(["none", "full", "capped"]))
        amount, shares = draw(st.floats(5, 200)), draw(st.floats(10, 300))
        due = Redemption(
            amount=amount,
            rate=draw(st.sampled_from([0.0, 0.08, 0.12])),
            compounds=draw(st.booleans()),
            held=draw(st.floats(0, 2)),
            starts=draw(st.sampled_from([0.0, 1.5, 4.0])),
            rank=draw(st.integers(0, 3)),
            most=draw(st.none() | st.floats(5, 300)),
        )
        return Holding(
            name=name,
            shares=shares,
            price=amount / shares,
            rank=draw(st.integers(1, 3)),
            participation=kind,
            cap=amount * draw(st.floats(1, 4)) if kind == "capped" else None,
            dividend_rate=draw(st.sampled_from([0.0, 0.08])),
            dividends_compound=draw(st.booleans()),
            redemption=draw(st.none() | st.just(due)),
        )

    series = tuple(right(name) for name in "AB"[: draw(st.integers(1, 2))])
    note = Note(
        principal=draw(st.floats(1, 100)), rate=draw(st.sampled_from([0.0, 0.06])),
        converts_at=draw(st.none() | st.floats(0.1, 3)), discount=0.2,
    )  # fmt: skip
    lent = (Holding(name="note", shares=1, rank=0, note=note),) if draw(st.booleans()) else ()
    out = CarveOut(
        part=draw(st.floats(0.01, 0.3)), before=draw(st.booleans()),
        most=draw(st.none() | st.floats(1, 100)),
    )  # fmt: skip
    carved = (Holding(name="team", shares=1, carved=out),) if draw(st.booleans()) else ()
    return Structure(holdings=(COMMON, *series, *lent, *carved))


def by_sweeps(holdings, amount):
    """Return what each class gets when each in turn decides, again and again, what is best for it.

    A class may be bought out, keep its preference, or be common shares; all begin with the first.
    """
    choices = {one.name: ["buyout", "kept", "common"] for one in holdings}
    chosen = dict.fromkeys(choices, "buyout")
    for _ in range(30):
        before = dict(chosen)
        for one in reversed(holdings):
            outcomes = {
                choice: divided(holdings, amount, chosen | {one.name: choice})[one.name]
                for choice in choices[one.name]
            }
            best = max(outcomes.values())
            if outcomes[chosen[one.name]] < best - 1e-9:
                chosen[one.name] = max(outcomes, key=outcomes.__getitem__)
        if chosen == before:
            break
    return divided(holdings, amount, chosen)


def divided(holdings, amount, chosen):
    """Return who gets what by ranks and then by shares, as each has chosen."""
    got = dict.fromkeys(chosen, 0.0)
    firsts = []
    for one in holdings:
        due = one.redemption.owed if one.redemption else 0.0
        preference = 0.0 if chosen[one.name] == "common" else one.comes_first
        if chosen[one.name] == "buyout" and due:
            # The earlier of the two rights is used whole, and the other for what it is more.
            is_earlier = one.redemption.rank <= one.rank
            apart = due if is_earlier else max(due - preference, 0.0)
            firsts.append((one.redemption.rank, one.name, apart))
            preference = max(preference - due, 0.0) if is_earlier else preference
        firsts.append((one.rank, one.name, preference + one.dividends))
    left = amount
    for rank in sorted({rank for rank, _, _ in firsts}):
        here = [(name, owed) for its, name, owed in firsts if its == rank and owed > 0]
        asked = sum(owed for _, owed in here)
        for name, owed in here:
            got[name] += min(left, asked) * owed / asked
        left -= min(left, asked)
    caps = {}
    for one in holdings:
        is_out = chosen[one.name] == "buyout" and one.redemption and one.redemption.owed > 0
        if chosen[one.name] == "common" or not one.comes_first:
            caps[one.name] = 0.0 if is_out else inf
        elif is_out or one.participation == "none":
            caps[one.name] = 0.0
        else:
            caps[one.name] = inf if one.participation == "full" else one.cap - one.comes_first
    sharing = {one.name: one.as_converted for one in holdings if caps[one.name] > 0}
    more = dict.fromkeys(got, 0.0)
    while left > 1e-12 and sharing:
        total = sum(sharing.values())
        step = min([left / total, *((caps[n] - more[n]) / s for n, s in sharing.items() if s)])
        for name, shares in sharing.items():
            more[name] += step * shares
        left -= step * total
        sharing = {n: s for n, s in sharing.items() if more[n] < caps[n] - 1e-12 and s}
    return {name: got[name] + more[name] for name in got}


@settings(max_examples=80, deadline=None)
@given(grown(), st.floats(0, 8), st.floats(1, 3_000))
def test_a_sale_is_divided_as_by_everybodys_best_answer(structure, years, amount):
    holdings = tuple(one for one in structure.after(years).holdings if one.carved is None)

    found = sale(holdings).of([amount])[:, 0]

    wanted = by_sweeps(holdings, amount)
    assert found == pytest.approx([wanted[one.name] for one in holdings], rel=1e-6, abs=1e-6)


@settings(max_examples=15, deadline=None)
@given(grown(), st.floats(20, 3_000))
def test_what_grows_sums_to_the_company_and_the_sum_over_time_is_checked(structure, equity):
    ends = growing.ends(structure, MODEL)

    low = growing.value(equity, ends, MODEL)

    assert low.sum() == pytest.approx(equity, rel=1e-9)
    assert (low >= -1e-9 * equity).all()
    assert growing.error(equity, structure, ends, MODEL) < 1e-6


@settings(max_examples=15, deadline=None)
@given(grown(), st.floats(20, 3_000))
def test_what_does_not_grow_is_worth_the_same_by_both_ways(structure, equity):
    still = structure.after(2)
    still = replace(
        still,
        holdings=tuple(
            replace(one, dividend_rate=0.0, redemption=None, note=None, shares=one.shares)
            for one in still.holdings
        ),
    )

    by_time = growing.value(equity, growing.ends(still, MODEL), MODEL)

    assert by_time == pytest.approx(
        random_term.value(equity, contract(still, MODEL), MODEL), abs=2e-8 * equity
    )


@settings(max_examples=15, deadline=None)
@given(st.floats(0.0, 0.15), st.floats(0.0, 0.1), st.floats(1.0, 3.0))
def test_a_right_that_grows_never_raises_what_a_price_implies(interest, dividend, multiple):
    def implied(**rights):
        series = Holding(name="B", shares=100.0, price=1.0, **rights)
        structure = Structure(holdings=(COMMON, series))
        ends = growing.ends(structure, MODEL)
        return growing.backsolve(ends, MODEL, holding=1, worth=100.0)

    plain = implied() * (1 + 1e-7)
    assert implied(redemption=Redemption(amount=100 * multiple, rate=interest)) <= plain
    assert implied(dividend_rate=dividend) <= plain


@pytest.mark.parametrize("rate", [0.0, 0.03])
def test_what_is_surely_paid_is_worth_its_integral_over_time(rate):
    """Worked out by hand: of a company so large that a claim is always paid, and no share is."""
    model = RandomTerm(volatility=0.1, rate=rate, listed=())
    decay = model.exits + rate

    def worth(**rights):
        owed = Holding(name="owed", shares=1e-13, claim=100.0, **rights)
        structure = Structure(holdings=(COMMON, owed))
        return growing.value(1e9, growing.ends(structure, model), model)[1]

    plain = 100 * model.exits / decay
    simple = plain + 100 * 0.08 * model.exits / decay**2
    assert worth(dividend_rate=0.08) == pytest.approx(simple, rel=1e-6)
    compound = 100 * model.exits / (decay - np.log(1.08))
    assert worth(dividend_rate=0.08, dividends_compound=True) == pytest.approx(compound, rel=1e-6)
    # From the third year on 100·(1 + 0.1·t) in place of 100: e^(-3·decay)·(0.3/decay + 0.1/decay²).
    due = Redemption(amount=100.0, rate=0.1, starts=3.0)
    more = 100 * model.exits * np.exp(-3 * decay) * (0.3 / decay + 0.1 / decay**2)
    assert worth(redemption=due) == pytest.approx(plain + more, rel=1e-6)


@settings(max_examples=25, deadline=None)
@given(
    grown(),
    st.builds(
        Assumed,
        volatility=st.floats(0.01, 5.0),
        exits=st.floats(0.01, 10.0),
        rate=st.floats(0.0, 0.3),
        dollars=st.just(1e6),
    ),
    st.sampled_from([1e-6, 1.0, 1e9]),
    st.sampled_from(["random_term", "fixed_term", "current", "alike"]),
)
def test_no_assumption_gives_a_figure_that_means_nothing(structure, term, equity, method):
    question = Question(method=method, equity=equity, term=term)

    found = answer(structure, question, is_checked=False)

    assert np.isfinite(found.worth).all()
    assert min(found.worth) >= -1e-7 * equity
    assert sum(found.worth) == pytest.approx(equity, rel=1e-6)
