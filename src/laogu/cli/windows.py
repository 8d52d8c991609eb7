"""`laogu holder windows`: until when a holder's options may be exercised, and what it costs."""

from typing import Any

import click
from msgspec import Struct

from laogu.basics import Said, said
from laogu.cli.answers import taken
from laogu.cli.call import AskingCommand, Call, this_call
from laogu.cli.drawing import FORGOTTEN, draw, figure, figures, ids, line, shares, text
from laogu.cli.fields import body_of, options_of
from laogu.cli.naming import holder_id
from laogu.cli.telling import harmless, tell
from laogu.operations import QUESTIONS

NAME = "holder.windows"
REQUEST = QUESTIONS[NAME].request


class AmountTold(Struct, frozen=True, kw_only=True):
    """An amount of cash."""

    amount: str
    currency: str


class RightTold(Struct, frozen=True, kw_only=True):
    """Shares that may be exercised in a time, and how they are taxed then."""

    units: str
    from_on: str
    until_on: str | None
    treated: str | None
    cost: AmountTold | None
    why: str


class ExerciseTold(Struct, frozen=True, kw_only=True):
    """What may be exercised of a grant."""

    on: str
    units: str
    cost: AmountTold | None
    last_on: str | None
    iso_until: str | None
    rights: tuple[RightTold, ...]
    why: tuple[str, ...]


class GrantTold(Struct, frozen=True, kw_only=True):
    """A living grant."""

    name: str
    kind: str
    left: str
    vested: str
    ends_on: str | None
    security_id: str
    exercise: ExerciseTold


class PartTold(Struct, frozen=True, kw_only=True):
    """What of a grant is first exercisable in a year, as which of the two."""

    grant: str
    year: str
    iso: str
    nso: str


class LimitTold(Struct, frozen=True, kw_only=True):
    """The limit of 100,000 dollars a year, over all ISOs of one issuer."""

    parts: tuple[PartTold, ...]
    unknown: tuple[str, ...]


class LeftTold(Struct, frozen=True, kw_only=True):
    """The last day of service."""

    on: str
    reason: str


class IssuerTold(Struct, frozen=True, kw_only=True):
    """The grants of one issuer."""

    issuer: str
    as_of: str
    left: LeftTold | None
    grants: tuple[GrantTold, ...]
    iso_limit: LimitTold


class WindowsTold(Struct, frozen=True, kw_only=True):
    """A holder's grants. holder: None: the name has been forgotten."""

    holder: str | None
    issuers: tuple[IssuerTold, ...]


def ask(calendar: bool, **given: Any) -> None:
    """Show the grants, or write their days."""
    call = this_call()
    fields = body_of(REQUEST, given)
    market = call.market()
    holder = holder_id(market, str(fields["holder"]), issuer=fields.get("issuer"))
    asked = {**fields, "holder": holder}
    found = market.get("holder", "calendar" if calendar else "windows", **asked)
    if call.json:
        tell(found)
    elif calendar:
        click.echo(found.get("calendar", ""), nl=False)
    else:
        _draw(call, taken(found, WindowsTold, call))


windows = AskingCommand(
    "windows",
    callback=ask,
    params=[
        *options_of(REQUEST),
        click.Option(["--calendar"], is_flag=True, help="Write an iCalendar feed of the days."),
    ],
    help="""Show what a holder may exercise, until when, what it costs, as what it is taxed.

    The holder is an id, or a name that only one holder has.""",
    epilog="The same over HTTP: GET /api/holder/windows",
)


def _draw(call: Call, told: WindowsTold) -> None:
    if not any(one.grants for one in told.issuers):
        line(call, said("{holder} has no options and no units.", holder=told.holder or FORGOTTEN))
        return
    for one in told.issuers:
        facts = {"issuer": one.issuer, "holder": told.holder or FORGOTTEN, "day": one.as_of}
        line(call, said("{issuer}: grants of {holder} as of {day}", **facts))
        if one.left is not None:
            facts = {"left_on": one.left.on}
            line(call, said("The last day of service is {left_on}.", **facts), indent=True)
        _grants(call, one)
        for grant in one.grants:
            _rights(call, grant)
        _limit(call, one)


def _grants(call: Call, one: IssuerTold) -> None:
    columns = [ids(said("grant")), text(said("kind")), figures(said("left"))]
    columns += [figures(said("may be exercised")), ids(said("last day")), figures(said("cost"))]
    columns += [ids(said("ISO until")), ids(said("id"))]
    rows: list[list[str | Said | None]] = [
        [
            grant.name,
            grant.kind.upper(),
            figure(grant.left),
            figure(grant.exercise.units),
            grant.exercise.last_on or grant.ends_on or said("unknown"),
            _amount(grant.exercise.cost),
            grant.exercise.iso_until,
            grant.security_id,
        ]
        for grant in one.grants
    ]
    draw(call, columns, rows)


def _rights(call: Call, grant: GrantTold) -> None:
    click.echo()
    line(call, said("{grant}:", grant=grant.name))
    for why in grant.exercise.why:
        click.echo("  " + harmless(why))
    if not grant.exercise.rights:
        return
    columns = [shares(call), ids(said("from")), ids(said("until"))]
    columns += [text(said("taxed as")), figures(said("cost")), text(said("why"))]
    rows: list[list[str | Said | None]] = [
        [
            figure(right.units),
            right.from_on,
            right.until_on or said("unknown"),
            right.treated.upper() if right.treated else None,
            _amount(right.cost),
            right.why,
        ]
        for right in grant.exercise.rights
    ]
    draw(call, columns, rows)


def _limit(call: Call, one: IssuerTold) -> None:
    over = [part for part in one.iso_limit.parts if part.nso != "0"]
    if not over:
        return
    columns = [ids(said("year")), text(said("grant")), figures(said("ISO")), figures(said("NSO"))]
    rows: list[list[str | Said | None]] = [
        [part.year, part.grant, figure(part.iso), figure(part.nso)] for part in over
    ]
    draw(call, columns, rows, part=said("Above 100,000 dollars of its year"))


def _amount(told: AmountTold | None) -> str | None:
    return None if told is None else f"{figure(told.amount)} {told.currency}"
