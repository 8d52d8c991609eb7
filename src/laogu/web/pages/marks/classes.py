"""Every class beside the others, and what of it may not be sold yet."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from laogu.basics import in_words
from laogu.pricing.standard import ClassMark, Restricted
from laogu.web.drawing import Drawing
from laogu.web.exports import Sheet, Value
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.marks.asked import exact, exact_span
from laogu.web.pages.marks.words import Figures, figures_of, formula_says, grade_says
from laogu.web.pages.writing import class_name, listed, units
from laogu.web.scale import ends_around, scale
from laogu.web.visit import Visit


class ClassRow(Struct, frozen=True, kw_only=True):
    """A class, or what of it may not be sold yet. value: None: no price, and `why` says why.

    grade: blank: it has none of its own.
    """

    name: str
    under: str
    units: str
    value: str | None
    band: str
    off: str | None
    headline: str | None
    grade: str
    grade_says: str
    why: str
    drawing: Drawing | None
    is_part: bool = False


def class_rows(subject: Subject) -> tuple[ClassRow, ...]:
    """Return every class, and under it what of it may not be sold yet."""
    return tuple(_class_rows(subject))


def _class_rows(subject: Subject) -> Iterator[ClassRow]:
    visit, standard = subject.visit, subject.mark
    figures = figures_of(visit, standard)
    spans = [
        exact(end)
        for one in standard.classes
        for span in (one.band, *(each.band for each in one.restricted))
        if span is not None
        for end in span
    ]
    ends = ends_around(spans) if spans else None
    for one in standard.classes:
        yield ClassRow(
            name=class_name(visit, one.stock_class),
            under=_with_terms(visit, one),
            units=units(visit, one.units, one.stock_class),
            value=figures.mark(exact(one.value)) if one.value is not None else None,
            band=figures.band(exact_span(one.band)) if one.band is not None else "",
            off=None,
            headline=figures.mark(exact(one.headline)) if one.headline is not None else None,
            grade=one.grade or "",
            grade_says=grade_says(visit, one),
            why=visit.say(one.reason),
            drawing=(
                scale(
                    exact(one.value),
                    exact_span(one.band),
                    exact_span(one.middle) if one.middle is not None else None,
                    ends=ends,
                    says=figures.mark(exact(one.value)),
                )
                if one.value is not None and one.band is not None and ends is not None
                else None
            ),
        )
        if ends is not None:
            for each in one.restricted:
                yield _restricted(visit, figures, one, each, ends)


def _with_terms(visit: Visit, one: ClassMark) -> str:
    """Return what counts of a class that common shares have not; blank: nothing does."""
    if not one.terms:
        return ""
    return visit.said(
        "with {terms}", terms=listed(visit, [visit.show(term, of="varied") for term in one.terms])
    )


def _restricted(
    visit: Visit,
    figures: Figures,
    one: ClassMark,
    each: Restricted,
    ends: tuple[Decimal, Decimal],
) -> ClassRow:
    discount = f"{exact(each.discount) * 100:.1f}"
    return ClassRow(
        name=visit.said("locked through {day}", day=each.until),
        under=visit.said(
            "{rule}; {formula} with a spread of {percent}% a year",
            rule=each.clause, formula=formula_says(visit, each),
            percent=f"{exact(each.volatility) * 100:.0f}",
        ),
        units=units(visit, each.units, one.stock_class),
        value=figures.mark(exact(each.value)),
        band=figures.band(exact_span(each.band)),
        off=discount,
        headline=None,
        grade="",
        grade_says="",
        why="",
        drawing=scale(
            exact(each.value), exact_span(each.band), None, ends=ends,
            says=figures.mark(exact(each.value)),
        ),
        is_part=True,
    )  # fmt: skip


def classes_sheet(subject: Subject) -> Sheet:
    """Return every class with its mark as a table; a row more for each part that is locked."""
    heads = (
        "stock_class", "quantity", "locked_through", "clause", "discount", "formula", "mark",
        "low", "high", "grade", "level", "headline", "why",
    )  # fmt: skip
    kinds = subject.books.register.classes

    def rows() -> Iterator[tuple[Value, ...]]:
        for one in subject.mark.classes:
            kind = kinds[one.stock_class]
            low, high = exact_span(one.band) if one.band is not None else (None, None)
            yield (
                kind.name_en, in_words(one.units, kind.decimals), None, None, None, None,
                exact(one.value) if one.value is not None else None, low, high, one.grade,
                one.level, exact(one.headline) if one.headline is not None else None,
                subject.visit.say(one.reason),
            )  # fmt: skip
            for each in one.restricted:
                low, high = exact_span(each.band)
                yield (
                    kind.name_en, in_words(each.units, kind.decimals), each.until, each.clause,
                    exact(each.discount), each.formula, exact(each.value), low, high, None, None,
                    None, None,
                )  # fmt: skip

    return Sheet("classes", heads, rows)
