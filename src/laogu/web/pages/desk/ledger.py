"""Loading a ledger of grants: it is looked at, with all that is found in it; then it is recorded.

Always true: what is recorded is what was shown: the form that records carries the file, how it was
read, the day, whom each name was found to mean, and what the books were; in other books it is shown
again.
"""

from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import LaoguError, request_id
from laogu.connectors import LEDGER, NEEDED, figure
from laogu.operations import GrantRow
from laogu.register import CannotLoad, LoadedMeanwhile
from laogu.web.forms import Form
from laogu.web.frame import Link
from laogu.web.pages.acts import Act, again, sent_of
from laogu.web.pages.desk.columns import ColumnWords, column_words, limits_said, to_copy
from laogu.web.pages.desk.findings import FindingGroup, as_file, counts, groups, to_correct
from laogu.web.pages.desk.kept import pack
from laogu.web.pages.desk.layouts import How, headed, ledger_how
from laogu.web.pages.desk.ledger_looked import DAYS, LedgerLooked, look
from laogu.web.pages.desk.ledger_words import WHAT_LEDGERS_HOLD
from laogu.web.pages.desk.meanwhile import BOOKS, CHANGED, books_now, have_changed, imports_seen
from laogu.web.pages.issuer.subject import Subject, at_desk
from laogu.web.pages.plans.words import KINDS
from laogu.web.routes import Route
from laogu.web.sent import ASK, REQUEST_ID
from laogu.web.shapes import Field, Option
from laogu.web.showing import Page, Shown, moved, page
from laogu.web.visit import Visit

EXAMPLE = "your-own-grants.csv"
MOST_SHOWN = 100
"""Grants that are drawn; all are looked at, and all are recorded."""


class LedgerRow(Struct, frozen=True, kw_only=True):
    """One grant as it would be recorded. is_new: its holder is registered with it.

    used: what was exercised or ended of it; blank: nothing.
    """

    line: str
    holder: str
    is_new: bool
    label: str | None
    kind: str
    quantity: str
    price: str | None
    granted_on: str
    vests: str
    used: tuple[str, ...]
    left: str


class LedgerPage(Page, frozen=True, kw_only=True):
    """The import of grants. load: None: it cannot be recorded as it stands.

    sentence: blank: nothing was looked at yet. left: of all its grants together.
    """

    name: str
    desk: Link
    register: Link
    example_file: Link
    columns: tuple[ColumnWords, ...]
    limits: str
    look: Act
    how: How | None = None
    load: Act | None = None
    sentence: str = ""
    counts: str = ""
    file: str = ""
    groups: tuple[FindingGroup, ...] = ()
    rows: tuple[LedgerRow, ...] = ()
    rows_of: int = 0
    granted: str = ""
    left: str = ""


def ledger(visit: Visit, slug: str) -> Shown:
    """Return the first step: the form."""
    return page(visit, "ledger.html", ledger_page(at_desk(visit, slug, to_act=True)))


async def sent(visit: Visit, slug: str) -> Shown:
    """Look at the ledger that was sent, or record the one that was looked at."""
    try:
        subject, form = at_desk(visit, slug, to_act=True), sent_of(visit)
        is_load = form.fields.get("step") == "load"
        carried = form.fields.get("holders", "") if is_load else None
        looked = await look(subject, form, carried=carried)
        if ASK in form.own:
            return as_file(visit, looked.findings, kind=form.own[ASK])
        if is_load and looked.can_load:
            return await _record(visit, subject, looked)
    except LaoguError as error:
        there = again(visit, error, on=f"/desk/{slug}/grants")
        return page(there, "ledger.html", ledger_page(at_desk(there, slug, to_act=True)))
    return looked_at(visit, slug, looked)


def looked_at(visit: Visit, slug: str, looked: LedgerLooked) -> Shown:
    """Return the second step: what the ledger says and would do."""
    there = visit.at(f"/desk/{slug}/grants", {}, None)
    return page(there, "ledger.html", ledger_page(Subject(there, slug), looked))


def example(visit: Visit, slug: str) -> Shown:
    """Return the ledger to copy."""
    at_desk(visit, slug, to_act=True)
    return to_copy(visit, EXAMPLE)


