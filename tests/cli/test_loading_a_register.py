"""A spreadsheet becomes a register: everything found is shown first, then all of it or nothing."""

from pathlib import Path

import pytest

from laogu.connectors import shipped
from tests.cli.desk import Desk, typed
from tests.http.market import IDA, OPERATOR

BAD = "holder,class,quantity\nAda Ash,Ordinary,12\nBen Elm,Ordinary,0\nCy Fir,Ordinary,1.5k\n"
GOOD = "holder,kind,quantity,certificate\nAsh LP,organisation,12,A-1\nElm LP,organisation,30,A-2\n"


@pytest.fixture
def bad(tmp_path: Path) -> str:
    path = tmp_path / "bad.csv"
    path.write_text(BAD, encoding="utf-8")
    return str(path)


@pytest.fixture
def good(tmp_path: Path) -> str:
    path = tmp_path / "good.csv"
    path.write_text(GOOD, encoding="utf-8")
    return str(path)


def test_a_check_needs_no_market_and_shows_everything_found(bad: str):
    came = typed("register", "load", bad, "--check")

    assert came.code == 2
    assert [line.split()[0] for line in came.out.splitlines()] == [
        "severity", "error", "error", "warning", "bad.csv:",
    ]  # fmt: skip
    assert came.err.startswith("error cli.file_refused: Nothing was recorded.")


def test_a_file_that_is_not_accepted_is_one_object_and_exit_two(bad: str):
    came = typed("register", "load", bad, "--check", "--json", "--lang", "zh")

    assert (came.code, came.json["accepted"]) == (2, False)
    assert {"severity", "code", "where", "what", "why", "fix"} <= came.json["findings"][0].keys()
    assert came.error["code"] == "cli.file_refused"


def test_a_check_with_an_issuer_is_tried_on_its_register_and_rolled_back(desk: Desk, good: str):
    desk.does("issuer", "register", "--slug", "ash", "--name-en", "Ash", by=OPERATOR)
    load = ("register", "load", good, "--issuer", "ash", "--stock-class", "Ordinary")
    before = desk.does("verify", "--server", desk.server, by=OPERATOR)["head"]

    checked = desk.types(*load, "--check", "--json", by=OPERATOR)
    denied = desk.types(*load, "--check", by=IDA)
    after = desk.does("verify", "--server", desk.server, by=OPERATOR)["head"]
    desk.does(*load, by=OPERATOR)
    again = desk.types(*load, "--check", by=OPERATOR)

    assert checked.json["preview"]["made"] == {
        "stock_class": 1, "holder": 2, "security": 2, "load": 1,
    }  # fmt: skip
    assert checked.json["preview"]["recorded"] is False
    assert denied.code == 3
    assert before == after
    assert (again.code, "register.cannot_load" in again.err) == (3, True)
    assert "A-1" in again.out  # what the market finds in the rows is shown


def test_what_the_register_says_of_the_other_rows_is_listed_with_the_errors_of_the_file(
    desk: Desk, tmp_path: Path
):
    desk.does("issuer", "register", "--slug", "ash", "--name-en", "Ash", by=OPERATOR)
    path = tmp_path / "both.csv"
    path.write_text(BAD + "Dee Yew,Ordinary,15000.5\n", encoding="utf-8")
    load = ("register", "load", str(path), "--issuer", "ash")

    shown = desk.types(*load, by=OPERATOR)
    plain = desk.types(*load, "--check", "--json", by=OPERATOR)
    stranger = desk.types(*load, by=IDA)

    assert "row 5, quantity" in shown.out
    assert "Errors in the file: 3." in shown.err
    assert [one["code"] for one in plain.json["findings"] if one["severity"] == "error"][-1] == (
        "basics.not_a_quantity"
    )
    assert (shown.code, plain.code, stranger.code) == (2, 2, 2)
    assert "Errors in the file: 2." in stranger.err


def test_with_an_error_nothing_is_sent(desk: Desk, bad: str):
    before = desk.does("verify", "--server", desk.server, by=OPERATOR)["entries"]

    came = desk.types("register", "load", bad, "--issuer", "harrow", by=IDA)

    assert came.code == 2
    assert desk.does("verify", "--server", desk.server, by=OPERATOR)["entries"] == before


def test_a_good_file_is_loaded_and_counted(desk: Desk, good: str):
    desk.does("issuer", "register", "--slug", "acme", "--name-en", "Acme", by=OPERATOR)
    load = ("register", "load", good, "--issuer", "acme", "--stock-class", "Ordinary")

    checked = desk.types(*load, "--check", by=OPERATOR)
    loaded = desk.types(*load, "--on", "2026-11-20", "--source", "our own books", by=OPERATOR)

    assert checked.out.splitlines()[-4:] == [
        "It can be loaded. Nothing was recorded.",
        "  stock class  1",
        "  holder  2",
        "  security  2",
    ]
    assert loaded.code == 0, loaded.err
    made = [line.split() for line in loaded.out.splitlines()[-4:]]
    assert made[:3] == [["stock", "class", "1"], ["holder", "2"], ["security", "2"]]
    assert made[3][0] == "load"
    assert made[3][1].startswith("load_")
    table = desk.does("captable", "acme", by=OPERATOR)
    assert {row["holder"]: list(row["quantities"].values()) for row in table["rows"]} == {
        "Elm LP": ["30"],
        "Ash LP": ["12"],
    }


