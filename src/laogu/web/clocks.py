"""The clocks of a trade, drawn: one row a clock on one line of days.

Gone is filled, running is hollow, to come is dashed, a clock without a last day is hatched.
Each drawing is made twice, 832 px wide and again at 358 with its words under the bars.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct

from laogu.web.drawing import Box, Drawing, Label, Line
from laogu.web.measure import shortened, width_px

ROW = 32
BAR = 11
TOP = 26
NARROW = 500  # px: below it the words stand under the bars
BY_MONTH = 45  # days: above it the line is cut by months, then by Mondays, then by days
BY_WEEK = 9
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Clock(Struct, frozen=True, kw_only=True):
    """One clock. `ends_at` None means that there is no last day: silence decides nothing.

    name, under: who may do what, and for how long.
    says:        what is left, or what was answered.
    stopped_at:  when it was answered before its end; None while it may still run.
    """

    name: str
    under: str = ""
    says: str = ""
    starts_at: datetime
    ends_at: datetime | None
    stopped_at: datetime | None = None


class _Days(Struct, frozen=True):
    """The line of days: which pixel a moment stands at."""

    first: datetime
    last: datetime
    left: int
    right: int

    def x(self, moment: datetime) -> int:
        length = max(int((self.last - self.first).total_seconds()), 1)
        gone = int((moment - self.first).total_seconds())
        return self.left + gone * (self.right - self.left) // length


def draw_clocks(
    clocks: Sequence[Clock], *, now: datetime, lang: str, today: str, says: str, width: int = 832
) -> Drawing:
    """Return the clocks on one line of days.

    today: the words under the line of today, such as *Today, 21 Nov*.
    says:  the drawing in words, for a reader who does not see it.
    """
    is_narrow = width < NARROW
    days = _line_of_days(clocks, now, left=0 if is_narrow else width // 3, right=width - 8)
    row = ROW + 4 if is_narrow else ROW
    bottom = TOP + row * len(clocks) + 10
    lines, labels = _calendar(days, lang=lang, bottom=bottom, width=width)
    boxes: list[Box] = []
    at = days.x(now)
    over: list[Line] = []
    for place, clock in enumerate(clocks):
        top = TOP + row * place
        bar = _bar(clock, days, now, top + (4 if is_narrow else 10))
        boxes.extend(bar)
        is_running = _is_running(clock, now)
        if is_narrow:
            labels.append(_under_the_bar(clock, is_running=is_running, top=top, width=width))
            over.append(Line(x1=at, y1=top, x2=at, y2=top + 4 + BAR + 3, kind="today"))
        else:
            labels.extend(_names(clock, is_running=is_running, top=top, room=width // 3 - 12))
            labels.append(_beside_the_bar(clock, bar[0], at=at, top=top, width=width))
        lines.append(Line(x1=0, y1=top + row, x2=width, y2=top + row, kind="grid"))
    over.append(
        Line(x1=at, y1=bottom - 8 if is_narrow else TOP - 8, x2=at, y2=bottom, kind="today")
    )
    half = width_px(today) // 2
    middle = min(max(at, half), width - half)
    labels.append(Label(x=middle, y=bottom + 17, says=today, kind="today", anchor="middle"))
    return Drawing(
        width=width,
        height=bottom + 24,
        says=says,
        lines=tuple(lines),
        boxes=tuple(boxes),
        over=tuple(over),
        labels=tuple(labels),
    )


def _is_running(clock: Clock, now: datetime) -> bool:
    return (
        clock.stopped_at is None
        and clock.starts_at <= now
        and (clock.ends_at is None or now < clock.ends_at)
    )


def _line_of_days(clocks: Sequence[Clock], now: datetime, *, left: int, right: int) -> _Days:
    """Return days from before the first start to after the last end, with room at both ends."""
    ends = [one.ends_at or one.starts_at + timedelta(days=14) for one in clocks]
    first = min([now, *(one.starts_at for one in clocks)])
    last = max([now + timedelta(days=1), *ends])
    room = max((last - first) / 24, timedelta(hours=6))
    return _Days(first - room, last + room, left, right)


def _bar(clock: Clock, days: _Days, now: datetime, top: int) -> list[Box]:
    """Return the bar of a clock, and over it what is gone of a running one."""
    left = days.x(clock.starts_at)
    end = clock.stopped_at or clock.ends_at
    right = days.x(end) if end else max(days.x(now), left) + (days.right - days.left) // 8
    whole = max(min(right, days.right) - left, 2)
    if end is None:
        kind = "hatched"
    elif clock.starts_at > now:
        kind = "dashed"
    elif _is_running(clock, now):
        kind = "hollow"
    else:
        kind = "gone"
    bar = [Box(x=left, y=top, width=whole, height=BAR, kind=kind)]
    if kind == "hollow":
        gone = max(days.x(now) - left, 1)
        bar.append(Box(x=left, y=top, width=gone, height=BAR, kind="gone"))
    return bar


def _names(clock: Clock, *, is_running: bool, top: int, room: int) -> Iterator[Label]:
    """Return who may do what, and under it for how long, at the left."""
    kind = "strong" if is_running else ""
    name = shortened(clock.name, room_px=room, is_bold=is_running)
    if not clock.under:
        yield Label(x=0, y=top + 20, says=name, kind=kind)
    else:
        yield Label(x=0, y=top + 13, says=name, kind=kind)
        yield Label(x=0, y=top + 28, says=shortened(clock.under, room_px=room), kind="quiet")


def _beside_the_bar(clock: Clock, bar: Box, *, at: int, top: int, width: int) -> Label:
    """Return what is left or was answered: after the bar, clear of today's line, else before it."""
    kind = "halo" if bar.kind in ("gone", "hollow") else "halo quiet"
    length = width_px(clock.says)
    after = bar.x + bar.width + 6
    if after - 6 < at < after + length:
        after = at + 6
    if after + length <= width:
        return Label(x=after, y=top + 20, says=clock.says, kind=kind)
    before = bar.x - 6
    if before - length < at < bar.x:
        before = at - 6
    return Label(x=before, y=top + 20, says=clock.says, kind=kind, anchor="end")


