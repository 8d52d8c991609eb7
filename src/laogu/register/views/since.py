"""Since when the shares of a class have been there: by the day each was first issued.

A sale, a split and a new certificate go on with the day of what they came of.
"""

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction

from laogu.basics import SecurityId, StockClassId
from laogu.register.lives import Security
from laogu.register.state import Register
from laogu.register.views.cap_table import undone_by

Days = dict[date, Fraction]
"""Parts that sum to one, by the day each was issued."""


def issued_since(
    register: Register,
    stock_class: StockClassId,
    *,
    as_of: date,
    known_at: datetime | None = None,
) -> Mapping[date, Fraction]:
    """Return of all shares of a class that stand on a day which part was issued on which day.

    Of what a file brought, the day is the one on which it says that it was acquired; of what came
    of another class, the one on which that was. Takes steps with all securities of the class, also
    with those that ended.
    """
    never = undone_by(register, known_at)
    came: dict[SecurityId, list[tuple[Days, int]]] = {}
    standing: dict[date, Fraction] = {}
    for security in register.of_class.on(stock_class):
        lived = register.securities[security]
        if security in never or lived.issued_on > as_of or not _is_known(lived, known_at):
            continue
        days = _joined(came.pop(security, [])) or {_begins(lived): Fraction(1)}
        end = lived.retired
        if end is not None and end.on <= as_of and (known_at is None or end.at <= known_at):
            for made in end.into:
                came.setdefault(made, []).append((days, lived.stock.units))
            continue
        for day, part in days.items():
            standing[day] = standing.get(day, Fraction(0)) + part * lived.stock.units
    total = sum(standing.values())
    return {day: units / total for day, units in sorted(standing.items())}


def _is_known(lived: Security, known_at: datetime | None) -> bool:
    return known_at is None or lived.issued_at <= known_at


def _begins(lived: Security) -> date:
    """Return the day of a security that came of none of its class."""
    return lived.stock.acquired_on or lived.issued_on


def _joined(parts: list[tuple[Days, int]]) -> Days:
    """Return the days of what several securities became, each by its units."""
    if len(parts) == 1:
        return parts[0][0]
    total = sum(units for _, units in parts)
    found: Days = {}
    for days, units in parts:
        for day, part in days.items():
            found[day] = found.get(day, Fraction(0)) + part * Fraction(units, total)
    return found
