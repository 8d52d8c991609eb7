"""What each way out of vested options comes to, for one who leaves and has a window.

Exercise all or a part now, wait until the window ends, sell on the exercise where somebody bids, or
let it lapse: each with what it costs today, what it is as good as for certain, and how it ends.
"""

from math import exp, inf, log, sqrt
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from laogu.pricing.leaving import Leaver, best, gain, gains, richer

ENDS: Final = (0.05, 0.25, 0.5, 0.75, 0.95)
"""How likely the share ends below the price of each outcome."""

_Z: Final = (-1.6448536269514722, -0.6744897501960817, 0.0, 0.6744897501960817, 1.6448536269514722)
_POINTS: Final = 5_000
"""Of an expectation over the last day of the window, divided among the parts weighed there."""

_PARTS: Final = 20


class Bid(Struct, frozen=True, kw_only=True):
    """Somebody buys on the exercise: at what a share, and what part of the proceeds it costs."""

    price: float
    fee: float = 0.0


class Outcome(Struct, frozen=True, kw_only=True):
    """One end. likely: that the share ends below; net: of what was paid, in today's money."""

    likely: float
    share: float
    net: float


class WayOut(Struct, frozen=True, kw_only=True):
    """A way out. part: of the options that is exercised; of `wait`: on average.

    paid: today, price and tax; of it, tax. gain: how much richer for certain, in today's money;
    None: they cannot pay it. outcomes: one for each of `ENDS`; empty: nothing is uncertain, or it
    is not decided yet. loss: how likely it ends with less than if nothing is done; None: that is
    not decided yet.
    """

    name: Literal["exercise", "exercise_part", "wait", "sell", "lapse"]
    part: float
    paid: float
    tax: float
    gain: float | None
    outcomes: tuple[Outcome, ...] = ()
    loss: float | None = 0.0


def ways_out(
    leaver: Leaver, value: float, *, window: float, bid: Bid | None = None
) -> tuple[WayOut, ...]:
    """Return every way out of options on shares that are worth `value` today.

    window: years until it ends; 0: today is the last day, and nothing is waited for.
    """
    found = [_exercised(leaver, value, 1.0, "exercise")]
    part, _ = best(leaver, value)
    if 0 < part < 1:
        found.append(_exercised(leaver, value, part, "exercise_part"))
    if window > 0:
        found.append(_waited(leaver, value, window))
    if bid is not None:
        found.append(_sold(leaver, bid))
    return (*found, WayOut(name="lapse", part=0.0, paid=0.0, tax=0.0, gain=0.0))


def waiting(leaver: Leaver, value: float, window: float, *, parts: int = 1) -> float:
    """Return how much richer for certain it makes them to decide on the last day of the window.

    parts: of the options, into which they may divide them; 1: all or nothing. The day on which the
    share can be sold stays where it is.
    """
    return _decided(leaver, value, window, parts)[0]


def threshold(leaver: Leaver) -> float:
    """Return the value of a share above which exercising all is better than nothing."""
    low, high = leaver.strike * 1e-6, leaver.strike
    while gain(leaver, high, 1.0) <= 0:
        low, high = high, high * 2
        if leaver.cost(high) >= leaver.wealth:
            return inf
    while low < (middle := sqrt(low * high)) < high:  # Until no figure lies between them.
        low, high = (middle, high) if gain(leaver, middle, 1.0) <= 0 else (low, middle)
    return high


def _exercised(
    leaver: Leaver, value: float, part: float, name: Literal["exercise", "exercise_part"]
) -> WayOut:
    from scipy.special import ndtr

    paid, count = leaver.cost(value, part), part * leaver.options
    grown, wide = exp(leaver.rate * leaver.years), leaver.volatility * sqrt(leaver.years)
    middle = (leaver.drift - leaver.volatility**2 / 2) * leaver.years
    shares = [value * exp(middle + wide * z) for z in _Z]
    needed = paid * grown / count
    found = gain(leaver, value, part)
    return WayOut(
        name=name,
        part=part,
        paid=paid,
        tax=part * leaver.options * leaver.tax * max(value - leaver.strike, 0.0),
        gain=None if found == -inf else found,
        outcomes=tuple(
            Outcome(likely=likely, share=one, net=count * one / grown - paid)
            for likely, one in zip(ENDS, shares, strict=True)
        ),
        loss=float(ndtr(_distance(needed / value, middle, wide))),
    )


def _distance(needed: float, middle: float, wide: float) -> float:
    """Return how many standard deviations a multiple of today's price lies above the middle."""
    if needed <= 0:
        return -inf
    away = log(needed) - middle
    return away / wide if wide else inf * (1 if away > 0 else -1)


def _waited(leaver: Leaver, value: float, window: float) -> WayOut:
    found, part = _decided(leaver, value, window, _PARTS)
    return WayOut(name="wait", part=part, paid=0.0, tax=0.0, gain=found, loss=None)


def _decided(leaver: Leaver, value: float, window: float, parts: int) -> tuple[float, float]:
    """Return what the best decision on the last day gains, and the part it takes on average."""
    import numpy as np

    z = np.linspace(-8.5, 8.5, _POINTS // (parts + 1))
    likely = np.exp(-(z**2) / 2)
    likely /= likely.sum()
    wide = leaver.volatility * sqrt(window)
    shares = value * np.exp((leaver.drift - leaver.volatility**2 / 2) * window + wide * z)
    grown = exp(leaver.rate * window)
    then = replace(leaver, wealth=leaver.wealth * grown, years=max(leaver.years - window, 0.0))
    taken = np.arange(parts + 1) / parts
    found = gains(then, shares, taken)
    chosen = found.argmax(axis=1)
    more = found.max(axis=1)
    gained = richer(more, then.wealth + more, likely, then.wealth, leaver.aversion) / grown
    return float(gained), float(likely @ taken[chosen])


def _sold(leaver: Leaver, bid: Bid) -> WayOut:
    """Return what is left in cash: they are sold on the exercise, and pay for it.

    Taxed is what they fetch, since that is what they are worth on that day.
    """
    spread = max(bid.price - leaver.strike, 0.0)
    each = bid.price * (1 - bid.fee) - leaver.strike - leaver.tax * spread
    return WayOut(
        name="sell",
        part=1.0,
        paid=0.0,
        tax=leaver.options * leaver.tax * spread,
        gain=leaver.options * each,
    )
