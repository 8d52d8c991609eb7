"""The record as a table: newest first, a page at a time by the number of an entry."""

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from laogu.basics import LaoguError
from laogu.journal import Entry, Row, verify
from laogu.operations import Event
from laogu.people import MARKET
from laogu.web.exports import Sheet, Value, corner, exported
from laogu.web.forms import Form, Post, wrong
from laogu.web.pages.looks import Looks, looks_of, looks_sheet
from laogu.web.pages.record.compared import Compared, compared
from laogu.web.pages.record.happened import happened, tag_of
from laogu.web.refusals import PageUnknown
from laogu.web.routes import Route, always
from laogu.web.shapes import Cell, Exports, Wrong
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit

SHOWN = 50
STRETCH = 500


class EntryRow(Struct, frozen=True, kw_only=True):
    """One entry. by: None: not shown to this visitor, or nobody asked."""

    number: str
    href: str
    at: str
    operation: str
    happened: tuple[str, ...]
    by: str | None
    hash: str


class RecordPage(Page, frozen=True, kw_only=True):
    """looks: who looked at what is not public; None: not shown to this visitor.

    verify: the form that asks for a verification; None: the visitor may not ask.

    verified, broken: what one found; agrees: nothing differs. later, earlier: the pages beside
    this one. compared: a head that was written down, held against the record.
    """

    cells: tuple[Cell, ...]
    rows: tuple[EntryRow, ...]
    sees_who: bool
    exports: Exports
    looks: Looks | None
    later: str | None
    earlier: str | None
    verify: Post | None
    verified: tuple[tuple[str, str], ...]
    agrees: bool
    broken: Wrong | None
    compared: Compared


def record(visit: Visit) -> Shown:
    """Return entries newest first, from the number in the address."""
    return _drawn(visit)


def verified(visit: Visit) -> Shown:
    """Read the whole record again for the operator, and say what was found."""
    visit.must("operate", MARKET)
    running = visit.running
    try:
        found = verify(running.journal.store, running.journal)
    except LaoguError as broken:
        return _drawn(visit, broken=wrong(visit, broken))
    differences = ", ".join(found.differences) or visit.said("none")
    rows = (
        (visit.said("Entries read"), visit.show(found.entries)),
        (visit.said("Events taken in again"), visit.show(found.events)),
        (visit.said("Personal texts compared"), visit.show(found.commitments)),
        (
            visit.said("Snapshot compared"),
            visit.said("at entry {number}", number=found.snapshot_seq)
            if found.snapshot_seq is not None
            else visit.said("none yet"),
        ),
        (visit.said("Head of the chain"), f"{found.head[:8]}…{found.head[-8:]}"),
        (visit.said("Differences"), differences),
    )
    return _drawn(visit, rows, agrees=found.is_sound)


def _drawn(
    visit: Visit,
    found: tuple[tuple[str, str], ...] = (),
    *,
    agrees: bool = False,
    broken: Wrong | None = None,
) -> Shown:
    journal = visit.running.journal
    head = journal.head.seq
    sees_who = visit.sight.sees_all
    file = exported(visit, _sheet(visit, head), *((looks_sheet(visit),) if sees_who else ()))
    if file is not None:
        return file
    before = _before(visit, head)
    after = max(before - 1 - SHOWN, 0)
    entries = list(journal.entries(after=after, upto=before - 1))[::-1]
    is_operator = visit.sight.operates
    form = Form(visit, "/record/verify", action=visit.to("/record/verify"))
    drawn = RecordPage(
        title=visit.said("Record"),
        place="record",
        cells=_cells(visit),
        rows=tuple(_row(visit, row, entry, sees_who=sees_who) for row, entry in entries),
        sees_who=sees_who,
        exports=corner(visit, "entries"),
        looks=looks_of(visit) if sees_who else None,
        later=_later(visit, before, head),
        earlier=visit.here(before=after + 1) if after else None,
        verify=form.post() if is_operator else None,
        verified=found,
        agrees=agrees,
        broken=broken,
        compared=compared(visit),
    )
    return page(visit.at("/record", visit.query, None), "record/page.html", drawn)


def _before(visit: Visit, head: int) -> int:
    """Return the number before which entries are shown: the cursor in the address."""
    given = visit.query.get("before", "")
    if not given:
        return head + 1
    if not given.isdecimal() or not 1 < int(given[:20]) <= head + 1:
        raise PageUnknown(path=visit.here()[:200])
    return int(given)


def _later(visit: Visit, before: int, head: int) -> str | None:
    if before > head:
        return None
    nearer = before + SHOWN
    return visit.here(before=nearer if nearer <= head else None)


def _row(visit: Visit, row: Row, entry: Entry, *, sees_who: bool) -> EntryRow:
    digest = row.hash.hex()
    return EntryRow(
        number=visit.show(row.seq),
        href=visit.to(f"/record/{row.seq}"),
        at=visit.moment(entry.recorded_at),
        operation=entry.operation,
        happened=happened(visit, visit.sight.events_of(entry.events)),
        by=asked_by(visit, entry) if sees_who else None,
        hash=f"{digest[:4]}…{digest[-4:]}",
    )


def asked_by(visit: Visit, entry: Entry) -> str:
    """Return who asked for an entry, in words."""
    return visit.said("the market itself") if entry.by is None else visit.person_name(entry.by)


def _sheet(visit: Visit, head: int) -> Sheet:
    """Return the whole record as a table, newest first; a stretch at a time, as it is long."""
    journal = visit.running.journal
    sees_who = visit.sight.sees_all

    def rows() -> Iterator[tuple[Value, ...]]:
        upto = head
        while upto > 0:
            after = max(upto - STRETCH, 0)
            for row, entry in reversed(list(journal.entries(after=after, upto=upto))):
                yield (
                    row.seq,
                    entry.recorded_at,
                    entry.operation,
                    _counted(visit.sight.events_of(entry.events)),
                    *((asked_by(visit, entry),) if sees_who else ()),
                    row.hash.hex(),
                )
            upto = after

    who = ("asked_by",) if sees_who else ()
    heads = ("entry", "recorded_at", "operation", "events", *who, "hash")
    return Sheet("entries", heads, rows, of=head)


def _counted(events: Iterable[Event]) -> str:
    """Return the kinds of events, each once, with how often where that is more."""
    counts = Counter(tag_of(event) for event in events)
    return " ".join(tag if count == 1 else f"{tag} x{count}" for tag, count in counts.items())


def _cells(visit: Visit) -> tuple[Cell, ...]:
    journal = visit.running.journal
    opened = visit.books.market.opened.get("market")
    is_practice = visit.books.market.is_practice
    digest = journal.head.hash.hex()
    return (
        Cell(
            name=visit.said("Entries"),
            figure=visit.show(journal.head.seq),
            says=visit.said("Each holds the hash of the one before it, over the bytes as stored."),
        ),
        Cell(
            name=visit.said("Head of the chain"),
            aside="sha-256",
            figure=f"{digest[:4]}…{digest[-4:]}",
            says=visit.said("Keep it, and nobody can change what came before without a trace."),
        ),
        Cell(
            name=visit.said("This market"),
            figure=(visit.said("practice") if is_practice else visit.said("real"))
            if opened is not None
            else visit.said("empty"),
            says=visit.said("Its first entry says so, for ever."),
        ),
        Cell(
            name=visit.said("Chain"),
            figure=visit.said("verified"),
            says=visit.said("From the first entry to the last, when the market was started."),
        ),
    )


ROUTES = (
    Route(path="/record", page=record),
    Route(path="/record/verify", page=verified, method="POST", only_looks=always),
)
