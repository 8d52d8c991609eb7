"""What a note has earned by a day: simple interest, exactly.

Actual/365: the days that passed over 365, leap years too. 30/360: months of thirty days, ISDA 2006
definitions, section 4.16(f).
"""

from datetime import date, timedelta
from fractions import Fraction

from laogu.register.rounds.mechanisms import DayCount, InterestRate, Note


def years_between(since: date, until: date, count: DayCount) -> Fraction:
    """Return the years from a day to another, by a count of days; 0 where none passed."""
    if until <= since:
        return Fraction(0)
    if count == "actual_365":
        return Fraction((until - since).days, 365)
    first = min(since.day, 30)
    last = 30 if until.day == 31 and first == 30 else until.day
    months = 12 * (until.year - since.year) + until.month - since.month
    return Fraction(30 * months + last - first, 360)


def interest(note: Note, principal: Fraction, on: date) -> Fraction:
    """Return what a note has earned by `on` and converts with it; paid in cash, it does not."""
    if note.payout == "cash":
        return Fraction(0)
    return sum(
        (
            principal * Fraction(rate.rate) * years_between(rate.from_on, end, note.day_count)
            for rate, end in _spans(note.rates, on)
        ),
        Fraction(0),
    )


def _spans(rates: tuple[InterestRate, ...], on: date) -> list[tuple[InterestRate, date]]:
    """Return each rate with the day on which it stops: its end, the next one's start, or `on`."""
    ordered = sorted(rates, key=lambda one: one.from_on)
    spans = []
    for place, rate in enumerate(ordered):
        ends = [on]
        if rate.until_on is not None:
            # The last day still counts.
            ends.append(rate.until_on + timedelta(days=1))
        if place + 1 < len(ordered):
            ends.append(ordered[place + 1].from_on)
        spans.append((rate, min(ends)))
    return spans
