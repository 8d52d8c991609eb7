"""Anchors through time, drawn: the mark as a step with its band, a sign for each by its kind.

Where there is no mark, the step is what was paid last. The axis of figures is logarithmic. Two
currencies never mean one height: where the currency changes an ink line cuts the drawing, and it
says that nothing was converted. It is drawn twice, 832 px wide and again at 358 with fewer labels.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise

from msgspec import Struct

from laogu.web.chart_axes import (
    FOOT,
    NARROW,
    TOP,
    Axes,
    axes_of,
    figures,
    grid,
    months,
    years,
)
from laogu.web.drawing import Area, Drawing, Label, Line, Mark, Shape
from laogu.web.measure import width_px

HEIGHT, NARROW_HEIGHT = 264, 220
BAND_HEIGHT, NARROW_BAND_HEIGHT = 344, 268
"""A band needs more height than anchors alone."""

MOST_MARKS = 400
"""Anchors that are drawn; of more, the newest."""

Span = tuple[Decimal, Decimal]


class Point(Struct, frozen=True, kw_only=True):
    """One anchor as it is drawn. says: its label; blank: it has none. is_paid: money moved."""

    on: date
    value: Decimal
    currency: str
    shape: Shape
    is_paid: bool
    is_thin: bool
    says: str = ""


class Level(Struct, frozen=True, kw_only=True):
    """The mark of a day with its two bands."""

    on: date
    currency: str
    value: Decimal
    band: Span
    middle: Span


class Release(Struct, frozen=True, kw_only=True):
    """A day on which shares come free. says: the day; under: how many."""

    on: date
    says: str
    under: str
    is_largest: bool = False


def draw_anchors(
    points: Sequence[Point],
    *,
    today: date,
    lang: str,
    says: str,
    units: dict[str, str],
    today_says: str,
    levels: Sequence[Level] = (),
    ahead: Sequence[Level] = (),
    free: Sequence[Release] = (),
    width: int = 832,
) -> Drawing:
    """Return the drawing of anchors, the earliest first.

    units: what stands for each currency over its part of the drawing. today_says: under the line
    of today. says: the drawing in words, for a reader who does not see it. levels: the mark from
    its first day to today; ahead: as it goes on after today, if nothing is learned.
    """
    points = points[-MOST_MARKS:]
    is_narrow = width < NARROW
    axes = _axes(points, (*levels, *ahead), today, width=width, is_narrow=is_narrow)
    lines = [*grid(axes, width), *years(axes)]
    at = axes.x(today)
    half = width_px(today_says) // 2
    middle = min(at, width - half)
    labels = [*figures(axes, lang)]
    labels += months(axes, lang=lang, is_narrow=is_narrow, taken=(middle - half, middle + half))
    shown = [one for one in free if axes.first < one.on.toordinal() < axes.last]
    lines += [
        Line(x1=axes.x(one.on), y1=TOP, x2=axes.x(one.on), y2=axes.bottom, kind="event")
        for one in shown
    ]
    known, coming = _placed(levels, axes), _placed(ahead, axes)
    over = [*(_marked(known, at) if known else _steps(points, axes, today))]
    over += _ahead(coming)
    over += [Line(x1=x, y1=18, x2=x, y2=axes.bottom, kind="cut") for x in _cuts(points, axes)]
    labels += _unit_labels(points, axes, units, width=width)
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
    releases = [*_release_labels(shown, axes, width=width)][: 2 if is_narrow else 8]
    labels += releases
    labels += _named(
        points, axes, width=width, most=2 if is_narrow else 6, taken=[_box(one) for one in releases]
    )
    labels.append(
        Label(x=middle, y=axes.bottom + 17, says=today_says, kind="today halo", anchor="middle")
    )
    return Drawing(
        width=width, height=axes.bottom + FOOT, says=says, areas=tuple(_areas([*known, *coming])),
        lines=tuple(lines), over=tuple(over), marks=tuple(marks), labels=tuple(labels),
    )  # fmt: skip


def _axes(
    points: Sequence[Point], levels: Sequence[Level], today: date, *, width: int, is_narrow: bool
) -> Axes:
    """Return axes over every point, every band, and today."""
    tall = (NARROW_BAND_HEIGHT if is_narrow else BAND_HEIGHT) if levels else 0
    height = tall or (NARROW_HEIGHT if is_narrow else HEIGHT)
    days = [*(one.on for one in points), *(one.on for one in levels), today]
    ends = [end for one in levels for end in one.band]
    values = [*(one.value for one in points), *ends]
    return axes_of(days, values, width=width, bottom=height - FOOT)


class _Place(Struct, frozen=True):
    """Where the mark of a day stands: how far along, and how far down with its two bands."""

    level: Level
    x: int
    y: int
    band: tuple[int, int]
    middle: tuple[int, int]


def _placed(levels: Sequence[Level], axes: Axes) -> list[_Place]:
    """Return where marks stand: worked out once, and asked for by line and bands."""
    return [
        _Place(
            one,
            axes.x(one.on),
            axes.y(one.value),
            (axes.y(one.band[0]), axes.y(one.band[1])),
            (axes.y(one.middle[0]), axes.y(one.middle[1])),
        )
        for one in levels
    ]


def _areas(whole: Sequence[_Place]) -> Iterator[Area]:
    """Yield the bands of each currency, the wide one under the other, over today and on."""
    for kind in ("band", "band2"):
        for _, same in groupby(whole, key=lambda one: one.level.currency):
            lower, upper = [], []
            before: _Place | None = None
            for one in same:
                if before is not None and _is_learned(before.level, one.level):
                    # Until that day the earlier band stood.
                    low, high = before.band if kind == "band" else before.middle
                    lower.append((one.x, low))
                    upper.append((one.x, high))
                low, high = one.band if kind == "band" else one.middle
                lower.append((one.x, low))
                upper.append((one.x, high))
                before = one
            if len(lower) > 1:
                yield Area(points=(*upper, *reversed(lower)), kind=kind)


def _is_learned(before: Level, one: Level) -> bool:
    """Return whether something was learned: without it a band only opens."""
    return one.band[1] * before.band[0] < before.band[1] * one.band[0]


def _marked(levels: Sequence[_Place], today: int) -> Iterator[Line]:
    """Yield the line of the mark: level until something is learned, never from one currency on."""
    for one, then in pairwise(levels):
        yield Line(x1=one.x, y1=one.y, x2=then.x, y2=one.y, kind="step")
        if one.level.currency == then.level.currency and then.y != one.y:
            yield Line(x1=then.x, y1=one.y, x2=then.x, y2=then.y, kind="step")
    last = levels[-1]
    yield Line(x1=last.x, y1=last.y, x2=today, y2=last.y, kind="step")


def _ahead(ahead: Sequence[_Place]) -> Iterator[Line]:
    for one, then in pairwise(ahead):
        yield Line(x1=one.x, y1=one.y, x2=then.x, y2=one.y, kind="dotted")


def _steps(points: Sequence[Point], axes: Axes, today: date) -> Iterator[Line]:
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


def _cuts(points: Sequence[Point], axes: Axes) -> Iterator[int]:
    for one, then in pairwise(points):
        if one.currency != then.currency:
            yield _cut_between(one, then, axes)


def _cut_between(one: Point, then: Point, axes: Axes) -> int:
    return max(axes.x(then.on) - 10, (axes.x(one.on) + axes.x(then.on)) // 2)


def _unit_labels(
    points: Sequence[Point], axes: Axes, units: dict[str, str], *, width: int
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


def _release_labels(free: Sequence[Release], axes: Axes, *, width: int) -> Iterator[Label]:
    """Yield day and count at the foot of each line, the largest first; what has no room is not."""
    taken: list[tuple[int, int, int, int]] = []
    for one in sorted(free, key=lambda each: not each.is_largest):
        wide = max(width_px(one.says), width_px(one.under, is_bold=one.is_largest))
        x = axes.x(one.on)
        left = x - 6 - wide if x - 6 - wide > axes.left else x + 6
        box = (left, axes.bottom - 36, left + wide, axes.bottom - 3)
        if left + wide > width or any(_meet(box, other) for other in taken):
            continue
        taken.append(box)
        strong = "halo strong" if one.is_largest else "halo"
        yield Label(x=left, y=axes.bottom - 22, says=one.says, kind="halo")
        yield Label(x=left, y=axes.bottom - 6, says=one.under, kind=strong)


def _named(
    points: Sequence[Point],
    axes: Axes,
    *,
    width: int,
    most: int,
    taken: list[tuple[int, int, int, int]],
) -> list[Label]:
    """Return labels beside points, the latest first, as many as have room."""
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


def _box(label: Label) -> tuple[int, int, int, int]:
    wide = width_px(label.says, is_bold="strong" in label.kind)
    return label.x, label.y - 12, label.x + wide, label.y + 3


def _meet(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
