"""Every error is triggered through a door that anybody may knock at, and is what its page says.

What was asked stands in `data/errors/examples.toml`, what was answered in `answers.json` beside
it: the page of errors and the reference show both. `./run goldens` writes the answers again.
"""

import contextlib
import json
import os
import re
import shlex
import shutil
import sqlite3
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import apsw
import pytest

from laogu.__main__ import Whole
from laogu.basics import LaoguError
from laogu.cli import program
from laogu.cli.call import Call
from laogu.connectors import first_start
from laogu.journal import Running, StoppedWorld, open_store
from tests.cli.desk import Desk, false_market, practice_desk, silent_market
from tests.cookbook.blocks import shortened
from tests.cookbook.shell import seen
from tests.examples.moments import WHO, Moment, at_moment, filled
from tests.habits.sources import ROOT
from tests.http.market import OPERATOR, START
from tests.http.visitor import Visitor

FOLDER = ROOT / "src/laogu/data/errors"
EXAMPLES: dict[str, dict[str, str]] = tomllib.loads(
    (FOLDER / "examples.toml").read_text(encoding="utf-8")
)
ASKED = {code: one for code, one in EXAMPLES.items() if "ask" in one}
PEERS = frozenset(("laogu.bench.usual", "laogu.bench.models"))
"""Programs that are only measured beside ours, and need what nobody installs to run a market."""

IN_ENGLISH = ("error", ": ", "why", "fix")
IN_CHINESE = ("错误", "：", "原因", "办法")
DATED = re.compile(r"\d{4}-\d\d-\d\dT[\d:.+Z]+")


def declared() -> dict[str, type[LaoguError]]:
    """Return every error by its code, those of the doors too."""
    import importlib
    import pkgutil

    import laogu

    for one in pkgutil.walk_packages(laogu.__path__, "laogu."):
        if not one.name.endswith("__main__") and one.name not in PEERS:
            importlib.import_module(one.name)

    def below(kind: type[LaoguError]) -> Iterator[type[LaoguError]]:
        for one in kind.__subclasses__():
            if one.code and one.__module__.startswith("laogu."):
                yield one
            yield from below(one)

    return {one.code: one for one in below(LaoguError)}


def over_http(moment: Moment, example: dict[str, str], lang: str) -> tuple[int, Any]:
    """Send what an example says, and return status and problem."""
    first, _, body = filled(example["ask"], moment.made).partition("\n")
    if first.startswith("FORM "):
        action, page = first.split()[1::2]
        return by_form(moment, example.get("by"), action, page, body)
    line = re.fullmatch(r"(\w+) (\S+)(?: with ([\w-]+): (.*)| without a ([\w-]+))?", first)
    assert line, first
    method, path, name, value, left_out = line.groups()
    who = example.get("by")
    caller = moment.market.caller(WHO[who] if who else None)
    headers = {**caller.headers, "Content-Type": "application/json",
               "Request-Id": str(moment.market.ids()), "Accept-Language": lang}  # fmt: skip
    if path.startswith("/en/"):
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    headers |= {name: value} if name else {}
    headers.pop(left_out, None)
    answer = moment.market.send(method, path, headers, body.encode())
    if answer.headers["content-type"].startswith("text/html"):
        return answer.status, on_page(answer.body.decode())
    return answer.status, answer.json


def by_form(moment: Moment, who: str | None, action: str, page: str, typed: str) -> tuple[int, Any]:
    """Open a page in a browser, fill in a form on it, and return what its answer says."""
    visitor = Visitor(moment.market)
    if who:
        visitor.signs_in(WHO[who])
    visitor.opens(page)
    answer = visitor.fills(visitor.form(action), **dict(parse_qsl(typed)))
    return answer.status, on_page(answer.body.decode())


def on_page(page: str) -> dict[str, str]:
    """Return which error a page says."""
    said = page[page.index("<main") :]
    codes = [one for one in declared() if re.search(rf"\b{re.escape(one)}\b", said)]
    return {"code": codes[0] if codes else said}


