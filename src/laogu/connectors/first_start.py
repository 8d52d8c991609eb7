"""The first start: what a new market opens with, brought in the way everybody's own data comes in.

A real market opens on what is known of real companies: the registers of Zhipu and MiniMax, and of
the others facts alone. A practice market opens on an invented company, its people and their cash.
Every step is a request like any other, recorded as such.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from laogu.basics import IssuerId, LaoguError, PersonId
from laogu.connectors import shipped
from laogu.connectors.first_grants import ACCEPTED, first_grants
from laogu.connectors.spreadsheet import read_register
from laogu.journal import Command, Journal, made, new_request_id
from laogu.operations import OPERATIONS, Event, RegisterRow


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
BUYER_ZH = "刺柏老股基金（示例）"
BUYERS_PERSON = "Kit Moor (example)"
BUYERS_CASH = Decimal("1500000.00")


class _Opening:
    """One market being opened: every step is recorded, and a refusal is a fault of ours."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.operator: PersonId | None = None

    def do(self, operation: str, **fields: Any) -> dict[str, list[str]]:
        """Record a request in the operator's name and return the ids that came to be."""
        return made(self.do_all([(operation, fields)])[0])

    def do_all(
        self, asked: Sequence[tuple[str, Mapping[str, Any]]], *, by: PersonId | None = None
    ) -> list[tuple[Event, ...]]:
        """Record requests in one write, and return the events of each. by: None: the operator."""
        commands = [
            Command(
                operation=operation,
                request=OPERATIONS[operation].request(**fields),
                id=new_request_id(self.journal.world),
                by=by or self.operator,
                is_market=self.operator is None,
            )
            for operation, fields in asked
        ]
        events = []
        for outcome in self.journal.record(commands):
            if isinstance(outcome, LaoguError):
                raise outcome
            events.append(outcome.events)
        return events

    def company(self, folder: str) -> dict[str, str]:
        """Bring in a shipped company with its register; return its holders' ids."""
        steps = list(_company(folder))
        events = self.do_all(steps)
        at = next(at for at, (operation, _) in enumerate(steps) if operation == "register.load")
        ids = made(events[at])["holder"]
        rows = steps[at][1]["rows"]
        names = dict.fromkeys((row.kind, row.holder, row.holder_en) for row in rows)
        return {english or name: id_ for (_, name, english), id_ in zip(names, ids, strict=True)}


_Step = tuple[str, Mapping[str, Any]]


def _company(folder: str) -> Iterator[_Step]:
    """Yield what is to be recorded of a company with terms, register and facts."""
    issuer = shipped.issuer(folder)
    registered = asdict(issuer)
    for left_out in ("classes", "register", "source", "address"):
        del registered[left_out]
    yield "issuer.register", registered
    slug, on = issuer.slug, issuer.register.effective_on
    for one in issuer.classes:
        registered = asdict(one)
        kind = registered.pop("kind")
        yield "stock_class.register", {"issuer": slug, **registered}
        if kind is not None:
            described = {"issuer": slug, "stock_class": one.name_en, "kind": kind}
            yield "stock_class.describe", described
    terms = shipped.content(f"{folder}/terms.toml").decode()
    yield "terms.adopt", {"issuer": slug, "text": terms, "binds_on": on}
    yield "register.load", {"issuer": slug, "rows": _register(folder), "on": on}
    yield from _facts(slug)


def _register(folder: str) -> tuple[RegisterRow, ...]:
    reading = read_register(shipped.register(folder), "register.csv")
    assert not [one for one in reading.findings if one.severity == "error"], (
        "the shipped register reads without an error"
    )
    return reading.rows


def _rest_days() -> _Step:
    return "calendar.adopt", asdict(shipped.rest_days())


def _facts(slug: str) -> Iterator[_Step]:
    for fact in shipped.facts(slug):
        yield "fact.record", {"issuer": slug, **asdict(fact)}


def _known_companies() -> Iterator[_Step]:
    """Yield what is to be recorded of the companies of which facts alone are known."""
    for one in shipped.companies():
        yield "issuer.register", {name: given for name, given in asdict(one).items() if given}
        yield from _facts(one.slug)


def open_real(journal: Journal, *, empty: bool) -> PersonId:
    """Open a real market and return who operates it; with the shipped data unless `empty`."""
    opening = _Opening(journal)
    opening.operator = PersonId(opening.do("market.open", kind="real")["person"][0])
    steps = [_rest_days()]
    if not empty:
        steps += [step for folder in shipped.WITH_REGISTER for step in _company(folder)]
        steps += _known_companies()
    opening.do_all(steps)  # In one write: a market that was stopped on the way holds none of it.
    return opening.operator


def open_practice(journal: Journal) -> PersonId:
    """Open a practice market with the example company, its people and their cash."""
    opening = _Opening(journal)
    opening.operator = PersonId(opening.do("market.open", kind="practice")["person"][0])
    opening.do_all([_rest_days()])
    holders = opening.company("example")
    issuer = next(iter(journal.books.register.issuers))
    secretary = opening.do("person.register", name=SECRETARY)["person"][0]
    opening.do("mandate.give", person=secretary, power="issue", over=issuer)
    people: dict[str, PersonId] = {}
    for one in CAST:
        person = opening.do("person.register", name=one.name)["person"][0]
        if one.holder is not None:
            opening.do("mandate.give", person=person, power="act", over=holders[one.holder])
            people[one.holder] = PersonId(person)
        if one.holder is not None and one.deposit is not None:
            _deposit(opening, holders[one.holder], one.deposit)
    person = opening.do("person.register", name=BUYERS_PERSON)["person"][0]
    named = {"name": BUYER_ZH, "name_en": BUYER}
    buyer = opening.do("holder.register", **named, person=person)["holder"][0]
    _deposit(opening, buyer, BUYERS_CASH)
    _grants(opening, issuer, holders, people)
    return opening.operator


def _grants(
    opening: _Opening, issuer: IssuerId, holders: Mapping[str, str], people: Mapping[str, PersonId]
) -> None:
    """Grant what the cast is granted; one of them has accepted it."""
    opening.do_all(list(first_grants(issuer, holders)))
    name, label = ACCEPTED
    security = opening.journal.books.register.plans.labels[issuer][label]
    opening.do_all([("grant.accept", {"security": security})], by=people[name])


def _deposit(opening: _Opening, holder: str, amount: Decimal) -> None:
    opening.do(
        "cash.deposit", holder=holder, amount=amount, currency="USD", reference="opening (example)"
    )
