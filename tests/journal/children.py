"""Programs that write to a market's file and are killed, starved or stripped of their rights.

Each is run as a process of its own: python -m tests.journal.children NAME ARGUMENTS.
"""

import os
import random
import resource
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

# Now, and not when it is first needed: a child that gives up its rights may not read it any more.
import laogu.journal.sqlite  # noqa: F401
from laogu.basics import LaoguError
from laogu.journal.addresses import open_store
from laogu.journal.chain import Head, genesis
from laogu.journal.store import Kept
from tests.contracts.chains import chained

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534


def start(name: str, *arguments: object) -> "subprocess.Popen[bytes]":
    """Start one of the programs below; its standard output is a pipe."""
    command = [sys.executable, "-m", "tests.journal.children", name, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)


class Nursery:
    """A process that has imported everything, and bears one child after the other.

    A child is killed as any other process is, but begins at once.
    """

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.journal.children", "bear_on_demand"]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._asks, self.says = self._process.stdin, self._process.stdout

    def bears(self, name: str, *arguments: object) -> int:
        """Start one of the programs below and return its process id; what it says can be read."""
        self._asks.write((" ".join(map(str, (name, *arguments))) + "\n").encode())
        self._asks.flush()
        word, pid = self.says.readline().split()
        assert word == b"born"
        return int(pid)

    def last_words(self) -> list[bytes]:
        """Return what a child said and nobody has read yet; it is dead, or waited for."""
        return list(iter(self.says.readline, b"dead\n"))

    def close(self) -> None:
        self._asks.close()
        self._process.wait()
        self.says.close()


def bear_on_demand() -> None:
    """Start a program for each line, as a process of its own, and say when it is dead."""
    for line in sys.stdin:
        name, *arguments = line.split()
        child = os.fork()
        if child == 0:
            say("born", os.getpid())
            try:
                globals()[name](*arguments)
            finally:
                os._exit(1)
        os.waitpid(child, 0)
        say("dead")


def say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def append_for_ever(url: str, seed: str) -> None:
    """Append batches of every size and say, for each, that it is tried and that it is durable."""
    chance = random.Random(seed)
    store = open_store(url, write=True)
    last = [*store.rows()][-1:]
    head = Head(last[0].seq, last[0].hash) if last else genesis
    for _ in count():
        sizes = chance.choices([10, 400, 5_000], k=chance.randint(1, 9))
        bodies = [chance.randbytes(size) for size in sizes]
        rows = chained(bodies, start=head)
        head = Head(rows[-1].seq, rows[-1].hash)
        say("try", head.seq)
        # Each batch keeps one name and forgets the one before it.
        store.append(
            rows,
            keep=[Kept(f"name_{head.seq}", b"", b"kept with its batch")],
            forget=[f"name_{rows[0].seq - 1}"],
        )
        say("durable", head.seq)


def fill_up(url: str, limit_bytes: str) -> None:
    """Append until no file may grow any further; say why, and what can still be read."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit_bytes), int(limit_bytes)))
    store = open_store(url, write=True)
    head = genesis
    while True:
        rows = chained((os.urandom(400) for _ in range(20)), start=head)
        try:
            store.append(rows)
        except LaoguError as error:
            say(error.code, *error.facts.values())
            break
        head = Head(rows[-1].seq, rows[-1].hash)
        say("durable", head.seq)
    say("readable", sum(1 for _ in store.rows()))
    # What no room can be made for fails once more, and harms nothing either.
    try:
        store.append(chained([os.urandom(int(limit_bytes))], start=head))
    except LaoguError as error:
        say(error.code)
    say("readable", sum(1 for _ in store.rows()))


def open_as_nobody(url: str, write: str) -> None:
    """Open the market as somebody to whom the file's rights apply, and say what comes of it."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        open_store(url, write=write == "write").close()
    except LaoguError as error:
        say(error.code, *error.facts.values())
    else:
        say("opened")


def leave_a_worker(url: str) -> None:
    """Hold the market, with a forked worker that lives on when this process is killed."""
    store = open_store(url, write=True)
    if os.fork() == 0:
        say(os.getpid())
        time.sleep(60)
        os._exit(0)
    time.sleep(60)
    store.close()


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
