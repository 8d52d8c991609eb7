"""Words: a docstring adds something (habit 36)."""

import ast
from collections.abc import Iterable, Iterator

from tests.habits.sources import Broken, Source, assert_kept, made, python_sources

Documented = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def public_members(node: ast.Module | ast.ClassDef) -> Iterator[Documented]:
    """Yield the functions and classes that others may call, and what is in those classes."""
    for member in node.body:
        if isinstance(member, Documented) and not member.name.startswith("_"):
            yield member
            if isinstance(member, ast.ClassDef):
                yield from public_members(member)


def repeated_docstrings(sources: Iterable[Source]) -> Iterator[Broken]:
    for source in sources:
        first: dict[str, str] = {}
        for member in public_members(source.tree):
            text = ast.get_docstring(member)
            if not text:
                continue
            if text in first:
                what = f"{member.name} and {first[text]} have one docstring."
                instead = "Say what each of them is for, or leave one without."
                yield Broken(source.path, member.lineno, 36, what, instead)
            first.setdefault(text, member.name)


def test_no_two_public_members_share_a_docstring():
    assert_kept(repeated_docstrings(python_sources()), python_sources())


def test_shared_docstrings_are_found():
    source = made(
        'def a():\n    """Return it."""\n'
        'class B:\n    """A thing."""\n    def c(self):\n        """Return it."""\n'
        'def _d():\n    """Return it."""\n'
        'def e():\n    """Return that."""\n'
    )

    assert [one.line for one in repeated_docstrings([source])] == [5]
