"""Everything that a history does not keep, found at once."""

from laogu.basics import Remark
from laogu.register.history.ambiguities import check_authorized, check_readings
from laogu.register.history.applied import (
    is_beyond_counting,
    times_multiplied,
    written_out,
)
from laogu.register.history.breaches import Breach, Breaches
from laogu.register.history.chronology import check_order
from laogu.register.history.conservation import check_amounts
from laogu.register.history.lives import Lives
from laogu.register.history.readings import USUAL, Readings
from laogu.register.history.references import check_names
from laogu.register.history.soundness import MOST_DIGITS

MOST_MULTIPLIED = 200_000
"""Times that splits may multiply a security, all together, where it is not once for each change."""


def check(lives: Lives, readings: Readings = USUAL) -> tuple[Breach, ...]:
    """Return what a history does not keep: names first, then order, then amounts, then readings."""
    breaches = Breaches()
    check_names(lives, breaches)
    check_order(lives, breaches)
    # What happens after a split is told in the shares that the reading takes it to have made.
    if readings.split == "applied" and lives.splits:
        _check_applied(lives, breaches)
    else:
        check_amounts(lives, breaches)
    check_authorized(lives, breaches)
    check_readings(lives, readings, breaches)
    return tuple(breaches.found)


def _check_applied(lives: Lives, breaches: Breaches) -> None:
    times, most = times_multiplied(lives), max(MOST_MULTIPLIED, len(lives.history.changes))
    if times > most:
        *_, last = lives.split_by_id.values()
        breaches.say(MULTIPLIED_TOO_OFTEN, last, times=times, most=most)
        return
    applied = Lives(written_out(lives))
    outgrown = [one for one in applied.issued.values() if is_beyond_counting(one)]
    for one in outgrown:
        breaches.say(
            MULTIPLIED_TOO_LARGE, one, "split_ratio", security=one.security, most=MOST_DIGITS
        )
    if not outgrown:
        check_amounts(applied, breaches)


MULTIPLIED_TOO_OFTEN = Remark(
    severity="error",
    code="history.multiplied_too_often",
    what="With {id}, splits multiply securities {times} times.",
    why="Each time is a security issued again; at most {most} are worked out for one history.",
    fix="Read it with --split reissued, or leave out splits that are there twice.",
)
MULTIPLIED_TOO_LARGE = Remark(
    severity="error",
    code="history.multiplied_too_large",
    what="Splits multiply {security} beyond what can be counted.",
    why="A quantity has at most {most} digits, all its decimals among them.",
    fix="Correct the ratios of its splits, or read it with --split reissued.",
)
