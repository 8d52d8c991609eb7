"""A company's history as rolling forecasts: what was known before each trade, and what came."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from laogu.pricing.marks.anchoring import Anchor, anchors
from laogu.pricing.marks.points import TRADES, Basis, Point, Rank
from laogu.pricing.marks.pooling import Described
from laogu.pricing.marks.surroundings import NOTHING, Surroundings


class History(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An issuer by its id, with its points in any order.

    around: what moved outside. described: what was said of its size. rank: which share it is of.
    """

    issuer: str
    points: tuple[Point, ...]
    around: Surroundings = NOTHING
    described: tuple[Described, ...] = ()
    rank: Rank | None = None


class Forecastable(Struct, frozen=True, kw_only=True):
    """A trade that came, and the anchors before its day on the same basis and in its currency."""

    issuer: str
    basis: Basis
    before: tuple[Anchor, ...]
    came: Anchor
    around: Surroundings = NOTHING


MOST_FORECASTS: Final = 400
"""Forecasts of one company: each reads its whole history, and a daily close says little new."""


def rolling(history: History) -> Iterator[Forecastable]:
    """Yield every trade that could have been forecast, in order of days.

    Of a company with more than `MOST_FORECASTS` trades the last so many are forecast, each from
    all that came before it.
    What is known per share is forecast per share; else the company's valuation is. What a side
    alone says, or talk, is no trade; and where only such is known nothing is forecast.
    """
    paid = [one for one in history.points if one.kind in TRADES]
    paid.sort(key=lambda one: (one.on, one.kind, one.price or 0.0))
    for point in paid[-MOST_FORECASTS:]:
        for basis in ("per_share", "valuation"):
            if point.figure(basis) is None:
                continue
            before = known(history.points, basis, point.currency, before=point.on)
            came = next(iter(anchors((point,), basis=basis, currency=point.currency)), None)
            if came is None or not came.is_trade or all(one.side != "at" for one in before):
                continue
            yield Forecastable(
                issuer=history.issuer,
                basis=basis,
                before=before,
                came=came,
                around=history.around.until(point.on - timedelta(days=1)),
            )
            break


def known(
    points: tuple[Point, ...], basis: Basis, currency: str, *, before: date
) -> tuple[Anchor, ...]:
    """Return the anchors of the days before a day."""
    earlier = tuple(
        one for one in points if one.on < before and (one.until is None or one.until >= before)
    )
    return anchors(earlier, basis=basis, currency=currency)
