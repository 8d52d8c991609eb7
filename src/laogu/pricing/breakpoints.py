"""Who converts at which value: the amounts at which the parts of a sale change, and why."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from laogu.pricing.checking import resolved
from laogu.pricing.claims import Claim, in_a_sale, sale
from laogu.pricing.structure import Holding, Structure

Turn = Literal["paid", "takes_part", "stops", "converts", "exercised", "full"]
"""What a class does from an amount on: what comes first to it is paid; it shares in what comes
more; it has reached its cap; it is better off as common shares; it is exercised; it has all it can
have."""


class Breakpoint(Struct, frozen=True, kw_only=True):
    """An amount from which on what comes more is divided in another way.

    level: what one common share gets there. turns: which class does what. parts: of what comes
    above it, each class's.
    """

    at: float
    level: float
    turns: tuple[tuple[str, Turn], ...]
    parts: tuple[float, ...]


def breakpoints(structure: Structure) -> tuple[Breakpoint, ...]:
    """Return where the parts of a sale today change."""
    import numpy as np

    holdings = resolved(structure).holdings
    claims = [in_a_sale(one) for one in holdings]
    paid = sale(holdings)
    each = paid.parts
    outs = [row for row, one in enumerate(holdings) if one.carved is not None]
    divided = paid.at - paid.gets[outs].sum(axis=0)
    events = list(_events(holdings, claims))
    levels = sorted({level for one in claims for level, _ in one.steps} | {0.0})
    totals = [sum(one.of(level) for one in claims) for level in levels]
    slope = sum(one.steps[-1][1] for one in claims)
    found = []
    for at, amount in enumerate(divided.tolist()):
        turns = [(name, turn) for when, name, turn in events if _is_one(when, amount)]
        turns += [
            (holdings[row].name, "full")
            for row in outs
            if at and each[row, at - 1] > 0 and each[row, at] <= 0
        ]
        level = float(np.interp(amount, totals, levels))
        if amount > totals[-1] and slope > 0:
            level = levels[-1] + (amount - totals[-1]) / slope
        found.append(
            Breakpoint(
                at=float(paid.at[at]),
                level=level,
                turns=tuple(turns),
                parts=tuple(each[:, at].tolist()),
            )
        )
    return tuple(found)


def _events(
    holdings: tuple[Holding, ...], claims: list[Claim]
) -> Iterator[tuple[float, str, Turn]]:
    """Yield at which amount that is divided among classes which of them does what."""
    served = 0.0
    firsts = [one.firsts() for one in claims]
    for rank in sorted(set().union(*firsts)):
        served += sum(one.get(rank, 0.0) for one in firsts)
        for holding, first in zip(holdings, firsts, strict=True):
            if rank == max(first, default=None):
                yield served, holding.name, "paid"
    for holding, claim in zip(holdings, claims, strict=True):
        before = 0.0
        for at, (level, shares) in enumerate(claim.steps):
            if shares != before:
                amount = sum(one.of(level) for one in claims)
                yield (
                    amount,
                    holding.name,
                    _turn(holding, shares, is_last=at + 1 == len(claim.steps)),
                )
            before = shares


def _turn(holding: Holding, shares: float, *, is_last: bool) -> Turn:
    """Return what a class does where it begins to count for so many shares."""
    if holding.strike is not None:
        return "exercised"
    if not shares:
        return "stops"
    gives_up = holding.comes_first > 0 and holding.participation != "full"
    return "converts" if gives_up and is_last else "takes_part"


def _is_one(one: float, other: float) -> bool:
    """Whether two amounts differ in their last digits only."""
    return abs(one - other) <= 1e-9 * max(one, other)
