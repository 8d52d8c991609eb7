"""What is wrong with the terms of a grant, before anything is counted by them."""

from collections import Counter
from collections.abc import Iterator

from laogu.basics import Finding, Remark
from laogu.register.vesting.terms import (
    AfterPeriod,
    Condition,
    Grant,
    History,
    OnEvent,
    Period,
    Portion,
    Terms,
)

MOST_CONDITIONS = 200
"""Conditions of one grant."""

MOST_INSTALMENTS = 2_400
"""Instalments of one grant, all its conditions together: two hundred years of months."""

LONGEST_PERIOD = {"days": 110_000, "months": 3_600}
"""Three hundred years: longer than the days that a register can speak of."""

LARGEST_PART = 10**18
"""The denominator of a part of a grant."""

MOST_ACCELERATIONS = 200
"""Accelerations of one grant."""


_TOO_MANY = Remark(
    severity="error",
    code="vesting.too_many",
    what="There are {count} of these.",
    why="A grant is read with at most {most}.",
    fix="Write the schedule with fewer conditions, or as periods that come several times.",
)
_ID_TWICE = Remark(
    severity="error",
    code="vesting.condition_twice",
    what="The condition {id} is there twice.",
    why="Conditions are told apart by their ids.",
    fix="Give each condition an id of its own.",
)
_ID_UNKNOWN = Remark(
    severity="error",
    code="vesting.condition_unknown",
    what="There is no condition {id} in these terms.",
    why="A condition can follow, or be measured from, only one that is there.",
    fix="Correct the id, or add the condition.",
)
_ROUND_ABOUT = Remark(
    severity="error",
    code="vesting.goes_round",
    what="The conditions {ids} follow each other in a ring.",
    why="Each waits for the one before it, so nothing would begin, or nothing would end.",
    fix="Take one of them out of what may follow.",
)
_NOT_A_PART = Remark(
    severity="error",
    code="vesting.not_a_part",
    what="{numerator} of {denominator} is not a part of a grant.",
    why="A part is from 0 of 1 to 1 of 1, in whole numbers of at most 18 digits.",
    fix="Write it like 1 of 48.",
)
_NOT_A_COUNT = Remark(
    severity="error",
    code="vesting.not_a_count",
    what="{units} is not a quantity that can vest.",
    why="A quantity is not below zero, and at most what was granted.",
    fix="Check it against the grant.",
)
_NOT_A_PERIOD = Remark(
    severity="error",
    code="vesting.not_a_period",
    what="This period cannot be counted.",
    why="It comes at least once, is not longer than {longest}, and ends on a day from 1 to 31.",
    fix="Check its length, how often it comes, and the day of the month.",
)
_CLIFF_BEYOND = Remark(
    severity="error",
    code="vesting.cliff_beyond",
    what="The cliff is at instalment {cliff}, and there are only {of}.",
    why="A cliff is one of the instalments, so nothing would ever vest.",
    fix="Write the number of an instalment, counted from 1.",
)
_MORE_THAN_GRANTED = Remark(
    severity="warning",
    code="vesting.more_than_granted",
    what="On the way through {ids} more vests than was granted.",
    why="What is vested never exceeds the grant, so the last instalments are cut.",
    fix="Check the parts: along every way they come to the whole.",
)
_SUM_DIFFERS = Remark(
    severity="error",
    code="vesting.sum_differs",
    what="The schedule comes to {total}, and {units} were granted.",
    why="A schedule given day by day says of every share when it vests.",
    fix="Correct the schedule or the grant.",
)
_NO_START = Remark(
    severity="warning",
    code="vesting.no_start",
    what="Nobody has said when vesting starts.",
    why="A condition waits for it, and nothing that follows it can be given a day.",
    fix="Say on which day vesting starts.",
)
_EVENT_UNKNOWN = Remark(
    severity="error",
    code="vesting.event_unknown",
    what="There is no event {id} in these terms.",
    why="What happened is told by the id of a condition that waits for it, or by the gate.",
    fix="Correct the id.",
)


def check(grant: Grant, history: History | None = None, where: str = "") -> tuple[Finding, ...]:
    """Return everything that is wrong with a grant's terms; an error makes a schedule senseless.

    where: what the places of the findings begin with.
    """
    found: list[Finding] = []
    match grant.vests:
        case Terms():
            found += _terms(grant.vests, grant.units, where)
            if history is not None and not found:
                found += _happened(grant.vests, history, where)
        case None:
            pass
        case _:
            if len(grant.vests) > MOST_INSTALMENTS:
                count = len(grant.vests)
                return (_TOO_MANY.at(where, count=count, most=MOST_INSTALMENTS),)
            for at, one in enumerate(grant.vests):
                if not 0 <= one.units <= grant.units:
                    found.append(_NOT_A_COUNT.at(f"{where}[{at}]", units=one.units))
            if not found and (total := sum(one.units for one in grant.vests)) != grant.units:
                found.append(_SUM_DIFFERS.at(where, total=total, units=grant.units))
    return tuple(found)


