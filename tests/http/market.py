"""A practice market as a program sees it: over HTTP, with a token for each of its people.

The same callers speak to an application in this process and to a server in another one.
"""

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import msgspec
from litestar import Litestar
from litestar.testing import TestClient
from msgspec import Struct

from laogu import app
from laogu.basics import PersonId
from laogu.connectors import first_start, plain
from laogu.journal import Command, Running, StoppedWorld, open_store, token_digest, uuid7
from laogu.operations import OPERATIONS
from laogu.people import MARKET
from tests.serving import PATIENCE_SECONDS

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
"""A Monday."""

OPERATOR = "the operator"
DEE, RUI, ELM = "Dee Annon (example)", "Rui North (example)", "Elm Wood (example)"
IDA, KIT = first_start.SECRETARY, first_start.BUYERS_PERSON
NORTH, ELMWOOD = "North Ridge Fund I LP (example)", "Elmwood Ventures LP (example)"
JUNIPER = first_start.BUYER

HARROW, ORDINARY = "harrow", "Ordinary shares"


class Answer(Struct, frozen=True):
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, read."""
        return msgspec.json.decode(self.body)

    def made(self, kind: str) -> str:
        """Return the id of the one thing of a kind that came to be; the request was recorded."""
        assert self.status == 201, self.body.decode()
        (only,) = self.json["made"][kind]
        return str(only)


Send = Callable[[str, str, Mapping[str, str], bytes], Answer]


class Caller:
    """Somebody's program.

    ids: makes the ids of requests. token: None: it shows none.
    """

    def __init__(
        self, send: Send, ids: Callable[[], UUID], *, token: str | None, language: str = "en"
    ) -> None:
        self._send = send
        self.ids = ids
        self.headers = {"Accept-Language": language}
        if token is not None:
            self.headers["Authorization"] = f"Bearer {token}"

    def asks(self, operation: str, /, request_id: UUID | None = None, **fields: Any) -> Answer:
        """Ask for an operation."""
        return self.sends(operation, msgspec.json.encode(fields), request_id=request_id)

    def sends(
        self, operation: str, body: bytes, *, request_id: UUID | None = None, **headers: str
    ) -> Answer:
        """Send a body as it is. headers: with _ for -; an empty one is left out."""
        given = {"Content-Type": "application/json", "Request-Id": str(request_id or self.ids())}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        path = "/api/" + operation.replace(".", "/")
        left = {name: value for name, value in given.items() if value}
        return self._send("POST", path, {**self.headers, **left}, body)

    def gets(self, path: str, **query: object) -> Answer:
        """Ask a question."""
        left = {name: str(value) for name, value in query.items() if value is not None}
        whole = f"{path}?{urlencode(left)}" if left else path
        return self._send("GET", whole, self.headers, b"")

    def inspects(self) -> Any:
        """Return what a full verification finds; only who operates or inspects may ask."""
        found = self.gets("/api/verify")
        assert found.status == 200, found.body.decode()
        return found.json


def is_refused(answer: Answer, status: int, code: str, *, field: str | None = None) -> None:
    """Fail, unless the market said no in this way."""
    no = answer.json
    assert (answer.status, no["code"]) == (status, code), answer.body.decode()
    if field is not None:
        assert no["field"] == field


class Wire:
    """One connection to a server on this machine, kept until it is closed."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)

    def __call__(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        connection = self._connection
        connection.request(method, path, body=body or None, headers=dict(headers))
        back = connection.getresponse()
        told = {name.lower(): value for name, value in back.getheaders()}
        return Answer(back.status, told, back.read())

    def close(self) -> None:
        self._connection.close()


def in_process(client: TestClient[Litestar]) -> Send:
    """Return how to reach the application in this process."""

    def send(method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        back = client.request(
            method, path, headers=dict(headers), content=body or None, follow_redirects=False
        )
        return Answer(back.status_code, dict(back.headers), back.content)

    return send


class Ids:
    """Makes request ids by a clock; chance is seeded, so that a failure can be seen again."""

    def __init__(self, now: Callable[[], datetime], seed: object = 0) -> None:
        self._now = now
        self._chance = random.Random(str(seed))

    def __call__(self, *, hours_ago: float = 0) -> UUID:
        milliseconds = int((self._now().timestamp() - hours_ago * 3600) * 1000)
        return uuid7(milliseconds, self._chance.randbytes(10))


class PracticeMarket:
    """The example company's market, with everybody's token.

    holders: ids by English name. people: ids by name, OPERATOR for who operates it; tokens too.
    """

    def __init__(
        self,
        running: Running,
        world: StoppedWorld,
        tokens: Mapping[str, str],
        client: TestClient[Litestar],
    ) -> None:
        self.running = running
        self.world = world
        self.tokens = tokens
        self.client = client
        self.send = in_process(client)
        self.ids = Ids(world.now)
        self.holders = holders_of(running)
        self.people = people_of(running)
        self.opened_as = self.state()

    def caller(self, name: str | None, *, language: str = "en") -> Caller:
        """Return somebody's program; None: an anonymous visitor's."""
        token = None if name is None else self.tokens[name]
        return Caller(self.send, self.ids, token=token, language=language)

    @property
    def dee(self) -> str:
        """The holder who is an employee of the example company."""
        return self.holders[DEE]

    def offer(self, **changed: object) -> dict[str, Any]:
        """Return the fields of an offer of Dee's that would be recorded, some of them changed."""
        fields = {
            "issuer": HARROW, "stock_class": ORDINARY, "seller": self.dee,
            "quantity": "40000", "price": "18.50", "currency": "USD", **changed,
        }  # fmt: skip
        return {name: value for name, value in fields.items() if value is not None}

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """Fail, if what happens inside is recorded, keeps anything, or moves the books."""
        before = self.state()
        yield
        assert self.state() == before

    def state(self) -> object:
        """Return where the record stands; the books agree with it."""
        found = self.caller(OPERATOR).inspects()
        assert found["sound"], found["differences"]
        assert found["compared_live"]
        kept = [one.key for one in self.running.journal.store.kept()]
        return found["head"], found["entries"], kept


def holders_of(running: Running) -> dict[str, str]:
    """Return every holder's id by its English name."""
    personal = running.journal.personal
    return {
        plain.name_of(one, personal, "en") or "": str(id_)
        for id_, one in running.books.register.holders.items()
    }


def people_of(running: Running) -> dict[str, PersonId]:
    """Return everybody's id by name, OPERATOR for who operates the market."""
    people = running.books.people
    operator = next(one for one in people.persons if people.holds(one, "operate", MARKET))
    return {
        running.journal.personal[known.name.ref] if one != operator else OPERATOR: one
        for one, known in people.persons.items()
    }


def tokens_of(running: Running, operator: PersonId) -> dict[str, str]:
    """Record a token for every person of the market and return them by name."""
    tokens = {}
    for name, person in people_of(running).items():
        tokens[name] = running.sign_in.new_secret()
        issue = OPERATIONS["key.issue"].request(
            person=person, label="tests", digest=token_digest(tokens[name])
        )
        command = Command(
            operation="key.issue", request=issue, id=running.new_request_id(), by=operator
        )
        running.journal.record([command])
    return tokens


def application(running: Running, *, secure: bool = False) -> Litestar:
    """Return the whole application that serves a market, and closes it when it ends."""
    return app.build(running, app.Settings(database="", practice=True, secure=secure))


@contextmanager
def practice_market(
    folder: Path, *, secure: bool = False, database: str = ""
) -> Iterator[PracticeMarket]:
    """Open a practice market in this process at START; its clock stands.

    secure: over https. database: where it is kept; left out, in a file in the folder.
    """
    world = StoppedWorld(START)
    database = database or f"sqlite:///{folder / 'market.db'}"
    running = Running(open_store(database, write=True), world)
    tokens = tokens_of(running, first_start.open_practice(running.journal))
    with TestClient(application(running, secure=secure)) as client:
        yield PracticeMarket(running, world, tokens, client)
