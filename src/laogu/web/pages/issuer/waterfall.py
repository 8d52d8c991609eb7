"""Who gets what if a company is sold or listed: by its register, for an amount in the address."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct

from laogu.basics import Denied, LaoguError
from laogu.connectors import figure, pricing, read_typed
from laogu.web.exports import Sheet, Value, corner, exported, figure_or_text
from laogu.web.forms import Form
from laogu.web.frame import Link
from laogu.web.pages.issuer.page import example_sentence
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.writing import currency_name, listed
from laogu.web.routes import Route
from laogu.web.sent import Sent
from laogu.web.shapes import Exports, Field
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit

ASK = "issuer.waterfall"
AMOUNT = "amount"
WHOLE_FROM = 1_000
"""Amounts from here on are shown in whole units; smaller ones with four digits that count."""


class TakerRow(Struct, frozen=True, kw_only=True):
    """Who takes a part. under: what it has that common shares have not. stops: said in words."""

    name: str
    under: str
    shares: str | None
    first: str | None
    dividends: str | None
    bought_out: str | None
    sold: str | None
    sold_each: str | None
    listed: str | None
    stops: str


class StepRow(Struct, frozen=True, kw_only=True):
    """An amount of a sale from which on what comes more is divided in another way."""

    at: str
    level: str
    turns: str


class WaterfallPage(Page, frozen=True, kw_only=True):
    """Who gets what. asked: the amount in words; blank: none was asked for."""

    name: str
    back: Link
    unit: str
    asked: str
    takers: tuple[TakerRow, ...]
    takers_exports: Exports
    steps: tuple[StepRow, ...]
    steps_exports: Exports
    missing: tuple[str, ...]
    fields: tuple[Field, ...]
    action: str
    kept: tuple[tuple[str, str], ...]
    how: tuple[str, ...]


def waterfall(visit: Visit, slug: str) -> Shown:
    """Return who gets what of the amount that the address names."""
    subject = Subject(visit, slug)
    asked = {AMOUNT: visit.query[AMOUNT].strip()} if visit.query.get(AMOUNT) else {}
    told, error = _told(subject, asked)
    subject.note_look()
    found = exported(visit, *_sheets(told))
    if found is not None:
        return found
    at = visit.at(visit.path, visit.query, Sent(name=ASK, fields=asked, own={}, wrong=error))
    unit = currency_name(visit, told["currency"] or subject.issuer.currency)
    drawn = WaterfallPage(
        title=visit.said("Who gets what"),
        is_of_a_day=True,
        place="desk",
        zone=subject.issuer.zone,
        example=example_sentence(subject),
        name=subject.name(),
        back=Link(says=visit.said("The desk"), href=visit.to(f"/desk/{slug}")),
        unit=unit,
        asked="" if told["amount"] is None else f"{_amount(told['amount'])} {unit}",
        takers=tuple(_taker(visit, one) for one in told["takers"]),
        takers_exports=corner(visit, "takers"),
        steps=tuple(_step(visit, one) for one in told["steps"]),
        steps_exports=corner(visit, "steps"),
        missing=tuple(told["missing"]),
        fields=_fields(at, unit),
        action=visit.to(f"/desk/{slug}/waterfall"),
        kept=tuple(subject.kept_days.items()),
        how=_how(visit),
    )
    return page(at, "issuer/waterfall.html", drawn)


def _told(subject: Subject, asked: dict[str, str]) -> tuple[dict[str, Any], LaoguError | None]:
    """Return who gets what; without the amount, and why, where that is refused."""
    visit = subject.visit
    fields = {"issuer": subject.issuer.slug, "on": subject.on.isoformat()}
    if subject.known_at is not None:
        fields["known_at"] = subject.known_at.isoformat()

    def ask(more: Mapping[str, str]) -> dict[str, Any]:
        request = read_typed(ASK, {**fields, **more})
        found = visit.running.ask(ASK, request, by=visit.person)
        return pricing.told_waterfall(found, visit.books.register, visit.words)

    try:
        return ask(asked), None
    except Denied:
        visit.must_be_somebody()
        raise
    except LaoguError as error:
        if not asked:
            raise
        return ask({}), error


def _fields(visit: Visit, unit: str) -> tuple[Field, ...]:
    form = Form(visit, ASK)
    return (
        form.field(AMOUNT, visit.said("What the company brings"), unit=unit, kind="figure",
                   is_required=False),
    )  # fmt: skip


def _taker(visit: Visit, one: dict[str, Any]) -> TakerRow:
    terms = [visit.show(term, of="varied") for term in one["terms"]]
    return TakerRow(
        name=one["name"],
        under=visit.said("with {terms}", terms=listed(visit, terms)) if terms else "",
        shares=None if one["shares"] is None else figure(Decimal(one["shares"])),
        first=_owed(one["first"]),
        dividends=_owed(one["dividends"]),
        bought_out=_owed(one["bought_out"]),
        sold=None if one["sold"] is None else _amount(one["sold"]),
        sold_each=None if one["sold_each"] is None else _amount(one["sold_each"]),
        listed=None if one["listed"] is None else _amount(one["listed"]),
        stops=visit.said("would lose by the offering, and may stop it") if one["stops"] else "",
    )


def _step(visit: Visit, one: dict[str, Any]) -> StepRow:
    turns = [
        visit.said("{name}: {class_turn}", name=turn["name"], class_turn=turn["turn"])
        for turn in one["turns"]
    ]
    return StepRow(
        at=_amount(one["at"]), level=_amount(one["level"]), turns=visit.said("; ").join(turns)
    )


def _owed(given: str) -> str | None:
    return None if given == "0" else _amount(given)


def _amount(given: str) -> str:
    """Return an amount with the digits that somebody reads."""
    value = Decimal(given)
    if value >= WHOLE_FROM:
        return figure(value.quantize(Decimal(1)))
    return figure(Decimal(f"{value:.4g}")) if value else "0"


def _sheets(told: dict[str, Any]) -> tuple[Sheet, ...]:
    heads = ("name", "kind", "shares", "first", "dividends", "bought_out", "terms", "sold",
             "sold_each", "listed", "stops")  # fmt: skip

    def takers() -> Iterator[tuple[Value, ...]]:
        for one in told["takers"]:
            more = {
                **one,
                "terms": " ".join(one["terms"]),
                "stops": "yes" if one["stops"] else "no",
            }
            yield tuple(figure_or_text(more[name]) for name in heads)

    def steps() -> Iterator[tuple[Value, ...]]:
        for one in told["steps"]:
            turns = "; ".join(f"{turn['name']} {turn['turn']}" for turn in one["turns"])
            yield figure_or_text(one["at"]), figure_or_text(one["level"]), turns

    return Sheet("takers", heads, takers), Sheet("steps", ("at", "level", "turns"), steps)


def _how(visit: Visit) -> tuple[str, ...]:
    return (
        visit.said("What comes first is paid rank by rank; who is better off with shares "
                   "converts."),
        visit.said("Dividends and interest are counted until the day of this page."),
        visit.said("In an offering everybody converts, what grew ends unpaid, and a ratchet is "
                   "paid in shares."),
        visit.said("What is reserved and not granted vanishes. Fees, taxes and debts that are not "
                   "on the register are not taken off."),
    )  # fmt: skip


ROUTES = (Route(path="/desk/{slug}/waterfall", page=waterfall),)
