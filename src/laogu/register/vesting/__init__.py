"""Vesting: how much of a grant is vested on any day, and when the rest is.

Always true: what is vested never falls and never exceeds the grant; the order of a list does not
matter, but where it says what comes first; the answer for a day does not change with what happens
after it. Where terms can be read in two ways, the way taken has a name: `Reading`.

    found = schedule(Grant(units=4800, granted_on=day, vests=terms), History(started_on=day))
    found.vested(on), found.rows, found.position(on)

Many grants of the same terms and start: `Timeline(grant, history, reading).of(units)`.
"""

from laogu.register.vesting.allocation import first_of
from laogu.register.vesting.check import check
from laogu.register.vesting.readings import USUAL, WORDS, Reading, others
from laogu.register.vesting.schedule import Position, Row, Schedule, Timeline, schedule
from laogu.register.vesting.terms import (
    NOTHING_HAPPENED,
    Acceleration,
    AfterPeriod,
    Allocation,
    AtStart,
    Condition,
    Grant,
    History,
    Instalment,
    OnDay,
    OnEvent,
    Period,
    Portion,
    Terms,
    Trigger,
)
from laogu.register.vesting.walk import days_of

__all__ = [
    "NOTHING_HAPPENED", "USUAL", "WORDS", "Acceleration", "AfterPeriod", "Allocation", "AtStart",
    "Condition", "Grant", "History", "Instalment", "OnDay", "OnEvent", "Period", "Portion",
    "Position", "Reading", "Row", "Schedule", "Terms", "Timeline", "Trigger", "check", "days_of",
    "first_of", "others", "schedule",
]  # fmt: skip
