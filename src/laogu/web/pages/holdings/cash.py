"""A holder's cash: what is free and held by currency, and the statement with running sums."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from msgspec import Struct

from laogu.basics import CURRENCIES, HolderId, OfferId, OrderId, SecurityId, TradeId
from laogu.ledger import MoveKind, StatementLine, cash_of, statement
from laogu.web.frame import Link
from laogu.web.pages.writing import clock_time, currency_name, handle, minor
from laogu.web.visit import Visit


class CashRow(Struct, frozen=True, kw_only=True):
    """One move. free, held: changes, with their sign; None: none. after: free cash after it."""

    at: str
    what: str
    purpose: Link | str
    free: str | None
    held: str | None
    after: str
    held_after: str


class Account(Struct, frozen=True, kw_only=True):
    """A holder's cash of one currency, and every move of it, newest first."""

    currency: str
    code: str
    free: str
    held: str
    rows: tuple[CashRow, ...]
    values: tuple[tuple[datetime | str | Decimal, ...], ...]


CASH_HEADS = ("at", "what", "for", "free", "held", "free_after", "held_after")


def accounts_of(visit: Visit, holder: HolderId) -> tuple[Account, ...]:
    """Return a holder's cash by currency."""
    lines = statement(visit.books.ledger, holder)
    return tuple(
        Account(
            currency=currency_name(visit, cash.free.currency),
            code=cash.free.currency,
            free=minor(cash.free.minor, cash.free.currency),
            held=minor(cash.held.minor, cash.free.currency),
            rows=tuple(_rows(visit, lines, cash.free.currency))[::-1],
            values=tuple(_values(lines, cash.free.currency)),
        )
        for cash in cash_of(visit.books.ledger, holder)
    )


def _of(lines: tuple[StatementLine, ...], currency: str) -> Iterator[tuple[StatementLine, int]]:
    """Yield the lines of a currency, each with what is held after it."""
    held = 0
    for line in lines:
        if line.currency == currency:
            held += line.held
            yield line, held


def _rows(visit: Visit, lines: tuple[StatementLine, ...], currency: str) -> Iterator[CashRow]:
    for line, held in _of(lines, currency):
        yield CashRow(
            at=clock_time(visit, line.at, visit.zone),
            what=what_moved(visit, line.kind),
            purpose=purpose_of(visit, line.purpose),
            free=signed(line.free, currency),
            held=signed(line.held, currency),
            after=minor(line.free_after, currency),
            held_after=minor(held, currency),
        )


def _values(
    lines: tuple[StatementLine, ...], currency: str
) -> Iterator[tuple[datetime | str | Decimal, ...]]:
    def exact(amount: int) -> Decimal:
        return Decimal(amount).scaleb(-CURRENCIES[currency])

    for line, held in _of(lines, currency):
        yield (
            line.at,
            line.kind,
            line.purpose,
            exact(line.free),
            exact(line.held),
            exact(line.free_after),
            exact(held),
        )


def what_moved(visit: Visit, kind: MoveKind) -> str:
    """Return what a move of cash was, in words."""
    word = visit.show(kind, of="move")
    return word[:1].upper() + word[1:]


def purpose_of(visit: Visit, purpose: str) -> Link | str:
    """Return what a move was for, with the way to it; or the bank's reference."""
    market = visit.books.market
    if TradeId(purpose) in market.trades:
        says = visit.said("trade {handle}", handle=handle(purpose))
        return Link(says=says, href=visit.to(f"/trade/{purpose}"))
    if OfferId(purpose) in market.offers:
        says = visit.said("offer {handle}", handle=handle(purpose))
        return Link(says=says, href=visit.to(f"/offer/{purpose}"))
    order = market.orders.get(OrderId(purpose))
    if order is not None:
        says = visit.said("order {handle}", handle=handle(purpose))
        return Link(says=says, href=visit.to(f"/window/{order.order.window}"))
    grant = visit.books.register.plans.grants.get(SecurityId(purpose))
    if grant is not None:
        says = visit.said("grant {handle}", handle=grant.granted.certificate or handle(purpose))
        return Link(says=says, href=visit.to(f"/grant/{purpose}"))
    return purpose


def signed(amount: int, currency: str) -> str | None:
    """Return a change with its sign; None for no change."""
    if amount == 0:
        return None
    return f"+{minor(amount, currency)}" if amount > 0 else minor(amount, currency)
