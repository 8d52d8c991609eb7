"""The practice market as people see it: signed in by name, a browser's requests in this process."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from msgspec import Struct

from laogu import web
from laogu.basics import LaoguError, PersonId
from laogu.connectors import Beside, first_start, shipped
from laogu.journal import Command, Running, StoppedWorld, made
from laogu.operations import OPERATIONS
from laogu.web.sent import Sent
from laogu.web.visit import Lang, Visit
from tests.contracts.memory_store import Memory, MemoryStore

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
"""A Monday; nobody's clock runs yet."""

PEOPLE = {
    "dee": "Dee Annon (example)",
    "rui": "Rui North (example)",
    "elm": "Elm Wood (example)",
    "ida": first_start.SECRETARY,
    "kit": first_start.BUYERS_PERSON,
}
COOKIE = "laogu-session"


class Settings(Struct, frozen=True):
    is_https: bool = False


def unpriced(at: datetime = START) -> "Practice":
    """Return a practice market of whose company no price is known yet."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(shipped, "facts", lambda _folder: ())
        return Practice(at)


class Practice:
    """A market on a stopped clock with everybody of the practice cast, by a short name."""

    def __init__(self, at: datetime = START, *, kind: str = "practice") -> None:
        self.world = StoppedWorld(at)
        self.running = Running(MemoryStore(Memory(), write=True), self.world)
        opened = {"practice": first_start.open_practice, "real": _open_real}.get(kind, _open_empty)
        self.people: dict[str, PersonId | None] = {"operator": opened(self.running.journal)}
        self.people["nobody"] = None
        self.holders: dict[str, str] = {}
        self._know_people()

    def _know_people(self) -> None:
        journal = self.running.journal
        books = journal.books
        for person in books.people.persons.values():
            name = journal.personal[person.name.ref]
            short = next((one for one, whole in PEOPLE.items() if whole == name), None)
            if short is not None:
                self.people[short] = person.person
                for power, over in books.people.mandates_of.on(person.person):
                    if power == "act":
                        self.holders[short] = over

    def do(self, operation: str, by: str = "operator", **fields: Any) -> dict[str, list[str]]:
        """Record a request in somebody's name and return the ids that came to be."""
        command = Command(
            operation=operation,
            request=OPERATIONS[operation].request(**fields),
            id=self.running.new_request_id(),
            by=self.people[by],
        )
        outcome = self.running.journal.record([command])[0]
        if isinstance(outcome, LaoguError):
            raise outcome
        return made(outcome.events)

    def wait(self, **time: float) -> None:
        """Let time pass, and fire what falls due by then."""
        self.world.move(self.world.now() + timedelta(**time))
        self.running.journal.fire_due()

    # The story, a step a line.

    def offer(self, quantity: int = 8_000, price: str = "18.50") -> str:
        made_ids = self.do(
            "offer.post", "dee", issuer="harrow", stock_class="Ordinary shares",
            seller=self.holders["dee"], quantity=Decimal(quantity), price=Decimal(price),
            currency="USD",
        )  # fmt: skip
        return made_ids["offer"][0]

    def accepted(self, quantity: int = 8_000) -> str:
        """Return a trade that Kit's fund and Dee agreed on."""
        offer = self.offer(quantity)
        return self.do("offer.accept", "kit", offer=offer, buyer=self.holders["kit"])["trade"][0]

    def noticed(self, quantity: int = 8_000) -> str:
        trade = self.accepted(quantity)
        self.wait(hours=2)
        self.do("notice.give", "dee", trade=trade)
        return trade

    def elect(self, name: str, trade: str, quantity: int) -> None:
        self.do("notice.elect", name, trade=trade, holder=self.holders[name],
                quantity=Decimal(quantity))  # fmt: skip

    def funded(self) -> str:
        """Return a trade of which a holder took a part and the board consented."""
        trade = self.noticed()
        self.wait(days=4)
        self.elect("rui", trade, 3_000)
        self.do("consent.give", "ida", trade=trade)
        self.wait(days=13)
        return trade

    def settled(self) -> str:
        trade = self.funded()
        self.do("trade.settle", trade=trade)
        return trade

    # What a page is drawn from, and a browser.

    def visit(
        self, name: str, path: str = "/", *, lang: Lang = "en", query: Mapping[str, str] = {},
        sent: Sent | None = None,
    ) -> Visit:  # fmt: skip
        """Return the visit of somebody at a page."""
        return Visit(
            self.running, Settings(), lang=lang, path=path, query=query,
            shown=self.cookies(name), sent=sent,
        )  # fmt: skip

    def cookies(self, name: str) -> dict[str, str]:
        person = self.people[name]
        return {} if person is None else {COOKIE: self.running.sign_in.begin(person)}

    @contextmanager
    def browser(
        self, name: str = "nobody", *, shared: dict[str, bytes] | None = None
    ) -> Iterator[TestClient[Litestar]]:
        """Yield what asks for pages as somebody's browser does."""
        beside = Beside(self.running, shared=shared)
        # A log of its own would leave a thread behind, and memory that a copy has to copy.
        app = Litestar(
            web.handlers(self.running, Settings(), beside), openapi_config=None, logging_config=None
        )
        with TestClient(app) as client:
            for cookie, value in self.cookies(name).items():
                client.cookies.set(cookie, value)
            yield client


def _open_real(journal: Any) -> PersonId:
    return first_start.open_real(journal, empty=False)


def _open_empty(journal: Any) -> PersonId:
    return first_start.open_real(journal, empty=True)
