"""At which ratio a class converts on a day, and whether a sum follows from a ratio."""

from datetime import date

from laogu.register.history.changes import ONE, RatioAdjusted
from laogu.register.history.conversions import Ratio
from laogu.register.history.lives import Lives
from laogu.register.history.parties import StockClass


def ratio_on(lives: Lives, stock_class: StockClass, target: str, on: date) -> Ratio | None:
    """Return at which ratio a class converts into another on a day.

    None: one of the two was split before, and what that did to the ratio nobody stated.
    """
    name = stock_class.stock_class
    latest: RatioAdjusted | None = None
    for change in lives.adjusted.get(name, ()):
        if change.on <= on:
            latest = change
    since = None if latest is None else latest.on
    for each in (name, target):
        for split in lives.splits.get(each, ()):
            if split.on <= on and (since is None or split.on > since):
                return None
    return stock_class.converts[target] if latest is None else latest.ratio


def is_rounded(moved: int, ratio: Ratio, made: int, *, pieces: int) -> bool:
    """Return whether `made` is what a ratio makes of `moved`, exactly or rounded to whole shares.

    pieces: certificates, on each of which it may have been rounded; 0: nothing is to be rounded.
    """
    top = moved * ratio.new
    if made * ratio.old == top:
        return True
    if not pieces or top % (ratio.old * ONE) == 0:
        return False
    down = top // (ratio.old * ONE)
    low = down + 1 if ratio.rounding == "CEILING" else down - pieces + 1
    high = down if ratio.rounding == "FLOOR" else down + pieces
    return low * ONE <= made <= high * ONE
