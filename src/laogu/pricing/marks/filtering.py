"""The filter: what the logarithm of the value is on a day, and how sure that is.

Between anchors the value spreads, moves with an index of peers where one is given, and fades where
nobody hears of the company for long; an anchor pulls it by how much surer it is than what was
known. One that lies far off is believed less, so that a wrong report does not carry all. A bid or
an ask only says on which side the value lies.

A trade is expected above the value: those who can raise money at more raise it, and the others
wait. What a fund or a newspaper says is compared with the value itself.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from math import exp, sqrt
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from laogu.pricing.marks.anchoring import Anchor
from laogu.pricing.marks.parameters import Parameters
from laogu.pricing.marks.points import LISTED, UNSETTLING, Kind
from laogu.pricing.marks.recursion import Known, above, below, seen
from laogu.pricing.marks.surroundings import NOTHING, Surroundings

OFFERED: Final[frozenset[Kind]] = LISTED | {"ipo_price", "direct_listing_reference"}
"""Kinds that take the whole jump: what the public is offered is the value, whatever was before."""

Stage = Literal["private", "priced", "listed"]
"""Nobody may trade; the offering is priced, and the first trade is to come; anybody may trade."""


class State(Struct, frozen=True, kw_only=True):
    """What is known at the end of a day. mean, variance: of the logarithm of the value.

    trade: when money last moved between strangers; None: never. step: by how much the last two
    trades of a private company differ, as far as one counts on it. trades: how many days had one.
    weights: by how much each anchor, by its number, still counts in the mean; they sum to one with
    what was known before.
    """

    on: date
    mean: float
    variance: float
    stage: Stage
    trade: Anchor | None = None
    step: float = 0.0
    trades: int = 0
    weights: tuple[tuple[int, float], ...] = ()


class Step(Struct, frozen=True, kw_only=True):
    """An anchor taken in. mean, variance: as they were expected just before it. after: it.

    number: of the anchor; gain: its weight in the mean just then.
    """

    number: int
    gain: float
    mean: float
    variance: float
    after: State


def years(first: date, last: date) -> float:
    """Return the years between two days."""
    return (last - first).days / 365.25


def filtered(
    found: Iterable[Anchor],
    parameters: Parameters,
    *,
    around: Surroundings = NOTHING,
    prior: State | None = None,
) -> State | None:
    """Return what some anchors in order of days come to; None: they tell no figure.

    prior: what was known before all of them. Without one, bids and asks before the first figure
    count for nothing: of a side alone nobody knows how far.
    """
    state, gains = prior, []
    for step in steps(found, parameters, around=around, prior=prior):
        state = step.after
        gains.append((step.number, step.gain))
    if state is None:
        return None
    left, weights = 1.0, []
    for number, gain in reversed(gains):
        weights.append((number, gain * left))
        left *= 1 - gain
    return replace(state, weights=tuple(reversed(weights)))


def steps(
    found: Iterable[Anchor],
    parameters: Parameters,
    *,
    around: Surroundings = NOTHING,
    prior: State | None = None,
) -> Iterator[Step]:
    """Yield what is known before and after each anchor that counts."""
    state = prior
    for number, anchor in enumerate(found):
        if state is None:
            if anchor.side != "at":
                continue
            state = _first(anchor)
            yield Step(number=number, gain=1, mean=anchor.log, variance=state.variance, after=state)
            continue
        ahead = rolled(state, anchor.counts_on, parameters, around=around)
        known = ahead.variance + UNSETTLING.get(anchor.kind, 0.0)
        if _is_new_price(state, anchor):
            known += (parameters.jump if anchor.kind in OFFERED else jump(state, parameters)) ** 2
        elif state.stage == "listed" and anchor.kind in LISTED:
            known += parameters.listed_jump**2
        off = premium(state, anchor.counts_on, parameters) if _is_raised(state, anchor) else 0.0
        told = _told(ahead.mean, known, anchor, parameters, off=off)
        state = _after(ahead, anchor, told)
        yield Step(number=number, gain=told.gain, mean=ahead.mean, variance=known, after=state)


def _is_new_price(state: State, anchor: Anchor) -> bool:
    """Return whether a trade may have jumped: another one of the same day has jumped with it."""
    if not _is_raised(state, anchor):
        return False
    return state.trade is None or state.trade.counts_on != anchor.counts_on


def _is_raised(state: State, anchor: Anchor) -> bool:
    """Return whether an anchor is a price of the kind that is expected above the value."""
    return anchor.is_trade and state.stage == "private"


def _told(
    mean: float, known: float, anchor: Anchor, parameters: Parameters, *, off: float
) -> Known:
    """Return what is known of the logarithm after an anchor, expected so much off the mean."""
    match anchor.side:
        case "above":
            return above(mean, known, bound=anchor.log, softness=anchor.spread)
        case "below":
            return below(mean, known, bound=anchor.log, softness=anchor.spread)
        case "at":
            spread = sqrt(anchor.spread**2 + parameters.noise.get(anchor.kind, 0.0) ** 2)
            return seen(
                mean, known, missed=anchor.log - mean, spread=spread, far=parameters.far, off=off
            )


def rolled(
    state: State, on: date, parameters: Parameters, *, around: Surroundings = NOTHING
) -> State:
    """Return what is known on a later day without any news of the company."""
    span = max(years(state.on, on), 0.0)
    spread = parameters.spread * _matured(state, parameters.settling)
    spread = parameters.listed_spread if state.stage == "listed" else spread
    quiet = 0.0 if state.stage == "listed" else max(span - parameters.patience, 0.0)
    moved = parameters.drift * span + parameters.beta * around.moved(state.on, on)
    return State(
        on=max(on, state.on),
        mean=state.mean + moved - parameters.fade * quiet,
        variance=state.variance + spread**2 * span + around.shaken(state.on, on),
        stage=state.stage,
        trade=state.trade,
        step=state.step,
        trades=state.trades,
        weights=state.weights,
    )


def premium(state: State, on: date, parameters: Parameters) -> float:
    """Return by how much a trade of a private company is expected above its value on a day.

    The longer after the last one, the more, up to a most; and a part of the last step again.
    """
    since = state.on if state.trade is None else state.trade.counts_on
    span = max(years(since, on), 0.0)
    rise = parameters.rise * _matured(state, parameters.maturing)
    return rise * (1 - exp(-span / parameters.haste)) + parameters.carry * state.step


def jump(state: State, parameters: Parameters) -> float:
    """Return by how much the next trade of a private company misses, however soon it comes."""
    return parameters.jump * _matured(state, parameters.calming)


def _matured(state: State, power: float) -> float:
    """Return what is left of a parameter after so many trades; the first leaves all of it."""
    return float(max(state.trades, 1) ** -power)


def _first(anchor: Anchor) -> State:
    return State(
        on=anchor.counts_on,
        mean=anchor.log,
        variance=anchor.spread**2,
        stage=_stage(anchor, "private"),
        trade=anchor if anchor.is_trade else None,
        trades=int(anchor.is_trade),
    )


def _after(ahead: State, anchor: Anchor, told: Known) -> State:
    step = ahead.step
    is_other = ahead.trade is not None and ahead.trade.counts_on != anchor.counts_on
    if anchor.is_trade and is_other and anchor.kind not in LISTED:
        assert ahead.trade is not None, "there was another trade"
        step = max(-1.0, min(1.0, anchor.log - ahead.trade.log))
    return replace(
        ahead,
        mean=told.mean,
        variance=told.variance,
        stage=_stage(anchor, ahead.stage),
        trade=anchor if anchor.is_trade else ahead.trade,
        step=step,
        trades=ahead.trades + int(_is_new_price(ahead, anchor)),
    )


def _stage(anchor: Anchor, before: Stage) -> Stage:
    if anchor.kind in LISTED or before == "listed":
        return "listed"
    if anchor.kind in {"ipo_price", "direct_listing_reference"}:
        return "priced"
    return "private" if before == "priced" and anchor.is_trade else before
