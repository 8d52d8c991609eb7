"""`laogu issuer report`: tables for a person, one object for a program, a file for a board."""

import pytest

from tests.cli.desk import Desk, in_chinese
from tests.http.market import IDA

ASK = ("issuer", "report", "--issuer", "harrow")


def test_it_is_told_in_chinese_to_who_may_see_it(idle_desk: Desk):
    came = idle_desk.types(*ASK, by=IDA, lang="zh")

    assert came.code == 0
    assert in_chinese("What we do not know") in came.out


def test_nobody_else_is_told(idle_desk: Desk):
    came = idle_desk.types(*ASK, "--json")

    assert came.error["family"] == "denied"


def test_the_object_has_the_promised_keys(idle_desk: Desk):
    assert list(idle_desk.types(*ASK, "--json", by=IDA).json) == [
        "lang", "issuer", "name", "legal_name", "example", "on", "known_at", "standard", "through",
        "calibration", "done", "elsewhere", "sources", "unknown", "terms_on", "again",
    ]  # fmt: skip


def test_it_is_the_same_over_http_and_from_the_database(idle_desk: Desk):
    read = idle_desk.types(*ASK, "--on", "2026-06-01", "--json", "--database", idle_desk.database)

    assert idle_desk.types(*ASK, "--on", "2026-06-01", "--json", by=IDA).json == read.json


def test_a_file_that_cannot_be_written_is_refused(idle_desk: Desk, tmp_path):
    pytest.importorskip("typst")

    good = idle_desk.types(*ASK, "--pdf", str(tmp_path / "report.pdf"), "--json", by=IDA)
    bad = idle_desk.types(*ASK, "--pdf", str(tmp_path / "nowhere" / "report.pdf"), by=IDA)

    assert good.json["path"].endswith("report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert bad.code == 2
    assert "cli.file_unreadable" in bad.err
