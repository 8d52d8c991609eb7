"""Markets: the companies whose registers are kept here, what was recorded last, the days ahead."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from laogu.basics import in_words
from laogu.evidence import Fact, facts_of
from laogu.market import Print
from laogu.pricing.standard import ClassMark
from laogu.register import IssuerRegistered
from laogu.web.drawing import Drawing, Shape
from laogu.web.exports import Sheet, Value, corner, exported, figure_or_text
from laogu.web.frame import Link
from laogu.web.pages import market_order
from laogu.web.pages.issuer.anchored import fill_of, kind_words, paid_words
from laogu.web.pages.issuer.facts import FactRow, day_of, fact_row
from laogu.web.pages.issuer.rulebook import rulebook_named
from laogu.web.pages.issuer.signs import SHAPES
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.issuer.trading import tape_of
from laogu.web.pages.issuer.windows import running
from laogu.web.pages.market_order import anchor_of
from laogu.web.pages.marks.asked import chosen_of, exact, standard_of
from laogu.web.pages.marks.drawn import spark
from laogu.web.pages.marks.words import Marked, marked, model_note
from laogu.web.pages.writing import class_name, currency_name, days_ago
from laogu.web.routes import Route
from laogu.web.shapes import Exports, Filter, Sure
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit

NO_BREAK = "\u00a0"
RECENT = 8
AHEAD = 6


class IssuerRow(Struct, frozen=True, kw_only=True):
    """One company.

    last: its last trade, or where there was none its last anchor; None: neither. shape, fill, sure:
    of that anchor. stock_class: of which the mark is; blank: of the whole.
    """

    name: str
    other: str
    href: str
    is_example: bool
    legal: str
    mark: Marked
    spark: Drawing
    last: str | None
    last_on: str
    shape: Shape | None
    fill: str
    kind: str
    sure: Sure | None
    stock_class: str
    rulebook: str
    window: Link | None


class RecentRow(Struct, frozen=True, kw_only=True):
    """A fact, and the company it is of."""

    issuer: Link
    fact: FactRow


class AheadRow(Struct, frozen=True, kw_only=True):
    """A day on which shares come free."""

    day: str
    issuer: Link
    units: str
    left: str


class MarketsPage(Page, frozen=True, kw_only=True):
    """The companies; where there are none, the first things to do."""

    facts_line: tuple[str, ...]
    rows: tuple[IssuerRow, ...]
    filters: tuple[Filter, ...]
    exports: Exports
    recent: tuple[RecentRow, ...]
    recent_exports: Exports
    ahead: tuple[AheadRow, ...]
    ahead_exports: Exports
    further: tuple[Link, ...]
    first_things: tuple[tuple[str, str, Link | None], ...]


def markets(visit: Visit) -> Shown:
    """Return the list of companies."""
    issuers = visit.books.register.issuers.values()
    subjects = [Subject(visit, one.slug) for one in issuers]
    ordered = market_order.ordered(visit, market_order.shown(visit, subjects))
    file = exported(visit, _sheet(ordered), _recent_sheet(visit), _ahead_sheet(subjects))
    if file is not None:
        return file
    is_example = any(one.issuer.example for one in subjects)
    shown = MarketsPage(
        title=visit.said("Markets"),
        is_of_a_day=True,
        place="markets",
        told_by=frozenset({"issuer:", "window:", "market", "clock"}),
        example=visit.said("Whatever is marked as an example is invented.") if is_example else "",
        note=model_note(visit),
        facts_line=_facts_line(visit, subjects),
        rows=tuple(_row(one) for one in ordered),
        filters=market_order.filters(visit),
        exports=corner(visit, "companies"),
        recent=_recent_rows(visit),
        recent_exports=corner(visit, "recent"),
        ahead=_ahead_rows(subjects),
        ahead_exports=corner(visit, "ahead"),
        further=(
            Link(says=visit.said("Indexes of marks"), href=visit.to("/indexes")),
            Link(says=visit.said("How the marks have done"), href=visit.to("/scores")),
            Link(says=visit.said("Unlock calendar"), href=visit.to("/unlocks")),
        ),
        first_things=() if subjects else _first_things(visit),
    )
    return page(visit, "markets.html", shown)


def _row(subject: Subject) -> IssuerRow:
    visit, one = subject.visit, subject.issuer
    prints = tape_of(subject)
    rulebook, version, _ = rulebook_named(subject)
    return IssuerRow(
        name=subject.name(),
        other=visit.either(one.name_en, one.name_zh) if one.name_en != one.name_zh else "",
        href=subject.to(),
        is_example=one.example,
        legal=" · ".join(part for part in (subject.country(), subject.form()) if part != "unknown"),
        mark=marked(subject),
        spark=spark(subject),
        stock_class=_class_of_mark(subject),
        rulebook=f"{rulebook} {version}",
        window=running(subject),
        **_last(subject, prints),
    )


def _class_of_mark(subject: Subject) -> str:
    one = chosen_of(subject)
    return class_name(subject.visit, one.stock_class) if isinstance(one, ClassMark) else ""


def _last(subject: Subject, prints: Sequence[Print]) -> dict[str, Any]:
    """Return the cell of what was paid last: in this market, or where nothing was, anywhere."""
    visit = subject.visit
    empty = {"last": None, "last_on": "", "shape": None, "fill": "", "kind": "", "sure": None}
    if prints:
        price = prints[0].price
        paid = f"{visit.show(price.decimal())} {currency_name(visit, price.currency)}"
        on = visit.show(prints[0].settled_on)
        return empty | {"last": paid, "last_on": on, "kind": visit.said("trade here")}
    anchor = anchor_of(subject)
    if anchor is None:
        return empty
    figure, unit = paid_words(visit, anchor)
    age = days_ago(visit, (subject.on - anchor.on).days)
    precise = anchor.said.precision == "day"
    day = day_of(visit, anchor.said)
    return {
        "last": visit.said("{figure} {unit}", figure=figure, unit=unit),
        "last_on": f"{day} · {age.replace(' ', NO_BREAK)}" if precise else day,
        "shape": SHAPES[anchor.kind],
        "fill": fill_of(anchor),
        "kind": kind_words(visit, anchor.kind),
        "sure": anchor.said.sure,
    }


def _sheet(subjects: list[Subject]) -> Sheet:
    heads = (
        "slug", "name", "stock_class", "quantity", "locked", "last_price", "currency", "last_on",
        "anchor_kind", "anchor", "anchor_unit", "anchor_on", "mark", "mark_currency", "mark_of",
        "low", "high", "grade", "why",
    )  # fmt: skip
    rows = []
    for one in subjects:
        prints = tape_of(one)
        last = prints[0] if prints else None
        anchor = anchor_of(one)
        decimals = one.kind.decimals if one.kind else 0
        rows.append(
            (
                one.issuer.slug,
                one.name(),
                one.kind.name_en if one.kind else None,
                in_words(one.total, decimals) if one.kind else None,
                in_words(one.kept, decimals) if one.kind else None,
                last.price.decimal() if last else None,
                last.price.currency if last else None,
                last.settled_on if last else None,
                anchor.kind if anchor else None,
                anchor.value if anchor else None,
                anchor.said.unit if anchor else None,
                anchor.on if anchor else None,
                *_mark_values(one),
            )
        )
    return Sheet("companies", heads, rows)


def _mark_values(subject: Subject) -> tuple[Value, ...]:
    """Return the mark of a company as a program reads it: figure, of what, band, grade, why."""
    one, standard = chosen_of(subject), standard_of(subject)
    why = subject.visit.say(one.reason)
    if one.value is None or one.band is None:
        return (None, None, None, None, None, None, why)
    low, high = (exact(end) for end in one.band)
    return (exact(one.value), standard.currency, standard.basis, low, high, one.grade, why)


def _facts_line(visit: Visit, subjects: list[Subject]) -> tuple[str, ...]:
    if not subjects:
        return (visit.said("no company yet"),)
    count = len(subjects)
    traded = sum(1 for one in subjects if tape_of(one))
    return (
        visit.said("one company") if count == 1 else visit.said("{count} companies", count=count),
        visit.said(
            "{count} with a mark",
            count=sum(1 for one in subjects if chosen_of(one).value is not None),
        ),
        visit.said(
            "{count} with an anchor",
            count=sum(1 for one in subjects if anchor_of(one) is not None),
        ),
        visit.said("{count} with a trade in this market", count=traded),
    )


def _recent(visit: Visit) -> list[tuple[Fact, IssuerRegistered]]:
    """Return the facts of the latest days, of all companies, the latest first."""
    found = [
        (fact, one)
        for one in visit.books.register.issuers.values()
        for fact in facts_of(visit.books.evidence, one.issuer, as_of=visit.today(one.zone))[:RECENT]
    ]
    found.sort(key=lambda pair: (pair[0].said.effective_on, pair[0].said.fact), reverse=True)
    return found[:RECENT]


def _recent_rows(visit: Visit) -> tuple[RecentRow, ...]:
    return tuple(
        RecentRow(
            issuer=Link(says=visit.issuer_name(one), href=visit.to(f"/company/{one.slug}")),
            fact=fact_row(visit, fact),
        )
        for fact, one in _recent(visit)
    )


def _recent_sheet(visit: Visit) -> Sheet:
    rows = [
        (
            fact.said.effective_on,
            one.slug,
            visit.either(fact.said.says_zh, fact.said.says_en),
            figure_or_text(fact.said.value),
            fact.said.unit,
            fact.said.source,
            fact.said.sure,
        )
        for fact, one in _recent(visit)
    ]
    return Sheet("recent", ("on", "slug", "says", "value", "unit", "source", "sure"), rows)


def _ahead(subjects: list[Subject]) -> list[tuple[date, int, Subject]]:
    """Return the next days on which shares come free, of all companies, and how many units."""
    found = [
        (release.on, release.units, one)
        for one in subjects
        for release in one.releases
        if release.on is not None
    ]
    return sorted(found, key=lambda each: each[0])[:AHEAD]


def _ahead_rows(subjects: list[Subject]) -> tuple[AheadRow, ...]:
    return tuple(
        AheadRow(
            day=one.visit.show(on),
            issuer=Link(says=one.name(), href=one.to() + "#releases"),
            units=one.quantity(units),
            left=one.visit.show((on - one.on).days),
        )
        for on, units, one in _ahead(subjects)
    )


def _ahead_sheet(subjects: list[Subject]) -> Sheet:
    rows = [
        (on, one.issuer.slug, in_words(units, one.kind.decimals if one.kind else 0))
        for on, units, one in _ahead(subjects)
    ]
    return Sheet("ahead", ("free_on", "slug", "quantity"), rows)


def _first_things(visit: Visit) -> tuple[tuple[str, str, Link | None], ...]:
    """Return what an empty market begins with, as commands and as links."""
    desk = Link(says=visit.said("operator desk"), href=visit.to("/operator"))
    return (
        (
            visit.said("Register your company, then load its register from a spreadsheet:"),
            "./run issuer register",
            desk if visit.sight.sees_all else Link(says=visit.said("Sign in"),
                                                  href=visit.to("/sign-in", back=visit.to("/"))),
        ),
        (
            visit.said("Or open the practice market, with an invented company and a clock that may "
                       "be moved:"),
            "./run serve --practice",
            None,
        ),
    )  # fmt: skip


ROUTES = (Route(path="/", page=markets),)
