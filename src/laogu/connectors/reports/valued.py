"""The first half of a report: what each class is worth, on what that rests, what changes it."""

from collections.abc import Iterable
from decimal import Decimal

from laogu.connectors.reports.figures import as_told, ends, percent, quantity, shown
from laogu.connectors.reports.paper import Cell, Column, Row, Section, Sign, Table
from laogu.connectors.reports.scales import Scale, changes, weight
from laogu.connectors.reports.shapes import AnchorTold, ChangeTold, ClassTold, ReportTold
from laogu.connectors.reports.speaking import Speaker, as_a_name, class_name, shape_of
from laogu.pricing.marks import TRADES

MOST_ANCHORS, LEAST_WEIGHT = 8, Decimal("0.005")
"""Anchors on paper, those that weigh most, and what one weighs at least; all are in the data."""


def by_class(told: ReportTold, speaks: Speaker) -> Section | None:
    """Return every class with its mark and band on one scale; None: the register has no class."""
    if not told.standard.classes:
        return None
    marked = [one for one in told.standard.classes if one.mark is not None]
    scale = _scale(marked)
    rows = [_class(one, scale, speaks) for one in told.standard.classes]
    if len(told.standard.classes) > 1:
        rows.append(_all_classes(told, speaks))
    columns = [
        Column(says=speaks.said("Class")),
        Column(says=speaks.said("Shares"), is_figure=True),
        Column(says=speaks.said("A share"), unit=speaks.unit, is_figure=True),
        Column(says=speaks.said("5–95%"), unit=speaks.unit, is_figure=True),
        Column(says="", picture=scale.axis() if scale is not None else None),
        Column(says=speaks.said("Value"), unit=speaks.unit, is_figure=True),
        Column(says=speaks.said("At the last price"), unit=speaks.unit, is_figure=True),
    ]
    return Section(
        name="classes",
        title=speaks.said("Value by class"),
        note=_standing(told, speaks),
        table=Table(columns=tuple(columns), rows=tuple(rows)),
        lines=_why_none(told, speaks),
    )


def _standing(told: ReportTold, speaks: Speaker) -> str:
    if told.standard.grade is None:
        return speaks.said("no grade: there is no mark")
    if told.standard.level is None:
        return speaks.said("grade {grade}", grade=told.standard.grade)
    return speaks.said("grade {grade} · level {level} of fair value",
                       grade=told.standard.grade, level=told.standard.level)  # fmt: skip


def _scale(marked: list[ClassTold]) -> Scale | None:
    figures = [end for one in marked if one.band is not None for end in one.band]
    return Scale(figures) if figures else None


def _class(one: ClassTold, scale: Scale | None, speaks: Speaker) -> Row:
    if one.mark is None or one.band is None or scale is None:
        price = (Cell(says=speaks.said("no price")), Cell(says="–"), Cell())
    else:
        band = ends(*one.band)
        says = f"{one.stock_class}: {shown(one.mark)}, {band}"
        price = (
            Cell(says=shown(one.mark), is_strong=True),
            Cell(says=band),
            Cell(picture=scale.drawn(one.mark, one.band, one.middle, says)),
        )
    return Row(
        cells=(
            Cell(says=one.stock_class),
            Cell(says=quantity(one.quantity)),
            *price,
            _money(_comes_to(one.mark, one)),
            _money(_comes_to(one.headline, one)),
        )
    )


def _comes_to(each: str | None, one: ClassTold) -> str | None:
    """Return what all shares of a class come to; None: nobody knows what one is worth."""
    return None if each is None else f"{Decimal(each) * Decimal(one.quantity):f}"


def _sum(given: Iterable[str | None]) -> str:
    return f"{sum(Decimal(one) for one in given if one is not None):f}"


def _money(given: str | None) -> Cell:
    return Cell(says="–" if given is None else shown(given))


def _all_classes(told: ReportTold, speaks: Speaker) -> Row:
    """Return the sums: of what has a mark, and of what has a price of a round."""
    classes = told.standard.classes
    worth = [_comes_to(one.mark, one) for one in classes if one.mark is not None]
    priced = [_comes_to(one.headline, one) for one in classes if one.headline is not None]
    shares = sum(Decimal(one.quantity) for one in told.standard.classes)
    return Row(
        cells=(
            Cell(says=speaks.said("All classes")),
            Cell(says=quantity(f"{shares:f}")),
            Cell(),
            Cell(),
            Cell(),
            _money(_sum(worth) if worth else None),
            _money(_sum(priced) if len(priced) == len(classes) else None),
        ),
        is_total=True,
    )


def _why_none(told: ReportTold, speaks: Speaker) -> tuple[str, ...]:
    """Return why classes have no price, the same reason once."""
    reasons: dict[str, list[str]] = {}
    for one in told.standard.classes:
        if one.mark is None:
            reasons.setdefault(one.reason, []).append(one.stock_class)
    return tuple(
        speaks.said("{classes}: {reason}", classes=speaks.beside(*names), reason=reason)
        for reason, names in reasons.items()
    )


