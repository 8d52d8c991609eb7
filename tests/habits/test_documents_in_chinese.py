"""What is written for readers in both languages: the same order, figures, words and links."""

import re
from calendar import month_name
from collections import Counter
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path

import pytest

from tests.habits.sources import ROOT
from tests.habits.test_glossary import marked, rows

DOCS = ROOT / "docs"
ENGLISH = sorted(
    path
    for path in (
        ROOT / "ARCHITECTURE.md",
        ROOT / "CHANGELOG.md",
        *DOCS.glob("*.md"),
        *DOCS.glob("concepts/*.md"),
        *DOCS.glob("tutorial/*.md"),
        DOCS / "decisions" / "README.md",
        DOCS / "reference" / "benchmarks.md",
    )
    if not path.name.endswith(".zh.md")
)
CODE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
MONTHS = {name: str(number) for number, name in enumerate(month_name) if number}
MONTH = re.compile(rf"(?<=\d )({'|'.join(MONTHS)})\b|\b({'|'.join(MONTHS)})(?= \d{{4}})")
FIGURE = re.compile(r"(\d+(?:,\d{3})+|\d+)(\.\d+)?(?: ?(thousand|million|billion|千|万|亿))?")
TIMES = {
    None: 1, "thousand": 10**3, "million": 10**6, "billion": 10**9,
    "千": 10**3, "万": 10**4, "亿": 10**8,
}  # fmt: skip


def text(path: Path) -> str:
    assert path.exists(), f"{path.relative_to(ROOT)} is missing: write it beside the English page"
    return path.read_text(encoding="utf-8")


def skeleton(page: str) -> list[str]:
    """Return what a page is built of, in order: headings by depth, rows by cells, items, sentences.

    A line is a sentence, so one that came into a page since is missed in the other.
    """
    built = []
    for line in CODE.sub("", page).splitlines():
        mark = line.split(" ", 1)[0]
        if line.startswith("|"):
            built.append(f"row of {INLINE.sub('', line).count('|') - 1}")
        elif set(mark) == {"#"} or mark in {"-", "1."}:
            built.append(mark)
        elif line.strip():
            built.append("picture" if line.startswith("![") else "sentence")
    return built


def sections(page: str) -> list[tuple[str, list[str]]]:
    """Return each part of a page with its heading, and what it is built of."""
    parts = re.split(r"^(?=#+ )", CODE.sub("", page), flags=re.MULTILINE)
    return [(part.partition("\n")[0], skeleton(part)) for part in parts]


def astray(english: str, other: str) -> list[tuple[str, str]]:
    """Return the headings of parts that are built otherwise in the other language."""
    nothing: tuple[str, list[str]] = ("nothing", [])
    pairs = zip_longest(sections(english), sections(other), fillvalue=nothing)
    return [(mine, its) for (mine, built), (its, again) in pairs if built != again]


def code(page: str) -> list[str]:
    """Return the blocks of code, without their remarks, and what stands in the prose as code.

    What is told in Chinese inside a block, and the language asked for, are no difference.
    """
    blocks = [re.sub(r"[^\x00-\x7f].*$", "", one, flags=re.MULTILINE) for one in CODE.findall(page)]
    inline = [one for one in INLINE.findall(CODE.sub("", page)) if one.isascii()]
    return blocks + sorted(inline)


def figures(page: str) -> Counter[Decimal]:
    """Return each number of the prose and how often it stands there; what is a word is not one."""
    prose = INLINE.sub("", LINK.sub("]", CODE.sub("", page)))
    prose = MONTH.sub(lambda one: MONTHS[one[0]], prose)
    return Counter(
        Decimal(whole.replace(",", "") + part) * TIMES[times or None]
        for whole, part, times in FIGURE.findall(prose)
    )


def links(page: str, own: str) -> list[str]:
    """Return where a page leads, whatever the language, but to itself in the other one."""
    bare = [one.partition("#")[0] for one in LINK.findall(page)]
    bare = [one.replace(".zh.md", ".md").replace("-zh.png", "-en.png") for one in bare]
    return sorted({one for one in bare if one != own})


@pytest.mark.parametrize("path", ENGLISH, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_page_says_the_same_in_chinese(path):
    chinese = path.with_suffix(".zh.md")
    english, other = text(path), text(chinese)

    assert f"[中文]({chinese.name})" in english
    assert f"[English]({path.name})" in other
    mend = f"write in {chinese.name} what {path.name} says, in the same place: a line for a line"
    assert astray(english, other) == [], mend
    assert code(other) == code(english), f"{mend}, with the same code"
    assert figures(other) == figures(english), f"{mend}, with the same figures"
    assert links(other, path.name) == links(english, path.name), f"{mend}, with the same links"


def test_no_page_of_the_cookbook_has_a_sentence_alone():
    pages = [one for one in DOCS.glob("cookbook/*.md") if not one.name.endswith(".zh.md")]
    found = {one.name: astray(text(one), text(one.with_suffix(".zh.md"))) for one in pages}

    assert {name: parts for name, parts in found.items() if parts} == {}


def test_no_chinese_page_is_alone():
    both = {path.with_suffix(".zh.md") for path in ENGLISH}
    folders = (DOCS, DOCS / "concepts", DOCS / "tutorial")
    chinese = {page for folder in folders for page in folder.glob("*.zh.md")}

    assert sorted(path.name for path in chinese - both) == []


def test_a_chinese_page_leads_to_chinese_pages():
    astray = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in (*ROOT.glob("*.zh.md"), *DOCS.rglob("*.zh.md"))
        for label, target in re.findall(r"\[([^\]]*)\]\(([^)\s#:]+\.md)[^)]*\)", text(page))
        if label != "English" and (page.parent / target).with_suffix(".zh.md").exists()
        if not target.endswith(".zh.md")
    ]

    assert astray == []


def test_the_words_are_the_same_in_both_glossaries():
    english = [row[:2] for row in rows(text(DOCS / "glossary.md"))]
    chinese = [row[1::-1] for row in rows(text(DOCS / "glossary.zh.md"))]

    assert [row for row in chinese if row != ["英文", "中文"]] == english
    assert marked(text(DOCS / "glossary.zh.md")) - {"加粗"} == marked(text(DOCS / "glossary.md"))


def test_figures_are_the_same_in_other_words():
    assert figures("USD 177 million on 9 July 2026") == figures("2026 年 7 月 9 日，1.77 亿美元")
    assert figures("1,500 for `12`") == figures("`12` 换 1500")
    assert figures("three of 3.50") == figures("3.5 里的三") == Counter([Decimal("3.5")])
    assert figures("in June 2026") == figures("2026 年 6 月") != figures("2026 年六月")
    assert figures("4 days") != figures("5 天")
    page = "# A\n\n| `a|b` | c |\n\n- one\nIt is.\n```\n$ a\n```\n"
    assert skeleton(page) == ["#", "row of 2", "-", "sentence"]
    assert astray(page, "# 甲\n\n| `a|b` | 丙 |\n\n- 一\n如此。\n") == []
    assert astray(page, "# 甲\n\n- 一\n如此。\n") == [("# A", "# 甲")]
