"""Scored in public: every trade of a history is forecast from what was known before its day.

Beside the forecasts stand three that anybody can make: the last price carried forward, the last
valuation after a round, and the plain mean of recent anchors, each with a spread that was fitted
on the same companies as our parameters were, and grows with time where that fits better.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import erf, exp, log, pi, sqrt
from statistics import fmean
from typing import Final

from msgspec import Struct

from laogu.pricing.marks.anchoring import Anchor
from laogu.pricing.marks.filtering import years
from laogu.pricing.marks.frozen import BASELINES, Spread
from laogu.pricing.marks.histories import Forecastable, History, rolling
from laogu.pricing.marks.marking import next_figure
from laogu.pricing.marks.points import LISTED, Basis

BANDS: Final = (50, 80, 90)
TENTHS: Final = (10, 20, 30, 40, 50, 60, 70, 80, 90)
"""Bands, in per cent, at which it is drawn how much of what came each held."""

STAGES: Final = ("early", "growth", "late", "priced", "listed")
"""Stages of a company when it is forecast: trades before it are fewer than two, than four, more;
its offering is priced; anybody may trade."""

RECENT: Final = 3
"""Anchors in the mean that we are compared with."""


class Scored(Struct, frozen=True, kw_only=True):
    """One forecast and what came. inside: the central bands that held it.

    likely: how likely the forecast held what came, or less: even between 0 and 1 in the long run.
    """

    issuer: str
    basis: Basis
    stage: str
    kind: str
    likely: float
    log_score: float
    crps: float
    inside: tuple[int, ...]
    baselines: Mapping[str, tuple[float, float]]


class Score(Struct, frozen=True, kw_only=True):
    """What some forecasts come to.

    coverage: the part that each band held. baselines: log score and CRPS of each, over the
    forecasts that it could make, beside ours of the same ones.
    """

    forecasts: int
    coverage: Mapping[int, float]
    crps: float | None
    log_score: float | None
    baselines: Mapping[str, Mapping[str, float]]


def scored(histories: Iterable[History]) -> Iterator[Scored]:
    """Yield every forecast of some histories with its scores, company by company."""
    for history in histories:
        for one in rolling(history):
            yield _of(one)


def summed(found: Sequence[Scored]) -> Score:
    """Return what some forecasts come to together."""
    baselines: dict[str, dict[str, float]] = {}
    for name in BASELINES:
        made = [one for one in found if name in one.baselines]
        if made:
            baselines[name] = {
                "forecasts": len(made),
                "log_score": fmean(one.baselines[name][0] for one in made),
                "crps": fmean(one.baselines[name][1] for one in made),
                "ours_log_score": fmean(one.log_score for one in made),
                "ours_crps": fmean(one.crps for one in made),
            }
    return Score(
        forecasts=len(found),
        coverage={
            band: fmean(band in one.inside for one in found) if found else 0.0 for band in BANDS
        },
        crps=fmean(one.crps for one in found) if found else None,
        log_score=fmean(one.log_score for one in found) if found else None,
        baselines=baselines,
    )


def grouped(found: Sequence[Scored], by: Callable[[Scored], str]) -> dict[str, Score]:
    """Return what forecasts come to, group by group, in the order of their names."""
    groups: dict[str, list[Scored]] = {}
    for one in found:
        groups.setdefault(by(one), []).append(one)
    return {name: summed(groups[name]) for name in sorted(groups)}


def held(found: Sequence[Scored]) -> dict[int, float]:
    """Return which part of what came each central band held, band by band of `TENTHS`."""
    if not found:
        return {}
    return {band: fmean(abs(one.likely - 0.5) <= band / 200 for one in found) for band in TENTHS}


def carried(before: Sequence[Anchor]) -> Anchor | None:
    """Return the last price that was paid."""
    return next((one for one in reversed(before) if one.is_trade), None)


def after_a_round(before: Sequence[Anchor]) -> Anchor | None:
    """Return the last figure of a round, whatever came after it."""
    return next((one for one in reversed(before) if one.kind == "primary_round"), None)


def mean_of_recent(before: Sequence[Anchor]) -> Anchor | None:
    """Return the plain mean of the last anchors of any kind, as of the last of them."""
    last = before[-RECENT:]
    if not last:
        return None
    mean = fmean(one.log for one in last)
    return Anchor(on=last[-1].on, kind=last[-1].kind, log=mean, spread=0.0)


GUESSES: Final[Mapping[str, Callable[[Sequence[Anchor]], Anchor | None]]] = {
    "carry_forward": carried,
    "post_money": after_a_round,
    "average": mean_of_recent,
}


def _of(one: Forecastable) -> Scored:
    ahead = next_figure(one.before, one.came.on, one.issuer, around=one.around)
    at = one.came.log
    likely = ahead.likelihood(at)
    baselines: dict[str, tuple[float, float]] = {}
    for name, guess in GUESSES.items():
        found = guess(one.before)
        if found is not None:
            spread = spread_of(BASELINES[name], found, one.came)
            baselines[name] = _normal(at - found.log, spread)
    return Scored(
        issuer=one.issuer,
        basis=one.basis,
        stage=_stage(one.before),
        kind=one.came.kind,
        likely=likely,
        log_score=log(max(ahead.density(at), 1e-12)),
        crps=ahead.crps(at),
        inside=tuple(band for band in BANDS if abs(likely - 0.5) <= band / 200),
        baselines=baselines,
    )


def spread_of(fitted: Spread, guess: Anchor, came: Anchor) -> float:
    """Return the spread of a plain guess on the day of what came."""
    span = years(guess.on, came.on)
    return sqrt(fitted.at_once**2 + fitted.a_year**2 * span)


def _normal(off: float, spread: float) -> tuple[float, float]:
    """Return log score and CRPS of a normal guess that missed by so much."""
    z = off / spread
    density = exp(-(z**2) / 2) / sqrt(2 * pi)
    below = (1 + erf(z / sqrt(2))) / 2
    crps = spread * (z * (2 * below - 1) + 2 * density - 1 / sqrt(pi))
    return log(max(density / spread, 1e-12)), crps


def _stage(before: Sequence[Anchor]) -> str:
    last = before[-1]
    if last.kind in LISTED:
        return "listed"
    if last.kind == "ipo_price":
        return "priced"
    rounds = sum(one.is_trade for one in before)
    return "early" if rounds < 2 else "growth" if rounds < 4 else "late"
