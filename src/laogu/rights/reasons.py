"""Why shares of a lot are not free: each reason with its source, its end, and who may change it.

What is free and what is put down to each reason make the lot: held, less what is pledged, frozen,
in dispute, locked up, promised. A share kept twice is put down to the first that keeps it.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from laogu.basics import EncumbranceId, Said, said
from laogu.register.encumbrances import Encumbering
from laogu.rights.lots import LotFree

ReasonKind = Literal[
    "pledge", "freeze", "dispute_hold", "lock_up", "unpaid_capital", "refusal_cloud", "legend",
    "promised",
]  # fmt: skip
_ORDER: tuple[ReasonKind, ...] = ("pledge", "freeze", "dispute_hold", "lock_up", "unpaid_capital",
                                  "refusal_cloud", "legend")  # fmt: skip


class Reason(Struct, frozen=True, kw_only=True, gc=False):
    """One thing that keeps shares of a lot from sale.

    units:   how many it keeps. counted: how many of the lot are put down to it.
    rule, source: where it is written; None for a promise, which `purpose` names by its id.
    until:   its last day; None: no such day is known. remedy: who may change it.
    """

    kind: ReasonKind
    units: int
    counted: int
    rule: str | None = None
    source: str | None = None
    until: date | None = None
    remedy: Said | None = None
    encumbrance: EncumbranceId | None = None
    purpose: str | None = None


class Short(Struct, frozen=True, gc=False):
    """Something that shares are promised to and that cannot settle now.

    free: how many of the lot are free for it.
    """

    purpose: str
    promised: int
    free: int


def reasons(lot: LotFree, promises: Iterable[tuple[str, int]]) -> tuple[Reason, ...]:
    """Return why shares of a lot are not free; what they count and what is free make the lot.

    promises: what the lot is promised to, by its id, and how many units.
    """
    found = []
    left = lot.restricted
    for one in sorted(lot.binding, key=lambda one: _ORDER.index(one.kind)):
        units = lot.stock.units if one.units is None else min(one.units, lot.stock.units)
        counted = min(units, left)
        left -= counted
        by = one.lifted_by if isinstance(one, Encumbering) else one.waivable_by
        found.append(
            Reason(
                kind=one.kind,
                units=units,
                counted=counted,
                rule=one.rule,
                source=one.source,
                until=one.locked_through,
                remedy=said(_REMEDY[by]),
                encumbrance=one.encumbrance if isinstance(one, Encumbering) else None,
            )
        )
    left = lot.stock.units - lot.restricted - lot.free
    for purpose, units in promises:
        counted = min(units, left)
        left -= counted
        remedy = said("It is free again when the offer, the order or the trade ends.")
        found.append(
            Reason(kind="promised", units=units, counted=counted, purpose=purpose, remedy=remedy)
        )
    return tuple(found)


def short_of(lot: LotFree, promises: Iterable[tuple[str, int]]) -> Iterator[Short]:
    """Yield what a lot is promised to and has no longer free for it; nothing of it is lost."""
    given = tuple(promises)
    together = sum(units for _, units in given)
    for purpose, units in given:
        free = max(lot.stock.units - lot.restricted - (together - units), 0)
        if free < units:
            yield Short(purpose, units, free)


_REMEDY = {
    "favoured": "Who it is for must let go of it first.",
    "court": "Only the court or the authority that ordered it can let go of it.",
    "nobody": "Nobody may let go of it; it ends by its own day.",
    "regulator": "The regulator may let go of it, and the operator records that.",
    "board": "The board may let go of it, and the company records that.",
    "holder": "Those whom it protects may let go of it, and the company records that.",
    "amendment": "An amendment of the agreement may let go of it, and the company records that.",
}
