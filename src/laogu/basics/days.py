"""Days, periods and working days.

A period of days does not count the day on which it starts, and ends with its last day (GEN-DAY-01:
Civil Code of the PRC, arts. 200 to 204). Where the terms say so, a last day that is a rest day
moves to the next working day of the calendar that was adopted.
"""

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Meta, Struct

from laogu.basics.errors import InvalidInput

Moment = Annotated[datetime, Meta(tz=True)]
"""A moment that names its time zone; the doors refuse one that does not."""

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2200, 12, 31)
_BEGINS_WITH_A_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]")


class NotADay(InvalidInput):
    """A day does not exist, or lies outside the years that a register can speak of."""

    code = "basics.not_a_day"
    what = "{day} is not a day this market can use."
    why = "Days are written YYYY-MM-DD, exist in the calendar, and lie from {first} to {last}."
    fix = "Check the day and the month, and write it as YYYY-MM-DD."
    field = "on"
    day: str
    first: date = FIRST_DAY
    last: date = LAST_DAY


class UnknownZone(InvalidInput):
    """A time zone was named that the time zone database does not have."""

    code = "basics.unknown_zone"
    what = "{zone} is not a time zone."
    why = "A day begins and ends in the issuer's own time zone, so it must be a known one."
    fix = "Use a name such as Asia/Shanghai or America/New_York."
    field = "zone"
    zone: str


class Calendar(Struct, frozen=True, kw_only=True):
    """The rest days of a jurisdiction for the years that were adopted.

    holidays:       weekdays (and weekend days) off.
    makeup_workdays: weekend days on which people work.
    years:          years covered; outside them only weekends are known, so a day is provisional.
    """

    name: str
    source: str
    years: tuple[int, ...]
    holidays: tuple[date, ...]
    makeup_workdays: tuple[date, ...] = ()

    def is_working_day(self, day: date) -> bool:
        """Return whether people work on `day`, as far as the adopted years say."""
        if day in self.makeup_workdays:
            return True
        return day.weekday() < 5 and day not in self.holidays

    def is_provisional(self, day: date) -> bool:
        """Return whether `day` lies in a year that has not been adopted."""
        return day.year not in self.years

    def working_day_from(self, day: date) -> date:
        """Return `day`, or the first working day after it."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day


def day(text: str) -> date:
    """Return the day written as YYYY-MM-DD."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise NotADay(day=text[:40]) from None
    # Python reads other forms as well, such as weeks (2026-W10-1).
    if found.isoformat() != text or not FIRST_DAY <= found <= LAST_DAY:
        raise NotADay(day=text[:40])
    return found


def day_not_there(moment: str) -> str | None:
    """Return the day that a moment is written of, where the calendar has no such day; else None."""
    found = _BEGINS_WITH_A_DAY.match(moment)
    if found is None:
        return None
    try:
        date.fromisoformat(found[1])
    except ValueError:
        return found[1]
    return None


def last_day(starts_on: date, days: int, calendar: Calendar | None = None) -> date:
    """Return the last day of a period of `days` that starts on `starts_on`, which is not counted.

    calendar: where given, a last day at rest moves to the next working day.
    """
    last = starts_on + timedelta(days=days)
    return calendar.working_day_from(last) if calendar else last


def months_after(start: date, months: int, day_of_month: int | None = None) -> date:
    """Return the day so many months after `start`; in a shorter month, its last day.

    day_of_month: another than that of `start`, which may be its own day of long ago: a month that
    is counted from 31 January ends on 28 February, and the next on 31 March.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    on = day_of_month or start.day
    # Every month has a 28th, so most days need no look at how long it is.
    return date(year, month + 1, on if on <= 28 else min(on, monthrange(year, month + 1)[1]))


# Names that mean what the machine's own settings say.
_OF_THIS_MACHINE = frozenset(("localtime", "posixrules", "Factory"))


@lru_cache(maxsize=256)
def zone_of(name: str) -> ZoneInfo:
    """Return the time zone of that name: the same one on every machine."""
    try:
        found = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownZone(zone=name[:60]) from None
    if name in _OF_THIS_MACHINE:
        raise UnknownZone(zone=name)
    return found


@lru_cache(maxsize=256)
def day_in(zone: str, at: datetime) -> date:
    """Return the day it is in `zone` at the moment `at`."""
    return at.astimezone(zone_of(zone)).date()


@lru_cache(maxsize=4096)
def end_of(day_: date, zone: str) -> datetime:
    """Return the moment at which `day_` ends in `zone`: the first of the next day, in UTC."""
    midnight = datetime.combine(day_ + timedelta(days=1), time(), zone_of(zone))
    return midnight.astimezone(ZoneInfo("UTC"))
