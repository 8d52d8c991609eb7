"""A price beside the mark: how far apart they are, on one scale."""

from decimal import Decimal

from msgspec import Struct

from laogu.basics import Price, StockClassId
from laogu.pricing.standard import ClassMark, Standard
from laogu.web.drawing import Drawing
from laogu.web.frame import Link
from laogu.web.pages.marks.asked import exact, exact_span, of_class
from laogu.web.pages.marks.words import figures_of, in_words
from laogu.web.scale import ends_around, scale
from laogu.web.visit import Visit


class Beside(Struct, frozen=True, kw_only=True):
    """A price and the mark. drawing: the mark on its scale, the price a second tick; None: none."""

    says: str
    drawing: Drawing | None
    why: Link


def beside(visit: Visit, stock_class: StockClassId, price: Price) -> Beside:
    """Return how a price of a share stands to the mark of its class today."""
    standard, mark = of_class(visit, stock_class)
    kind = visit.books.register.classes[stock_class]
    slug = visit.books.register.issuers[kind.issuer].slug
    why = Link(
        says=visit.said("Why"), href=visit.to(f"/company/{slug}/mark", stock_class=kind.name_en)
    )
    if mark is None or mark.value is None or mark.band is None or mark.grade is None:
        reason = visit.say(mark.reason if mark is not None else standard.reason)
        return Beside(
            says=visit.said("No mark to hold it against. {reason}", reason=reason),
            drawing=None,
            why=why,
        )
    if standard.currency != price.currency:
        return Beside(
            says=visit.said(
                "The mark is in {currency}, and nothing is converted.", currency=standard.currency
            ),
            drawing=None,
            why=why,
        )
    return _compared(visit, standard, mark, price.decimal(), why)


def _compared(
    visit: Visit, standard: Standard, mark: ClassMark, asked: Decimal, why: Link
) -> Beside:
    assert mark.value is not None, "the caller has looked"
    assert mark.band is not None, "the caller has looked"
    figures = figures_of(visit, standard)
    value, band = exact(mark.value), exact_span(mark.band)
    apart = (asked / value - 1) * 100
    facts = {
        "figure": figures.mark(value), "grade": mark.grade, "band": figures.band(band),
        "percent": f"{abs(apart):.1f}",
    }  # fmt: skip
    if not round(apart, 1):
        says = visit.said(
            "Mark today {figure}, grade {grade}, {band}: the price is at it.", **facts
        )
    elif band[0] <= asked <= band[1]:
        says = (
            visit.said("Mark today {figure}, grade {grade}, {band}: {percent}% above it.", **facts)
            if apart > 0
            else visit.said(
                "Mark today {figure}, grade {grade}, {band}: {percent}% below it.", **facts
            )
        )
    elif apart > 0:
        says = visit.said(
            "Mark today {figure}, grade {grade}, {band}: {percent}% above it, beyond the band.",
            **facts,
        )
    else:
        says = visit.said(
            "Mark today {figure}, grade {grade}, {band}: {percent}% below it, beyond the band.",
            **facts,
        )
    drawn = scale(
        value,
        band,
        exact_span(mark.middle) if mark.middle is not None else None,
        ends=ends_around((asked, value, *band)),
        says=in_words(visit, figures, value, band),
        width=250,
        other=asked,
    )
    return Beside(says=says, drawing=drawn, why=why)
