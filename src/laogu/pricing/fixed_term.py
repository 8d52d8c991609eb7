"""The option-pricing method: the company ends on one day, and every class is a sum of calls.

Between two kinks of the payoffs each class has a part of what comes, so that it is worth that part
of a call at the one less a call at the other. Classes sum to the company.
"""

from typing import TYPE_CHECKING

from msgspec import Struct

from laogu.pricing.black_scholes import call
from laogu.pricing.solving import solve
from laogu.pricing.table import Payoffs

if TYPE_CHECKING:
    import numpy as np


class Term(Struct, frozen=True, kw_only=True):
    """years: until the company is sold. volatility: of its value, a year. rate: continuous."""

    years: float
    volatility: float
    rate: float


def tranches(equity: float, paid: Payoffs, term: Term) -> "np.ndarray":
    """Return what each stretch between two kinks is worth, the last without an end."""
    import numpy as np

    calls = call(equity, paid.at, years=term.years, volatility=term.volatility, rate=term.rate)
    return np.append(calls[:-1] - calls[1:], calls[-1])


def value(equity: float, paid: Payoffs, term: Term) -> "np.ndarray":
    """Return what each class is worth of a company worth `equity`."""
    worth: np.ndarray = paid.parts @ tranches(equity, paid, term)
    return worth


def backsolve(paid: Payoffs, term: Term, *, holding: int, worth: float) -> float:
    """Return what the company is worth if one class, all of it, is worth so much."""
    return solve(lambda equity: float(value(equity, paid, term)[holding]), worth)
