"""Every security of an issuer on a day as plain data: what, whose, and by which id it goes."""

from collections.abc import Iterator
from typing import Any

from laogu.basics import HolderId
from laogu.connectors.cap_tables import Counting
from laogu.connectors.plain import quantity
from laogu.register import cap_table, convertibles, plans


def securities(counting: Counting) -> dict[str, Any]:
    """Return the securities that stood on a day, of those holders whose own the person may see.

    Of a holder that a published source names only what it holds in all is public.
    """
    sight = counting.sight
    sees_all = sight.sees_register(counting.issuer.issuer)

    def told(holder: HolderId, rest: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if sees_all or sight.holds("act", holder):
            yield {**rest, "holder_id": holder, "holder": counting.name(holder)}

    every = (*_stock(counting), *_grants(counting), *_papers(counting))
    return {"rows": [one for holder, rest in every for one in told(holder, rest)]}


def _stock(counting: Counting) -> Iterator[tuple[HolderId, dict[str, Any]]]:
    register = counting.journal.books.register
    table = cap_table(
        register, counting.issuer.issuer, as_of=counting.as_of, known_at=counting.known_at
    )
    for row in table.rows:
        for stock in row.securities:
            decimals = register.classes[stock.stock_class].decimals
            yield (
                stock.holder,
                {
                    "kind": "stock",
                    "security_id": stock.security,
                    "label": stock.certificate,
                    "stock_class_id": stock.stock_class,
                    "plan_id": None,
                    "quantity": quantity(stock.units, decimals),
                    "currency": None,
                    "since": stock.acquired_on.isoformat() if stock.acquired_on else None,
                },
            )


def _grants(counting: Counting) -> Iterator[tuple[HolderId, dict[str, Any]]]:
    register = counting.journal.books.register
    for grant in plans.grants_of_issuer(
        register.plans, counting.issuer.issuer, on=counting.as_of, known_at=counting.known_at
    ):
        given = grant.granted
        used = plans.Used.of(grant, counting.as_of, counting.known_at)
        left = given.units - used.exercised - used.released - used.ended
        if left:
            yield (
                given.holder,
                {
                    "kind": "equity_compensation",
                    "security_id": given.security,
                    "label": given.certificate,
                    "stock_class_id": grant.stock_class,
                    "plan_id": given.plan,
                    "quantity": quantity(left, register.classes[grant.stock_class].decimals),
                    "currency": None,
                    "since": given.granted_on.isoformat(),
                },
            )


def _papers(counting: Counting) -> Iterator[tuple[HolderId, dict[str, Any]]]:
    room, issuer = counting.journal.books.register.convertibles, counting.issuer.issuer
    day, known_at = counting.as_of, counting.known_at
    for paper in convertibles.convertibles_on(room, issuer, as_of=day, known_at=known_at):
        amount = paper.issued.amount
        yield (
            paper.issued.holder,
            {
                "kind": "convertible",
                "security_id": paper.issued.security,
                "label": paper.issued.certificate,
                "stock_class_id": None,
                "plan_id": None,
                "quantity": f"{amount.decimal():f}",
                "currency": amount.currency,
                "since": paper.issued_on.isoformat(),
            },
        )
    for one in convertibles.warrants_on(room, issuer, as_of=day, known_at=known_at):
        issued = one.warrant.issued
        yield (
            issued.holder,
            {
                "kind": "warrant",
                "security_id": issued.security,
                "label": issued.certificate,
                "stock_class_id": issued.into,
                "plan_id": None,
                "quantity": None if one.left is None else f"{one.left:f}",
                "currency": None,
                "since": one.warrant.issued_on.isoformat(),
            },
        )
