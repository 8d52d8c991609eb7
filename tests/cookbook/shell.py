"""A shell for pages: a market that runs at a stopped clock, and the commands typed at it.

Known are laogu and ./run, curl for one request, python for one line, cp, and NAME=value; where the
value is an id with … at its end, the last id of that kind that was printed is meant; where it is …
alone, the last secret. $LINK is the link that a market prints when it opens.
"""

import contextlib
import io
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from litestar import Litestar

from laogu.cli import program
from laogu.connectors import first_start
from laogu.connectors.first_start import BUYER
from laogu.journal import Running, StoppedWorld, open_store, shown
from tests import postgres
from tests.cookbook.blocks import last_id, last_secret, shortened
from tests.habits.sources import ROOT
from tests.http.market import START, Ids, application, holders_of, tokens_of
from tests.serving import PATIENCE_SECONDS, listening

DATABASE = "var/market.db"
SERVER = "postgresql://db.example/market"
"""What a page calls a database on a server; an empty one of our own takes its place."""

NAMES = {
    "the operator": "OPERATOR",
    "Dee Annon (example)": "DEE",
    "Rui North (example)": "RUI",
    "Elm Wood (example)": "ELM",
    first_start.SECRETARY: "IDA",
    first_start.BUYERS_PERSON: "KIT",
}
HOLDERS = {"JUNIPER": BUYER, "TOM": "Tom Reed (example)", "ZHOU": "Zhou Ning (example)"}
"""Holders by the variables that pages use."""


class Shell:
    """Somebody at a desk, in a folder of their own, with a market that runs."""

    def __init__(self, folder: Path, variables: dict[str, str]) -> None:
        self.folder = folder
        self.variables = variables
        self.printed = ""
        self.database = ""

    def run(self, command: str) -> str:
        """Return what is seen after a command."""
        words = shlex.split(self._filled(command.removeprefix("export ")))
        if any(SERVER in word for word in words) and not self.database:
            self.database = postgres.new_database()
        words = [word.replace(SERVER, self.database) for word in words]
        own = dict(word.split("=", 1) for word in words if re.match(r"[A-Z_]+=", word))
        words = [word for word in words if not re.match(r"[A-Z_]+=", word)]
        if not words:
            self._remember(own)
            return ""
        output = self._call(words, own)
        if self.database:
            output = output.replace(shown(self.database), SERVER).replace(self.database, SERVER)
        self.printed += output
        return shortened(output)

    def _filled(self, command: str) -> str:
        return re.sub(r"\$([A-Z_]+)", lambda found: self._value(found.group(1)), command)

    def _value(self, name: str) -> str:
        assert name in self.variables, f"nothing set ${name}"
        return self.variables[name]

    def _remember(self, own: dict[str, str]) -> None:
        for name, value in own.items():
            self.variables[name] = self._meant(name, value)

    def _meant(self, name: str, value: str) -> str:
        kind = value.rpartition("_")[0]
        found: str | None = value
        if value == "…":
            found = last_secret(self.printed)
        elif value.endswith("…"):
            found = last_id(self.printed, kind)
        assert found is not None, f"no id of a {kind} was printed before {name}"
        return found

    def _call(self, words: list[str], own: dict[str, str]) -> str:
        first, *rest = words
        match first:
            case "laogu" | "./run":
                return self._laogu(rest, own)
            case "curl":
                return curl(rest)
            case "cp":
                shutil.copyfile(self.folder / rest[0], self.folder / rest[1])
                return ""
            case ".venv/bin/python":
                ran = [sys.executable, *rest]
                told = subprocess.run(ran, cwd=self.folder, capture_output=True, check=False)
                return (told.stdout + told.stderr).decode()
            case _:
                pytest.fail(f"the shell of the cookbook knows no {first}")

    def _laogu(self, words: list[str], own: dict[str, str]) -> str:
        known = ("LAOGU_SERVER", "LAOGU_TOKEN")
        settings = {name: self.variables[name] for name in known if name in self.variables} | own
        # However wide the terminal is that the tests run in.
        with seen(self.folder, settings | {"COLUMNS": "80"}) as output:
            program.main(words, standalone_mode=False)
        return output.getvalue()


