"""Values of a random term where claims grow until it ends: dividends, interest, being bought out.

At every moment at which it may end the value is closed form: the company is lognormal then, and
what is paid is linear in it, likely by its logarithm. Over the moments it is a sum by Gauss and
Legendre, in the root of the time, divided where a claim changes its course. `error` says how far
the sum is from one of twice as many moments.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from laogu.pricing.offerings import Known
from laogu.pricing.random_term import Contract, RandomTerm, contract
from laogu.pricing.solving import solve
from laogu.pricing.structure import Structure

if TYPE_CHECKING:
    import numpy as np

_PANELS: Final = (0.0, 0.03, 0.15, 0.4, 0.8, 1.3, 1.9, 2.6, 3.5, 4.7, 6.1)
"""Where the root of the time, counted in mean terms, is divided; after the last nothing is left."""

_POINTS: Final = 6
_SURE: Final = 1e-9
_NARROWEST: Final = 2.0**-14


class Ends(Struct, frozen=True):
    """What each class gets at each of the moments, all stretches of all of them in one row.

    years: of each stretch. weight: of its moment. low, high: logarithms of where it begins and
    ends. edges: roots of the times between which the moments lie.
    """

    years: "np.ndarray"
    weight: "np.ndarray"
    low: "np.ndarray"
    high: "np.ndarray"
    joined: Contract
    edges: tuple[float, ...]


def ends(structure: Structure, model: RandomTerm, *, is_sure: bool = True) -> Ends:
    """Return what each class gets whenever the company ends.

    is_sure: take the time that its digits need; otherwise four or five of them are right.

    Where a class may stop an offering, what it loses by it may begin or cease with time: divisions
    in which the sum is not sure of its digits are halved until it is.
    """
    known = _Seen()
    edges = _edges(structure, model)
    may_stop = any(structure.must_convert_from(one) for one in structure.holdings)
    if not (is_sure and may_stop):
        return _ends(structure, model, edges, _POINTS, known)
    sizes = _sizes(structure)
    waiting, done = list(pairwise(edges)), [edges[0]]
    while waiting:
        low, high = waiting.pop(0)
        plain = _ends(structure, model, [low, high], _POINTS, known)
        middle = (low + high) / 2
        halved = _ends(structure, model, [low, middle, high], _POINTS, known)
        if high - low < _NARROWEST * edges[-1] or _differ(plain, halved, model, sizes) < _SURE:
            done.append(high)
        else:
            waiting[:0] = [(low, middle), (middle, high)]
    return _ends(structure, model, done, _POINTS, known)


class _Seen:
    """What was worked out of one company on the way to its sum."""

    def __init__(self) -> None:
        self.tables: Known = {}
        self.contracts: dict[float, Contract] = {}


def _ends(
    structure: Structure, model: RandomTerm, edges: Sequence[float], points: int, known: "_Seen"
) -> Ends:
    """Return what each class gets at the moments of some divisions."""
    import numpy as np

    moments, weights = _moments_of(model, edges, points)
    for years in moments.tolist():
        if years not in known.contracts:
            known.contracts[years] = contract(structure.after(years), model, known.tables)
    each = [known.contracts[years] for years in moments.tolist()]
    counts = [len(one.ends) for one in each]
    with np.errstate(divide="ignore"):
        begins = [np.log(one.ends) for one in each]
    return Ends(
        np.repeat(moments, counts),
        np.repeat(weights, counts),
        np.concatenate(begins),
        np.concatenate([np.append(one[1:], np.inf) for one in begins]),
        Contract(
            *(
                np.concatenate([getattr(one, name) for one in each], axis=-1)
                for name in Contract.__struct_fields__
            )
        ),
        tuple(edges),
    )


def _sizes(structure: Structure) -> list[float]:
    """Return sizes of the company at which a sum is tried: about what it owes, and beyond."""
    first = sum(one.comes_first + one.dividends for one in structure.holdings)
    stops = max(structure.must_convert_from(one) for one in structure.holdings)
    top = max(first, min(stops, 100 * first)) or 1.0
    return [top / 4, top, 4 * top]


def _differ(one: Ends, other: Ends, model: RandomTerm, sizes: Sequence[float]) -> float:
    """Return by how much of the company two sums differ, at most."""
    import numpy as np

    return max(
        float(np.abs(value(at, one, model) - value(at, other, model)).max() / at) for at in sizes
    )


def value(equity: float, paid: Ends, model: RandomTerm) -> "np.ndarray":
    """Return what each class is worth of a company worth `equity`."""
    import numpy as np
    from scipy.special import ndtr

    wide = model.volatility * np.sqrt(paid.years)
    middle = np.log(equity) + (model.rate - model.volatility**2 / 2) * paid.years

    def between(shift: "np.ndarray") -> tuple["np.ndarray", "np.ndarray"]:
        """Return how likely each stretch is where the logarithm is shifted, and its mean there."""
        low = (paid.low - middle - shift) / wide
        high = (paid.high - middle - shift) / wide
        # By whichever tail is the shorter one, so that no digits are lost.
        flip = low > 0
        likely = ndtr(np.where(flip, -low, high)) - ndtr(np.where(flip, -high, low))
        slopes = (np.exp(-(low**2) / 2) - np.exp(-(high**2) / 2)) / np.sqrt(2 * np.pi)
        return likely, (middle + shift) * likely + wide * slopes

    plain, plain_log = between(np.zeros(len(wide)))
    up, up_log = between(wide**2)
    # Discounted, what the company comes to is worth what it is worth today.
    cash = paid.weight * np.exp(-model.rate * paid.years)
    plain, plain_log = cash * plain, cash * plain_log
    up, up_log = paid.weight * equity * up, paid.weight * equity * up_log
    of = paid.joined
    found: np.ndarray = (
        of.start @ plain
        + of.slope @ up
        + of.more_start @ (of.likely * plain + of.likely_log * plain_log)
        + of.more_slope @ (of.likely * up + of.likely_log * up_log)
    )
    return found


def backsolve(paid: Ends, model: RandomTerm, *, holding: int, worth: float) -> float:
    """Return what the company is worth if one class, all of it, is worth so much."""
    return solve(lambda equity: float(value(equity, paid, model)[holding]), worth)


def error(equity: float, structure: Structure, paid: Ends, model: RandomTerm) -> float:
    """Return by how much of the company a sum of twice as many moments differs, at most."""
    finer = _ends(structure, model, paid.edges, 2 * _POINTS, _Seen())
    return _differ(finer, paid, model, [equity])


def _edges(structure: Structure, model: RandomTerm) -> list[float]:
    """Return roots of times between which nothing changes its course."""
    mean = model.exits**-0.5
    turns = {years**0.5 for one in structure.holdings for years in one.turns()}
    last = _PANELS[-1] * mean
    return sorted({panel * mean for panel in _PANELS} | {one for one in turns if one < last})


def _moments_of(
    model: RandomTerm, edges: Sequence[float], points: int
) -> tuple["np.ndarray", "np.ndarray"]:
    """Return the moments, in years, and the weight of each; over all time they sum to one."""
    import numpy as np

    at, weight = np.polynomial.legendre.leggauss(points)
    moments, weights = [], []
    for low, high in pairwise(edges):
        roots = (low + high) / 2 + (high - low) / 2 * at
        years = roots**2
        found = weight * roots * np.exp(-model.exits * years)
        # What the rule misses of the weight itself it cannot miss of anything.
        part = np.exp(-model.exits * low**2) - np.exp(-model.exits * high**2)
        moments.append(years)
        weights.append(found * part / found.sum())
    return np.concatenate(moments), np.concatenate(weights)
