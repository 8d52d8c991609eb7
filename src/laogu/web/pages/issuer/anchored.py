"""Anchors of a company, drawn and listed: a figure leads to its fact, a fact to its source."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from laogu.basics import Money
from laogu.connectors import figure
from laogu.evidence import Anchor, AnchorKind, anchors_of
from laogu.operations import AnchorsFound
from laogu.web.chart_axes import short_figure
from laogu.web.drawing import Drawing, Shape
from laogu.web.exports import Sheet, Value, corner
from laogu.web.frame import Link
from laogu.web.pages.issuer.anchor_drawing import drawn
from laogu.web.pages.issuer.facts import address_of, day_of, fact_href, unit_words
from laogu.web.pages.issuer.signs import SHAPES
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.marks.cells import why_href
from laogu.web.shapes import Exports, Sure
from laogu.web.visit import Visit

SHOWN = 10


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
    title: of the section; why: the way to what the mark rests on.
    """

    title: str
    why: Link

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
    has_mark = subject.mark.value is not None
    note = visit.said("what was paid, filled; what was only said, hollow; nothing is converted")
    return Anchors(
        title=visit.said("Mark and band") if has_mark else visit.said("Anchors"),
        why=Link(says=visit.said("the mark as a table, and why"), href=why_href(subject)),
        rows=tuple(_row(subject, one, amount) for one, amount in shown),
        drawing=drawn(subject, found),
        note=note,
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
