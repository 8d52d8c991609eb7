"""The block at the end of a run, and skips that are failures."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

SKIPS = """
import pytest
from tests.summary import NO_SHARED

def test_passes(): pass

@pytest.mark.parametrize("n", [1, 2])
def test_wants_a_network(n): pytest.skip("no network")

def test_wants_cases(): pytest.skip(NO_SHARED)

@pytest.mark.xfail(reason="known", strict=True)
def test_is_known_to_fail(): assert False
"""


def ended(folder: Path, *options: str, no_skips: str = "0") -> tuple[int, str]:
    """Run pytest over an invented test file with our plugin; return exit code and output."""
    (folder / "test_skips.py").write_text(SKIPS)
    (folder / "pytest.ini").write_text(
        "[pytest]\nmarkers =\n    browser: x\n    golden: x\n    shared: x\n"
    )
    quick = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_PLUGINS": "xdist.plugin"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", *options, str(folder)],
        cwd=folder,
        env={**os.environ, **quick, "PYTHONPATH": str(ROOT), "LAOGU_NO_SKIPS": no_skips},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("options", [(), ("-n", "2")], ids=["alone", "two workers"])
def test_the_run_ends_with_what_was_skipped_and_why(tmp_path, options):
    code, said = ended(tmp_path, *options)

    assert code == 0, said
    assert "2 skipped: no network\n       2  test_skips.py\n" in said
    assert "1 skipped: no ../shared folder beside this checkout\n" in said


def test_no_skip_is_taken_in_ci_but_the_one_for_shared(tmp_path):
    code, said = ended(tmp_path, no_skips="1")

    assert code == 1
    assert "Skipped, and LAOGU_NO_SKIPS=1 allows no skip: no network" in said
    assert "2 failed, 1 passed, 1 skipped, 1 xfailed" in said


def test_a_run_without_skips_says_so(tmp_path):
    _, said = ended(tmp_path, "-k", "passes")

    assert "Nothing was skipped." in said
