"""Goal 16, and values from known prices: many companies at once, beside QuantLib and a rate.

QuantLib comes with the extra `bench`; where it is not installed, that is said, and the rest is
measured. Nothing that pricing does is simulated, so that goal 17 has nothing to measure.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from laogu.bench.goals import Bench, Found, Goal
from laogu.bench.turns import ROUNDS, in_turn
from laogu.pricing import Holding, RandomTerm, Structure, Term, contract, many, sale

if TYPE_CHECKING:
    import numpy as np

ISSUERS: Final = 20_000
AT_ONCE: Final = 2_000
"""Companies in the columns of one call: so many fit the processor's cache."""

STRUCTURES: Final = 2_000
"""Structures whose payoffs are worked out one by one."""

SEED: Final = 20_261_122
WANTED: Final = 10_000
"""Companies a second on one core."""

NO_PEER = "QuantLib is not installed: pip install 'laogu[bench]'"
NOTHING = "Nothing is simulated: every value is in closed form, so that there is nothing to measure"
LISTED = RandomTerm().in_units(1_000_000).listed


def _valuing(folder: Path, wanted: set[str]) -> Iterator[Found]:  # noqa: ARG001
    if "opm" in wanted:
        yield _beside_quantlib()
    if wanted & {"opm-backsolve", "gs-value", "gs-backsolve", "gs-structures"}:
        yield from _beside_a_rate(wanted)
    if "simulated" in wanted:
        yield Found(goal=VALUING.named("simulated"), thing=[], limit=[], note=NOTHING)


def structure(chance: Random) -> Structure:
    """Return a company of four preferred classes, common shares, options and unissued ones."""
    price, preferred = chance.uniform(20, 100) / 100, []
    for number in range(4):
        price *= chance.uniform(8, 30) / 10
        shares = chance.uniform(50, 300)
        preferred.append(
            Holding(
                name=f"series {number}",
                shares=shares,
                price=price,
                rank=4 - number,
                multiple=chance.choice([2, 2, 2, 3]) / 2,
                participation="capped" if number == 1 else "none",
                cap=3 * price * shares if number == 1 else None,
                stops_below=chance.choice([0, 0, 500]),
            )
        )
    common = Holding(name="common", shares=chance.uniform(500, 1_500))
    option = Holding(
        name="option", shares=chance.uniform(20, 100), strike=chance.uniform(5, 100) / 100
    )
    return Structure(holdings=(common, *preferred, option), unissued=50)


def _beside_quantlib() -> Found:
    goal = VALUING.named("opm")
    if find_spec("QuantLib") is None:
        return Found(goal=goal, thing=[], limit=[], note=NO_PEER)
    import numpy as np

    drawn, terms, equity = _drawn(ISSUERS)
    paid = [sale(drawn[at % STRUCTURES].holdings) for at in range(ISSUERS)]
    parts = [one.parts for one in paid]
    strikes = [one.at.tolist() for one in paid]
    blocks = [
        (equity[at : at + AT_ONCE], many.fixed_term.sales(paid[at : at + AT_ONCE],
                                                          terms[at : at + AT_ONCE]))
        for at in range(0, ISSUERS, AT_ONCE)
    ]  # fmt: skip

    def ours() -> "np.ndarray":
        return np.concatenate([many.fixed_term.value(*one) for one in blocks], axis=1)

    def theirs() -> list["np.ndarray"]:
        return _by_quantlib(equity.tolist(), strikes, parts, terms)

    both = in_turn({"ours": _rate(ISSUERS, ours), "theirs": _rate(ISSUERS, theirs)})
    off = np.abs(ours() - np.stack(theirs(), axis=1)).max() / equity.max()
    kinks = sum(map(len, strikes)) / ISSUERS
    note = f"{kinks:.1f} kinks and 6 classes a company; at most {off:.0e} of a company apart"
    return Found(goal=goal, thing=both["ours"], limit=both["theirs"], note=note)


