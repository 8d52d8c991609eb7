"""Mark and band through time, drawn: a step, because a mark stays until something is learned.

Bands begin at each anchor as narrow as it is good, and open with time; the axis is logarithmic.
A paper has axes of its own, and pages theirs (web/chart_axes.py): a paper is read as told, from
decimal strings, in letters of any face and one language, and the same inputs give the same bytes;
a page is measured in its own face, in two languages, and may be drawn otherwise tomorrow.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from laogu.connectors.reports.figures import letters_px, milli, shown
from laogu.connectors.reports.paper import Area, Picture, Shape, Sign, Stroke, Words
from laogu.connectors.reports.shapes import MomentTold

WIDTH, NARROW = 832, 358
HEIGHT, LEFT, TOP, FOOT = 200, 46, 14, 22
_STEPS = ((10,), (10, 30), (10, 20, 50), (10, 15, 20, 30, 40, 50, 70), tuple(range(10, 100, 5)))


class Paid(Struct, frozen=True, kw_only=True):
    """An anchor as it is drawn. says: beside it; blank: it is not named."""

    on: date
    each: str
    shape: Shape
    is_filled: bool
    says: str = ""


class _Axes(Struct, frozen=True, kw_only=True):
    """Which pixel a day and a figure stand at. low, high: thousandths of a power of ten."""

    first: int
    last: int
    low: int
    high: int
    width: int

    def x(self, on: date) -> int:
        length = max(self.last - self.first, 1)
        return LEFT + (on.toordinal() - self.first) * (self.width - 60 - LEFT) // length

    def y(self, given: str) -> int:
        return self.at(milli(given))

    def at(self, place: int) -> int:
        room = HEIGHT - FOOT - TOP
        return HEIGHT - FOOT - (place - self.low) * room // (self.high - self.low)


def through_time(
    moments: Sequence[MomentTold],
    paid: Sequence[Paid],
    *,
    until: date,
    says: str,
    width: int = WIDTH,
) -> Picture:
    """Return the mark and its band up to a day, with the anchors. moments: at least one.

    width: of a narrow one fewer anchors are named, because fewer have room.
    """
    days = [date.fromisoformat(one.on) for one in moments]
    axes = _axes(days, moments, paid, until, width)
    rests = {one.on for one in paid}
    spans = [*_spans(days, moments, until)]
    areas = [*_areas(axes, spans, rests, "band"), *_areas(axes, spans, rests, "middle")]
    strokes = [*_grid(axes), *_steps(axes, spans)]
    bottom = HEIGHT - FOOT
    at = axes.x(until)
    strokes.append(Stroke(x1=at, y1=TOP - 6, x2=at, y2=bottom, kind="today"))
    last = moments[-1].mark
    words = [Words(x=at + 6, y=axes.y(last) + 4, says=shown(last), kind="strong")]
    words += _named(axes, paid, at)
    return Picture(
        width=width, height=HEIGHT, says=says, areas=tuple(areas), strokes=tuple(strokes),
        signs=tuple(
            Sign(x=axes.x(one.on), y=axes.y(one.each), shape=one.shape, is_filled=one.is_filled)
            for one in paid
        ),
        words=(*_figures(axes), *_days(axes), *words),
    )  # fmt: skip


def _axes(
    days: Sequence[date],
    moments: Sequence[MomentTold],
    paid: Sequence[Paid],
    until: date,
    width: int,
) -> _Axes:
    places = [milli(end) for one in moments for end in one.band]
    places += [milli(one.each) for one in paid]
    room = max((max(places) - min(places)) // 12, 20)
    first = min([*days, *(one.on for one in paid)]).toordinal()
    return _Axes(
        first=first - max((until.toordinal() - first) // 40, 1),
        last=until.toordinal(),
        low=min(places) - room,
        high=max(places) + room,
        width=width,
    )


_Span = tuple[date, date, MomentTold, MomentTold]


def _spans(days: Sequence[date], moments: Sequence[MomentTold], until: date) -> Iterator[_Span]:
    """Yield each span between two marks, the last one up to the day itself."""
    for (one, start), (then, end) in pairwise(zip(moments, days, strict=True)):
        yield start, end, one, then
    if days[-1] < until:
        yield days[-1], until, moments[-1], moments[-1]


def _areas(
    axes: _Axes, spans: Sequence[_Span], rests: set[date], kind: Literal["band", "middle"]
) -> Iterator[Area]:
    """Yield the band over each span: it opens until the next mark, but does not foresee one."""
    for start, end, one, then in spans:
        left, after = (one.band, then.band) if kind == "band" else (one.middle, then.middle)
        right = left if end in rests else after
        x1, x2 = axes.x(start), axes.x(end)
        yield Area(
            points=((x1, axes.y(left[1])), (x2, axes.y(right[1])),
                    (x2, axes.y(right[0])), (x1, axes.y(left[0]))),
            kind=kind,
        )  # fmt: skip


def _steps(axes: _Axes, spans: Sequence[_Span]) -> Iterator[Stroke]:
    for start, end, one, then in spans:
        y, x = axes.y(one.mark), axes.x(end)
        yield Stroke(x1=axes.x(start), y1=y, x2=x, y2=y, kind="step")
        if then.mark != one.mark:
            yield Stroke(x1=x, y1=y, x2=x, y2=axes.y(then.mark), kind="step")


def _round_figures(axes: _Axes) -> list[Decimal]:
    """Return three figures or a few more that are round, within the axis."""
    found: list[Decimal] = []
    for step in _STEPS:
        found = [
            Decimal(one).scaleb(power - 1)
            for power in range(axes.low // 1000, axes.high // 1000 + 1)
            for one in step
            if axes.low <= milli(f"{Decimal(one).scaleb(power - 1):f}") <= axes.high
        ]
        if len(found) >= 3:
            break
    return found[:: len(found) // 5 + 1]


def _grid(axes: _Axes) -> Iterator[Stroke]:
    for one in _round_figures(axes):
        y = axes.y(f"{one:f}")
        yield Stroke(x1=LEFT, y1=y, x2=axes.width, y2=y, kind="grid")
    yield Stroke(x1=LEFT, y1=HEIGHT - FOOT, x2=axes.width, y2=HEIGHT - FOOT, kind="axis")


def _figures(axes: _Axes) -> Iterator[Words]:
    for one in _round_figures(axes):
        says = f"{one.normalize():,f}"
        yield Words(x=LEFT - 6, y=axes.y(f"{one:f}") + 4, says=says, kind="quiet", anchor="end")


def _days(axes: _Axes) -> Iterator[Words]:
    """Yield years below the axis; of a short span its quarters as well, as 2026-04."""
    first, last = date.fromordinal(max(axes.first, 1)), date.fromordinal(axes.last)
    years = last.year - first.year
    years = years * WIDTH // axes.width
    months = (1,) if years > 4 else (1, 7) if years > 1 else (1, 4, 7, 10)
    free_from = LEFT - 20
    for year in range(first.year, last.year + 1, years // 10 + 1):
        for month in months:
            on = date(year, month, 1)
            x = axes.x(on)
            if not axes.first <= on.toordinal() <= axes.last or x - 24 < free_from:
                continue
            says = f"{year}" if months == (1,) else f"{on:%Y-%m}"
            y = HEIGHT - FOOT + 16
            yield Words(x=x, y=y, says=says, kind="quiet", anchor="middle")
            free_from = x + 28


def _named(axes: _Axes, paid: Sequence[Paid], end: int) -> list[Words]:
    """Return labels beside anchors, the latest first, as many as have room."""
    taken: list[tuple[int, int, int, int]] = []
    found: list[Words] = []
    for one in reversed(paid):
        if not one.says:
            continue
        wide = letters_px(one.says)
        x, y = axes.x(one.on), axes.y(one.each)
        for left, base in ((x + 8, y - 7), (x - 8 - wide, y - 7), (x + 8, y + 16),
                           (x - 8 - wide, y + 16)):  # fmt: skip
            box = (left, base - 12, left + wide, base + 3)
            if left < LEFT or left + wide > end or not TOP < base < HEIGHT - FOOT - 2:
                continue
            if any(_meet(box, other) for other in taken):
                continue
            taken.append(box)
            found.append(Words(x=left, y=base, says=one.says))
            break
    return found


def _meet(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
