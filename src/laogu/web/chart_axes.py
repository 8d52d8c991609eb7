"""The axes of a drawing through time: days along, figures up, as logarithms, in whole pixels.

Reports have axes of their own, and say why (connectors/reports/chart.py).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from math import log10

from msgspec import Struct

from laogu.web.clocks import MONTHS
from laogu.web.drawing import Label, Line
from laogu.web.measure import width_px

TOP, FOOT, LEFT = 40, 24, 52
NARROW = 500
"""Pixels below which a drawing has fewer labels and is lower."""

_STEPS: tuple[Sequence[int], ...] = (
    (10,),
    (10, 30),
    (10, 20, 50),
    (10, 15, 20, 30, 50, 70),
    (*range(10, 20, 2), *range(20, 100, 5)),
    range(10, 100),
)
"""Round figures in tenths of a power of ten, ever more of them, for a narrower axis."""


class Axes(Struct, frozen=True, kw_only=True):
    """Which pixel a day and a figure stand at. low, high: thousandths of a power of ten."""

    first: int
    last: int
    low: int
    high: int
    left: int
    right: int
    bottom: int

    def x(self, on: date) -> int:
        """Return how far along a day stands."""
        length = max(self.last - self.first, 1)
        return self.left + (on.toordinal() - self.first) * (self.right - self.left) // length

    def y(self, value: Decimal) -> int:
        """Return how far down a figure stands; one beyond the axis stands at its end."""
        above = milli(value) - self.low
        found = self.bottom - above * (self.bottom - TOP) // (self.high - self.low)
        return min(max(found, TOP), self.bottom)


def axes_of(days: Sequence[date], values: Sequence[Decimal], *, width: int, bottom: int) -> Axes:
    """Return axes with some room around every day and every figure."""
    first, last = min(days).toordinal(), max(days).toordinal()
    lowest, highest = milli(min(values)), milli(max(values))
    room = max((last - first) // 24, 10)
    span = max(highest - lowest, 300)
    return Axes(
        first=first - room,
        last=last + room,
        low=lowest - span * 12 // 100,
        high=highest + span * 18 // 100,
        left=LEFT if width >= NARROW else 46,
        right=width - 8,
        bottom=bottom,
    )


MOST_GRID = 6
"""Lines across a drawing."""


def milli(value: Decimal) -> int:
    """Return the logarithm of a figure in thousandths of a power of ten.

    A place to draw at and no amount, so that an exact logarithm, of 90 microseconds each and a
    thousand to a chart, would be wasted on it.
    """
    return int(log10(value) * 1000)


def _round_values(axes: Axes) -> list[Decimal]:
    """Return some round figures within the axis: powers of ten, or more between them."""
    found: list[Decimal] = []
    for step in _STEPS:
        found = [
            Decimal(one).scaleb(power - 1).normalize()
            for power in range(axes.low // 1000, axes.high // 1000 + 1)
            for one in step
            if axes.low <= milli(Decimal(one).scaleb(power - 1)) <= axes.high
        ]
        if len(found) >= 3:
            break
    return found[:: -(-len(found) // MOST_GRID)]


def grid(axes: Axes, width: int) -> Iterator[Line]:
    """Yield a line at each round figure, and the axis of the days."""
    for value in _round_values(axes):
        y = axes.y(value)
        yield Line(x1=axes.left, y1=y, x2=width, y2=y, kind="grid")
    yield Line(x1=axes.left, y1=axes.bottom, x2=width, y2=axes.bottom, kind="axis")


def figures(axes: Axes, lang: str) -> Iterator[Label]:
    """Yield each round figure at the left of its line."""
    for value in _round_values(axes):
        says = short_figure(value, lang)
        yield Label(x=axes.left - 6, y=axes.y(value) + 4, says=says, kind="quiet", anchor="end")


def short_figure(value: Decimal, lang: str) -> str:
    """Return a figure as a label has room for, 300 亿, 30bn; in full where that is not exact."""
    for size, word, least in _SIZES[lang]:
        moved = value.scaleb(-size)
        if moved >= least and len(moved.normalize().as_tuple().digits) <= 6:
            gap = " " if lang == "zh" else ""
            return f"{moved.normalize():,f}{gap}{word}"
    return f"{value:,f}"


_SIZES: dict[str, tuple[tuple[int, str, int], ...]] = {
    "zh": ((8, "亿", 1), (4, "万", 100)),
    "en": ((9, "bn", 1), (6, "m", 1)),
}


def years(axes: Axes) -> Iterator[Line]:
    """Yield a line where each year begins."""
    for year in range(date.fromordinal(axes.first).year, date.fromordinal(axes.last).year + 1):
        if axes.first <= date(year, 1, 1).toordinal() <= axes.last:
            x = axes.x(date(year, 1, 1))
            yield Line(x1=x, y1=TOP, x2=x, y2=axes.bottom, kind="event")


def months(
    axes: Axes, *, lang: str, is_narrow: bool, taken: tuple[int, int] = (0, 0)
) -> Iterator[Label]:
    """Yield the years under the axis, and where there are few of them, quarters between.

    taken: between which pixels something else stands there.
    """
    count = axes.last // 365 - axes.first // 365
    kept = (1,) if count > (2 if is_narrow else 4) else (1, 7) if count > 1 else (1, 4, 7, 10)
    first = date.fromordinal(axes.first)
    free_from = 0
    for year in range(first.year, date.fromordinal(axes.last).year + 1):
        for month in kept:
            on = date(year, month, 1)
            says = f"{year}" if month == 1 else _month(month, lang)
            x = axes.x(on)
            if not axes.first <= on.toordinal() <= axes.last or x - width_px(says) // 2 < free_from:
                continue
            half = width_px(says) // 2 + 6
            if x + width_px(says) > axes.right or (taken[0] < x + half and x - half < taken[1]):
                continue
            yield Label(x=x, y=axes.bottom + 17, says=says, kind="quiet", anchor="middle")
            free_from = x + width_px(says) + 8


def _month(month: int, lang: str) -> str:
    return f"{month} 月" if lang == "zh" else MONTHS[month - 1]
