"""Who gets what when money comes: every class as a function of what one common share gets.

Of an amount p for one common share, a common class claims n·p, an option n·max(p-K, 0), preferred
that does not participate max(L, n·p), with participation L + n·p, and capped max(min(L + n·p, C),
n·p). What all claim together grows with p, so each amount that comes belongs to one p, and whoever
is better off converted is converted there: no order of decisions has to be tried out.
Below what comes first in all, p is zero, and the ranks are served one after the other.
A right to be bought out is a floor under a claim, with a rank of its own; what a management is
promised of a sale is set aside from what there is to divide.
"""

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from msgspec import Struct

from laogu.pricing.set_aside import apportioned, carved
from laogu.pricing.structure import Holding, Structure
from laogu.pricing.table import Payoffs


class Claim(Struct, frozen=True):
    """What a class claims of p for a common share: a first amount, and shares from levels of p on.

    steps: (level, shares): from this level on it counts for so many shares, in order of levels.
    bought_out: how much of `first` is paid in another rank, and in which.
    """

    first: float
    rank: int
    steps: tuple[tuple[float, float], ...]
    bought_out: tuple[float, int] = (0.0, 1)

    def firsts(self) -> dict[int, float]:
        """Return how much of what comes first is paid in which rank."""
        apart, its = self.bought_out
        if not apart:
            return {self.rank: self.first} if self.first > 0 else {}
        found = {self.rank: self.first - apart}
        found[its] = found.get(its, 0.0) + apart
        return {rank: first for rank, first in found.items() if first > 0}

    def of(self, level: float) -> float:
        """Return what it claims at a level of p."""
        total, start, shares = self.first, 0.0, 0.0
        for begins, counts in self.steps:
            if begins >= level:
                break
            total += shares * (begins - start)
            start, shares = begins, counts
        return total + shares * (level - start)


def in_a_sale(holding: Holding) -> Claim:
    """Return what a class claims when the company is sold or wound up."""
    first, shares, owed = holding.comes_first, holding.as_converted, holding.dividends
    if holding.strike is not None:
        return Claim(0.0, 0, ((0.0, 0.0), (holding.strike, holding.shares)))
    if first <= 0:
        plain = Claim(0.0, holding.rank, ((0.0, shares),))
    elif not shares:
        plain = Claim(first, holding.rank, ((0.0, 0.0),))
    else:
        plain = Claim(first, holding.rank, _steps(holding, first, shares))
    due = 0.0 if holding.redemption is None else holding.redemption.owed
    if due <= 0 or holding.redemption is None:
        return Claim(plain.first + owed, plain.rank, plain.steps)
    # Whichever of the two is paid earlier is paid whole; of the other, what it is more.
    rank = holding.redemption.rank
    apart = due if rank <= plain.rank else max(due - plain.first, 0.0)
    return Claim(max(plain.first, due) + owed, plain.rank, _from(plain, due), (apart, rank))


def _steps(holding: Holding, first: float, shares: float) -> tuple[tuple[float, float], ...]:
    """Return the shares for which a class with a claim counts, by level."""
    match holding.participation:
        case "full":
            return ((0.0, shares),)
        case "capped":
            cap = max(first, first if holding.cap is None else holding.cap)
            stops, converts = (cap - first) / shares, cap / shares
            return ((0.0, shares), (stops, 0.0), (converts, shares))
        case _:
            return ((0.0, 0.0), (first / shares, shares))


def _from(plain: Claim, due: float) -> tuple[tuple[float, float], ...]:
    """Return the steps of a claim that are left above a floor: shares in place of being bought out.

    What never rises above it gives no share.
    """
    if due <= plain.first:
        return plain.steps
    total, steps = plain.first, plain.steps
    for at, (level, shares) in enumerate(steps):
        end = steps[at + 1][0] if at + 1 < len(steps) else float("inf")
        # A level of zero shares adds nothing, however far it goes.
        reached = total + (shares * (end - level) if shares else 0.0)
        if reached > due:
            return ((0.0, 0.0), (level + (due - total) / shares, shares), *steps[at + 1 :])
        total = reached
    return ((0.0, 0.0),)


def in_an_offering(holding: Holding) -> Claim:
    """Return what a class claims in an offering in which everybody converts.

    A ratchet is paid in shares before the rest is shared, all of them alike, and so is a loan that
    converts at a discount. Nobody is bought out, and nothing is carved out.
    """
    shares = holding.as_converted
    if holding.note is not None:
        owed = holding.note.when_listed
        return Claim(owed, 1, ((0.0, 0.0), (owed / shares, shares)) if shares else ((0.0, 0.0),))
    if holding.strike is not None:
        return Claim(0.0, 0, ((0.0, 0.0), (holding.strike, holding.shares)))
    if holding.ratchet is None or holding.price is None:
        return Claim(0.0, 1, ((0.0, shares),))
    least = holding.ratchet * holding.price * holding.shares
    return Claim(least, 1, ((0.0, 0.0), (least / shares, shares)))


def payoffs(claims: Sequence[Claim]) -> Payoffs:
    """Return what each class gets of every amount that may come."""
    import numpy as np

    at, gets = [0.0], [[0.0] * len(claims)]
    parts: list[list[float]] = []
    for rates, length in _stretches(claims):
        total = sum(rates)
        upto = at[-1] + total * length
        # Kinks between which nobody gets anything, but for a last digit, are one.
        if upto > at[-1] * (1 + 1e-15):
            at.append(upto)
            gets.append([got + rate * length for got, rate in zip(gets[-1], rates, strict=True)])
            parts.append([rate / total for rate in rates])
    last = [one.steps[-1][1] for one in claims]
    total = sum(last)
    parts.append([one / total for one in last] if total > 0 else last)
    return Payoffs(np.array(at), np.array(gets).T, np.array(parts).T)


def _stretches(claims: Sequence[Claim]) -> Iterator[tuple[list[float], float]]:
    """Yield at which rates all are paid, and for how long.

    First is paid what comes first, rank by rank, then by the shares for which they count, from
    level to level.
    """
    firsts = [one.firsts() for one in claims]
    for rank in sorted(set().union(*firsts)):
        yield [one.get(rank, 0.0) for one in firsts], 1.0
    shares, reached = [0.0] * len(claims), 0.0
    turns = [(level, row, counts) for row, one in enumerate(claims) for level, counts in one.steps]
    for level, row, counts in sorted(turns, key=itemgetter(0)):
        if level > reached:
            yield shares, level - reached
            reached = level
        shares[row] = counts


def sale(holdings: Iterable[Holding]) -> Payoffs:
    """Return what each class gets when the company is sold."""
    listed = tuple(holdings)
    claims = [in_a_sale(one) for one in listed]
    return carved(payoffs(claims), listed, preferences=sum(one.first for one in claims))


def offering(holdings: Iterable[Holding]) -> Payoffs:
    """Return what each class gets when the company is listed, and nobody stops it."""
    return payoffs([in_an_offering(one) for one in holdings])


def sold(structure: Structure) -> Payoffs:
    """Return what each class gets in a sale, and below them who else receives something of it."""
    return apportioned(sale(structure.holdings), structure)
