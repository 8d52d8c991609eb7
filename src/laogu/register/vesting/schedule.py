"""The schedule: how much is vested on any day, and what vests on the next ones.

Whole numbers throughout: parts of a unit are counted over one denominator, and rounded once.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from math import lcm

from msgspec import Struct

from laogu.register.vesting.allocation import CUMULATIVE, first_of, rounded
from laogu.register.vesting.readings import USUAL, Reading
from laogu.register.vesting.terms import (
    NOTHING_HAPPENED,
    Acceleration,
    Grant,
    History,
    Portion,
    Terms,
)
from laogu.register.vesting.walk import Step, walk


class Row(Struct, frozen=True):
    """What vests on a day, and how much is vested with it. conditions: that came to pass then."""

    on: date
    units: int
    total: int
    conditions: tuple[str, ...] = ()


class Position(Struct, frozen=True, kw_only=True):
    """How a grant stands on a day; the units of the last four sum to those of the grant.

    earned: by service and what else was asked, though a gate may still keep it.
    held: earned, and kept by a gate that may still open. forfeited: never will be vested, since
    service ended or the gate did not open in time.
    """

    on: date
    units: int
    earned: int
    vested: int
    held: int
    unvested: int
    forfeited: int
    following: Row | None


class Timeline:
    """The days of a grant's vesting under one reading, for any number of units.

    gate, opened_on: the event that a gate waits for, and its day; None: there is none; it is shut.
    """

    def __init__(self, grant: Grant, history: History, reading: Reading = USUAL) -> None:
        walked = walk(grant, history, reading)
        terms = grant.vests if isinstance(grant.vests, Terms) else Terms(conditions=())
        self.steps, self._waits = walked.steps, walked.waits
        self.reading, self.allocation = reading, terms.allocation
        self.granted_on, self.left_on = grant.granted_on, history.left_on
        self.accelerations = tuple(sorted(history.accelerations, key=lambda one: one.on))
        self.has_gate, self.gate_until = terms.gate is not None, terms.gate_until
        opened_on = dict(history.events).get(terms.gate or "")
        in_time = opened_on is not None and (not self.gate_until or opened_on <= self.gate_until)
        self.opened_on = max(opened_on, grant.granted_on) if opened_on and in_time else None
        self.gate = terms.gate
        portions = [one.vests for one in self.steps if isinstance(one.vests, Portion)]
        self.under = lcm(*(one.denominator for one in portions))
        self.takes_rest = any(one.of_rest for one in portions)

    @cached_property
    def named(self) -> dict[date, list[str]]:
        """The conditions that come to pass on each day, none before the day of the grant."""
        found: dict[date, list[str]] = {}
        for step in self.steps:
            for day in step.days:
                found.setdefault(max(day, self.granted_on), []).append(step.condition)
        return found

    @cached_property
    def days(self) -> list[date]:
        """Every day on which something may vest were there no gate, in order."""
        ahead = {max(one.on, self.granted_on) for one in self.accelerations}
        return sorted({*self.named, *ahead})

    def waits(self, on: date) -> tuple[str, ...]:
        """Return what is waited for at the end of a day: events of conditions, and of the gate."""
        found = [name for name, since, until in self._waits if since <= on < until]
        is_shut = self.opened_on is None or on < self.opened_on
        return (*found, self.gate) if self.gate is not None and is_shut else tuple(found)

    def of(self, units: int) -> "Schedule":
        """Return the schedule of a grant of so many units."""
        return Schedule(self, units)


class Schedule:
    """What of so many units is vested on any day. See `schedule` and `Timeline.of`."""

    def __init__(self, timeline: Timeline, units: int) -> None:
        self.timeline, self.units = timeline, units
        self._rests: dict[int, int] = {}
        if timeline.takes_rest:
            for at, step in enumerate(timeline.steps):
                if isinstance(step.vests, Portion) and step.vests.of_rest:
                    self._rests[at] = units - self._before(at, step.days[0])

    def vested(self, on: date) -> int:
        """Return how many units are vested at the end of a day."""
        opened_on = self.timeline.opened_on
        if self.timeline.has_gate and (opened_on is None or on < opened_on):
            return 0
        return self.earned(on)

    def earned(self, on: date) -> int:
        """Return how many units are vested at the end of a day, were there no gate."""
        if on < self.timeline.granted_on:
            return 0
        if not self.timeline.accelerations:
            return self._scheduled(on, len(self.timeline.steps))
        return self._with_accelerations(
            lambda day: self._scheduled(day, len(self.timeline.steps)), on
        )

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every day on which something vests, as far as it is known, in order."""
        timeline = self.timeline
        named, days = timeline.named, set(timeline.days)
        if timeline.has_gate:
            if timeline.opened_on is None:
                return ()
            opened = timeline.opened_on
            days = {day for day in days if day > opened} | {opened}
            early = [one for day in sorted(named) if day <= opened for one in named[day]]
            named = {**named, opened: early}
        rows, before = [], 0
        for day in sorted(days):
            total = self.vested(day)
            if total > before or day in named:
                names = tuple(dict.fromkeys(named.get(day, ())))
                rows.append(Row(day, total - before, total, names))
            before = total
        return tuple(rows)

    @property
    def total(self) -> int:
        """How many units vest in the end, as far as is known today."""
        return self.rows[-1].total if self.rows else 0

    def following(self, on: date, most: int = 1) -> tuple[Row, ...]:
        """Return what vests next, after a day; days on which nothing does are left out."""
        later = self._gated_after(on) if self.timeline.has_gate else self._after(on)
        return tuple(row for row, _ in zip(later, range(most), strict=False))

    def _gated_after(self, on: date) -> Iterator[Row]:
        return (row for row in self.rows if row.on > on and row.units)

    def _after(self, on: date) -> Iterator[Row]:
        """Yield the same without counting every day before: one of many grants is asked once."""
        timeline, before = self.timeline, self.vested(on)
        days = timeline.days
        for at in range(bisect_right(days, on), len(days)):
            day = days[at]
            total = self.vested(day)
            if total > before:
                names = tuple(dict.fromkeys(timeline.named.get(day, ())))
                yield Row(day, total - before, total, names)
            before = total

    def position(self, on: date) -> Position:
        """Return how the grant stands at the end of a day."""
        timeline, vested = self.timeline, self.vested(on)
        earned = self.earned(on)
        is_shut = timeline.has_gate and timeline.opened_on is None
        is_late = is_shut and timeline.gate_until is not None and on > timeline.gate_until
        has_left = timeline.left_on is not None and on >= timeline.left_on
        lost = self.units - vested if is_late else (self.units - earned if has_left else 0)
        held = 0 if is_late else earned - vested
        found = self.following(on)
        return Position(
            on=on,
            units=self.units,
            earned=earned,
            vested=vested,
            held=held,
            unvested=self.units - vested - held - lost,
            forfeited=lost,
            following=found[0] if found else None,
        )

    def _before(self, at: int, on: date) -> int:
        """Return what the steps before one have vested on its first day."""
        early = tuple(one for one in self.timeline.accelerations if one.on < on)
        return self._with_accelerations(lambda day: self._scheduled(day, at), on, early)

    def _scheduled(self, on: date, count: int) -> int:
        """Return what the first `count` steps have vested by a day."""
        timeline = self.timeline
        if timeline.allocation in CUMULATIVE:
            found = self._running_total(on, count)
        else:
            found = self._divided(on, count)
        return min(found, self.units)

    def _running_total(self, on: date, count: int) -> int:
        timeline = self.timeline
        under, allocation = timeline.under, timeline.allocation
        is_alone = timeline.reading.rounding == "alone"
        over = whole = 0
        for at in range(count):
            step = timeline.steps[at]
            if step.days[0] > on:
                break
            part = self._each(at, step) * _come(step, on)
            if is_alone:
                whole += rounded(part, under, allocation)
            else:
                over += part
        return whole if is_alone else rounded(over, under, allocation)

    def _divided(self, on: date, count: int) -> int:
        """Return the same where each condition's units are divided over its instalments."""
        timeline = self.timeline
        under, allocation = timeline.under, timeline.allocation
        is_alone = timeline.reading.rounding == "alone"
        whole = over = 0
        cuts: list[tuple[date, int]] = []
        for at in range(count):
            step = timeline.steps[at]
            if step.days[0] > on:
                break
            over += sum(less for day, less in cuts if day <= step.days[0])
            cuts = [one for one in cuts if one[0] > step.days[0]]
            part = self._each(at, step) * step.of
            before = 0 if is_alone else over
            units = rounded(before + part, under, allocation) - rounded(before, under, allocation)
            whole += self._first(units, step, _come(step, on))
            over += part
            if step.cut_on is not None:
                kept = self._first(units, step, _come(step, step.days[-1]))
                cuts.append((step.cut_on, kept * under - part))
        return whole

    def _first(self, units: int, step: Step, come: int) -> int:
        allocation = self.timeline.allocation
        if self.timeline.reading.cliff == "share" and step.first > 1 and come:
            share = units * step.first // step.of
            left = first_of(units - share, come - step.first, step.of - step.first, allocation)
            return share + left
        return first_of(units, come, step.of, allocation)

    def _each(self, at: int, step: Step) -> int:
        """Return what one instalment comes to, over the common denominator."""
        under = self.timeline.under
        if isinstance(step.vests, int):
            return step.vests * under
        base = self._rests[at] if step.vests.of_rest else self.units
        return base * step.vests.numerator * (under // step.vests.denominator)

    def _with_accelerations(
        self,
        scheduled: Callable[[date], int],
        on: date,
        accelerations: tuple[Acceleration, ...] | None = None,
    ) -> int:
        """Return what is vested by a day, with what was let vest ahead, one after the other."""
        known = self.timeline.accelerations if accelerations is None else accelerations
        known = tuple(one for one in known if one.on <= on)
        days = [*(one.on for one in known), on]
        values = [scheduled(day) for day in days]
        for at, one in enumerate(known):
            then = values[at]
            values[at:] = [self._ahead(value, then, one.units) for value in values[at:]]
        return values[-1]

    def _ahead(self, value: int, then: int, ahead: int) -> int:
        """Return what a schedule comes to after an acceleration on a day on which it had `then`."""
        match self.timeline.reading.acceleration:
            case "last":
                return min(self.units, value + ahead)
            case "next":
                return max(value, min(self.units, then + ahead))
            case "all":
                rest = self.units - then
                ahead = min(ahead, rest)
                return then + ahead + ((value - then) * (rest - ahead) // rest if rest else 0)


def _come(step: Step, on: date) -> int:
    """Return how many instalments have come by a day."""
    found = bisect_right(step.days, on)
    return step.first - 1 + found if found else 0


def schedule(
    grant: Grant, history: History = NOTHING_HAPPENED, reading: Reading = USUAL
) -> Schedule:
    """Return the schedule of a grant. Check its terms before: `check`."""
    return Timeline(grant, history, reading).of(grant.units)
