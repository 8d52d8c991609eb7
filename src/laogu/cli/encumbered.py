"""`laogu encumbrance list` and `laogu owners`: what others have in shares, and who owns them."""

import click
from msgspec import Struct

from laogu.basics import Said, said
from laogu.cli.answers import taken
from laogu.cli.call import AskingCommand, Call, this_call
from laogu.cli.drawing import (
    FORGOTTEN,
    draw,
    figure,
    figures,
    ids,
    line,
    shares,
    text,
    word,
)
from laogu.cli.naming import holder_id
from laogu.cli.telling import tell


class ClaimTold(Struct, frozen=True, kw_only=True):
    """A claim on proceeds. held: what is set apart now."""

    part: str
    held: str
    currency: str


class EncumbranceTold(Struct, frozen=True, kw_only=True):
    """An encumbrance. favours: None: the name has been forgotten."""

    encumbrance_id: str
    kind: str
    issuer: str
    quantity: str
    favours: str | None
    rule: str
    through: str | None
    binds: bool
    lifted_by: str
    claim: ClaimTold | None


class EncumbrancesTold(Struct, frozen=True, kw_only=True):
    """What lies on a holder's shares, and what is for it."""

    holder_id: str
    on: tuple[EncumbranceTold, ...]
    in_favour: tuple[EncumbranceTold, ...]


class StepTold(Struct, frozen=True, kw_only=True):
    """A step of a chain."""

    holder: str | None
    by: str
    percent: str


class ChainTold(Struct, frozen=True, kw_only=True):
    """A chain from the register to a last holder."""

    steps: tuple[StepTold, ...]


class OwnerTold(Struct, frozen=True, kw_only=True):
    """A last holder. known: False: nobody knows who owns the rest of `holder`."""

    holder_id: str | None
    holder: str | None
    known: bool
    percent: str
    a_quarter: bool
    chains: tuple[ChainTold, ...]


class OwnersTold(Struct, frozen=True, kw_only=True):
    """Who owns an issuer's shares in the end."""

    as_of: str
    on_register: str
    behind_it: str
    owners: tuple[OwnerTold, ...]
    not_shown: dict[str, str]


@click.command("list", cls=AskingCommand)
@click.argument("holder")
def list_encumbrances(holder: str) -> None:
    """List what lies on the shares of HOLDER, and what is for it.

    HOLDER is an id, or a name that only one holder has.
    """
    call = this_call()
    market = call.market()
    found = market.get("encumbrances", holder_id(market, holder))
    if call.json:
        tell(found)
        return
    told = taken(found, EncumbrancesTold, call)
    line(call, said("Encumbrances of {id}", id=told.holder_id))
    _table(call, told.on, said("On its shares"))
    _table(call, told.in_favour, said("For it, on shares of others"))


@click.command("owners", cls=AskingCommand)
@click.argument("issuer")
@click.option("--as-of", metavar="YYYY-MM-DD", help="The day. Left out: today.")
def owners(issuer: str, as_of: str | None) -> None:
    """Show who owns shares of ISSUER in the end, through nominees and vehicles."""
    call = this_call()
    found = call.market().get("owners", issuer, as_of=as_of)
    if call.json:
        tell(found)
    else:
        _draw(call, issuer, taken(found, OwnersTold, call))


def _table(call: Call, rows: tuple[EncumbranceTold, ...], part: Said) -> None:
    if not rows:
        return
    columns = [
        text(said("kind")),
        text(said("issuer")),
        shares(call),
        text(said("for whom")),
    ]
    columns += [text(said("rule")), ids(said("last day")), text(said("lifted by"))]
    columns += [figures(said("set apart")), ids(said("id"))]
    draw(
        call,
        columns,
        [
            [
                word(call, "encumbrance", one.kind),
                one.issuer,
                figure(one.quantity),
                one.favours or FORGOTTEN,
                one.rule,
                one.through if one.binds else said("over"),
                _LIFTERS[one.lifted_by],
                figure(one.claim.held) if one.claim else None,
                one.encumbrance_id,
            ]
            for one in rows
        ],
        part=part,
    )


_LIFTERS = {
    "favoured": said("who it is for"),
    "court": said("the court that ordered it"),
    "nobody": said("nobody; it ends by its own day"),
}


def _draw(call: Call, issuer: str, told: OwnersTold) -> None:
    columns = [text(said("last holder")), figures(said("share"), "%"), text(said("through"))]
    rows = []
    for one in told.owners:
        name = one.holder or FORGOTTEN
        who = name if one.known else said("not known, in {vehicle}", vehicle=name)
        ways = "; ".join(_way(way) for way in one.chains if way.steps)
        rows.append([who, figure(one.percent), ways or None])
    title = said("{issuer}: who owns it in the end, as of {day}", issuer=issuer, day=told.as_of)
    draw(call, columns, rows, title=title)
    line(
        call,
        said(
            "Holders on the register: {register}; known behind them: {behind}.",
            register=int(told.on_register),
            behind=int(told.behind_it),
        ),
        indent=True,
    )
    if any(count.strip("0.") for count in told.not_shown.values()):
        line(call, said("The rest belongs to holders who are not shown."), indent=True)


def _way(way: ChainTold) -> str:
    return " > ".join(
        f"{step.holder or '?'} {figure(step.percent.rstrip('0').rstrip('.'))}%"
        for step in way.steps
    )
