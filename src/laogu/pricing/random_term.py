"""The contingent-claim value of Gornall and Strebulaev: the company ends on a day nobody knows.

Its value moves as a geometric Brownian motion; its end comes at a constant rate, as an offering in
which everybody converts, the likelier the larger it is, or as a sale. What is paid is linear in the
value between kinks and the likelihood linear in its logarithm, so that every class is worth a sum
of exponentials: nothing is simulated and nothing is integrated by steps.

Source: Gornall and Strebulaev, Squaring venture capital valuations with reality, Journal of
Financial Economics 135(1), 2020, and the authors' public program.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import astuple, replace

from laogu.pricing.claims import sold as sold_of
from laogu.pricing.offerings import Known
from laogu.pricing.offerings import offered as offered_of
from laogu.pricing.solving import solve
from laogu.pricing.structure import Structure
from laogu.pricing.table import Payoffs

if TYPE_CHECKING:
    import numpy as np

Knots = tuple[tuple[float, float], ...]

LISTED: Final[Knots] = ((32e6, 0.0), (1_000e6, 0.65), (100_000e6, 0.85))
"""How likely a company of a value in US dollars is listed and not sold, when it ends: never below
the first, linear in the logarithm between two, on beyond the last, and never above one."""


class RandomTerm(Struct, frozen=True, kw_only=True):
    """volatility: of the company's value, a year. exits: a year. rate: continuous.

    listed: knots of the likelihood, in the unit of the structure; empty: everybody is sold.
    """

    volatility: float = 0.9
    exits: float = 0.25
    rate: float = 0.025
    listed: Knots = LISTED

    def in_units(self, units: float) -> "RandomTerm":
        """Return the same for amounts that are counted in so many dollars."""
        listed = tuple((value / units, likely) for value, likely in self.listed)
        return RandomTerm(
            volatility=self.volatility, exits=self.exits, rate=self.rate, listed=listed
        )


class Contract(Struct, frozen=True):
    """What each class gets at the end, in stretches: sold + (c + d·ln x)·(listed - sold).

    ends: of the stretches, from zero on; the last has no end. The rest has a column a stretch:
    a class gets `start` + `slope`·x, sold or, as what it gets more then, listed.
    """

    ends: "np.ndarray"
    start: "np.ndarray"
    slope: "np.ndarray"
    more_start: "np.ndarray"
    more_slope: "np.ndarray"
    likely: "np.ndarray"
    likely_log: "np.ndarray"

    def divided(self, at: "np.ndarray") -> "Contract":
        """Return the same with stretches that end at more amounts."""
        import numpy as np

        ends = np.unique(np.concatenate([self.ends, at]))
        was = self.ends.searchsorted(ends, "right") - 1
        return Contract(ends, *(one.take(was, axis=-1) for one in astuple(self)[1:]))


def contract(structure: Structure, model: RandomTerm, known: Known | None = None) -> Contract:
    """Return what each class of a structure gets, whatever the company comes to.

    known: tables of offerings of the same company at other times.
    """
    import numpy as np

    sold = sold_of(structure)
    must = [structure.must_convert_from(one) for one in structure.holdings]
    offers = _offers(structure, must, {} if known is None else known)
    values, constants, factors = _chances(model.listed)
    kinks = {0.0, *values.tolist(), *must, *sold.at.tolist()}
    kinks.update(*(paid.at.tolist() for _, paid in offers))
    ends = np.array(sorted(kinks - {float("inf")}))
    start, slope = sold.lines(ends)
    listed_start, listed_slope = _lines(offers, ends)
    chance = values.searchsorted(ends, "right")
    found = Contract(
        ends,
        start,
        slope,
        listed_start - start,
        listed_slope - slope,
        constants.take(chance),
        factors.take(chance),
    )
    may_stop = structure.stopped == "all" and any(must)
    return _stopped(found, np.array(must)[:, None]) if may_stop else found


def _offers(
    structure: Structure, must: Sequence[float], known: Known
) -> list[tuple[float, Payoffs]]:
    """Return who gets what in an offering, from each value on at which that becomes another."""
    if structure.stopped == "all":
        return [(0.0, offered_of(structure, (), known))]
    found = []
    for begins in sorted({0.0, *must}):
        active = tuple(at for at, one in enumerate(must) if one > begins)
        found.append((begins, offered_of(structure, active, known)))
    return found


def _lines(
    offers: list[tuple[float, Payoffs]], ends: "np.ndarray"
) -> tuple["np.ndarray", "np.ndarray"]:
    """Return start and slope of what each class gets in an offering, from each end on."""
    import numpy as np

    (_, first), *later = offers
    start, slope = first.lines(ends)
    for begins, paid in later:
        start, slope = np.where(ends >= begins, paid.lines(ends), (start, slope))
    return start, slope


def _stopped(paid: Contract, must: "np.ndarray") -> Contract:
    """Return a contract in which nobody gets more by an offering that some class stops.

    It does below the value from which on it must convert, where it loses by it: stretches are
    divided where it begins, or ceases, to lose.
    """
    upto, low, high = _gains(paid, len(must))
    row, at = ((low * high < 0) & (must > paid.ends)).nonzero()
    if len(at):
        part = low[row, at] / (low[row, at] - high[row, at])
        paid = paid.divided(paid.ends[at] + part * (upto - paid.ends)[at])
        upto, low, high = _gains(paid, len(must))
    # In the middle of a stretch, as at its ends it may be all the same.
    loses = (low + high < -1e-12 * (paid.ends + upto)) & (must > paid.ends)
    goes_on = ~loses.any(axis=0)
    return replace(paid, more_start=paid.more_start * goes_on, more_slope=paid.more_slope * goes_on)


def _gains(paid: Contract, classes: int) -> tuple["np.ndarray", "np.ndarray", "np.ndarray"]:
    """Return where stretches end, and what each class gets more listed, at both ends of them.

    The last of them, which has no end, is given one.
    """
    import numpy as np

    upto = np.concatenate([paid.ends[1:], [2 * paid.ends[-1] + 1]])
    start, slope = paid.more_start[:classes], paid.more_slope[:classes]
    return upto, start + slope * paid.ends, start + slope * upto


def value(equity: float, paid: Contract, model: RandomTerm) -> "np.ndarray":
    """Return what each class is worth of a company worth `equity`; with what is unissued left out.

    Classes sum to the company where they get all of it in every end.
    """
    import numpy as np

    squared = model.volatility**2
    drift = model.rate - squared / 2
    root = np.sqrt(drift**2 + 2 * (model.exits + model.rate) * squared)
    right, left = -(root - drift) / squared, (root + drift) / squared
    # Every stretch is divided at today's value, where the density has its edge.
    at = np.append(np.log(np.maximum(paid.ends, 1e-300) / equity), np.inf)
    at[0] = -np.inf
    found = np.zeros(len(paid.start))
    for low, high, decay in ((-np.inf, 0.0, left), (0.0, np.inf, right)):
        bounds = np.clip(at, low, high)
        constant, by_log = _moments(bounds, decay)
        linear, linear_log = _moments(bounds, decay + 1)
        linear, linear_log = linear * equity, linear_log * equity
        chance = paid.likely + paid.likely_log * np.log(equity)
        found += paid.start @ constant + paid.slope @ linear
        found += paid.more_start @ (chance * constant + paid.likely_log * by_log)
        found += paid.more_slope @ (chance * linear + paid.likely_log * linear_log)
    worth: np.ndarray = model.exits / root * found
    return worth


def backsolve(paid: Contract, model: RandomTerm, *, holding: int, worth: float) -> float:
    """Return what the company is worth if one class, all of it, is worth so much."""
    return solve(lambda equity: float(value(equity, paid, model)[holding]), worth)


def random_call(spot: float, strike: float, model: RandomTerm) -> float:
    """Return what a call is worth that ends on a day nobody knows.

    Source: Metrick and Yasuda, Venture capital and the finance of innovation: random expiration.
    """
    squared = model.volatility**2
    drift = model.rate - squared / 2
    root = (drift**2 + 2 * (model.exits + model.rate) * squared) ** 0.5
    right, left = (root - drift) / squared, (root + drift) / squared
    each = model.exits / root
    if strike >= spot:
        return float(each * spot * (strike / spot) ** (1 - right) / (right * (right - 1)))
    found = each * strike * (strike / spot) ** left / (left * (1 + left))
    return float(found + spot - strike * model.exits / (model.exits + model.rate))


def _moments(bounds: "np.ndarray", decay: float) -> tuple["np.ndarray", "np.ndarray"]:
    """Return, for each stretch, the integrals of exp(decay·y) and of y·exp(decay·y)."""
    import numpy as np

    is_end = np.isinf(bounds)
    y = np.where(is_end, 0.0, bounds)
    grown = np.where(is_end, 0.0, np.exp(decay * y))
    plain = grown / decay
    return np.diff(plain), np.diff(grown * (y / decay - 1 / decay**2))


@lru_cache(maxsize=64)
def _chances(listed: Knots) -> tuple["np.ndarray", "np.ndarray", "np.ndarray"]:
    """Return from which values on the likelihood is which constant plus which part of ln x.

    Of the constants and the parts the first are for what lies below all of the values. They hang
    on the knots alone, and stay as they are.
    """
    from math import exp, log

    import numpy as np

    found: list[tuple[float, float, float]] = []
    for (low, first), (high, second) in pairwise(listed):
        factor = (second - first) / log(high / low)
        found.append((low, first - factor * log(low), factor))
    if len(listed) == 1:
        found.append((listed[0][0], listed[0][1], 0.0))
    elif found and found[-1][2] > 0:
        _, constant, factor = found[-1]
        found.append((exp((1 - constant) / factor), 1.0, 0.0))
    values, constants, factors = np.array([(0.0, 0.0, 0.0), *found]).T
    return values[1:], constants, factors
