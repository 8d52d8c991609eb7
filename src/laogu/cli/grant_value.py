"""`laogu grant value`: what a real grant is worth to its holder, way by way, and to the company."""

from decimal import Decimal
from typing import Any

from msgspec import Struct, field

from laogu.basics import said
from laogu.cli.call import Call
from laogu.cli.drawing import draw, figure, figures, line, short, text
from laogu.cli.failures import TwoValues
from laogu.cli.option import WAYS
from laogu.cli.questions import answered, question_command

NAME = "grant.value"
SHOWN_DIGITS = 4
"""Digits that count of what rests on a mark: the rest is noise."""


class OutcomeTold(Struct, frozen=True, kw_only=True):
    """One end."""

    net: str


class WayTold(Struct, frozen=True, kw_only=True):
    """A way out."""

    way: str
    part: str
    paid: str
    tax: str
    gain: str | None
    outcomes: tuple[OutcomeTold, ...]


class HolderTold(Struct, frozen=True, kw_only=True):
    """What it is worth to its holder."""

    ways: tuple[WayTold, ...]
    exercised_above: str | None


class IssuerTold(Struct, frozen=True, kw_only=True):
    """What it is worth to the company."""

    per_option: str
    value: str


class AssumedTold(Struct, frozen=True, kw_only=True):
    """What was assumed."""

    wealth: str
    tax_rate: str
    risk_aversion: str
    volatility: str
    years: str


class GrantValueTold(Struct, frozen=True, kw_only=True):
    """What a grant is worth. holder: None: no price, and `reason` says why."""

    on: str
    quantity: str
    strike: str | None
    currency: str | None
    last_on: str | None
    mark: str | None
    band: tuple[str, str] | None
    grade: str | None
    reason: str
    holder: HolderTold | None
    to_issuer: IssuerTold | None = field(name="company")
    assumed: AssumedTold | None


def ask(database: str | None, security_given: str | None, **given: Any) -> None:
    """Show what a grant is worth."""
    from laogu.connectors import pricing

    named = given["security"]
    if security_given and named and security_given != named:
        raise TwoValues(name="--security", first=security_given[:60], second=named[:60])
    given["security"] = security_given or named
    answered(
        NAME,
        given,
        database=database,
        told=lambda call, journal, _, answer: pricing.told_grant_value(
            answer, journal.books.register, call.words
        ),
        shape=GrantValueTold,
        show=_draw,
    )


value = question_command(
    NAME,
    ask,
    help_="""Say what a grant is worth to its holder, each way out, and to the company.

    {request}
    Only what is vested counts, at the mark of its class. None of it is advice.""",
)


def _short(given: str | None) -> str:
    return short(given, SHOWN_DIGITS)


def _draw(call: Call, found: GrantValueTold) -> None:
    facts: dict[str, Any] = {"quantity": figure(found.quantity), "day": found.on}
    if found.holder is None or found.assumed is None or found.band is None:
        line(call, said("{quantity} vested, {day}: no price", **facts))
        line(call, said("{reason}", reason=found.reason), indent=True)
        return
    facts |= {"strike": figure(found.strike), "currency": found.currency, "grade": found.grade}
    facts |= {"mark": _short(found.mark), "low": _short(found.band[0])}
    facts |= {"high": _short(found.band[1])}
    title = said(
        "{quantity} vested at {currency} {strike}, {day}: a share {mark}, {low} to {high}, "
        "grade {grade}",
        **facts,
    )
    _draw_ways(call, found.holder, found.currency or "", title)
    if found.last_on is None:
        line(call, said("Until when it may be exercised is not known here."))
    else:
        line(call, said("It may be exercised until {day}.", day=found.last_on))
    if found.to_issuer is not None:
        facts = {"each": _short(found.to_issuer.per_option), "all": _short(found.to_issuer.value)}
        facts["currency"] = found.currency
        line(call, said("To the company: {currency} {each} an option, {all} in all.", **facts))
    line(
        call,
        said(
            "Assumed: {wealth} beside it, {tax}% tax on the spread, aversion {aversion}, "
            "volatility {volatility} a year, a sale in {years} years.",
            wealth=_short(found.assumed.wealth),
            tax=found.assumed.tax_rate,
            aversion=found.assumed.risk_aversion,
            volatility=_short(found.assumed.volatility),
            years=_short(found.assumed.years),
        ),
    )


def _draw_ways(call: Call, holder: HolderTold, currency: str, title: Any) -> None:
    columns = [text(said("way out")), figures(said("of the options"))]
    columns += [figures(said("to pay today"), currency), figures(said("of it tax"), currency)]
    columns += [figures(said("as good as"), currency)]
    columns += [figures(said("from"), currency), figures(said("to"), currency)]
    rows: list[list[Any]] = []
    for one in holder.ways:
        gain = said("cannot be paid") if one.gain is None else _short(one.gain)
        ends = [_short(each.net) for each in one.outcomes[:1] + one.outcomes[-1:]] or ["–", "–"]
        row = [WAYS[one.way], f"{Decimal(one.part):.0%}", _short(one.paid), _short(one.tax)]
        rows.append([*row, gain, *ends])
    draw(call, columns, rows, title=title)
