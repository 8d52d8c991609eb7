"""`laogu bench`: the benchmarks, each beside its limit or its peer in the same run."""

import click

from laogu.cli.call import SpokenCommand, this_call


@click.command("bench", cls=SpokenCommand)
@click.argument("names", nargs=-1, metavar="[NAME]...")
def bench(names: tuple[str, ...]) -> None:
    """Run the benchmarks of these names, or all of them; results are ratios to a limit."""
    call = this_call()
    click.get_current_context().exit(call.above.bench(names, as_json=call.json))
