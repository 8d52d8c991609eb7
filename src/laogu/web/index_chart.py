"""An index through time, drawn: its level as a line, its band behind it, both as logarithms."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from laogu.web.chart_axes import NARROW, axes_of, figures, grid, months, years
from laogu.web.drawing import Area, Drawing, Line

HEIGHT, NARROW_HEIGHT, FOOT = 240, 208, 24


class LevelDrawn(Struct, frozen=True, kw_only=True):
    """A level and the ends of its band."""

    on: date
    value: Decimal
    band: tuple[Decimal, Decimal]


def draw_index(levels: Sequence[LevelDrawn], *, lang: str, says: str, width: int = 832) -> Drawing:
    """Return the drawing of an index, of two levels or more, the earliest first.

    says: the drawing in words, for a reader who does not see it.
    """
    is_narrow = width < NARROW
    height = NARROW_HEIGHT if is_narrow else HEIGHT
    ends = [end for one in levels for end in one.band]
    axes = axes_of([one.on for one in levels], ends, width=width, bottom=height - FOOT)
    upper = [(axes.x(one.on), axes.y(one.band[1])) for one in levels]
    lower = [(axes.x(one.on), axes.y(one.band[0])) for one in levels]
    line = [(axes.x(one.on), axes.y(one.value)) for one in levels]
    return Drawing(
        width=width,
        height=height,
        says=says,
        areas=(Area(points=(*upper, *reversed(lower)), kind="band"),),
        lines=(*grid(axes, width), *years(axes)),
        over=tuple(
            Line(x1=one[0], y1=one[1], x2=then[0], y2=then[1], kind="step")
            for one, then in pairwise(line)
        ),
        labels=(*figures(axes, lang), *months(axes, lang=lang, is_narrow=is_narrow)),
    )
