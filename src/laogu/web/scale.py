"""The scale: a figure drawn as it was measured, a tick on its band, wherever a mark stands.

The wide band is 5 to 95 %, the darker one 25 to 75 %. The scale is logarithmic, and its ends are
printed once: under it on the strip, over the column in a table.
"""

from collections.abc import Sequence
from decimal import Context, Decimal

from laogu.web.drawing import Box, Drawing, Label, Line
from laogu.web.measure import width_px

_NINE = Context(prec=9)
"""More digits of a logarithm than a scale has pixels."""

Span = tuple[Decimal, Decimal]
_ROUND = (Decimal(1), Decimal("1.5"), Decimal(2), Decimal(3), Decimal(5), Decimal(8), Decimal(10))

STRIP_WIDTH, STRIP_HEIGHT = 358, 46
CELL_WIDTH, CELL_HEIGHT = 132, 18


def ends_around(values: Sequence[Decimal]) -> Span:
    """Return round figures at which a scale over some values may end, with room on both sides."""
    return (
        max(one for one in _rounds(min(values)) if one <= min(values) * 2 / 3),
        min(one for one in _rounds(max(values)) if one >= max(values) * 3 / 2),
    )


def _rounds(near: Decimal) -> list[Decimal]:
    power = near.adjusted()
    return [one.scaleb(each) for each in range(power - 2, power + 3) for one in _ROUND]


def scale(
    value: Decimal,
    band: Span,
    middle: Span | None,
    *,
    ends: Span,
    says: str,
    width: int = CELL_WIDTH,
    height: int = CELL_HEIGHT,
    other: Decimal | None = None,
) -> Drawing:
    """Return a mark on its scale. other: a second figure to hold beside it, such as a price asked.

    says: it in words, for who does not see it.
    """
    along = _Along(ends, width)
    lines, boxes, over = _drawn(value, band, middle, along, middle_y=height // 2, other=other)
    return Drawing(
        width=width, height=height, says=says, lines=lines, boxes=boxes, over=over
    )  # fmt: skip


def strip_scale(
    value: Decimal,
    band: Span,
    middle: Span | None,
    *,
    ends: Span,
    labels: Sequence[tuple[Decimal, str]],
    says: str,
) -> Drawing:
    """Return the scale of the strip's first figure: with an axis, and figures under it.

    labels: figures and how they are written: the ends, 5, 50 and 95 %; what has no room is not.
    """
    along = _Along(ends, STRIP_WIDTH)
    lines, boxes, over = _drawn(value, band, middle, along, middle_y=9, other=None)
    axis = Line(x1=0, y1=24, x2=STRIP_WIDTH, y2=24, kind="axis")
    ticks = tuple(
        Line(x1=along.x(one), y1=24, x2=along.x(one), y2=28, kind="axis") for one, _ in labels
    )
    return Drawing(
        width=STRIP_WIDTH,
        height=STRIP_HEIGHT,
        says=says,
        lines=(*lines[1:], axis, *ticks),
        boxes=boxes,
        over=over,
        labels=_labels(labels, along),
    )


class _Along:
    """Where on the scale a figure stands."""

    def __init__(self, ends: Span, width: int) -> None:
        self.low, self.high = (one.log10(_NINE) for one in ends)
        self.width = width

    def x(self, value: Decimal) -> int:
        """Return the pixel of a figure; one beyond an end stands at it."""
        part = (value.log10(_NINE) - self.low) / (self.high - self.low)
        return min(max(int(part * self.width), 0), self.width)


_Parts = tuple[tuple[Line, ...], tuple[Box, ...], tuple[Line, ...]]


def _drawn(
    value: Decimal,
    band: Span,
    middle: Span | None,
    along: _Along,
    *,
    middle_y: int,
    other: Decimal | None,
) -> _Parts:
    """Return hairline, bands and ticks about a height."""
    y = middle_y
    boxes = [_box(band, along, y=y - 3, height=7, kind="band")]
    if middle is not None:
        boxes.append(_box(middle, along, y=y - 4, height=9, kind="band2"))
    at = along.x(value)
    ticks = [Line(x1=at, y1=y - 8, x2=at, y2=y + 8, kind="tick")]
    if other is not None:
        beside = along.x(other)
        ticks.append(Line(x1=beside, y1=y - 8, x2=beside, y2=y + 8, kind="other"))
    return (
        (Line(x1=0, y1=y, x2=along.width, y2=y, kind="grid"),),
        tuple(boxes),
        tuple(ticks),
    )


def _box(span: Span, along: _Along, *, y: int, height: int, kind: str) -> Box:
    left, right = (along.x(one) for one in span)
    return Box(x=left, y=y, width=max(right - left, 1), height=height, kind=kind)


def _labels(labels: Sequence[tuple[Decimal, str]], along: _Along) -> tuple[Label, ...]:
    """Return the figures that have room: the mark first, then its band, then the ends."""
    order = sorted(range(len(labels)), key=lambda at: (abs(2 * at - len(labels) + 1), at))
    taken: list[tuple[int, int]] = []
    found: list[Label] = []
    for at in order:
        value, says = labels[at]
        wide = width_px(says)
        left = min(max(along.x(value) - wide // 2, 0), along.width - wide)
        if any(left < end + 6 and start < left + wide + 6 for start, end in taken):
            continue
        taken.append((left, left + wide))
        kind = "" if at == len(labels) // 2 else "quiet"
        found.append(Label(x=left, y=42, says=says, kind=kind))
    return tuple(sorted(found, key=lambda one: one.x))
