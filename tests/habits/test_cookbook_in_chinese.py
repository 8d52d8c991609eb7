"""The cookbook in both languages: the same pages, in the same order, that type the same."""

import re

import pytest

from tests.cookbook.blocks import console_blocks, files
from tests.habits.sources import ROOT

COOKBOOK = ROOT / "docs" / "cookbook"
ENGLISH = sorted(path for path in COOKBOOK.glob("*.md") if not path.name.endswith(".zh.md"))
LANGUAGE = re.compile(r"(?<=/)zh(?=/)|\bLAOGU_LANG=\w+ |--lang \w+ ")
"""What may differ in a command: the language that is asked for."""


def text(name: str) -> str:
    return (COOKBOOK / name).read_text(encoding="utf-8")


def typed(page: str) -> list[str]:
    """Return what a page types, in a shell and in Python, whatever the language asked for."""
    commands = [one.command for block in console_blocks(page) for one in block.typed]
    commands += re.findall(r"^(?:>>>|\.\.\.) .*$", page, re.MULTILINE)
    return [LANGUAGE.sub(lambda one: "en" if one[0] == "zh" else "", each) for each in commands]


def headings(page: str) -> list[int]:
    """Return how deep each heading of a page lies."""
    prose = re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)
    return [len(marks) for marks in re.findall(r"^(#+) ", prose, re.MULTILINE)]


@pytest.mark.parametrize("path", ENGLISH, ids=lambda path: path.stem)
def test_a_page_types_the_same_in_chinese(path):
    chinese = path.with_suffix(".zh.md")
    assert chinese.exists(), f"{chinese.name} is missing: write it, and run ./run goldens"
    english, other = text(path.name), text(chinese.name)

    assert f"[中文]({chinese.name})" in english
    assert f"[English]({path.name})" in other
    assert headings(other) == headings(english)
    assert typed(other) == typed(english)
    assert [name for name, _ in files(other)] == [name for name, _ in files(english)]


def test_no_chinese_page_is_alone():
    both = {path.with_suffix(".zh.md").name for path in ENGLISH}

    assert sorted({path.name for path in COOKBOOK.glob("*.zh.md")} - both) == []


def test_the_lists_of_pages_agree():
    english = re.findall(r"^- \[.*?\]\(([\w-]+)\.md\)", text("README.md"), re.MULTILINE)
    chinese = re.findall(r"^- \[.*?\]\(([\w-]+)\.zh\.md\)", text("README.zh.md"), re.MULTILINE)

    assert chinese == english


def test_a_language_that_is_asked_for_is_no_difference():
    page = "```console\n$ LAOGU_LANG=zh laogu --lang zh a\n$ curl -s $SERVER/zh/b\n```\n"

    assert typed(page) == ["laogu a", "curl -s $SERVER/en/b"]
