"""Decisions: one page each, of one form, in both languages, and each once in the index."""

import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from tests.habits.sources import ROOT
from tests.habits.test_documents_in_chinese import code, figures, links, skeleton, text

DECISIONS = ROOT / "docs" / "decisions"
ENGLISH = sorted(one for one in DECISIONS.glob("[0-9]*.md") if not one.name.endswith(".zh.md"))
# What every page has, and what one may have besides.
LABELS = {
    "Context": "背景", "Measured": "测得", "Decision": "决定", "Consequences": "后果",
    "Considered": "考虑过", "Reconsider": "何时重议",
}  # fmt: skip
ALWAYS = ("Context", "Decision", "Consequences", "Reconsider")
STATUS = {
    "proposed": "提议中",
    "accepted": "已采纳",
    "replaced by": "由 {number} 取代",
}
INDENT = 14
ENTRY = re.compile(r"^- (\d{4}) \[(.+?)\]\(([\w.-]+)\)", re.MULTILINE)


def labels(lines: list[str]) -> list[str]:
    """Return the labels of a page in order: what begins a line in the first column."""
    return [line.split(" ", 1)[0] for line in lines if line[:1].strip() and line[0] not in "#|`"]


def width(line: str) -> int:
    """Return how many columns a line takes, two for each Chinese character."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in line)


def text_begins(line: str) -> int:
    """Return the column in which the text of a line begins, after its label if it has one."""
    found = re.match(r"(?:\S+ )? *", line)
    return width(found[0]) if found else 0


def expected_status(path: Path, english: list[str], *, other: str) -> str:
    """Return how the third line of a page in Chinese says what that of the English page says."""
    found = re.fullmatch(r"(\S+), (proposed|accepted|replaced by) ?(\d{4})? · .+", english[2])
    assert found, f"{path.name}: its third line is a day, a status and where it stands in Chinese"
    said = STATUS[found[2]].format(number=found[3])
    return f"{found[1]}，{said} · [English]({other})"


def faults_of_form(path: Path, lines: list[str], known: list[str]) -> Iterator[str]:
    """Yield what of one page is not of the form that all have."""
    body = [one for one in lines[4:] if one.strip() and one[0] not in "|`"]
    if not re.fullmatch(rf"# {path.name[:4]}  \S.*", lines[0]):
        yield "heading"
    if tuple(one for one in labels(lines[4:]) if one in known) != tuple(known):
        yield "labels"
    if any(text_begins(one) != INDENT for one in body):
        yield f"text in column {INDENT}"
    if len(lines) > 40:
        yield "length"


def faults(path: Path) -> Iterator[str]:
    """Yield what of a decision is astray, in either language or between the two."""
    chinese = path.with_suffix(".zh.md")
    if not chinese.exists():
        yield "Chinese page"
        return
    english, other = text(path), text(chinese)
    mine, its = english.splitlines(), other.splitlines()
    yield from faults_of_form(path, mine, list(ALWAYS))
    yield from (f"{one} (zh)" for one in faults_of_form(chinese, its, [LABELS[a] for a in ALWAYS]))
    if not mine[2].endswith(f" · [中文]({chinese.name})"):
        yield "link to the Chinese page"
    elif its[2] != expected_status(path, mine, other=path.name):
        yield "status"
    if [LABELS.get(one, one) for one in labels(mine[4:])] != labels(its[4:]):
        yield "labels in both"
    if [bool(one.strip()) for one in mine] != [bool(one.strip()) for one in its]:
        yield "lines"
    elif skeleton(english) != skeleton(other):
        yield "kinds of lines"
    if code(english) != code(other):
        yield "code"
    if figures(english) != figures(other):
        yield "figures"
    if links(english, path.name) != links(other, path.name):
        yield "links"


def test_decisions_have_one_form_and_say_the_same_in_chinese():
    astray = {path.name: list(faults(path)) for path in ENGLISH}

    assert {name: found for name, found in astray.items() if found} == {}, (
        "a decision is two pages, line by line alike: see docs/decisions/README.md"
    )


def test_no_decision_is_in_chinese_alone():
    known = {path.with_suffix(".zh.md") for path in ENGLISH}

    assert [one.name for one in DECISIONS.glob("[0-9]*.zh.md") if one not in known] == []


def test_no_number_is_given_twice():
    numbers = [path.name[:4] for path in ENGLISH]

    assert [one for one in numbers if numbers.count(one) > 1] == []


@pytest.mark.parametrize(("index", "ending"), [("README.md", ".md"), ("README.zh.md", ".zh.md")])
def test_every_decision_is_in_the_index_once_by_its_own_heading(index, ending):
    listed = ENTRY.findall(text(DECISIONS / index))
    pages = [path.with_suffix(ending) for path in ENGLISH]
    headings = [(one, text(one).partition("\n")[0].partition("  ")) for one in pages]
    wanted = [(heading[0][2:], heading[2], one.name) for one, heading in headings]

    missing = sorted(set(wanted) - set(listed))
    assert missing == [], f"write a line under its subject in docs/decisions/{index}"
    assert sorted(listed) == wanted, f"docs/decisions/{index} has what is not there, or has twice"


def test_a_page_astray_is_named(tmp_path):
    english, chinese = tmp_path / "0001-a.md", tmp_path / "0001-a.zh.md"
    parts = [
        "Context       One.",
        "Decision      Two 2.",
        "Consequences  Three.",
        "Reconsider    never.",
    ]
    page = ["# 0001  A", "", "2026-11-21, accepted · [中文](0001-a.zh.md)", "", *parts]
    english.write_text("\n".join(page), encoding="utf-8")
    assert list(faults(english)) == ["Chinese page"]

    same = ["# 0001  甲", "", "2026-11-21，已采纳 · [English](0001-a.md)", ""]
    same += [
        "背景          一。",
        "决定          两 2。",
        "后果          三。",
        "何时重议      绝不。",
    ]
    chinese.write_text("\n".join(same), encoding="utf-8")
    assert list(faults(english)) == []

    same[4:6] = ["背景        一。", "决定          两 3。", "              又。"]
    chinese.write_text("\n".join(same), encoding="utf-8")
    assert list(faults(english)) == ["text in column 14 (zh)", "lines", "figures"]
