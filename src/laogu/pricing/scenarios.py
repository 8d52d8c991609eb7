"""Values by scenario: the current one, everybody's alike, weighted exits, and a mixture."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from laogu.pricing.claims import sale
from laogu.pricing.structure import Holding, Structure

if TYPE_CHECKING:
    import numpy as np


class Scenario(Struct, frozen=True, kw_only=True):
    """One way in which the company may end: with how much, when, how likely.

    ends: `sold`, by what comes first; `listed`: everybody converts, and options are exercised for
    cash, which comes on top of it.
    """

    name: str
    amount: float
    years: float
    likely: float
    ends: Literal["sold", "listed"] = "sold"


def current(structure: Structure, equity: float) -> "np.ndarray":
    """Return what each class gets if the company is sold today."""
    return sale(structure.holdings).of([equity])[:, 0]


def alike(structure: Structure, equity: float) -> "np.ndarray":
    """Return what each class is worth if all shares are, as if everybody converted."""
    import numpy as np

    found = np.zeros(len(structure.holdings))
    each = _each_listed(structure.holdings, equity)
    for at, one in enumerate(structure.holdings):
        found[at] = one.as_converted * max(each - (one.strike or 0.0), 0.0)
    return found


def weighted(
    structure: Structure, scenarios: Sequence[Scenario], *, discount_rate: float
) -> "np.ndarray":
    """Return each class's expected payoff, discounted at an annual rate (PWERM)."""
    import numpy as np

    found = np.zeros(len(structure.holdings))
    for one in scenarios:
        paid = (
            alike(structure, one.amount) if one.ends == "listed" else current(structure, one.amount)
        )
        found += one.likely * paid / (1 + discount_rate) ** one.years
    return found


def _each_listed(holdings: Sequence[Holding], amount: float) -> float:
    """Return what a common share gets when options pay their strikes in: those worth exercising."""
    shares = sum(one.as_converted for one in holdings if one.strike is None)
    each = amount / shares if shares else 0.0
    options = sorted((one for one in holdings if one.strike is not None), key=_strike)
    for one in options:
        strike = _strike(one)
        if strike >= each:
            break
        each = (each * shares + one.shares * strike) / (shares + one.shares)
        shares += one.shares
    return each


def _strike(holding: Holding) -> float:
    return holding.strike or 0.0
