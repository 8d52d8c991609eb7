"""A package of somebody's whole history: looked at with all that is found, then taken or not.

Always true: what is recorded is what was shown, read with the readings that were shown.
"""

import asyncio
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import Finding, LaoguError, day, request_id
from laogu.connectors import LIMITS, figure, ocf
from laogu.register import CannotLoad, history
from laogu.web.forms import Form, wrong
from laogu.web.frame import Link
from laogu.web.pages.acts import Act, sent_of
from laogu.web.pages.desk.findings import FindingGroup, as_file, counts, groups, to_correct
from laogu.web.pages.desk.kept import pack
from laogu.web.pages.issuer.subject import Subject
from laogu.web.sent import ASK, REQUEST_ID, File
from laogu.web.shapes import Option, Wrong
from laogu.web.showing import Page, Shown, moved, page
from laogu.web.visit import Visit

UPLOADED = replace(ocf.LIMITS, package_bytes=64 * 1024 * 1024, objects=100_000, entries=500)
"""How much of a package is read that was sent to a page; the shell reads larger ones."""

MOST_HOLDERS = 50
TAKE = "register.take"


class HeldRow(Struct, frozen=True, kw_only=True):
    """One holder by the package: units of each class, then grants, warrants and convertibles."""

    name: str
    parts: tuple[str | None, ...]


class TotalRow(Struct, frozen=True, kw_only=True):
    """What all holders have of one thing: by the readings chosen, and by each other one."""

    kind: str
    of: str
    totals: tuple[str | None, ...]


class PackagePage(Page, frozen=True, kw_only=True):
    """A package that was looked at. load: None: it cannot be recorded; why says why not.

    other: names of the readings that would come to other totals, each a column beside the first.
    """

    name: str
    desk: Link
    file: str
    version: str
    sentence: str
    counts: str
    groups: tuple[FindingGroup, ...]
    as_of: str
    heads: tuple[str, ...]
    rows: tuple[HeldRow, ...]
    rows_of: int
    other: tuple[str, ...]
    totals: tuple[TotalRow, ...]
    now: str
    look: Act
    load: Act | None
    why: Wrong | None


class Package(Struct, frozen=True, kw_only=True):
    """A package that was read, and the day on which it is shown; None: its own."""

    file: File
    read: ocf.PackageRead
    on: date | None


def is_package(content: bytes) -> bool:
    """Return whether the bytes are a zip of an Open Cap Format package and no workbook.

    An OpenDocument has a manifest too, of its own name.
    """
    if not content.startswith(b"PK") or b"xl/workbook.xml" in content:
        return False
    if b"META-INF/manifest.xml" in content:
        return False
    return b".ocf.json" in content or b"anifest" in content


async def package_sent(visit: Visit, subject: Subject, sent_file: File) -> Shown:
    """Show a package that was sent, give its findings as a file, or record it."""
    sent = sent_of(visit)
    found = await _read(sent_file, sent.fields)
    asked = sent.own.get(ASK, "")
    slug = subject.issuer.slug
    refused = _refused(visit, slug, found)
    if asked:
        return as_file(visit, _found(found.read, refused), kind=asked)
    on = f"/desk/{slug}/load"
    there = visit.at(on, {}, None)
    is_sound = found.read.accepted and refused is None
    if sent.fields.get("step") == "load" and is_sound:
        await visit.running.execute(
            TAKE,
            ocf.request_of(found.read, issuer=slug),
            by=visit.must_be_somebody(),
            request_id=request_id(sent.own.get(REQUEST_ID, "")),
        )
        return moved(visit, visit.to(f"/desk/{slug}") + "#holders")
    shown = _page(Subject(there, slug), found, refused)
    return page(there, "package.html", shown)


async def _read(sent: File, fields: Mapping[str, str]) -> Package:
    """Return a package read; the reading itself leaves the market free to go on."""
    readings = history.Readings(
        partial_exercise="strict" if fields.get("partial_exercise") == "strict" else "residual",
        split="applied" if fields.get("split") == "applied" else "reissued",
    )
    read = await asyncio.to_thread(
        ocf.read_bytes, sent.content, sent.name, readings=readings, limits=UPLOADED
    )
    given = fields.get("as_of", "")
    return Package(file=sent, read=read, on=day(given) if given else None)


