"""The slow, obvious twin: walks day by day, and gives out one instalment after the other."""

from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

from laogu.register.vesting import (
    AfterPeriod,
    AtStart,
    Condition,
    Grant,
    History,
    OnDay,
    OnEvent,
    Period,
    Portion,
    Reading,
    Terms,
)


def vested(grant: Grant, history: History, reading: Reading, on: date) -> int:
    """Return what is vested at the end of a day; accelerations, gates and `alone` are not known."""
    terms = grant.vests
    assert isinstance(terms, Terms)
    if on < grant.granted_on:
        return 0
    walked = Walked(terms, history, reading, on)
    return min(grant.units, sum(_given_out(grant, terms, walked, on)))


class Walked:
    """What was met by a day, one day after the other. days: by condition, in the order met."""

    def __init__(self, terms: Terms, history: History, reading: Reading, on: date) -> None:
        self.known = {one.id: one for one in terms.conditions}
        self.days: dict[str, list[date]] = {}
        self.cuts: dict[str, date] = {}
        followed = {name for one in terms.conditions for name in one.following}
        roots = [one for one in terms.conditions if one.id not in followed]
        waiting = [(one, date.min, track) for track, one in enumerate(roots)]
        current: dict[int, str] = {}
        left = history.left_on or date.max
        if reading.leaving_day == "lost" and history.left_on:
            left -= timedelta(days=1)
        today = date(1999, 6, 1)
        due = [_due(*one[:2], self.days, history, reading) for one in waiting]
        while today <= min(on, left):
            now = [at for at, days in enumerate(due) if days and days[0] <= today]
            if not now:
                today += timedelta(days=1)
                continue
            (one, _, track), days = waiting[now[0]], due[now[0]]
            if reading.following == "first":
                before = current.get(track)
                if before is not None and self.days[before][-1] > days[0]:
                    self.days[before] = [day for day in self.days[before] if day <= days[0]]
                    self.cuts[before] = days[0]
                current[track] = one.id
                waiting = [each for each in waiting if each[2] != track]
            waiting = [each for each in waiting if each[0].id != one.id]
            self.days[one.id] = days
            following = [name for name in one.following if name not in self.days]
            waiting += [(self.known[name], days[0], track) for name in following]
            due = [_due(*each[:2], self.days, history, reading) for each in waiting]
        for name, days in self.days.items():
            self.days[name] = [day for day in days if day <= left]


def _due(
    one: Condition,
    since: date,
    met: dict[str, list[date]],
    history: History,
    reading: Reading,
) -> list[date]:
    match one.trigger:
        case AtStart():
            return [max(history.started_on, since)] if history.started_on else []
        case OnDay(on):
            return [max(on, since)]
        case OnEvent():
            day = dict(history.events).get(one.id)
            if day is None or (day < since and reading.early_event == "lost"):
                return []
            return [max(day, since)]
        case AfterPeriod(of, period):
            if of not in met:
                return []
            whole = reading.day_of_month == "whole_period"
            days = [
                _ends(met[of][-1], period, count, history.started_on, whole)
                for count in range(1, period.occurrences + 1)
            ]
            # What a cliff holds back comes with it.
            cliff = max(period.cliff or 1, 1)
            held = [days[cliff - 1]] * (cliff - 1) + days[cliff - 1 :]
            return [max(day, since) for day in held]


def _ends(base: date, period: Period, count: int, started_on: date | None, whole: bool) -> date:
    if period.unit == "days":
        return base + timedelta(days=period.length * count)
    wanted = period.day_of_month or (started_on or base).day
    end = _month(base, period.length * count, wanted)
    if whole and end < _month(base, period.length * count, base.day):
        end = _month(base, period.length * count + 1, wanted)
    return end


def _month(base: date, months: int, wanted: int) -> date:
    year, month = base.year, base.month
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    while True:
        try:
            return date(year, month, wanted)
        except ValueError:
            wanted -= 1


def _given_out(grant: Grant, terms: Terms, walked: Walked, on: date) -> list[int]:
    """Return every instalment up to a day, in the order in which they came."""
    firsts = sorted(
        (days[0], at, name) for at, (name, days) in enumerate(walked.days.items()) if days
    )
    order = {name: at for at, (_, _, name) in enumerate(firsts)}
    came = sorted(
        (day, order[name], count, name)
        for name, days in walked.days.items()
        for count, day in enumerate(days)
    )
    running, whole = Fraction(0), 0
    found: list[int] = []
    divided: dict[str, list[int]] = {}
    rests: dict[str, int] = {}
    settled: set[str] = set()
    for day, _, count, name in came:
        condition, of = walked.known[name], _occurrences(walked.known[name])
        if day > on:
            break
        if not condition.vests:
            continue
        rests.setdefault(name, grant.units - min(grant.units, whole))
        each = _each(grant, condition, rests[name])
        if terms.allocation in {"cumulative_rounding", "cumulative_round_down", "fractional"}:
            running += each
            units = _rounded(running, terms.allocation) - whole
        else:
            if name not in divided:
                for cut, parts in divided.items():
                    # What was cut short comes to what it gave out, and no more.
                    if cut not in settled and walked.cuts.get(cut, date.max) <= day:
                        settled.add(cut)
                        whole_part = _each(grant, walked.known[cut], rests[cut]) * len(parts)
                        running += sum(parts[: len(walked.days[cut])]) - whole_part
                total = _rounded(running + each * of, terms.allocation)
                total -= _rounded(running, terms.allocation)
                divided[name] = _divide(total, of, terms.allocation)
                running += each * of
            units = divided[name][count]
        whole += units
        found.append(units)
    return found


def _each(grant: Grant, condition: Condition, rest: int) -> Fraction:
    match condition.vests:
        case Portion(numerator, denominator, of_rest):
            return (rest if of_rest else grant.units) * Fraction(numerator, denominator)
        case _:
            return Fraction(condition.vests)


def _occurrences(condition: Condition) -> int:
    trigger = condition.trigger
    return trigger.period.occurrences if isinstance(trigger, AfterPeriod) else 1


def _rounded(exact: Fraction, allocation: str) -> int:
    if allocation == "cumulative_rounding":
        return floor(exact + Fraction(1, 2))
    return ceil(exact) if allocation.startswith("front") else floor(exact)


def _divide(total: int, of: int, allocation: str) -> list[int]:
    each, more = divmod(total, of)
    match allocation:
        case "front_loaded":
            return [each + 1] * more + [each] * (of - more)
        case "back_loaded":
            return [each] * (of - more) + [each + 1] * more
        case "front_loaded_to_single_tranche":
            return [each + more] + [each] * (of - 1)
        case _:
            return [each] * (of - 1) + [each + more]
