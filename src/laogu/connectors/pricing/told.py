"""Marks as plain data: every figure is a decimal string."""

from datetime import date
from decimal import Decimal
from math import exp, isfinite
from typing import Any

from laogu.basics import Finding, Words, said, say
from laogu.connectors import plain
from laogu.connectors.pricing.histories import Histories
from laogu.pricing import CannotBeValued
from laogu.pricing.marks import (
    LEVELS,
    VERSION,
    History,
    looked_back,
    mark,
    peers_of,
    quarters,
)


def figure(value: Any, digits: int = 8) -> str | None:
    """Return a figure in plain digits, with so many that count; None: there is none.

    A figure that has run out of digits is refused: none leaves that means nothing.
    """
    if value is None:
        return None
    if not isfinite(value):
        reason = said("Its figures are too large, too small or too far apart for any digits.")
        raise CannotBeValued(reason=reason)
    found = Decimal(f"{value:.{digits}g}")
    return f"{found.normalize():f}" if found else "0"


def marked(
    read: Histories, words: Words, *, as_of: date, looking_back: bool = False
) -> dict[str, Any]:
    """Return the mark of the one company of a file on a day; of several, of the first of them.

    The others are its peers, of which it is told by its size where nobody has named a price.
    looking_back: also what it was worth at the ends of quarters, by all that was known on the day.
    """
    found = mark(read.histories[0], as_of, peers=peers_of(read.histories[1:], as_of))
    quantiles = {
        f"{level * 100:02.0f}": figure(value)
        for level, value in zip(LEVELS, found.quantiles, strict=False)
    }
    return {
        "as_of": found.as_of.isoformat(),
        "basis": found.basis,
        "currency": found.currency,
        "mark": figure(found.value),
        "band": None if found.band is None else [figure(one) for one in found.band],
        "middle": None if found.middle is None else [figure(one) for one in found.middle],
        "quantiles": quantiles,
        "failed": figure(found.failed, 4),
        "grade": found.grade,
        "reason": say(found.reason, words),
        "remarks": [say(one, words) for one in found.remarks],
        "anchors": [
            {
                "date": one.anchor.on.isoformat(),
                "kind": one.anchor.kind,
                "side": one.anchor.side,
                "value": figure(one.anchor.figure),
                "weight": f"{one.weight:.4f}",
                "reports": one.anchor.reports,
                "taken_off": {off.what: figure(1 - exp(off.log), 4) for off in one.anchor.offsets},
            }
            for one in found.anchors
        ],
        **({"history": _looked_back(read.histories[0], as_of)} if looking_back else {}),
        "version": VERSION,
        "input_hash": read.input_hash,
        "findings": _findings(read.findings, words),
    }


def _looked_back(history: History, as_of: date) -> list[dict[str, Any]]:
    """Return quarters since the first report, and the day itself."""
    first = min((one.on for one in history.points), default=as_of)
    days = sorted({*quarters(first, as_of), as_of})
    return [
        {
            "date": one.on.isoformat(),
            "value": figure(one.value),
            "band": [figure(end) for end in one.band],
        }
        for one in looked_back(history, as_of, days)
    ]


def _findings(findings: tuple[Finding, ...], words: Words) -> list[dict[str, Any]]:
    return [plain.finding(one, words) for one in findings]
