"""Everything that a history does not keep, found at once."""

from laogu.register.history.ambiguities import check_authorized, check_readings
from laogu.register.history.applied import written_out
from laogu.register.history.breaches import Breach, Breaches
from laogu.register.history.chronology import check_order
from laogu.register.history.conservation import check_amounts
from laogu.register.history.lives import Lives
from laogu.register.history.readings import USUAL, Readings
from laogu.register.history.references import check_names


def check(lives: Lives, readings: Readings = USUAL) -> tuple[Breach, ...]:
    """Return what a history does not keep: names first, then order, then amounts, then readings."""
    breaches = Breaches()
    check_names(lives, breaches)
    check_order(lives, breaches)
    # What happens after a split is told in the shares that the reading takes it to have made.
    is_applied = readings.split == "applied" and bool(lives.splits)
    check_amounts(Lives(written_out(lives)) if is_applied else lives, breaches)
    check_authorized(lives, breaches)
    check_readings(lives, readings, breaches)
    return tuple(breaches.found)
