"""Loading a register: a file is looked at, with all that is found in it; then it is recorded.

Always true: what is recorded is what was shown: the form that records carries the file, how it was
read, whatever was changed in another form since, and what the books were; in other books it is
shown again.
"""

import asyncio
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import LaoguError, day, name, request_id
from laogu.connectors import (
    HEADINGS,
    REQUIRED,
    Layout,
    Reading,
    presets,
    read_register,
)
from laogu.operations import LoadRegister
from laogu.register import CannotLoad, LoadedMeanwhile
from laogu.web.exports import corner, exported
from laogu.web.forms import Form
from laogu.web.frame import Link
from laogu.web.pages.acts import Act, again, sent_of
from laogu.web.pages.desk.columns import ColumnWords, column_words, limits_said, to_copy
from laogu.web.pages.desk.findings import as_file
from laogu.web.pages.desk.grants import at_its_page
from laogu.web.pages.desk.kept import chosen, chosen_now, pack
from laogu.web.pages.desk.layouts import How, headed, how_read, kept, layout_of
from laogu.web.pages.desk.loads import LoadRow, load_rows, loads_sheet
from laogu.web.pages.desk.meanwhile import BOOKS, CHANGED, books_now, have_changed, imports_seen
from laogu.web.pages.desk.preview import (
    WHAT_COLUMNS_HOLD,
    Preview,
    found_in,
    preview,
)
from laogu.web.pages.issuer.subject import Subject, at_desk
from laogu.web.routes import Route, unless_it_loads
from laogu.web.sent import ASK, REQUEST_ID, File
from laogu.web.shapes import Exports
from laogu.web.showing import Page, Shown, moved, page
from laogu.web.visit import Visit

EXAMPLE = "your-own.csv"


class LoadPage(Page, frozen=True, kw_only=True):
    """The import of one issuer's register. preview, how: None: no file was looked at yet.

    look: the form that looks at a file. load: the form that records what was looked at; None: it
    cannot be recorded.
    """

    name: str
    desk: Link
    example_file: Link
    grants: Link
    columns: tuple[ColumnWords, ...]
    limits: str
    package_limits: str
    tables: tuple[str, ...]
    look: Act
    load: Act | None
    preview: Preview | None
    how: How | None
    loads: tuple[LoadRow, ...]
    loads_exports: Exports


class Looked(Struct, frozen=True, kw_only=True):
    """A file that was read, how, and the day on which the register stood so.

    fields: what a form said of the reading, as it goes on to the next one.
    """

    file: File
    reading: Reading
    layout: Layout
    fields: dict[str, str]
    on: date
    source: str


def load_page(visit: Visit, slug: str, looked: Looked | None = None) -> LoadPage:
    """Return the values of the import page, or refuse who does not act for the issuer."""
    from laogu.web.pages.desk.package import package_limits_said

    subject = at_desk(visit, slug, to_act=True)
    found = None
    if looked is not None:
        found = preview(subject, looked.reading, file=looked.file.name, on=looked.on)
    form = _form(subject, looked)
    return LoadPage(
        title=visit.said("Load a register"),
        place="desk",
        zone=subject.issuer.zone,
        name=subject.name(),
        desk=Link(says=visit.said("Back to the issuer desk"), href=visit.to(f"/desk/{slug}")),
        example_file=Link(
            says=visit.said("An example file of 20 rows"),
            href=visit.to(f"/desk/{slug}/load/{EXAMPLE}"),
        ),
        grants=Link(
            says=visit.said("Load a ledger of options"), href=visit.to(f"/desk/{slug}/grants")
        ),
        columns=column_words(visit, HEADINGS, WHAT_COLUMNS_HOLD, needed=REQUIRED),
        limits=limits_said(visit),
        package_limits=package_limits_said(visit),
        tables=tuple(
            visit.either(one.name_zh, one.name_en) for one in presets() if one.are_holdings
        ),
        how=how_read(form, looked.reading, looked.layout, looked.fields) if looked else None,
        look=_look(subject, form, looked),
        load=_load(subject, looked, found) if looked and found and found.can_load else None,
        preview=found,
        loads=load_rows(subject),
        loads_exports=corner(visit, "loads"),
    )


def load(visit: Visit, slug: str) -> Shown:
    """Return the first step of an import."""
    file_asked = exported(visit, loads_sheet(at_desk(visit, slug, to_act=True)))
    return file_asked or page(visit, "load.html", load_page(visit, slug))


async def loaded(visit: Visit, slug: str) -> Shown:
    """Look at the file that was sent, or record the one that was looked at."""
    from laogu.web.pages.desk.package import is_package, package_sent

    on = f"/desk/{slug}/load"
    try:
        subject = at_desk(visit, slug, to_act=True)
        sent = sent_of(visit)
        came = chosen(sent)
        if is_package(came.content):
            return await package_sent(visit, subject, came)
        looked = await _read(visit, slug, came)
        if looked.reading.preset is not None and looked.reading.preset.of == "grants":
            return await at_its_page(subject)
        if sent.fields.get("step") == "load":
            return await _record(visit, slug, looked)
        if ASK in sent.own:
            found = found_in(subject, looked.reading, on=looked.on)
            return as_file(visit, found, kind=sent.own[ASK])
        _try(visit, slug, looked)
    except LaoguError as error:
        there = again(visit, error, on=on)
        return page(there, "load.html", load_page(there, slug))
    return _looked_at(visit, slug, looked)


def example(visit: Visit, slug: str) -> Shown:
    """Return the example file."""
    at_desk(visit, slug, to_act=True)
    return to_copy(visit, EXAMPLE)