def test_what_the_market_finds_in_the_rows_is_shown_as_well(desk: Desk, good: str):
    desk.does("issuer", "register", "--slug", "acme", "--name-en", "Acme", by=OPERATOR)
    load = ("register", "load", good, "--issuer", "acme", "--stock-class", "Ordinary")
    desk.does(*load, by=OPERATOR)

    again = desk.types(*load, by=OPERATOR)
    as_json = desk.types(*load, "--json", by=OPERATOR)

    assert again.code == as_json.code == 3
    assert again.out.count("is already on the register") == 2
    assert [one["code"] for one in as_json.error["facts"]["findings"]] == [
        "register.certificate_known",
        "register.certificate_known",
    ]


def test_the_shipped_register_is_a_file_like_any_other(desk: Desk, tmp_path: Path):
    path = tmp_path / "zhipu.csv"
    path.write_bytes(shipped.register("zhipu"))
    desk.does("issuer", "register", "--slug", "zhipu", "--name-en", "Zhipu", by=OPERATOR)
    terms = tmp_path / "terms.toml"
    terms.write_bytes(shipped.content("zhipu/terms.toml"))
    desk.does("terms", "adopt", str(terms), "--issuer", "zhipu", "--binds-on", "2026-01-01",
              by=OPERATOR)  # fmt: skip

    loaded = desk.does("register", "load", str(path), "--issuer", "zhipu", by=OPERATOR)

    assert len(loaded["recorded"]["made"]["holder"]) == 54
    assert desk.types("captable", "zhipu").out.splitlines()[-1].split()[:2] == [
        "total",
        "402,810,690",
    ]


def test_a_calendar_is_read_with_its_ranges(desk: Desk, tmp_path: Path):
    path = tmp_path / "calendar.toml"
    path.write_bytes(shipped.content("calendars/cn_2026.toml"))

    desk.does("calendar", "adopt", str(path), by=OPERATOR)

    last = desk.does("record", "show", "--after", "2", "--limit", "200", by=OPERATOR)["entries"][-1]
    assert last["operation"] == "calendar.adopt"
    expected = [one.isoformat() for one in shipped.rest_days().holidays]
    assert all(f'"{day}"' in last["body"] for day in expected)


@pytest.mark.parametrize(
    "text",
    ["", "name = 1", "holidays = [[", 'name="x"\nsource="x"\nyears=[2026]\nholidays=[]\nmore=1',
     'name="x"\nsource="x"\nyears=[2026]\nholidays=[[2026-02-03, 2026-02-01]]',
     'name="x"\nsource="x"\nyears=[2026]\nholidays=[[2026-02-03, 2036-02-01]]'],
)  # fmt: skip
def test_a_file_that_is_no_calendar_is_refused_before_anything_is_asked(tmp_path: Path, text: str):
    path = tmp_path / "calendar.toml"
    path.write_text(text, encoding="utf-8")

    came = typed("calendar", "adopt", str(path), "--json")

    assert (came.code, came.error["code"]) == (2, "cli.file_unreadable")


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path):
    path = tmp_path / "terms.toml"
    path.write_bytes("章程".encode("gb18030"))

    came = typed("terms", "adopt", str(path), "--issuer", "harrow", "--json")

    assert (came.code, came.error["code"]) == (2, "cli.file_unreadable")
    assert "UTF-8" in came.error["why"]


def test_how_a_file_is_read_can_be_said(tmp_path: Path):
    path = tmp_path / "own.csv"
    path.write_text("x\nWer,Was,Wieviel,Tag\nNorth LP,A,5,25/12/2025\n", encoding="utf-8")
    said = (
        "--heading-row", "2", "--days", "day", "--column", "a=holder", "--column", "B=stock_class",
        "--column", "C=quantity", "--column", "D=acquired_on",
    )  # fmt: skip

    read = typed("register", "load", str(path), "--check", "--json", *said)
    wrong = typed("register", "load", str(path), "--check", "--column", "C=shares")

    assert (read.code, read.json["accepted"], read.json["rows"]) == (0, True, "1")
    assert (wrong.code, wrong.err.split(":")[0]) == (2, "error cli.column_unclear")


def test_an_import_is_undone_by_its_id(desk: Desk, good: str):
    desk.does("issuer", "register", "--slug", "elm", "--name-en", "Elm", by=OPERATOR)
    load = ("register", "load", good, "--issuer", "elm", "--stock-class", "Ordinary")
    loaded = desk.types(*load, by=OPERATOR)
    id_ = next(line.split()[1] for line in loaded.out.splitlines() if "load_" in line)

    undone = desk.types("register", "undo", "--load", id_, "--reason", "wrong file", by=OPERATOR)
    again = desk.types(*load, by=OPERATOR)

    assert (loaded.code, undone.code, again.code) == (0, 0, 0)
