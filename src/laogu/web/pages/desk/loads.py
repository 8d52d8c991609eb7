"""What was brought in at once, and the way back while nothing of it was acted on."""

from collections.abc import Iterator

from msgspec import Struct

from laogu.register import Load, RegisterLoaded, loads_of
from laogu.web.exports import Sheet, Value
from laogu.web.forms import Form
from laogu.web.pages.acts import Act
from laogu.web.pages.issuer.subject import Subject

MOST = 20
"""Imports that are listed, the latest first."""


class LoadRow(Struct, frozen=True, kw_only=True):
    """An import. state: that it stands, or when it was undone; undo: None: it was."""

    at: str
    what: str
    securities: str
    state: str
    is_undone: bool
    id: str
    undo: Act | None


def load_rows(subject: Subject) -> tuple[LoadRow, ...]:
    """Return the imports of an issuer, the latest first."""
    loads = loads_of(subject.books.register, subject.issuer.issuer)
    return tuple(_row(subject, one) for one in loads[:MOST])


def loads_sheet(subject: Subject) -> Sheet:
    """Return all imports of an issuer as a table, the latest first."""

    def rows() -> Iterator[tuple[Value, ...]]:
        for one in loads_of(subject.books.register, subject.issuer.issuer):
            loaded = one.loaded
            yield (
                loaded.load, one.at, loaded.way, loaded.source,
                _count(loaded), one.undone_at, one.reason or None,
            )  # fmt: skip

    heads = ("load_id", "at", "way", "source", "securities", "undone_at", "reason")
    return Sheet("loads", heads, rows)


def _count(loaded: RegisterLoaded) -> int:
    """Return how many securities of any kind came with an import."""
    return loaded.securities + loaded.grants + loaded.convertibles + loaded.warrants


def _row(subject: Subject, load: Load) -> LoadRow:
    visit, loaded = subject.visit, load.loaded
    zone = subject.issuer.zone
    way = {
        "rows": visit.said("from a table"),
        "history": visit.said("from a package"),
        "grants": visit.said("from a ledger of grants"),
        "convertibles": visit.said("from a ledger of convertibles"),
    }[loaded.way]
    undone = load.undone_at
    return LoadRow(
        at=visit.moment(load.at, zone),
        what=f"{way} · {visit.cited(loaded.source)}" if loaded.source else way,
        securities=visit.show(_count(loaded)),
        state=visit.said("stands")
        if undone is None
        else visit.said("undone {moment}: {reason}", moment=visit.moment(undone, zone),
                        reason=load.reason),
        is_undone=undone is not None,
        id=loaded.load,
        undo=_undo(subject, load) if undone is None and not subject.is_past else None,
    )  # fmt: skip


def _undo(subject: Subject, load: Load) -> Act:
    visit, loaded = subject.visit, load.loaded
    form = Form(visit, "register.undo", {"load": loaded.load}, key=loaded.load[-8:])
    reason = form.field("reason", visit.said("Reason, kept for ever"), is_whole=True)
    return Act(
        form=form.post(),
        title=visit.said("Undo this import"),
        note=visit.said("All {count} securities of it stop counting, on every day.",
                        count=_count(loaded)),
        fields=(reason,),
        button=visit.said("Undo the import"),
        for_good=visit.said("The import and its undoing both stay in the record."),
        is_second=True,
    )  # fmt: skip
