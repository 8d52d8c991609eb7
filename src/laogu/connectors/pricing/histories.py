"""Histories of prices from a file: one company, or many."""

import hashlib
from collections.abc import Iterator
from typing import Any, Final, get_args

import msgspec
from msgspec import Struct

from laogu.basics import FIRST_DAY, LAST_DAY, Finding, said
from laogu.connectors.pricing.refusals import NotHistories
from laogu.connectors.spreadsheet.remarks import Remark, shown
from laogu.pricing.marks import History, Kind, Point

LARGEST_HISTORIES: Final = 64 * 1024 * 1024
"""Bytes of a file of histories."""

MOST_COMPANIES: Final = 10_000
MOST_POINTS: Final = 20_000
MOST_FINDINGS: Final = 200
KINDS: Final = frozenset(get_args(Kind))
_UNUSED = (msgspec.DecodeError, RecursionError, UnicodeError, ValueError)


class _PointGiven(Struct):
    """A point as it is written. What became of the company, and notes, are not read."""

    date: str
    kind: str
    currency: str | None = None
    date_precision: str | None = None
    price_adj: float | None = None
    valuation: float | None = None


class _CompanyGiven(Struct):
    points: msgspec.Raw
    id: str = ""


class _FileGiven(Struct):
    companies: msgspec.Raw = msgspec.Raw()
    points: msgspec.Raw = msgspec.Raw()


class Histories(Struct, frozen=True, kw_only=True):
    """A file, read. input_hash: SHA-256 of what counts in it, so of nothing that was left out."""

    histories: tuple[History, ...]
    findings: tuple[Finding, ...]
    input_hash: str


def read_histories(content: bytes, file: str) -> Histories:
    """Return the histories of a file: what cannot be used is left out, with a finding."""
    findings: list[Finding] = []
    try:
        given = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=_FileGiven)
        if len(given.companies):
            raws = msgspec.json.decode(given.companies, type=list[msgspec.Raw])
        elif len(given.points):
            raws = [msgspec.Raw(content.removeprefix(b"\xef\xbb\xbf"))]
        else:
            reason = said("It has neither points nor companies.")
            raise NotHistories(file=file, reason=reason)
        if len(raws) > MOST_COMPANIES:
            reason = said("It has more than {most} companies.", most=MOST_COMPANIES)
            raise NotHistories(file=file, reason=reason)
        is_one = not len(given.companies)
        found = tuple(_companies(raws, findings, is_one=is_one))
    except _UNUSED as wrong:
        if isinstance(wrong, NotHistories):
            raise
        reason = said("It is not JSON of that kind: {wrong}.", wrong=shown(str(wrong), 200))
        raise NotHistories(file=file, reason=reason) from None
    counted = msgspec.json.encode(found)
    return Histories(
        histories=found,
        findings=tuple(findings[:MOST_FINDINGS]),
        input_hash=hashlib.sha256(counted).hexdigest(),
    )


def _companies(
    raws: list[msgspec.Raw], findings: list[Finding], *, is_one: bool
) -> Iterator[History]:
    for at, raw in enumerate(raws):
        where = "" if is_one else f"/companies/{at}"
        given = msgspec.json.decode(raw, type=_CompanyGiven)
        points = msgspec.json.decode(given.points, type=list[msgspec.Raw])
        if len(points) > MOST_POINTS:
            findings.append(_finding(TOO_MANY, f"{where}/points", most=MOST_POINTS))
            points = points[:MOST_POINTS]
        read = (_point(one, f"{where}/points/{n}", findings) for n, one in enumerate(points))
        yield History(issuer=given.id[:200], points=tuple(one for one in read if one))


def _point(raw: msgspec.Raw, where: str, findings: list[Finding]) -> Point | None:
    """Return a point; None with a finding where it cannot be used."""
    try:
        given = msgspec.json.decode(raw, type=_PointGiven, strict=False)
    except _UNUSED as wrong:
        findings.append(_finding(UNREADABLE, where, wrong=shown(str(wrong), 200)))
        return None
    day = _day(given.date)
    if day is None:
        findings.append(_finding(NO_DAY, where, given=shown(given.date, 40)))
        return None
    if given.kind not in KINDS:
        findings.append(_finding(KIND_UNKNOWN, where, given=shown(given.kind, 40)))
        return None
    for field, figure in (("price_adj", given.price_adj), ("valuation", given.valuation)):
        if figure is not None and not 0 < figure <= 10**30:
            findings.append(_finding(NOT_ABOVE_ZERO, f"{where}/{field}", given=str(figure)[:40]))
            return None
    if given.price_adj is None and given.valuation is None:
        return None
    if not given.currency:
        findings.append(_finding(NO_CURRENCY, where))
        return None
    return Point(
        on=day,
        kind=given.kind,  # type: ignore[arg-type]
        currency=given.currency[:10],
        price=given.price_adj,
        valuation=given.valuation,
        precision=given.date_precision if given.date_precision in _PRECISIONS else "day",  # type: ignore[arg-type]
    )


_PRECISIONS = frozenset({"day", "month", "year"})


def _day(text: str) -> Any:
    from datetime import date

    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None


def _finding(remark: Remark, where: str, **facts: object) -> Finding:
    return Finding(
        severity=remark.severity,
        code=remark.code,
        where=where,
        what=remark.what,
        why=remark.why,
        fix=remark.fix,
        facts=facts,
    )


UNREADABLE = Remark(
    severity="warning",
    code="pricing.point_unreadable",
    what="A point cannot be read: {wrong}.",
    why="What cannot be read counts for nothing.",
    fix="Write date, kind, currency, and price_adj or valuation.",
)
NO_DAY = Remark(
    severity="warning",
    code="pricing.no_day",
    what="{given} is no day on which prices were told.",
    why="A price without its day says nothing of any other day.",
    fix="Write the day as 2026-11-22.",
)
KIND_UNKNOWN = Remark(
    severity="warning",
    code="pricing.kind_unknown",
    what="{given} is not a kind of price.",
    why="How far a price is to be believed hangs on its kind.",
    fix="Use one of the kinds that the reference lists.",
)
NOT_ABOVE_ZERO = Remark(
    severity="warning",
    code="pricing.not_above_zero",
    what="{given} is no price.",
    why="A price or valuation is above zero, and has an end.",
    fix="Correct it, or leave the point out.",
)
NO_CURRENCY = Remark(
    severity="warning",
    code="pricing.no_currency",
    what="A point does not say its currency.",
    why="Figures of unknown currencies are not put beside each other.",
    fix="Write its currency.",
)
TOO_MANY = Remark(
    severity="warning",
    code="pricing.too_many_points",
    what="There are more than {most} points; the rest was not read.",
    why="Everything that comes from outside has a limit.",
    fix="Leave out what is not needed.",
)
