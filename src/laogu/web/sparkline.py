"""A sparkline: what was paid and said, small, with the band of today; no axis and no words.

Without a mark there are the anchors, then hatching from the last one to today.
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from laogu.web.anchor_chart import Level, Point
from laogu.web.chart_axes import milli
from laogu.web.drawing import Area, Box, Drawing, Line, Mark

WIDTH, HEIGHT = 196, 34
FOOT = 30
"""Pixel of the line under it; below are the years."""

MOST_MARKS = 24
"""Signs that are drawn; of more, the newest."""


def sparkline(
    points: Sequence[Point], *, first: date, today: date, says: str, level: Level | None
) -> Drawing:
    """Return the sparkline of anchors of one currency, the earliest first.

    first: the day at its left end. level: today's mark; None: there is none.
    """
    if not points:
        return Drawing(width=WIDTH, height=HEIGHT, says=says, lines=_foot(),
                       boxes=(_hatched(0),))  # fmt: skip
    ends = level.band if level is not None else ()
    heights = [milli(one.value) for one in points] + [milli(one) for one in ends]
    low, span = min(heights), max(max(heights) - min(heights), 100)
    length = max((today - first).days, 1)

    def x(on: date) -> int:
        return 5 + (on - first).days * (WIDTH - 12) // length

    def y(value: int) -> int:
        return FOOT - 5 - (value - low) * (FOOT - 10) // span

    over = []
    paid = [one for one in points if one.is_paid] or list(points)
    for one, then in pairwise(paid):
        at, end = y(milli(one.value)), x(then.on)
        over.append(Line(x1=x(one.on), y1=at, x2=end, y2=at, kind="step"))
        over.append(Line(x1=end, y1=at, x2=end, y2=y(milli(then.value)), kind="step"))
    last = paid[-1] if level is not None else points[-1]
    areas: tuple[Area, ...] = ()
    boxes: tuple[Box, ...] = ()
    if level is None:
        boxes = (_hatched(x(last.on) + 6),)
    else:
        at, end = y(milli(level.value)), x(today)
        if end > x(last.on):
            areas = tuple(
                Area(
                    points=((x(last.on), at), (end, y(milli(high))), (end, y(milli(lower)))),
                    kind=kind,
                )
                for kind, (lower, high) in (("band", level.band), ("band2", level.middle))
            )
        over.append(Line(x1=x(last.on), y1=at, x2=end, y2=at, kind="step"))
    marks = tuple(
        Mark(x=x(one.on), y=y(milli(one.value)), shape=one.shape,
             kind="filled" if one.is_paid else "hollow")
        for one in points[-MOST_MARKS:]
        if one.shape != "bar"
    )  # fmt: skip
    ticks = tuple(
        Line(x1=x(date(year, 1, 1)), y1=FOOT, x2=x(date(year, 1, 1)), y2=FOOT + 3, kind="event")
        for year in range(first.year + 1, today.year + 1)
    )
    return Drawing(
        width=WIDTH, height=HEIGHT, says=says, areas=areas, lines=(*_foot(), *ticks), boxes=boxes,
        over=tuple(over), marks=marks,
    )  # fmt: skip


def _foot() -> tuple[Line, ...]:
    return (Line(x1=0, y1=FOOT, x2=WIDTH, y2=FOOT, kind="grid"),)


def _hatched(left: int) -> Box:
    return Box(x=min(left, WIDTH - 8), y=5, width=max(WIDTH - left, 8), height=FOOT - 8,
               kind="hatched")  # fmt: skip