def restricted(told: ReportTold, speaks: Speaker) -> Section | None:
    """Return what is worth less because it may not be sold, both figures; None: nothing is so."""
    rows = [
        Row(
            cells=(
                Cell(says=kind.stock_class, second=one.clause),
                Cell(says=speaks.day(one.until)),
                Cell(says=quantity(one.quantity)),
                Cell(says=shown(kind.mark) if kind.mark is not None else "–"),
                Cell(says=percent(one.discount, 1), second=one.formula.capitalize()),
                Cell(says=shown(one.mark), is_strong=True),
                Cell(says=ends(*one.band)),
            )
        )
        for kind in told.standard.classes
        for one in kind.restricted
    ]
    if not rows:
        return None
    columns = (
        Column(says=speaks.said("Class, clause")),
        Column(says=speaks.said("Until")),
        Column(says=speaks.said("Shares"), is_figure=True),
        Column(says=speaks.said("Free to sell"), unit=speaks.unit, is_figure=True),
        Column(says=speaks.said("Discount"), unit="%", is_figure=True),
        Column(says=speaks.said("Restricted"), unit=speaks.unit, is_figure=True),
        Column(says=speaks.said("5–95%"), unit=speaks.unit, is_figure=True),
    )
    return Section(
        name="restricted",
        title=speaks.said("What may not be sold yet"),
        note=speaks.said("the discount falls to nothing by the last day"),
        table=Table(columns=columns, rows=tuple(rows)),
    )


def rests(told: ReportTold, speaks: Speaker) -> Section | None:
    """Return the anchors that weigh most, the newest first; None: there is none."""
    weighty = sorted(told.standard.anchors, key=lambda one: Decimal(one.weight), reverse=True)
    heavy = [one for one in weighty[:MOST_ANCHORS] if Decimal(one.weight) >= LEAST_WEIGHT]
    chosen = sorted(heavy, key=lambda one: one.on, reverse=True)
    if not chosen:
        return None
    is_share = told.standard.basis == "per_share"
    each = speaks.said("Each") if is_share else speaks.said("By it, the company")
    columns = (
        Column(says=speaks.said("Anchor")),
        Column(says=speaks.said("Told"), is_figure=True),
        Column(says=each, unit=speaks.unit, is_figure=True),
        Column(says=speaks.said("Weight"), is_figure=True),
        Column(says=""),
    )
    left = len(told.standard.anchors) - len(chosen)
    more = speaks.said("{count} more weigh less.", count=left)
    return Section(
        name="rests",
        title=speaks.said("What the figure rests on"),
        note=speaks.said("weights sum to 1"),
        is_half=True,
        table=Table(columns=columns, rows=tuple(_anchor(one, told, speaks) for one in chosen)),
        lines=(more,) if left else (),
    )


def _anchor(one: AnchorTold, told: ReportTold, speaks: Speaker) -> Row:
    kind = as_a_name(speaks.word(one.kind, "price_kind"))
    under = [name for name in (class_name(one.stock_class_id, told),) if name]
    under.append(speaks.currency(one.currency))
    under += [
        speaks.said("{what} {percent}% off", what=speaks.word(each.what, "taken_off"),
                    percent=percent(each.part, 1))
        for each in one.taken_off
    ]  # fmt: skip
    if one.side == "above":
        under.append(speaks.said("the value lies above it"))
    if one.side == "below":
        under.append(speaks.said("the value lies below it"))
    if one.reports != "1":
        under.append(speaks.said("{count} reports of it", count=one.reports))
    sure = next((each.sure for each in told.sources if each.fact_id == one.fact_id), None)
    if sure is not None:
        under.append(speaks.said("sure: {sure}", sure=speaks.word(sure, "sure")))
    return Row(
        cells=(
            Cell(
                says=speaks.beside(kind, speaks.day(one.on)),
                second=" · ".join(under),
                sign=Sign(x=0, y=0, shape=shape_of(one.kind), is_filled=one.kind in TRADES),
            ),
            Cell(says=as_told(one.figure)),
            Cell(says=shown(one.each)),
            Cell(says=f"{Decimal(one.weight):.2f}"),
            Cell(picture=weight(one.weight)),
        )
    )


def would_change(told: ReportTold, speaks: Speaker) -> Section | None:
    """Return what the mark would be, were something assumed otherwise; None: that is not known."""
    if not told.standard.changes or told.standard.mark is None:
        return None
    wide = sorted(told.standard.changes, key=lambda one: abs(Decimal(one.high) - Decimal(one.low)))
    points = [one for one in wide if one.low == one.high]
    rows = [
        (_assumed(one, told, speaks), one.low, one.high)
        for one in [one for one in wide[::-1] if one.low != one.high] + points
    ]
    unit = (
        speaks.said("a common share")
        if told.standard.basis == "per_share"
        else speaks.said("the company")
    )
    says = "; ".join(f"{name}: {ends(*sorted(both, key=Decimal))}" for name, *both in rows)
    return Section(
        name="changes",
        title=speaks.said("What would change it"),
        note=speaks.beside(unit, speaks.unit),
        is_half=True,
        picture=changes(rows, told.standard.mark, says=says),
    )


def _assumed(one: ChangeTold, told: ReportTold, speaks: Speaker) -> str:
    """Return what is assumed otherwise, with both values where there are two."""
    anchors = told.standard.anchors
    if one.what == "anchor" and one.anchor is not None and int(one.anchor) < len(anchors):
        left_out = anchors[int(one.anchor)]
        kind = speaks.word(left_out.kind, "price_kind")
        return speaks.said("Without {kind}, {day}", kind=kind, day=speaks.day(left_out.on))
    what = as_a_name(speaks.word(one.what, "assumed"))
    if one.low_as is None or one.high_as is None:
        return what
    if one.what in ("volatility", "rate", "restriction"):
        return f"{what} {percent(one.low_as)}% · {percent(one.high_as)}%"
    return f"{what} {quantity(one.low_as)} · {quantity(one.high_as)}"
