"""Names: one word, one meaning (habit 8): the words we do not say, and what we say instead.

Identifiers count where we define them; another project's `request.client` is not ours. Text counts
where people read it: errors, sentences, templates. Formats of other people keep their own words,
so connectors/ is left out, and the journal speaks of its database's transactions.
"""

import ast
import re
from collections.abc import Iterable, Iterator

from tests.habits.said import said_to_people
from tests.habits.sources import (
    PACKAGE,
    ROOT,
    Broken,
    Source,
    assert_kept,
    made,
    nodes,
    python_sources,
    read,
)

INSTEAD = {
    "asset": "stock class or security",
    "balance": "what an account holds (balance is the rest of a divided security)",
    "client": "issuer, holder or person",
    "deal": "trade",
    "instrument": "stock class or security",
    "investor": "holder",
    "permission": "mandate",
    "role": "mandate",
    "transaction": "issuance, transfer, entry or trade",
    "user": "person",
    "wallet": "account",
}
# Lawful on a page, not in an identifier.
ONLY_IDENTIFIERS = {"company": "issuer", "rofr": "first refusal"}
PHRASES = {
    "data_point": "claim or fact",
    "log_line": "event or entry",
    "matching_run": "call auction",
    "owner_of_record": "holder",
    "restriction_type": "the restriction's own name",
}
ELSEWHERE = {
    "connectors": {*INSTEAD, *ONLY_IDENTIFIERS, *PHRASES},
    "journal": {"transaction"},
    "register": {"balance"},
}
# Words of other trades that only look like ours, and the example company's name.
LAWFUL = re.compile(
    r"harrow[_ -]instruments|user[_ -]agent|instruments? of transfer"
    r"|balance (?:certificate|security|sheet)",
    re.IGNORECASE,
)


def words_of(identifier: str) -> list[str]:
    """Return the words of a name, small and singular: ClientIds gives client, id."""
    split = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", identifier).lower()
    return [singular(word) for word in re.split(r"[^a-z]+", split) if word]


def singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def banned_in_identifier(identifier: str, folder: str) -> Iterator[tuple[str, str]]:
    """Yield each banned word in a name we define, and what we say instead."""
    words = words_of(LAWFUL.sub("", identifier))
    allowed = ELSEWHERE.get(folder, set())
    for word, instead in {**INSTEAD, **ONLY_IDENTIFIERS}.items():
        if word in words and word not in allowed:
            yield word, instead
    joined = f"_{'_'.join(words)}_"
    for phrase, instead in PHRASES.items():
        if f"_{phrase}_" in joined and phrase not in allowed:
            yield phrase, instead


def banned_in_text(text: str, folder: str) -> Iterator[tuple[str, str]]:
    """Yield each banned word in what a person reads."""
    words = {singular(word) for word in re.findall(r"[a-z]+", LAWFUL.sub("", text).lower())}
    for word, instead in INSTEAD.items():
        if word in words and word not in ELSEWHERE.get(folder, set()):
            yield word, instead


def defined_names(source: Source) -> Iterator[tuple[int, str]]:
    """Yield every name that a file gives, with its line: the file's own first."""
    yield 1, source.path.rsplit("/", 1)[-1].removesuffix(".py")
    for node in nodes(source.tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield node.lineno, name
            case ast.ClassDef(name=name):
                yield node.lineno, name
            case ast.arg(arg=name):
                yield node.lineno, name
            case ast.Name(id=name, ctx=ast.Store()):
                yield node.lineno, name
            case ast.Attribute(attr=name, ctx=ast.Store()):
                yield node.lineno, name
            case ast.alias(asname=str(name)):
                yield node.lineno, name
            case _:
                pass


def wrong_identifiers(sources: Iterable[Source]) -> Iterator[Broken]:
    for source in sources:
        for line, name in defined_names(source):
            for word, instead in banned_in_identifier(name, source.folder):
                what = f"{name}: we do not say {word}."
                yield Broken(source.path, line, 8, what, f"Say {instead}.")


def wrong_texts(sources: Iterable[Source]) -> Iterator[Broken]:
    for source in sources:
        for line, text in said_to_people(source):
            for word, instead in banned_in_text(text, source.folder):
                what = f"“{text[:60]}”: we do not say {word}."
                yield Broken(source.path, line, 8, what, f"Say {instead}.")


def test_identifiers_use_the_words_of_the_glossary():
    assert_kept(wrong_identifiers(python_sources()), python_sources())


def test_people_read_the_words_of_the_glossary():
    templates = [read(path) for path in sorted((ROOT / PACKAGE).rglob("*.html"))]
    sources = [*python_sources(), *templates]
    assert_kept(wrong_texts(sources), sources)


def test_banned_identifiers_are_found():
    source = made(
        "class Investor: ...\n"
        "def user_named(role): ...\n"
        "wallet = 1\n"
        "self.rofr1 = 2\n"
        "import x as ClientIds\n"
        "DATA_POINTS = 3\n"
        "user_agent = request.client\n"
    )

    found = [
        (one.line, one.what.split(": we do not say ")[1]) for one in wrong_identifiers([source])
    ]

    assert sorted(found) == [
        (1, "investor."),
        (2, "role."),
        (2, "user."),
        (3, "wallet."),
        (4, "rofr."),
        (5, "client."),
        (6, "data_point."),
    ]


def test_other_peoples_formats_keep_their_words():
    ocf = made("transactions = balance = 1", PACKAGE + "connectors/ocf.py")
    register = made("balance = 1\nwallet = 2", PACKAGE + "register/rules.py")

    assert list(wrong_identifiers([ocf])) == []
    assert [one.line for one in wrong_identifiers([register])] == [2]


def test_banned_text_is_found():
    page = made(
        "<p>{% trans %}Your deals{% endtrans %}</p>\n<i class='user'>An instrument of transfer</i>",
        PACKAGE + "web/templates/page.html",
    )
    error = made("class A(Refusal):\n    what = 'The company knows no such investor.'")

    assert [one.line for one in wrong_texts([page, error])] == [1, 2]
