"""The mark after today, if nothing is learned: the same value, and a band that opens."""

from datetime import date, timedelta
from math import sqrt
from typing import Final

from laogu.pricing.standard.bands import around
from laogu.pricing.standard.shapes import Moment, Standard

STEPS: Final = 8
"""Days on which the band ahead is told, beside today."""

_YEAR = 365.25


def ahead(standard: Standard, until: date) -> tuple[Moment, ...]:
    """Return today's mark and how its band opens until a day; empty: there is no mark."""
    days = (until - standard.as_of).days
    value, band, middle, currency = (
        standard.value, standard.band, standard.middle, standard.currency
    )  # fmt: skip
    basis = standard.basis or "per_share"
    if value is None or band is None or middle is None or currency is None or days <= 0:
        return ()
    found = []
    for past in sorted({days * at // STEPS for at in range(STEPS + 1)}):
        more = (standard.volatility or 0.0) * sqrt(past / _YEAR)
        wide, inner = around(value, band, middle, more)
        on = standard.as_of + timedelta(days=past)
        found.append(
            Moment(on=on, currency=currency, value=value, band=wide, middle=inner, basis=basis)
        )
    return tuple(found)
