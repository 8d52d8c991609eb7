"""A vesting schedule as a picture: a step for each day on which something vests.

Drawn twice, for a wide page and a narrow one; the same figures stand in the table under it.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from laogu.basics import in_words
from laogu.register import vesting
from laogu.web.drawing import Box, Drawing, Label, Line
from laogu.web.measure import width_px
from laogu.web.visit import Visit

HEIGHT, TOP, FOOT = 190, 18, 24
BOTTOM = HEIGHT - FOOT
LINES = 4


class _Scale(Struct, frozen=True, kw_only=True):
    """Which pixel a day and a number of units stand at."""

    first: int
    last: int
    units: int
    left: int
    right: int

    def x(self, day: int) -> int:
        within = min(max(day, self.first), self.last) - self.first
        return self.left + within * (self.right - self.left) // (self.last - self.first)

    def y(self, count: int) -> int:
        return BOTTOM - count * (BOTTOM - TOP) // max(self.units, 1)


def picture(
    visit: Visit,
    rows: Sequence[vesting.Row],
    *,
    units: int,
    decimals: int,
    on: date,
    width: int,
    says: str,
) -> Drawing | None:
    """Return the picture of a schedule; None: no day of it is known. on: what is past is filled."""
    if not rows:
        return None
    # Some days before the first and after the last, so that the first step has a beginning.
    beside = max((rows[-1].on - rows[0].on).days, 30) // 12
    scale = _Scale(
        first=rows[0].on.toordinal() - beside,
        last=rows[-1].on.toordinal() + beside,
        units=units,
        left=width_px(visit.quantity(units, decimals)) + 8,
        right=width - 2,
    )
    levels = [units * step // LINES for step in range(1, LINES + 1)] if units >= LINES else [units]
    lines = [
        Line(x1=scale.left, y1=scale.y(one), x2=width, y2=scale.y(one), kind="grid")
        for one in levels
    ]
    lines.append(Line(x1=scale.left, y1=BOTTOM, x2=width, y2=BOTTOM, kind="axis"))
    labels = [
        Label(x=scale.left - 6, y=scale.y(one) + 4, says=visit.show(in_words(one, decimals)),
              kind="quiet", anchor="end")
        for one in levels
    ]  # fmt: skip
    labels.append(Label(x=scale.left, y=HEIGHT - 6, says=visit.show(rows[0].on), kind="quiet"))
    if len(rows) > 1:
        last = visit.show(rows[-1].on)
        labels.append(Label(x=width, y=HEIGHT - 6, says=last, kind="quiet", anchor="end"))
    over, named = _today(visit, on, scale, width)
    return Drawing(
        width=width,
        height=HEIGHT,
        says=says,
        lines=tuple(lines),
        boxes=tuple(_steps(rows, on, scale)),
        over=over,
        labels=(*labels, *named),
    )


def _steps(rows: Sequence[vesting.Row], on: date, scale: _Scale) -> Iterator[Box]:
    """Yield a box from each day to the next, as high as what is vested; one up to the day."""
    ends = [row.on.toordinal() for row in rows[1:]] + [scale.last]
    today = on.toordinal()
    for row, end in zip(rows, ends, strict=True):
        begin, top = row.on.toordinal(), scale.y(row.total)
        past = begin, min(end, today), "filled2"
        ahead = max(begin, today), end, "hollow"
        for start, stop, kind in (past, ahead):
            if start < stop:
                wide = max(scale.x(stop) - scale.x(start), 1)
                yield Box(x=scale.x(start), y=top, width=wide, height=BOTTOM - top, kind=kind)


def _today(
    visit: Visit, on: date, scale: _Scale, width: int
) -> tuple[tuple[Line, ...], tuple[Label, ...]]:
    """Return the line of the day, with its name over it; nothing, where it lies outside."""
    if not scale.first < on.toordinal() < scale.last:
        return (), ()
    at, shown = scale.x(on.toordinal()), visit.show(on)
    room = width_px(shown) // 2
    middle = min(max(at, scale.left + room), width - room)
    line = Line(x1=at, y1=TOP - 6, x2=at, y2=BOTTOM, kind="today")
    return (line,), (Label(x=middle, y=TOP - 8, says=shown, kind="today", anchor="middle"),)
