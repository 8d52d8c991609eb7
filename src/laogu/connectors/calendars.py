"""A calendar as its file states it: rest days in pairs, written out day by day when it is read."""

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec
from msgspec import Struct

from laogu.basics import Calendar, Said, said

LONGEST_REST_DAYS = 366
"""Days from the first to the last of one pair in a calendar file."""


class CalendarFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A calendar as its file states it: rest days from the first to the last of each pair."""

    name: str
    source: str
    years: tuple[int, ...]
    holidays: tuple[tuple[date, date], ...]
    makeup_workdays: tuple[date, ...] = ()


def read_calendar(text: str | bytes) -> Calendar | Said:
    """Return the calendar of a TOML text, or in words why it is none."""
    try:
        read = msgspec.toml.decode(text, type=CalendarFile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        return said("It is no calendar: {wrong}.", wrong=str(wrong)[:200].rstrip("."))
    for first, last in read.holidays:
        if not 0 <= (last - first).days < LONGEST_REST_DAYS:
            return said(
                "The rest days from {first} to {last} run backwards, or over a year.",
                first=first,
                last=last,
            )
    return Calendar(
        name=read.name,
        source=read.source,
        years=read.years,
        holidays=tuple(one for pair in read.holidays for one in _days(*pair)),
        makeup_workdays=read.makeup_workdays,
    )


def _days(first: date, last: date) -> Iterator[date]:
    for after in range((last - first).days + 1):
        yield first + timedelta(days=after)
