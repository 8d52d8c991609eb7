"""A mark as plain data: every figure is a decimal string, sentences in a language."""

from collections.abc import Iterable
from typing import Any

from laogu.basics import StockClassId, Words, in_words, say
from laogu.connectors.pricing.told import figure
from laogu.pricing.marks import LEVELS
from laogu.pricing.standard import (
    Band,
    Change,
    ClassMark,
    Counted,
    Headline,
    Moment,
    Restricted,
    Standard,
)
from laogu.register import Register


def told_standard(found: Standard, register: Register, words: Words) -> dict[str, Any]:
    """Return a mark: of the whole, of each class, and from what."""
    quantiles = {
        f"{level * 100:02.0f}": figure(value)
        for level, value in zip(LEVELS, found.quantiles, strict=False)
    }
    return {
        "issuer": register.issuers[found.issuer].slug,
        "on": found.as_of.isoformat(),
        "basis": found.basis,
        "currency": found.currency,
        "mark": figure(found.value),
        "band": _band(found.band),
        "middle": _band(found.middle),
        "quantiles": quantiles,
        "grade": found.grade,
        "level": None if found.level is None else str(found.level),
        "reason": say(found.reason, words),
        "classes": [_class(one, register, words) for one in found.classes],
        "anchors": [_anchor(one) for one in found.anchors],
        "changes": [_change(one) for one in found.changes],
        "headline": None if found.headline is None else _headline(found.headline),
        "missing": [say(one, words) for one in found.missing],
        "remarks": [say(one, words) for one in found.remarks],
        "volatility": figure(found.volatility),
        "version": found.version,
        "input_hash": found.input_hash,
    }


def told_moments(issuer: str, moments: Iterable[Moment]) -> dict[str, Any]:
    """Return the marks of some days, oldest first, each by what was known then."""
    rows = [
        {
            "on": one.on.isoformat(),
            "basis": one.basis,
            "currency": one.currency,
            "mark": figure(one.value),
            "band": _band(one.band),
            "middle": _band(one.middle),
        }
        for one in moments
    ]
    return {"issuer": issuer, "marks": rows, "next": None}


def _band(band: Band | None) -> list[str | None] | None:
    return None if band is None else [figure(one) for one in band]


def _class(one: ClassMark, register: Register, words: Words) -> dict[str, Any]:
    kind = register.classes[one.stock_class]
    return {
        "stock_class_id": one.stock_class,
        "stock_class": words.show(kind.named),
        "quantity": _quantity(register, one.stock_class, one.units),
        "mark": figure(one.value),
        "band": _band(one.band),
        "middle": _band(one.middle),
        "grade": one.grade,
        "level": None if one.level is None else str(one.level),
        "reason": say(one.reason, words),
        "headline": figure(one.headline),
        "restricted": [_restricted(each, one.stock_class, register) for each in one.restricted],
        "terms": list(one.terms),
    }


def _restricted(one: Restricted, stock_class: StockClassId, register: Register) -> dict[str, Any]:
    return {
        "until": one.until.isoformat(),
        "quantity": _quantity(register, stock_class, one.units),
        "clause": one.clause,
        "years": figure(one.years),
        "volatility": figure(one.volatility),
        "formula": one.formula,
        "discount": figure(one.discount),
        "mark": figure(one.value),
        "band": _band(one.band),
    }


def _quantity(register: Register, stock_class: StockClassId, units: int) -> str:
    return f"{in_words(units, register.classes[stock_class].decimals):f}"


def _anchor(one: Counted) -> dict[str, Any]:
    return {
        "on": one.on.isoformat(),
        "kind": one.kind,
        "basis": one.basis,
        "figure": figure(one.figure, 12),
        "currency": one.currency,
        "each": figure(one.each),
        "weight": f"{one.weight:.4f}",
        "reports": str(one.reports),
        "fact_id": one.fact,
        "trade_id": one.trade,
        "stock_class_id": one.stock_class,
        "taken_off": [{"what": off.what, "part": figure(off.part)} for off in one.taken_off],
        "without": figure(one.without),
        "side": one.side,
    }


def _change(one: Change) -> dict[str, Any]:
    return {
        "what": one.what,
        "low": figure(one.low),
        "high": figure(one.high),
        "low_as": figure(one.low_as),
        "high_as": figure(one.high_as),
        "anchor": None if one.at is None else str(one.at),
    }


def _headline(one: Headline) -> dict[str, Any]:
    return {
        "on": one.on.isoformat(),
        "figure": figure(one.figure, 12),
        "counted": figure(one.counted, 12),
        "part": figure(one.part),
        "fact_id": one.fact,
    }
