"""Contributions to a limited company: what was subscribed, what is paid in, what is due.

A stake may be transferred before it is paid in; what is owed goes with it, and whoever transferred
it is answerable in the second place (PRC Company Law, art. 88).
"""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import HolderId, months_after, split

FIVE_YEARS_LAW = date(2024, 7, 1)
"""From this day the PRC Company Law of 2023 is in force: art. 47 gives five years."""

LATEST_OF_OLD = date(2032, 6, 30)
"""Until when older companies may give their holders: State Council order 784, art. 2."""

GRACE_DAYS = 60
"""What a written call gives at least before a stake is forfeited: art. 52."""


class Payment(Struct, frozen=True, gc=False):
    """So many units were paid in on a day."""

    on: date
    units: int


class Transferor(Struct, frozen=True, gc=False):
    """Who transferred what was not all paid in, and on which day."""

    holder: HolderId
    on: date


class Contribution(Struct, frozen=True, kw_only=True, gc=False):
    """What one security was subscribed for.

    units: subscribed, and as many as the security has. due_on: None: nobody stated it.
    sold_by: who transferred it before it was paid in, first to last.
    """

    units: int
    due_on: date | None
    payments: tuple[Payment, ...] = ()
    sold_by: tuple[Transferor, ...] = ()

    @property
    def paid(self) -> int:
        """Units that were ever paid in."""
        return sum([one.units for one in self.payments])

    def paid_on(self, day: date) -> int:
        """Return the units that were paid in by a day."""
        return sum([one.units for one in self.payments if one.on <= day])

    def owed_on(self, day: date) -> int:
        """Return the units not paid in by a day."""
        return self.units - self.paid_on(day)

    def is_overdue_on(self, day: date) -> bool:
        """Return whether something should have been paid in before a day."""
        return self.due_on is not None and self.due_on < day and self.owed_on(day) > 0


def latest_due(established_on: date | None, subscribed_on: date) -> date:
    """Return the last day until which a company under PRC law may let its holders pay.

    Five years from when it was established, or from when its capital was raised; older companies
    have until a fixed day for what was subscribed before the law changed.
    """
    days = (established_on or subscribed_on, subscribed_on)
    if max(days) < FIVE_YEARS_LAW:
        return LATEST_OF_OLD
    return months_after(subscribed_on, 60)


def joined(parts: Sequence[Contribution]) -> Contribution:
    """Return one contribution made of several that are due on the same day."""
    if len(parts) == 1:
        return parts[0]
    sellers = {(one.holder, one.on): one for part in parts for one in part.sold_by}
    return Contribution(
        units=sum(one.units for one in parts),
        due_on=parts[0].due_on,
        payments=tuple(sorted((one for part in parts for one in part.payments), key=_day)),
        sold_by=tuple(sellers.values()),
    )


def divided(
    whole: Contribution, units: Sequence[int], *, reduces: bool = False, paid_first: bool = False
) -> list[Contribution]:
    """Return a contribution as it goes on in securities of so many units.

    What is paid in is divided in proportion, and no part has more of it than its units. Where the
    units are others than before, it changes with them; if capital is reduced, what is owed is let
    go of first. paid_first: the first parts are those that are paid in, as far as it goes.
    """
    total = sum(units)
    if not total:
        return [replace(whole, units=one, payments=()) for one in units]
    paid = min(whole.paid, total) if reduces else whole.paid * total // whole.units
    room = split(paid, units)
    if paid_first:
        room = [min(one, max(0, paid - sum(units[:place]))) for place, one in enumerate(units)]
    made: list[list[Payment]] = [[] for _ in units]
    for payment in _trimmed(whole.payments, paid):
        for place, share in enumerate(split(payment.units, room)):
            if share:
                made[place].append(Payment(payment.on, share))
                room[place] -= share
    return [
        replace(whole, units=one, payments=tuple(found))
        for one, found in zip(units, made, strict=True)
    ]


def _trimmed(payments: Sequence[Payment], total: int) -> list[Payment]:
    """Return the payments in proportion, so that they sum to `total`."""
    if not total:
        return []
    parts = split(total, [one.units for one in payments])
    return [Payment(one.on, part) for one, part in zip(payments, parts, strict=True) if part]


def _day(payment: Payment) -> date:
    return payment.on
