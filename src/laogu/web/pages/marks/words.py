"""How a mark is written: four digits that count, the band as many, the grade and its rule."""

from decimal import Decimal

from msgspec import Struct

from laogu.pricing.marks import VERSION, Basis, Grade
from laogu.pricing.standard import ClassMark, Restricted, Standard
from laogu.web.drawing import Drawing
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.marks.asked import chosen_of, exact, exact_span, standard_of
from laogu.web.pages.writing import currency_name
from laogu.web.scale import Span, scale
from laogu.web.visit import Visit

COUNTED = 4
"""Digits of a mark that count."""


class Figures(Struct, frozen=True, kw_only=True):
    """How the figures of one mark are written: in which size, and what stands in the heading.

    power: of ten that a figure is divided by: a whole company is told in 亿 or bn.
    """

    power: int
    unit: str

    def mark(self, value: Decimal) -> str:
        """Return a figure with the digits that count."""
        return _counted(value.scaleb(-self.power), least=None)

    def end(self, value: Decimal) -> str:
        """Return an end of a band: as a mark, but whole from 100 up."""
        return _counted(value.scaleb(-self.power), least=0)

    def round(self, value: Decimal) -> str:
        """Return a round figure with no digit that says nothing: an end of a scale."""
        return f"{value.scaleb(-self.power).normalize():,f}"

    def band(self, band: Span) -> str:
        """Return both ends of a band."""
        return f"{self.end(band[0])}–{self.end(band[1])}"


class Marked(Struct, frozen=True, kw_only=True):
    """A mark beside something else. figure: None: no price, and `why` says why.

    says: the mark in words, for who does not see it drawn.
    """

    figure: str | None
    unit: str
    band: str
    grade: Grade | None
    grade_says: str
    why: str
    drawing: Drawing | None
    says: str


def figures_of(visit: Visit, standard: Standard) -> Figures:
    """Return how the figures of a mark are written."""
    value = exact(standard.value or 0)
    return figures_for(visit, standard.basis, standard.currency, value)


def figures_for(visit: Visit, basis: Basis | None, currency: str | None, value: Decimal) -> Figures:
    """Return how figures of some size are written, of a share or of a whole company."""
    name = currency_name(visit, currency) if currency else ""
    if basis != "valuation":
        unit = visit.said("{currency} a share", currency=name) if name else ""
        return Figures(power=0, unit=unit)
    power, word = size_of(visit, value)
    return Figures(
        power=power, unit=visit.said("{currency}, the whole", currency=sized(visit, name, word))
    )


def size_of(visit: Visit, value: Decimal) -> tuple[int, str]:
    """Return in which power of ten a large figure is told, and the word for it."""
    sizes = {"zh": ((8, "亿"), (4, "万")), "en": ((9, "bn"), (6, "m"))}[visit.lang]
    return next(((power, word) for power, word in sizes if value >= 10**power), (0, ""))


def sized(visit: Visit, currency: str, word: str) -> str:
    """Return a currency with a size: 亿港元, HKD bn."""
    return visit.either(f"{word}{currency}", f"{currency} {word}".strip())


def money(visit: Visit, value: Decimal, currency: str) -> str:
    """Return a large amount with its currency, for a sentence: 3,813 亿港元, HKD 381.3 bn."""
    power, word = size_of(visit, value)
    written = _counted(value.scaleb(-power), least=None)
    name = currency_name(visit, currency)
    return visit.either(f"{written} {word}{name}", f"{name} {written} {word}".strip())


def marked(subject: Subject) -> Marked:
    """Return the mark of what a page is about."""
    return marked_of(subject.visit, standard_of(subject), chosen_of(subject))


def marked_of(
    visit: Visit,
    standard: Standard,
    one: Standard | ClassMark,
    *,
    ends: Span | None = None,
    beside: Decimal | None = None,
) -> Marked:
    """Return a mark as it is written and drawn; beside: a price to hold against it."""
    if one.value is None or one.band is None:
        return Marked(
            figure=None, unit="", band="", grade=None, grade_says="", why=visit.say(one.reason),
            drawing=None, says=visit.said("no price"),
        )  # fmt: skip
    figures = figures_of(visit, standard)
    value, band = exact(one.value), exact_span(one.band)
    says = in_words(visit, figures, value, band)
    return Marked(
        figure=figures.mark(value),
        unit=figures.unit,
        band=figures.band(band),
        grade=one.grade,
        grade_says=grade_says(visit, one),
        why=visit.say(one.reason),
        drawing=scale(
            value,
            band,
            exact_span(one.middle) if one.middle is not None else None,
            ends=ends or relative_ends(value),
            says=says,
            other=beside,
        ),
        says=says,
    )


def in_words(visit: Visit, figures: Figures, value: Decimal, band: Span) -> str:
    """Return a mark as it is read aloud."""
    return visit.said(
        "mark {figure}, five to ninety-five per cent {low} to {high}",
        figure=figures.mark(value), low=figures.end(band[0]), high=figures.end(band[1]),
    )  # fmt: skip


TIMES = 8
"""A column of scales runs from an eighth of each mark to eight times it."""


def relative_ends(value: Decimal) -> Span:
    """Return the ends of a scale about a mark, so that bands in a column can be compared."""
    return value / TIMES, value * TIMES


def grade_says(visit: Visit, one: Standard | ClassMark) -> str:
    """Return the rule that gave a grade, and what would raise it."""
    if one.grade is None:
        return ""
    rule = visit.said("Grade {grade}: {reason}", grade=one.grade, reason=visit.say(one.reason))
    raises = {
        "A": "",
        "B": visit.said("An arm's-length price of the last 30 days would make it A."),
        "C": visit.said("An arm's-length price of the last six months would make it B."),
        "D": visit.said("An arm's-length price of the last 18 months would make it C."),
        "E": visit.said("Any price that somebody paid would raise it."),
    }[one.grade]
    return f"{rule}{visit.either('', ' ')}{raises}" if raises else rule


def formula_says(visit: Visit, one: Restricted) -> str:
    """Return by which formula a restriction is counted, in words."""
    return {
        "finnerty": visit.said("an average-price put (Finnerty)"),
        "ghaidarov": visit.said("an average-strike put (Ghaidarov)"),
        "chaffe": visit.said("a protective put (Chaffe)"),
        "longstaff": visit.said("a put on the highest price (Longstaff)"),
    }[one.formula]


def model_note(visit: Visit) -> str:
    """Return what of a page with marks is a model."""
    return visit.said("Marks, bands and grades are a model, {version}.", version=VERSION)


def _counted(value: Decimal, *, least: int | None) -> str:
    """Return a figure with the digits that count. least: the lowest power told from 100 up."""
    if not value:
        return "0"
    place = value.adjusted() - COUNTED + 1
    if least is not None and value.adjusted() >= 2:
        place = max(place, least)
    rounded = value.quantize(Decimal(1).scaleb(place))
    if rounded.adjusted() > value.adjusted():  # 99.996 is 100.0 and not 100.00
        rounded = rounded.quantize(Decimal(1).scaleb(place + 1))
    return f"{rounded:,f}"
