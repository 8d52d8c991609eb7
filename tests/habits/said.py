"""What people read: the sentences in errors, in code, and on pages.

A sentence is found where it is written: in an error's what, why and fix, in what is given to said()
or _(), in a table that said() picks from, and in what is given to a function of the same file that
passes it on to said().
"""

import ast
import re
from collections.abc import Iterator

from tests.habits.sources import Source, functions, literal, nodes

SENTENCES = ("what", "why", "fix")
SAYING = {"Said", "said", "gettext", "ngettext", "_"}
_CODE = re.compile(r"[a-z_]+")
_UNSEEN = re.compile(
    r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<script\b.*?</script>|<style\b.*?</style>|<!--.*?-->",
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>", re.DOTALL)

Found = tuple[int, str]


def said_to_people(source: Source) -> Iterator[Found]:
    """Yield line and text of everything in a file that a person reads."""
    if source.path.endswith(".html"):
        yield from text_of_template(source.text)
    else:
        yield from sentences_in_code(source.tree)


def sentences_in_code(tree: ast.AST) -> Iterator[Found]:
    """Yield line and text of templates: what, why and fix, and what reaches said()."""
    tables = given_names(tree)
    passing = passing_on(tree)
    for node in nodes(tree):
        match node:
            case ast.ClassDef(body=body):
                yield from declared_sentences(body)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                yield from told(node, name, tables, passing)
            case ast.keyword(arg=str(name), value=value) if name in SENTENCES:
                text = literal(value)
                # An operation's code, such as Waiting(what="give_notice"), is no sentence.
                if text and not _CODE.fullmatch(text):
                    yield value.lineno, text
            case _:
                pass


def told(
    node: ast.Call,
    name: str,
    tables: dict[str, list[ast.expr]],
    passing: dict[str, dict[int, str]],
) -> Iterator[Found]:
    """Yield what a call says, if it is said() or passes on to it."""
    if name in SAYING and node.args:
        yield from texts_of(node.args[0], tables)
    elif name not in SAYING:
        for place in passing.get(name, ()):
            if place < len(node.args):
                yield from texts_of(node.args[place], tables)


def texts_of(node: ast.expr, tables: dict[str, list[ast.expr]]) -> Iterator[Found]:
    """Yield the texts that an expression may stand for: itself, either side, or a table's."""
    match node:
        case ast.Constant(value=str(text)):
            yield node.lineno, text
        case ast.IfExp(body=body, orelse=orelse):
            yield from texts_of(body, tables)
            yield from texts_of(orelse, tables)
        case ast.Dict(values=values) | ast.Tuple(elts=values) | ast.List(elts=values):
            for value in values:
                yield from texts_of(value, tables)
        case ast.Name(id=name):
            for value in tables.get(name, ()):
                yield from texts_of(value, {})
        case ast.Subscript(value=ast.Name() as table):
            yield from texts_of(table, tables)
        case ast.Call(func=ast.Attribute(value=ast.Name() as table, attr="get")):
            yield from texts_of(table, tables)
        case _:
            pass


def unfound(tree: ast.AST) -> Iterator[int]:
    """Yield the lines where said() is given what cannot be found by reading the file."""
    tables = given_names(tree)
    passed_on = {name for places in passing_on(tree).values() for name in places.values()}
    for node in nodes(tree):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[first, *_]) if (
                name in SAYING
            ):
                is_passed_on = isinstance(first, ast.Name) and first.id in passed_on
                if not is_passed_on and not list(texts_of(first, tables)):
                    yield node.lineno
            case _:
                pass


def given_names(tree: ast.AST) -> dict[str, list[ast.expr]]:
    """Return what is assigned to each name anywhere in a file."""
    given: dict[str, list[ast.expr]] = {}
    for node in nodes(tree):
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
            ):
                given.setdefault(name, []).append(value)
            case _:
                pass
    return given


def passing_on(tree: ast.AST) -> dict[str, dict[int, str]]:
    """Return the functions that give a parameter to said(), with its place and name.

    Places count without self, as a caller counts them.
    """
    found: dict[str, dict[int, str]] = {}
    for function in functions(tree):
        names = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
        places = {name: at for at, name in enumerate(one for one in names if one != "self")}
        for node in ast.walk(function):
            match node:
                case ast.Call(
                    func=ast.Name(id=called) | ast.Attribute(attr=called),
                    args=[ast.Name(id=name), *_],
                ) if called in SAYING and name in places:
                    found.setdefault(function.name, {})[places[name]] = name
                case _:
                    pass
    return found


def declared_sentences(body: list[ast.stmt]) -> Iterator[Found]:
    for statement in body:
        match statement:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(text)))
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=str(text)))
            ) if name in SENTENCES and text:
                yield statement.lineno, text
            case _:
                pass


def text_of_template(text: str) -> Iterator[Found]:
    """Yield line and words of what a page shows, without its tags and its Jinja."""
    shown = _UNSEEN.sub(blank, text)
    shown = _TAG.sub(blank, shown)
    for number, line in enumerate(shown.splitlines(), start=1):
        if line.strip():
            yield number, " ".join(line.split())


def blank(found: re.Match[str]) -> str:
    """Return nothing in place of a match, with its lines kept."""
    return "\n" * found.group().count("\n") or " "
