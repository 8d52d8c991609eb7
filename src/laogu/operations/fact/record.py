"""Record a fact: something said of an issuer, by whom, and how sure that is.

Asked by: the operator of the market, or the issuer about itself.
Records:  FactRecorded
Refuses:  IssuerUnknown, StockClassUnknown, NotSignedIn, NoMandate, NotAName, NotAFigure,
          NotADay
"""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal

from laogu.basics import LONGEST_TEXT, FactId, NotAFigure, day, figure, is_plain, name
from laogu.evidence import FactRecorded, Sureness
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.people import MARKET
from laogu.register import class_named, issuer_named


class RecordFact(Request, frozen=True, kw_only=True):
    """A fact.

    question: what it answers, as a short name; facts that answer the same one stand side by side.
    value, unit: a figure or a day, and what it counts; left out: words only.
    address: where it can be read. stock_class: for shares of which class a price was paid.
    """

    issuer: str
    question: str
    on: date
    says_en: str
    source: str
    sure: Sureness
    says_zh: str | None = None
    precision: Literal["day", "month", "year"] = "day"
    value: str | None = None
    unit: str | None = None
    address: str | None = None
    stock_class: str | None = None


def record_fact(books: Books, request: RecordFact, asked: Asked) -> tuple[Event, ...]:
    """Return the fact, or refuse."""
    issuer = issuer_named(books.register, request.issuer)
    if not asked.may("operate", MARKET):
        asked.must_issue(issuer.issuer)
    of_class = None
    if request.stock_class is not None:
        of_class = class_named(books.register, issuer.issuer, request.stock_class).stock_class
    english = name(request.says_en, longest=LONGEST_TEXT)
    return (
        FactRecorded(
            effective_on=request.on,
            fact=FactId(asked.make("fact")),
            issuer=issuer.issuer,
            question=name(request.question, longest=60),
            says_en=english,
            says_zh=name(request.says_zh, longest=LONGEST_TEXT) if request.says_zh else english,
            source=name(request.source, longest=LONGEST_TEXT),
            sure=request.sure,
            precision=request.precision,
            value=_value(request.value) if request.value is not None else None,
            unit=name(request.unit, longest=60) if request.unit else None,
            address=name(request.address, longest=1_000) if request.address else None,
            stock_class=of_class,
        ),
    )


def _value(given: str) -> str:
    """Return a figure in plain digits, or a day as it was written."""
    if given.count("-") == 2:
        return day(given).isoformat()
    if not given.isascii() or not is_plain(given):
        raise NotAFigure(value=given[:40])
    try:
        return figure(Decimal(given))
    except InvalidOperation:
        raise NotAFigure(value=given[:40]) from None
