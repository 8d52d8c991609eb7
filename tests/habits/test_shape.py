"""Shape: sizes, drawers, front pages, rooms (habits 3, 4, 6, 7, 21)."""

import ast
from collections.abc import Iterable, Iterator
from itertools import chain

from tests.habits.sources import (
    PACKAGE,
    ROOT,
    Broken,
    Source,
    assert_kept,
    classes,
    functions,
    made,
    nodes,
    python_sources,
    read,
    still_broken,
    tracked_files,
)

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
DRAWERS = {
    "base", "common", "core", "helper", "helpers", "manager", "managers", "misc",
    "service", "services", "util", "utils",
}  # fmt: skip
DRAWER_CLASSES = ("Base", "Helper", "Helpers", "Manager", "Service", "Util", "Utils")
WRITTEN_BY_HAND = (".py", ".html", ".css", ".js", ".xml", ".svg")


def long_files(sources: Iterable[Source]) -> Iterator[Broken]:
    for source in sources:
        if (count := len(source.lines)) > LONGEST_FILE:
            what = f"{count} lines, {LONGEST_FILE} at most."
            yield Broken(source.path, 1, 6, what, "Ask which two things live here, and part them.")


def long_functions(sources: Iterable[Source]) -> Iterator[Broken]:
    for source in sources:
        for function in functions(source.tree):
            count = (function.end_lineno or function.lineno) - function.lineno + 1
            if count > LONGEST_FUNCTION:
                what = f"{function.name} has {count} lines, {LONGEST_FUNCTION} at most."
                instead = "Name a step of it, and let that be a function."
                yield Broken(source.path, function.lineno, 6, what, instead)


def drawers(sources: Iterable[Source]) -> Iterator[Broken]:
    instead = "Name it after its subject."
    for source in sources:
        for part in source.path.removesuffix(".py").split("/"):
            if found := DRAWERS & set(part.lower().split("_")):
                yield Broken(source.path, 1, 7, f"{min(found)} is a drawer.", instead)
        for node in classes(source.tree):
            if node.name.endswith(DRAWER_CLASSES):
                yield Broken(source.path, node.lineno, 7, f"{node.name} is a drawer.", instead)


def raising_states(sources: Iterable[Source]) -> Iterator[Broken]:
    for source in sources:
        if source.path.endswith("/state.py"):
            for node in nodes(source.tree):
                if isinstance(node, ast.Raise):
                    instead = "Refuse in rules.py; what happened is taken in, and promises assert."
                    yield Broken(source.path, node.lineno, 21, "a state raises.", instead)


def front_pages(sources: Iterable[Source]) -> Iterator[Broken]:
    for source in sources:
        if not source.path.endswith("/__init__.py") or len(source.parts) < 2:
            continue
        if ast.get_docstring(source.tree) is None:
            instead = "Say what the package is and what is always true of it."
            yield Broken(source.path, 1, 3, "the front page says nothing.", instead)
        listed, bound = listed_names(source), set(public_names(source))
        if listed is None:
            if len(source.parts) == 2:
                instead = "List the public names in __all__, sorted."
                yield Broken(source.path, 1, 3, "the front page has no __all__.", instead)
            continue
        for name in sorted(set(listed) - bound):
            instead = "Take it off the list or import it from its room."
            yield Broken(source.path, 1, 3, f"__all__ lists {name}, which is not there.", instead)
        for name in sorted(bound - set(listed)):
            instead = "List it, or do not bring it to the front page."
            yield Broken(source.path, 1, 3, f"{name} is there but not in __all__.", instead)


def listed_names(source: Source) -> list[str] | None:
    """Return what `__all__` says, None where a module has none."""
    for node in source.tree.body:
        match node:
            case (
                ast.Assign(targets=[ast.Name(id="__all__")], value=value)
                | ast.AnnAssign(target=ast.Name(id="__all__"), value=ast.expr() as value)
            ):
                return [str(name) for name in ast.literal_eval(value)]
            case _:
                pass
    return None


def public_names(source: Source) -> Iterator[str]:
    """Yield what a front page defines, or brings from its own rooms, without a leading line."""
    own = ".".join(source.module.split(".")[:2])
    for node in chain.from_iterable(map(_also_late, source.tree.body)):
        match node:
            case ast.ImportFrom(module=str(module), names=names):
                bound = [one.asname or one.name for one in names]
                bound = bound if f"{module}.".startswith(f"{own}.") else []
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                bound = [name]
            case ast.ClassDef(name=name):
                bound = [name]
            case ast.Assign(targets=targets):
                bound = [target.id for target in targets if isinstance(target, ast.Name)]
            case ast.AnnAssign(target=ast.Name(id=name)):
                bound = [name]
            case _:
                bound = []
        yield from (name for name in bound if not name.startswith("_"))


def _also_late(node: ast.stmt) -> list[ast.stmt]:
    """Return a statement, or those for the type checker: a room that is loaded when it is used."""
    match node:
        case ast.If(test=ast.Name(id="TYPE_CHECKING"), body=body):
            return body
        case _:
            return [node]


