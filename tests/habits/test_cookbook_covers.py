"""The cookbook: a page that runs for every command (habit 35)."""

import re
from collections.abc import Iterator

import click

from laogu.cli import program
from tests.cookbook.blocks import console_blocks
from tests.habits.sources import ROOT

FOLDER = ROOT / "docs" / "cookbook"


def every_command(command: click.Command, context: click.Context) -> Iterator[str]:
    """Yield every command by its words, as help lists them."""
    if not isinstance(command, click.Group):
        yield context.command_path.removeprefix("laogu ")
        return
    for name in command.list_commands(context):
        below = command.get_command(context, name)
        if below is not None and not below.hidden:
            yield from every_command(below, click.Context(below, info_name=name, parent=context))


def typed() -> str:
    """Return everything that is typed on the pages of the cookbook."""
    pages = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md"))]
    return "\n".join(
        one.command for page in pages for block in console_blocks(page) for one in block.typed
    )


def test_every_command_is_typed_on_a_page_that_runs():
    known = typed()
    commands = list(every_command(program, click.Context(program, info_name="laogu")))
    without = [
        one for one in commands if not re.search(rf"(?:laogu|\./run) {re.escape(one)}(?!\S)", known)
    ]

    assert len(commands) > 40
    assert without == [], "write docs/cookbook/… with a console block that types it"


def test_the_list_of_the_cookbook_leads_to_every_page():
    listed = (FOLDER / "README.md").read_text(encoding="utf-8")
    english = {path.name for path in FOLDER.glob("*.md") if not path.name.endswith(".zh.md")}
    pages = english - {"README.md"}

    assert sorted(one for one in pages if f"]({one})" not in listed) == []
