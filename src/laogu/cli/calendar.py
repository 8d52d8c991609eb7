"""`laogu calendar adopt`: the rest days of some years, from a TOML file."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import msgspec
from msgspec import Struct

from laogu.basics import said
from laogu.cli.failures import FileUnreadable
from laogu.cli.files import text_of
from laogu.cli.generated import command_of

LARGEST_BYTES = 1024 * 1024
"""Bytes of a file with a calendar."""

LONGEST_REST_DAYS = 366
"""Days from the first to the last of one pair in a calendar file."""


class CalendarFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A calendar as its file states it: rest days from the first to the last of each pair."""

    name: str
    source: str
    years: tuple[int, ...]
    holidays: tuple[tuple[date, date], ...]
    makeup_workdays: tuple[date, ...] = ()


def _calendar(path: str) -> Mapping[str, Any]:
    text = text_of(path, most_bytes=LARGEST_BYTES)
    try:
        read = msgspec.toml.decode(text, type=CalendarFile)
    except (msgspec.DecodeError, RecursionError) as wrong:
        reason = said("It is no calendar: {wrong}.", wrong=str(wrong)[:200].rstrip("."))
        raise FileUnreadable(path=path, reason=reason) from None
    fields: Mapping[str, Any] = msgspec.to_builtins(read)
    holidays = [one.isoformat() for pair in read.holidays for one in _days(path, *pair)]
    return {**fields, "holidays": holidays}


def _days(path: str, first: date, last: date) -> Iterator[date]:
    if not 0 <= (last - first).days < LONGEST_REST_DAYS:
        days = {"first": first, "last": last}
        reason = said("The rest days from {first} to {last} run backwards, or over a year.", **days)
        raise FileUnreadable(path=path, reason=reason)
    for after in range((last - first).days + 1):
        yield first + timedelta(days=after)


adopt = command_of(
    "calendar.adopt", file="name,source,years,holidays,makeup_workdays", reads=_calendar
)
