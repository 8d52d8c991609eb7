"""Vesting as people say it: 48 months, cliff 12, monthly; in Chinese as well."""

import re

from laogu.basics import Said, said
from laogu.register import vesting
from laogu.register.plans.refusals import ScheduleUnreadable

LONGEST = 120
"""Characters of a schedule in words."""

LIKE = "48 months, cliff 12, monthly"

_MONTHS = {
    "": 1, "month": 1, "months": 1, "月": 1, "quarter": 3, "quarters": 3, "季": 3, "季度": 3,
    "year": 12, "years": 12, "年": 12,
}  # fmt: skip
_UNIT = "(months?|quarters?|years?|月|季度?|年)"
_TOTAL = re.compile(rf"(?:over )?(\d{{1,4}})[ -]?个?{_UNIT}")
_CLIFF = re.compile(rf"(?:with )?(?:an? )?cliff(?: of)? (\d{{1,4}}) ?{_UNIT}?")
_CLIFF_AFTER = re.compile(rf"(?:with )?(?:an? )?(\d{{1,4}})[ -]?{_UNIT}[ -]cliff")
_CLIFF_ZH = re.compile(rf"(?:含)?悬崖期?(?:为)?(\d{{1,4}})个?{_UNIT}?")
_CLIFFS = (_CLIFF, _CLIFF_AFTER, _CLIFF_ZH)
_EVERY = re.compile(rf"(?:every|每) ?(\d{{1,4}}) ?个?{_UNIT}")
_STEPS = {
    "monthly": 1, "quarterly": 3, "yearly": 12, "annually": 12, "按月": 1, "每月": 1, "逐月": 1,
    "按季": 3, "每季": 3, "每季度": 3, "按年": 12, "每年": 12,
}  # fmt: skip


def terms_in(
    words: str,
    *,
    allocation: vesting.Allocation = "cumulative_round_down",
    gate: str | None = None,
) -> vesting.Terms:
    """Return the terms that words describe: so many months, with or without a cliff, how often.

    Equal parts from the start on; a part that does not say how often is monthly. gate: an event
    without which nothing is vested.
    """
    total = cliff = 0
    step = 1
    for part in re.split(r"[,，;；、]", words[: LONGEST + 1].casefold()):
        given = " ".join(part.split())
        if (found := _STEPS.get(given)) is not None:
            step = found
        elif match := _EVERY.fullmatch(given):
            step = _months(match)
        elif match := next(filter(None, (one.fullmatch(given) for one in _CLIFFS)), None):
            cliff = _months(match)
        elif (match := _TOTAL.fullmatch(given)) and not total:
            total = _months(match)
        else:
            raise _unreadable(said("“{part}” is not understood.", part=part.strip()[:40]))
    if not total:
        raise _unreadable(said("It does not say over how many months."))
    if not step or total % step or cliff % step or cliff > total:
        raise _unreadable(
            said(
                "{total} months, with a cliff of {cliff}, are not a whole number of steps of "
                "{step} months.",
                total=total,
                cliff=cliff,
                step=step,
            )
        )
    return every(total // step, step, cliff // step, allocation=allocation, gate=gate)


def every(
    times: int,
    months: int,
    cliff: int = 0,
    *,
    allocation: vesting.Allocation = "cumulative_round_down",
    gate: str | None = None,
) -> vesting.Terms:
    """Return terms of equal parts: so many times, each after so many months.

    cliff: the instalment, counted from 1, that holds all before it; below 2: there is none.
    """
    period = vesting.Period(length=months, occurrences=times, cliff=cliff if cliff > 1 else None)
    return vesting.Terms(
        conditions=(
            vesting.Condition(id="start", trigger=vesting.AtStart(), following=("every",)),
            vesting.Condition(
                id="every",
                trigger=vesting.AfterPeriod("start", period),
                vests=vesting.Portion(1, max(times, 1)),
            ),
        ),
        allocation=allocation,
        gate=gate,
    )


def _months(match: re.Match[str]) -> int:
    return int(match[1]) * _MONTHS[match[2] or ""]


def _unreadable(reason: Said) -> ScheduleUnreadable:
    return ScheduleUnreadable(reason=reason, remedy=said("Write it like: {like}.", like=LIKE))
