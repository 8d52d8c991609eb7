"""Scores of this market's own marks: every price in its books, forecast from what they knew before.

A company whose history taught the parameters is forecast by those of its fold. What came after the
last day that the histories tell of was in no fit, whoever it is of.
"""

from collections.abc import Iterator
from datetime import date
from math import log, pi, sqrt
from statistics import fmean

from msgspec import Struct

from laogu.basics import IssuerId
from laogu.pricing.marks import GUESSES, Forecastable, rolling
from laogu.pricing.marks.frozen import BASELINES
from laogu.pricing.marks.marking import next_figure
from laogu.pricing.marks.scoring import spread_of
from laogu.pricing.standard import Books
from laogu.pricing.standard.reading import Case

BAND = 0.8


class Forecasted(Struct, frozen=True, kw_only=True):
    """A price that came, and what was forecast. carried: the log score of the last price kept."""

    on: date
    is_held: bool
    log_score: float
    carried: float | None


class LiveScore(Struct, frozen=True, kw_only=True):
    """How some forecasts did. held: the part that the 80 % band held.

    compared: how many could be beside the last price carried forward; ahead: by how much ours was,
    on the mean; None: nothing could be.
    """

    forecasts: int
    held: float | None
    log_score: float | None
    compared: int
    ahead: float | None


def live_forecasts(books: Books, issuer: IssuerId, as_of: date) -> Iterator[Forecasted]:
    """Yield every price of an issuer that could be forecast, by what was known before its day."""
    case = Case(books, issuer, as_of)
    for one in rolling(case.history(case.ever)):
        ahead = next_figure(one.before, one.came.on, one.issuer, around=one.around)
        likely = ahead.likelihood(one.came.log)
        yield Forecasted(
            on=one.came.on,
            is_held=abs(likely - 0.5) <= BAND / 2,
            log_score=log(max(ahead.density(one.came.log), 1e-12)),
            carried=_carried(one),
        )


def live_score(found: list[Forecasted]) -> LiveScore:
    """Return what some forecasts come to."""
    beside = [(one.log_score, one.carried) for one in found if one.carried is not None]
    return LiveScore(
        forecasts=len(found),
        held=fmean(one.is_held for one in found) if found else None,
        log_score=fmean(one.log_score for one in found) if found else None,
        compared=len(beside),
        ahead=fmean(ours - carried for ours, carried in beside) if beside else None,
    )


def _carried(one: Forecastable) -> float | None:
    """Return the log score of the last price that was paid, as a normal guess; None: none was."""
    guess = GUESSES["carry_forward"](one.before)
    if guess is None:
        return None
    spread = spread_of(BASELINES["carry_forward"], guess, one.came)
    off = (one.came.log - guess.log) / spread
    return max(-(off**2) / 2 - log(spread * sqrt(2 * pi)), log(1e-12))
