"""The filter: what the logarithm of the value is on a day, and how sure that is.

Between anchors the value spreads, and fades where nobody hears of the company for long; an anchor
pulls it by how much surer it is than what was known. One that lies far off is believed less, so
that a wrong report does not carry all.

A trade is expected above the value: those who can raise money at more raise it, and the others
wait. What a fund or a newspaper says is compared with the value itself.
"""

from collections.abc import Iterable
from datetime import date
from math import exp, sqrt
from typing import Final, Literal

from msgspec import Struct

from laogu.pricing.marks.parameters import Parameters
from laogu.pricing.marks.points import LISTED, Anchor

FAR: Final = 2.5
"""Standard deviations beyond which an anchor is believed less: Huber's bend."""

Stage = Literal["private", "priced", "listed"]
"""Nobody may trade; the offering is priced, and the first trade is to come; anybody may trade."""


class State(Struct, frozen=True, kw_only=True):
    """What is known at the end of a day. mean, variance: of the logarithm of the value.

    trade: when money last moved between strangers; None: never. step: by how much the last two
    trades of a private company differ, as far as one counts on it.
    """

    on: date
    mean: float
    variance: float
    stage: Stage
    trade: Anchor | None = None
    step: float = 0.0
    weights: tuple[tuple[int, float], ...] = ()


def years(first: date, last: date) -> float:
    """Return the years between two days."""
    return (last - first).days / 365.25


def filtered(found: Iterable[Anchor], parameters: Parameters) -> State | None:
    """Return what some anchors in order of days come to; None: there are none.

    weights: by how much each anchor, by its number, still counts in the mean.
    """
    state: State | None = None
    weights: list[tuple[int, float]] = []
    for number, anchor in enumerate(found):
        if state is None:
            state = _first(anchor)
            weights = [(number, 1.0)]
            continue
        ahead = rolled(state, anchor.on, parameters)
        missed = anchor.log - ahead.mean
        known = ahead.variance
        if anchor.is_trade and state.stage == "private":
            missed -= premium(state, anchor.on, parameters)
            known += parameters.jump**2
        spread = anchor.spread**2 + parameters.noise[anchor.kind] ** 2
        total = known + spread
        if abs(missed) > FAR * sqrt(total):
            total *= abs(missed) / (FAR * sqrt(total))
        gain = known / total
        weights = [(at, weight * (1 - gain)) for at, weight in weights] + [(number, gain)]
        state = _after(ahead, anchor, gain, known)
    if state is None:
        return None
    return State(
        on=state.on,
        mean=state.mean,
        variance=state.variance,
        stage=state.stage,
        trade=state.trade,
        step=state.step,
        weights=tuple(weights),
    )


def rolled(state: State, on: date, parameters: Parameters) -> State:
    """Return what is known on a later day without any news."""
    span = max(years(state.on, on), 0.0)
    spread = parameters.listed_spread if state.stage == "listed" else parameters.spread
    quiet = 0.0 if state.stage == "listed" else max(span - parameters.patience, 0.0)
    return State(
        on=on,
        mean=state.mean - parameters.fade * quiet,
        variance=state.variance + spread**2 * span,
        stage=state.stage,
        trade=state.trade,
        step=state.step,
    )


def premium(state: State, on: date, parameters: Parameters) -> float:
    """Return by how much a trade of a private company is expected above its value on a day.

    The longer after the last one, the more, up to a most; and a part of the last step again.
    """
    since = state.on if state.trade is None else state.trade.on
    span = max(years(since, on), 0.0)
    return parameters.rise * (1 - exp(-span / parameters.haste)) + parameters.carry * state.step


def _first(anchor: Anchor) -> State:
    return State(
        on=anchor.on,
        mean=anchor.log,
        variance=anchor.spread**2,
        stage=_stage(anchor, "private"),
        trade=anchor if anchor.is_trade else None,
    )


def _after(ahead: State, anchor: Anchor, gain: float, known: float) -> State:
    step = ahead.step
    if anchor.is_trade and ahead.trade is not None and anchor.kind not in LISTED:
        step = max(-1.0, min(1.0, anchor.log - ahead.trade.log))
    return State(
        on=anchor.on,
        mean=ahead.mean + gain * (anchor.log - ahead.mean),
        variance=known * (1 - gain),
        stage=_stage(anchor, ahead.stage),
        trade=anchor if anchor.is_trade else ahead.trade,
        step=step,
    )


def _stage(anchor: Anchor, before: Stage) -> Stage:
    if anchor.kind in LISTED:
        return "listed"
    if anchor.kind in {"ipo_price", "direct_listing_reference"}:
        return "priced"
    return "private" if before == "priced" else before