def typed(command: str, folder: Path, settings: dict[str, str]) -> tuple[int, str]:
    """Type a command, and return its exit code and what it wrote."""
    words = shlex.split(command.removeprefix("$ "))
    at = words.index("laogu")
    own = dict(word.split("=", 1) for word in words[:at])
    words = words[at + 1 :]
    Call.above = Whole()
    with seen(folder, settings | own) as output:
        code = program.main(words, standalone_mode=False)
    return code, output.getvalue()


@pytest.fixture(scope="module")
def answers(tmp_path_factory) -> dict[str, dict[str, Any]]:
    """Ask every example once, those of one moment at one market, and return what was answered."""
    by_moment: dict[str, list[str]] = defaultdict(list)
    for code, example in ASKED.items():
        if not example["ask"].startswith("$ "):
            by_moment[example.get("at", "opened")].append(code)
    found = {}
    for name, codes in by_moment.items():
        with at_moment(name, tmp_path_factory.mktemp(name)) as moment:
            before = moment.market.running.journal.head
            for code in codes:
                status, told = over_http(moment, ASKED[code], "en")
                found[code] = kept(status, told)
                if "what" in told:
                    found[code] |= in_chinese(code, over_http(moment, ASKED[code], "zh")[1])
            head = moment.market.running.journal.head
            assert head.seq - before.seq <= 1, "an example was recorded"
    return found | dict(_typed(tmp_path_factory.mktemp("shell")))


