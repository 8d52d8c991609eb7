"""Decisions: one page each, of one form, in both languages."""

import re
from pathlib import Path

from tests.habits.sources import ROOT

DECISIONS = ROOT / "docs" / "decisions"
LABELS = {
    "en": ("Context", "Decision", "Consequences", "Reconsider"),
    "zh": ("背景", "决定", "后果", "何时重议"),
}
STANDING = {
    "en": r"\d{4}-\d\d-\d\d, (?:proposed|accepted|replaced by \d{4})(?: · \[中文\]\((.+)\))?",
    "zh": r"\d{4}-\d\d-\d\d，(?:提议中|已采纳|由 \d{4} 取代) · \[English\]\((.+)\)",
}


def language(path: Path) -> str:
    return "zh" if path.name.endswith(".zh.md") else "en"


def in_the_other(path: Path) -> str:
    """Return how the page is called in the other language."""
    slug = path.name.partition(".")[0]
    return f"{slug}.md" if language(path) == "zh" else f"{slug}.zh.md"


def is_of_the_form(path: Path) -> bool:
    lines = path.read_text(encoding="utf-8").splitlines()
    known = LABELS[language(path)]
    labels = [line.split(" ", 1)[0] for line in lines if line.startswith(known)]
    standing = re.fullmatch(STANDING[language(path)], lines[2])
    return bool(
        re.fullmatch(rf"# {path.name[:4]}  \S.*", lines[0])
        and standing
        and standing[1] in {None, in_the_other(path)}
        and tuple(labels) == known
        and len(lines) <= 40
    )


def test_decisions_have_one_form():
    wrong = [path.name for path in sorted(DECISIONS.glob("*.md")) if not is_of_the_form(path)]

    assert wrong == []
