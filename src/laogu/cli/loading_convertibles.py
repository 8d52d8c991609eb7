"""`laogu convertible load`: a ledger of safes, notes and warrants; what is found is shown first."""

from collections.abc import Iterable
from typing import Any

import click

from laogu.basics import said
from laogu.cli.call import AskingCommand, Call
from laogu.cli.generated import REQUEST_ID
from laogu.cli.loading import Loading, loaded_from

ONE = said("{file}: 1 convertible or warrant.").template
COUNTED = said("{file}: {rows} convertibles and warrants.").template


@click.command("load", cls=AskingCommand)
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--issuer", help="Whose convertibles they are. Not needed with --check.")
@click.option("--on", metavar="YYYY-MM-DD", help="The day the ledger stands for. Left out: today.")
@click.option("--source", help="Where the ledger comes from.")
@click.option("--stock-class", help="The class of warrants that name none.")
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
@click.option("--currency", help="Whose sign an amount may carry, such as USD.")
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
    """Load convertibles and warrants from FILE, a CSV, XLSX or ODS of holder, kind and issued on.

    A row is a safe, a note or a warrant that stands, with its terms. Who is on the register already
    is found by name; anybody else is registered. Everything found is shown first; with an error
    nothing is recorded. Asked by: the issuer.
    """
    from laogu.connectors import PAPERS, read_papers

    loaded_from(
        Loading(
            operation="convertible.load", read=read_papers, headings=PAPERS,
            given=("stock_class", "sheet", "days", "currency"),
            counted_as=(ONE, COUNTED), holders=_with_papers,
        ),
        file, issuer, check=check, said_=given,
    )  # fmt: skip


def _with_papers(call: Call, issuer: str) -> Iterable[tuple[str, str]]:
    """Yield who has convertibles or warrants of the issuer and perhaps no shares."""
    for lang in ("zh", "en"):
        answer = call.market().in_language(lang).get("captable", issuer, by="security")
        for row in answer["securities"]["rows"]:
            if row.get("holder_id") and row.get("holder"):
                yield row["holder_id"], row["holder"]
