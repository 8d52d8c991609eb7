"""Who gets what when money comes: every class as a function of what one common share gets.

Of an amount p for one common share, a common class claims n·p, an option n·max(p-K, 0), preferred
that does not participate max(L, n·p), with participation L + n·p, and capped max(min(L + n·p, C),
n·p). What all claim together grows with p, so each amount that comes belongs to one p, and whoever
is better off converted is converted there: no order of decisions has to be tried out.
Below what comes first in all, p is zero, and the ranks are served one after the other.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from laogu.pricing.structure import Holding

if TYPE_CHECKING:
    import numpy as np


class Payoffs(Struct, frozen=True):
    """What each class gets, linear between kinks.

    at: the amounts that come, from zero on, at which somebody's part changes. gets: what each class
    gets at each of them; a row is a class. beyond: of what comes above the last, each class's part.
    """

    at: "np.ndarray"
    gets: "np.ndarray"
    beyond: "np.ndarray"

    def of(self, amounts: "Sequence[float] | np.ndarray") -> "np.ndarray":
        """Return what each class gets of each amount; a row is a class."""
        import numpy as np

        given = np.asarray(amounts, dtype=float)
        above = np.maximum(given - self.at[-1], 0.0)
        inside = np.stack([np.interp(given, self.at, row) for row in self.gets])
        paid: np.ndarray = inside + self.beyond[:, None] * above
        return paid


class Claim(Struct, frozen=True):
    """What a class claims of p for a common share: a first amount, and shares from levels of p on.

    steps: (level, shares): from this level on it counts for so many shares, in order of levels.
    """

    first: float
    rank: int
    steps: tuple[tuple[float, float], ...]

    def of(self, level: float) -> float:
        """Return what it claims at a level of p."""
        total = self.first
        ends = [*(one for one, _ in self.steps[1:]), level]
        for (start, shares), end in zip(self.steps, ends, strict=True):
            if start < level:
                total += shares * (min(end, level) - start)
        return total


def in_a_sale(holding: Holding) -> Claim:
    """Return what a class claims when the company is sold or wound up."""
    first, shares, owed = holding.comes_first, holding.as_converted, holding.dividends
    if holding.strike is not None:
        return Claim(0.0, 0, ((0.0, 0.0), (holding.strike, holding.shares)))
    if first <= 0:
        return Claim(owed, holding.rank, ((0.0, shares),))
    match holding.participation:
        case "full":
            steps: tuple[tuple[float, float], ...] = ((0.0, shares),)
        case "capped":
            cap = max(first, first if holding.cap is None else holding.cap)
            stops, converts = (cap - first) / shares, cap / shares
            steps = ((0.0, shares), (stops, 0.0), (converts, shares))
        case _:
            steps = ((0.0, 0.0), (first / shares, shares))
    return Claim(first + owed, holding.rank, steps)


def in_an_offering(holding: Holding) -> Claim:
    """Return what a class claims in an offering in which everybody converts.

    A ratchet is paid in shares before the rest is shared, all of them alike.
    """
    shares = holding.as_converted
    if holding.strike is not None:
        return Claim(0.0, 0, ((0.0, 0.0), (holding.strike, holding.shares)))
    if holding.ratchet is None or holding.price is None:
        return Claim(0.0, 1, ((0.0, shares),))
    least = holding.ratchet * holding.price * holding.shares
    return Claim(least, 1, ((0.0, 0.0), (least / shares, shares)))


def payoffs(claims: Sequence[Claim]) -> Payoffs:
    """Return what each class gets of every amount that may come."""
    import numpy as np

    columns = [np.zeros(len(claims))]
    for rank in sorted({one.rank for one in claims if one.first > 0}):
        served = [one.first if one.rank == rank else 0.0 for one in claims]
        columns.append(columns[-1] + np.array(served))
    levels = sorted({level for one in claims for level, _ in one.steps} | {0.0})
    columns += [np.array([one.of(level) for one in claims]) for level in levels[1:]]
    last = np.array([one.steps[-1][1] for one in claims])
    gets = np.stack(columns, axis=1)
    at = gets.sum(axis=0)
    # What nobody gets anything of between two kinks is one kink.
    kept = [0, *(after for before, after in pairwise(range(len(at))) if at[after] > at[before])]
    total = last.sum()
    beyond = last / total if total > 0 else np.zeros(len(claims))
    return Payoffs(at[kept], gets[:, kept], beyond)


def sale(holdings: Iterable[Holding]) -> Payoffs:
    """Return what each class gets when the company is sold."""
    return payoffs([in_a_sale(one) for one in holdings])


def offering(holdings: Iterable[Holding]) -> Payoffs:
    """Return what each class gets when the company is listed, and nobody stops it."""
    return payoffs([in_an_offering(one) for one in holdings])
