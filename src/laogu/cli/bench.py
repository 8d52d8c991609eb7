"""`laogu bench`: the benchmarks, each beside its limit or its peer in the same run."""

import importlib

import click

from laogu.cli.call import SpokenCommand, this_call
from laogu.cli.failures import NotBuilt

WHERE = "laogu.bench"


@click.command("bench", cls=SpokenCommand)
@click.argument("names", nargs=-1, metavar="[NAME]...")
def bench(names: tuple[str, ...]) -> None:
    """Run the benchmarks of these names, or all of them; results are ratios to a limit."""
    # The benchmarks start a whole market, so they stand above this door: named, not imported.
    try:
        found = importlib.import_module(WHERE)
    except ModuleNotFoundError as missing:
        if missing.name != WHERE:
            raise
        raise NotBuilt(part="bench") from None
    click.get_current_context().exit(found.main(list(names), as_json=this_call().json))