def ledger_page(subject: Subject, looked: LedgerLooked | None = None) -> LedgerPage:
    """Return the values of the page."""
    visit, slug = subject.visit, subject.issuer.slug
    empty = LedgerPage(
        title=visit.said("Load a ledger of options"),
        place="desk",
        zone=subject.issuer.zone,
        name=subject.name(),
        desk=Link(says=visit.said("Back to the issuer desk"), href=visit.to(f"/desk/{slug}")),
        register=Link(
            says=visit.said("What was brought in"), href=visit.to(f"/desk/{slug}/load") + "#loads"
        ),
        example_file=Link(
            says=visit.said("An example file of 12 grants"),
            href=visit.to(f"/desk/{slug}/grants/{EXAMPLE}"),
        ),
        columns=column_words(visit, LEDGER, WHAT_LEDGERS_HOLD, needed=NEEDED),
        limits=limits_said(visit),
        look=_look(subject, looked),
    )
    if looked is None:
        return empty
    found = looked.findings
    right = looked.sound
    return replace(
        empty,
        how=ledger_how(_form(subject, looked), looked.read, looked.fields),
        load=_load(subject, looked) if looked.can_load else None,
        sentence=_sentence(visit, looked),
        counts=counts(visit, found),
        file=looked.file.name,
        groups=groups(visit, found),
        rows=tuple(_row(subject, one) for one in right[:MOST_SHOWN]),
        rows_of=len(right),
        granted=figure(sum((one.quantity for one in right), Decimal(0))),
        left=figure(sum((_left(one) for one in right), Decimal(0))),
    )


async def _record(visit: Visit, subject: Subject, looked: LedgerLooked) -> Shown:
    """Record it, or show it again with what the books say by now."""
    slug, form = subject.issuer.slug, sent_of(visit)
    if have_changed(subject, form):
        return await _shown_again(visit, subject)
    try:
        await visit.running.execute(
            "grant.load",
            looked.request(slug, imports_seen(form)),
            by=visit.must_be_somebody(),
            request_id=request_id(form.own.get(REQUEST_ID, "")),
        )
    except LoadedMeanwhile:
        return await _shown_again(visit, subject)
    except CannotLoad:
        return looked_at(visit, slug, await look(subject, form))
    return moved(visit, visit.to(f"/desk/{slug}") + "#plans")


async def _shown_again(visit: Visit, subject: Subject) -> Shown:
    """Show it again with what the books say by now, and that they have changed."""
    found = await look(subject, sent_of(visit))
    told = (CHANGED.at(found.file.name), *found.findings)
    return looked_at(visit, subject.issuer.slug, replace(found, findings=told))


def _sentence(visit: Visit, looked: LedgerLooked) -> str:
    rows = len(looked.rows)
    if looked.can_load:
        one = visit.said("1 grant can be loaded.")
        return one if rows == 1 else visit.said("{rows} grants can be loaded.", rows=rows)
    return to_correct(visit, sum(one.severity == "error" for one in looked.findings))


def _row(subject: Subject, row: GrantRow) -> LedgerRow:
    visit = subject.visit
    used = (
        (row.exercised, visit.said("{units} exercised", units=figure(row.exercised))),
        (row.forfeited, visit.said("{units} forfeited", units=figure(row.forfeited))),
        (row.lapsed, visit.said("{units} lapsed", units=figure(row.lapsed))),
        (row.cancelled, visit.said("{units} cancelled", units=figure(row.cancelled))),
    )
    return LedgerRow(
        line=str(row.line),
        holder=visit.name(row.holder) if row.holder is not None else row.name or "",
        is_new=row.holder is None,
        label=row.certificate,
        kind=visit.say(KINDS[row.kind]),
        quantity=figure(row.quantity),
        price=_price(row.price) if row.price is not None else None,
        granted_on=visit.show(row.granted_on),
        vests=row.vests or visit.said("at once"),
        used=tuple(says for count, says in used if count),
        left=figure(_left(row)),
    )


