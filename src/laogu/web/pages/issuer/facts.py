"""What is known of an issuer, each fact with its source and how sure; and what contradicts."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from msgspec import Struct

from laogu.evidence import Fact, contradictions, facts_of
from laogu.web.exports import Sheet, corner, figure_or_text
from laogu.web.frame import Link
from laogu.web.pages.issuer.subject import Subject
from laogu.web.shapes import Exports, Sure
from laogu.web.visit import Visit

SHOWN = 8
UNITS: Mapping[str, str] = {
    "shares": "股",
    "HKD": "港元",
    "HKD a share": "港元/股",
    "CNY": "元",
    "CNY a share, derived": "元/股，推算",
    "CNY after the round": "元，投后",
    "CNY raised": "元，融资额",
    "CNY raised, at least": "元，融资额至少",
    "employees": "人",
    "rounds": "轮",
    "rounds, at most": "轮，至多",
}
"""The Chinese of units that facts come in; any other stays as it was written."""

_IS_DAY = re.compile(r"\d{4}-[01]\d-[0-3]\d")


class FactRow(Struct, frozen=True, kw_only=True):
    """One fact. figure: with its unit; blank: it is words only. link: None: no address was kept."""

    day: str
    says: str
    figure: str
    source: str
    link: Link | None
    sure: Sure


class Contradiction(Struct, frozen=True, kw_only=True):
    """Facts that answer one question of one day differently; both stand."""

    day: str
    rows: tuple[FactRow, ...]


class Facts(Struct, frozen=True, kw_only=True):
    """The section; more: where all of them are, None: these are all."""

    rows: tuple[FactRow, ...]
    of: int
    more: Link | None
    contradictions: tuple[Contradiction, ...]
    exports: Exports
    against_exports: Exports


def facts(subject: Subject, *, shows_all: bool) -> Facts:
    """Return what is known up to the page's day, the latest first."""
    visit = subject.visit
    known = _known(subject)
    shown = known if shows_all else known[:SHOWN]
    return Facts(
        rows=tuple(fact_row(visit, one) for one in shown),
        of=len(known),
        more=(
            Link(
                says=visit.said("all {facts}", facts=len(known)),
                href=subject.to("/facts", as_of=visit.query.get("as_of")),
            )
            if len(shown) < len(known)
            else None
        ),
        contradictions=tuple(
            Contradiction(
                day=_day(visit, group[0]), rows=tuple(fact_row(visit, one) for one in group[::-1])
            )
            for group in _against(subject)
        ),
        exports=corner(visit, "facts"),
        against_exports=corner(visit, "contradictions"),
    )


def _against(subject: Subject) -> list[tuple[Fact, ...]]:
    groups = contradictions(subject.books.evidence, subject.issuer.issuer)
    return [tuple(one) for one in groups if one[0].said.effective_on <= subject.on]


def contradictions_sheet(subject: Subject) -> Sheet:
    """Return the facts that contradict each other, a row each; those of one question together."""
    visit = subject.visit
    heads = ("on", "question", "value", "unit", "says", "source", "address", "sure")
    rows = [
        (
            one.said.effective_on,
            one.said.question,
            figure_or_text(one.said.value),
            one.said.unit,
            visit.either(one.said.says_zh, one.said.says_en),
            one.said.source,
            one.said.address,
            one.said.sure,
        )
        for group in _against(subject)
        for one in group
    ]
    return Sheet("contradictions", heads, rows)


def facts_sheet(subject: Subject) -> Sheet:
    """Return every fact as a row."""
    visit = subject.visit
    heads = ("on", "precision", "question", "says", "value", "unit", "source", "address", "sure")
    return Sheet(
        "facts",
        heads,
        [
            (
                one.said.effective_on,
                one.said.precision,
                one.said.question,
                visit.either(one.said.says_zh, one.said.says_en),
                figure_or_text(one.said.value),
                one.said.unit,
                one.said.source,
                one.said.address,
                one.said.sure,
            )
            for one in _known(subject)
        ],
    )


def _known(subject: Subject) -> tuple[Fact, ...]:
    found = facts_of(subject.books.evidence, subject.issuer.issuer, as_of=subject.on)
    if subject.known_at is None:
        return found
    return tuple(one for one in found if one.recorded_at <= subject.known_at)


def fact_row(visit: Visit, fact: Fact) -> FactRow:
    """Return a fact in the reader's language."""
    said = fact.said
    return FactRow(
        day=_day(visit, fact),
        says=visit.either(said.says_zh, said.says_en),
        figure=_figure(visit, said.value, said.unit),
        source=said.source,
        link=_link(said.source, said.address),
        sure=said.sure,
    )


def _figure(visit: Visit, value: str | None, unit: str | None) -> str:
    if value is None:
        return ""
    if unit == "day":
        return visit.show(date.fromisoformat(value)) if _IS_DAY.fullmatch(value) else value
    try:
        shown = visit.show(Decimal(value))
    except InvalidOperation:
        shown = value
    if unit == "percent":
        return f"{shown}%"
    return f"{shown} {visit.either(UNITS.get(unit, unit), unit)}" if unit else shown


def _link(source: str, address: str | None) -> Link | None:
    """Return the way to a source; only an address of the web is one."""
    if address is None or not address.startswith(("https://", "http://")):
        return None
    return Link(says=source, href=address)


def _day(visit: Visit, fact: Fact) -> str:
    """Return a fact's day as precisely as it was said."""
    on: date = fact.said.effective_on
    match fact.said.precision:
        case "year":
            return f"{on.year}"
        case "month":
            return visit.either(f"{on:%Y-%m}", visit.show(on).partition(" ")[2])
        case _:
            return visit.show(on)
