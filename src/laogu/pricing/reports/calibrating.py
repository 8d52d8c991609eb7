"""Calibration: what the last price that somebody paid said, and what the mark said beside it."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from laogu.basics import FactId, StockClassId, TradeId
from laogu.pricing.marks import TRADES, Kind
from laogu.pricing.standard import Counted, Moment, Standard, TakenOff


class Calibration(Struct, frozen=True, kw_only=True):
    """The last price paid, a round where there was one, beside the mark before and after it.

    figure: as it was paid. each: what a common share is by it, or the company. before: the mark of
    the last day before it; None: there was none. after: of its own day; None: that is not known.
    """

    on: date
    kind: Kind
    figure: float
    currency: str
    each: float
    taken_off: tuple[TakenOff, ...]
    stock_class: StockClassId | None
    fact: FactId | None
    trade: TradeId | None
    before: Moment | None
    after: Moment | None

    @property
    def off(self) -> float | None:
        """By how much of the mark before it the price was above it; None: there was no mark."""
        return None if self.before is None else self.each / self.before.value - 1

    @property
    def was_expected(self) -> bool | None:
        """Whether the band of the mark before held what was paid; None: there was no mark."""
        if self.before is None:
            return None
        return self.before.band[0] <= self.each <= self.before.band[1]


def calibrated(standard: Standard, through: Sequence[Moment]) -> Calibration | None:
    """Return the last round beside the marks about it; no round: the last price of any kind.

    None: nobody is known to have paid a price.
    """
    paid = [one for one in standard.anchors if one.kind in TRADES]
    rounds = [one for one in paid if one.kind == "primary_round"]
    last = max(rounds or paid, key=lambda one: one.on, default=None)
    return None if last is None else _beside(last, through)


def _beside(last: Counted, through: Sequence[Moment]) -> Calibration:
    same = (last.currency, last.basis)
    known = [one for one in through if (one.currency, one.basis) == same]
    before = [one for one in known if one.on < last.on]
    after = [one for one in known if one.on >= last.on]
    is_own_day = bool(after) and after[0].on == last.on
    return Calibration(
        on=last.on,
        kind=last.kind,
        figure=last.figure,
        currency=last.currency,
        each=last.each,
        taken_off=last.taken_off,
        stock_class=last.stock_class,
        fact=last.fact,
        trade=last.trade,
        before=before[-1] if before else None,
        after=after[0] if is_own_day else None,
    )
