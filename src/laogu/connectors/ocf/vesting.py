"""Vesting terms, from the standard's graph to ours and back."""

from typing import Any, Final

from laogu.connectors.ocf.words import (
    Given,
    day_in_file,
    number,
    put,
    text_of,
    units_of,
    whole,
)
from laogu.register import history
from laogu.register.vesting import (
    AfterPeriod,
    AtStart,
    Condition,
    OnDay,
    OnEvent,
    Period,
    Portion,
    Terms,
    Trigger,
)

_SAME_DAY = "VESTING_START_DAY_OR_LAST_DAY_OF_MONTH"
_ALWAYS_THERE: Final = 28
"""The last day that every month has; of later ones the standard says what holds in a shorter."""


def terms_of(given: Given, line: int) -> history.VestingTerms:
    """Return vesting terms; quantities are in the units of the history."""
    conditions = given["vesting_conditions"]
    says = {one["id"]: text_of(one, "description") for one in conditions}
    return history.VestingTerms(
        terms=given["id"],
        name=text_of(given, "name") or given["id"],
        description=text_of(given, "description"),
        vests=Terms(
            conditions=tuple([_condition(one) for one in conditions]),
            allocation=given["allocation_type"].lower(),
        ),
        says={id_: text for id_, text in says.items() if text is not None},
        line=line,
    )


def _condition(given: Given) -> Condition:
    vests: Portion | int = 0
    portion = given.get("portion")
    if portion is not None:
        top, below = _parts(portion["numerator"], portion["denominator"])
        vests = Portion(top, below, portion.get("remainder") is True)
    elif "quantity" in given:
        vests = units_of(given["quantity"])
    return Condition(
        id=given["id"],
        trigger=_trigger(given["trigger"]),
        vests=vests,
        following=tuple(given["next_condition_ids"]),
    )


def _parts(top: str, below: str) -> tuple[int, int]:
    """Return a fraction in whole numbers; both may have decimals."""
    if top.isdigit() and below.isdigit():
        return int(top), int(below)
    if units_of(top) % history.ONE or units_of(below) % history.ONE:
        return units_of(top), units_of(below)
    return whole(top), whole(below)


def _trigger(given: Given) -> Trigger:
    match given["type"]:
        case "VESTING_START_DATE":
            return AtStart()
        case "VESTING_SCHEDULE_ABSOLUTE" if "date" in given:
            return OnDay(day_in_file(given))
        case "VESTING_SCHEDULE_RELATIVE" if "period" in given:
            return AfterPeriod(given.get("relative_to_condition_id", ""), _period(given["period"]))
        case _:
            return OnEvent()


def _period(given: Given) -> Period:
    cliff = given.get("cliff_installment")
    day = given.get("day_of_month")
    unit = given["type"].lower()
    length = given["length"]
    fixed = day[:2] if type(day) is str and unit == "months" and day != _SAME_DAY else ""
    return Period(
        length=length * 12 if unit == "years" else length,
        unit="days" if unit == "days" else "months",
        occurrences=given["occurrences"],
        day_of_month=int(fixed) if fixed.isdecimal() else None,
        cliff=cliff if type(cliff) is int else None,
    )


def said_terms(terms: history.VestingTerms, *, is_main: bool) -> Given:
    """Return vesting terms as the standard has them; a cliff only on its main branch."""
    return {
        "object_type": "VESTING_TERMS",
        "id": terms.terms,
        "name": terms.name,
        "description": terms.description or terms.name,
        "allocation_type": terms.vests.allocation.upper(),
        "vesting_conditions": [
            _said_condition(one, terms.says.get(one.id), is_main) for one in terms.vests.conditions
        ],
    }


def _said_condition(one: Condition, says: str | None, is_main: bool) -> Given:
    said: Given = put({"id": one.id}, description=says)
    if isinstance(one.vests, Portion):
        said["portion"] = {
            "numerator": str(one.vests.numerator),
            "denominator": str(one.vests.denominator),
            **({"remainder": True} if one.vests.of_rest else {}),
        }
    else:
        said["quantity"] = number(one.vests)
    said["trigger"] = _said_trigger(one.trigger, is_main)
    said["next_condition_ids"] = list(one.following)
    return said


def _said_trigger(trigger: Trigger, is_main: bool) -> Given:
    match trigger:
        case AtStart():
            return {"type": "VESTING_START_DATE"}
        case OnDay(on):
            return {"type": "VESTING_SCHEDULE_ABSOLUTE", "date": on.isoformat()}
        case OnEvent():
            return {"type": "VESTING_EVENT"}
        case AfterPeriod(of, period):
            return {
                "type": "VESTING_SCHEDULE_RELATIVE",
                "period": _said_period(period, is_main),
                "relative_to_condition_id": of,
            }


def _said_period(period: Period, is_main: bool) -> dict[str, Any]:
    said: dict[str, Any] = {
        "length": period.length,
        "type": period.unit.upper(),
        "occurrences": period.occurrences,
    }
    if period.unit == "months":
        said["day_of_month"] = _said_day(period.day_of_month)
    if is_main and period.cliff is not None:
        said["cliff_installment"] = period.cliff
    return said


def _said_day(day: int | None) -> str:
    if day is None:
        return _SAME_DAY
    return f"{day:02}" if day <= _ALWAYS_THERE else f"{day}_OR_LAST_DAY_OF_MONTH"
