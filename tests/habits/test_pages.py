"""Pages for readers: their links lead somewhere, their sizes fit."""

import functools
import re
import tomllib
from collections.abc import Iterator

from babel.messages.pofile import read_po

from tests.habits.sources import ROOT, tracked_files

GENERATED = "docs/reference/"
DECISIONS = "docs/decisions/"
# After these a stop ends no sentence.
SHORT = re.compile(r"(?<!['’])\b(?:Art|Arts|Inc|Ltd|Co|No|vs|cf|e\.g|i\.e|ch|s|sec)\.$")


def pages() -> list[str]:
    """Return the Markdown files of the project, by path."""
    return [name for name in tracked_files() if name.endswith(".md")]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def prose(content: str, *, of_decision: bool = False) -> Iterator[tuple[int, str]]:
    """Yield line and text of everything that is no table, no heading and no block of code.

    of_decision: its text stands beside its labels, so what is indented is no code there.
    """
    inside = False
    other = ("|", "#", "<") if of_decision else ("|", "#", "<", "    ")
    for number, line in enumerate(content.splitlines(), start=1):
        if line.startswith("```"):
            inside = not inside
        elif not inside and line.strip() and not line.startswith(other):
            yield number, line.strip()


def sentences_in(line: str) -> int:
    """Return how many sentences stand in a line; what is quoted, linked or coded counts as one."""
    plain = re.sub(r"`[^`]*`|\*[^*]*\*|\[[^\]]*\]\([^)]*\)|“[^”]*”|\([^)]*\)", "x", line)
    plain = re.sub(r"^(?:[-*]|\d+\.) ", "", plain)
    ends = [
        found.end()
        for found in re.finditer(r"[.?!](?= +[A-Z0-9])|[。？！](?=.)", plain)
        if not SHORT.search(plain[: found.end()])
        and not re.search(r"\b\d\.$", plain[: found.end()])
    ]
    return len(ends) + 1


@functools.cache
def anchors(content: str) -> frozenset[str]:
    """Return where a link into a page may lead: its anchors, and its headings in small letters."""
    named = set(re.findall(r'<a id="([^"]+)">', content))
    for heading in re.findall(r"^#+ +(.+)$", content, re.MULTILINE):
        kept = re.sub(r"[^\w\- ]", "", heading.lower().replace("`", ""))
        named.add(kept.strip().replace(" ", "-"))
    return frozenset(named)


def dead_links() -> Iterator[str]:
    for name in pages():
        for target in re.findall(r"\]\(([^)\s]+)\)", text(name)):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, anchor = target.partition("#")
            file = ((ROOT / name).parent / path).resolve() if path else ROOT / name
            there = file.exists()
            if there and anchor and file.suffix == ".md":
                there = anchor in anchors(file.read_text("utf-8"))
            if not there:
                yield f"{name}: {target}"


def test_every_link_leads_somewhere():
    assert list(dead_links()) == []


def test_a_line_holds_one_sentence():
    crowded = [
        f"{name}:{number}: {line}"
        for name in pages()
        if not name.startswith(GENERATED)
        for number, line in prose(text(name), of_decision=name.startswith(DECISIONS))
        if sentences_in(line) > 1
    ]

    assert crowded == []


def test_what_stands_beside_a_label_of_a_decision_is_prose():
    page = "Context       One.\n              Two. Three.\n"

    assert [line for _, line in prose(page)] == ["Context       One."]
    assert [line for _, line in prose(page, of_decision=True)][1:] == ["Two. Three."]


def test_sentences_are_counted():
    assert sentences_in("One here. Two there.") == 2
    assert sentences_in("第一句。第二句。") == 2
    assert sentences_in("As Art. 84 says, `a. B` and [x. Y](z) count once.") == 1
    assert sentences_in("The Companies Act 2006, s. 121, and the owner's. Two.") == 2
    assert sentences_in("1. Version 0.1 is one.") == 1


def test_the_front_page_fits_a_screen_and_starts_with_two_commands():
    for name in ("README.md", "README.zh.md"):
        content = text(name)

        assert len(content.splitlines()) <= 60, name
        assert "\n    ./run serve" in content, name
        assert "\n    ./run test" in content, name


def test_the_architecture_fits_its_page_and_names_what_is_there():
    content = text("ARCHITECTURE.md")
    named = re.findall(r"`([\w./-]+/[\w./-]*|\w+\.(?:py|toml|md))`", content)
    files = {name.rsplit("/", 1)[-1] for name in tracked_files()}
    missing = [
        path
        for path in named
        if path not in files and not any((ROOT / one / path).exists() for one in ("", "src/laogu"))
    ]

    assert missing == []
    assert len(content.splitlines()) <= 200


def on_pages(language: str) -> list[re.Pattern[str]]:
    """Return what pages say in a language, each with anything in place of its facts."""
    with (ROOT / "src/laogu/locale/zh.po").open("rb") as source:
        kept = read_po(source, locale="zh_CN")
    singles = [one for one in kept if isinstance(one.id, str) and one.id]
    sentences = [str(one.string if language == "zh" else one.id) for one in singles]
    return [re.compile(re.sub(r"\\{\w+\\}", ".+", re.escape(sentence))) for sentence in sentences]


def test_a_tutorial_names_what_stands_on_pages():
    for path in sorted((ROOT / "docs" / "tutorial").glob("*.md")):
        language = "zh" if path.name.endswith(".zh.md") else "en"
        known = on_pages(language)
        named = set(re.findall(r"\*\*(.+?)\*\*", path.read_text(encoding="utf-8")))

        missing = [one for one in named if not any(each.fullmatch(one) for each in known)]

        assert sorted(missing) == [], path.name


def test_every_concept_is_on_the_map_and_every_picture_on_a_page():
    folder = ROOT / "docs"
    pages = [*ROOT.glob("README*.md"), *folder.rglob("*.md")]
    shown = "".join(one.read_text(encoding="utf-8") for one in pages)
    on_the_map = "".join(one.read_text(encoding="utf-8") for one in folder.glob("README*.md"))

    hidden = [one.name for one in folder.glob("concepts/*.md") if f"/{one.name})" not in on_the_map]
    unseen = [one.name for one in folder.glob("pictures/*") if f"/{one.name})" not in shown]

    assert sorted(hidden + unseen) == []


def test_every_dependency_has_its_decision():
    project = tomllib.loads(text("pyproject.toml"))["project"]
    wanted = [*project["dependencies"]]
    wanted += [one for extra in project["optional-dependencies"].values() for one in extra]
    names = {re.split(r"[^\w.-]", one, maxsplit=1)[0].lower() for one in wanted}
    kept = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    said = "\n".join(path.read_text(encoding="utf-8").lower() for path in kept)
    short = {"axe-playwright-python": "axe", "pytest-xdist": "xdist"}

    assert sorted(name for name in names if short.get(name, name) not in said) == []