def _refused(visit: Visit, slug: str, found: Package) -> LaoguError | None:
    """Return why a package that is sound cannot be taken onto this register."""
    if not found.read.accepted:
        return None
    try:
        request = ocf.request_of(found.read, issuer=slug)
        visit.running.preview(TAKE, request, by=visit.must_be_somebody())
    except LaoguError as error:
        return error
    return None


def _found(read: ocf.PackageRead, refused: LaoguError | None) -> tuple[Finding, ...]:
    """Return what was found in a package, and what keeps it from this register."""
    more = refused.findings if isinstance(refused, CannotLoad) else ()
    return (*read.findings, *(one for one in more if isinstance(one, Finding)))


def _page(subject: Subject, found: Package, refused: LaoguError | None) -> PackagePage:
    visit, read = subject.visit, found.read
    told = ocf.cap_table(read, visit.words, as_of=found.on)
    heads, rows = _held(visit, told)
    other, totals = _totals(visit, found, told)
    slug = subject.issuer.slug
    can_load = read.accepted and refused is None
    return PackagePage(
        title=visit.said("Load a register"),
        place="desk",
        zone=subject.issuer.zone,
        name=subject.name(),
        desk=Link(says=visit.said("Back to the issuer desk"), href=visit.to(f"/desk/{slug}")),
        file=found.file.name,
        version=read.version,
        sentence=_sentence(visit, read, refused),
        counts=counts(visit, _found(read, refused)),
        groups=groups(visit, _found(read, refused)),
        as_of=visit.show(date.fromisoformat(told["as_of"])) if told["as_of"] else "",
        heads=heads,
        rows=rows[:MOST_HOLDERS],
        rows_of=len(rows),
        other=other,
        totals=totals,
        now=_now(subject),
        look=_look(subject, found),
        load=_load(subject, found) if can_load else None,
        why=wrong(visit, refused) if refused is not None else None,
    )


def _sentence(visit: Visit, read: ocf.PackageRead, refused: LaoguError | None) -> str:
    if refused is not None:
        return visit.said("The package has no error; this register cannot take it.")
    if read.accepted:
        return visit.said("The package can be taken as it is.")
    return to_correct(visit, sum(one.severity == "error" for one in read.findings))


def _now(subject: Subject) -> str:
    """Return what is on the register today, so that the package can be held against it."""
    visit, table = subject.visit, subject.table
    if not table.rows:
        return visit.said("Nothing is on the register yet.")
    held = "; ".join(
        f"{subject.class_name(one)} {visit.quantity(table.totals[one.stock_class], one.decimals)}"
        for one in subject.classes
    )
    return visit.said("On the register now: {held}.", held=held)


def _held(visit: Visit, told: dict[str, Any]) -> tuple[tuple[str, ...], tuple[HeldRow, ...]]:
    """Return the heads and rows of the cap table that the package comes to."""
    beside = {
        "grants": visit.said("Grants"),
        "warrants": visit.said("Warrants"),
        "convertibles": visit.said("Convertibles"),
    }
    there = [part for part in beside if any(row[part] for row in told["rows"])]
    classes = [(one["stock_class_id"], one["name"]) for one in told["classes"]]
    rows = tuple(
        HeldRow(
            name=row["holder"] or row["holder_id"],
            parts=(
                *(_figure(row["quantities"].get(id_)) for id_, _ in classes),
                *(_summed(row[part].values()) for part in there),
            ),
        )
        for row in told["rows"]
    )
    return (*(name for _, name in classes), *(beside[part] for part in there)), rows


