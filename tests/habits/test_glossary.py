"""The glossary and the words that are not said are one list (habit 8)."""

import re

from tests.habits.sources import ROOT
from tests.habits.test_languages import CHINESE_INSTEAD
from tests.habits.test_names import INSTEAD, ONLY_IDENTIFIERS, PHRASES

GLOSSARY = ROOT / "docs" / "glossary.md"
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def rows(text: str) -> list[list[str]]:
    """Return the cells of every row of every table, without the headings."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if row[0] not in ("we say", "---")]


def marked(text: str) -> set[str]:
    """Return the words in bold: those that a test finds."""
    return {word for word in re.findall(r"\*\*(.+?)\*\*", text) if word != "bold"}


def test_every_word_has_its_chinese_and_its_meaning():
    for row in rows(GLOSSARY.read_text(encoding="utf-8")):
        assert len(row) == 4, row
        assert CHINESE.search(row[1]), f"{row[0]} has no Chinese"
        assert row[2], f"{row[0]} has no meaning"


def test_no_word_is_explained_twice():
    said = [
        word
        for row in rows(GLOSSARY.read_text(encoding="utf-8"))
        for word in re.split(r", ", row[0])
    ]

    assert sorted(said) == sorted(set(said))


def test_the_glossary_marks_exactly_what_the_tests_find():
    found = {*INSTEAD, *ONLY_IDENTIFIERS, *(one.replace("_", " ") for one in PHRASES)}

    assert marked(GLOSSARY.read_text(encoding="utf-8")) == found | set(CHINESE_INSTEAD)


def test_rows_and_marks_are_read():
    text = "| we say | b |\n| --- | --- |\n| issuer | 发行人 | it | **client**, other |\n"

    assert rows(text) == [["issuer", "发行人", "it", "**client**, other"]]
    assert marked(text) == {"client"}
