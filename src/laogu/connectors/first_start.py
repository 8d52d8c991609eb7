"""The first start: what a new market opens with, brought in the way everybody's own data comes in.

A real market opens on Zhipu's register before its listing; a practice market on an invented
company, its people and their cash. Every step is a request like any other, recorded as such.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from laogu.basics import LaoguError, PersonId
from laogu.connectors import shipped
from laogu.connectors.spreadsheet import read_register
from laogu.journal import Command, Journal, made, new_request_id
from laogu.operations import OPERATIONS, Event


class Cast(Struct, frozen=True, kw_only=True):
    """Somebody of the practice market: a person, and for whom they act.

    holder: the English name of a holder on the example register; None: of nobody there.
    """

    name: str
    holder: str | None = None
    deposit: Decimal | None = None


CAST = (
    Cast(name="Dee Annon (example)", holder="Dee Annon (example)"),
    Cast(
        name="Rui North (example)",
        holder="North Ridge Fund I LP (example)",
        deposit=Decimal("2000000.00"),
    ),
    Cast(
        name="Elm Wood (example)",
        holder="Elmwood Ventures LP (example)",
        deposit=Decimal("500000.00"),
    ),
)
SECRETARY = "Ida Quill (example)"
BUYER = "Juniper Secondary Fund LP (example)"
BUYERS_PERSON = "Kit Moor (example)"
BUYERS_CASH = Decimal("1500000.00")


class _Opening:
    """One market being opened: every step is recorded, and a refusal is a fault of ours."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.operator: PersonId | None = None

    def do(self, operation: str, **fields: Any) -> dict[str, list[str]]:
        """Record a request in the operator's name and return the ids that came to be."""
        return made(self.events(operation, fields))

    def events(self, operation: str, fields: Mapping[str, Any]) -> tuple[Event, ...]:
        """Record a request and return its events."""
        command = Command(
            operation=operation,
            request=OPERATIONS[operation].request(**fields),
            id=new_request_id(self.journal.world),
            by=self.operator,
            is_market=self.operator is None,
        )
        outcome = self.journal.record([command])[0]
        if isinstance(outcome, LaoguError):
            raise outcome
        return outcome.events

    def company(self, folder: shipped.Folder) -> dict[str, str]:
        """Register a shipped company with terms, register and facts; return its holders' ids."""
        issuer = shipped.issuer(folder)
        registered = asdict(issuer)
        for left_out in ("classes", "register", "source", "address"):
            del registered[left_out]
        self.do("issuer.register", **registered)
        for one in issuer.classes:
            self.do("stock_class.register", issuer=issuer.slug, **asdict(one))
        on = issuer.register.effective_on
        terms = shipped.content(f"{folder}/terms.toml").decode()
        self.do("terms.adopt", issuer=issuer.slug, text=terms, binds_on=on)
        holders = self._register(folder, issuer.slug, on)
        for fact in shipped.facts(folder):
            self.do("fact.record", issuer=issuer.slug, **asdict(fact))
        return holders

    def _register(self, folder: shipped.Folder, slug: str, on: date) -> dict[str, str]:
        reading = read_register(shipped.register(folder), "register.csv")
        assert not [one for one in reading.findings if one.severity == "error"], (
            "the shipped register reads without an error"
        )
        ids = self.do("register.load", issuer=slug, rows=reading.rows, on=on)["holder"]
        names = dict.fromkeys((row.kind, row.holder, row.holder_en) for row in reading.rows)
        return {english or name: id_ for (_, name, english), id_ in zip(names, ids, strict=True)}


def open_real(journal: Journal, *, empty: bool) -> PersonId:
    """Open a real market and return who operates it; with Zhipu's register unless `empty`."""
    opening = _Opening(journal)
    opening.operator = PersonId(opening.do("market.open", kind="real")["person"][0])
    opening.do("calendar.adopt", **asdict(shipped.rest_days()))
    if not empty:
        opening.company("zhipu")
    return opening.operator


def open_practice(journal: Journal) -> PersonId:
    """Open a practice market with the example company, its people and their cash."""
    opening = _Opening(journal)
    opening.operator = PersonId(opening.do("market.open", kind="practice")["person"][0])
    opening.do("calendar.adopt", **asdict(shipped.rest_days()))
    holders = opening.company("example")
    issuer = next(iter(journal.books.register.issuers))
    secretary = opening.do("person.register", name=SECRETARY)["person"][0]
    opening.do("mandate.give", person=secretary, power="issue", over=issuer)
    for one in CAST:
        person = opening.do("person.register", name=one.name)["person"][0]
        if one.holder is not None:
            opening.do("mandate.give", person=person, power="act", over=holders[one.holder])
        if one.holder is not None and one.deposit is not None:
            _deposit(opening, holders[one.holder], one.deposit)
    person = opening.do("person.register", name=BUYERS_PERSON)["person"][0]
    buyer = opening.do("holder.register", name=BUYER, person=person)["holder"][0]
    _deposit(opening, buyer, BUYERS_CASH)
    return opening.operator


def _deposit(opening: _Opening, holder: str, amount: Decimal) -> None:
    opening.do(
        "cash.deposit", holder=holder, amount=amount, currency="USD", reference="opening (example)"
    )
