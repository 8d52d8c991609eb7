"""How each kind of price is drawn and named: one sign a kind, filled where money moved."""

from collections.abc import Mapping

from laogu.evidence import KINDS as ASKED
from laogu.evidence import AnchorKind
from laogu.pricing.marks import Kind
from laogu.pricing.standard import KINDS, Counted
from laogu.web.drawing import Shape
from laogu.web.pages.issuer.subject import Subject

SHAPES: Mapping[AnchorKind, Shape] = {
    "round": "diamond",
    "transfer": "circle",
    "tender": "square",
    "offer": "up",
    "placing": "right",
    "close": "bar",
    "reserve": "down",
    "talks": "diamond",
    "valuation": "diamond",
    "fund_mark": "circle",
    "appraisal": "square",
}
"""Of an anchor, as its fact was told."""

PRICE_SHAPES: Mapping[Kind, Shape] = {
    "acquisition": "diamond",
    "ask": "down",
    "bid": "up",
    "buyback": "square",
    "direct_listing_reference": "up",
    "estimate": "up",
    "first_day_close": "bar",
    "first_day_open": "bar",
    "fund_mark": "circle",
    "internal_409a": "square",
    "ipo_price": "up",
    "market_close": "bar",
    "merger": "diamond",
    "placing": "right",
    "primary_round": "diamond",
    "quote": "circle",
    "rights_issue": "diamond",
    "secondary": "circle",
    "spac": "diamond",
    "talks": "diamond",
    "tender": "square",
}
"""Of a price, as a mark counts it."""


def price_words(subject: Subject, one: Counted) -> str:
    """Return what kind of price it was told as: a round that nobody is sure of counts as talks."""
    kind = one.kind
    if kind == "talks" and one.fact is not None:
        question = subject.books.evidence.facts[one.fact].said.question
        kind = KINDS[ASKED[question.partition(".")[0]]]
    return subject.visit.show(kind, of="price_kind")
