"""The days of a person's grants as an iCalendar feed (RFC 5545): whole days, in no time zone."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from msgspec import Struct

from laogu.basics import Said, Words, in_words, said, say
from laogu.connectors.grants.standing import Stand, Standing
from laogu.register import vesting

LONGEST_LINE_BYTES = 75
"""Bytes of a content line before it is folded (section 3.1)."""

WARNED_DAYS_BEFORE = (30, 7)
"""Days before a last day on which a calendar reminds of it."""


class Entry(Struct, frozen=True, kw_only=True):
    """Something that a calendar shows on a day. is_last: it reminds of it before."""

    on: date
    key: str
    says: Said
    more: tuple[Said, ...] = ()
    is_last: bool = False


def calendar_feed(stand: Stand, words: Words) -> str:
    """Return the feed: what vests after the day asked about, and every last day, with its cost."""
    return feed_of([stand], _title(stand), words)


def feed_of(stands: Sequence[Stand], title: Said, words: Words) -> str:
    """Return one feed of several, under a title."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//laogu//vesting//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(say(title, words))}",
    ]
    for stand in stands:
        for entry in entries(stand):
            lines += _event(entry, stand, words)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def entries(stand: Stand) -> Iterator[Entry]:
    """Yield what a calendar shows, in the order of the grants and their days."""
    for one in stand.grants:
        name, decimals = one.held.option.name, one.held.option.decimals
        for row in one.rows:
            if row.on > stand.on and row.units:
                facts = {
                    "units": in_words(row.units, decimals),
                    "total": in_words(row.total, decimals),
                }
                yield Entry(
                    on=row.on,
                    key=f"vests {name} {row.on}",
                    says=said("{grant}: {units} vest", grant=name, units=facts["units"]),
                    more=(said("Vested with it: {total}.", total=facts["total"]),),
                )
        yield from _last_days(one, stand)


def _last_days(one: Standing, stand: Stand) -> Iterator[Entry]:
    name, decimals, may = one.held.option.name, one.held.option.decimals, one.may
    terms = one.held.option.grant.vests
    if isinstance(terms, vesting.Terms) and terms.gate in one.waits and terms.gate_until:
        facts = {"grant": name, "event": terms.gate}
        yield Entry(
            on=terms.gate_until,
            key=f"gate {name}",
            says=said("{grant}: last day for {event}, or nothing of it vests", **facts),
            is_last=True,
        )
    if not may.units:
        return
    costs = () if may.cost is None else (said("It costs {cost}.", cost=may.cost),)
    held = {"grant": name, "units": in_words(may.units, decimals)}
    if may.last_on is not None and may.last_on >= stand.on:
        yield Entry(
            on=may.last_on,
            key=f"last {name}",
            says=said("{grant}: last day to exercise {units}", **held),
            more=(*costs, *may.why),
            is_last=True,
        )
    until = may.iso_until
    if until is not None and may.last_on != until and until >= stand.on and stand.leaving:
        iso = next((right for right in may.rights if right.treated == "iso"), None)
        if iso is not None:
            units = in_words(iso.units, decimals)
            yield Entry(
                on=until,
                key=f"iso {name}",
                says=said("{grant}: last day on which {units} are an ISO", grant=name, units=units),
                more=tuple(may.why),
                is_last=True,
            )


def _event(entry: Entry, stand: Stand, words: Words) -> Iterator[str]:
    """Yield the lines of one event. Its stamp is the day asked about, so that a feed repeats."""
    stamp = datetime.combine(stand.on, time(), UTC)
    uid = sha256(f"{stand.holder}\n{entry.key}".encode()).hexdigest()[:32]
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}@laogu.invalid"
    yield f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(say(entry.says, words))}"
    if entry.more:
        yield f"DESCRIPTION:{escaped(chr(10).join(say(one, words) for one in entry.more))}"
    yield "TRANSP:TRANSPARENT"
    for days in WARNED_DAYS_BEFORE if entry.is_last else ():
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{escaped(say(entry.says, words))}"
        yield f"TRIGGER:-P{days}D"
        yield "END:VALARM"
    yield "END:VEVENT"


def _title(stand: Stand) -> Said:
    if stand.holder:
        return said("Grants of {holder}", holder=stand.holder)
    return said("Grants")


def escaped(text: str) -> str:
    """Return a text as a value of iCalendar writes it (section 3.3.11)."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def folded(line: str) -> str:
    """Return a content line in pieces of 75 bytes at most, no character cut in two."""
    pieces, piece, length = [], "", 0
    for character in line:
        size = len(character.encode())
        if length + size > LONGEST_LINE_BYTES:
            pieces.append(piece)
            piece, length = "", 1  # The blank that a further piece begins with.
        piece += character
        length += size
    return "\r\n ".join([*pieces, piece])
