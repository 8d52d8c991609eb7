"""Where the words of a standard can be read in two ways: which way was taken, by name."""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import Said, said


class Reading(Struct, frozen=True, kw_only=True):
    """How to read what vesting terms leave open. The first word of each is the usual one.

    following: of conditions that may follow, the first that is met counts and the others fall
        away; or each of them counts for itself.
    cliff: a cliff holds the very instalments before it, each as large as the allocation makes it;
        or its share of the whole, rounded down, and the rest is divided anew.
    rounding: parts of a unit are carried from one condition to the next, so that nothing is lost;
        or each condition is rounded for itself.
    day_of_month: a fixed day counts in the month in which the period ends; or it is the first such
        day on which the whole period has passed.
    early_event: an event that comes before its condition waits is kept until then; or it is lost.
    rest: a part of the rest, taken several times, is measured once; or anew each time.
    acceleration: what vests ahead comes off the last instalments; or the next ones; or all alike.
    leaving_day: what vests on the last day of service counts; or not.
    """

    following: Literal["first", "each"] = "first"
    cliff: Literal["instalments", "share"] = "instalments"
    rounding: Literal["carried", "alone"] = "carried"
    day_of_month: Literal["in_month", "whole_period"] = "in_month"
    early_event: Literal["kept", "lost"] = "kept"
    rest: Literal["once", "each_time"] = "once"
    acceleration: Literal["last", "next", "all"] = "last"
    leaving_day: Literal["counts", "lost"] = "counts"


USUAL = Reading()

WORDS: dict[tuple[str, str], Said] = {
    ("following", "first"): said("The first condition that is met counts; the others fall away."),
    ("following", "each"): said("Every condition that may follow counts for itself."),
    ("cliff", "instalments"): said("A cliff holds the instalments before it as they are."),
    ("cliff", "share"): said("A cliff holds its share, rounded down; the rest is divided anew."),
    ("rounding", "carried"): said("Parts of a share are carried to the next condition."),
    ("rounding", "alone"): said("Each condition is rounded for itself."),
    ("day_of_month", "in_month"): said("A fixed day counts in the month in which a period ends."),
    ("day_of_month", "whole_period"): said("A fixed day counts once the whole period has passed."),
    ("early_event", "kept"): said("An event that came early counts when its turn comes."),
    ("early_event", "lost"): said("An event that came before its turn does not count."),
    ("rest", "once"): said("Parts of the rest are measured once."),
    ("rest", "each_time"): said("Parts of the rest are measured each time."),
    ("acceleration", "last"): said("What vests ahead comes off the last instalments."),
    ("acceleration", "next"): said("What vests ahead comes off the next instalments."),
    ("acceleration", "all"): said("What vests ahead comes off all instalments alike."),
    ("leaving_day", "counts"): said("What vests on the last day of service counts."),
    ("leaving_day", "lost"): said("What vests on the last day of service does not count."),
}
"""Every way of reading, in words, by its switch and its name."""


def others(reading: Reading) -> tuple[tuple[str, str, Reading], ...]:
    """Return every reading that differs from this one in one switch: switch, name, reading."""
    return tuple(
        (switch, name, replace(reading, **{switch: name}))
        for switch, name in WORDS
        if getattr(reading, switch) != name
    )
