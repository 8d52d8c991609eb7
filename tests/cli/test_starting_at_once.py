"""`laogu --help` starts at once, and a server soon: what is not needed is not loaded."""

import subprocess
import sys
from pathlib import Path

import pytest

from laogu.app import GARBAGE_AFTER

HEAVY = {
    "apsw", "babel", "httpx2", "jinja2", "litestar", "numpy", "psycopg",
    "python_calamine", "rich", "scipy", "sqlite3", "uvicorn", "urllib3",
}  # fmt: skip
OURS = ("laogu.api", "laogu.app", "laogu.connectors", "laogu.journal", "laogu.web", "laogu.bench")


def loaded_by(*words: str) -> set[str]:
    """Return the modules that a command line has loaded when it ends."""
    code = (
        "import sys\nfrom laogu.cli import program\n"
        f"program.main({list(words)!r}, standalone_mode=False)\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return set(ran.stderr.split())


@pytest.mark.parametrize("words", [("--help",), ("offer", "--help"), ("offer", "post", "--help")])
def test_help_loads_no_server_no_database_and_no_tables(words: tuple[str, ...]):
    loaded = loaded_by(*words)

    assert "click" in loaded
    assert sorted({name.partition(".")[0] for name in loaded} & HEAVY) == []
    assert sorted(name for name in loaded if name.startswith(OURS)) == []


def test_the_list_of_commands_loads_none_of_them():
    loaded = loaded_by("--help")

    ours = {name for name in loaded if name.startswith("laogu.cli.")}
    assert ours == {"laogu.cli.call", "laogu.cli.commands", "laogu.cli.program"}


ONLY_WHEN_ASKED = {
    "laogu.bench", "laogu.connectors.auction", "laogu.connectors.histories", "laogu.connectors.ocf",
    "numpy", "psycopg", "python_calamine", "rich", "scipy", "xlsxwriter",
}  # fmt: skip

SERVES = """
import gc, os, sys
from laogu.__main__ import Whole

def run(server, sockets=None):
    print(gc.isenabled(), gc.get_threshold()[0], gc.get_freeze_count() > 50_000)
    print(*sys.modules)
    os._exit(0)

sys.stdout.reconfigure(write_through=True)
import uvicorn
uvicorn.Server.run = run
Whole().serve(database=sys.argv[1], empty=True)
"""


def test_a_server_that_waits_holds_nothing_that_is_needed_only_when_somebody_asks(tmp_path: Path):
    database = f"sqlite:///{tmp_path / 'market.db'}"
    ran = subprocess.run(
        [sys.executable, "-c", SERVES, database],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    said, loaded = ran.stdout.splitlines()[-2:]

    assert "laogu.web" in loaded.split()
    assert sorted(set(loaded.split()) & ONLY_WHEN_ASKED) == []
    assert said == f"True {GARBAGE_AFTER} True"
