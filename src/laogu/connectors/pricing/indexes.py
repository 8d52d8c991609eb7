"""Indexes of marks as plain data: every figure is a decimal string."""

from typing import Any

from laogu.basics import Words, say
from laogu.connectors.pricing.told import figure
from laogu.operations import IndexesFound
from laogu.pricing.indexes import Index
from laogu.register import Register


def told_indexes(found: IndexesFound, register: Register, words: Words) -> dict[str, Any]:
    """Return the indexes of a day."""
    return {
        "on": found.on.isoformat(),
        "indexes": [_index(one, register, words) for one in found.indexes],
    }


def _index(one: Index, register: Register, words: Words) -> dict[str, Any]:
    return {
        "weighting": one.weighting,
        "basis": one.basis,
        "currency": one.currency,
        "reason": say(one.reason, words),
        "levels": [
            {
                "on": each.on.isoformat(),
                "level": f"{each.value:.1f}",
                "band": [f"{end:.0f}" for end in each.band],
                "issuers": str(each.members),
            }
            for each in one.levels
        ],
        "recent_since": None if one.recent is None else one.recent.isoformat(),
        "moved": [
            {
                "issuer": register.issuers[each.issuer].slug,
                "recent": f"{each.recent:.1f}",
                "whole": f"{each.whole:.1f}",
                "weight": figure(each.weight, 4),
            }
            for each in one.moved
        ],
        "joined": [register.issuers[each].slug for each in one.joined],
        "left": [register.issuers[each].slug for each in one.left],
    }
