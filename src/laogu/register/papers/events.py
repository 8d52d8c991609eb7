"""What can have come on file: valuations, financings, documents, legends."""

from datetime import date
from typing import Literal

from laogu.basics import Event, HolderId, IssuerId, PaperId, Price, SecurityId, StockClassId

ValuationKind = Literal["409A", "appraisal", "audit", "other"]


class ValuationRecorded(Event, frozen=True, kw_only=True, tag="register.valuation_recorded.1"):
    """Somebody said what a share of a class is worth; it may be used from a day to a day.

    effective_on: the first day. expires_on: the last one; None: nobody stated it.
    provider: who said so. document: its SHA-256; None: none is on file.
    """

    paper: PaperId
    issuer: IssuerId
    stock_class: StockClassId | None
    kind: ValuationKind
    price: Price
    expires_on: date | None = None
    provider: str | None = None
    board_approved_on: date | None = None
    holders_approved_on: date | None = None
    document: str | None = None
    origin: str | None = None


class FinancingRecorded(Event, frozen=True, kw_only=True, tag="register.financing_recorded.1"):
    """A financing took place on this day. securities: what was issued in it."""

    paper: PaperId
    issuer: IssuerId
    name: str
    securities: tuple[SecurityId, ...] = ()
    document: str | None = None
    origin: str | None = None


class DocumentRecorded(Event, frozen=True, kw_only=True, tag="register.document_recorded.1"):
    """A document is on file by its hash; whoever has it can show that it is this one.

    digest: its SHA-256; None: a file named it by another hash only, which is in `md5`.
    path, address: where it lies, as somebody wrote it. about: ids of what it is about.
    """

    paper: PaperId
    issuer: IssuerId
    name: str
    digest: str | None = None
    md5: str | None = None
    path: str | None = None
    address: str | None = None
    about: tuple[str, ...] = ()
    origin: str | None = None


class LegendRecorded(Event, frozen=True, kw_only=True, tag="register.legend_recorded.1"):
    """Words that stand on certificates, and what they say of a transfer."""

    paper: PaperId
    issuer: IssuerId
    name: str
    text: str
    origin: str | None = None


class HistoryTaken(Event, frozen=True, kw_only=True, tag="register.history_taken.1"):
    """A whole history became this issuer's register on this day.

    changes: how many it has. kept: SHA-256 of what it says and the register does not; None: there
    is no such thing. holders: everybody it names, whether they hold anything or not.
    """

    paper: PaperId
    issuer: IssuerId
    changes: int
    kept: str | None = None
    holders: tuple[HolderId, ...] = ()
    source: str | None = None


PapersEvent = (
    ValuationRecorded | FinancingRecorded | DocumentRecorded | LegendRecorded | HistoryTaken
)
