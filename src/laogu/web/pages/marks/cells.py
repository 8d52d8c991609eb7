"""The marks of a company in its strip: free, locked, without a price, and beside the headline."""

from collections.abc import Iterator
from decimal import Decimal

from laogu.pricing.standard import ClassMark, Restricted, Standard
from laogu.web.drawing import Piece, bar
from laogu.web.frame import Link
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.marks.asked import chosen_of, exact, exact_span, standard_of
from laogu.web.pages.marks.words import (
    Figures,
    figures_of,
    formula_says,
    grade_says,
    in_words,
    size_of,
    sized,
)
from laogu.web.pages.writing import class_name, currency_name, sentences, units
from laogu.web.scale import Span, ends_around, scale, strip_scale
from laogu.web.shapes import Cell


def mark_cells(subject: Subject) -> tuple[Cell, ...]:
    """Return the mark of what the page is about, and of the rest what must stand beside it."""
    standard, one = standard_of(subject), chosen_of(subject)
    ends = _ends(one)
    found = [_mark(subject, standard, one, ends)]
    if isinstance(one, ClassMark) and one.restricted and ends is not None:
        found.append(_restricted(subject, standard, one, ends))
    found.extend(_without(subject, standard, one))
    if standard.headline is not None:
        found.append(_headline(subject, standard))
    return tuple(found)


def why_href(subject: Subject) -> str:
    """Return the address of the page that says why a mark is what it is."""
    asked = subject.visit.query
    kept = {name: asked.get(name) for name in ("as_of", "known_at", "stock_class")}
    return subject.to("/mark", **kept)


def _ends(one: Standard | ClassMark) -> Span | None:
    """Return the scale of a strip: over the mark's band, and those of what is locked."""
    if one.band is None:
        return None
    spans = [one.band]
    if isinstance(one, ClassMark):
        spans += [each.band for each in one.restricted]
    return ends_around([exact(end) for span in spans for end in span])


def _mark(
    subject: Subject, standard: Standard, one: Standard | ClassMark, ends: Span | None
) -> Cell:
    visit = subject.visit
    why = Link(says=visit.said("Why"), href=why_href(subject))
    of = class_name(visit, one.stock_class) if isinstance(one, ClassMark) else ""
    name = visit.said("Mark · {stock_class}", stock_class=of) if of else visit.said("Mark")
    if one.value is None or one.band is None or ends is None:
        return Cell(
            name=name, figure=visit.said("no price"), is_no_mark=True, is_why=True,
            says=visit.say(one.reason), link=why,
        )  # fmt: skip
    figures = figures_of(visit, standard)
    value, band = exact(one.value), exact_span(one.band)
    labels = [(each, figures.end(each)) for each in (band[0], value, band[1])]
    labels = [(ends[0], figures.round(ends[0])), *labels, (ends[1], figures.round(ends[1]))]
    return Cell(
        name=name,
        aside=figures.unit,
        figure=figures.mark(value),
        grade=one.grade or "",
        grade_says=grade_says(visit, one),
        scale=strip_scale(
            value,
            band,
            exact_span(one.middle) if one.middle is not None else None,
            ends=ends,
            labels=labels,
            says=in_words(visit, figures, value, band),
        ),
        says=sentences(
            visit,
            visit.said("5 to 95%: {band}.", band=figures.band(band)),
            visit.say(one.reason),
        ),
        link=why,
        is_why=True,
    )


def _restricted(subject: Subject, standard: Standard, one: ClassMark, ends: Span) -> Cell:
    """Return what the largest locked part of a class is worth till it is free."""
    visit = subject.visit
    largest: Restricted = max(one.restricted, key=lambda each: (each.units, each.until))
    figures = figures_of(visit, standard)
    value, band = exact(largest.value), exact_span(largest.band)
    off = visit.said("{percent}% off", percent=percent(exact(largest.discount)))
    return Cell(
        name=visit.said(
            "{stock_class}, locked through {day}",
            stock_class=class_name(visit, one.stock_class), day=largest.until,
        ),
        figure=figures.mark(value),
        beside=off,
        drawing=scale(
            value, band, None, ends=ends, says=in_words(visit, figures, value, band), width=250
        ),
        says=sentences(
            visit,
            visit.said("5 to 95%: {band}.", band=figures.band(band)),
            visit.said(
                "{units} shares; what waiting costs by {formula}, {days} days left.",
                units=units(visit, largest.units, one.stock_class),
                formula=formula_says(visit, largest),
                days=(largest.until - subject.on).days,
            ),
        ),
    )  # fmt: skip


def _without(subject: Subject, standard: Standard, one: Standard | ClassMark) -> Iterator[Cell]:
    """Yield the largest class that has no price, unless it is the one the page is about."""
    visit = subject.visit
    without = [each for each in standard.classes if each.value is None and each is not one]
    if not without or one.value is None:
        return
    largest = max(without, key=lambda each: each.units)
    others = len(without) - 1
    yield Cell(
        name=class_name(visit, largest.stock_class),
        figure=visit.said("no price"),
        is_no_mark=True,
        says=visit.say(largest.reason),
        link=Link(
            says=visit.said("and {count} more without one", count=others), href=why_href(subject)
        )
        if others
        else None,
    )


def _headline(subject: Subject, standard: Standard) -> Cell:
    """Return what is worth class by class, beside all shares at the last price of a round."""
    visit, headline = subject.visit, standard.headline
    assert headline is not None, "the caller has looked"
    figure, counted = exact(headline.figure), exact(headline.counted)
    power, word = size_of(visit, figure)
    figures = Figures(power=power, unit="")
    currency = currency_name(visit, standard.currency) if standard.currency else ""
    if not standard.classes:
        return Cell(
            name=visit.said("Headline"),
            aside=sized(visit, currency, word),
            figure=figures.mark(figure),
            says=visit.said(
                "All shares at one price, {day}. No class is known, so none is counted.",
                day=headline.on,
            ),
        )
    part = visit.said(
        "{percent}% of all shares have a mark.", percent=percent(exact(headline.part))
    )
    return Cell(
        name=visit.said("Headline and counted"),
        aside=sized(visit, currency, word),
        figure=figures.mark(counted) if counted else "0",
        beside=visit.said("of {figure}", figure=figures.mark(figure)),
        drawing=bar(
            (
                Piece(amount=int(min(figure, counted)), kind="filled2"),
                Piece(amount=int(figure - counted if figure > counted else 0), kind="hatched"),
            ),
            of=max(int(figure), 1),
            says=part,
            width=250,
            height=10,
        ),
        says=sentences(
            visit,
            visit.said(
                "All shares at the last price of a round, {day}, beside what is worth class by "
                "class.",
                day=headline.on,
            ),
            part,
        ),
    )


def percent(part: Decimal) -> str:
    """Return a part of one in per cent, with one place."""
    return f"{part * 100:.1f}"
