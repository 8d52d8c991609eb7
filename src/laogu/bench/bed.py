"""A market to measure in: one issuer, some holders with shares, an operator with a token."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec import Struct

from laogu.basics import LaoguError, PersonId
from laogu.journal import (
    Command,
    Journal,
    RealWorld,
    Running,
    Store,
    made,
    new_request_id,
    open_store,
    token_digest,
)
from laogu.operations import OPERATIONS, RegisterRow

HOLDERS = 40
LOTS_EACH = 5
SHARES_A_LOT = 1_000_000_000
ROWS_A_LOAD = 20_000
TERMS = """
id = "articles"
version = "1"
layer = "charter"
title_en = "Articles (example)"
title_zh = "章程（示例）"
source = "example"

[[first_refusal]]
rule = "ART-12"
clause = "Articles (example), article 12"
days = 10

[[consent]]
rule = "ART-13"
clause = "Articles (example), article 13"
"""


class Bed(Struct, frozen=True):
    """A market that stands ready. token: the operator's own, who acts for every holder."""

    running: Running
    operator: PersonId
    holders: list[str]
    token: str

    def deposits(self, count: int) -> Iterator[Command]:
        """Yield requests to deposit cash, each under a new id."""
        request = OPERATIONS["cash.deposit"].request(
            holder=self.holders[0],
            amount=Decimal("1250.00"),
            currency="USD",
            reference="bench",
        )
        for _ in range(count):
            yield Command(
                operation="cash.deposit", request=request, id=new_request_id(), by=self.operator
            )

    def offer(self, number: int) -> dict[str, str]:
        """Return the body of an offer to sell, of one holder after another."""
        return {
            "issuer": "bench",
            "stock_class": "Ordinary",
            "seller": self.holders[number % len(self.holders)],
            "quantity": "10",
            "price": "18.50",
            "currency": "USD",
        }


def file_store(folder: Path) -> Store:
    """Return a store in a new file in `folder`."""
    number = len(list(folder.glob("*.db")))
    return open_store(f"sqlite:///{folder.resolve()}/{number}.db", write=True)


def ask(
    journal: Journal, operation: str, by: str | None = None, **fields: Any
) -> dict[str, list[str]]:
    """Return the ids that a request made; by: the person who asks, or None for the market."""
    outcome = journal.record(
        [
            Command(
                operation=operation,
                request=OPERATIONS[operation].request(**fields),
                id=new_request_id(),
                by=None if by is None else PersonId(by),
                is_market=by is None,
            )
        ]
    )[0]
    if isinstance(outcome, LaoguError):
        raise outcome
    return made(outcome.events)


def shares(number: int, lots_each: int) -> RegisterRow:
    """Return one row of a register in which every holder has so many lots, one after another."""
    return RegisterRow(
        line=number + 2,
        holder=f"Holder {number // lots_each} (example)",
        stock_class="Ordinary",
        quantity=Decimal(SHARES_A_LOT),
    )


def made_up(store: Store, *, holders: int = HOLDERS, lots_each: int = LOTS_EACH) -> Bed:
    """Return a market opened in an empty store, with so many holders who have so many lots each."""
    running = Running(store, RealWorld())
    journal = running.journal

    def do(operation: str, by: str | None = None, **fields: Any) -> dict[str, list[str]]:
        return ask(journal, operation, by, **fields)

    (operator,) = do("market.open", kind="practice")["person"]
    do("issuer.register", operator, slug="bench", name_en="Bench (example)", currency="USD")
    rows = tuple(shares(number, lots_each) for number in range(holders * lots_each))
    loads = [rows[at : at + ROWS_A_LOAD] for at in range(0, len(rows), ROWS_A_LOAD)]
    found = [do("register.load", operator, issuer="bench", rows=one)["holder"] for one in loads]
    ids = [one for many in found for one in many]
    do("terms.adopt", operator, issuer="bench", text=TERMS)
    for holder in ids:
        do("mandate.give", operator, person=operator, power="act", over=holder)
    token = running.sign_in.new_secret()
    do("key.issue", operator, person=operator, label="bench", digest=token_digest(token))
    return Bed(running, PersonId(operator), ids, token)
