"""What is known of an issuer, each fact with its source and how sure; and what contradicts."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from msgspec import Struct

from laogu.basics import FactId
from laogu.evidence import Fact, FactRecorded, contradictions, facts_of
from laogu.web.exports import Sheet, corner, figure_or_text
from laogu.web.frame import Link
from laogu.web.pages.issuer.subject import Subject
from laogu.web.shapes import Exports, Sure
from laogu.web.visit import Visit

SHOWN = 8
UNITS: Mapping[str, str] = {
    "shares": "股",
    "HKD": "港元",
    "CNY": "元",
    "USD": "美元",
    "CNY raised": "元，融资额",
    "USD raised": "美元，融资额",
    "CNY with a claim": "元，含债权",
    "CNY for more than 300 million shares": "元，对应 3 亿余股",
    "USD before the listing": "美元，上市前",
    "employees": "人",
    "institutions": "家",
    "rounds": "轮",
    "times": "倍",
    "percent of votes": "% 投票权",
    "votes a share": "票/股",
}
"""The Chinese of units that facts come in; any other stays as it was written."""

CHINESE_UNITS: Mapping[str, str] = {
    "CNY": "元",
    "HKD": "港元",
    "USD": "美元",
    "derived": "推算",
    "about": "约数",
    "at least": "至少",
    "at most": "至多",
}
_PATTERNS = tuple(
    (re.compile(pattern), chinese)
    for pattern, chinese in (
        (r"(?P<currency>[A-Z]{3}) a share", "{currency}/股"),
        (r"(?P<currency>[A-Z]{3}) after the round", "{currency}，投后"),
        (r"(?P<currency>[A-Z]{3}) before the round", "{currency}，投前"),
        (r"(?P<currency>[A-Z]{3}) for the whole company", "{currency}，公司整体"),
        (r"(?P<currency>[A-Z]{3}) for (?P<part>[\d.]+)%", "{currency}，对应 {part}%"),
        (r"(?P<currency>[A-Z]{3}) for (?P<part>[\d,]+) shares", "{currency}，对应 {part} 股"),
        (r"shares locked through (?P<day>[\d-]+)", "股，限售至 {day}"),
    )
)
_MANY = re.compile(r"\b\d{5,18}\b")
_IS_DAY = re.compile(r"\d{4}-[01]\d-[0-3]\d")


class FactRow(Struct, frozen=True, kw_only=True):
    """One fact. figure: with its unit; blank: words only. link: None: no address was kept."""

    id: str
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
                day=day_of(visit, group[0].said),
                rows=tuple(fact_row(visit, one) for one in group[::-1]),
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
        id=said.fact,
        day=day_of(visit, said),
        says=visit.either(said.says_zh, said.says_en),
        figure=_figure(visit, said.value, said.unit),
        source=visit.cited(said.source),
        link=address_of(said),
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
    if unit is not None and unit.partition(",")[0] == "percent":
        return f"{shown}%"
    return f"{shown} {unit_words(visit, unit)}" if unit else shown


def unit_words(visit: Visit, unit: str) -> str:
    """Return a unit in the reader's language, where we know its words; else as it was written."""
    unit = _MANY.sub(lambda digits: f"{int(digits[0]):,}", unit)
    if visit.lang == "en" or unit in UNITS:
        return UNITS.get(unit, unit) if visit.lang == "zh" else unit
    words, comma, how = unit.partition(", ")
    for pattern, chinese in _PATTERNS:
        found = pattern.fullmatch(words)
        if found is not None:
            parts = {name: CHINESE_UNITS.get(one, one) for name, one in found.groupdict().items()}
            words = chinese.format(**parts)
            break
    words = UNITS.get(words, words)
    return f"{words}，{CHINESE_UNITS.get(how, how)}" if comma else words


def address_of(said: FactRecorded) -> Link | None:
    """Return the way to a fact's source; only an address of the web is one."""
    if said.address is None or not said.address.startswith(("https://", "http://")):
        return None
    return Link(says=said.source, href=said.address)


def fact_href(visit: Visit, slug: str, fact: FactId) -> str:
    """Return where a fact stands among all that are known of a company."""
    return visit.to(f"/company/{slug}/facts", as_of=visit.query.get("as_of")) + f"#{fact}"


def day_of(visit: Visit, said: FactRecorded) -> str:
    """Return a fact's day as precisely as it was said."""
    on: date = said.effective_on
    match said.precision:
        case "year":
            return f"{on.year}"
        case "month":
            return visit.either(f"{on:%Y-%m}", visit.show(on).partition(" ")[2])
        case _:
            return visit.show(on)
