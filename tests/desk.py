"""A desk for tests: a market on a stopped clock, its people, and what they ask for in a line each.

    desk = desk_at(MORNING, articles(board_consent()), holds("ada", 999), has("elm", 20_000))
    offer = desk.post("ada", 100, "18.50")

Everybody has one name for three things: the person who signs in, the holder, and the mandate to
act for it. `operator` operates the market, `ida` issues for Harrow, `nobody` is a visitor without a
name, `stranger` is signed in and holds no mandate.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Self, TypeVar
from uuid import UUID

import pytest

from laogu.basics import (
    HolderId,
    IssuerId,
    LaoguError,
    Money,
    OfferId,
    PersonId,
    SecurityId,
    StockClassId,
    TradeId,
)
from laogu.journal import (
    Command,
    Journal,
    Outcome,
    Recorded,
    StoppedWorld,
    Store,
    made,
    new_request_id,
)
from laogu.ledger import free, held_for, promised
from laogu.market import TradeState
from laogu.operations import OPERATIONS, Books, Event, RegisterRow, Request
from laogu.register import IssuedStock, cap_table
from laogu.rights import Answer, Proposal, explain
from tests.contracts.memory_store import Memory, MemoryStore
from tests.drafting import board_consent, clause, closing, first_refusal, row, terms

__all__ = [
    "MORNING", "TODAY", "Desk", "Step", "articles", "asked_for", "board_consent", "clause",
    "closing", "desk_at", "everything", "first_refusal", "has", "holds", "names_of",
    "open_articles", "row", "terms",
]  # fmt: skip

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = MORNING.date()

Step = Callable[["Desk"], object]
Refused = TypeVar("Refused", bound=LaoguError)


class Desk:
    """A practice market with one issuer, Harrow, and its ordinary shares priced in cents of USD."""

    def __init__(
        self, at: datetime = MORNING, *, kept_by: type[MemoryStore] = MemoryStore, **issuer: Any
    ) -> None:
        self.memory = Memory()
        self.kept_by = kept_by
        self.store: Store = self.open_store()
        self.world = StoppedWorld(at)
        self.journal = Journal(self.store, self.world)
        self.people: dict[str, PersonId | None] = {"nobody": None}
        self.holders: dict[str, HolderId] = {}
        self.last: Recorded | None = None
        self._open(issuer)

    def _open(self, issuer: dict[str, Any]) -> None:
        opening = self.command("market.open", {"kind": "practice"}, is_market=True)
        self.people["operator"] = PersonId(self.made(opening)["person"][0])
        described = {"slug": "harrow", "name_en": "Harrow", "zone": "UTC", "currency": "USD"}
        self.issuer = IssuerId(self.do("issuer.register", **described | issuer)["issuer"][0])
        ordinary = self.do("stock_class.register", issuer="harrow", name_en="Ordinary")
        self.ordinary = StockClassId(ordinary["stock_class"][0])
        for name in ("ida", "stranger"):
            self.people[name] = PersonId(self.do("person.register", name=name)["person"][0])
        self.do("mandate.give", person=self.people["ida"], power="issue", over=self.issuer)

    # What anybody may ask for.

    def execute(self, operation: str, by: str = "operator", **fields: Any) -> tuple[Event, ...]:
        """Record a request and return its events, or raise its refusal."""
        outcome = self.record(self.command(operation, fields, by=by))[0]
        if isinstance(outcome, LaoguError):
            raise outcome
        self.last = outcome
        return outcome.events

    def do(self, operation: str, by: str = "operator", **fields: Any) -> dict[str, list[str]]:
        """Record a request and return the ids that came to be."""
        return made(self.execute(operation, by, **fields))

    def command(
        self,
        operation: str,
        fields: dict[str, Any],
        *,
        by: str = "operator",
        request: UUID | None = None,
        is_market: bool = False,
    ) -> Command:
        """Return a request on its way to the journal."""
        return Command(
            operation=operation,
            request=asked_for(operation, fields),
            id=request or self.request_id(),
            by=None if is_market else self.people[by],
            is_market=is_market,
        )

    def record(self, *commands: Command) -> list[Outcome]:
        """Hand commands to the journal in one batch."""
        return self.journal.record(commands)

    def request_id(self) -> UUID:
        return new_request_id(self.world)

    def made(self, command: Command) -> dict[str, list[str]]:
        outcome = self.record(command)[0]
        assert isinstance(outcome, Recorded), outcome
        return made(outcome.events)

    # Who is there.

    def person(self, name: str) -> PersonId:
        """Return who signs in by that name, and register them and their holder where new."""
        self.holder(name)
        person = self.people[name]
        assert person is not None
        return person

    def holder(self, name: str, kind: str = "organisation") -> HolderId:
        """Return the holder of that name; where new, register it and who acts for it."""
        if name not in self.holders:
            person = self.people.get(name) or self.do("person.register", name=name)["person"][0]
            self.people[name] = PersonId(person)
            ids = self.do("holder.register", name=name, kind=kind, person=person)
            self.holders[name] = HolderId(ids["holder"][0])
        return self.holders[name]

    # What happens to a share, in a line each.

    def issue(self, name: str, quantity: object, **more: Any) -> IssuedStock:
        """Issue shares to somebody."""
        ids = self.do(
            "security.issue", "ida", issuer="harrow", holder=self.holder(name),
            quantity=quantity, **{"stock_class": "Ordinary"} | more,
        )  # fmt: skip
        return self.stock(ids["security"][0])

    def load(self, *rows: RegisterRow, **more: Any) -> None:
        """Bring in rows of a cap table; whoever they name is a holder somebody acts for."""
        ids = self.do("register.load", "ida", issuer="harrow", rows=rows, **more)
        named = dict.fromkeys(one.holder for one in rows)
        for name, id_ in zip(named, ids["holder"], strict=True):
            self.holders[name] = HolderId(id_)
            person = PersonId(self.do("person.register", name=name)["person"][0])
            self.people[name] = person
            self.do("mandate.give", person=person, power="act", over=id_)

    def deposit(self, name: str, amount: object, currency: str = "USD") -> None:
        self.do(
            "cash.deposit",
            holder=self.holder(name),
            amount=amount,
            currency=currency,
            reference="bank statement",
        )

    def post(self, seller: str, quantity: object, price: object, **more: Any) -> OfferId:
        """Offer shares and return the offer."""
        fields = {"issuer": "harrow", "stock_class": "Ordinary", "currency": "USD"}
        ids = self.do(
            "offer.post", seller, seller=self.holder(seller), quantity=quantity, price=price,
            **fields | more,
        )  # fmt: skip
        return OfferId(ids["offer"][0])

    def counter(self, buyer: str, offer: OfferId, price: object, **more: Any) -> OfferId:
        """Answer an offer with other terms and return the counter-offer."""
        ids = self.do(
            "offer.counter", buyer, offer=offer, buyer=self.holder(buyer), price=price,
            **{"currency": "USD"} | more,
        )  # fmt: skip
        return OfferId(ids["offer"][0])

    def accept(self, buyer: str, offer: OfferId) -> TradeId:
        """Take an offer and return the trade."""
        ids = self.do("offer.accept", buyer, offer=offer, buyer=self.holder(buyer))
        return TradeId(ids["trade"][0])

    def take(self, seller: str, counter: OfferId) -> TradeId:
        """Let a seller take a counter-offer and return the trade."""
        return TradeId(self.do("offer.accept", seller, offer=counter)["trade"][0])

    def trade(self, seller: str, buyer: str, quantity: object, price: object) -> TradeId:
        """Match a sale: an offer that is taken at once."""
        return self.accept(buyer, self.post(seller, quantity, price))

    def notice(self, trade: TradeId) -> None:
        self.do("notice.give", trade=trade)

    def elect(self, name: str, trade: TradeId, quantity: object = None) -> None:
        self.do("notice.elect", name, trade=trade, holder=self.holder(name), quantity=quantity)

    def waive(self, name: str, trade: TradeId) -> None:
        self.do("notice.waive", name, trade=trade, holder=self.holder(name))

    def consent(self, trade: TradeId) -> None:
        self.do("consent.give", "ida", trade=trade)

    def settle(self, trade: TradeId) -> None:
        self.do("trade.settle", trade=trade)

    def adopt(self, *clauses: str, **head: Any) -> None:
        """Let Harrow adopt terms made of these clauses."""
        binds_on = head.pop("binds_on", None)
        self.do(
            "terms.adopt", "ida", issuer="harrow", text=terms(*clauses, **head), binds_on=binds_on
        )

    def explain(self, seller: str, quantity: int, *buyers: str, **more: Any) -> Answer:
        """Ask whether somebody may sell so many."""
        given: dict[str, Any] = {
            "issuer": self.issuer,
            "stock_class": self.ordinary,
            "seller": self.holder(seller),
            "buyers": tuple(self.holder(one) for one in buyers),
            "units": quantity,
            "price": None,
            "mechanism": "negotiated",
            "on": self.today,
        }
        return explain(self.books.standing, Proposal(**given | more))

    def happened(self) -> list[str]:
        """Return what the last request came to, by the names of its events."""
        assert self.last is not None, "nothing was asked for yet"
        return names_of(self.last.events)

    # How things stand.

    @property
    def books(self) -> Books:
        return self.journal.books

    @property
    def now(self) -> datetime:
        return self.journal.now()

    @property
    def today(self) -> date:
        return self.now.date()

    def go_to(self, moment: datetime) -> None:
        """Let the world's clock reach a moment, and fire what falls due by then."""
        self.world.move(moment)
        self.journal.fire_due()

    def wait(self, **time: float) -> None:
        """Let time pass, and fire what falls due by then."""
        self.go_to(self.world.now() + timedelta(**time))

    def stock(self, security: str) -> IssuedStock:
        return self.books.register.securities[SecurityId(security)].stock

    def lots(self, name: str) -> list[IssuedStock]:
        """Return somebody's living lots, oldest first."""
        return list(self.books.register.living(self.ordinary, self.holder(name)))

    def holds(self, name: str) -> int:
        return sum(stock.units for stock in self.lots(name))

    def held(self) -> dict[str, int]:
        """Return who holds how much today, by name."""
        names = {id_: name for name, id_ in self.holders.items()}
        table = cap_table(self.books.register, self.issuer, as_of=self.today)
        return {names[row.holder.holder]: row.total for row in table.rows}

    def free(self, name: str, currency: str = "USD") -> Decimal:
        """Return somebody's free cash."""
        minor = self.books.ledger.stands_at(free(self.holder(name)), currency)
        return Money(minor, currency).decimal()

    def promised(self, name: str, currency: str = "USD") -> Decimal:
        """Return somebody's cash that is held for offers and trades."""
        minor = promised(self.books.ledger, self.holder(name), currency)
        return Money(minor, currency).decimal()

    def held_for(self, name: str, purpose: str) -> Decimal:
        return held_for(self.books.ledger, self.holder(name), purpose, "USD").decimal()

    def state(self, trade: TradeId) -> TradeState:
        return self.books.market.trades[trade]

    def open_store(self) -> Store:
        """Open what outlives a crash, as its one writer."""
        return self.kept_by(self.memory, write=True)

    def reopened(self) -> Self:
        """Return a desk on the same record, opened again as after a crash."""
        self.store.close()
        again = copy(self)
        again.store = again.open_store()
        again.journal = Journal(again.store, self.world)
        return again

    @contextmanager
    def refuses(self, kind: type[Refused]) -> Iterator["pytest.ExceptionInfo[Refused]"]:
        """Expect a refusal inside, and that it changes nothing: no entry, no book."""
        before, head = everything(self.books), self.journal.head
        with pytest.raises(kind) as no:
            yield no
        assert type(no.value) is kind
        assert self.journal.head == head, "a refusal was recorded"
        assert everything(self.books) == before, "a refusal changed the books"


