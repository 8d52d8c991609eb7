"""One file per thing a person can ask for, and its docstring tells the truth (habit 5).

What a function in the file, or one it calls by import, makes for sure has to be listed: events
under Records, refusals under Refuses. What is listed has to be within reach. Other families of
errors may be listed too: they need no listing, because every operation can meet them.
"""

import ast
import re
from collections.abc import Iterable, Iterator

from tests.habits.calls import Calls, Place
from tests.habits.sources import (
    PACKAGE,
    Broken,
    Source,
    assert_kept,
    base_names,
    classes,
    made,
    python_sources,
)
from tests.habits.test_errors import error_families

LABELS = ("Asked by", "Records", "Refuses")
NOTHING = {"", "nothing", "none", "-", "–"}


def operations(sources: Iterable[Source]) -> Iterator[Source]:
    """Yield the files operations/<subject>/<verb>.py: those that define a request."""
    for source in sources:
        is_one = len(source.parts) == 3 and source.folder == "operations"
        if is_one and any("Request" in base_names(node) for node in classes(source.tree)):
            yield source


def said_by_docstring(source: Source) -> dict[str, str]:
    """Return what stands behind each label; a line that is indented goes on with the last."""
    said: dict[str, str] = {}
    label = None
    for line in (ast.get_docstring(source.tree) or "").splitlines():
        if found := re.match(r"(Asked by|Records|Refuses):\s*(.*)", line):
            label = found.group(1)
            said[label] = found.group(2).strip()
        elif label and line.startswith("  "):
            said[label] += " " + line.strip()
        else:
            label = None
    return said


def names_in(text: str) -> set[str]:
    text = re.sub(r"\(.*?\)", "", text).strip(" .")
    return set() if text.lower() in NOTHING else set(re.findall(r"\b[A-Z]\w+", text))


def untrue_docstrings(sources: Iterable[Source]) -> Iterator[Broken]:
    known = list(sources)
    calls = Calls(known)
    families = error_families(known)
    events = {
        node.name
        for source in known
        for node in classes(source.tree)
        if "Event" in base_names(node)
    }
    refusals = {name for name, family in families.items() if family == "Refusal"}
    for source in operations(known):
        said = said_by_docstring(source)
        for label in LABELS:
            if label not in said:
                what = f"the docstring has no line “{label}:”."
                instead = "Say who asks, what is recorded, what is refused."
                yield Broken(source.path, 1, 5, what, instead)
        recorded, refused = (names_in(said.get(label, "")) for label in LABELS[1:])
        surely, perhaps = calls.surely(source.module), calls.perhaps(source.module)
        unsaid = dict.fromkeys(unsaid_events(source, surely, events, recorded), "Records")
        unsaid |= dict.fromkeys(set().union(*surely.values()) & refusals - refused, "Refuses")
        for name, label in sorted(unsaid.items(), key=label_first):
            what = f"{name} can come of it, and {label} does not say so."
            if label in said:
                yield Broken(source.path, 1, 5, what, f"List it under {label}.")
        beyond = dict.fromkeys(recorded - (perhaps & events), "Records")
        beyond |= dict.fromkeys(refused - (perhaps & families.keys()), "Refuses")
        for name, label in sorted(beyond.items(), key=label_first):
            what = f"{label} names {name}, which never comes of it."
            yield Broken(source.path, 1, 5, what, "Take it out, or name what does come.")


def label_first(item: tuple[str, str]) -> tuple[str, str]:
    return item[1], item[0]


def unsaid_events(
    source: Source, surely: dict[Place, set[str]], events: set[str], recorded: set[str]
) -> set[str]:
    """Return the events that should be listed and are not.

    A function elsewhere that makes one event or another is satisfied by either: which of them it
    makes lies in its arguments.
    """
    unsaid = set()
    for place, made_there in surely.items():
        made_events = made_there & events
        if place.module == source.module or not made_events & recorded:
            unsaid |= made_events - recorded
    return unsaid


def test_an_operation_says_truly_who_asks_what_is_recorded_and_what_refused():
    assert_kept(untrue_docstrings(python_sources()), python_sources())


EVENTS = made(
    "class StockIssued(Event): ...\nclass StockSplit(Event): ...\nclass CashMoved(Event): ...",
    PACKAGE + "register/events.py",
)
REFUSALS = made(
    "class TooMany(Refusal): ...\nclass TooOld(Refusal): ...\nclass Gone(NotFound): ...",
    PACKAGE + "register/refusals.py",
)
RULES = made(
    "from laogu.register.events import StockIssued\n"
    "from laogu.register.refusals import TooMany\n"
    "def issue(n):\n    check(n)\n    return StockIssued()\n"
    "def check(n):\n    raise TooMany(n=n)\n",
    PACKAGE + "register/rules.py",
)
STATE = made(
    "class Register:\n    def held(self):\n        assert self\n        refuse(TooOld())\n",
    PACKAGE + "register/state.py",
)
FRONT = made("from laogu.register.rules import issue", PACKAGE + "register/__init__.py")


def operation(docstring: str) -> Source:
    return made(
        f'"""{docstring}"""\nfrom laogu.register import issue\nclass IssueStock(Request): ...\n'
        "def decide(books):\n    books.register.held()\n    return (issue(3),)\n",
        PACKAGE + "operations/stock/issue.py",
    )


def what_is_untrue(docstring: str) -> list[str]:
    sources = [EVENTS, REFUSALS, RULES, STATE, FRONT, operation(docstring)]
    return [one.what for one in untrue_docstrings(sources)]


def test_a_true_docstring_is_taken():
    assert what_is_untrue("Do.\n\nAsked by: x.\nRecords: StockIssued\nRefuses: TooMany") == []
    assert (
        what_is_untrue("Do.\n\nAsked by: x.\nRecords: StockIssued\nRefuses: TooMany,\n  TooOld")
        == []
    )


def test_a_missing_line_is_found():
    assert what_is_untrue("Do.\n\nRecords: StockIssued\nRefuses: TooMany") == [
        "the docstring has no line “Asked by:”."
    ]


def test_what_is_not_listed_is_found_through_the_functions_that_are_called():
    assert what_is_untrue("Do.\n\nAsked by: x.\nRecords: nothing\nRefuses: TooOld") == [
        "StockIssued can come of it, and Records does not say so.",
        "TooMany can come of it, and Refuses does not say so.",
    ]


def test_what_never_comes_is_found():
    said = "Do.\n\nAsked by: x.\nRecords: StockIssued, StockSplit\nRefuses: TooMany, Gone"

    assert what_is_untrue(said) == [
        "Records names StockSplit, which never comes of it.",
        "Refuses names Gone, which never comes of it.",
    ]


def test_a_function_elsewhere_that_makes_one_event_or_another_is_satisfied_by_either():
    rules = made(
        "from laogu.register.events import StockIssued, StockSplit\n"
        "def issue(n):\n    return StockIssued() if n else StockSplit()\n",
        PACKAGE + "register/rules.py",
    )
    said = operation("Do.\n\nAsked by: x.\nRecords: StockSplit\nRefuses: nothing")

    assert list(untrue_docstrings([EVENTS, REFUSALS, rules, STATE, FRONT, said])) == []
