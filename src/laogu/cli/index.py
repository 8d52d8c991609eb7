"""`laogu market index`: how this market's marks moved together, how sure, and what moved them."""

from typing import Any

import click
from msgspec import Struct

from laogu.basics import said
from laogu.cli.call import Call
from laogu.cli.drawing import draw, figure, figures, ids, line, text, word
from laogu.cli.questions import answered, question_command

NAME = "market.index"
MOST_MOVED = 8
"""Companies that a table shows, those that moved the index most; `--json` gives all of them."""


class LevelTold(Struct, frozen=True, kw_only=True):
    """An index on a day."""

    on: str
    level: str
    band: tuple[str, str]
    issuers: str


class MovedTold(Struct, frozen=True, kw_only=True):
    """By how much a company moved it. weight: None: it is not in it now."""

    issuer: str
    recent: str
    whole: str
    weight: str | None


class IndexTold(Struct, frozen=True, kw_only=True):
    """An index. levels: empty: there is none, and `reason` says why."""

    weighting: str
    basis: str
    currency: str | None
    reason: str
    levels: tuple[LevelTold, ...]
    recent_since: str | None
    moved: tuple[MovedTold, ...]


class IndexesTold(Struct, frozen=True, kw_only=True):
    """The indexes of a day."""

    on: str
    indexes: tuple[IndexTold, ...]


def ask(database: str | None, **given: Any) -> None:
    """Show the indexes."""
    from laogu.connectors import pricing

    answered(
        NAME,
        given,
        database=database,
        told=lambda call, journal, _, answer: pricing.told_indexes(
            answer, journal.books.register, call.words
        ),
        shape=IndexesTold,
        show=_draw,
    )


index = question_command(
    NAME,
    ask,
    help_="""Tell how this market's marks moved together, how sure that is, and what moved them.

    {request}
    With equal weights, of marks of a share and of valuations apart; by float, of those that are
    told in one currency. Currencies are not converted.""",
)


def _draw(call: Call, found: IndexesTold) -> None:
    for at, one in enumerate(found.indexes):
        if at:
            click.echo()
        facts = {
            "weighting": word(call, "weighting", one.weighting),
            "basis": word(call, "price_basis", one.basis),
        }
        line(call, said("Index by {weighting} weight, {basis}", **facts))
        line(call, said("{reason}", reason=one.reason), indent=True)
        if one.levels:
            _draw_levels(call, one)


def _draw_levels(call: Call, one: IndexTold) -> None:
    columns = [ids(said("date")), figures(said("index")), figures(said("from"))]
    columns += [figures(said("to")), figures(said("issuers"))]
    rows: list[list[Any]] = [
        [each.on, figure(each.level), figure(each.band[0]), figure(each.band[1]), each.issuers]
        for each in one.levels
    ]
    draw(call, columns, rows)
    columns = [text(said("issuer")), figures(said("points")), figures(said("in all"))]
    columns.append(figures(said("weight")))
    rows = [
        [each.issuer, figure(each.recent), figure(each.whole), each.weight]
        for each in one.moved[:MOST_MOVED]
    ]
    draw(call, columns, rows, part=said("What moved it since {day}", day=one.recent_since))
