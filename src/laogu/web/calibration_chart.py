"""Calibration, drawn: how much of what came each band held, beside how much it said it would.

On the dotted line a band holds what it says; below it, the bands are too narrow, and above it too
wide. Both axes are per cent from nothing to all.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from laogu.web.drawing import Drawing, Label, Line, Mark

TOP, FOOT, LEFT = 16, 40, 44
HEIGHT, NARROW_HEIGHT = 300, 264
NARROW = 500
"""Pixels below which a drawing is lower."""

_ROUND = (0, 25, 50, 75, 100)


def draw_calibration(
    held: Mapping[int, Decimal], *, says: str, axes: tuple[str, str], width: int = 520
) -> Drawing:
    """Return the drawing. held: by the per cent that a band says, the part that it held.

    axes: what stands under the drawing, and beside its left side. says: the drawing in words.
    """
    height = NARROW_HEIGHT if width < NARROW else HEIGHT
    place = _Place(bottom=height - FOOT, right=width - 16)
    points = [(place.x(Decimal(band)), place.y(100 * part)) for band, part in sorted(held.items())]
    levels = [place.y(Decimal(one)) for one in _ROUND]
    lines = [Line(x1=LEFT, y1=at, x2=place.right, y2=at, kind="grid") for at in levels[1:]]
    lines.append(Line(x1=LEFT, y1=levels[0], x2=place.right, y2=levels[0], kind="axis"))
    over = [Line(x1=LEFT, y1=levels[0], x2=place.right, y2=levels[-1], kind="dotted")]
    over += [
        Line(x1=one[0], y1=one[1], x2=then[0], y2=then[1], kind="supply")
        for one, then in pairwise(points)
    ]
    return Drawing(
        width=width,
        height=height,
        says=says,
        lines=tuple(lines),
        over=tuple(over),
        marks=tuple(Mark(x=one, y=other, shape="circle") for one, other in points),
        labels=tuple(_labels(place, axes)),
    )


class _Place(Struct, frozen=True, kw_only=True):
    """Which pixel so many per cent stand at."""

    bottom: int
    right: int

    def x(self, percent: Decimal) -> int:
        return LEFT + int(percent * (self.right - LEFT) / 100)

    def y(self, percent: Decimal) -> int:
        return self.bottom - int(percent * (self.bottom - TOP) / 100)


def _labels(place: _Place, axes: tuple[str, str]) -> Iterator[Label]:
    for one in _ROUND:
        at = place.x(Decimal(one))
        yield Label(x=at, y=place.bottom + 16, says=f"{one}", kind="quiet", anchor="middle")
    for one in _ROUND[1:]:
        at = place.y(Decimal(one)) + 4
        yield Label(x=LEFT - 8, y=at, says=f"{one}", kind="quiet", anchor="end")
    under, beside = axes
    yield Label(x=place.right, y=place.bottom + 34, says=under, kind="quiet", anchor="end")
    yield Label(x=LEFT + 8, y=TOP + 16, says=beside, kind="quiet halo")