def _typed(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    (folder / "folder").mkdir()
    with sqlite3.connect(folder / "other.db") as other:
        other.execute("CREATE TABLE notes (text)")
    for name in ("real.db", "copy.db"):
        running = Running(open_store(f"sqlite:///{folder / name}", write=True), StoppedWorld(START))
        first_start.open_real(running.journal, empty=True)
        running.close()
    own = {**_spoilt(folder), "REAL": str(folder / "real.db"), "COPY": str(folder / "copy.db"),
           "MARKET": str(folder / "market.db"), "OTHER": str(folder / "other.db"),
           "FOLDER": str(folder / "folder")}  # fmt: skip
    with (
        contextlib.ExitStack() as stack,
        pytest.MonkeyPatch.context() as patch,
        practice_desk(folder, patch) as desk,
    ):
        settings = {"LAOGU_SERVER": desk.server, "LAOGU_TOKEN": desk.tokens[OPERATOR],
                    "LAOGU_LANG": "en"}  # fmt: skip
        _name_two_alike(desk)
        own["PORT_THAT_IS_TAKEN"] = desk.server.rpartition(":")[2]
        own["SOMETHING_ELSE"] = stack.enter_context(false_market(body=b"hello")).server
        own["ENDS_MEANWHILE"] = stack.enter_context(silent_market())
        for code, example in ASKED.items():
            if not example["ask"].startswith("$ "):
                continue
            if "file" in example:
                name = example.get("name", "orders.csv")
                (folder / name).write_text(example["file"].lstrip("\n"), encoding="utf-8")
            command = filled(example["ask"].removeprefix("$ "), own)
            exit_code, output = typed("$ " + command, folder, settings)
            told = _from_shell(output, folder, *IN_ENGLISH)
            _, output = typed("$ " + command, folder, {**settings, "LAOGU_LANG": "zh"})
            chinese = in_chinese(code, _from_shell(output, folder, *IN_CHINESE))
            yield code, {"exit": exit_code, **told, **chinese}


def _spoilt(folder: Path) -> dict[str, str]:
    """Return databases that no market of ours would leave behind, by the names of the examples."""
    ways = {
        "CHANGED_BY_HAND": "UPDATE entries SET body = CAST(body || ' ' AS BLOB)",
        "OF_A_LATER_RELEASE": "PRAGMA user_version = 9999",
        "OF_AN_EARLIER_RELEASE": "PRAGMA user_version = 0",
    }
    found = {}
    for name, spoil in ways.items():
        path = folder / f"{name.lower()}.db"
        shutil.copyfile(folder / "real.db", path)
        with contextlib.closing(apsw.Connection(str(path))) as spoilt:
            spoilt.execute(spoil)
        found[name] = str(path)
    return found


def _name_two_alike(desk: Desk) -> None:
    """Put two holders of one name on the register."""
    for _ in range(2):
        holder = desk.makes("holder", "holder", "register", "--name", "Twin Ltd (example)",
                            "--public", by=OPERATOR)  # fmt: skip
        desk.does("security", "issue", "--issuer", "harrow", "--stock-class", "Ordinary shares",
                  "--holder", holder, "--quantity", "1", by=OPERATOR)  # fmt: skip


def kept(status: int, told: dict[str, Any]) -> dict[str, Any]:
    """Return what is kept of an answer: cut where it differs from market to market."""
    names = ("code", "what", "why", "fix")
    return {"status": status, **{name: cut(told[name]) for name in names if name in told}}


def in_chinese(code: str, told: dict[str, Any]) -> dict[str, Any]:
    """Return what is kept of the same answer in Chinese."""
    assert told["code"] == code, "an example comes to another error when it is asked again"
    return {"zh": {name: cut(told[name]) for name in ("what", "why", "fix")}}


def _from_shell(output: str, folder: Path, *words: str) -> dict[str, str]:
    error, colon, why, fix = words
    said = re.search(
        rf"{error} ([a-z_]+\.[a-z_]+){colon}(.*)\n  {why}{colon}(.*)\n  {fix}{colon}(.*)", output
    )
    assert said, output
    told = dict(zip(("code", "what", "why", "fix"), said.groups(), strict=True))
    return {name: cut(one.replace(str(folder), "…")) for name, one in told.items()}


def cut(text: str) -> str:
    text = re.sub(r"127\.0\.0\.1:\d{4,}", "127.0.0.1:…", text)
    text = re.sub(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "…", text)
    text = re.sub(r"(\bport|端口|\bProcess|进程) \d+", r"\1 …", text)
    # How a connection ended differs from time to time.
    text = re.sub(r"(was recorded is not known: |是否已入账：).*", r"\1…", text)
    # What benchmarks there are is no part of how one is missed.
    text = re.sub(r": [\w-]+(?:, [\w-]+){6,}", ": …", text)
    return DATED.sub("…", shortened(text))


def test_every_error_has_an_example_or_says_what_has_to_break_first():
    known = declared()

    assert sorted(known.keys() - EXAMPLES.keys()) == [], "add it to data/errors/examples.toml"
    assert sorted(EXAMPLES.keys() - known.keys()) == []
    assert [code for code, one in EXAMPLES.items() if ("ask" in one) == ("fault" in one)] == []
    assert len(ASKED) > 110


def test_every_example_comes_to_its_error(answers):
    known = declared()
    wrong = [
        f"{code}: {answers[code]}"
        for code, kind in known.items()
        if code in ASKED
        and (
            answers[code]["code"] != code
            or answers[code].get("status", kind.http_status) != kind.http_status
            or answers[code].get("exit", kind.exit_code) != kind.exit_code
        )
    ]

    assert wrong == []


@pytest.mark.golden
def test_the_answers_that_are_shown_are_those_that_come(answers, request):
    path = FOLDER / "answers.json"
    text = json.dumps(answers, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if request.config.getoption("--rewrite-goldens"):
        path.write_text(text, encoding="utf-8")
        return

    assert path.read_text(encoding="utf-8") == text, "./run goldens writes it; read the diff"


def test_the_environment_is_left_as_it_was():
    assert "LAOGU_TOKEN" not in os.environ or os.environ["LAOGU_TOKEN"] == ""
