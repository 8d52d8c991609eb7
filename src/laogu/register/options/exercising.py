"""What may be exercised, until when, for how much, as what, and why.

Three clocks run after the last day of service, and the first to end decides: the window that the
grant's table gives for the reason of leaving; the day on which the grant expires; and, for the tax
treatment only, three calendar months (26 U.S.C. 422(a)(2)), a year for the disabled (422(c)(6)),
none after a death (421(c)(1)). Ninety days are not three months, so both are told.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import Calendar, Money, Said, cost, months_after, said
from laogu.register.options.ending import DELIVERED, window_end
from laogu.register.options.hundred_thousand import Split
from laogu.register.options.terms import (
    COSTLESS,
    REASONS,
    Exercise,
    Leaving,
    Option,
    Reason,
)
from laogu.register.vesting import USUAL, History, Reading, schedule

MOST_ISO_YEARS = 10
"""An ISO cannot be exercised later than ten years from its grant: 26 U.S.C. 422(b)(3)."""

_MONTHS_OF_ISO: dict[Reason, int | None] = {
    "voluntary_other": 3,
    "voluntary_good_cause": 3,
    "voluntary_retirement": 3,
    "involuntary_other": 3,
    "involuntary_death": None,
    "involuntary_disability": 12,
    "involuntary_with_cause": 3,
}


class Right(Struct, frozen=True, kw_only=True):
    """Units that may be exercised on the days from one to another.

    until_on: None: nobody knows. treated: how they are taxed then; None: not by these two.
    cost: None: nothing is paid, or the exercise price is not known.
    """

    units: int
    from_on: date
    until_on: date | None
    treated: Literal["iso", "nso"] | None
    cost: Money | None
    why: Said


class MayExercise(Struct, frozen=True, kw_only=True):
    """What may be exercised from a day on.

    on: the day that is asked about, or, where the last day of service is still to come, that day.
    units: that may be exercised; every one of `rights` is of them, so they are not summed.
    last_on: the last day of all; None: nobody knows, or nothing is left.
    iso_until: the last day on which any of them is taxed as an ISO; None: there is none, or no end.
    lapsed: vested units that were not exercised in time.
    """

    on: date
    vested: int
    exercised: int
    units: int
    cost: Money | None
    last_on: date | None
    iso_until: date | None
    lapsed: int
    rights: tuple[Right, ...]
    why: tuple[Said, ...]


def may_exercise(
    option: Option,
    history: History,
    *,
    on: date,
    exercised: Sequence[Exercise] = (),
    leaving: Leaving | None = None,
    split: Split | None = None,
    reading: Reading = USUAL,
    calendar: Calendar | None = None,
) -> MayExercise:
    """Return what of a grant may be exercised on a day, and until when.

    leaving: may still be to come; then the answer is of that day. split: what the limit of 100,000
    dollars leaves of the ISOs. calendar: where the plan says that a last day at rest moves on.
    """
    if leaving is not None:
        history = replace(history, left_on=leaving.on)
    day = on if leaving is None else max(on, leaving.on)
    vested = schedule(option.grant, history, reading).vested(day)
    done = sum(one.units for one in exercised if one.on <= day)
    within = option.grant.units if option.is_early_exercisable and leaving is None else vested
    units, why = max(0, within - done), list[Said]()
    last_on = _last_day(option, leaving, calendar, why)
    if option.kind in DELIVERED:
        units, last_on = 0, None
        why = [said("Nothing is exercised: what is vested is delivered.")]
    is_over = last_on is not None and day > last_on
    lapsed = units if is_over else 0
    left = units - lapsed
    iso_until = _iso_until(option, leaving, last_on, why) if option.kind == "iso" else None
    iso_units = min(left, _iso_left(option, within, done, split))
    return MayExercise(
        on=day,
        vested=vested,
        exercised=done,
        units=left,
        cost=_cost(option, left),
        last_on=last_on if left or lapsed else None,
        iso_until=iso_until,
        lapsed=lapsed,
        rights=_rights(option, day, left, iso_units=iso_units, last_on=last_on, iso_until=iso_until)
        if left
        else (),
        why=tuple(why),
    )


def _last_day(
    option: Option, leaving: Leaving | None, calendar: Calendar | None, why: list[Said]
) -> date | None:
    expires_on = option.expires_on
    if leaving is None:
        if expires_on is None:
            why.append(said("The grant does not say when it expires."))
        else:
            why.append(said("In service, until the grant expires on {day}.", day=expires_on))
        return expires_on
    window = next((one for one in option.windows or () if one.reason == leaving.reason), None)
    if window is None:
        why.append(
            said(
                "The grant does not say how long it may be exercised after leaving for this "
                "reason: {reason}.",
                reason=REASONS[leaving.reason],
            )
        )
        return None
    end = window_end(window, leaving.on, calendar)
    if expires_on is not None and expires_on < end:
        why.append(said("The grant expires on {day}, before the window ends.", day=expires_on))
        return expires_on
    why.append(
        said(
            "The grant's window for {reason} is {period} after the last day of service, "
            "{left_on}: it ends on {day}.",
            reason=REASONS[leaving.reason],
            period=window.says,
            left_on=leaving.on,
            day=end,
        )
    )
    if expires_on is None:
        why.append(said("The grant does not say when it expires."))
    return end


def _iso_until(
    option: Option, leaving: Leaving | None, last_on: date | None, why: list[Said]
) -> date | None:
    longest = months_after(option.grant.granted_on, 12 * MOST_ISO_YEARS)
    ends = [] if last_on is None else [last_on]
    if last_on is None or last_on > longest:
        ends.append(longest)
    if leaving is not None and (months := _MONTHS_OF_ISO[leaving.reason]) is not None:
        end = months_after(leaving.on, months)
        ends.append(end)
        if last_on is None or end < last_on:
            why.append(
                said(
                    "Taxed as an ISO only through {day}, {months} calendar months after the last "
                    "day of service (26 U.S.C. 422); as an NSO after it.",
                    day=end,
                    months=months,
                )
            )
        elif end > last_on:
            why.append(
                said("The tax rule would give until {day}; the window ends before.", day=end)
            )
    return min(ends)


def _iso_left(option: Option, within: int, done: int, split: Split | None) -> int:
    """Return how many of the units not yet exercised are an ISO; the first to vest went first."""
    if option.kind != "iso":
        return 0
    if split is None or option.name in split.unknown:
        return within
    return split.iso_units(option.name, within) - split.iso_units(option.name, done)


def _rights(
    option: Option,
    day: date,
    units: int,
    *,
    iso_units: int,
    last_on: date | None,
    iso_until: date | None,
) -> tuple[Right, ...]:
    def right(count: int, first: date, last: date | None, treated: str, why: Said) -> Right:
        taxed: dict[str, Literal["iso", "nso"]] = {"iso": "iso", "nso": "nso"}
        return Right(
            units=count,
            from_on=first,
            until_on=last,
            treated=taxed.get(treated),
            cost=_cost(option, count),
            why=why,
        )

    if option.kind != "iso":
        treated = "nso" if option.kind == "nso" else ""
        return (right(units, day, last_on, treated, said("What is vested and not exercised.")),)
    found: list[Right] = []
    is_iso = iso_until is not None and day <= iso_until
    if iso_units and is_iso:
        found.append(right(iso_units, day, iso_until, "iso", said("As an incentive stock option.")))
    if (rest := units - iso_units) > 0:
        why = said("Above 100,000 dollars of its year: as an NSO from the beginning.")
        found.append(right(rest, day, last_on, "nso", why))
    if iso_units and (last_on is None or iso_until is None or last_on > iso_until):
        first = max(day, iso_until + timedelta(days=1)) if iso_until else day
        why = said("The time for the tax treatment has passed: as an NSO.")
        found.append(right(iso_units, first, last_on, "nso", why))
    return tuple(found)


def _cost(option: Option, units: int) -> Money | None:
    if option.exercise_price is None or option.kind in COSTLESS:
        return None
    return cost(option.exercise_price, units, decimals=option.decimals)
