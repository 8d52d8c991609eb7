"""What can have been said of a company, by whom, and how sure we are."""

from typing import Literal

from laogu.basics import Event, FactId, IssuerId, StockClassId

Sureness = Literal["high", "medium", "low"]


class FactRecorded(Event, frozen=True, kw_only=True, tag="evidence.fact_recorded.1"):
    """Something was said of an issuer, and where.

    effective_on: the day the fact speaks of; `precision` tells whether the day, only the month or
    only the year was said.
    question:     what it answers, as a short name such as `shares_in_issue`; facts of one issuer
                  that answer the same question of the same day are shown side by side.
    value, unit:  the figure as a decimal string, and what it counts; None: it is words only.
    source, address: who said it, and where it can be read; address None: it was not kept.
    stock_class:  for shares of which class a price was paid or told; None: nobody said.
    """

    fact: FactId
    issuer: IssuerId
    question: str
    says_en: str
    says_zh: str
    source: str
    sure: Sureness
    precision: Literal["day", "month", "year"] = "day"
    value: str | None = None
    unit: str | None = None
    address: str | None = None
    stock_class: StockClassId | None = None


EvidenceEvent = FactRecorded
