"""Rates of interest in one cell: 8%; 10% from 2026-01-01; or, in Chinese, 2026-01-01 起 10%."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from laogu.basics import Remark
from laogu.connectors.reading import FieldUnreadable, at_field
from laogu.connectors.spreadsheet.days import day_from_text
from laogu.connectors.spreadsheet.layout import DayOrder
from laogu.connectors.spreadsheet.quantities import Numbers
from laogu.connectors.spreadsheet.remarks import Findings, Spot, shown
from laogu.operations import LaterRate

_BETWEEN = re.compile(r"[;；、\n]")
_FROM = (
    re.compile(r"(?P<rate>\S+(?: ?[%％])?) +(?:from|since|as of) +(?P<day>\S.*)", re.IGNORECASE),
    re.compile(r"[自从]? ?(?P<day>[0-9].*?) ?起[，, ]*[按为]? ?(?P<rate>\S.*)"),
)
_SIGNS = ("%", "％")


def says_steps(text: str) -> bool:
    """Return whether a text says more than one rate, or from which day one counts."""
    return _BETWEEN.search(text) is not None or any(one.fullmatch(text) for one in _FROM)


def rates_of(
    text: str, spot: Spot, how: Numbers, days: DayOrder
) -> tuple[Decimal | None, tuple[LaterRate, ...]]:
    """Return the first rate, None: the text begins with a later one, and those after it.

    What cannot be read has a finding, and is left out.
    """
    parts = [one.strip() for one in _BETWEEN.split(text) if one.strip()] or [text]
    is_first_plain = not any(one.fullmatch(parts[0]) for one in _FROM)
    first = part_of(parts[0], spot, how) if is_first_plain else None
    return first, tuple(_later(parts[is_first_plain:], spot, how, days))


def say_bears_nothing(later: Sequence[LaterRate], spot: Spot, *, since: date) -> None:
    """Say of rates without a first one until when there is no interest. since: the day of issue."""
    first = min((one.from_on for one in later), default=since)
    if first > since:
        spot.say(BEARS_NOTHING_BEFORE, first=first, since=since)


def typed_rates(text: str) -> tuple[LaterRate, ...]:
    """Return the later rates that were typed into one field, each with its day; blank: none.

    Refuses with the first finding, at the field `later_rates`.
    """
    findings = Findings(1)
    spot = Spot(findings, "later_rates")
    parts = [one.strip() for one in _BETWEEN.split(text) if one.strip()]
    found = tuple(_later(parts, spot, Numbers(zero=True), "year"))
    if findings.errors:
        (first, *_) = findings.all("later_rates")
        raise at_field(FieldUnreadable(name="later_rates", reason=first.what), "later_rates")
    return found


def part_of(text: str, spot: Spot, how: Numbers) -> Decimal | None:
    """Return a part of the whole: below 1 as it is, with a sign or above in hundredths."""
    has_sign = text.endswith(_SIGNS)
    found = how.from_text(text[:-1].rstrip() if has_sign else text, spot)
    return found if found is None else in_hundredths(found, has_sign=has_sign)


def in_hundredths(found: Decimal, *, has_sign: bool) -> Decimal:
    """Return a part of the whole as a number below 1."""
    return found / 100 if has_sign or found >= 1 else found


def _later(parts: list[str], spot: Spot, how: Numbers, days: DayOrder) -> Iterator[LaterRate]:
    for part in parts:
        match = next((found for one in _FROM if (found := one.fullmatch(part))), None)
        if match is None:
            spot.say(RATE_WITHOUT_DAY, text=shown(part))
            continue
        rate, day = part_of(match["rate"], spot, how), day_from_text(match["day"], spot, days)
        if rate is not None and day is not None:
            yield LaterRate(rate=rate, from_on=day)


RATE_WITHOUT_DAY = Remark(
    severity="error",
    code="spreadsheet.rate_without_day",
    what="“{text}” does not say from which day on it counts.",
    why="Each rate after the first takes the place of the one before, from a day on.",
    fix="Write it as in 8%; 10% from 2026-01-01.",
)
BEARS_NOTHING_BEFORE = Remark(
    severity="note",
    code="spreadsheet.bears_nothing_before",
    what="Before {first} it bears no interest.",
    why="It was issued on {since}, and the first rate of the cell counts from a later day.",
    fix="Write the rate before that day first, as in 8%; 10% from 2026-01-01; nothing needs doing "
    "where there was none.",
)
