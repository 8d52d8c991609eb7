"""What a value may be: a check that is quick where all is well, as almost everything is."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from laogu.connectors.ocf.limits import LIMITS

Check = Callable[[Any], bool]

FIRST_YEAR, LAST_YEAR = 1900, 2200
_NUMBER = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,10})?")
_ABOVE = re.compile(r"\+?(?=[0-9.]*[1-9])[0-9]{1,30}(?:\.[0-9]{1,10})?")
_COUNT = re.compile(r"\+?[0-9]{1,30}(?:\.[0-9]{1,10})?")
_PART = re.compile(r"0?(?:\.[0-9]{1,10})?|1(?:\.0{1,10})?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST: Final = LIMITS.text_characters

# Days as they are written, of which there are at most as many as there are days.
_days: dict[str, date] = {}


def day_of(text: str) -> date | None:
    """Return a day that is written 2026-11-22; None: it is none."""
    found = _days.get(text)
    if found is None and _DAY.fullmatch(text):
        try:
            found = date.fromisoformat(text)
        except ValueError:
            return None
        if FIRST_YEAR <= found.year < LAST_YEAR:
            _days[text] = found
    return found


def is_label(value: Any) -> bool:
    """Return whether it is a text, which may be blank: not every paper has a label."""
    return type(value) is str and len(value) <= _LONGEST


def is_text(value: Any) -> bool:
    """Return whether it is a text with something in it."""
    return type(value) is str and 0 < len(value) <= _LONGEST and value.strip() != ""


def is_number(value: Any) -> bool:
    """Return whether it is a number as the standard writes one."""
    return type(value) is str and _NUMBER.fullmatch(value) is not None


def is_above(value: Any) -> bool:
    """Return whether it is a number above zero."""
    return type(value) is str and _ABOVE.fullmatch(value) is not None


def is_count(value: Any) -> bool:
    """Return whether it is a number not below zero."""
    return type(value) is str and _COUNT.fullmatch(value) is not None


def is_day(value: Any) -> bool:
    """Return whether it is a day of the years in which registers are kept."""
    return type(value) is str and (value in _days or _is_new_day(value))


def is_money(value: Any) -> bool:
    """Return whether it is an amount not below zero, with its currency."""
    return (
        type(value) is dict
        and len(value) == 2
        and is_count(value.get("amount"))
        and type(value.get("currency")) is str
        and _CURRENCY.fullmatch(value["currency"]) is not None
    )


def is_money_above(value: Any) -> bool:
    """Return whether it is an amount above zero, with its currency."""
    return is_money(value) and is_above(value["amount"])


def is_part(value: Any) -> bool:
    """Return whether it is a fraction between 0 and 1."""
    return type(value) is str and value != "" and _PART.fullmatch(value) is not None


def is_ratio(value: Any) -> bool:
    """Return whether it is a ratio of two numbers above zero."""
    return (
        type(value) is dict
        and len(value) == 2
        and is_above(value.get("numerator"))
        and is_above(value.get("denominator"))
    )


def is_whole(value: Any) -> bool:
    """Return whether it is a whole number as JSON writes one."""
    return type(value) is int


def is_bool(value: Any) -> bool:
    """Return whether it is true or false."""
    return type(value) is bool


def anything(value: Any) -> bool:  # noqa: ARG001
    """Return that it may be anything: the register does not look at it."""
    return True


def list_of(check: Check, least: int = 0) -> Check:
    """Return a check of a list, each of whose members passes another."""

    def is_list(value: Any) -> bool:
        return type(value) is list and len(value) >= least and all(check(one) for one in value)

    return is_list


def one_of(*words: str) -> Check:
    """Return a check of a word of a closed set."""
    known = frozenset(words)

    def is_word(value: Any) -> bool:
        return type(value) is str and value in known

    return is_word


def either(first: Check, second: Check) -> Check:
    """Return a check that passes what one of two passes."""

    def is_either(value: Any) -> bool:
        return first(value) or second(value)

    return is_either


def object_of(needed: dict[str, Check], allowed: dict[str, Check]) -> Check:
    """Return a check of an object with these fields; others may stand beside them."""

    def is_object(value: Any) -> bool:
        return (
            type(value) is dict
            and all(name in value and check(value[name]) for name, check in needed.items())
            and all(check(value[name]) for name, check in allowed.items() if name in value)
        )

    return is_object


def _is_new_day(value: str) -> bool:
    return day_of(value) is not None and value in _days
