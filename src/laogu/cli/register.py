"""`laogu register load`: a spreadsheet becomes a register; everything found is shown first."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import PurePath
from typing import Any

import click
import msgspec
from msgspec import Struct

from laogu.basics import LaoguError, said
from laogu.cli.answers import taken
from laogu.cli.call import AskingCommand, Call, this_call
from laogu.cli.drawing import draw, figure, ids, line, text, word
from laogu.cli.failures import ColumnUnclear, FileRefused, MarketSaidNo, OptionMissing
from laogu.cli.files import content_of
from laogu.cli.generated import REQUEST_ID, came_to_be, request_id_of, told
from laogu.cli.telling import tell

_LAYOUT = ("stock_class", "sheet", "heading_row", "days", "currency")


class FindingTold(Struct, frozen=True, kw_only=True):
    """One thing found in a file, or by the market in its rows."""

    severity: str
    code: str
    where: str
    what: str
    why: str
    fix: str


class ReadingTold(Struct, frozen=True, kw_only=True):
    """What was read of a file. rows: holdings without an error."""

    file: str
    accepted: bool
    rows: str
    errors: str
    warnings: str
    notes: str
    findings: tuple[FindingTold, ...]


@click.command("load", cls=AskingCommand)
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--issuer", help="Whose register it is. Not needed with --check.")
@click.option("--on", metavar="YYYY-MM-DD", help="The day the rows describe. Left out: today.")
@click.option("--source", help="Where the rows come from, for those that do not say.")
@click.option("--stock-class", help="The class of rows that name none.")
@click.option(
    "--sheet", help="The sheet of a workbook. Left out: the first whose headings are known."
)
@click.option(
    "--heading-row", type=click.IntRange(1), help="The row of the headings. Left out: found."
)
@click.option(
    "--days",
    type=click.Choice(["year", "month", "day"]),
    help="What days begin with that do not begin with the year.",
)
@click.option(
    "--decimals",
    type=click.IntRange(0),
    help="Decimals of the classes that come to be. Left out: as the table needs.",
)
@click.option("--currency", help="Whose sign an amount may carry, such as USD.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="LETTERS=NAME",
    help="What a column holds, such as C=quantity; C=- is not read. May be given several times.",
)
@click.option(
    "--imports-seen",
    type=click.IntRange(0),
    help="How many imports there were when the file was looked at; refused where there are more.",
)
@click.option("--request-id", metavar="UUID", help=REQUEST_ID)
@click.option("--check", is_flag=True, help="Record nothing. With --issuer: try it on the books.")
def load(file: str, issuer: str | None, *, check: bool, **given: Any) -> None:
    """Load a register from FILE, a CSV, XLSX or ODS of at least holder, class and quantity.

    Everything found in it is shown first. With an error, nothing of it is recorded: a register is
    loaded whole or not at all. Asked by: the issuer.
    """
    from laogu.connectors import NAMES

    call = this_call()
    request = request_id_of(given.pop("request_id"))
    layout = {name: given.pop(name) for name in _LAYOUT}
    layout["columns"] = columns_told(given.pop("columns"), NAMES)
    if issuer is None and not check:
        raise OptionMissing(name="--issuer", help="laogu register load --help")
    found, rows, decimals = _read(call, file, layout)
    if not call.json:
        _draw(call, taken(found, ReadingTold, call))
    seen = given.pop("imports_seen")
    body = {"issuer": issuer, "rows": rows} | {key: one for key, one in given.items() if one}
    if seen is not None:
        body["imports_seen"] = seen
    if given["decimals"] is None and decimals:
        body["decimals"] = decimals
    if not found["accepted"]:
        there = found_there(call, "register.load", body)
        if call.json:
            tell({**found, "findings": [*found["findings"], *there]})
        elif there:
            draw_market_findings(call, taken({"findings": there}, FindingsTold, call).findings)
        errors = sum(one["severity"] == "error" for one in there)
        raise FileRefused(errors=int(found["errors"]) + errors)
    if check:
        _checked(call, found, body)
        return
    done = with_findings(
        call, lambda: call.market().post("register", "load", body=body, request=request)
    )
    if call.json:
        tell({**found, "recorded": done})
    else:
        told(call, {**done, "made": _counted(done)})


def columns_told(given: Sequence[str], known: Collection[str]) -> dict[str, Any]:
    """Return what each column holds, by its letters; None: it is not read.

    known: the names of what a column of such a file may hold.
    """
    columns: dict[str, str | None] = {}
    for one in given:
        letters, _, name = one.partition("=")
        if not letters.isascii() or not letters.isalpha() or name not in (*known, "-"):
            raise ColumnUnclear(given=one[:60], known=tuple(known))
        columns[letters.upper()] = None if name == "-" else name
    return columns


def _read(call: Call, file: str, said_: Mapping[str, Any]) -> tuple[dict[str, Any], list[Any], int]:
    """Return what was read of a file in plain data, its rows, and the decimals of new classes."""
    from laogu.connectors import LIMITS, Layout, plain, read_register

    content = content_of(file, most_bytes=LIMITS.file_bytes)
    layout = Layout(**{name: one for name, one in said_.items() if one is not None})
    read = read_register(content, PurePath(file).name, layout=layout)
    found = {
        "file": PurePath(file).name,
        "accepted": read.is_accepted,
        "rows": str(len(read.rows)),
        "errors": str(read.errors),
        "warnings": str(read.warnings),
        "notes": str(read.notes),
        "columns": msgspec.to_builtins(read.columns),
        "preset": None if read.preset is None else read.preset.id,
        "findings": [plain.finding(one, call.words) for one in read.findings],
    }
    return found, [msgspec.to_builtins(row) for row in read.rows], read.decimals


def _checked(call: Call, found: Mapping[str, Any], body: Mapping[str, Any]) -> None:
    """Say what would be recorded: tried on the running market's books, where an issuer is named."""
    if body["issuer"] is None:
        if call.json:
            tell(found)
        else:
            line(call, said("It can be read whole. Name the issuer to try it on its register."))
        return
    tried = with_findings(call, lambda: call.market().preview("register.load", body))
    if call.json:
        tell({**found, "preview": tried})
        return
    line(call, said("It can be loaded. Nothing was recorded."))
    made = tried.get("made")
    for kind, count in made.items() if isinstance(made, dict) else ():
        if kind == "load":
            continue  # An import that was only tried has no id to come back to.
        click.echo(f"  {came_to_be(call, kind)}  {figure(str(count))}")


