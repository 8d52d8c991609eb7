"""`laogu vesting`: a person reads the last day first, a program the promised keys."""

from pathlib import Path

import pytest

from tests.cli.desk import in_chinese, typed
from tests.connectors.test_reading_grants import FILE


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "mei.toml"
    path.write_bytes(FILE)
    return str(path)


def test_a_leaver_reads_the_last_day_the_cost_and_why(file: str):
    came = typed("vesting", "show", file, "--as-of", "2026-08-31")

    assert (came.code, came.err) == (0, "")
    assert "May be exercised, as of 31 Aug 2026: 37,000." in came.out
    assert "It costs USD 31,450.00." in came.out
    assert "it ends on 29 Nov 2026." in came.out
    assert "The tax rule would give until 30 Nov 2026" in came.out


def test_a_person_reads_it_in_chinese(file: str):
    came = typed("vesting", "show", file, "--as-of", "2026-08-31", "--lang", "zh")

    assert in_chinese("dismissal for cause") not in came.out
    assert in_chinese("leaving of one's own accord") in came.out


def test_the_object_has_the_promised_keys(file: str):
    came = typed("vesting", "show", file, "--as-of", "2026-08-31", "--json")

    assert list(came.json) == [
        "as_of", "holder", "left", "reading", "grants", "iso_limit", "warnings",
    ]  # fmt: skip
    (one,) = came.json["grants"]
    assert (one["vested"], one["forfeited"]) == ("37000", "11000")
    assert one["exercise"]["last_on"] == "2026-11-29"
    assert one["exercise"]["cost"] == {"amount": "31450.00", "currency": "USD"}
    assert sum(int(row["units"]) for row in one["schedule"]) == 37_000


def test_both_totals_stand_where_readings_differ(file: str):
    came = typed("vesting", "show", file, "--as-of", "2026-08-31", "--json")
    assert came.json["grants"][0]["differs"] == []

    text = FILE.replace(b"2026-08-31", b"2026-08-15").decode()
    Path(file).write_text(text)
    came = typed("vesting", "show", file, "--as-of", "2026-08-31", "--json")
    (other,) = came.json["grants"][0]["differs"]
    assert (other["switch"], other["reading"]) == ("leaving_day", "lost")
    assert (other["vested"], came.json["grants"][0]["vested"]) == ("36000", "37000")
    same = typed(
        "vesting", "show", file, "--as-of", "2026-08-31", "--reading", "leaving_day=lost", "--json"
    )
    assert same.json["grants"][0]["vested"] == "36000"
    assert same.json["reading"]["leaving_day"] == "lost"


def test_a_calendar_is_written_as_it_is(file: str):
    came = typed("vesting", "calendar", file, "--as-of", "2026-08-01")

    assert came.code == 0
    assert came.out.startswith("BEGIN:VCALENDAR")
    assert "DTSTART;VALUE=DATE:20261129" in came.out


def test_what_is_wrong_is_shown_at_its_place(file: str):
    Path(file).write_bytes(FILE.replace(b"48000", b"-1"))

    came = typed("vesting", "show", file)

    assert came.code == 2
    assert "grants[0].quantity" in came.out
    assert came.err.startswith("error grants.wrong")


def test_a_reading_that_there_is_not_is_refused(file: str):
    came = typed("vesting", "show", file, "--reading", "cliff=9", "--json")

    assert (came.code, came.error["code"]) == (2, "cli.reading_unknown")


def test_a_last_day_moves_only_with_a_calendar(file: str, tmp_path: Path):
    rests = tmp_path / "rests.toml"
    rests.write_text('name = "none"\nsource = "example"\nyears = [2026]\nholidays = []\n')
    with_rests = ("--as-of", "2026-08-31", "--rest-days", str(rests), "--json")

    moved = typed("vesting", "show", file, *with_rests).json["grants"][0]
    assert moved["exercise"]["last_on"] == "2026-11-30"
    rests.write_text("no")
    came = typed("vesting", "show", file, *with_rests)
    assert came.error["code"] == "cli.rest_days_unreadable"