@contextlib.contextmanager
def seen(folder: Path, settings: dict[str, str]) -> Iterator[io.StringIO]:
    """Run what follows in a folder, under settings, and keep what it prints."""
    output = io.StringIO()
    before, here = dict(os.environ), Path.cwd()
    os.environ.update(settings)
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            yield output
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(before)


def curl(words: list[str]) -> str:
    """Send one request as curl would: -H for headers, -d for a body, -i for the status first.

    -m: of an answer without end, what has come once nothing more does for so many seconds.
    """
    address, headers, body, patience = "", {}, None, 0
    left = iter(words)
    shows_status = False
    for word in left:
        match word:
            case "-H":
                name, _, value = next(left).partition(":")
                headers[name] = value.strip()
            case "-d":
                body = next(left)
            case "-i":
                shows_status = True
            case "-m":
                patience = int(next(left))
            case "-s" | "-sN":
                pass
            case _:
                address = word
    to = urlsplit(address)
    assert to.hostname is not None, address
    connection = HTTPConnection(to.hostname, to.port, timeout=PATIENCE_SECONDS)
    path = f"{to.path}?{to.query}" if to.query else to.path
    connection.request("POST" if body else "GET", path, body=body, headers=headers)
    line = connection.sock
    answer = connection.getresponse()
    told = (b"".join(coming(answer, line, patience)) if patience else answer.read()).decode()
    connection.close()
    return f"HTTP/1.1 {answer.status} {answer.reason}\n{told}" if shows_status else told


def coming(answer: HTTPResponse, line: socket.socket, patience: int) -> Iterator[bytes]:
    """Yield what an answer says until nothing more comes in time; the first is waited for."""
    with contextlib.suppress(TimeoutError):
        while said := answer.readline():
            yield said
            line.settimeout(patience)


class Counter:
    """One server for one market after another: to start and end a server takes longer than a page.

    address: where it is asked. market: the application that is served now.
    """

    def __init__(self, address: str = "") -> None:
        self.address = address
        self.market: Litestar | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Let the market of now answer."""
        assert self.market is not None, "no market is served"
        await self.market(scope, receive, send)


@contextlib.contextmanager
def counter() -> Iterator[Counter]:
    """Keep a server running at which markets are served in turn."""
    found = Counter()
    with listening(
        uvicorn.Server(uvicorn.Config(found, log_level="error", lifespan="off"))
    ) as port:
        found.address = f"http://127.0.0.1:{port}"
        yield found


@contextlib.contextmanager
def serving(folder: Path, kind: str, patch: pytest.MonkeyPatch, at: Counter) -> Iterator[Shell]:
    """Open a market of a kind in a folder, serve it at START, and return a shell beside it."""
    (folder / "var").mkdir()
    (folder / "src").symlink_to(ROOT / "src")
    database = f"sqlite:///{folder / DATABASE}"
    world = StoppedWorld(START)
    running = Running(open_store(database, write=True), world)
    match kind:
        case "practice":
            operator = first_start.open_practice(running.journal)
        case _:
            operator = first_start.open_real(running.journal, empty=kind == "empty")
    tokens = {
        NAMES[name]: one for name, one in tokens_of(running, operator).items() if name in NAMES
    }
    patch.setattr("laogu.journal.new_request_id", Ids(world.now))
    link = f"{at.address}/en/sign-in?link={running.sign_in.new_link(operator)}"
    variables = {"LAOGU_SERVER": at.address, "SERVER": at.address, "LINK": link, **tokens}
    if kind == "practice":
        holders = holders_of(running)
        variables |= {name: holders[one] for name, one in HOLDERS.items()}
    at.market = application(running)
    try:
        yield Shell(folder, variables)
    finally:
        at.market = None
        running.close()
