"""What stands beside the points of a history, each with its day: an index, events, and sizes."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

import msgspec
from msgspec import Struct

from laogu.basics import Finding
from laogu.connectors.pricing.points import MOST, UNUSED, day_of
from laogu.connectors.pricing.remarks import NO_DAY, NO_LEVEL, NO_SIZE
from laogu.connectors.spreadsheet.remarks import shown
from laogu.pricing.marks import Described, Level

LEAST_LEVEL: Final = Decimal("0.000001")
MOST_LEVEL: Final = 10**12
"""The ends of an index: what lies beyond is a slip, and would move a value beyond all digits."""


class _LevelGiven(Struct):
    date: str
    level: float


class _SizeGiven(Struct):
    date: str
    currency: str | None = None
    revenue: float | None = None
    headcount: float | None = None
    stage: str | None = None
    sector: str | None = None


def index(raws: Sequence[msgspec.Raw], where: str, findings: list[Finding]) -> list[Level]:
    """Return the levels of an index in order of days; of several of a day the last one stands."""
    found: dict[date, Level] = {}
    for at, raw in enumerate(raws):
        try:
            given = msgspec.json.decode(raw, type=_LevelGiven, strict=False)
        except UNUSED:
            findings.append(NO_LEVEL.at(f"{where}/{at}", given=shown(_text(raw), 40)))
            continue
        on = day_of(given.date)
        if on is None or not LEAST_LEVEL <= given.level <= MOST_LEVEL:
            findings.append(NO_LEVEL.at(f"{where}/{at}", given=str(given.level)[:40]))
            continue
        found[on] = Level(on, given.level)
    return [found[on] for on in sorted(found)]


def events(given: Sequence[str], where: str, findings: list[Finding]) -> Iterator[date]:
    """Yield the days on which something happened that may have moved the value."""
    for at, text in enumerate(given):
        on = day_of(text)
        if on is None:
            findings.append(NO_DAY.at(f"{where}/{at}", given=shown(text, 40)))
        else:
            yield on


def sizes(raws: Sequence[msgspec.Raw], where: str, findings: list[Finding]) -> Iterator[Described]:
    """Yield what was said of a company's size, each with the day by which it was known."""
    for at, raw in enumerate(raws):
        try:
            given = msgspec.json.decode(raw, type=_SizeGiven, strict=False)
        except UNUSED:
            findings.append(NO_SIZE.at(f"{where}/{at}", given=shown(_text(raw), 40)))
            continue
        on = day_of(given.date)
        figures = [one for one in (given.revenue, given.headcount) if one is not None]
        is_known = all(0 < one <= MOST for one in figures)
        has_unit = given.revenue is None or bool(given.currency)
        if on is None or not is_known or not has_unit:
            findings.append(NO_SIZE.at(f"{where}/{at}", given=shown(_text(raw), 40)))
            continue
        yield Described(
            on=on,
            currency=given.currency[:10] if given.currency else None,
            revenue=given.revenue,
            headcount=given.headcount,
            stage=given.stage[:60] if given.stage else None,
            sector=given.sector[:60] if given.sector else None,
        )


def _text(raw: msgspec.Raw) -> str:
    return bytes(raw).decode("utf-8", "replace")
