"""Lock-ups: which rule keeps how many shares until when, and how many come free that day."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from laogu.basics import in_words
from laogu.connectors import figure
from laogu.evidence import FactRecorded, facts_of
from laogu.rights import Regime
from laogu.web.exports import Sheet, corner
from laogu.web.frame import Link
from laogu.web.pages.answers import rule_link
from laogu.web.pages.issuer.facts import address_of, fact_href
from laogu.web.pages.issuer.subject import Subject
from laogu.web.shapes import Exports, Sure

_THROUGH = re.compile(r"shares locked through (\d{4}-\d\d-\d\d)")
_DAY = timedelta(days=1)


class LockUpRow(Struct, frozen=True, kw_only=True):
    """One rule and its last day. through: None: not known. after: what keeps the rest on."""

    through: str | None
    clause: Link
    units: str
    free_from: str | None
    frees: str
    after: tuple[Link, ...]
    is_over: bool


class SaidRow(Struct, frozen=True, kw_only=True):
    """A lock-up as a source states it: some of these shares stand on no register here."""

    through: str
    says: str
    units: str
    free_from: str
    fact: Link
    source: str
    link: Link | None
    sure: Sure
    is_over: bool


class LockUps(Struct, frozen=True, kw_only=True):
    """The section: of the register, and as sources state them."""

    rows: tuple[LockUpRow, ...]
    said: tuple[SaidRow, ...]
    exports: Exports
    said_exports: Exports


def lock_ups(subject: Subject) -> LockUps:
    """Return every lock-up of the class that is shown, those that are over too."""
    return LockUps(
        rows=tuple(_row(subject, one) for one in subject.regimes),
        said=tuple(_said(subject, said, through) for said, through in stated(subject)),
        exports=corner(subject.visit, "lock_ups"),
        said_exports=corner(subject.visit, "lock_ups_stated"),
    )


def lock_ups_sheet(subject: Subject) -> Sheet:
    """Return the lock-ups of the register as a table."""
    decimals = subject.kind.decimals if subject.kind else 0
    rows = [
        (
            one.rule,
            one.locked_through,
            in_words(one.units, decimals),
            one.locked_through + _DAY if one.locked_through is not None else None,
            in_words(one.frees, decimals),
            one.lots,
            " ".join(one.after),
        )
        for one in subject.regimes
    ]
    heads = (
        "rule", "locked_through", "quantity", "free_from", "comes_free", "securities", "kept_by",
    )  # fmt: skip
    return Sheet("lock_ups", heads, rows)


def stated_sheet(subject: Subject) -> Sheet:
    """Return the lock-ups that sources state as a table."""
    rows = [
        (
            through,
            Decimal(said.value or 0),
            subject.visit.either(said.says_zh, said.says_en),
            said.source,
            said.address,
            said.sure,
        )
        for said, through in stated(subject)
    ]
    heads = ("locked_through", "quantity", "says", "source", "address", "sure")
    return Sheet("lock_ups_stated", heads, rows)


def _row(subject: Subject, one: Regime) -> LockUpRow:
    visit, through = subject.visit, one.locked_through
    return LockUpRow(
        through=visit.show(through) if through is not None else None,
        clause=rule_link(visit, subject.issuer, one.rule),
        units=subject.quantity(one.units),
        free_from=visit.show(through + _DAY) if through is not None else None,
        frees=subject.quantity(one.frees),
        after=tuple(rule_link(visit, subject.issuer, rule) for rule in one.after)
        if one.frees < one.units
        else (),
        is_over=through is not None and through < subject.on,
    )


def stated(subject: Subject) -> Sequence[tuple[FactRecorded, date]]:
    """Return the facts that state a lock-up and its last day, the earliest end first."""
    found = []
    for fact in facts_of(subject.books.evidence, subject.issuer.issuer, as_of=subject.on):
        match = _THROUGH.fullmatch(fact.said.unit or "")
        known = subject.known_at is None or fact.recorded_at <= subject.known_at
        if match is not None and fact.said.value is not None and known:
            found.append((fact.said, date.fromisoformat(match[1])))
    return sorted(found, key=lambda one: one[1])


def _said(subject: Subject, said: FactRecorded, through: date) -> SaidRow:
    visit = subject.visit
    units = figure(Decimal(said.value or 0))
    href = fact_href(visit, subject.issuer.slug, said.fact)
    return SaidRow(
        through=visit.show(through),
        says=visit.either(said.says_zh, said.says_en),
        units=units,
        free_from=visit.show(through + _DAY),
        fact=Link(says=units, href=href),
        source=visit.cited(said.source),
        link=address_of(said),
        sure=said.sure,
        is_over=through < subject.on,
    )
