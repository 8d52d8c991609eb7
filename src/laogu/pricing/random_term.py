"""The contingent-claim value of Gornall and Strebulaev: the company ends on a day nobody knows.

Its value moves as a geometric Brownian motion; its end comes at a constant rate, as an offering in
which everybody converts, the likelier the larger it is, or as a sale. What is paid is linear in the
value between kinks and the likelihood linear in its logarithm, so that every class is worth a sum
of exponentials: nothing is simulated and nothing is integrated by steps.

Source: Gornall and Strebulaev, Squaring venture capital valuations with reality, Journal of
Financial Economics 135(1), 2020, and the authors' public program.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from msgspec import Struct

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


def contract(structure: Structure, model: RandomTerm, known: Known | None = None) -> Contract:
    """Return what each class of a structure gets, whatever the company comes to.

    known: tables of offerings of the same company at other times.
    """
    import numpy as np

    known = {} if known is None else known
    sold = sold_of(structure)
    chances = _chances(model.listed)
    must = [structure.must_convert_from(one) for one in structure.holdings]
    stops = sorted({one for one in must if one > 0})
    kinks = {0.0, *sold.at.tolist(), *(value for value, _, _ in chances), *stops} - {float("inf")}
    offered: list[tuple[float, Payoffs, tuple[int, ...]]] = []
    for below in [*stops, float("inf")]:
        active = tuple(at for at, one in enumerate(must) if one >= below)
        paid = offered_of(structure, active, known)
        kinks |= set(paid.at.tolist())
        offered.append((below, paid, active if structure.stopped == "all" else ()))
    points = _points(kinks)
    points = _points(kinks | set(_crossings(points, sold, offered)))
    ends, upto = points[:-1], points[1:]
    start, slope = _lines(sold, points)
    more_start, more_slope = np.zeros(start.shape), np.zeros(slope.shape)
    middles = (ends + upto) / 2
    # Offerings that pay alike share a table.
    tables = {id(paid): paid for _, paid, _ in offered}
    lines = {which: _lines(paid, points) for which, paid in tables.items()}
    before = 0.0
    for below, paid, stoppers in offered:
        inside = (middles > before) & (middles < below)
        its_start, its_slope = lines[id(paid)]
        if stoppers:
            gains = (paid.of(middles) - sold.of(middles))[list(stoppers)]
            inside &= (gains >= -1e-12 * np.maximum(middles, 1e-300)).all(axis=0)
        more_start[:, inside] = (its_start - start)[:, inside]
        more_slope[:, inside] = (its_slope - slope)[:, inside]
        before = below
    likely, likely_log = np.zeros(len(ends)), np.zeros(len(ends))
    for value, constant, factor in chances:
        likely[ends >= value], likely_log[ends >= value] = constant, factor
    return Contract(ends, start, slope, more_start, more_slope, likely, likely_log)


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


def _points(kinks: Iterable[float]) -> "np.ndarray":
    """Return where stretches begin, and for the last of them, which has no end, one of its own."""
    import numpy as np

    ends = sorted(kinks)
    return np.array([*ends, 2 * ends[-1] + 1.0])


def _lines(paid: Payoffs, points: "np.ndarray") -> tuple["np.ndarray", "np.ndarray"]:
    """Return start and slope of what each class gets in each stretch, in which it is linear."""
    gets, ends = paid.of(points), points[:-1]
    low = gets[:, :-1]
    slope = (gets[:, 1:] - low) / (points[1:] - ends)
    return low - slope * ends, slope


def _crossings(
    points: "np.ndarray", sold: Payoffs, offered: list[tuple[float, Payoffs, tuple[int, ...]]]
) -> list[float]:
    """Return where one who may stop an offering begins, or ceases, to lose by it."""
    import numpy as np

    found: list[float] = []
    for _, paid, stoppers in offered:
        if not stoppers:
            continue
        gains = paid.of(points) - sold.of(points)
        for one in stoppers:
            row = gains[one]
            turns = np.flatnonzero(row[:-1] * row[1:] < 0)
            for at in turns:
                part = row[at] / (row[at] - row[at + 1])
                found.append(float(points[at] + part * (points[at + 1] - points[at])))
    return found


def _chances(listed: Knots) -> list[tuple[float, float, float]]:
    """Return from which value on the likelihood is which constant plus which part of ln x."""
    from math import exp, log

    if not listed:
        return []
    found: list[tuple[float, float, float]] = []
    for (low, first), (high, second) in pairwise(listed):
        factor = (second - first) / log(high / low)
        found.append((low, first - factor * log(low), factor))
    if len(listed) == 1:
        return [(listed[0][0], listed[0][1], 0.0)]
    _, constant, factor = found[-1]
    if factor > 0:
        found.append((exp((1 - constant) / factor), 1.0, 0.0))
    return found
