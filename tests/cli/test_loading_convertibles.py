"""A ledger of safes, notes and warrants from the shell: checked, loaded, found again by name."""

import pytest

from tests.cli.desk import Desk, in_chinese
from tests.http.market import IDA

HEAD = "holder,kind,issued on,amount,cap,quantity,price,class\n"
DEE = "Dee Annon (example)"
NEW = "Nia Moss Ltd (example)"
SAFE = f"{NEW},SAFE,2026-01-05,5000,1000000,,,"
WARRANT = f"{DEE},warrant,2026-01-05,,,100,1.50,Ordinary shares"


@pytest.fixture
def file(tmp_path):
    def written(*rows: str) -> str:
        (tmp_path / "c.csv").write_text(HEAD + "\n".join(rows), encoding="utf-8")
        return str(tmp_path / "c.csv")

    return written


def loaded(desk: Desk, *words: str, lang: str = "en"):
    return desk.types("convertible", "load", *words, by=IDA, lang=lang)


def test_who_has_shares_or_a_paper_is_found_by_name(desk: Desk, file):
    checked = loaded(desk, file(SAFE, WARRANT), "--issuer", "harrow", "--check")
    done = loaded(desk, file(SAFE, WARRANT), "--issuer", "harrow", "--json").json
    again = loaded(desk, file(SAFE.replace("5000", "6000")), "--issuer", "harrow", "--json").json

    assert "c.csv: 2 convertibles and warrants." in checked.out
    assert "It can be loaded. Nothing was recorded." in checked.out
    made = done["recorded"]["made"]
    assert (len(made["holder"]), len(made["security"])) == (1, 2)
    assert "holder" not in again["recorded"]["made"]


def test_a_warning_records_nothing_before_it_was_seen(desk: Desk, file):
    plain = file(f"{NEW},note,2026-01-05,5000,,,,")

    refused = loaded(desk, plain, "--issuer", "harrow", lang="zh")
    seen = loaded(desk, plain, "--issuer", "harrow", "--warnings-seen", "--json").json

    assert refused.code == 3
    assert in_chinese("The row states no interest.") in refused.out
    assert len(seen["recorded"]["made"]["security"]) == 1


def test_what_cannot_be_read_is_shown_whole_and_nothing_is_sent(desk: Desk, file):
    spoiled = file(f"{NEW},swap,2026-01-05,1e3,,,,", f"{NEW},SAFE,soon,5,,,,")

    refused = loaded(desk, spoiled, "--check", "--json")

    assert refused.code == 2
    assert [one["where"] for one in refused.json["findings"]] == [
        "c.csv B2",
        "c.csv D2",
        "c.csv C3",
    ]


def test_what_the_register_says_of_the_other_rows_is_listed_with_the_errors_of_the_file(
    desk: Desk, file
):
    spoiled = file(f"{NEW},swap,2026-01-05,5,9,,,", WARRANT.replace("1.50", ""))

    refused = loaded(desk, spoiled, "--issuer", "harrow", "--check")
    unasked = loaded(desk, spoiled, "--check")

    assert (refused.code, unasked.code) == (2, 2)
    assert "row 3, price" in refused.out
    assert "Errors in the file: 2." in refused.err
    assert "Errors in the file: 1." in unasked.err


def test_over_http_a_row_is_refused_with_its_cell(desk: Desk, file):
    refused = loaded(desk, file(WARRANT.replace("1.50", "")), "--issuer", "harrow", "--json")

    assert refused.code == 3
    assert "row 2, price" in refused.err


def test_what_a_column_holds_can_be_said(desk: Desk, tmp_path):
    other = tmp_path / "other.csv"
    other.write_text(f"Ledger of 2026\nWer,Was,Wann,Wieviel\n{NEW},SAFE,2026-01-05,7000\n", "utf-8")
    columns = ["A=holder", "B=award", "C=granted_on", "D=cost"]
    told = [word for one in columns for word in ("--column", one)]

    read = loaded(desk, str(other), "--heading-row", "2", *told, "--check")
    wrong = loaded(desk, str(other), "--check", "--column", "A=vests")

    assert "other.csv: 1 convertible or warrant." in read.out
    assert (wrong.code, wrong.err.split(":")[0]) == (2, "error cli.column_unclear")
