"""`laogu ocf import` and `laogu ocf export`: between packages and the registers of a market."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from laogu.basics import day, said
from laogu.cli.answers import taken
from laogu.cli.call import AskingCommand, Call, this_call
from laogu.cli.drawing import figure, line
from laogu.cli.failures import (
    FileRefused,
    FileUnreadable,
    MarketSaidNo,
    OptionMissing,
    PackageTooLarge,
)
from laogu.cli.generated import REQUEST_ID, request_id_of, told
from laogu.cli.ocf import draw_findings, draw_verdict, read_at, reading_options
from laogu.cli.register import FindingsTold, draw_market_findings
from laogu.cli.telling import harmless, tell

if TYPE_CHECKING:
    from laogu.connectors import histories as stories

HELP = "laogu ocf import --help"


@click.command("import", cls=AskingCommand)
@click.argument("path")
@click.option("--issuer", help="Onto whose register, which has nothing yet.")
@click.option("--new", metavar="SLUG", help="Register the package's issuer under this short name.")
@click.option("--zone", default="UTC", help="Where the days of a new issuer begin.")
@click.option("--currency", help="Of a new issuer. Left out: that of most of its issuances.")
@click.option("--dry-run", is_flag=True, help="Record nothing, and say what it would come to.")
@click.option("--request-id", metavar="UUID", help=REQUEST_ID)
@reading_options
def take(path: str, *, dry_run: bool, **given: Any) -> None:
    """Take PATH, an Open Cap Format package, onto the register of an issuer, with its history.

    Everything that is found in it is shown first. With an error nothing is recorded: a package is
    taken whole or not at all. Asked by: the issuer; with --new, the operator.
    """
    from laogu.connectors import ocf

    call = this_call()
    request = request_id_of(given.pop("request_id"))
    issuer, new = given.pop("issuer"), given.pop("new")
    zone, currency = given.pop("zone"), given.pop("currency")
    if (issuer is None) == (new is None):
        raise OptionMissing(name="--issuer / --new", help=HELP)
    read = read_at(path, given)
    found = ocf.checked(read, call.words)
    if not call.json:
        draw_findings(call, found)
        draw_verdict(call, read)
    if not read.accepted:
        if call.json:
            tell(found)
        raise FileRefused(errors=sum(1 for one in read.findings if one.severity == "error"))
    proposed = None if new is None else ocf.issuer_of(read, slug=new, zone=zone, currency=currency)
    body = msgspec.to_builtins(ocf.request_of(read, issuer=issuer, new=proposed))
    _send(call, found, body, None if dry_run else request)


def _send(call: Call, found: dict[str, Any], body: dict[str, Any], request: Any) -> None:
    """Send a package to the market, or have it tried. request: None: only tried."""
    from laogu.connectors import LARGEST_BODY

    if len(msgspec.json.encode(body)) > LARGEST_BODY:
        raise PackageTooLarge(limit=LARGEST_BODY // (1024 * 1024))
    try:
        if request is None:
            done = call.market().preview("register.take", body)
        else:
            done = call.market().post("register", "take", body=body, request=request)
    except MarketSaidNo as no:
        facts = no.body.get("facts")
        listed = facts.get("findings") if isinstance(facts, dict) else None
        if listed and not call.json:
            answer = taken({"findings": listed}, FindingsTold, call)
            draw_market_findings(call, answer.findings)
        raise
    counts = {kind: [figure(_count(made))] for kind, made in (done.get("made") or {}).items()}
    if call.json:
        tell({**found, "preview" if request is None else "recorded": done})
    elif request is None:
        line(call, said("It can be taken. Nothing was recorded."))
        for kind, count in counts.items():
            click.echo(f"  {harmless(kind)}  {count[0]}")
    else:
        told(call, {**done, "made": counts})


def _count(made: Any) -> str:
    """Return how many came to be: a preview counts them, what is recorded lists them."""
    return str(len(made)) if isinstance(made, list) else str(made)


@click.command("export", cls=AskingCommand)
@click.argument("issuer")
@click.argument("path")
@click.option("--as-of", metavar="YYYY-MM-DD", help="The day. Left out: today.")
@click.option("--snapshot", is_flag=True, help="What stands on the day, and not how it came to be.")
@click.option(
    "--version",
    type=click.Choice(["1.2.0", "main"]),
    default="main",
    help="Of the standard; what it has no place for is left out, and named.",
)
@click.option("--strict", is_flag=True, help="Without fields that the standard does not have.")
@click.option("--database", metavar="URL", help="Read this database, as its operator does.")
def write(issuer: str, path: str, as_of: str | None, database: str | None, **given: Any) -> None:
    """Write the register of ISSUER, with its history, to PATH: a new folder, or a zip.

    PATH is a zip where it ends in .zip, as in acme.ocf.zip. What was read from a package is written
    as it was read. Asked by: who may see the whole register.
    """
    from laogu.connectors import histories, ocf, plain

    call = this_call()
    on = day(as_of) if as_of else None
    found = _asked(call, issuer, as_of) if database is None else _read(issuer, on, database)
    writing = ocf.Writing(
        generated_at=found.recorded_at, version=given["version"], is_strict=given["strict"]
    )
    whole = histories.to_write(found, is_snapshot=given["snapshot"])
    findings = _written(path, whole, found.kept, writing)
    told_findings = [
        {**plain.finding(one, call.words), "object_id": one.object_id} for one in findings
    ]
    answer = {
        "issuer": found.issuer,
        "as_of": found.as_of.isoformat(),
        "version": ocf.VERSIONS[writing.version],
        "path": path,
        "changes": str(len(whole.changes)),
        "findings": told_findings,
    }
    if call.json:
        tell(answer)
        return
    draw_findings(call, answer)
    facts = {
        "path": path,
        "changes": figure(str(len(whole.changes))),
        "day": found.as_of.isoformat(),
    }
    line(call, said("{path} is written: {changes} changes, as of {day}.", **facts))


def _asked(call: Call, issuer: str, as_of: str | None) -> "stories.HistoryTold":
    from laogu.connectors import histories

    return taken(call.market().get("histories", issuer, as_of=as_of), histories.HistoryTold, call)


def _read(issuer: str, on: Any, database: str) -> "stories.HistoryTold":
    from laogu.cli.opened import opened
    from laogu.connectors import histories

    with opened(database) as (journal, sight):
        return histories.history_told(journal, issuer, as_of=on, sight=sight)


def _written(path: str, told_: Any, kept: dict[str, str], writing: Any) -> Any:
    """Write a package, and return what was found on the way; never over what is there."""
    from laogu.connectors import ocf

    here = Path(path)
    try:
        if here.suffix.lower() != ".zip":
            return ocf.write_folder(here, told_, kept, writing)
        with here.open("xb") as file:
            return ocf.write_zip(file, here.name, told_, kept, writing)
    except OSError as wrong:
        reason = wrong.strerror or str(wrong)
        raise FileUnreadable(path=path, reason=f"{reason}.") from None