async def _read(visit: Visit, slug: str, came: File) -> Looked:
    """Return a file, read; the reading itself leaves the market free to go on."""
    sent = sent_of(visit)
    subject = Subject(visit, slug)
    fields = kept(sent.fields)
    layout = layout_of(fields, subject)
    reading = await asyncio.to_thread(read_register, came.content, came.name, layout=layout)
    is_new = chosen_now(sent) is not None
    if is_new and fields and headed(reading) != sent.fields.get("headings"):
        # What was said of a table with other headings is not said of this one.
        fields = {name: one for name, one in fields.items() if name == "rows_class"}
        layout = layout_of(fields, subject)
        reading = await asyncio.to_thread(read_register, came.content, came.name, layout=layout)
    given = sent.fields.get("on", "")
    return Looked(
        file=came,
        reading=reading,
        layout=layout,
        fields=fields,
        on=day(given) if given else subject.today,
        source=sent.fields.get("source", ""),
    )


def _request(slug: str, looked: Looked) -> LoadRegister:
    source = name(looked.source, longest=500) if looked.source.strip() else None
    return LoadRegister(
        issuer=slug,
        rows=looked.reading.rows,
        on=looked.on,
        source=source,
        decimals=looked.reading.decimals,
    )


def _try(visit: Visit, slug: str, looked: Looked) -> None:
    """Refuse what the import would be refused for besides what is found in the file."""
    if not looked.reading.rows:
        return
    try:
        visit.running.preview("register.load", _request(slug, looked), by=visit.person)
    except CannotLoad:
        return


def _shown_again(visit: Visit, slug: str, looked: Looked) -> Shown:
    """Show it again with what the books say by now, and that they have changed."""
    read = looked.reading
    told = (CHANGED.at(looked.file.name), *read.findings)
    now = replace(read, findings=told, warnings=read.warnings + 1)
    return _looked_at(visit, slug, replace(looked, reading=now))


async def _record(visit: Visit, slug: str, looked: Looked) -> Shown:
    if not looked.reading.is_accepted:
        return _looked_at(visit, slug, looked)
    form = sent_of(visit)
    if have_changed(at_desk(visit, slug, to_act=True), form):
        return _shown_again(visit, slug, looked)
    try:
        await visit.running.execute(
            "register.load",
            replace(_request(slug, looked), imports_seen=imports_seen(form)),
            by=visit.must_be_somebody(),
            request_id=request_id(form.own.get(REQUEST_ID, "")),
        )
    except LoadedMeanwhile:
        return _shown_again(visit, slug, looked)
    return moved(visit, visit.to(f"/desk/{slug}") + "#holders")


def _looked_at(visit: Visit, slug: str, looked: Looked) -> Shown:
    """Return the second step: what the file says and would do."""
    there = visit.at(f"/desk/{slug}/load", {}, None)
    return page(there, "load.html", load_page(there, slug, looked))


def _form(subject: Subject, looked: Looked | None) -> Form:
    """Return the form that looks at a file: the one that was looked at goes with it."""
    visit = subject.visit
    path = f"/desk/{subject.issuer.slug}/load"
    hidden = {"step": "look"}
    if looked is not None:
        hidden |= {
            "kept": pack(looked.file),
            "file_name": looked.file.name,
            "headings": headed(looked.reading),
        }
    return Form(visit, path, hidden, action=visit.to(path))


def _look(subject: Subject, form: Form, looked: Looked | None) -> Act:
    visit = subject.visit
    first = visit.said("The file") if looked is None else visit.said("Another file")
    fields = (
        form.field("file", first, kind="file", is_whole=True, is_required=looked is None),
        form.field(
            "on",
            visit.said("The register stood so on"),
            kind="date",
            value=(looked.on if looked is not None else subject.today).isoformat(),
            is_whole=True,
        ),
        form.field(
            "source",
            visit.said("Where it comes from"),
            value=looked.source if looked is not None else "",
            is_whole=True,
            is_required=False,
            hint=visit.said("such as the register of members"),
        ),
    )  # fmt: skip
    note = visit.said("Nothing is recorded until you have seen what it says.")
    return Act(
        form=form.post(),
        title="" if looked else visit.said("Your cap table"),
        note="" if looked else note,
        fields=fields,
        button=visit.said("Look again") if looked else visit.said("Look at the file"),
        has_file=True,
        is_second=looked is not None,
    )


def _load(subject: Subject, looked: Looked, found: Preview) -> Act:
    visit = subject.visit
    path = f"/desk/{subject.issuer.slug}/load"
    hidden = {
        "step": "load",
        "kept": pack(looked.file),
        "file_name": looked.file.name,
        "on": looked.on.isoformat(),
        "source": looked.source,
        BOOKS: books_now(subject),
        **looked.fields,
    }
    form = Form(visit, path, hidden, key="load", action=visit.to(path))
    one = visit.said("Load 1 row")
    return Act(
        form=form.post(),
        title=visit.said("Record it"),
        note=visit.said("as of {day}; all rows or none, in one entry", day=looked.on),
        button=one if found.rows_of == 1 else visit.said("Load {rows} rows", rows=found.rows_of),
        for_good=visit.said(
            "What is recorded is never erased; a whole import can be undone by a further entry."
        ),
    )


ROUTES = (
    Route(path="/desk/{slug}/load", page=load),
    Route(path="/desk/{slug}/load", page=loaded, method="POST", only_looks=unless_it_loads),
    Route(path=f"/desk/{{slug}}/load/{EXAMPLE}", page=example),
)
"""The addresses of the import; the example file stands beside it."""
