"""`laogu grant load`: a ledger of options becomes grants; everything found is shown first."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click
import msgspec
from msgspec import Struct

from laogu.basics import said
from laogu.cli.answers import CapTableTold, taken
from laogu.cli.call import AskingCommand, Call, this_call
from laogu.cli.drawing import figure, line
from laogu.cli.failures import HolderNameShared, LedgerRefused, OptionMissing
from laogu.cli.generated import REQUEST_ID, came_to_be, request_id_of, told
from laogu.cli.listed import WholeFile
from laogu.cli.naming import holders_named
from laogu.cli.register import columns_told, found_there, with_findings
from laogu.cli.telling import tell

if TYPE_CHECKING:
    from laogu.connectors import LedgerRead
    from laogu.operations import GrantRow, PaperRow

ONE_GRANT = said("{file}: 1 grant.").template
GRANTS = said("{file}: {rows} grants.").template


@click.command("load", cls=AskingCommand)
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--issuer", help="Whose grants they are. Not needed with --check.")
@click.option("--on", metavar="YYYY-MM-DD", help="The day the ledger stands for. Left out: today.")
@click.option("--source", help="Where the ledger comes from.")
@click.option("--plan", help="The plan of rows that name none.")
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
@click.option("--currency", help="Whose sign a price may carry, such as USD.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="LETTERS=NAME",
    help="What a column holds, such as C=quantity; C=- is not read. May be given several times.",
)
@click.option(
    "--warnings-seen", is_flag=True, help="Record it although something in it wants a look."
)
@click.option(
    "--imports-seen",
    type=click.IntRange(0),
    help="How many imports there were when the file was looked at; refused where there are more.",
)
@click.option("--request-id", metavar="UUID", help=REQUEST_ID)
@click.option("--check", is_flag=True, help="Record nothing. With --issuer: try it on the books.")
def load(file: str, issuer: str | None, *, check: bool, **given: Any) -> None:
    """Load grants from FILE, a CSV, XLSX or ODS of at least holder, quantity and granted on.

    A row says what was granted to whom, how it vests, and what was exercised, forfeited or expired
    of it. Who is on the register already is found by name; anybody else is registered. Everything
    found is shown first; with an error nothing is recorded. Asked by: the issuer.
    """
    from laogu.connectors import LEDGER, read_ledger

    loaded_from(
        Loading(
            operation="grant.load", read=read_ledger, headings=LEDGER,
            given=("plan", "stock_class", "sheet", "days", "currency"),
            counted_as=(ONE_GRANT, GRANTS), holders=_granted,
        ),
        file, issuer, check=check, said_=given,
    )  # fmt: skip


class Loading(Struct, frozen=True, kw_only=True):
    """What a ledger is of. given: what its reader is told beside where the table stands.

    headings: of the columns it may have. counted_as: how one row is counted, and
    how several are.
    holders: who has such papers of an issuer and perhaps no shares, by id and name.
    """

    operation: str
    read: "Callable[..., LedgerRead[Any]]"
    headings: Collection[str]
    given: tuple[str, ...]
    counted_as: tuple[str, str]
    holders: Callable[[Call, str], Iterable[tuple[str, str]]]


def loaded_from(
    of: Loading, file: str, issuer: str | None, *, check: bool, said_: Mapping[str, Any]
) -> None:
    """Read a ledger, show all that is found in it, and record it; check: it is only tried."""
    from laogu.connectors import Layout

    call = this_call()
    request = request_id_of(said_["request_id"])
    told_to = {name: said_[name] for name in of.given if said_[name]}
    columns = columns_told(said_["columns"], of.headings)
    layout = Layout(heading_row=said_["heading_row"], columns=columns)
    command = of.operation.replace(".", " ")
    if issuer is None and not check:
        raise OptionMissing(name="--issuer", help=f"laogu {command} --help")
    whole = WholeFile(call, file, lambda errors: LedgerRefused(errors=errors))

    def body_of(rows: Sequence[Any], named: Mapping[str, str]) -> dict[str, Any]:
        given = {name: said_[name] for name in ("on", "source", "imports_seen")}
        return {
            "issuer": issuer,
            "rows": [sent(row, named) for row in rows],
            "warnings_seen": said_["warnings_seen"],
            **{name: one for name, one in given.items() if one is not None},
        }

    rows, findings = whole.rows(
        lambda content, name: of.read(content, name, layout=layout, **told_to),
        there=lambda rows: found_there(call, of.operation, body_of(rows, {})),
    )
    tell_of = partial(told_of, call, whole.name, findings, rows, counted_as=of.counted_as)
    if issuer is None:
        tell_of(came={})
        return
    holders = (*holders_named(call.market(), issuer), *of.holders(call, issuer))
    body = body_of(rows, ids_named(call, whole, rows, holders))
    market = call.market()
    if check:
        tried = with_findings(call, lambda: market.preview(of.operation, body))
        tell_of(came={"preview": tried})
        return
    done = with_findings(
        call, lambda: market.post(*of.operation.split("."), body=body, request=request)
    )
    tell_of(came={"recorded": done})


def ids_named(
    call: Call,
    whole: WholeFile,
    rows: "Iterable[GrantRow | PaperRow]",
    holders: Iterable[tuple[str, str]],
) -> dict[str, str]:
    """Return the ids of those whose name one holder has; refuse a name that several have."""
    from laogu.connectors import plain

    known: dict[str, set[str]] = {}
    for id_, name in holders:
        known.setdefault(name.casefold(), set()).add(id_)
    found: dict[str, str] = {}
    shared: list[dict[str, Any]] = []
    for row in rows:
        name = row.name or ""
        ids = known.get(" ".join(name.split()).casefold(), set())
        if name.startswith("holder_"):
            found[name] = name
        elif len(ids) == 1:
            found[name] = next(iter(ids))
        elif ids and name not in found:
            found[name] = ""
            no = HolderNameShared(given=name[:60], ids=tuple(sorted(ids)))
            shared.append(plain.finding(no.found_at(f"{whole.name} A{row.line}"), call.words))
    if shared:
        whole.show(shared)
        raise LedgerRefused(errors=len(shared))
    return found


def _granted(call: Call, issuer: str) -> Iterable[tuple[str, str]]:
    """Yield who has grants of the issuer and perhaps no shares."""
    for lang in ("zh", "en"):
        market = call.market().in_language(lang)
        answer = market.get("captable", issuer, by="holder", counts="fully-diluted")
        counted = taken(answer, CapTableTold, call).counted
        for row in counted.rows if counted is not None else ():
            if row.id and row.id.startswith("holder_"):
                yield row.id, row.name or ""


def sent(row: "GrantRow | PaperRow", named: Mapping[str, str]) -> dict[str, Any]:
    """Return a row as it is sent: with the id of who is known; what it does not say is left out."""
    of = dict(msgspec.to_builtins(row))
    if (holder := named.get(row.name or "")) is not None:
        del of["name"]
        of["holder"] = holder
    return of


def told_of(
    call: Call,
    file: str,
    findings: Sequence[Mapping[str, Any]],
    rows: "Sequence[GrantRow | PaperRow]",
    *,
    counted_as: tuple[str, str],
    came: Mapping[str, Any],
) -> None:
    """Tell what was read, and what became of it.

    counted_as: how one row is counted, and how several are.
    """
    if call.json:
        tell({"file": file, "findings": findings, "rows": str(len(rows)), **came})
        return
    one, several = counted_as
    told_as = one if len(rows) == 1 else several
    # habit 35: what rows are counted as is found where it is declared.
    line(call, said(told_as, file=file, rows=figure(str(len(rows)))))
    if "recorded" in came:
        done = came["recorded"]
        counted = done.get("made") if isinstance(done.get("made"), dict) else {}
        shown = {kind: ids if kind == "load" else [figure(str(len(ids)))]
                 for kind, ids in counted.items()}  # fmt: skip
        told(call, {**done, "made": shown})
    elif "preview" in came:
        line(call, said("It can be loaded. Nothing was recorded."))
        made = came["preview"].get("made")
        for kind, count in made.items() if isinstance(made, dict) else ():
            if kind != "load":  # An import that was only tried has no id to come back to.
                click.echo(f"  {came_to_be(call, kind)}  {figure(str(count))}")
    else:
        line(call, said("It can be read whole. Name the issuer to try it on its register."))
