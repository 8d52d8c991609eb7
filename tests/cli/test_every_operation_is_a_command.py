"""What can be asked can be typed: every operation has its command, every field its option."""

from typing import Any

import click
import pytest

from laogu.cli import program
from laogu.operations import OPERATIONS, QUESTIONS

ASKED = {name: one.request for name, one in OPERATIONS.items() if one.doors == "all"}
ASKED |= {name: one.request for name, one in QUESTIONS.items()}

# What is read from a file, which the command names instead.
FROM_A_FILE = {
    "register.load": {"rows"},
    "convertible.load": {"rows"},
    "grant.load": {"rows"},
    "offer.post_all": {"offers"},
    "order.place_all": {"orders"},
    "round.close": set(ASKED["round.close"].__struct_fields__),
    "round.model": set(ASKED["round.model"].__struct_fields__),
    "terms.adopt": {"text"},
    "rulebook.adopt": {"text"},
    "calendar.adopt": {"name", "source", "years", "holidays", "makeup_workdays"},
}
EVERYWHERE = {"--json", "--lang", "--help"}


def command_of(name: str) -> click.Command:
    """Return the command of an operation, by the way a person would find it."""
    subject, verb = name.replace("_", "-").split(".")
    context = click.Context(program, info_name="laogu")
    group = program.get_command(context, subject)
    assert isinstance(group, click.Group), f"laogu has no subject {subject}"
    assert verb in group.list_commands(context)
    command = group.get_command(click.Context(group, parent=context), verb)
    assert command is not None, f"laogu {subject} has no {verb}"
    return command


def options_of(command: click.Command) -> dict[str, click.Parameter]:
    """Return the parameters of a command by their long name."""
    context = click.Context(command, info_name="x")
    return {name: one for one in command.get_params(context) for name in one.opts if name[0] == "-"}


def every_command() -> list[tuple[str, click.Command]]:
    """Return every command there is, by its words."""

    def below(command: click.Command, context: click.Context) -> Any:
        if not isinstance(command, click.Group):
            yield context.command_path, command
            return
        for name in command.list_commands(context):
            one = command.get_command(context, name)
            assert one is not None, f"{name} is listed and is not there"
            yield from below(one, click.Context(one, info_name=name, parent=context))

    return list(below(program, click.Context(program, info_name="laogu")))


@pytest.mark.parametrize("name", sorted(ASKED))
def test_an_operation_has_its_command_and_every_field_its_option(name: str):
    options = options_of(command_of(name))

    for field in set(ASKED[name].__struct_fields__) - FROM_A_FILE.get(name, set()):
        assert f"--{field.replace('_', '-')}" in options
    if name in FROM_A_FILE:
        assert any(one.name == "file" for one in command_of(name).params)


@pytest.mark.parametrize("name", sorted(set(ASKED) - set(QUESTIONS)))
def test_what_is_recorded_can_be_sent_again_under_the_same_id(name: str):
    assert "--request-id" in options_of(command_of(name))


@pytest.mark.parametrize(("words", "command"), every_command())
def test_every_command_speaks_both_languages_and_json(words: str, command: click.Command):
    assert set(options_of(command)) >= EVERYWHERE
    assert command.help, f"{words} does not say what it does"


def test_what_is_inside_has_no_command():
    group = program.get_command(click.Context(program), "market")

    assert isinstance(group, click.Group)
    assert "open" not in group.list_commands(click.Context(group))


def test_a_field_says_what_its_docstring_says_of_it():
    options = options_of(command_of("stock_class.register"))

    decimals = options["--decimals"]
    assert isinstance(decimals, click.Option)
    assert decimals.help == "Of a quantity, 0 for shares. Left out: 0."


def test_names_may_be_typed_as_they_are_written_over_http():
    group = program.get_command(click.Context(program), "stock_class")

    assert isinstance(group, click.Group)
    cash = program.get_command(click.Context(program), "cash")
    assert isinstance(cash, click.Group)
    assert cash.get_command(click.Context(cash), "pay_out") is not None
