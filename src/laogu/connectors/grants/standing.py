"""How the grants of a file stand on a day, under a reading, beside every other reading."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from laogu.basics import Calendar, Finding
from laogu.connectors.grants.reading import Grants, Held
from laogu.register import options, vesting


class Differs(Struct, frozen=True, kw_only=True):
    """What another reading of one switch comes to, where it comes to something else.

    vested: on the day. total: in the end. last_on: the day of the last instalment.
    """

    switch: str
    name: str
    vested: int
    total: int
    last_on: date | None


class Standing(Struct, frozen=True, kw_only=True):
    """One grant on a day."""

    held: Held
    position: vesting.Position
    rows: tuple[vesting.Row, ...]
    waits: tuple[str, ...]
    may: options.MayExercise
    differs: tuple[Differs, ...]


class Stand(Struct, frozen=True, kw_only=True):
    """All grants of a file on a day. split: what of the ISOs the yearly limit leaves as such."""

    on: date
    holder: str
    leaving: options.Leaving | None
    reading: vesting.Reading
    grants: tuple[Standing, ...]
    split: options.Split
    warnings: tuple[Finding, ...]


def stand_on(
    found: Grants, on: date, reading: vesting.Reading, calendar: Calendar | None = None
) -> Stand:
    """Return how the grants of a file stand at the end of a day."""
    split = options.split([(one.option, one.history) for one in found.held], reading)
    grants = []
    for held in found.held:
        schedule = vesting.schedule(held.option.grant, held.history, reading)
        may = options.may_exercise(
            held.option,
            held.history,
            on=on,
            exercised=held.exercised,
            leaving=found.leaving,
            split=split,
            reading=reading,
            calendar=calendar,
        )
        grants.append(
            Standing(
                held=held,
                position=schedule.position(on),
                rows=schedule.rows,
                waits=schedule.timeline.waits(on),
                may=may,
                differs=tuple(_differs(held, schedule, on, reading)),
            )
        )
    return Stand(
        on=on,
        holder=found.holder,
        leaving=found.leaving,
        reading=reading,
        grants=tuple(grants),
        split=split,
        warnings=found.warnings,
    )


def _differs(
    held: Held, usual: vesting.Schedule, on: date, reading: vesting.Reading
) -> Iterator[Differs]:
    ours = _sums(usual, on)
    for switch, name, other in vesting.others(reading):
        theirs = _sums(vesting.schedule(held.option.grant, held.history, other), on)
        if theirs != ours:
            vested, total, last_on = theirs
            yield Differs(switch=switch, name=name, vested=vested, total=total, last_on=last_on)


def _sums(schedule: vesting.Schedule, on: date) -> tuple[int, int, date | None]:
    vesting_days = [row.on for row in schedule.rows if row.units]
    return schedule.vested(on), schedule.total, vesting_days[-1] if vesting_days else None