def reaching_inside(sources: Iterable[Source]) -> Iterator[Broken]:
    known = list(sources)
    fronts = {source.module: listed_names(source) for source in known}
    for source in known:
        for line, module, names in our_imports(source):
            parts = module.split(".")
            if len(parts) < 2 or parts[1] == source.folder:
                continue
            front = ".".join(parts[:2])
            # A room that the package lists is a front page of its own: laogu.register.plans.
            if len(parts) == 3 and parts[2] in (fronts.get(front) or []) and fronts.get(module):
                front = module
            instead = f"Import it from {front}, and list it there if it is public."
            if module != front:
                what = f"{module} is inside another package."
                yield Broken(source.path, line, 3, what, instead)
                continue
            for name in names if fronts.get(front) is not None else []:
                if name not in (fronts[front] or []):
                    what = f"{name} is not on the front page of {front}."
                    yield Broken(source.path, line, 3, what, instead)


def our_imports(source: Source) -> Iterator[tuple[int, str, list[str]]]:
    """Yield line, module and names for every import of laogu's own modules."""
    for node in nodes(source.tree):
        match node:
            case ast.Import(names=names):
                for one in names:
                    if one.name.split(".")[0] == "laogu":
                        yield node.lineno, one.name, []
            case ast.ImportFrom(module=module, names=names, level=level):
                package = source.module.split(".")
                if level and not source.path.endswith("/__init__.py"):
                    level += 1
                above = package[: len(package) - level + 1] if level else []
                full = ".".join([*above, *([module] if module else [])])
                if full == "laogu":
                    for one in names:
                        yield node.lineno, f"laogu.{one.name}", []
                elif full.startswith("laogu."):
                    yield node.lineno, full, [one.name for one in names]
            case _:
                pass


def handwritten() -> list[Source]:
    """Return the files of ours that people write: code, templates, styles, scripts, tests."""
    return [
        read(ROOT / name)
        for name in tracked_files()
        if (name.endswith(WRITTEN_BY_HAND) or name == "run") and "/vendor/" not in name
    ]


def test_no_file_is_longer_than_four_hundred_lines():
    files = handwritten()
    assert_kept(long_files(files), files)


def test_a_function_ends_within_sixty_lines():
    assert_kept(long_functions(python_sources()), python_sources())


def test_there_are_no_drawers():
    sources = [*python_sources(), *python_sources("tests")]
    assert_kept(drawers(sources), sources)


def test_a_state_never_refuses():
    assert_kept(raising_states(python_sources()), python_sources())


def test_a_front_page_lists_what_is_there():
    assert_kept(front_pages(python_sources()), python_sources())


def test_nobody_reaches_inside_another_package():
    assert_kept(reaching_inside(python_sources()), python_sources())


def test_these_checks_bite():
    long = made("x = 1\n" * 401)
    stretched = made("def act():\n" + "    x = 1\n" * 60)
    drawer = made("class TradeManager: ...", PACKAGE + "register/trade_utils.py")
    state = made("def apply():\n    raise KeyError", PACKAGE + "register/state.py")
    front = made(
        '"""A book."""\nfrom laogu.register.rules import a, b\n__all__ = ["a", "c"]',
        PACKAGE + "register/__init__.py",
    )
    reaching = made(
        "from laogu.register.rules import a\nfrom laogu.register import b\nimport laogu.ledger.x",
        PACKAGE + "settlement/legs.py",
    )

    books = made('"""Books."""\n__all__ = ["plans"]', PACKAGE + "ledger/__init__.py")
    room = made('"""A room."""\n__all__ = ["Plan"]', PACKAGE + "ledger/plans/__init__.py")
    entering = made(
        "from laogu.ledger.plans import Plan\nfrom laogu.ledger.plans import Pool\n"
        "from laogu.ledger.plans.state import Pool",
        PACKAGE + "settlement/legs.py",
    )

    found = [
        *long_files([long]),
        *long_functions([stretched]),
        *drawers([drawer]),
        *raising_states([state]),
        *front_pages([front]),
        *reaching_inside([front, reaching]),
        *reaching_inside([books, room, entering]),
    ]

    assert [(one.habit, one.line) for one in found] == [
        (6, 1), (6, 1), (7, 1), (7, 1), (21, 2), (3, 1), (3, 1), (3, 1), (3, 2), (3, 3),
        (3, 2), (3, 3),
    ]  # fmt: skip


def test_an_exception_is_a_comment_at_the_place():
    fits = "def act():\n" + "    x = 1\n" * 59
    long = "def act():\n" + "    x = 1\n" * 60
    excused = made(f"# habit 6: one table, clearer in one piece\n{long}")
    beside = made(long.replace(":\n", ":  # habit 6: one table\n", 1))
    other = made(f"# habit 7: not this one\n{long}")
    wordless = made(f"# habit 6:\n{long}")

    sources = [made(fits), excused, beside, other, wordless]
    left = list(chain.from_iterable(still_broken(long_functions([one]), [one]) for one in sources))

    assert len(left) == 2
