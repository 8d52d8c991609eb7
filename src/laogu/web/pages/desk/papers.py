"""Loading a ledger of convertibles and warrants: it is looked at, then it is recorded.

Always true: what is recorded is what was shown, as of a ledger of grants.
"""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import LaoguError, request_id
from laogu.connectors import NEEDED_OF_PAPERS, PAPERS, figure, shipped
from laogu.operations import PaperRow
from laogu.register import CannotLoad, LoadedMeanwhile
from laogu.web.forms import Form
from laogu.web.frame import Link
from laogu.web.pages import whom
from laogu.web.pages.acts import Act, again, sent_of
from laogu.web.pages.desk.columns import ColumnWords, column_words, limits_said
from laogu.web.pages.desk.findings import FindingGroup, as_file, counts, groups, to_correct
from laogu.web.pages.desk.kept import pack
from laogu.web.pages.desk.ledger_looked import DAYS
from laogu.web.pages.desk.meanwhile import BOOKS, CHANGED, books_now, have_changed, imports_seen
from laogu.web.pages.desk.papers_looked import PapersLooked, look_at_papers
from laogu.web.pages.desk.papers_words import KINDS_OF_PAPERS, WHAT_PAPERS_HOLD
from laogu.web.pages.issuer.subject import Subject, at_desk
from laogu.web.pages.writing import stated_price
from laogu.web.routes import Route
from laogu.web.sent import ASK, REQUEST_ID
from laogu.web.shapes import Field, Option
from laogu.web.showing import Page, Shown, file, moved, page
from laogu.web.visit import Visit

EXAMPLE = "your-own-convertibles.csv"
MOST_SHOWN = 100
"""Papers that are drawn; all are looked at, and all are recorded."""


class PaperLine(Struct, frozen=True, kw_only=True):
    """One paper as it would be recorded. is_new: its holder is registered with it.

    size: what was paid, or for how many shares it is still; terms: each in a few words.
    """

    line: str
    holder: str
    is_new: bool
    label: str | None
    kind: str
    issued_on: str
    size: str
    terms: tuple[str, ...]


class PapersPage(Page, frozen=True, kw_only=True):
    """The import of convertibles and warrants. load: None: it cannot be recorded as it stands.

    sentence: blank: nothing was looked at yet.
    """

    name: str
    desk: Link
    register: Link
    example_file: Link
    columns: tuple[ColumnWords, ...]
    limits: str
    look: Act
    load: Act | None = None
    sentence: str = ""
    counts: str = ""
    file: str = ""
    groups: tuple[FindingGroup, ...] = ()
    rows: tuple[PaperLine, ...] = ()
    rows_of: int = 0


def papers(visit: Visit, slug: str) -> Shown:
    """Return the first step: the form."""
    return page(visit, "papers.html", papers_page(at_desk(visit, slug, to_act=True)))


async def sent(visit: Visit, slug: str) -> Shown:
    """Look at the ledger that was sent, or record the one that was looked at."""
    try:
        subject, form = at_desk(visit, slug, to_act=True), sent_of(visit)
        is_load = form.fields.get("step") == "load"
        carried = form.fields.get("holders", "") if is_load else None
        looked = await look_at_papers(subject, form, carried=carried)
        if ASK in form.own:
            return as_file(visit, looked.findings, kind=form.own[ASK])
        if is_load and looked.can_load:
            return await _record(visit, subject, looked)
    except LaoguError as error:
        there = again(visit, error, on=f"/desk/{slug}/convertibles")
        return page(there, "papers.html", papers_page(at_desk(there, slug, to_act=True)))
    return _looked_at(visit, slug, looked)


def example(visit: Visit, slug: str) -> Shown:
    """Return the ledger to copy."""
    at_desk(visit, slug, to_act=True)
    content = shipped.content(f"example/{EXAMPLE}")
    return file(visit, content, kind="text/csv; charset=utf-8", name=EXAMPLE)


def papers_page(subject: Subject, looked: PapersLooked | None = None) -> PapersPage:
    """Return the values of the page."""
    visit, slug = subject.visit, subject.issuer.slug
    empty = PapersPage(
        title=visit.said("Load convertibles and warrants"),
        place="desk",
        zone=subject.issuer.zone,
        name=subject.name(),
        desk=Link(says=visit.said("Back to the issuer desk"), href=visit.to(f"/desk/{slug}")),
        register=Link(
            says=visit.said("What was brought in"), href=visit.to(f"/desk/{slug}/load") + "#loads"
        ),
        example_file=Link(
            says=visit.said("An example file of 7 convertibles and warrants"),
            href=visit.to(f"/desk/{slug}/convertibles/{EXAMPLE}"),
        ),
        columns=column_words(visit, PAPERS, WHAT_PAPERS_HOLD, needed=NEEDED_OF_PAPERS),
        limits=limits_said(visit),
        look=_look(subject, looked),
    )
    if looked is None:
        return empty
    found = looked.findings
    return replace(
        empty,
        load=_load(subject, looked) if looked.can_load else None,
        sentence=_sentence(visit, looked),
        counts=counts(visit, found),
        file=looked.file.name,
        groups=groups(visit, found),
        rows=tuple(_line(subject, one) for one in looked.sound[:MOST_SHOWN]),
        rows_of=len(looked.sound),
    )


def _looked_at(visit: Visit, slug: str, looked: PapersLooked) -> Shown:
    there = visit.at(f"/desk/{slug}/convertibles", {}, None)
    return page(there, "papers.html", papers_page(Subject(there, slug), looked))


