"""What a package comes to, as plain data: figures are decimal strings."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct

from laogu.basics import Words
from laogu.connectors import plain
from laogu.connectors.ocf.findings import OCFFinding
from laogu.connectors.ocf.reading import PackageRead
from laogu.register import history


def checked(read: PackageRead, words: Words) -> dict[str, Any]:
    """Return whether a package is accepted, and everything that was found."""
    return {
        "package": read.package,
        "version": read.version,
        "accepted": read.accepted,
        "findings": _findings(read.findings, words),
    }


def positions(read: PackageRead, words: Words, *, as_of: date | None) -> dict[str, Any]:
    """Return who holds what on a day. as_of: None: the day of which the package speaks."""
    on = _day(read, as_of)
    rows: list[dict[str, Any]] = []
    standing = list(_standing(read, on, read.readings))
    for one in standing:
        issuance = one.issuance
        place = _place(issuance)
        rows.append(
            {
                "holder_id": issuance.holder,
                "holder": _name(read, issuance.holder),
                "kind": issuance.kind,
                **place,
                "security_id": issuance.security,
                "certificate": issuance.certificate,
                "quantity": _quantity(one.units),
                **({"issued": _quantity(issuance.units)} if one.units != issuance.units else {}),
            }
        )
    totals = _totals(standing)
    return {
        "as_of": None if on is None else on.isoformat(),
        "accepted": read.accepted,
        "readings": _readings(read),
        "positions": rows,
        "totals": totals,
        "other_readings": _others(read, on, totals),
        "findings": _findings(read.findings, words),
    }


def totals(
    read: PackageRead, words: Words, *, first: date | None, last: date | None
) -> dict[str, Any]:
    """Return what was held in all on every day on which that changed, between two days.

    first: None: from the beginning. last: None: to the end of what was read. Where the totals of
    the first day come from before it, they stand there.
    """
    found: list[dict[str, Any]] = []
    if read.lives is not None:
        over = history.OverDays(read.lives, read.readings)
        days = [one for one in over.changed() if last is None or one <= last]
        if first is not None:
            days = [first, *(one for one in days if one > first)]
        before: list[dict[str, Any]] = []
        for held in over.held(days):
            now = _in_all(held.by_place())
            if now != before:
                found.append({"as_of": held.on.isoformat(), "totals": now})
                before = now
    return {
        "accepted": read.accepted,
        "readings": _readings(read),
        "days": found,
        "findings": _findings(read.findings, words),
    }


def _totals(standing: Iterable[history.Position]) -> list[dict[str, Any]]:
    found: dict[history.Place, int] = {}
    for one in standing:
        place = history.place_of(one.issuance)
        found[place] = found.get(place, 0) + (one.units or 0)
    return _in_all(found)


def _in_all(found: dict[history.Place, int]) -> list[dict[str, Any]]:
    return [
        {"kind": place.kind, **_named(place), "quantity": _quantity(units)}
        for place, units in found.items()
    ]


def _others(
    read: PackageRead, on: date | None, totals: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return the totals of each other reading that comes to others."""
    chosen = read.readings
    exercise = "strict" if chosen.partial_exercise == "residual" else "residual"
    split = "applied" if chosen.split == "reissued" else "reissued"
    found = []
    for name, value in (("partial_exercise", exercise), ("split", split)):
        other = msgspec.structs.replace(chosen, **{name: value})
        others = _totals(_standing(read, on, other))
        if others != totals:
            found.append({"reading": name, "value": value, "totals": others})
    return found


class Held(Struct):
    """What one holder has: shares by class, and the rest by what it is of."""

    holder: str
    shares: dict[str, int]
    grants: dict[str, int]
    warrants: dict[str, int]
    convertibles: dict[str, int]


def cap_table(read: PackageRead, words: Words, *, as_of: date | None) -> dict[str, Any]:
    """Return the cap table of a package on a day, largest holder first.

    The shape is that of a cap table of the market; grants, warrants and convertibles stand beside
    the shares, and none of them is counted as a share.
    """
    on = _day(read, as_of)
    held: dict[str, Held] = {}
    for one in _standing(read, on, read.readings):
        issuance = one.issuance
        mine = held.setdefault(issuance.holder, Held(issuance.holder, {}, {}, {}, {}))
        ((_, value),) = _place(issuance).items()
        parts = {
            "stock": mine.shares,
            "equity_compensation": mine.grants,
            "warrant": mine.warrants,
            "convertible": mine.convertibles,
        }
        part = parts[issuance.kind]
        part[str(value)] = part.get(str(value), 0) + (one.units or 0)
    ordered = sorted(held.values(), key=lambda one: (-sum(one.shares.values()), one.holder))
    known = read.lives.history.classes if read.lives is not None else {}
    return {
        "issuer": "" if read.lives is None else read.lives.history.name,
        "as_of": None if on is None else on.isoformat(),
        "known_at": None,
        "accepted": read.accepted,
        "readings": _readings(read),
        "classes": [
            {
                "stock_class_id": name,
                "name": one.name,
                "quantity": _quantity(sum(each.shares.get(name, 0) for each in ordered)),
            }
            for name, one in known.items()
        ],
        "rows": [
            {
                "holder_id": one.holder,
                "holder": _name(read, one.holder),
                "quantities": _all(one.shares),
                "grants": _all(one.grants),
                "warrants": _all(one.warrants),
                "convertibles": _all(one.convertibles),
            }
            for one in ordered
        ],
        "not_shown": {},
        "findings": _findings(read.findings, words),
    }


def _day(read: PackageRead, as_of: date | None) -> date | None:
    if as_of is not None or read.lives is None:
        return as_of
    return read.lives.history.as_of


def _standing(
    read: PackageRead, on: date | None, readings: history.Readings
) -> Iterable[history.Position]:
    if read.lives is None:
        return ()
    return history.positions(read.lives, as_of=on, readings=readings)


def _place(issuance: history.Issuance) -> dict[str, str]:
    """Return of what a security is, under its name: the class, the plan, or the currency."""
    return _named(history.place_of(issuance))


def _named(place: history.Place) -> dict[str, str]:
    return {place.by if place.by == "currency" else f"{place.by}_id": place.of}


def _name(read: PackageRead, holder: str) -> str | None:
    found = None if read.lives is None else read.lives.history.holders.get(holder)
    return None if found is None else found.name


def _all(parts: dict[str, int]) -> dict[str, str | None]:
    return {name: _quantity(units) for name, units in parts.items()}


def _quantity(units: int | None) -> str | None:
    return None if units is None else f"{history.amount(units):f}"


def _readings(read: PackageRead) -> dict[str, str]:
    readings = read.readings
    return {
        "partial_exercise": readings.partial_exercise,
        "split": readings.split,
        "order_within_a_day": readings.order_within_a_day,
    }


def _findings(findings: Iterable[OCFFinding], words: Words) -> list[dict[str, Any]]:
    return [{**plain.finding(one, words), "object_id": one.object_id} for one in findings]
