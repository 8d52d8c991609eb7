"""The days on which shares come free as an iCalendar feed (RFC 5545): whole days, in no zone."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from msgspec import Struct

from laogu.connectors.grants import escaped, folded


class Released(Struct, frozen=True, kw_only=True):
    """A day on which shares come free, in words. key: by which a calendar knows it again."""

    on: date
    key: str
    says: str


def release_feed(found: Iterable[Released], *, title: str, on: date) -> str:
    """Return the feed. on: the day it is asked on, so that the same day gives the same bytes."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//laogu//releases//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(title)}",
    ]
    stamp = datetime.combine(on, time(), UTC)
    for one in found:
        uid = sha256(one.key.encode()).hexdigest()[:32]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid}@laogu.invalid",
            f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{one.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{escaped(one.says)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)