async def _record(visit: Visit, subject: Subject, looked: PapersLooked) -> Shown:
    """Record it, or show it again with what the books say by now."""
    slug, form = subject.issuer.slug, sent_of(visit)
    if have_changed(subject, form):
        return await _shown_again(visit, subject)
    try:
        await visit.running.execute(
            "convertible.load",
            looked.request(slug, imports_seen(form)),
            by=visit.must_be_somebody(),
            request_id=request_id(form.own.get(REQUEST_ID, "")),
        )
    except LoadedMeanwhile:
        return await _shown_again(visit, subject)
    except CannotLoad:
        return _looked_at(visit, slug, await look_at_papers(subject, form))
    return moved(visit, visit.to(f"/desk/{slug}/rounds"))


async def _shown_again(visit: Visit, subject: Subject) -> Shown:
    """Show it again with what the books say by now, and that they have changed."""
    found = await look_at_papers(subject, sent_of(visit))
    told = (CHANGED.at(found.file.name), *found.findings)
    return _looked_at(visit, subject.issuer.slug, replace(found, findings=told))


def _sentence(visit: Visit, looked: PapersLooked) -> str:
    rows = len(looked.rows)
    if looked.can_load:
        one = visit.said("1 paper can be loaded.")
        return one if rows == 1 else visit.said("{rows} papers can be loaded.", rows=rows)
    return to_correct(visit, sum(one.severity == "error" for one in looked.findings))


def _line(subject: Subject, row: PaperRow) -> PaperLine:
    visit = subject.visit
    if row.kind == "warrant":
        left = (row.quantity or Decimal(0)) - row.exercised - row.cancelled
        size = visit.said("{units} shares", units=figure(left))
    else:
        size = f"{row.amount or Decimal(0):,.2f} {row.currency or subject.issuer.currency}"
    return PaperLine(
        line=str(row.line),
        holder=visit.name(row.holder) if row.holder is not None else row.name or "",
        is_new=row.holder is None,
        label=row.certificate,
        kind=visit.say(KINDS_OF_PAPERS[row.kind]),
        issued_on=visit.show(row.issued_on),
        size=size,
        terms=tuple(_terms(subject, row)),
    )


def _terms(subject: Subject, row: PaperRow) -> Iterator[str]:
    visit = subject.visit
    if row.cap is not None:
        pre = row.kind == "safe" and row.timing == "pre_money"
        cap = figure(row.cap)
        yield (
            visit.said("cap {cap}, pre-money", cap=cap) if pre else visit.said("cap {cap}", cap=cap)
        )
    if row.discount:
        yield visit.said("{percent}% off", percent=_percent(row.discount))
    if row.is_mfn:
        yield visit.said("the terms of a later one, if better")
    if row.rate:
        yield visit.said("{percent}% a year", percent=_percent(row.rate))
    if row.matures_on is not None:
        yield visit.said("due {day}", day=row.matures_on)
    if row.price is not None:
        yield visit.said("at {price} a share", price=stated_price(row.price))
    if row.expires_on is not None:
        yield visit.said("until {day}", day=row.expires_on)
    if row.says:
        yield row.says


def _percent(part: Decimal) -> str:
    return f"{(part * 100).normalize():f}"


def _look(subject: Subject, looked: PapersLooked | None) -> Act:
    visit = subject.visit
    path = f"/desk/{subject.issuer.slug}/convertibles"
    hidden = {"step": "look"}
    if looked is not None:
        hidden |= {"kept": pack(looked.file), "file_name": looked.file.name}
    form = Form(visit, path, hidden, action=visit.to(path))
    return Act(
        form=form.post(),
        title="" if looked else visit.said("Your convertibles and warrants"),
        note="" if looked else visit.said("Nothing is recorded until you have seen what it says."),
        fields=_fields(subject, form, looked),
        button=visit.said("Look again") if looked else visit.said("Look at the file"),
        has_file=True,
        is_second=looked is not None,
    )


def _fields(subject: Subject, form: Form, looked: PapersLooked | None) -> tuple[Field, ...]:
    visit = subject.visit
    first = visit.said("The file") if looked is None else visit.said("Another file")
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
            "days", visit.said("Days are written"), kind="select",
            options=tuple(Option(value=one, says=days[one]) for one in DAYS),
            value=looked.days if looked is not None else "year", is_whole=True,
        ),
        form.field(
            "source", visit.said("Where it comes from"), is_whole=True, is_required=False,
            value=looked.source if looked is not None else "",
            hint=visit.said("such as the ledger of safes and notes"),
        ),
    )  # fmt: skip


def _load(subject: Subject, looked: PapersLooked) -> Act:
    visit = subject.visit
    path = f"/desk/{subject.issuer.slug}/convertibles"
    hidden = {
        "step": "load", "kept": pack(looked.file), "file_name": looked.file.name,
        "on": looked.on.isoformat(), "source": looked.source, "days": looked.days,
        "holders": whom.carried(looked.named), BOOKS: books_now(subject),
    }  # fmt: skip
    form = Form(visit, path, hidden, key="load", action=visit.to(path))
    rows = len(looked.rows)
    one = visit.said("Load 1 paper")
    return Act(
        form=form.post(),
        title=visit.said("Record it"),
        note=visit.said("as of {day}; all of them or none, in one entry", day=looked.on),
        button=one if rows == 1 else visit.said("Load {rows} papers", rows=rows),
        for_good=visit.said(
            "What is recorded is never erased; a whole import can be undone by a further entry."
        ),
    )


ROUTES = (
    Route(path="/desk/{slug}/convertibles", page=papers),
    Route(path="/desk/{slug}/convertibles", page=sent, method="POST"),
    Route(path=f"/desk/{{slug}}/convertibles/{EXAMPLE}", page=example),
)
"""The addresses of the import of convertibles; the ledger to copy stands beside it."""
