"""When a mark is told, and when there is no price after all: a figure may be too old to mean any.

What is listed has its price on an exchange; once no close of half a year is on file here, what the
filter rolls forward says less than a newspaper does. And of what may be worth a hundred times as
much as it may be worth at least, nobody knows the price.
"""

from datetime import date
from typing import Final

from laogu.basics import Said, said
from laogu.pricing.marks import Mark, Parameters, State, filtered
from laogu.pricing.marks.points import LISTED

OLDEST_CLOSE_DAYS: Final = 183
"""Days after which a close on file says nothing any more of what is listed."""

WIDEST: Final = 100.0
"""How many times the lower end of a band its upper end may be."""


def state_of(found: Mark, parameters: Parameters) -> State | None:
    """Return where the filter stands after the anchors of a mark; None: it has none of its own."""
    return filtered([one.anchor for one in found.anchors], parameters)


def why_not_told(found: Mark, on: date) -> Said | None:
    """Return why a mark is not told; None: it is."""
    if found.band is not None and found.band[1] > WIDEST * found.band[0]:
        return said(
            "No price: it may be worth a hundred times as much as it may be worth at least."
        )
    known = [one.anchor for one in found.anchors]
    if not any(one.kind in LISTED for one in known):
        return None
    last = max(one.on for one in known if one.is_trade)
    if (on - last).days <= OLDEST_CLOSE_DAYS:
        return None
    return said(
        "No price: it is listed, and the last close on file is {days} days old, of {on}.",
        days=(on - last).days,
        on=last,
    )
