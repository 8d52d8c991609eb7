"""What a mark rests on: each anchor with its weight, what was taken off it, where it stands."""

from collections.abc import Iterator

from msgspec import Struct

from laogu.evidence import FactRecorded
from laogu.pricing.marks import TRADES
from laogu.pricing.standard import Counted
from laogu.web.drawing import Drawing, Piece, Shape, bar
from laogu.web.exports import Sheet, Value
from laogu.web.frame import Link
from laogu.web.pages.issuer.facts import address_of, fact_href
from laogu.web.pages.issuer.signs import PRICE_SHAPES, price_words
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.marks.asked import exact
from laogu.web.pages.marks.words import figures_of
from laogu.web.pages.writing import class_name, days_ago, listed
from laogu.web.shapes import Sure
from laogu.web.visit import Visit


class CountedRow(Struct, frozen=True, kw_only=True):
    """An anchor as it counts. figure: as it was told, leading to where it stands.

    taken: what was taken off it; None: nothing. each: what it says of what is marked. without: the
    mark were it not known; None: there would be none.
    """

    day: str
    age: str
    kind: str
    shape: Shape
    fill: str
    figure: str
    href: str
    of: str
    taken: str | None
    each: str
    weight: str
    bar: Drawing
    without: str | None
    source: str
    link: Link | None
    sure: Sure | None


def counted_rows(subject: Subject) -> tuple[CountedRow, ...]:
    """Return every anchor that counts, the heaviest first."""
    return tuple(_counted(subject, one) for one in _heaviest_first(subject))


def counted_sheet(subject: Subject) -> Sheet:
    """Return every anchor that counts, as a table."""
    heads = (
        "on", "kind", "figure", "currency", "stock_class", "taken_off", "each", "weight",
        "reports", "mark_without", "fact_id", "trade_id", "source", "address", "sure",
    )  # fmt: skip

    def rows() -> Iterator[tuple[Value, ...]]:
        for one in _heaviest_first(subject):
            said = _said(subject, one)
            yield (
                one.on, one.kind, exact(one.figure), one.currency, one.stock_class,
                "; ".join(f"{off.what} {exact(off.part):.4f}" for off in one.taken_off) or None,
                exact(one.each), exact(one.weight), one.reports,
                exact(one.without) if one.without is not None else None, one.fact, one.trade,
                said.source if said is not None else None,
                said.address if said is not None else None,
                said.sure if said is not None else None,
            )  # fmt: skip

    return Sheet("counted", heads, rows)


def _heaviest_first(subject: Subject) -> list[Counted]:
    return sorted(subject.mark.anchors, key=lambda one: (-one.weight, -one.on.toordinal()))


def _said(subject: Subject, one: Counted) -> FactRecorded | None:
    return subject.books.evidence.facts[one.fact].said if one.fact is not None else None


def _counted(subject: Subject, one: Counted) -> CountedRow:
    visit = subject.visit
    figures = figures_of(visit, subject.mark)
    said = _said(subject, one)
    is_thin = said is not None and said.sure == "low"
    weight = exact(one.weight)
    return CountedRow(
        day=visit.show(one.on),
        age=days_ago(visit, (subject.on - one.on).days),
        kind=_kind(subject, one),
        shape=PRICE_SHAPES[one.kind],
        fill=("filled" if one.kind in TRADES else "hollow") + (" dotted" if is_thin else ""),
        figure=figures.mark(exact(one.figure)),
        href=_where(subject, one),
        of=_of(subject, one),
        taken=_taken(visit, one),
        each=figures.mark(exact(one.each)),
        weight=f"{weight * 100:.1f}",
        bar=bar(
            (Piece(amount=int(weight * 1000)),), of=1000, says=f"{weight * 100:.1f}%", width=80
        ),
        without=figures.mark(exact(one.without)) if one.without is not None else None,
        source=visit.cited(said.source) if said is not None else visit.said("this market"),
        link=address_of(said) if said is not None else None,
        sure=said.sure if said is not None else None,
    )


def _of(subject: Subject, one: Counted) -> str:
    """Return for which class was paid; blank: there is one class, or nobody said."""
    if one.stock_class is None or len(subject.classes) == 1:
        return ""
    return class_name(subject.visit, one.stock_class)


def _kind(subject: Subject, one: Counted) -> str:
    visit, kind = subject.visit, price_words(subject, one)
    counts_as = visit.show(one.kind, of="price_kind")
    if kind != counts_as and one.kind == "talks":
        kind = visit.said(
            "{kind}, nobody is sure of it: counted as {counts_as}", kind=kind, counts_as=counts_as
        )
    if one.reports == 1:
        return kind
    return visit.said("{kind}, {count} reports counted once", kind=kind, count=one.reports)


def _where(subject: Subject, one: Counted) -> str:
    """Return where an anchor stands: its fact, or the tape it was printed on."""
    if one.fact is not None:
        return fact_href(subject.visit, subject.issuer.slug, one.fact)
    return subject.to() + "#trades" if one.trade is not None else ""


def _taken(visit: Visit, one: Counted) -> str | None:
    """Return what was taken off an anchor, and how much of it; None: nothing."""
    if not one.taken_off:
        return None
    parts = [
        visit.said(
            "{what} {percent}%",
            what=visit.show(off.what, of="taken_off"), percent=f"{exact(off.part) * 100:.1f}",
        )
        for off in one.taken_off
    ]  # fmt: skip
    return listed(visit, parts)
