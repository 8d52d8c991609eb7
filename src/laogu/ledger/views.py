"""Questions to the ledger that have an answer for a person."""

from datetime import datetime

from msgspec import Struct

from laogu.basics import HolderId, IssuerId, Money
from laogu.ledger.events import MoveKind, free, held, holder_of, of_issuer
from laogu.ledger.state import Ledger


class Cash(Struct, frozen=True):
    """A holder's cash of one currency: what is free, and what is promised."""

    free: Money
    held: Money


class StatementLine(Struct, frozen=True, kw_only=True):
    """One move as the holder sees it.

    free, held: change of what is free and of what is promised, in minor units.
    free_after: free cash after it.
    """

    at: datetime
    kind: MoveKind
    purpose: str
    currency: str
    free: int
    held: int
    free_after: int


def cash_of(ledger: Ledger, holder: HolderId) -> tuple[Cash, ...]:
    """Return the holder's cash by currency, those in which something ever moved.

    Cash is free before it is promised, so where nothing was ever free, nothing ever moved.
    """
    account = free(holder)
    return tuple(
        Cash(
            Money(ledger.stands_at(account, currency), currency),
            Money(promised(ledger, holder, currency), currency),
        )
        for currency in sorted(ledger.sums)
        if ledger.has_moved(account, currency)
    )


def cash_of_issuer(ledger: Ledger, issuer: IssuerId) -> tuple[Money, ...]:
    """Return the issuer's cash here by currency, those in which something ever moved."""
    account = of_issuer(issuer)
    return tuple(
        Money(ledger.stands_at(account, currency), currency)
        for currency in sorted(ledger.sums)
        if ledger.has_moved(account, currency)
    )


def promised(ledger: Ledger, holder: HolderId, currency: str) -> int:
    """Return the holder's promised minor units of a currency."""
    shelf = ledger.holds_of.on(holder)
    return sum(stands for (_, one), stands in shelf.items() if one == currency)


def held_for(ledger: Ledger, holder: HolderId, purpose: str, currency: str) -> Money:
    """Return what the holder promised to one offer or trade."""
    return Money(ledger.stands_at(held(holder, purpose), currency), currency)


def statement(ledger: Ledger, holder: HolderId) -> tuple[StatementLine, ...]:
    """Return every move of the holder's cash, oldest first."""
    lines = []
    running: dict[str, int] = {}
    for number in ledger.numbers_of(holder):
        move = ledger.moves[number]
        change = {"free": 0, "held": 0}
        for posting in move.moved.postings:
            if holder_of(posting.account) == holder:
                change[posting.account.partition("/")[0]] += posting.minor
        currency = move.moved.currency
        running[currency] = running.get(currency, 0) + change["free"]
        lines.append(
            StatementLine(
                at=move.at,
                kind=move.moved.kind,
                purpose=move.moved.purpose,
                currency=currency,
                free=change["free"],
                held=change["held"],
                free_after=running[currency],
            )
        )
    return tuple(lines)
