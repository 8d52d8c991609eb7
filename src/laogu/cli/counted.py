"""How `laogu captable` is asked to count and to compare, and how it shows what came of it."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

import click
from msgspec import Struct

from laogu.basics import Said, said
from laogu.cli.answers import CapTableTold, ClassTold
from laogu.cli.call import Call
from laogu.cli.counted_told import ChangeTold, CountedTold
from laogu.cli.drawing import FORGOTTEN, NONE, draw, figure, figures, ids, line, text

Command = TypeVar("Command", bound=Callable[..., Any])
OPTIONS = ("by", "fully_diluted", "grants", "without", "at", "diff")

KINDS: Mapping[str, Said] = {
    "stock": said("issued"),
    "grants": said("granted"),
    "warrants": said("warrants"),
    "convertibles": said("convertibles"),
    "pool": said("left to grant"),
}
GRANTS: Mapping[str, Said] = {
    "all": said("all"),
    "vested": said("vested"),
    "none": said("none"),
}
ROWS: Mapping[str, Said] = {
    "holder": said("holder"),
    "class": said("class"),
    "group": said("group"),
}
CHANGES: Mapping[str, Said] = {
    "issued": said("issued"),
    "exercised": said("exercised"),
    "transferred_in": said("in"),
    "transferred_out": said("out"),
    "converted": said("converted"),
    "split": said("split"),
    "repurchased": said("bought back"),
    "cancelled": said("cancelled"),
    "reissued": said("reissued"),
}
GROUPS: Mapping[str, Said] = {
    "founder": said("Founders"),
    "executive": said("Executives"),
    "officer": said("Officers"),
    "board_member": said("Members of the board"),
    "employee": said("Employees"),
    "non_us_employee": said("Employees outside the US"),
    "advisor": said("Advisors"),
    "consultant": said("Consultants"),
    "investor": said("Backers"),
    "immediate_family": said("Families"),
    "ex_employee": said("Former employees"),
    "ex_advisor": said("Former advisors"),
    "ex_consultant": said("Former consultants"),
    "other": said("Others"),
    "vehicle": said("Holding vehicles"),
    "organisation": said("Organisations, relation not stated"),
    "person": said("Persons, relation not stated"),
    "residual": said("Not named"),
    "pool": said("Left to grant"),
}
LEFT_OUT: Mapping[str, Said] = {
    "pool": said("left to grant in plans"),
    "grants": said("granted and not exercised"),
    "unvested": said("granted and not vested"),
    "paid_in_cash": said("rights that are paid in cash"),
    "warrants": said("under warrants"),
    "warrants_unstated": said("warrants that do not say for how many shares"),
    "convertibles": said("convertibles, since no price is stated"),
    "other_currency": said("convertibles in another currency"),
    "ratio_unstated": said("preferred shares without a ratio, one for one"),
}


class CountingAsked(Struct, frozen=True):
    """What was asked of the count. options: those that were given, as they are typed."""

    fields: dict[str, str]
    options: dict[str, str | None]


def counting_options(command: Command) -> Command:
    """Give a command the options by which a cap table is counted and compared."""
    for option in reversed(
        (
            click.option(
                "--by",
                type=click.Choice(["holder", "class", "group", "votes", "security"]),
                help="A row for each of these, with its part of the whole; of securities those "
                "you may see, with their ids.",
            ),
            click.option(
                "--fully-diluted", is_flag=True, help="Count what would become shares as well."
            ),
            click.option(
                "--grants",
                type=click.Choice(["all", "vested", "none"]),
                help="Which grants count. Left out: all that are fully diluted.",
            ),
            click.option(
                "--without",
                type=click.Choice(["pool", "warrants", "conversion"]),
                multiple=True,
                help="Leave this out of what is fully diluted; may be repeated.",
            ),
            click.option(
                "--at", metavar="PRICE", help="Count convertibles as converted at this price."
            ),
            click.option(
                "--diff", metavar="YYYY-MM-DD", help="Tell what changed since the end of this day."
            ),
        )
    ):
        command = option(command)
    return command


def asked_of(given: dict[str, Any]) -> CountingAsked:
    """Take the counting options out of what a command was given, and return what they ask."""
    taken = {name: given.pop(name) for name in OPTIONS}
    without = ",".join(taken["without"])
    fields = {
        "by": taken["by"],
        "counts": "fully-diluted" if taken["fully_diluted"] else None,
        "grants": taken["grants"],
        "without": without or None,
        "at": taken["at"],
        "since": taken["diff"],
    }
    named = {f"--{name.replace('_', '-')}": str(one) for name, one in taken.items() if one}
    return CountingAsked({name: one for name, one in fields.items() if one is not None}, {**named})


def draw_counted(call: Call, issuer: str, told: CapTableTold) -> None:
    """Show a counted table, with its conventions under it."""
    table = told.counted
    assert table is not None, "drawn where it was asked for"
    title = said("{issuer}: cap table as of {day}", issuer=issuer, day=told.as_of)
    if table.by == "votes":
        _draw_votes(call, title, table, told.classes)
        return
    kinds = [
        kind
        for kind in KINDS
        if any(kind in one.quantities for one in table.rows) or kind in table.not_shown
    ]
    several = len(kinds) > 1
    columns = [text(ROWS[table.by]), *(figures(KINDS[kind]) for kind in kinds)]
    columns += [figures(said("together"))] if several else []
    columns += [figures(said("share"), "%")]
    columns += [] if table.by == "group" else [ids(said("id"))]
    rows: list[list[Any]] = []
    for one in table.rows:
        name: str | Said = one.name or FORGOTTEN
        if table.by == "group":
            name = GROUPS.get(str(one.name), str(one.name))
        row: list[Any] = [name, *(figure(one.quantities.get(kind)) for kind in kinds)]
        row += [figure(one.together)] if several else []
        rows.append([*row, one.percent, one.id][: len(columns)])
    if table.not_shown:
        hidden = [figure(table.not_shown.get(kind)) for kind in kinds]
        beside: list[Any] = [None] if several else []
        rows.append([said("not shown"), *hidden, *beside, None, None][: len(columns)])
    sums = [figure(f"{_together(table, kind):f}") for kind in kinds]
    together = [figure(table.total)] if several else []
    totals: list[Any] = [said("total"), *sums, *together, "", ""][: len(columns)]
    draw(call, columns, rows, totals=totals, title=title)
    _say_conventions(call, table)
    for why, count in table.left_out.items():
        says = LEFT_OUT.get(why)
        if says is not None:
            facts = {"units": figure(count), "what": says}
            line(call, said("not counted: {units} {what}", **facts), indent=True)


def _together(table: CountedTold, kind: str) -> Decimal:
    """Return what all rows have of a kind, those who are not shown among them."""
    every = [one.quantities.get(kind, "0") for one in table.rows]
    return sum((Decimal(one) for one in [*every, table.not_shown.get(kind, "0")]), Decimal(0))


def _say_conventions(call: Call, table: CountedTold) -> None:
    """Say by which conventions a fully diluted table counts; of issued shares there are none."""
    now = table.conventions
    if now.get("grants") == "none" and not now.get("pool"):
        return
    at = now.get("convertibles_at")
    facts = {
        "grants": GRANTS.get(str(now.get("grants"))),
        "pool": now.get("pool"),
        "warrants": now.get("warrants"),
        "converted": now.get("as_converted"),
        "at": figure(at["price"]) if isinstance(at, dict) else NONE,
    }
    line(
        call,
        said(
            "counted: grants {grants}; left to grant: {pool}; warrants: {warrants}; "
            "as converted: {converted}; convertibles at: {at}",
            **facts,
        ),
        indent=True,
    )


def _draw_votes(call: Call, title: Said, table: CountedTold, classes: Iterable[ClassTold]) -> None:
    rows: list[list[Any]] = [
        [one.name or FORGOTTEN, figure(one.votes), one.percent, one.id] for one in table.rows
    ]
    if table.not_shown.get("votes", "0") != "0":
        rows.append([said("not shown"), figure(table.not_shown["votes"]), None, None])
    columns = [text(said("holder")), figures(said("votes")), figures(said("share"), "%"),
               ids(said("id"))]  # fmt: skip
    totals: list[Any] = [said("total"), figure(table.total), "", ""]
    draw(call, columns, rows, totals=totals, title=title)
    for one in classes:
        if table.per_share.get(one.stock_class_id) is None:
            name = one.name
            line(
                call,
                said("nobody stated how many votes a share has: {classes}", classes=name),
                indent=True,
            )


def draw_changed(call: Call, issuer: str, told: CapTableTold) -> None:
    """Show what changed between two days, class by class."""
    changed = told.changed
    assert changed is not None, "drawn where it was asked for"
    facts = {"issuer": issuer, "after": changed.after, "through": changed.through}
    title = said("{issuer}: what changed from the end of {after} to the end of {through}", **facts)
    names = {one.stock_class_id: one.name for one in told.classes}
    there = [one for one in changed.classes if one.changes]
    if not there:
        line(call, title)
        line(call, said("Nothing changed."), indent=True)
        return
    kinds = [kind for kind in CHANGES if any(kind in one.changes for one in there)]
    columns = [text(said("holder")), text(said("class")), figures(changed.after),
               *(figures(CHANGES[kind]) for kind in kinds), figures(changed.through)]  # fmt: skip

    def row(one: ChangeTold, name: str | Said) -> list[Any]:
        cells = [figure(one.changes.get(kind)) for kind in kinds]
        stock_class = names.get(one.stock_class_id, "")
        return [name, stock_class, figure(one.start), *cells, figure(one.end)]

    rows = [row(one, one.holder or FORGOTTEN) for one in changed.rows]
    rows += [row(one, said("everybody")) for one in there]
    draw(call, columns, rows, title=title)