def _price(price: Decimal) -> str:
    """Return a price with two decimals, or with its own where it has more."""
    exponent = price.as_tuple().exponent
    return f"{price:,.{max(2, -exponent if isinstance(exponent, int) else 0)}f}"


def _left(row: GrantRow) -> Decimal:
    return row.quantity - row.exercised - row.forfeited - row.lapsed - row.cancelled


def _form(subject: Subject, looked: LedgerLooked | None) -> Form:
    """Return the form that looks at a file: the one that was looked at goes with it."""
    visit = subject.visit
    path = f"/desk/{subject.issuer.slug}/grants"
    hidden = {"step": "look"}
    if looked is not None:
        hidden |= {
            "kept": pack(looked.file),
            "file_name": looked.file.name,
            "headings": headed(looked.read),
        }
    return Form(visit, path, hidden, action=visit.to(path))


def _look(subject: Subject, looked: LedgerLooked | None) -> Act:
    visit = subject.visit
    form = _form(subject, looked)
    return Act(
        form=form.post(),
        title="" if looked else visit.said("Your option ledger"),
        note="" if looked else visit.said("Nothing is recorded until you have seen what it says."),
        fields=_fields(subject, form, looked),
        button=visit.said("Look again") if looked else visit.said("Look at the file"),
        has_file=True,
        is_second=looked is not None,
    )


def _fields(subject: Subject, form: Form, looked: LedgerLooked | None) -> tuple[Field, ...]:
    visit = subject.visit
    first = visit.said("The file") if looked is None else visit.said("Another file")
    room = subject.books.register.plans
    known = (room.plans[one].plan for one in room.plans_of.on(subject.issuer.issuer))
    plans = [Option(value=one.plan, says=one.name) for one in known]
    days = {
        "year": visit.said("only with the year first"),
        "month": visit.said("month first: 3/31/2026"),
        "day": visit.said("day first: 31/3/2026"),
    }
    return (
        form.field("file", first, kind="file", is_whole=True, is_required=looked is None),
        form.field(
            "on", visit.said("The ledger stands for"), kind="date",
            value=(looked.on if looked is not None else subject.today).isoformat(), is_whole=True,
        ),
        form.field(
            "plan", visit.said("Plan of rows that name none"), kind="select",
            options=(Option(value="", says=visit.said("none")), *plans),
            value=looked.plan if looked is not None else "", is_required=False, is_whole=True,
        ),
        form.field(
            "days", visit.said("Days are written"), kind="select",
            options=tuple(Option(value=one, says=days[one]) for one in DAYS),
            value=looked.days if looked is not None else "year", is_whole=True,
        ),
        form.field(
            "source", visit.said("Where it comes from"), is_whole=True, is_required=False,
            value=looked.source if looked is not None else "",
            hint=visit.said("such as the option ledger"),
        ),
    )  # fmt: skip


def _load(subject: Subject, looked: LedgerLooked) -> Act:
    visit = subject.visit
    path = f"/desk/{subject.issuer.slug}/grants"
    hidden = {
        "step": "load", "kept": pack(looked.file), "file_name": looked.file.name,
        "on": looked.on.isoformat(), "source": looked.source, "plan": looked.plan,
        "days": looked.days, **looked.fields, "holders": looked.carried, BOOKS: books_now(subject),
    }  # fmt: skip
    form = Form(visit, path, hidden, key="load", action=visit.to(path))
    rows = len(looked.rows)
    one = visit.said("Load 1 grant")
    return Act(
        form=form.post(),
        title=visit.said("Record it"),
        note=visit.said("as of {day}; all grants or none, in one entry", day=looked.on),
        button=one if rows == 1 else visit.said("Load {rows} grants", rows=rows),
        for_good=visit.said(
            "What is recorded is never erased; a whole import can be undone by a further entry."
        ),
    )


ROUTES = (
    Route(path="/desk/{slug}/grants", page=ledger),
    Route(path="/desk/{slug}/grants", page=sent, method="POST"),
    Route(path=f"/desk/{{slug}}/grants/{EXAMPLE}", page=example),
)
"""The addresses of the import of grants; the ledger to copy stands beside it."""
