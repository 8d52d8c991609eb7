"""How well the method has done: the last trades of a company, each forecast from what came before.

Nobody picks the trades: they are the last of those that could have been forecast at all.
"""

from collections import deque
from datetime import date
from math import exp, log
from statistics import fmean, median

from msgspec import Struct

from laogu.basics import IssuerId
from laogu.pricing.marks import (
    GUESSES,
    Anchor,
    Basis,
    History,
    Kind,
    Point,
    filtered,
    forecast,
    parameters_for,
    rolling,
)
from laogu.pricing.standard import Band, Standard

TRADES_SHOWN = 8
"""Trades that are told one by one and summed up, the latest."""


class Miss(Struct, frozen=True, kw_only=True):
    """A trade, and what was expected of it the day before from what was known.

    expected: the middle of the forecast. band: 5 to 95 % of it. score: of the logarithm, lower is
    better. kept: the last price that was paid; None: nobody had paid one.
    """

    on: date
    kind: Kind
    came: float
    expected: float
    band: Band
    score: float
    kept: float | None

    @property
    def is_inside(self) -> bool:
        """Whether the band held what came."""
        return self.band[0] <= self.came <= self.band[1]


class Done(Struct, frozen=True, kw_only=True):
    """What the last trades of a company say of the method.

    miss: by how much of the price its middle was off, as the median. kept: of them, those before
    which somebody had paid a price; kept_miss and kept_score are of that price carried forward, a
    point without a band, and beside_miss and beside_score are ours of the same trades.
    """

    trades: tuple[Miss, ...]
    inside: int
    miss: float
    score: float
    kept: int
    kept_miss: float | None
    kept_score: float | None
    beside_miss: float | None
    beside_score: float | None


def done_by(standard: Standard) -> Done | None:
    """Return how the method has done on a company's own trades; None: none could be forecast."""
    history = History(issuer=standard.issuer, points=_points(standard))
    ahead = deque(rolling(history), maxlen=TRADES_SHOWN)
    trades = tuple(_miss(standard.issuer, one.before, one.came) for one in ahead)
    if not trades:
        return None
    kept = [one for one in trades if one.kept is not None]
    return Done(
        trades=trades,
        inside=sum(one.is_inside for one in trades),
        miss=median(_off(one.expected, one.came) for one in trades),
        score=fmean(one.score for one in trades),
        kept=len(kept),
        kept_miss=median(_off(one.kept, one.came) for one in kept) if kept else None,
        kept_score=fmean(_far(one.kept, one.came) for one in kept) if kept else None,
        beside_miss=median(_off(one.expected, one.came) for one in kept) if kept else None,
        beside_score=fmean(one.score for one in kept) if kept else None,
    )


def _points(standard: Standard) -> tuple[Point, ...]:
    """Return the anchors as a history: what a common share was by each, or the company."""
    basis: Basis | None = standard.basis
    return tuple(
        Point(
            on=one.on,
            kind=one.kind,
            currency=one.currency,
            price=one.each if basis == "per_share" else None,
            valuation=one.each if basis == "valuation" else None,
        )
        for one in standard.anchors
        if one.basis == basis and one.currency == standard.currency
    )


def _miss(issuer: IssuerId, before: tuple[Anchor, ...], came: Anchor) -> Miss:
    parameters = parameters_for(issuer)
    state = filtered(before, parameters)
    assert state is not None, "there is an anchor before it"
    ahead = forecast(state, came.on, parameters)
    low, middle, high = (exp(one) for one in ahead.quantiles((0.05, 0.5, 0.95)))
    kept = GUESSES["carry_forward"](before)
    return Miss(
        on=came.on,
        kind=came.kind,
        came=came.figure,
        expected=middle,
        band=(low, high),
        score=ahead.crps(came.log),
        kept=None if kept is None else kept.figure,
    )


def _off(guess: float | None, came: float) -> float:
    assert guess is not None, "only those are asked for"
    return abs(guess / came - 1)


def _far(guess: float | None, came: float) -> float:
    """Return the score of a point: its distance from what came, in logarithms."""
    assert guess is not None, "only those are asked for"
    return abs(log(guess / came))
