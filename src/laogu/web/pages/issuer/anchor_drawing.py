"""The drawing of a company through time: its mark with the band, and its anchors by kind."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from msgspec.structs import replace

from laogu.evidence import Anchor, Basis
from laogu.pricing.marks import TRADES
from laogu.pricing.standard import Counted, Moment, ahead
from laogu.web.anchor_chart import Level, Point, Release, draw_anchors
from laogu.web.chart_axes import short_figure
from laogu.web.drawing import Drawing
from laogu.web.pages.issuer.facts import unit_words
from laogu.web.pages.issuer.signs import PRICE_SHAPES, SHAPES, price_words
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.marks.asked import exact, exact_span
from laogu.web.pages.writing import currency_name
from laogu.web.visit import Visit

WIDTHS = (832, 358)

_LIKE: dict[Basis, str] = {
    "share": "share",
    "shares": "shares",
    "percent": "percent",
    "after": "company",
    "before": "company",
    "company": "company",
}


def drawn(subject: Subject, found: Sequence[Anchor]) -> tuple[Drawing, Drawing] | None:
    """Return the drawing, wide and narrow; None: there is too little to draw.

    One share, one company and one part are three different things, so only one is drawn: what the
    mark is of; where there is none, what most anchors are of, and of parts only those alike.
    """
    visit = subject.visit
    points = counted_points(subject, found) if subject.mark.value is not None else []
    if points:
        points = _outside(visit, points, subject.marks)
        drawn_units = _units(visit, subject, points)
    else:
        largest = _largest(found)
        if len(largest) < 2:
            return None
        points = [_point(visit, one, largest) for one in largest]
        drawn_units = {one.currency: _unit_over(visit, one) for one in largest}
    levels = [level_of(one) for one in _history(subject)]
    coming = _coming(subject, points)
    says = visit.said(
        "{count} anchors from {first} to {last}; the table has every one.",
        count=len(points), first=points[0].on, last=points[-1].on,
    )  # fmt: skip
    wide, narrow = (
        draw_anchors(
            points, today=subject.on, lang=visit.lang, says=says, units=drawn_units,
            today_says=visit.said("today") if not subject.is_past else visit.show(subject.on),
            levels=levels, ahead=coming if levels else (), free=tuple(_free(subject)), width=width,
        )
        for width in WIDTHS
    )  # fmt: skip
    return wide, narrow


def largest_points(visit: Visit, found: Sequence[Anchor]) -> list[Point]:
    """Return the points of the basis that most anchors have, the earliest first."""
    largest = _largest(found)
    return [_point(visit, one, largest) for one in largest]


def _largest(found: Sequence[Anchor]) -> list[Anchor]:
    """Return the anchors of the basis that most have, the earliest first."""
    groups: dict[tuple[str, object], list[Anchor]] = {}
    for one in found:
        groups.setdefault((_LIKE[one.basis], one.of), []).append(one)
    return max(groups.values(), key=len, default=[])[::-1]


def counted_points(subject: Subject, found: Sequence[Anchor]) -> list[Point]:
    """Return what the mark counts, at what it says of what is marked, and the like beside it."""
    visit, mark = subject.visit, subject.mark
    facts = subject.books.evidence.facts
    closes = [one for one in mark.anchors if one.kind == "market_close"]
    named = {closes[-1].on, max(closes, key=lambda one: one.each).on} if closes else set()
    points = []
    for one in mark.anchors:
        is_named = one.kind != "market_close" or one.on in named
        points.append(
            Point(
                on=one.on,
                value=exact(one.each),
                currency=one.currency,
                shape=PRICE_SHAPES[one.kind],
                is_paid=one.kind in TRADES,
                is_thin=one.fact is not None and facts[one.fact].said.sure == "low",
                says=_name_of(subject, one) if is_named else "",
            )
        )
    counted = {one.fact for one in mark.anchors}
    like = "share" if mark.basis == "per_share" else "company"
    beside = [
        one for one in found
        if _LIKE[one.basis] == like and one.said.fact not in counted
        and one.currency != mark.currency
    ]  # fmt: skip
    points += [_point(visit, one, beside) for one in beside]
    return sorted(points, key=lambda one: one.on)


def _outside(visit: Visit, points: list[Point], marks: Sequence[Moment]) -> list[Point]:
    """Return the points; the one that fell furthest out of the band before it is named so."""
    far: tuple[Decimal, int] | None = None
    for at, one in enumerate(points):
        before = [each for each in marks if each.on < one.on and each.currency == one.currency]
        if not before or not one.is_paid:
            continue
        low, high = exact_span(before[-1].band)
        out = max(one.value / high, low / one.value)
        if out > 1 and (far is None or out > far[0]):
            far = out, at
    if far is None:
        return points
    one = points[far[1]]
    figure = short_figure(_short(one.value), visit.lang)
    name = one.says or visit.said("{day}: {figure}", day=one.on, figure=figure)
    points[far[1]] = replace(one, says=visit.said("{name}, outside the band before", name=name))
    return points


def _name_of(subject: Subject, one: Counted) -> str:
    figure = short_figure(_short(exact(one.figure)), subject.visit.lang)
    return f"{price_words(subject, one)} {figure}"


def _short(value: Decimal) -> Decimal:
    """Return a figure with six digits at most: one worked out from a part has many."""
    if len(value.normalize().as_tuple().digits) <= 6:
        return value
    return value.quantize(Decimal(1).scaleb(value.adjusted() - 3))


def _units(visit: Visit, subject: Subject, points: Sequence[Point]) -> dict[str, str]:
    """Return what each currency stands for over its part."""
    per_share = subject.mark.basis == "per_share"
    found = {}
    for one in points:
        currency = currency_name(visit, one.currency)
        found[one.currency] = (
            visit.said("{currency} a share", currency=currency)
            if per_share
            else visit.said("{currency} for the whole company", currency=currency)
        )
    return found


def _history(subject: Subject) -> tuple[Moment, ...]:
    """Return the mark through time on the basis it has today: another has another height."""
    mark = subject.mark
    return tuple(one for one in subject.marks if mark.value is not None and one.basis == mark.basis)


def _coming(subject: Subject, points: Sequence[Point]) -> list[Level]:
    """Return how the band goes on after today, over a part of what is drawn before."""
    days = max((subject.on - points[0].on).days // 8, 45)
    return [level_of(one) for one in ahead(subject.mark, subject.on + timedelta(days=days))]


def level_of(one: Moment) -> Level:
    return Level(
        on=one.on,
        currency=one.currency,
        value=exact(one.value),
        band=exact_span(one.band),
        middle=exact_span(one.middle),
    )


def _free(subject: Subject) -> Iterator[Release]:
    """Yield the days on which shares came or come free, with how many."""
    if subject.kind is None or subject.mark.basis != "per_share":
        return
    frees: dict[date, int] = {}
    for one in subject.regimes:
        if one.locked_through is not None and one.frees:
            on = one.locked_through + timedelta(days=1)
            frees[on] = frees.get(on, 0) + one.frees
    largest = max(frees.values(), default=0)
    for on, count in frees.items():
        yield Release(
            on=on,
            says=subject.visit.said("{day} free", day=on),
            under=subject.visit.said("{units} shares", units=subject.quantity(count)),
            is_largest=count == largest,
        )


def _unit_over(visit: Visit, one: Anchor) -> str:
    currency = currency_name(visit, one.currency)
    match _LIKE[one.basis]:
        case "share":
            return visit.said("{currency} a share", currency=currency)
        case "company":
            return visit.said("{currency} for the whole company", currency=currency)
        case _:
            return unit_words(visit, one.said.unit or "")


def _point(visit: Visit, one: Anchor, points: Sequence[Anchor]) -> Point:
    """Return an anchor as it is drawn; of closing prices the last and the highest are named."""
    closes = [each for each in points if each.kind == "close"]
    is_named = one.kind != "close" or one is closes[-1] or one is max(
        closes, key=lambda each: each.value
    )  # fmt: skip
    kind = visit.show(one.kind, of="anchor_kind")
    says = f"{kind} {short_figure(one.value, visit.lang)}" if is_named else ""
    return Point(
        on=one.on,
        value=one.value,
        currency=one.currency,
        shape=SHAPES[one.kind],
        is_paid=one.is_money,
        is_thin=one.said.sure == "low",
        says=says,
    )
