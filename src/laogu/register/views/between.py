"""What changed between two days: who has more or fewer of which class, and by which acts."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal, get_args

from msgspec import Struct

from laogu.basics import HolderId, IssuerId, SecurityId, StockClassId
from laogu.register.lives import How
from laogu.register.state import Register
from laogu.register.views.cap_table import held, undone_by
from laogu.register.views.ledgers import Origin, origins

ChangeKind = Literal[
    "issued", "exercised", "transferred_in", "transferred_out", "converted", "split",
    "repurchased", "cancelled", "reissued",
]  # fmt: skip
"""By what kind of act: exercised has what was released as well, cancelled what was retracted."""

CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)

# A transfer and what was undone are told apart from these.
_KIND_OF: Mapping[How, ChangeKind] = {
    "issuance": "issued",
    "cancellation": "cancelled",
    "repurchase": "repurchased",
    "conversion": "converted",
    "reissuance": "reissued",
    "consolidation": "reissued",
    "retraction": "cancelled",
    "split": "split",
}
_OF_ORIGIN: Mapping[Origin, ChangeKind] = {
    "issuance": "issued",
    "exercise": "exercised",
    "release": "exercised",
    "conversion": "converted",
}


class Moved(Struct, frozen=True, kw_only=True):
    """What changed of one class for one holder: `start` and all of `by` come to `end`."""

    holder: HolderId
    stock_class: StockClassId
    start: int
    by: Mapping[ChangeKind, int]
    end: int


class ClassMoved(Struct, frozen=True, kw_only=True):
    """What changed of one class, all holders together."""

    stock_class: StockClassId
    start: int
    by: Mapping[ChangeKind, int]
    end: int


class Between(Struct, frozen=True, kw_only=True):
    """What changed after one day and through another, by what had been written at a moment.

    rows: who has more or fewer, or did in between; the largest change first.
    """

    issuer: IssuerId
    after: date
    through: date
    known_at: datetime | None
    rows: tuple[Moved, ...]
    classes: tuple[ClassMoved, ...]


def between(
    register: Register,
    issuer: IssuerId,
    *,
    after: date,
    through: date,
    known_at: datetime | None = None,
) -> Between:
    """Return what changed from the end of one day to the end of another."""
    came_of = origins(register, issuer)
    rows: list[Moved] = []
    classes = []
    for stock_class in register.classes_of[issuer]:
        by_holder = _changes(register, came_of, stock_class, (after, through), known_at)
        start = held(register, stock_class, as_of=after, known_at=known_at)
        end = held(register, stock_class, as_of=through, known_at=known_at)
        together: dict[ChangeKind, int] = dict.fromkeys(CHANGE_KINDS, 0)
        for holder, by in by_holder.items():
            for kind, units in by.items():
                together[kind] += units
            moved = Moved(
                holder=holder,
                stock_class=stock_class,
                start=start.get(holder, 0),
                by=by,
                end=end.get(holder, 0),
            )
            rows.append(moved)
        classes.append(
            ClassMoved(
                stock_class=stock_class,
                start=sum(start.values()),
                by=together,
                end=sum(end.values()),
            )
        )
    rows.sort(key=lambda one: (-max(map(abs, one.by.values())), one.holder))
    return Between(
        issuer=issuer,
        after=after,
        through=through,
        known_at=known_at,
        rows=tuple(rows),
        classes=tuple(classes),
    )


def _changes(
    register: Register,
    came_of: Mapping[SecurityId, Origin],
    stock_class: StockClassId,
    days: tuple[date, date],
    known_at: datetime | None,
) -> dict[HolderId, dict[ChangeKind, int]]:
    """Return by how much each holder's units of a class changed, by kind of act."""
    after, through = days
    # What was undone never counted: it stands beside its opposite, of the same day.
    undone = undone_by(register, known_at)
    rows = register.changes.between(stock_class, after, through, known_at=known_at)
    found: defaultdict[HolderId, dict[ChangeKind, int]] = defaultdict(dict)
    for _, _, holder, units, how, security in rows:
        if units and security not in undone:
            kind = _kind_of(how, units, came_of.get(security, "issuance"))
            by = found[holder]
            by[kind] = by.get(kind, 0) + units
    return dict(found)


def _kind_of(how: How, units: int, origin: Origin) -> ChangeKind:
    if how == "transfer":
        return "transferred_in" if units > 0 else "transferred_out"
    if how == "issuance":
        return _OF_ORIGIN[origin]
    return _KIND_OF[how]