def found_there(call: Call, operation: str, body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what the market finds in the rows that could be read, so that all is listed at once.

    The file is refused for its own errors, so what else the market says, or that it does not
    answer, changes nothing.
    """
    if body["issuer"] is None or not body["rows"]:
        return []
    try:
        call.market().preview(operation, body)
    except MarketSaidNo as no:
        facts = no.body.get("facts")
        found = facts.get("findings") if isinstance(facts, dict) else None
        return found if isinstance(found, list) else []
    except LaoguError:
        return []
    return []


def with_findings(call: Call, ask: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return what was asked for; what the market finds in the rows is shown as a table."""
    try:
        return ask()
    except MarketSaidNo as no:
        facts = no.body.get("facts")
        found = facts.get("findings") if isinstance(facts, dict) else None
        if found and not call.json:
            findings = taken({"findings": found}, FindingsTold, call).findings
            draw_market_findings(call, findings)
        raise


class FindingsTold(Struct, frozen=True, kw_only=True):
    """What the market found in the rows."""

    findings: tuple[FindingTold, ...]


def _draw(call: Call, read: ReadingTold) -> None:
    if read.findings:
        draw_market_findings(call, read.findings)
    facts = {
        "file": read.file, "rows": figure(read.rows), "errors": figure(read.errors),
        "warnings": figure(read.warnings), "notes": figure(read.notes),
    }  # fmt: skip
    line(
        call,
        said("{file}: rows {rows}; errors {errors}, warnings {warnings}, notes {notes}.", **facts),
    )


def draw_market_findings(call: Call, findings: Sequence[FindingTold]) -> None:
    """Write as a table what the market, or a reading, found."""
    columns = [text(said("severity")), ids(said("where")), text(said("what is found"))]
    columns += [text(said("why")), text(said("how to mend it"))]
    rows = [
        [word(call, "severity", one.severity), one.where, one.what, one.why, one.fix]
        for one in findings
    ]
    draw(call, columns, rows)


def _counted(done: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return how many of each kind came to be: a register makes too many ids to list."""
    made = done.get("made")
    if not isinstance(made, dict):
        return {}
    return {kind: ids_ if kind == "load" else [figure(len(ids_))] for kind, ids_ in made.items()}
