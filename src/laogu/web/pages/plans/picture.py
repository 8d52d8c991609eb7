"""A vesting schedule as a picture: a step for each day on which something vests.

Drawn twice, for a wide page and a narrow one; the same figures stand in the table under it.
"""

from collections.abc import Sequence
from datetime import date

from laogu.basics import in_words
from laogu.register import vesting
from laogu.web.drawing import Box, Drawing, Label, Line
from laogu.web.measure import width_px
from laogu.web.visit import Visit

HEIGHT, TOP, FOOT = 190, 18, 24
LINES = 4


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
    most = visit.quantity(units, decimals)
    left = width_px(most) + 8
    # Some days before the first and after the last, so that the first step has a beginning.
    span = max((rows[-1].on - rows[0].on).days, 30)
    first = rows[0].on.toordinal() - span // 12
    last = rows[-1].on.toordinal() + span // 12
    bottom = HEIGHT - FOOT

    def x(day: int) -> int:
        return left + (min(max(day, first), last) - first) * (width - 2 - left) // (last - first)

    def y(count: int) -> int:
        return bottom - count * (bottom - TOP) // max(units, 1)

    boxes = []
    ends = [row.on.toordinal() for row in rows[1:]] + [last]
    for row, end in zip(rows, ends, strict=True):
        begin = row.on.toordinal()
        # A step that the day falls into is filled up to the day.
        for start, stop, kind in (
            (begin, min(end, on.toordinal()), "filled2"),
            (max(begin, on.toordinal()), end, "hollow"),
        ):
            if start < stop:
                wide = max(x(stop) - x(start), 1)
                boxes.append(
                    Box(x=x(start), y=y(row.total), width=wide, height=bottom - y(row.total),
                        kind=kind)
                )  # fmt: skip
    levels = [units * step // LINES for step in range(1, LINES + 1)]
    lines = [Line(x1=left, y1=y(one), x2=width, y2=y(one), kind="grid") for one in levels]
    lines.append(Line(x1=left, y1=bottom, x2=width, y2=bottom, kind="axis"))
    labels = [
        Label(x=left - 6, y=y(one) + 4, says=visit.show(in_words(one, decimals)), kind="quiet",
              anchor="end")
        for one in (levels if units >= LINES else [units])
    ]  # fmt: skip
    labels.append(Label(x=left, y=HEIGHT - 6, says=visit.show(rows[0].on), kind="quiet"))
    if len(rows) > 1:
        labels.append(
            Label(x=width, y=HEIGHT - 6, says=visit.show(rows[-1].on), kind="quiet", anchor="end")
        )
    over = []
    if first < on.toordinal() < last:
        at = x(on.toordinal())
        over.append(Line(x1=at, y1=TOP - 6, x2=at, y2=bottom, kind="today"))
        shown = visit.show(on)
        room = width_px(shown) // 2
        middle = min(max(at, left + room), width - room)
        labels.append(Label(x=middle, y=TOP - 8, says=shown, kind="today", anchor="middle"))
    return Drawing(
        width=width,
        height=HEIGHT,
        says=says,
        lines=tuple(lines),
        boxes=tuple(boxes),
        over=tuple(over),
        labels=tuple(labels),
    )
