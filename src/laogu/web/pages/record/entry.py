"""One entry of the record: what it changed, its hash, and for who may know it its very bytes."""

import json

from msgspec import Struct

from laogu.journal import Entry, Row
from laogu.web.exports import Sheet, corner, exported
from laogu.web.frame import Link
from laogu.web.pages.record.happened import happened, tag_of
from laogu.web.pages.record.page import asked_by
from laogu.web.refusals import PageUnknown
from laogu.web.routes import Route
from laogu.web.shapes import Exports
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit


class EventRow(Struct, frozen=True, kw_only=True):
    """One thing that happened. tag: its permanent name."""

    says: str
    tag: str
    effective_on: str


class EntryPage(Page, frozen=True, kw_only=True):
    """body: the bytes as stored, laid out for reading; None: not shown to this visitor."""

    name: str
    facts_line: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    events: tuple[EventRow, ...]
    exports: Exports
    body: str | None
    sign_in: Link | None
    earlier: str | None
    later: str | None


def entry(visit: Visit, number: str) -> Shown:
    """Return one entry."""
    journal = visit.running.journal
    if not number.isdecimal() or not 1 <= int(number[:20]) <= journal.head.seq:
        raise PageUnknown(path=visit.here()[:200])
    seq = int(number)
    found = {row.seq: (row, one) for row, one in journal.entries(after=max(seq - 2, 0), upto=seq)}
    row, given = found[seq]
    before = found[seq - 1][0].hash.hex() if seq - 1 in found else "0" * 64
    sees_all = visit.sight.sees_all
    told = visit.sight.events_of(given.events)
    events = [(happened(visit, (one,))[0], one.effective_on, tag_of(one)) for one in told]
    file = exported(visit, Sheet("events", ("what", "effective_on", "event"), events))
    if file is not None:
        return file
    drawn = EntryPage(
        title=visit.said("Entry {number}", number=seq),
        place="record",
        name=visit.said("Entry {number}", number=seq),
        facts_line=_facts_line(visit, given, sees_all=sees_all),
        pairs=_pairs(visit, row, before, is_whole=told is given.events),
        events=tuple(
            EventRow(
                says=happened(visit, (one,))[0],
                tag=tag_of(one),
                effective_on=visit.show(one.effective_on),
            )
            for one in told
        ),
        exports=corner(visit, "events"),
        body=_laid_out(row) if sees_all else None,
        sign_in=_sign_in(visit),
        earlier=visit.to(f"/record/{seq - 1}") if seq > 1 else None,
        later=visit.to(f"/record/{seq + 1}") if seq < journal.head.seq else None,
    )
    return page(visit, "record/entry.html", drawn)


def _pairs(visit: Visit, row: Row, before: str, *, is_whole: bool) -> tuple[tuple[str, str], ...]:
    """Return the entry's place in the chain; its length too, where all that it did is told."""
    pairs = [
        (visit.said("Hash"), row.hash.hex()),
        (visit.said("Hash of the entry before"), before),
    ]
    if is_whole:
        pairs.append((visit.said("Bytes"), visit.show(len(row.body))))
    return tuple(pairs)


def _facts_line(visit: Visit, given: Entry, *, sees_all: bool) -> tuple[str, ...]:
    who = asked_by(visit, given) if sees_all else ""
    return (
        visit.moment(given.recorded_at),
        given.operation,
        visit.said("asked by {who}", who=who) if who else "",
    )


def _laid_out(row: Row) -> str:
    """Return the bytes of an entry with its lines broken; nothing else in them changes."""
    return json.dumps(json.loads(row.body), ensure_ascii=False, indent=2)


def _sign_in(visit: Visit) -> Link | None:
    if visit.person is not None:
        return None
    return Link(says=visit.said("Sign in"), href=visit.to("/sign-in", back=visit.here()))


ROUTES = (Route(path="/record/{number}", page=entry),)
