"""How grants stand, as plain data: every figure a decimal string, every day as 2026-11-21."""

from datetime import date
from typing import Any

import msgspec

from laogu.basics import Money, Words, in_words, say
from laogu.connectors import plain
from laogu.connectors.grants.standing import Stand, Standing
from laogu.register import options, vesting


def told(stand: Stand, words: Words) -> dict[str, Any]:
    """Return everything about the grants of a file; sentences in the language of `words`."""
    leaving = stand.leaving
    return {
        "as_of": stand.on.isoformat(),
        "holder": stand.holder or None,
        "left": {"on": leaving.on.isoformat(), "reason": leaving.reason} if leaving else None,
        "reading": msgspec.to_builtins(stand.reading),
        "grants": [_grant(one, words) for one in stand.grants],
        "iso_limit": _limit(stand),
        "warnings": [plain.finding(one, words) for one in stand.warnings],
    }


def _grant(one: Standing, words: Words) -> dict[str, Any]:
    option, position = one.held.option, one.position

    def units(count: int) -> str:
        return f"{in_words(count, option.decimals):f}"

    return {
        "name": option.name,
        "kind": option.kind,
        "granted_on": option.grant.granted_on.isoformat(),
        "expires_on": _day(option.expires_on),
        "granted": units(position.units),
        "vested": units(position.vested),
        "held_by_gate": units(position.held),
        "unvested": units(position.unvested),
        "forfeited": units(position.forfeited),
        "exercised": units(one.may.exercised),
        "next": _row(position.following, units) if position.following else None,
        "waits_for": list(one.waits),
        "schedule": [_row(row, units) for row in one.rows],
        "differs": [
            {
                "switch": other.switch,
                "reading": other.name,
                "says": say(vesting.WORDS[other.switch, other.name], words),
                "vested": units(other.vested),
                "total": units(other.total),
                "last_on": _day(other.last_on),
            }
            for other in one.differs
        ],
        "exercise": _exercise(one.may, option, words),
    }


def _row(row: vesting.Row, units: Any) -> dict[str, Any]:
    return {
        "on": row.on.isoformat(),
        "units": units(row.units),
        "total": units(row.total),
        "conditions": [one for one in row.conditions if one],
    }


def _exercise(may: options.MayExercise, option: options.Option, words: Words) -> dict[str, Any]:
    def units(count: int) -> str:
        return f"{in_words(count, option.decimals):f}"

    return {
        "on": may.on.isoformat(),
        "units": units(may.units),
        "cost": _money(may.cost),
        "last_on": _day(may.last_on),
        "iso_until": _day(may.iso_until),
        "lapsed": units(may.lapsed),
        "rights": [
            {
                "units": units(right.units),
                "from_on": right.from_on.isoformat(),
                "until_on": _day(right.until_on),
                "treated": right.treated,
                "cost": _money(right.cost),
                "why": say(right.why, words),
            }
            for right in may.rights
        ],
        "why": [say(one, words) for one in may.why],
    }


def _limit(stand: Stand) -> dict[str, Any]:
    return {
        "dollars": str(options.LIMIT),
        "source": options.SOURCE,
        "parts": [
            {
                "grant": part.grant,
                "year": str(part.year),
                "iso": f"{in_words(part.iso_units, part.decimals):f}",
                "nso": f"{in_words(part.nso_units, part.decimals):f}",
            }
            for part in stand.split.parts
        ],
        "unknown": list(stand.split.unknown),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _money(amount: Money | None) -> dict[str, str] | None:
    if amount is None:
        return None
    return {"amount": f"{amount.decimal():f}", "currency": amount.currency}
