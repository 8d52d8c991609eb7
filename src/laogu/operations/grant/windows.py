"""How long after leaving a grant may be exercised, as it is asked for."""

import re
from typing import Literal

from msgspec import Struct

from laogu.basics import said
from laogu.register.options import REASONS, Reason, Window
from laogu.register.plans import ScheduleUnreadable

MOST = {"days": 36_500, "months": 1_200, "years": 100}
_SAID = re.compile(r"(\d{1,5}) ?个?(days?|months?|years?|天|日|月|年)")
_UNITS: dict[str, Literal["days", "months", "years"]] = {
    "day": "days", "days": "days", "天": "days", "日": "days", "month": "months",
    "months": "months", "月": "months", "year": "years", "years": "years", "年": "years",
}  # fmt: skip


class WindowRow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of the table of windows: how long after leaving for this reason."""

    reason: Reason
    period: int
    unit: Literal["days", "months", "years"] = "days"


def windows_of(words: str | None, rows: tuple[WindowRow, ...]) -> tuple[Window, ...] | None:
    """Return the windows after leaving, by reason; None: nobody said."""
    if words and rows:
        raise ScheduleUnreadable(
            reason=said("The window is given once for all reasons, or reason by reason."),
            remedy=said("Leave one of them out."),
        )
    if words:
        match = _SAID.fullmatch(" ".join(words.casefold().split()))
        if match is None:
            raise _unreadable()
        return tuple(_window(one, int(match[1]), _UNITS[match[2]]) for one in REASONS)
    if not rows:
        return None
    if len({one.reason for one in rows}) < len(rows):
        raise _unreadable()
    return tuple(_window(one.reason, one.period, one.unit) for one in rows)


def _window(reason: Reason, period: int, unit: Literal["days", "months", "years"]) -> Window:
    if not 0 <= period <= MOST[unit]:
        raise _unreadable()
    return Window(reason=reason, period=period, unit=unit)


def _unreadable() -> ScheduleUnreadable:
    return ScheduleUnreadable(
        reason=said("This is not how long a leaver may exercise."),
        remedy=said("Write it like: {like}; each reason once.", like="3 months"),
    )
