"""`laogu ocf check`, `positions` and `totals`: a package is looked at; no market is needed."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from laogu.basics import day, said
from laogu.cli.call import Call, SpokenCommand, this_call
from laogu.cli.drawing import draw, figure, figures, ids, line, text, word
from laogu.cli.failures import FileUnreadable
from laogu.cli.telling import tell

if TYPE_CHECKING:
    from laogu.connectors import ocf as package

NOT_ACCEPTED = 2
"""The exit code of a package that is not accepted: input that cannot be used as it is."""

SHOWN_POSITIONS = 60
"""Securities that a table shows; `--json` gives all."""

Command = Callable[..., Any]


def reading_options(command: Command) -> Command:
    """Add the options that choose a reading where the standard leaves a choice."""
    split = click.option(
        "--split",
        type=click.Choice(["reissued", "applied"]),
        default="reissued",
        help="After a split: only what was issued again counts, or all is multiplied.",
    )
    partial = click.option(
        "--partial-exercise",
        type=click.Choice(["residual", "strict"]),
        default="residual",
        help="After an exercise of a part: the rest of the grant lives on, or all of it ended.",
    )
    return partial(split(command))


@click.command("check", cls=SpokenCommand)
@click.argument("path")
@reading_options
def check(path: str, **readings: Any) -> None:
    """Check PATH, an Open Cap Format package: a folder or a zip, of version 1.0 to 1.2 or main.

    Everything that is wrong is found at once, each with its file and place. With an error the
    package is not accepted, and the exit code is 2. Nothing is recorded.
    """
    from laogu.connectors import ocf

    call = this_call()
    read = read_at(path, readings)
    told = ocf.checked(read, call.words)
    if call.json:
        tell(told)
    else:
        draw_findings(call, told)
        draw_verdict(call, read)
    _end(read)


@click.command("positions", cls=SpokenCommand)
@click.argument("path")
@click.option("--as-of", metavar="YYYY-MM-DD", help="The day. Left out: that of the package.")
@reading_options
def show_positions(path: str, as_of: str | None, **readings: Any) -> None:
    """Show every security of PATH, an Open Cap Format package, that is held on a day.

    The readings that were chosen stand below; where another would come to other totals, a finding
    says so. Of a package that is not accepted, what could be read is shown, and the exit code is 2.
    """
    from laogu.connectors import ocf

    call = this_call()
    on = day(as_of) if as_of else None
    read = read_at(path, readings)
    told = ocf.positions(read, call.words, as_of=on)
    if call.json:
        tell(told)
    else:
        _draw_positions(call, told)
        draw_told(call, read, told)
    _end(read)


@click.command("totals", cls=SpokenCommand)
@click.argument("path")
@click.option("--from", "first", metavar="YYYY-MM-DD", help="The first day. Left out: of all.")
@click.option("--to", "last", metavar="YYYY-MM-DD", help="The last day. Left out: of all.")
@reading_options
def show_totals(path: str, first: str | None, last: str | None, **readings: Any) -> None:
    """Show what was held in all of PATH, an Open Cap Format package, day by day.

    A day stands there if anything changed on it: of every class, plan and currency, how much was
    held at its end.
    """
    from laogu.connectors import ocf

    call = this_call()
    days = [day(one) if one else None for one in (first, last)]
    read = read_at(path, readings)
    told = ocf.totals(read, call.words, first=days[0], last=days[1])
    if call.json:
        tell(told)
    else:
        _draw_totals(call, told)
        draw_told(call, read, told)
    _end(read)


def read_at(path: str, readings: dict[str, Any]) -> "package.PackageRead":
    """Return what is read of a package at a path, or refuse one that is not there."""
    from laogu.connectors import ocf
    from laogu.journal import without_collecting
    from laogu.register import history

    try:
        with without_collecting():
            return ocf.read_package(path, readings=history.Readings(**readings))
    except (OSError, ValueError) as wrong:
        reason = getattr(wrong, "strerror", None) or str(wrong)
        raise FileUnreadable(path=path, reason=f"{reason}.") from None


def captable_of(call: Call, path: str, as_of: date | None, readings: dict[str, Any]) -> None:
    """Show the cap table of a package, and end with the exit code it deserves."""
    from laogu.connectors import ocf

    read = read_at(path, readings)
    told = ocf.cap_table(read, call.words, as_of=as_of)
    if call.json:
        tell(told)
    else:
        _draw_cap_table(call, told)
        draw_told(call, read, told)
    _end(read)


def draw_told(call: Call, read: "package.PackageRead", told: dict[str, Any]) -> None:
    """Write by which readings it was told, and how much was found."""
    click.echo()
    readings = told["readings"]
    chosen = {"exercise": readings["partial_exercise"], "split": readings["split"]}
    line(call, said("Read with --partial-exercise {exercise} and --split {split}.", **chosen))
    draw_verdict(call, read)


def draw_verdict(call: Call, read: "package.PackageRead") -> None:
    """Write whether a package is accepted, and how much was found."""
    counts = {"error": 0, "warning": 0, "note": 0}
    for one in read.findings:
        counts[one.severity] += 1
    facts: dict[str, Any] = {
        "package": read.package, "version": read.version or "?", "errors": counts["error"],
        "warnings": counts["warning"], "notes": counts["note"],
    }  # fmt: skip
    accepted = said(
        "{package}, version {version}, is accepted; warnings {warnings}, notes {notes}.", **facts
    )
    refused = said(
        "{package}, version {version}, is not accepted: errors {errors}, warnings {warnings}, "
        "notes {notes}. See them with laogu ocf check.",
        **facts,
    )
    line(call, accepted if read.accepted else refused)


def draw_findings(call: Call, told: dict[str, Any]) -> None:
    """Write what was found as a table."""
    columns = [text(said("severity")), ids(said("where")), text(said("what is found"))]
    columns += [text(said("why")), text(said("how to mend it"))]
    rows = [
        [word(call, "severity", one["severity"]), *(one[name] for name in _SHOWN)]
        for one in told["findings"]
    ]
    if rows:
        draw(call, columns, rows)


_SHOWN = ("where", "what", "why", "fix")


def _draw_positions(call: Call, told: dict[str, Any]) -> None:
    rows: Sequence[dict[str, Any]] = told["positions"]
    if not rows:
        line(call, said("Nobody held anything on that day."))
        return
    columns = [text(said("holder")), text(said("kind")), ids(said("of"))]
    columns += [ids(said("certificate")), figures(said("quantity")), ids(said("id"))]
    shown = [
        [
            one["holder"] or one["holder_id"],
            word(call, "security_kind", one["kind"]),
            of_what(one),
            one["certificate"],
            figure(one["quantity"]),
            one["security_id"],
        ]
        for one in rows[:SHOWN_POSITIONS]
    ]
    title = said("Positions as of {day}", day=told["as_of"])
    draw(call, columns, shown, title=title)
    if len(rows) > SHOWN_POSITIONS:
        more = {"more": len(rows) - SHOWN_POSITIONS, "option": "--json"}
        line(call, said("And {more} more; {option} gives every security.", **more), indent=True)
    totals = [
        [word(call, "security_kind", one["kind"]), of_what(one), figure(one["quantity"])]
        for one in told["totals"]
    ]
    columns = [text(said("kind")), ids(said("of")), figures(said("quantity"))]
    draw(call, columns, totals, part=said("Totals"))
    for other in told["other_readings"]:
        facts = {"option": other["reading"].replace("_", "-"), "value": other["value"]}
        click.echo()
        line(
            call,
            said("With --{option} {value} they would be:", **facts),
        )
        rows_ = [
            [word(call, "security_kind", one["kind"]), of_what(one), figure(one["quantity"])]
            for one in other["totals"]
        ]
        draw(call, columns, rows_)


def _draw_totals(call: Call, told: dict[str, Any]) -> None:
    places = {(one["kind"], of_what(one)): None for each in told["days"] for one in each["totals"]}
    if not places:
        line(call, said("Nobody ever held anything."))
        return
    columns = [ids(said("day"))]
    columns += [figures(word(call, "security_kind", kind) or kind, of) for kind, of in places]
    rows = []
    for each in told["days"]:
        found = {(one["kind"], of_what(one)): one["quantity"] for one in each["totals"]}
        rows.append([each["as_of"], *(figure(found.get(place)) for place in places)])
    draw(call, columns, rows)


def of_what(one: dict[str, Any]) -> str:
    """Return the class, plan or currency of a position."""
    return one.get("stock_class_id") or one.get("plan_id") or one.get("currency") or ""


def _draw_cap_table(call: Call, told: dict[str, Any]) -> None:
    facts = {"issuer": told["issuer"] or "?", "day": told["as_of"]}
    title = said("{issuer}: cap table as of {day}", **facts)
    classes = told["classes"]
    parts = {
        "grants": said("grants"), "warrants": said("warrants"),
        "convertibles": said("convertibles"),
    }  # fmt: skip
    columns = [text(said("holder")), *(figures(one["name"]) for one in classes)]
    others = [
        (part, name)
        for part in parts
        for name in sorted({name for row in told["rows"] for name in row[part]})
    ]
    columns += [figures(parts[part], name) for part, name in others]
    columns.append(ids(said("id")))
    rows = [
        [
            row["holder"] or row["holder_id"],
            *(figure(row["quantities"].get(one["stock_class_id"])) for one in classes),
            *(figure(row[part].get(name)) for part, name in others),
            row["holder_id"],
        ]
        for row in told["rows"]
    ]
    if not rows:
        line(call, title)
        line(call, said("Nobody held anything on that day."), indent=True)
        return
    sums = [_sum(row[part].get(name) for row in told["rows"]) for part, name in others]
    last: list[Any] = [said("total"), *(figure(one["quantity"]) for one in classes), *sums, ""]
    draw(call, columns, rows, totals=last, title=title)


def _sum(figures_: Any) -> str:
    from decimal import Decimal

    return figure(f"{sum((Decimal(one) for one in figures_ if one), Decimal(0)):f}")


def _end(read: "package.PackageRead") -> None:
    if not read.accepted:
        click.get_current_context().exit(NOT_ACCEPTED)
