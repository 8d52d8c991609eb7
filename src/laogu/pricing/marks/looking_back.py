"""A history looked back on: what a company was worth on past days, by all that is known now.

It draws what happened. What could be known then is another question, which a mark of that day
answers, and no forecast reads this one.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from math import exp, sqrt

from msgspec import Struct

from laogu.pricing.marks.choosing import chosen
from laogu.pricing.marks.frozen import parameters_for
from laogu.pricing.marks.histories import History
from laogu.pricing.marks.smoothing import smoothed


class LookedBack(Struct, frozen=True, kw_only=True):
    """A day of a history. value: of the basis that the mark is on; band: 5 to 95 % of it."""

    on: date
    value: float
    band: tuple[float, float]


def looked_back(history: History, as_of: date, days: Sequence[date]) -> tuple[LookedBack, ...]:
    """Return what something was worth on some days, by all that was reported until another.

    Days before the first figure, or after the day it is looked back from, are left out.
    """
    found = chosen(history, as_of)
    if found is None:
        return ()
    _, _, known = found
    told = smoothed(
        known,
        parameters_for(history.issuer),
        [day for day in days if day <= as_of],
        around=history.around.until(as_of),
    )
    wide = 1.6448536
    return tuple(
        LookedBack(
            on=one.on,
            value=exp(one.mean),
            band=(
                exp(one.mean - wide * sqrt(one.variance)),
                exp(one.mean + wide * sqrt(one.variance)),
            ),
        )
        for one in told
    )


def quarters(first: date, last: date) -> tuple[date, ...]:
    """Return the last days of the quarters from a day on, up to another."""
    ends = (
        date(year + (month == 12), month % 12 + 1, 1) - timedelta(days=1)
        for year in range(first.year, last.year + 1)
        for month in (3, 6, 9, 12)
    )
    return tuple(one for one in ends if first <= one <= last)
