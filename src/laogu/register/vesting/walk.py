"""The walk through the conditions: which of them are met, and on which days.

Days do not depend on how much was granted, so one walk serves every grant of the same terms that
started on the same day.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from laogu.basics import LAST_DAY, months_after
from laogu.register.vesting.readings import Reading
from laogu.register.vesting.terms import (
    AfterPeriod,
    AtStart,
    Condition,
    Grant,
    History,
    OnDay,
    OnEvent,
    Period,
    Portion,
    Terms,
)


class Step(Struct, frozen=True, kw_only=True):
    """A condition that was met, or will be, if nothing happens that no calendar knows.

    days: of its instalments from the `first` on, which holds those before it. of: how many there
    are, were it not cut short. cut_on: the day on which another condition took its place.
    """

    condition: str
    vests: Portion | int
    days: tuple[date, ...]
    first: int = 1
    of: int = 1
    cut_on: date | None = None


class Walk(Struct, frozen=True, kw_only=True):
    """Everything that is met, by the first day.

    waits: conditions that wait for an event: from which day on, and until which other is met.
    """

    steps: tuple[Step, ...]
    waits: tuple[tuple[str, date, date], ...] = ()


def walk(grant: Grant, history: History, reading: Reading) -> Walk:
    """Return what of a grant's conditions is met and when, as far as that is known."""
    end = _last_day_of_service(history, reading)
    match grant.vests:
        case Terms():
            walker = _Walker(grant.vests, history, reading, end)
            found = list(walker.steps())
            waits = tuple(walker.waits())
        case None:
            found = [Step(condition="", vests=Portion(1, 1), days=(grant.granted_on,))]
            waits = ()
        case _:
            found = [
                Step(condition="", vests=one.units, days=(one.on,))
                for one in grant.vests
                if one.on <= end
            ]
            waits = ()
    if reading.rest == "each_time":
        found = [part for step in found for part in _each_time(step)]
    return Walk(steps=tuple(sorted(found, key=lambda step: step.days[0])), waits=waits)


def _last_day_of_service(history: History, reading: Reading) -> date:
    if history.left_on is None:
        return date.max
    is_lost = reading.leaving_day == "lost" and history.left_on > date.min
    return history.left_on - timedelta(days=1) if is_lost else history.left_on


def _each_time(step: Step) -> Iterator[Step]:
    """Yield a step that takes parts of the rest as steps of one instalment each."""
    if step.of == 1 or isinstance(step.vests, int) or not step.vests.of_rest:
        yield step
        return
    for at in range(step.first - 1 + len(step.days)):
        day = step.days[max(0, at - step.first + 1)]
        yield Step(condition=step.condition, vests=step.vests, days=(day,))


class _Waiting(Struct, frozen=True):
    """A condition whose turn has come: since when, and on which track."""

    condition: Condition
    since: date
    track: int


class _Walker:
    """One walk. A track leads from one condition to the next; several may be walked at once."""

    def __init__(self, terms: Terms, history: History, reading: Reading, end: date) -> None:
        self._conditions = {one.id: one for one in terms.conditions}
        self._started_on = history.started_on
        self._starts = dict(history.starts)
        self._events = dict(history.events)
        self._reading, self._end = reading, end
        self._days: dict[str, tuple[date, ...]] = {}
        self._cuts: dict[str, date] = {}
        self._at: dict[int, str] = {}
        follow = {name for one in terms.conditions for name in one.following}
        roots = [one for one in terms.conditions if one.id not in follow]
        self._waiting = [_Waiting(one, date.min, at) for at, one in enumerate(roots)]
        self._waited: list[tuple[_Waiting, date]] = []
        if self._started_on is None and self._starts:
            self._started_on = min(self._starts.values())

    def steps(self) -> Iterator[Step]:
        """Walk to the end, and yield what was met in the order in which it was."""
        while (found := self._soonest()) is not None:
            self._meet(*found)
        for name, days in self._days.items():
            condition = self._conditions[name]
            kept = tuple(one for one in days if one <= self._end)
            if condition.vests and kept:
                of, first = _count(condition)
                yield Step(
                    condition=name,
                    vests=condition.vests,
                    days=kept,
                    first=first,
                    of=of,
                    cut_on=self._cuts.get(name),
                )

    def waits(self) -> Iterator[tuple[str, date, date]]:
        """Yield each condition that waits, or waited, for something to happen, with the days."""
        still = [(one, min(self._end, date.max)) for one in self._waiting]
        for one, until in [*self._waited, *still]:
            if isinstance(one.condition.trigger, OnEvent):
                yield one.condition.id, one.since, until

    def _soonest(self) -> tuple[_Waiting, tuple[date, ...]] | None:
        best: tuple[_Waiting, tuple[date, ...]] | None = None
        for one in self._waiting:
            days = self._due(one)
            if days and days[0] <= self._end and (best is None or days[0] < best[1][0]):
                best = one, days
        return best

    def _meet(self, met: _Waiting, days: tuple[date, ...]) -> None:
        name, track, on = met.condition.id, met.track, days[0]
        before_it = self._waiting
        if self._reading.following == "first":
            before = self._at.get(track)
            if before is not None and self._days[before][-1] > on:
                self._days[before] = tuple(one for one in self._days[before] if one <= on)
                self._cuts[before] = on
            self._at[track] = name
            self._waiting = [one for one in self._waiting if one.track != track]
        self._days[name] = days
        self._waiting = [one for one in self._waiting if one.condition.id != name]
        self._waited += [(one, on) for one in before_it if one not in self._waiting]
        self._waiting += [
            _Waiting(self._conditions[following], on, track)
            for following in met.condition.following
            if following not in self._days and following in self._conditions
        ]

    def _due(self, one: _Waiting) -> tuple[date, ...]:
        """Return the days on which a condition vests; none: not as far as is known."""
        name, since = one.condition.id, one.since
        day: date | None
        match one.condition.trigger:
            case AtStart():
                day = self._starts.get(name, self._started_on)
            case OnDay(on):
                day = on
            case OnEvent():
                day = self._events.get(name)
                if day is not None and day < since and self._reading.early_event == "lost":
                    return ()
            case AfterPeriod(of, period):
                base = self._days.get(of)
                if base is None:
                    return ()
                whole = self._reading.day_of_month == "whole_period"
                days = days_of(base[-1], period, self._started_on, whole_period=whole)
                return tuple(max(day, since) for day in days)
        return () if day is None else (max(day, since),)


def days_of(
    base: date, period: Period, started_on: date | None, *, whole_period: bool = False
) -> Sequence[date]:
    """Return the days on which a period ends, each time, from the cliff on.

    Each is counted from `base`, not from the one before, so that a short month leaves no trace.
    """
    first = max(period.cliff or 1, 1)
    days: list[date] = []
    for at in range(first, period.occurrences + 1):
        if period.unit == "days":
            if (LAST_DAY - base).days < at * period.length:
                break
            days.append(base + timedelta(days=at * period.length))
            continue
        months = at * period.length
        if base.year + (base.month + months) // 12 > LAST_DAY.year:
            break
        on = period.day_of_month or (started_on or base).day
        day = months_after(base, months, on)
        if whole_period and day < months_after(base, months):
            day = months_after(base, months + 1, on)
        days.append(day)
    return days


def _count(condition: Condition) -> tuple[int, int]:
    """Return how many instalments a condition has, and which is the first that comes."""
    match condition.trigger:
        case AfterPeriod(_, period):
            return period.occurrences, max(period.cliff or 1, 1)
        case _:
            return 1, 1
