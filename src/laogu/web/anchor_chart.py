"""Anchors through time, drawn: a step for what was paid last, a mark for each by its kind.

The axis of figures is logarithmic. Two currencies never mean one height: where the currency changes
an ink line cuts the drawing, and it says that nothing was converted. It is drawn twice, 832 px wide
and again at 358 with fewer labels.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from laogu.web.clocks import MONTHS
from laogu.web.drawing import Drawing, Label, Line, Mark, Shape
from laogu.web.measure import width_px

TOP, FOOT, LEFT = 40, 24, 52
HEIGHT, NARROW_HEIGHT = 264, 220
NARROW = 500
"""Pixels below which a drawing has fewer labels and is lower."""

MOST_MARKS = 400
"""Anchors that are drawn; of more, the newest."""

_ROUND = (1, 2, 5)


class Point(Struct, frozen=True, kw_only=True):
    """One anchor as it is drawn. says: its label; blank: it has none. is_paid: money moved."""

    on: date
    value: Decimal
    currency: str
    shape: Shape
    is_paid: bool
    is_thin: bool
    says: str = ""


class _Axes(Struct, frozen=True, kw_only=True):
    """Which pixel a day and a figure stand at. low, high: thousandths of a power of ten."""

    first: int
    last: int
    low: int
    high: int
    left: int
    right: int
    bottom: int

    def x(self, on: date) -> int:
        length = max(self.last - self.first, 1)
        return self.left + (on.toordinal() - self.first) * (self.right - self.left) // length

    def y(self, value: Decimal) -> int:
        above = _milli(value) - self.low
        return self.bottom - above * (self.bottom - TOP) // (self.high - self.low)


def draw_anchors(
    points: Sequence[Point],
    *,
    today: date,
    lang: str,
    says: str,
    units: dict[str, str],
    today_says: str,
    width: int = 832,
) -> Drawing:
    """Return the drawing of anchors, the earliest first.

    units: what stands for each currency over its part of the drawing. today_says: under the line
    of today. says: the drawing in words, for a reader who does not see it.
    """
    points = points[-MOST_MARKS:]
    is_narrow = width < NARROW
    height = NARROW_HEIGHT if is_narrow else HEIGHT
    axes = _axes(points, today, width=width, bottom=height - FOOT)
    lines = [*_grid(axes, width), *_years(axes)]
    labels = [*_figures(axes, lang), *_months(axes, lang=lang, is_narrow=is_narrow)]
    over = [*_steps(points, axes, today)]
    over += [Line(x1=x, y1=18, x2=x, y2=axes.bottom, kind="cut") for x in _cuts(points, axes)]
    labels += _unit_labels(points, axes, units, width=width)
    at = axes.x(today)
    over.append(Line(x1=at, y1=TOP - 8, x2=at, y2=axes.bottom, kind="today"))
    marks = [
        Mark(
            x=axes.x(one.on),
            y=axes.y(one.value),
            shape=one.shape,
            kind=("filled" if one.is_paid else "hollow") + (" dotted" if one.is_thin else ""),
        )
        for one in points
    ]
    labels += _named(points, axes, width=width, most=2 if is_narrow else 6)
    half = width_px(today_says) // 2
    middle = min(at, width - half)
    labels.append(
        Label(x=middle, y=axes.bottom + 17, says=today_says, kind="today halo", anchor="middle")
    )
    return Drawing(
        width=width, height=height, says=says, lines=tuple(lines), over=tuple(over),
        marks=tuple(marks), labels=tuple(labels),
    )  # fmt: skip


def _axes(points: Sequence[Point], today: date, *, width: int, bottom: int) -> _Axes:
    """Return axes with some room around every point, and today within them."""
    days = [one.on.toordinal() for one in points] + [today.toordinal()]
    values = [_milli(one.value) for one in points]
    room = max((max(days) - min(days)) // 24, 10)
    span = max(max(values) - min(values), 300)
    return _Axes(
        first=min(days) - room,
        last=max(days) + room,
        low=min(values) - span * 12 // 100,
        high=max(values) + span * 18 // 100,
        left=LEFT if width >= NARROW else 40,
        right=width - 8,
        bottom=bottom,
    )


def _milli(value: Decimal) -> int:
    return int(value.log10() * 1000)


def _round_values(axes: _Axes) -> list[Decimal]:
    """Return three to six round figures within the axis: powers of ten, or with halves between."""
    steps: tuple[tuple[int, ...], ...] = ((1,), (1, 3), _ROUND)
    found: list[Decimal] = []
    for step in steps:
        found = [
            Decimal(one).scaleb(power)
            for power in range(axes.low // 1000, axes.high // 1000 + 1)
            for one in step
            if axes.low <= _milli(Decimal(one).scaleb(power)) <= axes.high
        ]
        if len(found) >= 3:
            return found
    return found


def _grid(axes: _Axes, width: int) -> Iterator[Line]:
    for value in _round_values(axes):
        y = axes.y(value)
        yield Line(x1=axes.left, y1=y, x2=width, y2=y, kind="grid")
    yield Line(x1=axes.left, y1=axes.bottom, x2=width, y2=axes.bottom, kind="axis")


def _figures(axes: _Axes, lang: str) -> Iterator[Label]:
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


def _years(axes: _Axes) -> Iterator[Line]:
    for year in _each_year(axes):
        x = axes.x(date(year, 1, 1))
        yield Line(x1=x, y1=TOP, x2=x, y2=axes.bottom, kind="event")


def _each_year(axes: _Axes) -> Iterator[int]:
    for year in range(date.fromordinal(axes.first).year, date.fromordinal(axes.last).year + 1):
        if axes.first <= date(year, 1, 1).toordinal() <= axes.last:
            yield year


def _months(axes: _Axes, *, lang: str, is_narrow: bool) -> Iterator[Label]:
    """Return the years under the axis, and where there are few of them, quarters between."""
    years = axes.last // 365 - axes.first // 365
    months = (1,) if years > (2 if is_narrow else 4) else (1, 7) if years > 1 else (1, 4, 7, 10)
    first = date.fromordinal(axes.first)
    free_from = 0
    for year in range(first.year, date.fromordinal(axes.last).year + 1):
        for month in months:
            on = date(year, month, 1)
            says = f"{year}" if month == 1 else _month(month, lang)
            x = axes.x(on)
            if not axes.first <= on.toordinal() <= axes.last or x - width_px(says) // 2 < free_from:
                continue
            if x + width_px(says) > axes.right:
                continue
            yield Label(x=x, y=axes.bottom + 17, says=says, kind="quiet", anchor="middle")
            free_from = x + width_px(says) + 8


def _month(month: int, lang: str) -> str:
    return f"{month} 月" if lang == "zh" else MONTHS[month - 1]


def _steps(points: Sequence[Point], axes: _Axes, today: date) -> Iterator[Line]:
    """Return the line of what was paid last: level until somebody paid otherwise."""
    paid = [one for one in points if one.is_paid]
    for one, then in pairwise(paid):
        x, y, end = axes.x(one.on), axes.y(one.value), axes.x(then.on)
        if one.currency != then.currency:
            end = _cut_between(one, then, axes)
        yield Line(x1=x, y1=y, x2=end, y2=y, kind="step")
        if one.currency == then.currency:
            yield Line(x1=end, y1=y, x2=end, y2=axes.y(then.value), kind="step")
    if paid:
        y = axes.y(paid[-1].value)
        yield Line(x1=axes.x(paid[-1].on), y1=y, x2=axes.x(today), y2=y, kind="step")


def _cuts(points: Sequence[Point], axes: _Axes) -> Iterator[int]:
    for one, then in pairwise(points):
        if one.currency != then.currency:
            yield _cut_between(one, then, axes)


def _cut_between(one: Point, then: Point, axes: _Axes) -> int:
    return max(axes.x(then.on) - 10, (axes.x(one.on) + axes.x(then.on)) // 2)


def _unit_labels(
    points: Sequence[Point], axes: _Axes, units: dict[str, str], *, width: int
) -> Iterator[Label]:
    """Return what the figures are, beside every cut; once where the currency never changes."""
    changes = [(one, then) for one, then in pairwise(points) if one.currency != then.currency]
    if not changes:
        yield Label(x=axes.left, y=14, says=units[points[0].currency], kind="quiet")
        return
    one, then = changes[-1]
    x = _cut_between(one, then, axes)
    before, after = f"← {units[one.currency]}", f"{units[then.currency]} →"
    if x - 6 - width_px(before) > 0:
        yield Label(x=x - 6, y=14, says=before, kind="quiet", anchor="end")
    else:
        yield Label(x=0, y=14, says=before, kind="quiet")
        yield Label(x=max(width_px(before) + 12, x), y=28, says=after, kind="quiet")
        return
    if x + 6 + width_px(after) < width:
        yield Label(x=x + 6, y=14, says=after, kind="quiet")


def _named(points: Sequence[Point], axes: _Axes, *, width: int, most: int) -> list[Label]:
    """Return labels beside points, the latest first, as many as have room."""
    taken: list[tuple[int, int, int, int]] = []
    found: list[Label] = []
    named: set[str] = set()
    for one in reversed([each for each in points if each.says]):
        if one.says in named:
            continue
        wide = width_px(one.says)
        x, y = axes.x(one.on), axes.y(one.value)
        for left, base in ((x + 9, y - 5), (x - 9 - wide, y - 5), (x + 9, y + 14),
                           (x - 9 - wide, y + 14), (x - wide // 2, y - 10)):  # fmt: skip
            box = (left, base - 12, left + wide, base + 3)
            if left < axes.left or left + wide > width or not TOP - 8 < base < axes.bottom - 2:
                continue
            if any(_meet(box, other) for other in taken):
                continue
            taken.append(box)
            named.add(one.says)
            found.append(Label(x=left, y=base, says=one.says, kind="halo"))
            break
        if len(found) == most:
            break
    return found


def _meet(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
