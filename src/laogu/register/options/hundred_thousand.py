"""The limit of 100,000 dollars a year: which part of an ISO is none.

26 U.S.C. 422(d), 26 CFR 1.422-4: of what becomes exercisable for the first time in a calendar year,
under all plans of the employer and its group, at the fair value of the day of the grant, what
exceeds 100,000 dollars is a nonstatutory option. Options count in the order in which they were
granted; service is taken to go on; what an event brings forward counts in the year of the event.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from laogu.register.options.terms import Option
from laogu.register.vesting import USUAL, History, Reading, schedule

LIMIT = 100_000
"""Dollars."""

SOURCE = "26 U.S.C. 422(d); 26 CFR 1.422-4"


class YearPart(Struct, frozen=True, kw_only=True):
    """What of a grant becomes exercisable for the first time in a year, and as which of the two.

    decimals: of its units; the grant may have ended since, and its years count all the same.
    """

    grant: str
    year: int
    iso_units: int
    nso_units: int
    decimals: int = 0


class Split(Struct, frozen=True, kw_only=True):
    """The parts of every ISO, in the order of the years and of the grants.

    unknown: ISOs of which it cannot be said, for want of a fair value in dollars. They count for
    nothing here, so that what is said of the others may be too favourable.
    """

    parts: tuple[YearPart, ...]
    unknown: tuple[str, ...] = ()

    def iso_units(self, grant: str, vested: int) -> int:
        """Return how many of the first `vested` units of a grant are an ISO.

        Within a year the first to become exercisable are. A company that issues no separate
        certificate has a part of every share instead (26 CFR 1.422-4(c)).
        """
        found = 0
        for part in self.parts:
            if part.grant == grant:
                found += min(part.iso_units, vested)
                vested -= min(part.iso_units + part.nso_units, vested)
        return found


def split(held: Sequence[tuple[Option, History]], reading: Reading = USUAL) -> Split:
    """Return which part of each of one person's ISOs is one, year by year."""
    isos = sorted(
        ((option, history) for option, history in held if option.kind == "iso"),
        key=lambda one: one[0].grant.granted_on,
    )
    known = [one for one in isos if _dollars_a_unit(one[0]) is not None]
    first = [(option, _first_exercisable(option, history, reading)) for option, history in known]
    years = sorted({year for _, units in first for year in units})
    return Split(
        parts=tuple(part for year in years for part in _of_year(year, first)),
        unknown=tuple(option.name for option, _ in isos if _dollars_a_unit(option) is None),
    )


def _of_year(year: int, first: Sequence[tuple[Option, dict[int, int]]]) -> Iterator[YearPart]:
    left = Fraction(LIMIT)
    for option, by_year in first:
        units, each = by_year.get(year, 0), _dollars_a_unit(option)
        if not units or each is None:
            continue
        iso = min(units, int(left / each)) if each else units
        left -= iso * each
        # A share that does not fit is above the limit, and so is what comes after it.
        if iso < units:
            left = Fraction(0)
        yield YearPart(
            grant=option.name,
            year=year,
            iso_units=iso,
            nso_units=units - iso,
            decimals=option.decimals,
        )


def _dollars_a_unit(option: Option) -> Fraction | None:
    value = option.fair_value
    if value is None or value.currency != "USD":
        return None
    return Fraction(value.ticks, 10 ** (value.scale + option.decimals))


def _first_exercisable(option: Option, history: History, reading: Reading) -> dict[int, int]:
    """Return how many units become exercisable for the first time in each year, were none to go."""
    grant = option.grant
    if option.is_early_exercisable:
        return {grant.granted_on.year: grant.units}
    stays = replace(history, left_on=None)
    found: dict[int, int] = {}
    for row in schedule(grant, stays, reading).rows:
        found[row.on.year] = found.get(row.on.year, 0) + row.units
    return found
