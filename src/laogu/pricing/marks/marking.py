"""The mark: what a share, or a company, is worth on a day, with band, grade, and why.

The mark is the filtered value. The quantiles are of the next arm's-length figure, which is another
question: it comes with its own noise, and from those who are still there.
"""

from collections.abc import Sequence
from datetime import date
from math import exp
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import Said, said
from laogu.pricing.marks.anchoring import Anchor
from laogu.pricing.marks.believing import Belief, believed
from laogu.pricing.marks.choosing import chosen
from laogu.pricing.marks.filtering import State, filtered, rolled
from laogu.pricing.marks.forecasting import Forecast, forecast
from laogu.pricing.marks.frozen import parameters_for
from laogu.pricing.marks.grading import Grade, graded
from laogu.pricing.marks.histories import History
from laogu.pricing.marks.parameters import Parameters
from laogu.pricing.marks.peers import told_by_peers
from laogu.pricing.marks.points import TRADES, Basis
from laogu.pricing.marks.pooling import Peer
from laogu.pricing.marks.surroundings import NOTHING, Surroundings

LEVELS: Final = (0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95)
STANDS_APART: Final = 0.9
"""Of a mark: an anchor that weighs as much carries it alone."""


class Weighed(Struct, frozen=True):
    """An anchor, and by how much it still counts in the mark; weights sum to one."""

    anchor: Anchor
    weight: float


class Mark(Struct, frozen=True, kw_only=True):
    """What something is worth on a day. value: None: no price, and `reason` says why.

    quantiles: at `LEVELS`, of the next arm's-length figure. band: 5 to 95 % of the value itself;
    middle: 25 to 75 %. failed: how likely the company is gone and nobody told. remarks: what a
    reader should know of what it stands on: contradictions, what did not count and why.
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
    middle: tuple[float, float] | None = None
    failed: float = 0.0
    remarks: tuple[Said, ...] = ()


def mark(
    history: History,
    as_of: date,
    *,
    peers: Sequence[Peer] = (),
    levels: Sequence[float] = LEVELS,
) -> Mark:
    """Return the mark of a company on a day, from nothing but what was reported by then.

    peers: other companies with marks of that day, of which a company without any figure of its own
    is told by its size; without them, or where its size is not known, it has no price.
    levels: of the quantiles that are asked for; each of them takes as long as all the rest.
    """
    found = followed(history, as_of)
    if found is None:
        return _by_peers(history, as_of, peers) or _no_price(as_of, _why_not(history, as_of))
    return _with_remarks(found.on(as_of, levels=levels), history)


class Followed(Struct, frozen=True, kw_only=True):
    """What the reports of a company came to; until the next of them it is only rolled on."""

    basis: Basis
    currency: str
    anchors: tuple[Anchor, ...]
    state: State
    parameters: Parameters
    around: Surroundings

    def on(self, day: date, *, levels: Sequence[float] = ()) -> Mark:
        """Return the mark of a day up to which nothing further was reported. levels: see `mark`."""
        around = self.around.until(day)
        today = rolled(self.state, day, self.parameters, around=around)
        belief = believed(self.state, today, self.parameters)
        grade, reason = graded(self.anchors, day)
        quantiles: list[float] = []
        if levels:
            ahead = forecast(self.state, day, self.parameters, around=around)
            quantiles = ahead.quantiles(levels)
        return Mark(
            as_of=day,
            basis=self.basis,
            currency=self.currency,
            value=belief.value,
            band=belief.band(0.05, 0.95),
            middle=belief.band(0.25, 0.75),
            quantiles=tuple(exp(one) for one in quantiles),
            grade=grade,
            reason=reason,
            anchors=_weighed(self.anchors, self.state),
            failed=belief.failed,
        )


def followed(history: History, as_of: date) -> Followed | None:
    """Return what was reported of a company by a day; None: it tells no figure."""
    read_from = chosen(history, as_of)
    if read_from is None:
        return None
    basis, currency, found = read_from
    parameters, around = parameters_for(history.issuer), history.around.until(as_of)
    state = filtered(found, parameters, around=around)
    assert state is not None, "there is an anchor that tells a figure"
    return Followed(
        basis=basis,
        currency=currency,
        anchors=found,
        state=state,
        parameters=parameters,
        around=history.around,
    )


def next_figure(
    found: Sequence[Anchor], on: date, issuer: str, *, around: Surroundings = NOTHING
) -> Forecast:
    """Return the forecast of the next arm's-length figure after some anchors."""
    parameters = parameters_for(issuer)
    state = filtered(found, parameters, around=around)
    assert state is not None, "there is an anchor"
    return forecast(state, on, parameters, around=around)


def _weighed(found: Sequence[Anchor], state: State) -> tuple[Weighed, ...]:
    return tuple(Weighed(found[at], weight) for at, weight in state.weights)


def _with_remarks(told: Mark, history: History) -> Mark:
    """Return a mark with what a reader should know of the anchors that it stands on."""
    remarks: list[Said] = []
    days = sorted({one.anchor.on for one in told.anchors if one.anchor.is_contradicted})
    remarks += [
        said("Prices of {on} contradict each other: each of them is believed less.", on=day)
        for day in days
    ]
    known = [one for one in history.points if one.on <= told.as_of]
    others = sorted({one.currency for one in known} - {told.currency})
    for currency in others:
        count = sum(one.currency == currency for one in known)
        remarks.append(
            said(
                "Reports in {currency} that do not count, as no rate is given: {count}.",
                count=count,
                currency=currency,
            )
        )
    talk = sum(not one.is_firm and one.kind in TRADES for one in known)
    if talk:
        remarks.append(
            said(
                "Told as sales, and counted as talk because nothing was agreed: {count}.",
                count=talk,
            )
        )
    alone = [one for one in told.anchors if one.weight >= STANDS_APART]
    if len(told.anchors) == 1 or alone:
        on = (alone or list(told.anchors))[0].anchor.on
        remarks.append(said("It stands on one report, of {on}, nearly alone.", on=on))
    return replace(told, remarks=tuple(remarks))


def _by_peers(history: History, as_of: date, peers: Sequence[Peer]) -> Mark | None:
    """Return the mark of a company by those of its size; None: they say nothing of it."""
    told = told_by_peers(history, as_of, peers)
    if told is None:
        return None
    currency, found, reason = told
    belief = Belief(mean=found.mean, spread=found.spread)
    return Mark(
        as_of=as_of,
        basis="valuation",
        currency=currency,
        value=belief.value,
        band=belief.band(0.05, 0.95),
        middle=belief.band(0.25, 0.75),
        quantiles=(),
        grade="E",
        reason=reason,
        anchors=(),
    )


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
    known = [one for one in history.points if one.on <= as_of]
    if not known:
        return said("No price: nothing was known of it by {day}.", day=as_of)
    sided = [
        one
        for one in known
        if one.figure("per_share") is not None or one.figure("valuation") is not None
    ]
    if sided:
        return said(
            "No price: what was reported by {day} only says on which side the value lies.",
            day=as_of,
        )
    return said("No price: what was reported by {day} tells no figure.", day=as_of)
