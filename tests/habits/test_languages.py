"""Every sentence can be read in Chinese: none is missing, empty, fuzzy or left over (habit 35)."""

import functools
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from tests.habits.closed_words import closed_words
from tests.habits.said import sentences_in_code, unfound
from tests.habits.sources import PACKAGE, ROOT, Broken, Source, assert_kept, made, python_sources

KEYWORDS = ["_", "gettext", "ngettext", "said"]
# Chinese punctuation is as wide as a character; between characters, the narrow one is a slip.
HALF_WIDTH = re.compile(
    r"[\u3400-\u9fff}”][,.;:?!()](?=[\u3400-\u9fff{“]|$)|[,.;:?!(][\u3400-\u9fff]"
)
# The Chinese of words that the glossary does not say, and what is said instead; see test_names.
CHINESE_INSTEAD = {
    "客户": "发行人或持有人",
    "投资人": "持有人",
    "投资者": "持有人",
    "权限": "授权",
    "角色": "授权",
    "用户": "经办人",
    "资产": "股票类别或证券",
    "钱包": "账户",
    "余额": "可用现金",
    "监管账户": "托管",
    "清算": "定份额",
    "您": "你",
    "请": "a plain imperative",
}
# Words of law and accounting that only hold one of them.
LAWFUL_CHINESE = re.compile(
    r"[申提邀]请|请[求示]|合格投资者|净资产|国有资产|资产负债|资产评估|清算优先|(?:破产|公司)清算"
)

Key = tuple[str, str]


def chinese() -> list[Path]:
    """Return our Chinese catalogues."""
    found = sorted((ROOT / PACKAGE).rglob("zh.po"))  # help.zh.po is asked about by tests/cli
    return [path for path in found if "zh" in path.relative_to(ROOT).as_posix()]


def catalogue(text: bytes) -> Catalog:
    return read_po(io.BytesIO(text), locale="zh_CN")


@functools.cache
def kept() -> tuple[Message, ...]:
    return tuple(one for path in chinese() for one in catalogue(path.read_bytes()) if one.id)


def key(message: Message) -> Key:
    """Return what an entry is for: "" and a sentence, or what a fact is called and its word."""
    return message.context or "", single(message)


