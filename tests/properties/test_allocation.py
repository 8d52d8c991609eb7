"""First refusal, whatever is wanted: one level for everybody, in whole shares, all of it."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from laogu.basics import HolderId
from laogu.rights import allocate

WANTED = st.dictionaries(
    st.sampled_from([HolderId(f"holder_{name}") for name in "abcdefgh"]),
    st.tuples(st.integers(1, 60), st.integers(1, 40)),
    max_size=8,
)
LARGE = st.dictionaries(
    st.sampled_from([HolderId(f"holder_{name}") for name in "abcd"]),
    st.tuples(st.integers(1, 2**63 - 1), st.integers(1, 2**63 - 1)),
    max_size=4,
)


def level(offered, wanted, weights):
    """Return the level to which everybody's cup is filled: as if shares were water.

    A cup is as wide as its holder's weight and as full as what it wants. The level is found between
    two brims, where the amount poured grows evenly.
    """

    def poured(height):
        return sum(min(Fraction(wanted[one]), height * weights[one]) for one in wanted)

    brims = sorted({Fraction(0), *(Fraction(wanted[one], weights[one]) for one in wanted)})
    for low, high in pairwise(brims):
        if poured(low) <= offered <= poured(high):
            return low + (high - low) * Fraction(offered - poured(low)) / (
                poured(high) - poured(low)
            )
    return brims[-1]


def twin(offered, wanted, weights):
    """Return whole shares: the level rounded down, and what is left to the largest remainders."""
    height = level(offered, wanted, weights)
    exact = {one: min(Fraction(wanted[one]), height * weights[one]) for one in sorted(wanted)}
    whole = {one: int(exact[one]) for one in exact}
    left = min(offered, sum(wanted.values())) - sum(whole.values())
    for one in sorted(exact, key=lambda one: (whole[one] - exact[one], one))[:left]:
        whole[one] += 1
    return {one: units for one, units in whole.items() if units}


def of(asked):
    return (
        {one: units for one, (units, _) in asked.items()},
        {one: weight for one, (_, weight) in asked.items()},
    )


@given(st.integers(1, 200), WANTED | LARGE)
@example(33, {HolderId("holder_a"): (33, 60), HolderId("holder_b"): (33, 40)})
def test_it_agrees_with_a_slow_twin(offered, asked):
    wanted, weights = of(asked)

    assert allocate(offered, wanted, weights, partial="allowed") == twin(offered, wanted, weights)


@given(st.integers(1, 2**63 - 1), WANTED | LARGE)
def test_nobody_gets_more_than_it_wants_and_nothing_wanted_is_left(offered, asked):
    wanted, weights = of(asked)

    taken = allocate(offered, wanted, weights, partial="allowed")

    assert sum(taken.values()) == min(offered, sum(wanted.values()))
    assert all(0 < units <= wanted[one] for one, units in taken.items())


@given(st.integers(1, 200), WANTED, st.randoms())
def test_the_order_in_which_they_answered_does_not_matter(offered, asked, chance):
    wanted, weights = of(asked)
    shuffled = dict(chance.sample(list(wanted.items()), len(wanted)))

    assert allocate(offered, shuffled, weights, partial="allowed") == allocate(
        offered, wanted, weights, partial="allowed"
    )


@given(st.integers(1, 200), WANTED)
def test_whoever_holds_more_and_wants_as_much_gets_at_least_as_much(offered, asked):
    wanted, weights = of(asked)

    taken = allocate(offered, wanted, weights, partial="allowed")

    for one in wanted:
        for other in wanted:
            if weights[one] > weights[other] and wanted[one] >= wanted[other]:
                assert taken.get(one, 0) >= taken.get(other, 0)


@given(st.integers(1, 200), WANTED)
def test_takers_who_leave_a_share_lose_the_right_where_the_terms_say_so(offered, asked):
    wanted, weights = of(asked)

    taken = allocate(offered, wanted, weights, partial="forfeit")

    if sum(wanted.values()) < offered:
        assert taken == {}
    else:
        assert taken == twin(offered, wanted, weights)


@given(st.integers(1, 200), WANTED)
def test_where_everybody_wants_all_it_is_the_plain_proportion(offered, asked):
    _, weights = of(asked)
    wanted = dict.fromkeys(weights, offered)

    taken = allocate(offered, wanted, weights, partial="refused")

    whole = sum(weights.values())
    for one, weight in weights.items():
        assert abs(taken.get(one, 0) - Fraction(offered * weight, whole)) < 1
