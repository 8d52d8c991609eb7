"""The last day on which anything of a grant may live: what the clock goes by.

It is asked without the schedule, so that a register of many grants knows all its last days.
"""

from collections.abc import Sequence
from datetime import date

from laogu.basics import Calendar, last_day, months_after
from laogu.register.options.terms import Kind, Leaving, Window

DELIVERED: frozenset[Kind] = frozenset(("rsu",))
"""What is delivered and not exercised: no window runs for it after leaving."""


def window_end(window: Window, left_on: date, calendar: Calendar | None = None) -> date:
    """Return the last day of a window. calendar: rest days on which it does not end."""
    if window.unit == "days":
        return last_day(left_on, window.period, calendar)
    months = window.period * (12 if window.unit == "years" else 1)
    end = months_after(left_on, months)
    return calendar.working_day_from(end) if calendar else end


def ends_on(
    kind: Kind,
    *,
    expires_on: date | None,
    windows: Sequence[Window] | None,
    leaving: Leaving | None,
    calendar: Calendar | None = None,
) -> date | None:
    """Return the last day of a grant: of its window after leaving, or on which it expires.

    What ends first decides. None: nobody knows, because the grant does not say; it then lives on.
    """
    days = [] if expires_on is None else [expires_on]
    if leaving is not None and kind not in DELIVERED:
        days += [
            window_end(one, leaving.on, calendar)
            for one in windows or ()
            if one.reason == leaving.reason
        ]
    return min(days, default=None)
