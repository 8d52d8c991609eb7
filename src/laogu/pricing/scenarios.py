"""Values by scenario: the current one, everybody's alike, weighted exits, and a mixture."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from laogu.pricing.claims import offering, sold
from laogu.pricing.offerings import offered
from laogu.pricing.structure import Structure

if TYPE_CHECKING:
    import numpy as np


class Scenario(Struct, frozen=True, kw_only=True):
    """One way in which the company may end: with how much, when, how likely.

    ends: `sold`, by what comes first, as it has grown by then; `listed`: everybody converts, with
    ratchets, and options are exercised for cash, which comes on top of it.
    """

    name: str
    amount: float
    years: float
    likely: float
    ends: Literal["sold", "listed"] = "sold"


def current(structure: Structure, equity: float) -> "np.ndarray":
    """Return what each row gets if the company is sold today."""
    return sold(structure).of([equity])[:, 0]


def alike(structure: Structure, equity: float) -> "np.ndarray":
    """Return what each class is worth if all shares are, as if everybody converted."""
    plain = tuple(replace(one, ratchet=None) for one in structure.holdings)
    return offering(plain).of([equity])[:, 0]


def weighted(
    structure: Structure, scenarios: Sequence[Scenario], *, discount_rate: float
) -> "np.ndarray":
    """Return each row's expected payoff, discounted at an annual rate (PWERM)."""
    import numpy as np

    found = np.zeros(len(structure.holdings) + len(structure.encumbered))
    for one in scenarios:
        then = structure.after(one.years)
        table = offered(then) if one.ends == "listed" else sold(then)
        found += one.likely * table.of([one.amount])[:, 0] / (1 + discount_rate) ** one.years
    return found
