"""The value of Gornall and Strebulaev for many companies: a sum of powers, column by column.

Between kinks a class gets a + b·x + c·ln x + d·x·ln x, so that each kink adds a power of the kink
beside today's value, and what stands before the power does not hang on today's value. In a search
the powers are summed once, from below and from above, and a step costs two of them, not one a kink.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from laogu.pricing.many.columns import beside, stacked
from laogu.pricing.many.solving import solved
from laogu.pricing.random_term import Contract, RandomTerm

if TYPE_CHECKING:
    import numpy as np


class Contracts(Struct, frozen=True, kw_only=True):
    """Contracts beside each other; a column is a company.

    ends, logs: where stretches begin, and their logarithms. gets: of 1, x, ln x and x·ln x, what
    each class gets, by these four, class, stretch and company.
    left, right: the powers below and above today's value. each: exits beside the root, the factor
    of every sum.
    """

    ends: "np.ndarray"
    logs: "np.ndarray"
    gets: "np.ndarray"
    left: "np.ndarray"
    right: "np.ndarray"
    each: "np.ndarray"


def contracts(made: Sequence[Contract], models: Sequence[RandomTerm]) -> Contracts:
    """Return contracts beside each other, each with what is assumed of its company."""
    import numpy as np

    volatility = np.array([one.volatility for one in models])
    exits = np.array([one.exits for one in models])
    rate = np.array([one.rate for one in models])
    squared = volatility**2
    drift = rate - squared / 2
    root = np.sqrt(drift**2 + 2 * (exits + rate) * squared)
    likely = beside([one.likely for one in made])
    likely_log = beside([one.likely_log for one in made])
    more, more_slope = (
        stacked([one.more_start for one in made]),
        stacked([one.more_slope for one in made]),
    )
    gets = np.stack(
        [
            stacked([one.start for one in made]) + likely * more,
            stacked([one.slope for one in made]) + likely * more_slope,
            likely_log * more,
            likely_log * more_slope,
        ]
    )
    ends = beside([one.ends for one in made])
    return Contracts(
        ends=ends,
        logs=np.log(np.maximum(ends, 1e-300)),
        gets=gets,
        left=(root + drift) / squared,
        right=-(root - drift) / squared,
        each=exits / root,
    )


def value(equity: "np.ndarray", many: Contracts) -> "np.ndarray":
    """Return what each class of each company is worth; a row is a class, a column a company."""
    import numpy as np

    logs = np.log(np.asarray(equity, dtype=float))
    is_below = many.logs[1:] <= logs
    power = np.where(is_below, many.left, many.right)
    heights = np.exp(power * (many.logs[1:] - logs))
    by = [one * heights for one in _integrals(many.ends[1:], many.logs[1:], power)]
    inside = np.zeros((4, *many.gets.shape[1:2], len(logs)))
    place = is_below.sum(axis=0)
    inside[:] = np.take_along_axis(many.gets, place[None, None, None, :], axis=2)[:, :, 0]
    found = -np.einsum("qcsn,qsn->cn", np.diff(many.gets, axis=2), np.stack(by))
    below = _integrals(np.exp(logs), logs, many.left)
    above = _integrals(np.exp(logs), logs, many.right)
    for gets, low, high in zip(inside, below, above, strict=True):
        found += gets * (low - high)
    worth: np.ndarray = found * many.each
    return worth


def backsolve(many: Contracts, *, holding: "np.ndarray", worth: "np.ndarray") -> "np.ndarray":
    """Return what each company is worth if one class of it, all of it, is worth so much.

    holding: the place of that class, for each company. nan: nothing leads there.
    """
    import numpy as np

    columns = np.arange(many.ends.shape[1])
    gets = np.moveaxis(many.gets, 1, 2)[:, :, np.asarray(holding), columns]
    lines, heights, kinks = summed(many, gets)

    def grows(logs: "np.ndarray", which: "np.ndarray") -> tuple["np.ndarray", "np.ndarray"]:
        at = (many.logs[1:, which] <= logs).sum(axis=0), which
        below = heights[0][at] * _power(many.left[which], kinks[0][at] - logs)
        above = heights[1][at] * _power(many.right[which], kinks[1][at] - logs)
        amount = np.exp(logs)
        plain, each, by_log, each_log = (line[at] for line in lines)
        found = below + above + plain + by_log * logs + amount * (each + each_log * logs)
        slope = amount * (each + each_log * (logs + 1)) + by_log
        slope -= many.left[which] * below + many.right[which] * above
        return found, slope

    return solved(grows, worth)


def summed(
    many: Contracts, gets: "np.ndarray"
) -> tuple["np.ndarray", tuple["np.ndarray", ...], tuple["np.ndarray", ...]]:
    """Return, for every stretch, the line of a class, and its powers from below and from above.

    gets: of each of the four, by stretch and column. Each sum of powers is counted from the kink
    next to the stretch, which comes with it, so that none is too large.
    """
    import numpy as np

    ends, logs = many.ends[1:], many.logs[1:]
    changes = -np.diff(gets, axis=1)
    low, high = (
        sum(
            change * one for change, one in zip(changes, _integrals(ends, logs, power), strict=True)
        )
        for power in (many.left, many.right)
    )
    nearer = logs[:-1] - logs[1:]
    below, above = np.zeros(gets.shape[1:]), np.zeros(gets.shape[1:])
    for at in range(1, len(many.ends)):
        below[at] = low[at - 1]
        if at > 1:
            below[at] += below[at - 1] * np.exp(many.left * nearer[at - 2])
    for at in range(len(many.ends) - 2, -1, -1):
        above[at] = high[at]
        if at < len(many.ends) - 2:
            above[at] += above[at + 1] * np.exp(-many.right * nearer[at])
    first, second = 1 / many.left - 1 / many.right, 1 / (many.left + 1) - 1 / (many.right + 1)
    squares = 1 / many.left**2 - 1 / many.right**2
    more_squares = 1 / (many.left + 1) ** 2 - 1 / (many.right + 1) ** 2
    plain, each, by_log, each_log = gets
    lines = np.stack(
        [
            plain * first - by_log * squares,
            each * second - each_log * more_squares,
            by_log * first,
            each_log * second,
        ]
    )
    above_logs = np.concatenate([logs, many.logs[-1:]])
    return (
        lines * many.each,
        (below * many.each, above * many.each),
        (many.logs, above_logs),
    )


def _integrals(
    amount: "np.ndarray", logs: "np.ndarray", power: "np.ndarray"
) -> tuple["np.ndarray", ...]:
    """Return the integrals of 1, x, ln x and x·ln x beside a power, up to an amount.

    What the power itself comes to there is left out.
    """
    first, second = 1 / power, 1 / (power + 1)
    return (
        first,
        amount * second,
        first * (logs - first),
        amount * second * (logs - second),
    )


def _power(power: "np.ndarray", logs: "np.ndarray") -> "np.ndarray":
    """Return a power of what is on the other side, which is never above one."""
    import numpy as np

    found: np.ndarray = np.exp(np.minimum(power * logs, 0.0))
    return found
