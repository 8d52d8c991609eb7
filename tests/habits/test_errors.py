"""Errors: one tree, a code for ever, what, why and fix (habits 24, 25)."""

import re
from collections.abc import Iterable, Iterator

from tests.habits.sources import (
    PACKAGE,
    Broken,
    Source,
    assert_kept,
    base_names,
    class_text,
    classes,
    made,
    python_sources,
)

FAMILIES = {
    "Conflict",
    "Denied",
    "Fault",
    "InvalidInput",
    "LaoguError",
    "NotFound",
    "Refusal",
    "Unavailable",
}
CODE = re.compile(r"[a-z][a-z_]*\.[a-z][a-z0-9_]*")
# A sentence ends as one, or with a fact, or with the command to type.
ENDS = re.compile(r".*(?:[.?…})]|: (?:\./run|laogu) .+)", re.DOTALL)


def error_families(sources: Iterable[Source]) -> dict[str, str]:
    """Return, by name, the family of every error that is declared."""
    bases = {node.name: base_names(node) for source in sources for node in classes(source.tree)}
    found: dict[str, str] = {name: name for name in FAMILIES}

    def family_of(name: str, seen: frozenset[str]) -> str | None:
        if name in found:
            return found[name]
        above = (base for base in bases.get(name, []) if base not in seen)
        return next((got for base in above if (got := family_of(base, seen | {name}))), None)

    for name in bases:
        if family := family_of(name, frozenset()):
            found[name] = family
    return {name: family for name, family in found.items() if name not in FAMILIES}


def badly_declared(sources: Iterable[Source]) -> Iterator[Broken]:
    known = list(sources)
    families = error_families(known)
    codes: dict[str, str] = {}
    packages = {source.folder for source in known}
    for source in known:
        for node in classes(source.tree):
            if node.name not in families:
                continue
            code = class_text(node, "code") or ""
            folders = {source.folder, *source.parts[:-1]}
            if source.folder == "operations":  # Where books meet, a code is named for its subject.
                folders |= packages
            if not CODE.fullmatch(code) or code.split(".")[0] not in folders:
                instead = f'Give it a code of its own: "{source.folder}.what_is_wrong".'
                what = f"{node.name} has the code “{code}”."
                yield Broken(source.path, node.lineno, 25, what, instead)
            elif code in codes:
                what = f"{node.name} has the code of {codes[code]}: {code}."
                yield Broken(source.path, node.lineno, 25, what, "Give it its own, for ever.")
            codes.setdefault(code, node.name)
            for part in ("what", "why", "fix"):
                text = class_text(node, part)
                if not text or not ENDS.fullmatch(text):
                    what = f"{node.name} does not say {part} in a sentence."
                    instead = "Say what is wrong, why, and what to do."
                    yield Broken(source.path, node.lineno, 25, what, instead)


def strangers(sources: Iterable[Source]) -> Iterator[Broken]:
    """Find errors that are not on the tree; one with a leading line never leaves its file."""
    for source in sources:
        for node in classes(source.tree):
            from_python = [
                name
                for name in base_names(node)
                if name.endswith(("Error", "Exception")) and name != "LaoguError"
            ]
            if from_python and node.name != "LaoguError" and not node.name.startswith("_"):
                what = f"{node.name} is an error outside the tree."
                instead = "Make it from a family in laogu.basics."
                yield Broken(source.path, node.lineno, 24, what, instead)


def test_every_error_says_what_why_and_fix_under_a_code_of_its_own():
    assert_kept(badly_declared(python_sources()), python_sources())


def test_every_error_is_on_the_tree():
    assert_kept(strangers(python_sources()), python_sources())


def test_bad_declarations_are_found():
    source = made(
        "class Good(Refusal):\n"
        "    code = 'register.good'\n    what = 'A.'\n    why = 'B.'\n    fix = 'C.'\n"
        "class Same(Good):\n"
        "    code = 'register.good'\n    what = 'A.'\n    why = 'B.'\n    fix = 'C.'\n"
        "class Moved(NotFound):\n"
        "    code = 'ledger.moved'\n    what = 'A.'\n    why = 'B.'\n    fix = 'C.'\n"
        "class Silent(Same):\n"
        "    code = 'register.silent'\n    what = 'No sentence'\n    why = 'B.'\n"
    )

    found = [one.what for one in badly_declared([source])]

    assert found == [
        "Same has the code of Good: register.good.",
        "Moved has the code “ledger.moved”.",
        "Silent does not say what in a sentence.",
        "Silent does not say fix in a sentence.",
    ]


def test_errors_outside_the_tree_are_found():
    source = made(
        "class Odd(ValueError): ...\nclass Own(LaoguError): ...\nclass _Stop(Exception): ...",
        PACKAGE + "web/x.py",
    )

    assert [one.line for one in strangers([source])] == [1]
