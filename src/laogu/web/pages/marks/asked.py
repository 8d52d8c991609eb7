"""Asking for a mark, and choosing which of its figures a page is about."""

from decimal import Decimal

from laogu.basics import StockClassId
from laogu.pricing.standard import ClassMark, Standard
from laogu.web.pages.issuer.subject import Subject
from laogu.web.visit import Visit

DIGITS = 12
"""Of a figure that is kept as it came, until it is written."""


def standard_of(subject: Subject) -> Standard:
    """Return what the shares of a page's company are worth on its day, by what was known."""
    return subject.mark


def of_class(visit: Visit, stock_class: StockClassId) -> tuple[Standard, ClassMark | None]:
    """Return the mark of a class today, and the whole it stands in."""
    kind = visit.books.register.classes[stock_class]
    issuer = visit.books.register.issuers[kind.issuer]
    found = Subject(visit, issuer.slug).mark
    return found, class_mark(found, stock_class)


def class_mark(standard: Standard, stock_class: StockClassId) -> ClassMark | None:
    """Return the mark of a class; None: it is not one of those that have shares."""
    return next((one for one in standard.classes if one.stock_class == stock_class), None)


def chosen_of(subject: Subject) -> Standard | ClassMark:
    """Return what the page's first figure is: its class, or the whole where no class has one."""
    standard = standard_of(subject)
    has_class = any(one.value is not None for one in standard.classes)
    if subject.kind is None or (standard.value is not None and not has_class):
        return standard
    return class_mark(standard, subject.kind.stock_class) or standard


def exact(value: float) -> Decimal:
    """Return a figure of a mark as one that pages write."""
    return Decimal(f"{value:.{DIGITS}g}")


def exact_span(band: tuple[float, float]) -> tuple[Decimal, Decimal]:
    """Return both ends of a band as figures that pages write."""
    return exact(band[0]), exact(band[1])
