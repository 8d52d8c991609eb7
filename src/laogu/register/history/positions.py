"""Who holds which securities on a day, by a named reading."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from laogu.register.history.changes import Issuance, Retirement
from laogu.register.history.lives import Lives, is_final
from laogu.register.history.readings import USUAL, Readings


class Position(Struct, frozen=True, gc=False):
    """A security that lives on a day. units: what is left of it; None: nobody said how much."""

    issuance: Issuance
    units: int | None


def positions(
    lives: Lives, *, as_of: date | None = None, readings: Readings = USUAL
) -> Iterator[Position]:
    """Yield the securities that live at the end of a day, as they were issued.

    as_of: None: after everything that was read. Takes steps with the securities and their changes.
    """
    on = date.max if as_of is None else as_of
    acts_of = lives.acts
    applies_splits = readings.split == "applied" and bool(lives.splits)
    for security, issued in lives.issued.items():
        if issued.on > on:
            continue
        acts = acts_of.get(security)
        if acts is None and not applies_splits:
            yield Position(issued, issued.units)
            continue
        found = left_on(lives, issued, on, readings)
        if found is not None:
            yield found


def left_on(lives: Lives, issued: Issuance, on: date, readings: Readings) -> Position | None:
    """Return what is left of a security at the end of a day; None: it ended, or is to come."""
    if issued.on > on:
        return None
    units = issued.units
    counted_on = issued.on
    for act in lives.acts.get(issued.security, ()):
        if act.on > on:
            break
        if is_final(act):
            return None
        if isinstance(act, Retirement):
            if readings.partial_exercise == "strict" or act.units is None:
                return None
            units = _split(lives, issued, units, (counted_on, act.on), readings)
            counted_on = max(counted_on, act.on)
            units = None if units is None else units - act.units
            if units is not None and units <= 0:
                return None
    return Position(issued, _split(lives, issued, units, (counted_on, on), readings))


def _split(
    lives: Lives, issued: Issuance, units: int | None, days: tuple[date, date], readings: Readings
) -> int | None:
    """Return units after the splits between two days, where a reading applies them by itself."""
    if readings.split != "applied" or issued.stock_class is None or units is None:
        return units
    for split in lives.splits.get(issued.stock_class, ()):
        if days[0] < split.on <= days[1]:
            units = units * split.ratio.new // split.ratio.old
    return units