def single(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def given(message: Message) -> list[str]:
    """Return the Chinese of an entry: one text, or one for each plural."""
    said = message.string or ""
    return [said] if isinstance(said, str) else list(said)


def unfinished(entries: Iterable[Message]) -> Iterator[str]:
    """Yield the entries that nobody finished: empty, fuzzy, or with other facts in braces."""
    for message in entries:
        if not message.id:
            continue
        if not all(given(message)):
            yield f"not translated: {single(message)}"
        elif message.fuzzy:
            yield f"fuzzy: {single(message)}"
        elif any(facts_in(text) != facts_in(single(message)) for text in given(message)):
            yield f"names other facts: {single(message)}"


def facts_in(template: str) -> set[str]:
    """Return the names in braces of a template; none where it is not one."""
    try:
        return {name for _, name, _, _ in Formatter().parse(template) if name}
    except ValueError:
        return set()


def unlike_chinese(entries: Iterable[Message]) -> Iterator[str]:
    """Yield the entries whose Chinese has narrow punctuation, shouts, or says a banned word."""
    for message in entries:
        for text in given(message):
            if HALF_WIDTH.search(text):
                yield f"punctuation of the other language: {text}"
            if "！" in text:
                yield f"shouts: {text}"
            left = LAWFUL_CHINESE.sub("", text)
            for word, instead in CHINESE_INSTEAD.items():
                if word in left:
                    yield f"we do not say {word} but {instead}: {text}"


def sentences() -> set[str]:
    """Return every sentence that code and pages ask to have translated."""
    found = {text for source in python_sources() for _, text in sentences_in_code(source.tree)}
    for path in sorted((ROOT / PACKAGE).rglob("*.html")):
        found |= sentences_on_page(path.read_bytes())
    return found


def has_words(text: str) -> bool:
    """Return whether a sentence is more than facts and punctuation."""
    return re.search(r"[A-Za-z]", re.sub(r"\{.*?\}", "", text)) is not None


def sentences_on_page(template: bytes) -> set[str]:
    options = {"encoding": "utf-8", "silent": "false", "trimmed": "true"}
    found = set()
    for _, _, message, _ in babel_extract(io.BytesIO(template), KEYWORDS, [], options):
        found.add(message[0] if isinstance(message, tuple) else message)
    return {text for text in found if text}


@functools.cache
def asked_for() -> frozenset[Key]:
    """Return everything that may have its Chinese; it must, where it has words."""
    return frozenset({("", text) for text in sentences()} | closed_words())


def not_found(sources: Iterable[Source]) -> Iterator[Broken]:
    for source in sources:
        for line in unfound(source.tree):
            what = "This sentence cannot be found by reading the file, so nobody translates it."
            instead = "Write it where said() is called, or in a table of this file."
            yield Broken(source.path, line, 35, what, instead)


def test_every_sentence_has_its_chinese():
    wanted = {(of, text) for of, text in asked_for() if has_words(text)}
    missing = sorted(wanted - {key(one) for one in kept()})

    assert not missing, "\n".join(["add to zh.po:", *(f"{of} {text}" for of, text in missing)])


def test_no_chinese_is_kept_for_what_nobody_says():
    spare = sorted({key(one) for one in kept()} - asked_for())

    assert not spare, "\n".join(["take out of zh.po:", *(f"{of} {text}" for of, text in spare)])


def test_every_sentence_can_be_found():
    assert_kept(not_found(python_sources()), python_sources())


def test_no_chinese_entry_is_empty_or_fuzzy():
    left = list(unfinished(kept()))

    assert left == [], "\n".join(["in zh.po:", *left])


def test_chinese_is_written_as_chinese():
    left = list(unlike_chinese(kept()))

    assert left == [], "\n".join(["in zh.po:", *left])


def test_every_sentence_stands_in_the_catalogue_once():
    for path in chinese():
        written = re.findall(r"^msgid \"", path.read_text(encoding="utf-8"), re.MULTILINE)

        assert len(written) == len(list(catalogue(path.read_bytes())))


def test_unfinished_entries_are_found():
    text = (
        'msgid "Done {a}."\nmsgstr "{a} 已完成。"\n\n'
        'msgid "Empty."\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "Fuzzy."\nmsgstr "模糊。"\n\n'
        'msgid "Other {a}."\nmsgstr "其他 {b}。"\n'
    )

    assert list(unfinished(catalogue(text.encode()))) == [
        "not translated: Empty.",
        "fuzzy: Fuzzy.",
        "names other facts: Other {a}.",
    ]


def test_chinese_that_is_not_ours_is_found():
    text = (
        'msgid "One."\nmsgstr "好,可以。"\n\n'
        'msgid "Two."\nmsgstr "好."\n\n'
        'msgid "Three {a}."\nmsgstr "{a}.请重试！"\n\n'
        'msgid "Four."\nmsgstr "写作 2026.3.4、SHA-256；请求已入账（UTC+8）。"\n'
    )

    assert list(unlike_chinese(one for one in catalogue(text.encode()) if one.id)) == [
        "punctuation of the other language: 好,可以。",
        "punctuation of the other language: 好.",
        "punctuation of the other language: {a}.请重试！",
        "shouts: {a}.请重试！",
        "we do not say 请 but a plain imperative: {a}.请重试！",
    ]


def test_sentences_are_found_in_code_and_on_pages():
    code = made(
        "class A(Refusal):\n    what = 'No.'\n\n"
        "PARTS = {'all': 'Take all.'}\n\n"
        "def f(a):\n"
        "    told = 'Many.' if a else 'One.'\n"
        "    return said('Yes {n}.', n=1), said(PARTS[a]), said(told)\n\n"
        "def texts(first, second):\n    return said(first), said(second)\n\n"
        "NONE = texts('Nothing.', 'Add some.')\n"
        "waiting(what='give_notice')\n"
    )
    page = b"{% trans %}Holders{% endtrans %} <p>{{ _('Issuers') }}</p>"

    found = {text for _, text in sentences_in_code(code.tree)}
    assert found == {"No.", "Yes {n}.", "Take all.", "Many.", "One.", "Nothing.", "Add some."}
    assert sentences_on_page(page) == {"Holders", "Issuers"}


def test_a_sentence_that_cannot_be_found_is_reported():
    source = made("def f(a):\n    said('Here.')\n    return said(a.why)\n")

    assert [one.line for one in not_found([source])] == [3]
