"""The mark: what a share, or a company, is worth on a day, with band, grade, and why.

The mark is the filtered value. The quantiles are of the next arm's-length figure, which is another
question: it comes with its own noise, and from those who are still there.
"""

from collections.abc import Sequence
from datetime import date
from math import exp
from typing import Final, Literal

from msgspec import Struct

from laogu.basics import Said, said
from laogu.pricing.marks.filtering import State, filtered, rolled
from laogu.pricing.marks.forecasting import Forecast, forecast
from laogu.pricing.marks.frozen import parameters_for
from laogu.pricing.marks.histories import History
from laogu.pricing.marks.points import Anchor, Basis, anchors

LEVELS: Final = (0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95)
Grade = Literal["A", "B", "C", "D", "E"]
"""A: a listed close or an arm's-length trade within 30 days; B: within six months; C: within 18, or
words and opinions only; D: rolled forward from before; E: a prior only. No grade, no mark."""


class Weighed(Struct, frozen=True):
    """An anchor, and by how much it still counts in the mark; weights sum to one."""

    anchor: Anchor
    weight: float


class Mark(Struct, frozen=True, kw_only=True):
    """What something is worth on a day. value: None: no price, and `reason` says why.

    quantiles: at `LEVELS`, of the next arm's-length figure. band: 5 to 95 % of the value itself.
    """

    as_of: date
    basis: Basis | None
    currency: str | None
    value: float | None
    band: tuple[float, float] | None
    quantiles: tuple[float, ...]
    grade: Grade | None
    reason: Said
    anchors: tuple[Weighed, ...]


def mark(history: History, as_of: date) -> Mark:
    """Return the mark of a company on a day, from nothing but what was reported by then."""
    chosen = _chosen(history, as_of)
    if chosen is None:
        return _no_price(as_of, _why_not(history, as_of))
    basis, currency, found = chosen
    parameters = parameters_for(history.issuer)
    state = filtered(found, parameters)
    assert state is not None, "there is an anchor"
    today = rolled(state, as_of, parameters)
    ahead = forecast(state, as_of, parameters)
    spread = today.variance**0.5
    grade, reason = _graded(found, as_of)
    return Mark(
        as_of=as_of,
        basis=basis,
        currency=currency,
        value=exp(today.mean),
        band=(exp(today.mean - 1.6449 * spread), exp(today.mean + 1.6449 * spread)),
        quantiles=tuple(exp(one) for one in ahead.quantiles(LEVELS)),
        grade=grade,
        reason=reason,
        anchors=_weighed(found, state),
    )


def next_figure(found: Sequence[Anchor], on: date, issuer: str) -> Forecast:
    """Return the forecast of the next arm's-length figure after some anchors."""
    parameters = parameters_for(issuer)
    state = filtered(found, parameters)
    assert state is not None, "there is an anchor"
    return forecast(state, on, parameters)


def _chosen(history: History, as_of: date) -> tuple[Basis, str, tuple[Anchor, ...]] | None:
    """Return on which basis and in which currency the latest trade was told, with the anchors.

    Currencies are not converted: what is in another one than the latest trade does not count.
    Per share comes first where the latest trade was told in both.
    """
    known = [one for one in history.points if one.on <= as_of]
    best: tuple[tuple[bool, date, bool], Basis, str, tuple[Anchor, ...]] | None = None
    for currency in sorted({one.currency for one in known}):
        bases: tuple[Basis, ...] = ("per_share", "valuation")
        for basis in bases:
            found = anchors(tuple(known), basis=basis, currency=currency)
            if not found:
                continue
            trades = [one.on for one in found if one.is_trade]
            rank = (bool(trades), max(trades or [one.on for one in found]), basis == "per_share")
            if best is None or rank > best[0]:
                best = rank, basis, currency, found
    return None if best is None else best[1:]


def _graded(found: Sequence[Anchor], as_of: date) -> tuple[Grade, Said]:
    trades = [one for one in found if one.is_trade]
    if not trades:
        return "C", said("Nobody is known to have paid a price: there are words and opinions only.")
    last = max(trades, key=lambda one: one.on)
    days = (as_of - last.on).days
    facts = {"days": days, "on": last.on}
    if days <= 30:
        return "A", said("The last arm's-length price is {days} days old, of {on}.", **facts)
    if days <= 183:
        return "B", said("The last arm's-length price is {days} days old, of {on}.", **facts)
    if days <= 548:
        return "C", said("The last arm's-length price is {days} days old, of {on}.", **facts)
    return "D", said(
        "Rolled forward from {on}, {days} days ago: nobody is known to have paid a price since.",
        **facts,
    )


def _weighed(found: Sequence[Anchor], state: State) -> tuple[Weighed, ...]:
    return tuple(Weighed(found[at], weight) for at, weight in state.weights)


def _no_price(as_of: date, reason: Said) -> Mark:
    return Mark(
        as_of=as_of,
        basis=None,
        currency=None,
        value=None,
        band=None,
        quantiles=(),
        grade=None,
        reason=reason,
        anchors=(),
    )


def _why_not(history: History, as_of: date) -> Said:
    if all(one.on > as_of for one in history.points):
        return said("No price: nothing was known of it by {day}.", day=as_of)
    return said("No price: what was reported by {day} tells no figure.", day=as_of)
