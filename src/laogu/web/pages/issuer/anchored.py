"""Anchors of a company, drawn and listed: a figure leads to its fact, a fact to its source."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from laogu.basics import Money
from laogu.connectors import figure
from laogu.evidence import Anchor, AnchorKind, Basis, anchors_of
from laogu.operations import AnchorsFound
from laogu.web.anchor_chart import Point, draw_anchors, short_figure
from laogu.web.drawing import Drawing, Shape
from laogu.web.exports import Sheet, Value, corner
from laogu.web.frame import Link
from laogu.web.pages.issuer.facts import address_of, day_of, fact_href, unit_words
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.writing import currency_name
from laogu.web.shapes import Exports, Sure
from laogu.web.visit import Visit

SHOWN = 10

SHAPES: dict[AnchorKind, Shape] = {
    "round": "diamond",
    "transfer": "circle",
    "tender": "square",
    "offer": "up",
    "placing": "right",
    "close": "bar",
    "reserve": "down",
    "talks": "diamond",
    "valuation": "diamond",
    "fund_mark": "circle",
    "appraisal": "square",
}
"""How each kind is drawn; filled where money moved, hollow where it is words only."""


class AnchorRow(Struct, frozen=True, kw_only=True):
    """One anchor. amount: what the holding comes to, with its currency; None: not comparable."""

    day: str
    shape: Shape
    fill: str
    kind: str
    figure: str
    unit: str
    says: str
    amount: str | None
    fact: Link
    source: str
    link: Link | None
    sure: Sure


class Anchors(Struct, frozen=True, kw_only=True):
    """The section. drawing: wide and narrow; None: there is nothing to draw.

    nothing: why there is no anchor; blank: there is one. more: the way to all of them.
    """

    rows: tuple[AnchorRow, ...]
    drawing: tuple[Drawing, Drawing] | None
    note: str
    nothing: str
    more: Link | None
    exports: Exports


def known_anchors(subject: Subject) -> tuple[Anchor, ...]:
    """Return the anchors up to the page's day, by what was written down at its moment."""
    evidence = subject.books.evidence
    found = anchors_of(evidence, subject.issuer.issuer, as_of=subject.on)
    if subject.known_at is None:
        return found
    return tuple(
        one for one in found if evidence.facts[one.said.fact].recorded_at <= subject.known_at
    )


def anchored(subject: Subject) -> Anchors:
    """Return the section of the company's page: the newest anchors, drawn and listed."""
    found = known_anchors(subject)
    shown = [(one, None) for one in found[:SHOWN]]
    more = Link(
        says=subject.visit.said("all {count}, and what a holding would have fetched",
                                count=len(found)),
        href=subject.to("/anchors", as_of=subject.visit.query.get("as_of")),
    )  # fmt: skip
    return section(subject, found, shown, more=more if found else None)


def anchor_words(visit: Visit, one: Anchor) -> tuple[str, str]:
    """Return an anchor's figure, and of what it is."""
    return figure(one.value), unit_words(visit, one.said.unit or "")


def paid_words(visit: Visit, one: Anchor) -> tuple[str, str]:
    """Return an anchor's figure as short as it is exact, and of what it is."""
    _, unit = anchor_words(visit, one)
    return short_figure(one.value, visit.lang), unit


def kind_words(visit: Visit, kind: AnchorKind) -> str:
    """Return what kind of anchor it is, in words."""
    return visit.show(kind, of="anchor_kind")


def fill_of(one: Anchor) -> str:
    """Return how its mark is filled, by whether money moved and how sure it is."""
    filled = "filled" if one.is_money else "hollow"
    return f"{filled} dotted" if one.said.sure == "low" else filled


def anchors_sheet(subject: Subject, found: AnchorsFound | None = None) -> Sheet:
    """Return every anchor as a row, with what the holding comes to."""
    heads = (
        "on", "precision", "kind", "paid", "value", "currency", "basis", "for", "derived",
        "comes_to", "comes_to_currency", "says", "fact_id", "source", "address", "sure",
    )  # fmt: skip

    def rows() -> Iterator[tuple[Value, ...]]:
        known = (
            found.anchors
            if found is not None
            else tuple((one, None) for one in known_anchors(subject))
        )
        for one, amount in known:
            yield (
                one.on, one.said.precision, one.kind, "yes" if one.is_money else "no", one.value,
                one.currency, one.basis, one.of, "yes" if one.is_derived else "no",
                amount.decimal() if amount is not None else None,
                amount.currency if amount is not None else None,
                subject.visit.either(one.said.says_zh, one.said.says_en), one.said.fact,
                one.said.source, one.said.address, one.said.sure,
            )  # fmt: skip

    return Sheet("anchors", heads, rows)


