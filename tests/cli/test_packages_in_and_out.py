"""A package is taken onto a register by command, and written out again."""

import json
from pathlib import Path

import pytest

from laogu.connectors import ocf
from tests.cli.desk import Desk
from tests.connectors.packages import files_of, folder_of, good, of_id, zip_of
from tests.http.market import KIT, OPERATOR


@pytest.fixture
def package(tmp_path: Path) -> str:
    return zip_of(tmp_path / "made-up.ocf.zip", files_of(good()))


def test_a_package_becomes_a_register_and_a_package_again(desk: Desk, package: str, tmp_path: Path):
    tried = desk.does("ocf", "import", package, "--new", "made-up", "--dry-run", by=OPERATOR)
    assert tried["accepted"]
    assert tried["preview"]["made"]["holder"] == 3

    done = desk.does("ocf", "import", package, "--new", "made-up", by=OPERATOR)
    assert done["recorded"]["operation"] == "register.take"
    rows = desk.does("captable", "made-up", by=OPERATOR)["rows"]
    assert {row["holder"] for row in rows} >= {"Ada Founder (example)", "Ben Fund (example)"}

    out = tmp_path / "out.ocf.zip"
    written = desk.does("ocf", "export", "made-up", str(out), "--as-of", "2022-12-31", by=OPERATOR)
    before, after = ocf.read_package(package), ocf.read_package(str(out))
    assert (written["version"], written["findings"]) == ("1.2.1-alpha+main", [])
    assert after.accepted
    assert before.lives is not None
    assert after.lives is not None
    assert after.kept == before.kept
    assert {one.id for one in after.lives.history.changes} == {
        one.id for one in before.lives.history.changes
    }


def test_a_snapshot_and_an_older_version_are_written_too(desk: Desk, package: str, tmp_path: Path):
    desk.does("ocf", "import", package, "--new", "made-up", by=OPERATOR)

    folder = tmp_path / "out"
    options = ("--version", "1.2.0", "--snapshot", "--strict", "--as-of", "2022-12-31")
    typed = desk.types("ocf", "export", "made-up", str(folder), *options, by=OPERATOR)

    assert typed.code == 0
    assert "as of 2022-12-31" in typed.out
    told = json.loads((folder / "Transactions.ocf.json").read_bytes())
    kinds = {one["object_type"] for one in told["items"]}
    assert "TX_STOCK_TRANSFER" not in kinds
    assert ocf.read_package(str(folder)).accepted


def test_nothing_is_written_over_and_nobody_else_may_ask(desk: Desk, package: str, tmp_path: Path):
    desk.does("ocf", "import", package, "--new", "made-up", by=OPERATOR)
    there = tmp_path / "there.ocf.zip"
    there.write_bytes(b"mine")

    over = desk.types("ocf", "export", "made-up", str(there), by=OPERATOR)
    other = desk.types("ocf", "export", "made-up", str(tmp_path / "x.zip"), by=KIT)

    assert (over.code, there.read_bytes()) == (2, b"mine")
    assert other.code == 3
    assert other.err.startswith("error people.no_mandate")


def test_a_package_with_a_fault_is_not_sent(desk: Desk, tmp_path: Path):
    items = good()
    of_id(items, "transfer")["quantity"] = "401"
    path = folder_of(tmp_path / "wrong", files_of(items))

    typed = desk.types("ocf", "import", path, "--new", "made-up", by=OPERATOR)
    both = desk.types("ocf", "import", path, by=OPERATOR)

    assert typed.code == 2
    assert "s1" in typed.out
    assert typed.err.startswith("error cli.file_refused")
    assert both.err.startswith("error cli.option_missing")


def test_a_register_that_is_there_is_not_taken_twice(desk: Desk, package: str):
    desk.does("ocf", "import", package, "--new", "made-up", by=OPERATOR)

    again = desk.types("ocf", "import", package, "--issuer", "made-up", by=OPERATOR)

    assert again.code == 3
    assert again.err.startswith("error register.in_use")


def test_what_is_taken_is_what_the_reading_showed(desk: Desk, tmp_path: Path):
    items = good()
    items["transactions"] = [
        one for one in items["transactions"] if one["id"] not in {"split-f1", "issue-f2"}
    ]
    path = zip_of(tmp_path / "split.ocf.zip", files_of(items))
    applied = ("--split", "applied")
    shown = desk.does("ocf", "positions", path, *applied, "--as-of", "2022-12-31", by=OPERATOR)

    desk.does("ocf", "import", path, *applied, "--new", "made-up", by=OPERATOR)

    out = str(tmp_path / "out.ocf.zip")
    desk.does("ocf", "export", "made-up", out, "--as-of", "2022-12-31", by=OPERATOR)
    written = desk.does("ocf", "positions", out, "--as-of", "2022-12-31", by=OPERATOR)
    assert (written["accepted"], written["readings"]["split"]) == (True, "reissued")
    totals = [{str(one): one for one in told["totals"]} for told in (shown, written)]
    assert totals[0] == totals[1]
    assert any(one["quantity"] == "150" for one in totals[0].values())