def _under_the_bar(clock: Clock, *, is_running: bool, top: int, width: int) -> Label:
    """Return one line under the bar: the clock's name and what is left."""
    line = f"{clock.name} · {clock.says}" if clock.says else clock.name
    says = shortened(line, room_px=width, is_bold=is_running)
    return Label(x=0, y=top + 30, says=says, kind="halo strong" if is_running else "halo")


def _calendar(days: _Days, *, lang: str, bottom: int, width: int) -> tuple[list[Line], list[Label]]:
    """Return the axis, a line for each month (or Monday, or day) and small ticks for weeks."""
    lines = [Line(x1=max(days.left - 24, 0), y1=bottom, x2=width, y2=bottom, kind="axis")]
    labels: list[Label] = []
    free_from = days.left
    length = (days.last - days.first).days
    for day in _each_day(days):
        x = days.x(datetime(day.year, day.month, day.day, tzinfo=days.first.tzinfo))
        is_month = day.day == 1
        is_week = day.weekday() == 0
        if length > BY_MONTH and is_week:
            lines.append(Line(x1=x, y1=bottom - 4, x2=x, y2=bottom, kind="grid"))
        is_line = is_month if length > BY_MONTH else is_week if length > BY_WEEK else True
        if not is_line:
            continue
        lines.append(Line(x1=x, y1=6, x2=x, y2=bottom, kind="event"))
        words = _month(day, lang) if length > BY_MONTH else _day(day, lang)
        if x + 4 >= free_from and x + 4 + width_px(words) <= width:
            labels.append(Label(x=x + 4, y=15, says=words, kind="quiet"))
            free_from = x + 12 + width_px(words)
    return lines, labels


def _each_day(days: _Days) -> Iterator[date]:
    """Return the days that begin on the line."""
    day = days.first.date() + timedelta(days=1)
    while day <= days.last.date():
        yield day
        day += timedelta(days=1)


def _month(day: date, lang: str) -> str:
    if lang == "zh":
        return f"{day.year} 年 1 月" if day.month == 1 else f"{day.month} 月"
    name = MONTHS[day.month - 1]
    return f"{name} {day.year}" if day.month == 1 else name


def _day(day: date, lang: str) -> str:
    return f"{day:%m-%d}" if lang == "zh" else f"{day.day} {MONTHS[day.month - 1]}"
