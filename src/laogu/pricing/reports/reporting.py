"""A report for a board: the price standard of a day with its record, its sources and its gaps."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from laogu.basics import FactId, Said, said
from laogu.evidence import Evidence, Sureness
from laogu.pricing.reports.calibrating import Calibration, calibrated
from laogu.pricing.reports.doing import Done, done_by
from laogu.pricing.standard import Moment, Standard

TOLD_FROM = 0.01
"""How likely it has to be that a company is gone, for the report to say so."""

FEW_TRADES = 5
"""Trades below which a record says little of a method, and the report says so."""


class Cited(Struct, frozen=True, kw_only=True):
    """A fact that counted, with its source, in the order of its day."""

    fact: FactId
    on: date
    says_en: str
    says_zh: str
    source: str
    address: str | None
    sure: Sureness


class Report(Struct, frozen=True, kw_only=True):
    """What a board is told. done: None: no trade of the company could have been forecast."""

    standard: Standard
    through: tuple[Moment, ...]
    calibration: Calibration | None
    done: Done | None
    sources: tuple[Cited, ...]
    unknown: tuple[Said, ...]


def reported(standard: Standard, through: Sequence[Moment], evidence: Evidence) -> Report:
    """Return the report of a price standard. through: the mark up to its day, by what was known."""
    known = tuple(one for one in through if one.on <= standard.as_of)
    done = done_by(standard)
    return Report(
        standard=standard,
        through=known,
        calibration=calibrated(standard, known),
        done=done,
        sources=_sources(standard, evidence),
        unknown=_unknown(standard, done),
    )


def _sources(standard: Standard, evidence: Evidence) -> tuple[Cited, ...]:
    """Return every fact that counted, once; what the headline was read from is one as well."""
    named = [one.fact for one in standard.anchors]
    named += [standard.headline.fact] if standard.headline is not None else []
    known = {one for one in named if one is not None and one in evidence.facts}
    found = [evidence.facts[one].said for one in known]
    return tuple(
        Cited(
            fact=one.fact,
            on=one.effective_on,
            says_en=one.says_en,
            says_zh=one.says_zh,
            source=one.source,
            address=one.address,
            sure=one.sure,
        )
        for one in sorted(found, key=lambda one: (one.effective_on, one.fact), reverse=True)
    )


def _unknown(standard: Standard, done: Done | None) -> tuple[Said, ...]:
    """Return what is not known: what is missing or contradicts itself, then what is left open."""
    found = [*standard.missing, *standard.remarks]
    if standard.value is None:
        return tuple(found)
    if standard.failed >= TOLD_FROM:
        percent = f"{standard.failed * 100:.0f}"
        found.append(said("Whether it is still there: that it is gone, and nobody told, is "
                          "{percent}% likely.", percent=percent))  # fmt: skip
    if done is None:
        found.append(said("How good the method is here: no trade of this company followed another "
                          "known price, so that none could be forecast."))  # fmt: skip
    elif len(done.trades) < FEW_TRADES:
        found.append(
            said("How good the method is here: of trades that could be forecast there are only "
                 "{count}, too few to tell.",
                 count=len(done.trades))
        )  # fmt: skip
    if standard.changes == ():
        found.append(said("By how much the mark follows what is assumed: that was not worked out."))
    return tuple(found)
