"""Two programs that ask for one thing after another, and write down what was answered."""

import random
import threading
from http.client import HTTPException
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from tests.http.market import DEE, JUNIPER, KIT, OPERATOR, Answer, Caller
from tests.http.servers import Server


class Asked(Struct):
    """One request, as it was sent. answered: what came back; None: the server was gone."""

    who: str
    operation: str
    id: UUID
    fields: dict[str, Any]
    answered: dict[str, Any] | None = None

    @property
    def as_one(self) -> dict[str, Any]:
        """The request as one of a call for many."""
        return {"operation": self.operation, "id": str(self.id), "request": self.fields}


class Call(Struct):
    """What went over the wire together: one request, or many in one call."""

    requests: list[Asked]
    is_answered: bool = False


class NoMore(Exception):
    """The market takes no more requests."""


class Load(threading.Thread):
    """A program that goes on until the server is gone, or takes no more requests.

    calls: in order; all but the last were answered.
    """

    def __init__(self, server: Server, seed: object) -> None:
        super().__init__(daemon=True)
        self.server = server
        self.chance = random.Random(f"{type(self).__name__} {seed}")
        self.seed = seed
        self.calls: list[Call] = []
        self.strange: list[str] = []
        self._callers: dict[str, Caller] = {}

    def run(self) -> None:
        try:
            while True:
                self.turn()
        except (OSError, HTTPException, NoMore):
            pass  # The server was killed, or starved.
        except BaseException as broken:
            self.strange.append(repr(broken))
            raise

    def turn(self) -> None:
        """Ask for the next things."""
        raise NotImplementedError

    def caller(self, who: str) -> Caller:
        if who not in self._callers:
            self._callers[who] = self.server.caller(who, seed=f"{self.seed} {self.name}")
        return self._callers[who]

    def asks(self, who: str, operation: str, **fields: Any) -> dict[str, Any]:
        """Ask for one thing and return what was made."""
        asked = Asked(who, operation, self.caller(who).ids(), fields)
        self._send([asked], lambda: self.caller(who).asks(operation, asked.id, **fields))
        assert asked.answered is not None
        return {kind: ids[0] for kind, ids in asked.answered["made"].items()}

    def asks_many(self, who: str, *given: tuple[str, dict[str, Any]]) -> None:
        """Ask for many things in one call."""
        many = [Asked(who, name, self.caller(who).ids(), fields) for name, fields in given]
        body = msgspec.json.encode({"requests": [one.as_one for one in many]})
        self._send(many, lambda: self.caller(who).sends("batch", body))

    def _send(self, requests: list[Asked], send: Any) -> None:
        call = Call(requests)
        self.calls.append(call)
        answer: Answer = send()
        answers = answer.json["answers"] if answer.status == 200 else [answer.json]
        for asked, said in zip(requests, answers, strict=True):
            said.pop("status", None)
            if said.get("family") == "unavailable":
                raise NoMore
            if "code" in said and asked.fields.get("amount") != "0":
                self.strange.append(str(said))
            asked.answered = said
        call.is_answered = True


class Trading(Load):
    """Posts offers, takes some, gives notice of some, and takes others back."""

    def turn(self) -> None:
        holders = self.server.market.holders
        quantity = str(self.chance.randint(1, 3))
        offer = self.asks(
            DEE, "offer.post", issuer="harrow", stock_class="Ordinary shares",
            seller=holders[DEE], quantity=quantity, price="0.50", currency="USD",
        )["offer"]  # fmt: skip
        if self.chance.random() < 0.3:
            self.asks(DEE, "offer.withdraw", offer=offer)
            return
        trade = self.asks(KIT, "offer.accept", offer=offer, buyer=holders[JUNIPER])["trade"]
        if self.chance.random() < 0.3:
            self.asks(DEE, "notice.give", trade=trade)
        if self.chance.random() < 0.8:
            self.asks(DEE, "trade.withdraw", trade=trade, reason="a change of mind")


class Keeping(Load):
    """Deposits cash, one by one and many at once, and registers and forgets people."""

    def turn(self) -> None:
        kind = self.chance.choice(["one", "one", "many", "many", "people"])
        if kind == "one":
            self.asks(OPERATOR, "cash.deposit", **self._deposit())
        elif kind == "many":
            many = [("cash.deposit", self._deposit()) for _ in range(self.chance.randint(2, 9))]
            # One of them is refused and spoils no other.
            many.insert(1, ("cash.deposit", self._deposit(amount="0")))
            self.asks_many(OPERATOR, *many)
        else:
            person = self.asks(OPERATOR, "person.register", name="Somebody (example)")["person"]
            if self.chance.random() < 0.5:
                self.asks(OPERATOR, "person.forget", person=person)

    def _deposit(self, amount: str | None = None) -> dict[str, Any]:
        return {
            "holder": self.server.market.holders[JUNIPER],
            "amount": amount or f"{self.chance.randint(1, 999)}.00",
            "currency": "USD",
            "reference": "load",
        }