def desk_at(at: datetime, *steps: Step, **issuer: Any) -> Desk:
    """Return a desk at a moment, after what the steps say in words."""
    desk = Desk(at, **issuer)
    for step in steps:
        step(desk)
    return desk


def holds(name: str, quantity: object, **more: Any) -> Step:
    """Somebody holds so many ordinary shares of Harrow: one lot."""
    return lambda desk: desk.issue(name, quantity, **more)


def has(name: str, amount: object, currency: str = "USD") -> Step:
    """Somebody's cash has arrived at the bank."""
    return lambda desk: desk.deposit(name, amount, currency)


def articles(*clauses: str, **head: Any) -> Step:
    """Harrow's articles say so."""
    return lambda desk: desk.adopt(*clauses, **head)


def open_articles(desk: Desk) -> None:
    """Harrow's articles are on file, and limit nothing."""
    desk.adopt()


FIGURES = {
    "quantity", "price", "amount", "cost", "limit", "floor", "cap", "tick", "minimum", "small",
    "part", "above", "at_most",
}  # fmt: skip


def asked_for(operation: str, fields: dict[str, Any]) -> Request:
    """Return the request of an operation; figures may be written as numbers or as text."""
    # The reference of a window is a price; that of a deposit is what the bank wrote.
    figures = FIGURES | {"reference"} if operation == "window.open" else FIGURES
    read = {
        key: Decimal(str(value)) if key in figures and value is not None else value
        for key, value in fields.items()
    }
    return OPERATIONS[operation].request(**read)


def everything(books: Books) -> dict[str, Any]:
    """Return all that the books hold, the tables that follow from others included, as plain data.

    What was noted on a shelf or a pile counts, an empty one does not.
    """
    return {
        f"{book}.{name}": {
            key: _plain(value)
            for key, value in table.items()
            if value or not isinstance(value, dict | list)
        }
        for book in Books.NAMES
        for name, table in vars(books.part(book)).items()
        if isinstance(table, dict)
    }


def _plain(value: Any) -> Any:
    plain: Any = next((kind for kind in (dict, list) if isinstance(value, kind)), None)
    return value if plain is None else plain(value)


def names_of(events: Iterable[Event]) -> list[str]:
    """Return what happened, in order, by the names of the events."""
    return [type(event).__name__ for event in events]
