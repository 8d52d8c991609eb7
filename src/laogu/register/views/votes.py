"""Who has how many votes: of what is issued alone, by what was stated of each class."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from msgspec import Struct

from laogu.basics import HolderId, IssuerId, StockClassId, in_words
from laogu.register import capital
from laogu.register.state import Register
from laogu.register.views.cap_table import held


class Votes(Struct, frozen=True, kw_only=True):
    """The votes of every holder on a day, the most first; none of a class nobody stated them for.

    per_share: of each class; None: nobody stated it. units: held of each class.
    """

    issuer: IssuerId
    as_of: date
    known_at: datetime | None
    per_share: Mapping[StockClassId, Decimal | None]
    units: Mapping[StockClassId, int]
    by_class: Mapping[StockClassId, Decimal]
    rows: tuple[tuple[HolderId, Decimal], ...]

    @property
    def total(self) -> Decimal:
        """All votes that are known of."""
        return sum(self.by_class.values(), Decimal(0))


def votes(
    register: Register, issuer: IssuerId, *, as_of: date, known_at: datetime | None = None
) -> Votes:
    """Return who had how many votes of an issuer on a day."""
    per_share: dict[StockClassId, Decimal | None] = {}
    units: dict[StockClassId, int] = {}
    by_class: dict[StockClassId, Decimal] = {}
    found: defaultdict[HolderId, Decimal] = defaultdict(Decimal)
    for one in register.classes_of[issuer]:
        standing = capital.class_standing(register.capital, one, as_of=as_of, known_at=known_at)
        per_share[one] = of_one = standing.rights.votes
        had = held(register, one, as_of=as_of, known_at=known_at)
        units[one] = sum(had.values())
        if of_one is None:
            continue
        decimals = register.classes[one].decimals
        for holder, held_units in had.items():
            found[holder] += in_words(held_units, decimals) * of_one
        by_class[one] = in_words(units[one], decimals) * of_one
    rows = sorted(found.items(), key=lambda row: (-row[1], row[0]))
    return Votes(
        issuer=issuer,
        as_of=as_of,
        known_at=known_at,
        per_share=per_share,
        units=units,
        by_class=by_class,
        rows=tuple((holder, count) for holder, count in rows if count),
    )
