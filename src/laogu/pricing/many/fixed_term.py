"""The option-pricing method for many companies: each class is a sum of calls, column by column."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from laogu.pricing.fixed_term import Term
from laogu.pricing.many.columns import beside, stacked
from laogu.pricing.many.solving import solved

if TYPE_CHECKING:
    import numpy as np

    from laogu.pricing import Payoffs


class Sales(Struct, frozen=True, kw_only=True):
    """What each class gets when each company is sold, beside each other; a column is a company.

    strikes: the kinks above zero, discounted. logs: of them. counts: of calls that each class has
    at each kink, zero among them, by class, kink and company. wide: standard deviations of the
    logarithm at the end.
    """

    strikes: "np.ndarray"
    logs: "np.ndarray"
    counts: "np.ndarray"
    wide: "np.ndarray"


def sales(paid: "Sequence[Payoffs]", terms: Sequence[Term]) -> Sales:
    """Return payoffs beside each other, each with its term."""
    import numpy as np

    years = np.array([one.years for one in terms])
    wide = np.array([one.volatility for one in terms]) * np.sqrt(years)
    lasts = np.exp(-np.array([one.rate for one in terms]) * years)
    strikes = beside([one.at for one in paid])[1:] * lasts
    parts = stacked([one.parts for one in paid])
    # What is repeated to fill a column differs by nothing from what is before it.
    counts = np.diff(parts, axis=1, prepend=0.0)
    with np.errstate(divide="ignore"):
        logs = np.log(strikes)
    return Sales(strikes=strikes, logs=logs, counts=counts, wide=wide)


def value(equity: "np.ndarray", many: Sales) -> "np.ndarray":
    """Return what each class of each company is worth; a row is a class, a column a company."""
    import numpy as np

    equity = np.asarray(equity, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        calls, _ = _calls(np.log(equity), many.logs, many.strikes, many.wide)
    by_calls = np.einsum("ckn,kn->cn", many.counts[:, 1:], calls)
    worth: np.ndarray = by_calls + many.counts[:, 0] * equity
    return worth


def backsolve(many: Sales, *, holding: "np.ndarray", worth: "np.ndarray") -> "np.ndarray":
    """Return what each company is worth if one class of it, all of it, is worth so much.

    holding: the place of that class, for each company. nan: nothing leads there.
    """
    import numpy as np

    columns = np.arange(len(many.wide))
    counts = np.moveaxis(many.counts, 0, 1)[:, np.asarray(holding), columns]

    def grows(logs: "np.ndarray", which: "np.ndarray") -> tuple["np.ndarray", "np.ndarray"]:
        is_all = len(which) == len(columns)
        of = slice(None) if is_all else which
        calls, slopes = _calls(logs, many.logs[:, of], many.strikes[:, of], many.wide[of])
        its, whole = counts[1:, of], counts[0, of] * np.exp(logs)
        value = np.einsum("kn,kn->n", its, calls) + whole
        return value, np.einsum("kn,kn->n", its, slopes) + whole

    return solved(grows, worth)


def _calls(
    logs: "np.ndarray", of_strikes: "np.ndarray", strikes: "np.ndarray", wide: "np.ndarray"
) -> tuple["np.ndarray", "np.ndarray"]:
    """Return calls at discounted strikes, and how they grow with the logarithm of the company."""
    import numpy as np
    from scipy.special import ndtr

    first = (logs - of_strikes) / wide + wide / 2
    if not wide.all():
        # At a strike that is met to the digit, without any doubt, it is worth nothing anyway.
        first = np.where(np.isnan(first), 0.0, first)
    held = np.exp(logs) * ndtr(first)
    return held - strikes * ndtr(first - wide), held
