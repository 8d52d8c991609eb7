"""`laogu issuer waterfall`: who gets what if a company is sold or listed, by its register."""

from typing import Any

from msgspec import Struct

from laogu.basics import said
from laogu.cli.call import Call
from laogu.cli.drawing import draw, figure, figures, line, shares, short, text
from laogu.cli.questions import answered, question_command

NAME = "issuer.waterfall"


class TurnTold(Struct, frozen=True, kw_only=True):
    """What somebody does from an amount on."""

    name: str
    turn: str


class StepTold(Struct, frozen=True, kw_only=True):
    """An amount from which on what comes more is divided in another way."""

    at: str
    level: str
    turns: tuple[TurnTold, ...]


class TakerTold(Struct, frozen=True, kw_only=True):
    """Who takes a part. sold, listed: None: no amount was asked."""

    name: str
    shares: str | None
    first: str
    dividends: str
    bought_out: str
    sold: str | None
    sold_each: str | None
    listed: str | None
    stops: bool


class WaterfallTold(Struct, frozen=True, kw_only=True):
    """Who gets what of an amount."""

    issuer: str
    on: str
    currency: str | None
    amount: str | None
    takers: tuple[TakerTold, ...]
    steps: tuple[StepTold, ...]
    missing: tuple[str, ...]


def ask(database: str | None, **given: Any) -> None:
    """Show who gets what."""
    from laogu.connectors import pricing

    answered(
        NAME,
        given,
        database=database,
        told=lambda call, journal, _, answer: pricing.told_waterfall(
            answer, journal.books.register, call.words
        ),
        shape=WaterfallTold,
        show=_draw,
    )


waterfall = question_command(
    NAME,
    ask,
    help_="""Say who gets what if a company is sold or listed, by its register.

    {request}
    What is owed by the day is counted: dividends that grow, and what it costs to be bought out.
    Asked by: who acts for the issuer; the operator.""",
)


def _draw(call: Call, found: WaterfallTold) -> None:
    if found.takers:
        _draw_takers(call, found)
        for one in found.takers:
            if one.stops:
                line(
                    call, said("{name} would lose by an offering, and may stop it.", name=one.name)
                )
        _draw_steps(call, found)
    for sentence in found.missing:
        line(call, said("{reason}", reason=sentence))


def _draw_takers(call: Call, found: WaterfallTold) -> None:
    columns = [text(said("class")), shares(call), figures(said("comes first"))]
    columns += [figures(said("dividends owed")), figures(said("bought out for"))]
    facts = {"issuer": found.issuer, "day": found.on, "currency": found.currency}
    title = said("{issuer}: who gets what on {day}, in {currency}", **facts)
    if found.amount is not None:
        columns += [figures(said("in a sale")), figures(said("a share"))]
        columns += [figures(said("in an offering"))]
        facts["amount"] = short(found.amount)
        title = said("{issuer}: who gets what of {currency} {amount} on {day}", **facts)
    rows: list[list[Any]] = []
    for one in found.takers:
        row: list[Any] = [one.name, None if one.shares is None else figure(one.shares)]
        row += [_owed(one.first), _owed(one.dividends), _owed(one.bought_out)]
        if found.amount is not None:
            row += [short(one.sold), short(one.sold_each), short(one.listed)]
        rows.append(row)
    draw(call, columns, rows, title=title)


def _owed(given: str) -> str | None:
    return None if given == "0" else short(given)


def _draw_steps(call: Call, found: WaterfallTold) -> None:
    columns = [figures(said("from")), figures(said("a common share")), text(said("what then"))]
    rows = []
    for one in found.steps:
        turns = [
            call.say(said("{name}: {class_turn}", name=turn.name, class_turn=turn.turn))
            for turn in one.turns
        ]
        rows.append([short(one.at), short(one.level), call.say(said("; ")).join(turns) or None])
    draw(call, columns, rows, part=said("In a sale"))
