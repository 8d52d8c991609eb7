"""The reference says what the code says, all of it, and is fresh (habit 35).

What should be there is read from the sources by another way than the generator's own.
"""

import re
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

from laogu.app import Settings
from laogu.cli import program
from laogu.operations import OPERATIONS
from tests.habits.sources import PACKAGE, ROOT, class_text, classes, literal, python_sources
from tests.habits.test_errors import error_families
from tests.habits.test_languages import catalogue, given, single, unfinished, unlike_chinese
from tests.habits.test_operations import operations
from tests.habits.test_values import events

pytestmark = pytest.mark.long

WRITE = "Write it again and read the diff: ./run docs"


def page(name: str) -> str:
    return (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")


def anchors(name: str) -> set[str]:
    return set(re.findall(r'<a id="([^"]+)"></a>', page(name)))


def built(name: str) -> list[str]:
    """Return the anchors of a page, its headings by depth, its rows by cells and its blocks."""
    marks = re.findall(r'^(?:<a id="[^"]+"|#+ |```|\|.*\|$)', page(name), re.MULTILINE)
    cells = [re.sub(r"`[^`]*`|\\\|", "", one).count("|") for one in marks]
    pairs = zip(marks, cells, strict=True)
    return [f"row of {count - 1}" if count else mark for mark, count in pairs]


def commands(command: click.Command, context: click.Context) -> Iterator[str]:
    """Yield the whole name of every command below one."""
    if not isinstance(command, click.Group):
        yield context.command_path
        return
    for name in command.list_commands(context):
        below = command.get_command(context, name)
        assert below is not None, f"{name} is listed and cannot be found"
        yield from commands(below, click.Context(below, info_name=name, parent=context))


def test_the_reference_is_what_the_code_says():
    asked = [sys.executable, "docs/generate.py", "--check"]

    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)

    assert told.returncode == 0, told.stderr


@pytest.mark.parametrize("name", ["operations", "http", "commands", "events", "errors", "settings"])
def test_a_page_of_the_reference_is_built_the_same_in_chinese(name):
    english, chinese = built(f"{name}.md"), built(f"{name}.zh.md")
    # A heading that is Chinese is found by its English words, so that one link serves both.
    translated = [one for one in chinese if one not in english and one.startswith("<a id=")]

    assert [one for one in chinese if one not in translated] == english
    assert f"[中文]({name}.zh.md)" in page(f"{name}.md")
    assert f"[English]({name}.md)" in page(f"{name}.zh.md")


def test_the_chinese_of_the_reference_is_written_as_chinese():
    text = (ROOT / PACKAGE / "locale" / "reference.zh.po").read_bytes()
    kept = [one for one in catalogue(text) if one.id]

    assert list(unfinished(kept)) == []
    assert list(unlike_chinese(one for one in kept if len(single(one)) > 2)) == []
    assert len(re.findall(rb'^msgid "(?!")', text, re.MULTILINE)) == len(kept)


def test_nothing_is_said_in_chinese_twice():
    locale = ROOT / PACKAGE / "locale"
    pages = catalogue((locale / "zh.po").read_bytes())
    said = {single(one): given(one) for one in pages if one.id and not one.context}
    kept = catalogue((locale / "reference.zh.po").read_bytes())

    assert [one.id for one in kept if one.id and said.get(single(one)) == given(one)] == []


def test_every_operation_has_its_place():
    asked = {".".join(source.parts[1:]) for source in operations(python_sources())}
    inside = {name for name, one in OPERATIONS.items() if one.doors == "inside"}

    assert sorted(asked - inside - anchors("operations.md")) == [], WRITE


def test_every_event_has_its_place():
    tags = {literal(said.get("tag")) for _, _, said in events(python_sources())}

    assert sorted(tag for tag in tags if tag and tag not in anchors("events.md")) == [], WRITE


def test_every_error_and_every_finding_has_its_place():
    declared = error_families(python_sources())
    codes = {
        class_text(node, "code") or ""
        for source in python_sources()
        for node in classes(source.tree)
        if node.name in declared
    }
    findings = re.compile(r'"((?:spreadsheet|register)\.[a-z_]+)"')
    codes |= {
        code
        for source in python_sources()
        if "Remark(" in source.text
        for code in findings.findall(source.text)
    }

    assert sorted(codes - anchors("errors.md") - {""}) == [], WRITE


def test_every_command_has_its_place():
    found = set(commands(program, click.Context(program, info_name="laogu")))

    assert (
        sorted(name for name in found if name.replace(" ", "-") not in anchors("commands.md")) == []
    )


def test_every_setting_has_its_place():
    text = page("settings.md")
    named = {
        name
        for source in [*python_sources(), *python_sources("tests")]
        for name in re.findall(r"\bLAOGU_[A-Z_]+\b", source.text)
    }

    missing = [
        f"`{name}`" for name in (*Settings.__struct_fields__, *named) if f"`{name}`" not in text
    ]

    assert sorted(missing) == [], "a variable gets its meaning in docs/gathered.py"


def test_every_limit_says_what_it_limits():
    rows = re.findall(
        r"^\| `([A-Z_]+)` \| [\d,. a-z]+ \| *\| `(.+)` \|$", page("settings.md"), re.MULTILINE
    )

    assert rows == [], "say it in a string below the constant"
