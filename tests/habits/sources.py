"""Our own sources as the habits read them, and how a broken habit is said."""

import ast
import functools
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from laogu.journal.collecting import without_collecting

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "src/laogu/"

_EXCUSE = re.compile(r"(?:#|/\*|<!--|\{#|//)\s*habit (\d+): \S")
_COMMENT = re.compile(r"\s*(?:#|/\*|\*|<!--|\{#|//)")


class Broken(NamedTuple):
    """One place where a habit is not kept: file, line, habit, what is so, what to do instead."""

    path: str
    line: int
    habit: int
    what: str
    instead: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: habit {self.habit}: {self.what} {self.instead}"


class Source:
    """One file of ours: its path from the project folder, and its text."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    @functools.cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @functools.cached_property
    def tree(self) -> ast.Module:
        # A tree holds no cycle, and looking for one took three times as long as reading it.
        with without_collecting():
            return ast.parse(self.text, self.path)

    @property
    def parts(self) -> tuple[str, ...]:
        """The path below src/laogu, without the suffix; empty outside of it."""
        if not self.path.startswith(PACKAGE):
            return ()
        return tuple(self.path.removeprefix(PACKAGE).removesuffix(".py").split("/"))

    @property
    def folder(self) -> str:
        """The package on the ladder that this file is in: register, web; app for app.py."""
        return self.parts[0] if self.parts else ""

    @property
    def module(self) -> str:
        return ".".join(["laogu", *self.parts]).removesuffix(".__init__")

    def is_excused(self, broken: Broken) -> bool:
        """Is there a comment `habit N: reason` at the line, right above it, or atop the file?"""
        if broken.habit in self._excuses_at(broken.line):
            return True
        above = broken.line - 1
        while above >= 1 and _COMMENT.match(self.lines[above - 1]):
            if broken.habit in self._excuses_at(above):
                return True
            above -= 1
        return broken.line == 1 and any(
            broken.habit in self._excuses_at(line) for line in range(1, 31)
        )

    def _excuses_at(self, line: int) -> set[int]:
        text = self.lines[line - 1] if 1 <= line <= len(self.lines) else ""
        return {int(number) for number in _EXCUSE.findall(text)}


@functools.cache
def python_sources(folder: str = PACKAGE) -> tuple[Source, ...]:
    """Return every Python file below `folder`, by path."""
    return tuple(read(path) for path in sorted((ROOT / folder).rglob("*.py")))


def read(path: Path) -> Source:
    return Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))


def made(text: str, path: str = "src/laogu/register/rules.py") -> Source:
    """Return an invented source, to see that a check bites."""
    return Source(path, text)


def still_broken(broken: Iterable[Broken], sources: Iterable[Source]) -> list[str]:
    """Return what is left when the excused places are taken out, as sentences."""
    by_path = {source.path: source for source in sources}
    return [
        str(one)
        for one in broken
        if one.path not in by_path or not by_path[one.path].is_excused(one)
    ]


def assert_kept(broken: Iterable[Broken], sources: Iterable[Source] = ()) -> None:
    """Fail with one line for each place."""
    left = still_broken(broken, sources)
    assert not left, "\n".join(["", *left])


@functools.cache
def nodes(tree: ast.AST) -> tuple[ast.AST, ...]:
    """Return every node of a tree; it is walked once, for most habits ask for them."""
    with without_collecting():
        return tuple(ast.walk(tree))


@functools.cache
def functions(tree: ast.AST) -> tuple[ast.FunctionDef | ast.AsyncFunctionDef, ...]:
    kinds = ast.FunctionDef, ast.AsyncFunctionDef
    return tuple(node for node in nodes(tree) if isinstance(node, kinds))


@functools.cache
def classes(tree: ast.AST) -> tuple[ast.ClassDef, ...]:
    return tuple(node for node in nodes(tree) if isinstance(node, ast.ClassDef))


def literal(node: ast.AST | None) -> str | None:
    """Return the text of a string literal, None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def class_text(node: ast.ClassDef, name: str) -> str | None:
    """Return a string that a class body gives to `name`, None where it gives none."""
    for statement in node.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=given)], value=value) if given == name:
                return literal(value)
            case ast.AnnAssign(target=ast.Name(id=given), value=value) if given == name:
                return literal(value)
            case _:
                pass
    return None


def base_names(node: ast.ClassDef) -> list[str]:
    """Return the last words of what a class is made from: Refusal for errors.Refusal."""
    names = []
    for base in node.bases:
        match base:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                names.append(name)
            case _:
                pass
    return names


@functools.cache
def tracked_files() -> tuple[str, ...]:
    """Return the files that git keeps or would keep; every file where there is no git."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return tuple(sorted(every_file(ROOT)))
    names = listed.decode("utf-8", "surrogateescape").split("\0")
    return tuple(name for name in sorted(set(names)) if name and (ROOT / name).is_file())


def every_file(folder: Path) -> Iterator[str]:
    """Yield the files below `folder` by their path from there, without what programs left."""
    left = {".git", ".venv", ".venv.lock", "__pycache__", "build", "dist", "var"}
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        made = any(part in left or part.endswith(("_cache", ".hypothesis")) for part in parts)
        if path.is_file() and not made:
            yield "/".join(parts)