def _terms(terms: Terms, units: int, where: str) -> Iterator[Finding]:
    if not 0 < len(terms.conditions) <= MOST_CONDITIONS:
        yield _TOO_MANY.at(where, count=len(terms.conditions), most=MOST_CONDITIONS)
        return
    known = {one.id: one for one in terms.conditions}
    counted = Counter(one.id for one in terms.conditions)
    wrong = False
    for name in (name for name, count in counted.items() if count > 1):
        wrong = True
        yield _ID_TWICE.at(where, id=name)
    instalments = 0
    for at, one in enumerate(terms.conditions):
        for found in _condition(one, known, units, f"{where}[{at}]"):
            wrong = True
            yield found
        instalments += _instalments(one)
    if instalments > MOST_INSTALMENTS and not wrong:
        wrong = True
        yield _TOO_MANY.at(where, count=instalments, most=MOST_INSTALMENTS)
    if wrong:
        return
    ring = _ring(known)
    if ring:
        yield _ROUND_ABOUT.at(where, ids=ring)
        return
    yield from _too_much(known, units, where)


def _condition(
    one: Condition, known: dict[str, Condition], units: int, where: str
) -> Iterator[Finding]:
    for name in one.following:
        if name not in known:
            yield _ID_UNKNOWN.at(f"{where}.following", id=name)
    match one.vests:
        case Portion(numerator, denominator):
            if not 0 <= numerator <= denominator <= LARGEST_PART or not denominator:
                facts = {"numerator": numerator, "denominator": denominator}
                yield _NOT_A_PART.at(f"{where}.vests", **facts)
        case _:
            if not 0 <= one.vests <= units:
                yield _NOT_A_COUNT.at(f"{where}.vests", units=one.vests)
    match one.trigger:
        case AfterPeriod(of, period):
            if of not in known:
                yield _ID_UNKNOWN.at(f"{where}.trigger", id=of)
            yield from _period(period, f"{where}.trigger.period")
        case _:
            pass


def _period(period: Period, where: str) -> Iterator[Finding]:
    longest = LONGEST_PERIOD[period.unit]
    is_length = period.length >= 0 and period.occurrences >= 1
    is_day = period.day_of_month is None or 1 <= period.day_of_month <= 31
    if not is_length or period.length * period.occurrences > longest or not is_day:
        yield _NOT_A_PERIOD.at(where, longest=longest)
    elif (period.cliff or 0) < 0 or (period.cliff or 0) > period.occurrences:
        yield _CLIFF_BEYOND.at(where, cliff=period.cliff, of=period.occurrences)


def _instalments(one: Condition) -> int:
    match one.trigger:
        case AfterPeriod(_, period):
            return max(period.occurrences, 1)
        case _:
            return 1


def _ring(known: dict[str, Condition]) -> tuple[str, ...]:
    """Return conditions that follow each other in a ring; none: there is no ring."""
    left = {name: set(one.following) for name, one in known.items()}
    for name, one in known.items():
        if isinstance(one.trigger, AfterPeriod) and one.trigger.of == name:
            return (name,)
    while ends := [name for name, following in left.items() if not following & left.keys()]:
        for name in ends:
            del left[name]
    return tuple(left)


def _too_much(known: dict[str, Condition], units: int, where: str) -> Iterator[Finding]:
    """Yield where the parts along one way come to more than the whole; parts of a rest do not."""
    most: dict[str, tuple[int, int, str | None]] = {}

    def heaviest(name: str) -> tuple[int, int, str | None]:
        # The ring is ruled out, so this ends; it goes no deeper than there are conditions.
        if name not in most:
            own = _part(known[name], units)
            best: tuple[int, int, str | None] = (own[0], own[1], None)
            for following in known[name].following:
                over, under, _ = heaviest(following)
                total = own[0] * under + over * own[1]
                if total * best[1] > best[0] * own[1] * under:
                    best = total, own[1] * under, following
            most[name] = best
        return most[name]

    follow = {name for one in known.values() for name in one.following}
    for root in known.keys() - follow:
        over, under, _ = heaviest(root)
        if over > under:
            way: list[str] = []
            at: str | None = root
            while at is not None:
                way.append(at)
                at = most[at][2]
            yield _MORE_THAN_GRANTED.at(where, ids=tuple(way))


def _part(one: Condition, units: int) -> tuple[int, int]:
    count = _instalments(one)
    match one.vests:
        case Portion(numerator, denominator, of_rest):
            return (0, 1) if of_rest else (numerator * count, denominator)
        case _:
            return one.vests * count, max(units, 1)


def _happened(terms: Terms, history: History, where: str) -> Iterator[Finding]:
    waits = {one.id for one in terms.conditions if isinstance(one.trigger, OnEvent)}
    for name, _ in history.events:
        if name not in waits and name != terms.gate:
            yield _EVENT_UNKNOWN.at(where, id=name)
    starts = [one for one in terms.conditions if one.trigger.__struct_config__.tag == "start"]
    said = {name for name, _ in history.starts}
    if history.started_on is None and any(one.id not in said for one in starts):
        yield _NO_START.at(where)
    if len(history.accelerations) > MOST_ACCELERATIONS:
        count = len(history.accelerations)
        yield _TOO_MANY.at(where, count=count, most=MOST_ACCELERATIONS)