def _by_quantlib(
    equity: Sequence[float],
    strikes: Sequence[Sequence[float]],
    parts: Sequence["np.ndarray"],
    terms: Sequence[Term],
) -> list["np.ndarray"]:
    """Return what each class is worth, by a formula of QuantLib's for each option."""
    from math import exp, sqrt

    import numpy as np
    import QuantLib  # habit 39: the extra `bench` brings it

    call, formula = QuantLib.Option.Call, QuantLib.blackFormula
    found = []
    for worth, at, part, term in zip(equity, strikes, parts, terms, strict=True):
        lasts = exp(-term.rate * term.years)
        forward, wide = worth / lasts, term.volatility * sqrt(term.years)
        calls = [worth, *(formula(call, one, forward, wide, lasts) for one in at[1:]), 0]
        found.append(part @ np.subtract(calls[:-1], calls[1:]))
    return found


def _beside_a_rate(wanted: set[str]) -> Iterator[Found]:
    import numpy as np

    drawn, terms, equity = _drawn(STRUCTURES)
    models = [RandomTerm(volatility=one.volatility, listed=LISTED) for one in terms]
    made = [contract(one, model) for one, model in zip(drawn, models, strict=True)]
    beside = many.random_term.contracts(made, models)
    sold = many.fixed_term.sales([sale(one.holdings) for one in drawn], terms)
    last = np.full(STRUCTURES, 4)
    paid = np.array([one.holdings[4].shares * (one.holdings[4].price or 0) for one in drawn])

    def from_structures() -> None:
        fresh = [contract(one, model) for one, model in zip(drawn, models, strict=True)]
        columns = many.random_term.contracts(fresh, models)
        found = many.random_term.backsolve(columns, holding=last, worth=paid)
        many.random_term.value(found, columns)

    acts: dict[str, Callable[[], object]] = {
        "opm-backsolve": lambda: many.fixed_term.backsolve(sold, holding=last, worth=paid),
        "gs-value": lambda: many.random_term.value(equity, beside),
        "gs-backsolve": lambda: many.random_term.backsolve(beside, holding=last, worth=paid),
        "gs-structures": from_structures,
    }
    figures = in_turn(
        {name: _rate(STRUCTURES, act) for name, act in acts.items() if name in wanted}
    )
    stretches = sum(len(one.ends) for one in made) / STRUCTURES
    note = f"6 classes, {stretches:.1f} stretches a company, {STRUCTURES:,} companies at once"
    for name, found in figures.items():
        yield Found(goal=VALUING.named(name), thing=found, limit=[WANTED] * ROUNDS, note=note)


def _drawn(count: int) -> tuple[list[Structure], list[Term], "np.ndarray"]:
    """Return structures, of which no more than `STRUCTURES` differ, with terms and equities."""
    import numpy as np

    chance = Random(SEED)  # noqa: S311 (the same companies each time)
    drawn = [structure(chance) for _ in range(min(count, STRUCTURES))]
    terms = [
        Term(years=chance.uniform(1, 6), volatility=chance.uniform(4, 12) / 10, rate=1 / 40)
        for _ in range(count)
    ]
    return drawn, terms, np.array([chance.uniform(100, 10_000) for _ in range(count)])


def _rate(count: int, act: Callable[[], object]) -> Callable[[], float]:
    """Return what measures how many a second of CPU `act` does."""

    def measure() -> float:
        start = time.process_time_ns()
        act()
        return count * 1_000_000_000 / (time.process_time_ns() - start)

    return measure


def _of_a_rate(name: str, thing: str) -> Goal:
    return Goal(
        number=None,
        name=name,
        thing=thing,
        limit="what is wanted of one core",
        unit="companies a second of CPU",
        seen="none",
        floor=100,
    )


VALUING = Bench(
    (
        Goal(
            number=16,
            name="opm",
            thing="every class of 20,000 companies by options, in columns",
            limit="QuantLib's blackFormula for each option, with the same allocation",
            unit="companies a second of CPU",
            seen="22",
            floor=1000,
        ),
        _of_a_rate("opm-backsolve", "companies from the price of a class, by options"),
        _of_a_rate("gs-value", "every class, the end on a day nobody knows"),
        _of_a_rate("gs-backsolve", "companies from the price of a class, such an end"),
        _of_a_rate("gs-structures", "the same from bare structures, with every class's value"),
        Goal(
            number=17,
            name="simulated",
            thing="paths",
            limit="bare normal draws",
            unit="paths a second",
            seen="0.38",
            floor=30,
        ),
    ),
    _valuing,
)
