"""What people read: the sentences in errors, in code, and on pages."""

import ast
import re
from collections.abc import Iterator

from tests.habits.sources import Source, literal

SENTENCES = ("what", "why", "fix")
SAYING = {"Said", "said", "gettext", "ngettext", "_"}
_UNSEEN = re.compile(
    r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<script\b.*?</script>|<style\b.*?</style>|<!--.*?-->",
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>", re.DOTALL)


def said_to_people(source: Source) -> Iterator[tuple[int, str]]:
    """Yield line and text of everything in a file that a person reads."""
    if source.path.endswith(".html"):
        yield from text_of_template(source.text)
    else:
        yield from sentences_in_code(source.tree)


def sentences_in_code(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and text of templates: what, why and fix, and what is given to said()."""
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef(body=body):
                yield from declared_sentences(body)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[first, *_]) if (
                name in SAYING and literal(first)
            ):
                yield first.lineno, literal(first) or ""
            case ast.keyword(arg=str(name), value=value) if name in SENTENCES and literal(value):
                yield value.lineno, literal(value) or ""
            case _:
                pass


def declared_sentences(body: list[ast.stmt]) -> Iterator[tuple[int, str]]:
    for statement in body:
        match statement:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(text)))
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=str(text)))
            ) if name in SENTENCES and text:
                yield statement.lineno, text
            case _:
                pass


def text_of_template(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and words of what a page shows, without its tags and its Jinja."""
    shown = _UNSEEN.sub(blank, text)
    shown = _TAG.sub(blank, shown)
    for number, line in enumerate(shown.splitlines(), start=1):
        if line.strip():
            yield number, " ".join(line.split())


def blank(found: re.Match[str]) -> str:
    """Return nothing in place of a match, with its lines kept."""
    return "\n" * found.group().count("\n") or " "
