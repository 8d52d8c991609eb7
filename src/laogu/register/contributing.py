"""The table of contributions: who subscribed what, what is paid in, what is due and overdue."""

from datetime import date

from msgspec import Struct

from laogu.basics import HolderId, IssuerId
from laogu.register.state import Register
from laogu.register.stock import IssuedStock


class ContributionRow(Struct, frozen=True, kw_only=True):
    """One stake on a day, in the smallest unit of its class.

    subscribed = paid + owed. overdue: what is owed after its day; else 0.
    due_on: None: nobody stated it. sold_by: who transferred it before it was paid in.
    """

    stock: IssuedStock
    subscribed: int
    paid: int
    owed: int
    overdue: int
    due_on: date | None
    sold_by: tuple[HolderId, ...]


def contribution_table(
    register: Register, issuer: IssuerId, *, on: date
) -> tuple[ContributionRow, ...]:
    """Return every stake of an issuer that stood on a day, the first one due first."""
    found = []
    for security, contribution in register.capital.contributions.items():
        lived = register.securities[security]
        if lived.stock.issuer != issuer or lived.issued_on > on:
            continue
        if lived.retired is not None and lived.retired.on <= on:
            continue
        owed = contribution.owed_on(on)
        found.append(
            ContributionRow(
                stock=lived.stock,
                subscribed=contribution.units,
                paid=contribution.paid_on(on),
                owed=owed,
                overdue=owed if contribution.is_overdue_on(on) else 0,
                due_on=contribution.due_on,
                sold_by=tuple(one.holder for one in contribution.sold_by),
            )
        )
    return tuple(sorted(found, key=lambda row: (row.due_on or date.max, row.stock.security)))
