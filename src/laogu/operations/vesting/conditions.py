"""Conditions of vesting as they are asked for: the same names as in a file of grants."""

import re
from datetime import date
from typing import Literal

from msgspec import Struct

from laogu.basics import Said, name, said
from laogu.register import vesting
from laogu.register.plans import ScheduleUnreadable

_PART = re.compile(r"([0-9]{1,18})/([0-9]{1,18})")


class VestingCondition(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that must come to pass, and what vests then.

    when: the start, a day (on), each time a period has passed since `of`, or an event.
    part, part_of_rest: such as 1/48; quantity: in the smallest unit of the class; none of them:
    nothing vests. then: conditions that may follow, the first of them first.
    """

    id: str
    when: Literal["start", "day", "period", "event"]
    on: date | None = None
    of: str | None = None
    length: int = 1
    unit: Literal["days", "months"] = "months"
    times: int = 1
    day_of_month: int | None = None
    cliff: int | None = None
    part: str | None = None
    part_of_rest: str | None = None
    quantity: int | None = None
    then: tuple[str, ...] = ()

    def condition(self) -> vesting.Condition:
        """Return it as `vesting` reads it, or refuse what says too little or too much."""
        amounts = [one for one in (self.part, self.part_of_rest, self.quantity) if one is not None]
        if len(amounts) > 1:
            raise _wrong(said("One of part, part_of_rest and quantity says what vests."))
        vests: vesting.Portion | int = self.quantity or 0
        if (text := self.part or self.part_of_rest) is not None:
            match = _PART.fullmatch(text)
            if match is None:
                raise _wrong(said("A part is written like {like}.", like="1/48"))
            vests = vesting.Portion(
                int(match[1]), int(match[2]), of_rest=self.part_of_rest is not None
            )
        return vesting.Condition(
            id=name(self.id, longest=60),
            trigger=_trigger(self),
            vests=vests,
            following=self.then,
        )


def _trigger(given: VestingCondition) -> vesting.Trigger:
    match given.when:
        case "start":
            return vesting.AtStart()
        case "event":
            return vesting.OnEvent()
        case "day":
            if given.on is None:
                raise _wrong(said("A condition of a day names no day."))
            return vesting.OnDay(given.on)
        case "period":
            if given.of is None:
                raise _wrong(said("It does not say which condition it is counted from."))
            period = vesting.Period(
                length=given.length,
                unit=given.unit,
                occurrences=given.times,
                day_of_month=given.day_of_month,
                cliff=given.cliff,
            )
            return vesting.AfterPeriod(given.of, period)


def _wrong(reason: Said) -> ScheduleUnreadable:
    return ScheduleUnreadable(reason=reason, remedy=said("Correct the condition."))
