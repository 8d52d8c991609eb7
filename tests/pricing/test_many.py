"""Many companies at once are worth what each is alone, to a billionth part."""

from random import Random

import numpy as np
import pytest

from laogu.pricing import (
    Holding,
    NoSuchValue,
    RandomTerm,
    Structure,
    Term,
    contract,
    fixed_term,
    many,
    random_term,
    sale,
)
from laogu.pricing.many import solving
from tests.pricing.drawn_structures import models, structures, terms

COUNT = 200
ALONE = 30
"""Companies that are solved alone as well, which takes a hundredth of a second each."""


def equities(*, seed):
    chance = Random(seed)
    return np.array([chance.uniform(1, 5_000) for _ in range(COUNT)])


def some_holding(drawn, *, seed):
    chance = Random(seed)
    return np.array([chance.randrange(len(one.holdings)) for one in drawn])


def near(one, two):
    return one == pytest.approx(two, rel=1e-9, abs=1e-9 * np.abs(two).max())


@pytest.mark.parametrize("seed", [1, 2])
def test_classes_of_many_companies_are_worth_what_they_are_alone(seed):
    drawn, assumed = structures(COUNT, seed=seed), models(COUNT, seed=seed)
    made = [contract(one, model) for one, model in zip(drawn, assumed, strict=True)]
    amounts = equities(seed=seed)

    together = many.random_term.value(amounts, many.random_term.contracts(made, assumed))

    for at, (one, model) in enumerate(zip(made, assumed, strict=True)):
        alone = random_term.value(amounts[at], one, model)
        assert near(together[: len(alone), at], alone)
        assert not together[len(alone) :, at].any(), "classes that it has not get nothing"


@pytest.mark.parametrize("seed", [1, 2])
def test_options_of_many_companies_are_worth_what_they_are_alone(seed):
    drawn, assumed = structures(COUNT, seed=seed), terms(COUNT, seed=seed)
    paid = [sale(one.holdings) for one in drawn]
    amounts = equities(seed=seed)

    together = many.fixed_term.value(amounts, many.fixed_term.sales(paid, assumed))

    for at, (one, term) in enumerate(zip(paid, assumed, strict=True)):
        alone = fixed_term.value(amounts[at], one, term)
        assert near(together[: len(alone), at], alone)
    assert together.sum(axis=0) == pytest.approx(amounts, rel=1e-12), "nothing is lost"


def test_a_known_price_leads_many_companies_where_it_leads_each_alone():
    drawn, assumed = structures(COUNT, seed=3), models(COUNT, seed=3)
    made = [contract(one, model) for one, model in zip(drawn, assumed, strict=True)]
    beside = many.random_term.contracts(made, assumed)
    holding = some_holding(drawn, seed=3)
    worth = many.random_term.value(equities(seed=3), beside)[holding, np.arange(COUNT)]

    found = many.random_term.backsolve(beside, holding=holding, worth=worth)

    again = many.random_term.value(found, beside)[holding, np.arange(COUNT)]
    assert again == pytest.approx(worth, rel=1e-12)
    for at in range(ALONE):
        alone = random_term.backsolve(
            made[at], assumed[at], holding=int(holding[at]), worth=worth[at]
        )
        assert found[at] == pytest.approx(alone, rel=1e-9)


def test_a_known_price_leads_there_by_options_too():
    drawn = structures(COUNT, seed=4)
    assumed = [one for one in terms(2 * COUNT, seed=4) if one.volatility][:COUNT]
    paid = [sale(one.holdings) for one in drawn]
    beside = many.fixed_term.sales(paid, assumed)
    holding, amounts = np.zeros(COUNT, dtype=int), equities(seed=4)
    worth = many.fixed_term.value(amounts, beside)[holding, np.arange(COUNT)]

    found = many.fixed_term.backsolve(beside, holding=holding, worth=worth)

    # Common shares get a part of all that comes above, so that one amount leads there.
    assert found == pytest.approx(amounts, rel=1e-9)
    for at in range(ALONE):
        alone = fixed_term.backsolve(paid[at], assumed[at], holding=0, worth=worth[at])
        assert found[at] == pytest.approx(alone, rel=1e-9)


def test_the_published_round_comes_out_of_the_columns():
    holdings = (
        Holding(name="common", shares=750),
        Holding(name="A", shares=100, price=0.5),
        Holding(name="B", shares=100, price=1.0),
    )
    model = RandomTerm().in_units(1e6)
    made = contract(Structure(holdings=holdings, unissued=50), model)
    beside = many.random_term.contracts([made], [model])

    found = many.random_term.backsolve(beside, holding=np.array([2]), worth=np.array([100.0]))

    assert found == pytest.approx([771.2362836718], rel=1e-12)
    assert many.random_term.value(found, beside)[0] / 750 == pytest.approx(0.7797435040, abs=5e-11)


def test_a_price_that_nothing_leads_to_is_no_number_and_the_others_are_worth_what_they_are():
    term = Term(years=1, volatility=0.1, rate=0.0)
    common = sale((Holding(name="common", shares=10),))
    out_of_reach = sale(
        (Holding(name="common", shares=10), Holding(name="option", shares=1, strike=1e300))
    )
    beside = many.fixed_term.sales([common, out_of_reach, common, common, common], [term] * 5)

    worth = np.array([5.0, 1.0, np.nan, 0.0, -1.0])
    found = many.fixed_term.backsolve(beside, holding=np.array([0, 1, 0, 0, 0]), worth=worth)

    assert found[0] == pytest.approx(5.0, rel=1e-14)
    assert np.isnan(found[1:]).all()
    with pytest.raises(NoSuchValue):
        fixed_term.backsolve(out_of_reach, term, holding=1, worth=1.0)


def test_what_it_takes_does_not_grow_with_the_companies():
    model = RandomTerm().in_units(1e6)
    drawn = structures(3, seed=9)
    made = [contract(one, model) for one in drawn]

    def looks(times):
        beside = many.random_term.contracts(made * times, [model] * 3 * times)
        counted = 0

        def grows(logs, which):
            nonlocal counted
            counted += 1
            found = many.random_term.value(np.exp(logs), picked(beside, which))[0]
            more = many.random_term.value(np.exp(logs + 1e-6), picked(beside, which))[0]
            return found, (more - found) / 1e-6

        solving.solved(grows, np.full(3 * times, 50.0))
        return counted

    assert looks(1) == looks(50) <= 12


def picked(beside, which):
    fields = {name: getattr(beside, name)[..., which] for name in beside.__struct_fields__}
    return many.Contracts(**fields)


def test_powers_that_are_summed_once_say_the_same():
    drawn, assumed = structures(40, seed=5), models(40, seed=5)
    chance = Random(5)

    for one, model in zip(drawn, assumed, strict=True):
        paid = contract(one, model)
        powers = many.Powers(paid, model)
        kinks = [kink for kink in paid.ends.tolist() if kink]
        for amount in [*kinks[:3], *(chance.uniform(0.1, 10_000) for _ in range(3))]:
            alone = random_term.value(amount, paid, model)
            assert powers.value(amount) == pytest.approx(alone, rel=1e-9, abs=1e-11 * amount)
