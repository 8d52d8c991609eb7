"""`--help` says the same in Chinese: every sentence of every command has its own words."""

import click
import pytest

from laogu.cli import commands, program
from laogu.cli.spoken_help import columns, in_chinese, unknown_in, wrapped
from laogu.connectors import languages
from laogu.operations import OPERATIONS
from tests.cli.desk import typed

KNOWN = languages.help_sentences()


def every_command(command: click.Command, context: click.Context):
    """Yield every command and every group with its context."""
    yield command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None, name
            yield from every_command(below, click.Context(below, info_name=name, parent=context))


def texts() -> list[str]:
    """Return everything that help can say."""
    found = ["Usage", "Options", "Commands", *commands.HEADINGS, "required", "default"]
    found += [summary for _, summary in commands.COMMANDS.values()]
    found += [commands.subject_help(one) for one in commands.subjects()]
    for name in {one.partition(".")[0] for one in OPERATIONS}:
        found += commands.verbs(name.replace("_", "-")).values()
    for command, context in every_command(program, click.Context(program, info_name="laogu")):
        found += [part for part in (command.help or "").split("\n\n") if part]
        found += [command.epilog.partition(": ")[0]] if command.epilog else []
        found += [one.help for one in command.get_params(context)
                  if isinstance(one, click.Option) and one.help]  # fmt: skip
    return found


def test_every_sentence_of_help_has_its_chinese():
    missing = {one for text in texts() for one in unknown_in(text, KNOWN)}

    assert sorted(missing) == [], "add it to src/laogu/locale/help.zh.po"


def test_no_chinese_is_kept_for_what_no_help_says():
    said = "\n".join(" ".join(text.split()) for text in texts())

    assert sorted(one for one in KNOWN if one not in said) == []


@pytest.mark.parametrize(
    "words", [("--help",), ("offer", "--help"), ("offer", "post", "--help"), ("serve", "--help")]
)
def test_help_comes_in_the_language_that_was_asked_for(words):
    asked = typed(*words, env={"LAOGU_LANG": "zh"})
    named = typed(*words[:-1], "--lang", "zh", "--help") if "offer" not in words[:1] else asked
    english = typed(*words)

    assert asked.out == named.out
    assert asked.out.startswith("用法：laogu")
    assert english.out.startswith("Usage: laogu")
    options = [line.split()[0] for line in english.out.splitlines() if line.startswith("  -")]
    assert options
    assert all(f"  {one}" in asked.out for one in options)
    assert all(columns(line) <= 100 for line in asked.out.splitlines())


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Left out: 60.", "不写则为 60。"),
        ("Left out: all that is left.", "不写则为余下的全部。"),
        ("Left out: what nobody says.", "Left out: what nobody says."),
        ("Of a quantity, 0 for shares. Left out: 0.", "数量的小数位，股份为 0。不写则为 0。"),
        ("Settle a trade.", "交割成交。"),
        ("[required]", "（必填）"),
        ("Nobody ever said this.", "Nobody ever said this."),
    ],
)
def test_a_text_is_said_sentence_by_sentence(english, chinese):
    assert in_chinese(english, KNOWN) == chinese


def test_lines_break_between_letters_that_are_two_columns_wide():
    assert list(wrapped("真实市场 laogu 首次启动", 10)) == ["真实市场", "laogu 首次", "启动"]


def test_help_is_asked_for_in_the_same_ways_whatever_it_is_asked_through():
    serve = program.get_command(click.Context(program), "serve")
    assert serve is not None

    for context in (click.Context(serve), click.Context(serve, help_option_names=["--other"])):
        option = serve.get_help_option(context)
        assert option is not None
        assert option.opts == ["-h", "--help"]
