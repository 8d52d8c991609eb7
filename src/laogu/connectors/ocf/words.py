"""Numbers, days, texts and words of the standard, each from what is written and back to it."""

from datetime import date
from decimal import Decimal
from typing import Any

from laogu.connectors.ocf.values import day_of
from laogu.register import history

Given = dict[str, Any]


def units_of(text: str) -> int:
    """Return a number of the standard in the units of a history; nothing is rounded."""
    if text.isdigit():
        return int(text) * history.ONE
    sign = -1 if text[0] == "-" else 1
    whole, _, part = text.lstrip("+-").partition(".")
    return sign * (int(whole) * history.ONE + int(part.ljust(history.DECIMALS, "0") or 0))


def number(units: int) -> str:
    """Return units of a history as the standard writes a number: plain digits, no zeros at the end.

    Whole numbers throughout, since a decimal context would round what is long.
    """
    sign, units = ("-", -units) if units < 0 else ("", units)
    whole, part = divmod(units, history.ONE)
    if not part:
        return f"{sign}{whole}"
    return f"{sign}{whole}.{part:010d}".rstrip("0")


def whole(text: str) -> int:
    """Return a number as a whole one, as vesting counts parts."""
    return int(Decimal(text))


def day_in_file(given: Given, field: str = "date") -> date:
    """Return a day that was looked at before."""
    found = day_of(given[field])
    assert found is not None, "a day was looked at before"
    return found


def optional_day(given: Given, field: str) -> date | None:
    """Return a day; None: there is none, or nothing that could be one."""
    written = given.get(field)
    return day_of(written) if type(written) is str else None


def text_of(given: Given, field: str) -> str | None:
    """Return a text; None: there is none, or something that is no text."""
    found = given.get(field)
    return found if type(found) is str and found else None


def amount_of(given: Given | None) -> history.Amount | None:
    """Return an amount with the digits in which it is written."""
    return None if given is None else history.Amount(given["amount"], given["currency"])


def said_amount(amount: history.Amount) -> Given:
    """Return an amount as the standard has it."""
    return {"amount": amount.value, "currency": amount.currency}


def ratio_of(given: Given, rounding: Any = None) -> history.Ratio:
    """Return a ratio of the standard."""
    new, old = units_of(given["numerator"]), units_of(given["denominator"])
    return history.Ratio(new, old, rounding)


def said_ratio(ratio: history.Ratio) -> Given:
    """Return a ratio as the standard has it, without its rounding."""
    return {"numerator": number(ratio.new), "denominator": number(ratio.old)}


def lower(given: Given, field: str) -> Any:
    """Return a word of the standard in our own, which are its words in small letters."""
    found = given.get(field)
    return None if found is None else found.lower()


def put(into: Given, **fields: Any) -> Given:
    """Return `into` with those fields that say something: None and what is empty do not."""
    for name, value in fields.items():
        if value is not None and value != ():
            into[name] = value
    return into


def upper(word: str | None) -> str | None:
    """Return one of our words as the standard writes it."""
    return None if word is None else word.upper()


def iso(day: date | None) -> str | None:
    """Return a day as it is written; None: there is none."""
    return None if day is None else day.isoformat()