def _totals(
    visit: Visit, found: Package, told: dict[str, Any]
) -> tuple[tuple[str, ...], tuple[TotalRow, ...]]:
    """Return what each reading comes to, side by side."""
    at = ocf.positions(found.read, visit.words, as_of=found.on)
    others = at["other_readings"]
    names = {one["stock_class_id"]: one["name"] for one in told["classes"]}
    if found.read.lives is not None:
        names |= {id_: one.name for id_, one in found.read.lives.history.plans.items() if one.name}
    words = _reading_words(visit)
    columns = [at["totals"], *(one["totals"] for one in others)]
    keys: dict[tuple[str, str], None] = {}
    figures: list[dict[tuple[str, str], str]] = []
    for column in columns:
        known = {}
        for one in column:
            of = next(str(one[name]) for name in one if name not in ("kind", "quantity"))
            known[one["kind"], of] = one["quantity"]
            keys[one["kind"], of] = None
        figures.append(known)
    rows = tuple(
        TotalRow(
            kind=visit.show(kind, of="security_kind"),
            of=names.get(of, of),
            totals=tuple(_figure(each.get((kind, of))) for each in figures),
        )
        for kind, of in keys
    )
    return tuple(words[one["reading"], one["value"]] for one in others), rows


def _reading_words(visit: Visit) -> dict[tuple[str, str], str]:
    return {
        ("partial_exercise", "residual"): visit.said("the rest of a grant lives on"),
        ("partial_exercise", "strict"): visit.said("the first exercise ends the grant"),
        ("split", "reissued"): visit.said("only what was issued again"),
        ("split", "applied"): visit.said("everything is multiplied"),
    }


def _figure(text: str | None) -> str | None:
    return None if text is None else figure(Decimal(text))


def _summed(parts: Any) -> str | None:
    known = [Decimal(one) for one in parts if one is not None]
    return figure(sum(known, Decimal(0))) if known else None


def _look(subject: Subject, found: Package) -> Act:
    visit = subject.visit
    path = f"/desk/{subject.issuer.slug}/load"
    hidden = {"step": "look", "kept": pack(found.file), "file_name": found.file.name}
    form = Form(visit, path, hidden, action=visit.to(path))
    words, readings = _reading_words(visit), found.read.readings
    fields = (
        form.field(
            "partial_exercise", visit.said("After an exercise of a part"), kind="select",
            options=_options(words, "partial_exercise"), value=readings.partial_exercise,
            is_whole=True,
        ),
        form.field(
            "split", visit.said("After a split"), kind="select", options=_options(words, "split"),
            value=readings.split, is_whole=True,
        ),
        form.field(
            "as_of", visit.said("Shown as of"), kind="date", is_required=False, is_whole=True,
            value=found.on.isoformat() if found.on is not None else "",
        ),
        form.field("file", visit.said("Another file"), kind="file", is_required=False,
                   is_whole=True),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Read it otherwise"),
        fields=fields,
        button=visit.said("Look again"),
        has_file=True,
        is_second=True,
    )


def _options(words: Mapping[tuple[str, str], str], reading: str) -> tuple[Option, ...]:
    return tuple(
        Option(value=value, says=says) for (of, value), says in words.items() if of == reading
    )


def _load(subject: Subject, found: Package) -> Act:
    visit = subject.visit
    path = f"/desk/{subject.issuer.slug}/load"
    hidden = {
        "step": "load",
        "kept": pack(found.file),
        "file_name": found.file.name,
        "partial_exercise": found.read.readings.partial_exercise,
        "split": found.read.readings.split,
    }
    form = Form(visit, path, hidden, key="load", action=visit.to(path))
    return Act(
        form=form.post(),
        title=visit.said("Record it"),
        note=visit.said("the whole history, in one entry, or none of it"),
        button=visit.said("Take the history"),
        for_good=visit.said(
            "What is recorded is never erased; a whole import can be undone by a further entry."
        ),
    )


def package_limits_said(visit: Visit) -> str:
    """Return how large a package may be that is sent to a page."""
    return visit.said(
        "A package may have {size} MiB, and {unpacked} MiB unpacked; the shell reads larger ones.",
        size=LIMITS.file_bytes // 1024 // 1024,
        unpacked=UPLOADED.package_bytes // 1024 // 1024,
    )
