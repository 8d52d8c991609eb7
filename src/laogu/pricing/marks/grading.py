"""The grade of a mark: on what it stands, and how old that is."""

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal

from laogu.basics import Said, said
from laogu.pricing.marks.anchoring import Anchor
from laogu.pricing.marks.points import Kind

Grade = Literal["A", "B", "C", "D", "E"]
"""A: a close that anybody could trade at, or an arm's-length sale, within 30 days; B: within six
months, or a round within six months; C: one within 18 months, or words, opinions and quotes only;
D: rolled forward from before; E: told by others of its size only. No grade, no mark."""

ROUNDS: Final[frozenset[Kind]] = frozenset(("primary_round", "rights_issue", "merger", "spac"))
"""Prices of shares that were made for them, with rights of their own: never better than B."""

FRESH, RECENT, OLD = 30, 183, 548
"""Days."""


def graded(found: Sequence[Anchor], as_of: date) -> tuple[Grade, Said]:
    """Return the grade of what anchors come to on a day, and why."""
    trades = [one for one in found if one.is_trade]
    if not trades:
        return "C", said("Nobody is known to have paid a price: there are words and opinions only.")
    sales = [one for one in trades if one.kind not in ROUNDS]
    newest = max(one.on for one in trades)
    age = (as_of - newest).days
    facts = {"days": age, "on": newest}
    why = said("The last arm's-length price is {days} days old, of {on}.", **facts)
    if any((as_of - one.on).days <= FRESH for one in sales):
        return "A", why
    if age <= RECENT:
        return "B", why
    if age <= OLD:
        return "C", why
    return "D", said(
        "Rolled forward from {on}, {days} days ago: nobody is known to have paid a price since.",
        **facts,
    )