def section(
    subject: Subject,
    found: Sequence[Anchor],
    shown: Sequence[tuple[Anchor, Money | None]],
    *,
    more: Link | None,
) -> Anchors:
    visit = subject.visit
    return Anchors(
        rows=tuple(_row(subject, one, amount) for one, amount in shown),
        drawing=_drawn(subject, found),
        note=visit.said("what was paid, filled; what was only said, hollow; nothing is converted"),
        nothing="" if found else why_no_anchor(subject),
        more=more,
        exports=corner(visit, "anchors"),
    )


def why_no_anchor(subject: Subject) -> str:
    """Return why a company has no anchor, in one sentence."""
    visit = subject.visit
    known = subject.books.evidence.facts_of.on(subject.issuer.issuer)
    if known:
        return visit.said("None of what is known says what it is worth.")
    return visit.said("Nothing is known of it that has a source.")


def _row(subject: Subject, one: Anchor, amount: Money | None) -> AnchorRow:
    visit, said = subject.visit, one.said
    shown, unit = anchor_words(visit, one)
    href = fact_href(visit, subject.issuer.slug, said.fact)
    return AnchorRow(
        day=day_of(visit, said),
        shape=SHAPES[one.kind],
        fill=fill_of(one),
        kind=kind_words(visit, one.kind),
        figure=shown,
        unit=unit,
        says=visit.either(said.says_zh, said.says_en),
        amount=visit.show(amount) if amount is not None else None,
        fact=Link(says=shown, href=href),
        source=visit.cited(said.source),
        link=address_of(said),
        sure=said.sure,
    )


_LIKE: dict[Basis, str] = {
    "share": "share",
    "shares": "shares",
    "percent": "percent",
    "after": "company",
    "before": "company",
    "company": "company",
}


def _drawn(subject: Subject, found: Sequence[Anchor]) -> tuple[Drawing, Drawing] | None:
    """Return the anchors of the basis that most of them have, drawn twice.

    One share, one company and one part are three different things, so only one is drawn; of parts,
    only those for the same part.
    """
    groups: dict[tuple[str, object], list[Anchor]] = {}
    for one in found:
        groups.setdefault((_LIKE[one.basis], one.of), []).append(one)
    largest = max(groups.values(), key=len, default=[])
    if len(largest) < 2:
        return None
    visit = subject.visit
    earliest_first = largest[::-1]
    units = {one.currency: _unit_over(visit, one) for one in earliest_first}
    says = visit.said(
        "{count} anchors from {first} to {last}; the table has every one.",
        count=len(largest), first=largest[-1].on, last=largest[0].on,
    )  # fmt: skip
    points = [_point(subject, one, earliest_first) for one in earliest_first]
    wide, narrow = (
        draw_anchors(
            points, today=subject.on, lang=visit.lang, says=says, units=units,
            today_says=visit.said("today") if not subject.is_past else visit.show(subject.on),
            width=width,
        )
        for width in (832, 358)
    )  # fmt: skip
    return wide, narrow


def _unit_over(visit: Visit, one: Anchor) -> str:
    currency = currency_name(visit, one.currency)
    match _LIKE[one.basis]:
        case "share":
            return visit.said("{currency} a share", currency=currency)
        case "company":
            return visit.said("{currency} for the whole company", currency=currency)
        case _:
            return unit_words(visit, one.said.unit or "")


def _point(subject: Subject, one: Anchor, points: Sequence[Anchor]) -> Point:
    """Return an anchor as it is drawn; of closing prices the last and the highest are named."""
    visit = subject.visit
    closes = [each for each in points if each.kind == "close"]
    is_named = one.kind != "close" or one is closes[-1] or one is max(
        closes, key=lambda each: each.value
    )  # fmt: skip
    says = (
        f"{kind_words(visit, one.kind)} {short_figure(one.value, visit.lang)}" if is_named else ""
    )
    return Point(
        on=one.on,
        value=one.value,
        currency=one.currency,
        shape=SHAPES[one.kind],
        is_paid=one.is_money,
        is_thin=one.said.sure == "low",
        says=says,
    )
