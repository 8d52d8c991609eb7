"""From a report to plain data, in one language."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from laogu.basics import say
from laogu.connectors import languages, pricing, shipped
from laogu.connectors.languages import Lang
from laogu.connectors.pricing.told import figure
from laogu.connectors.reports.shapes import ReportTold
from laogu.operations import Books
from laogu.pricing.reports import Calibration, Cited, Done, Miss, Report
from laogu.pricing.standard import Band, Moment


def report_told(
    report: Report, books: Books, *, lang: Lang, known_at: datetime | None = None
) -> dict[str, Any]:
    """Return a report as plain data, in the shape of `ReportTold`."""
    standard = report.standard
    issuer = books.register.issuers[standard.issuer]
    words = languages.words(lang)
    in_force = books.agreements.in_force(standard.issuer, standard.as_of)
    return {
        "lang": lang,
        "issuer": issuer.slug,
        "name": issuer.name_zh if lang == "zh" else issuer.name_en,
        "legal_name": issuer.legal_name_zh if lang == "zh" else issuer.legal_name_en,
        "example": issuer.example,
        "on": standard.as_of.isoformat(),
        "known_at": known_at.isoformat() if known_at is not None else None,
        "standard": pricing.told_standard(standard, books.register, words),
        "through": _moments(issuer.slug, report.through),
        "calibration": None if report.calibration is None else _calibration(report.calibration),
        "done": None if report.done is None else _done(report.done),
        "elsewhere": _elsewhere(),
        "sources": [_cited(one, lang) for one in report.sources],
        "unknown": [say(one, words) for one in report.unknown],
        "terms_on": max((one.effective_on.isoformat() for one in in_force), default=None),
        "again": _again(issuer.slug, standard.as_of.isoformat(), lang, known_at),
    }


def read_told(told: Any) -> ReportTold:
    """Return the typed shape of what a market told."""
    return msgspec.convert(told, ReportTold)


def _again(slug: str, on: str, lang: str, known_at: datetime | None) -> str:
    """Return the command that makes the same report again."""
    spoken = "--lang zh " if lang == "zh" else ""
    known = f" --known-at {known_at.isoformat()}" if known_at is not None else ""
    return f"laogu {spoken}issuer report --issuer {slug} --on {on}{known}"


def _moments(issuer: str, moments: Iterable[Moment]) -> Any:
    return pricing.told_moments(issuer, moments)["marks"]


def _band(band: Band) -> list[str | None]:
    return [figure(one) for one in band]


def _calibration(one: Calibration) -> dict[str, Any]:
    before, after = (None if each is None else _moments("", [each])[0]
                     for each in (one.before, one.after))  # fmt: skip
    return {
        "on": one.on.isoformat(),
        "kind": one.kind,
        "figure": figure(one.figure, 12),
        "currency": one.currency,
        "each": figure(one.each),
        "stock_class_id": one.stock_class,
        "before": before,
        "after": after,
        "off": figure(one.off),
        "expected": one.was_expected,
    }


def _done(one: Done) -> dict[str, Any]:
    return {
        "trades": [_miss(each) for each in one.trades],
        "inside": str(one.inside),
        "miss": figure(one.miss),
        "score": figure(one.score),
        "kept": str(one.kept),
        "kept_miss": figure(one.kept_miss),
        "kept_score": figure(one.kept_score),
        "beside_miss": figure(one.beside_miss),
        "beside_score": figure(one.beside_score),
    }


def _elsewhere() -> dict[str, Any]:
    """Return the score that comes with the program."""
    board = pricing.scoreboard()
    return {
        "forecasts": str(board.forecasts),
        "coverage": board.coverage,
        "log_score": board.log_score,
        "version": board.version,
    }


def _miss(one: Miss) -> dict[str, Any]:
    return {
        "on": one.on.isoformat(),
        "kind": one.kind,
        "came": figure(one.came),
        "expected": figure(one.expected),
        "band": _band(one.band),
        "inside": one.is_inside,
        "score": figure(one.score),
        "kept": figure(one.kept),
    }


def _cited(one: Cited, lang: Lang) -> dict[str, Any]:
    return {
        "fact_id": one.fact,
        "on": one.on.isoformat(),
        "says": one.says_zh if lang == "zh" else one.says_en,
        "source": shipped.cited(one.source, lang),
        "address": one.address,
        "sure": one.sure,
    }
