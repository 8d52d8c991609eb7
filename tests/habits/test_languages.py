"""Every sentence can be read in Chinese: no entry is missing, empty or fuzzy (habit 35)."""

import io
import re
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from tests.habits.said import sentences_in_code
from tests.habits.sources import PACKAGE, ROOT, made, python_sources

KEYWORDS = ["_", "gettext", "ngettext", "said"]


def chinese() -> list[Path]:
    """Return our Chinese catalogues."""
    found = sorted((ROOT / PACKAGE).rglob("*.po"))
    return [path for path in found if "zh" in path.relative_to(ROOT).as_posix()]


def catalogue(text: bytes) -> Catalog:
    return read_po(io.BytesIO(text), locale="zh_CN")


def unfinished(kept: Catalog) -> list[str]:
    """Return the entries that nobody finished: empty, fuzzy, or with other facts in braces."""
    said = []
    for message in kept:
        if not message.id:
            continue
        single = message.id if isinstance(message.id, str) else message.id[0]
        plural = message.string or ""
        given = [plural] if isinstance(plural, str) else list(plural)
        if not all(given):
            said.append(f"not translated: {single}")
        elif message.fuzzy:
            said.append(f"fuzzy: {single}")
        elif any(facts_in(text) != facts_in(single) for text in given):
            said.append(f"names other facts: {single}")
    return said


def facts_in(template: str) -> set[str]:
    """Return the names in braces of a template; none where it is not one."""
    try:
        return {name for _, name, _, _ in Formatter().parse(template) if name}
    except ValueError:
        return set()


def sentences() -> set[str]:
    """Return every sentence that code and pages ask to have translated; facts alone are none."""
    found = {text for source in python_sources() for _, text in sentences_in_code(source.tree)}
    for path in sorted((ROOT / PACKAGE).rglob("*.html")):
        found |= sentences_on_page(path.read_bytes())
    return {text for text in found if re.search(r"[A-Za-z]", re.sub(r"\{.*?\}", "", text))}


def sentences_on_page(template: bytes) -> set[str]:
    options = {"encoding": "utf-8", "silent": "false", "trimmed": "true"}
    found = set()
    for _, _, message, _ in babel_extract(io.BytesIO(template), KEYWORDS, [], options):
        found.add(message[0] if isinstance(message, tuple) else message)
    return {text for text in found if text}


def test_every_sentence_has_its_chinese():
    entries = [one for path in chinese() for one in catalogue(path.read_bytes())]
    kept = {one.id if isinstance(one.id, str) else one.id[0] for one in entries}

    missing = sorted(sentences() - kept) if chinese() else []

    assert missing == [], "\n".join(["add to zh.po:", *missing])


def test_no_chinese_entry_is_empty_or_fuzzy():
    left = [line for path in chinese() for line in unfinished(catalogue(path.read_bytes()))]

    assert left == [], "\n".join(["in zh.po:", *left])


def test_unfinished_entries_are_found():
    text = (
        'msgid "Done {a}."\nmsgstr "{a} 已完成。"\n\n'
        'msgid "Empty."\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "Fuzzy."\nmsgstr "模糊。"\n\n'
        'msgid "Other {a}."\nmsgstr "其他 {b}。"\n'
    )

    assert unfinished(catalogue(text.encode())) == [
        "not translated: Empty.",
        "fuzzy: Fuzzy.",
        "names other facts: Other {a}.",
    ]


def test_sentences_are_found_in_code_and_on_pages():
    code = made("class A(Refusal):\n    what = 'No.'\n\ndef f():\n    return said('Yes {n}.', n=1)")
    page = b"{% trans %}Holders{% endtrans %} <p>{{ _('Issuers') }}</p>"

    assert {text for _, text in sentences_in_code(code.tree)} == {"No.", "Yes {n}."}
    assert sentences_on_page(page) == {"Holders", "Issuers"}
