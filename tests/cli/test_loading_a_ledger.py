"""A ledger of grants from the shell: holders by name, warnings that want to be seen, as data."""

import pytest

from tests.cli.desk import Desk, in_chinese
from tests.http.market import IDA

HEAD = "holder,quantity,granted on,price,vesting\n"
DEE = "Dee Annon (example)"
NEW = "Nia Moss (example)"


@pytest.fixture
def file(tmp_path):
    def written(*rows: str) -> str:
        (tmp_path / "g.csv").write_text(HEAD + "\n".join(rows), encoding="utf-8")
        return str(tmp_path / "g.csv")

    return written


def loaded(desk: Desk, *words: str, lang: str = "en"):
    return desk.types("grant", "load", *words, by=IDA, lang=lang)


def test_who_is_on_the_register_is_found_and_anybody_else_registered(desk: Desk, file):
    ledger = file(
        f"{DEE},100,2026-01-05,1.50,at once", f"{NEW},50,2026-01-05,1.50,at once",
        f"{NEW},60,2026-01-06,1.50,at once",
    )  # fmt: skip

    checked = loaded(desk, ledger, "--issuer", "harrow", "--check")
    done = loaded(desk, ledger, "--issuer", "harrow", "--json").json

    assert "It can be loaded. Nothing was recorded." in checked.out
    made = done["recorded"]["made"]
    assert (len(made["holder"]), len(made["security"])) == (1, 3)
    again = loaded(desk, file(f"{NEW},70,2026-01-07,1.50,at once"), "--issuer", "harrow", "--json")
    assert "holder" not in again.json["recorded"]["made"]


def test_a_warning_is_shown_and_records_nothing_before_it_was_seen(desk: Desk, file):
    ledger = file(f"{DEE},100,2026-01-05,1.50,")

    refused = loaded(desk, ledger, "--issuer", "harrow", lang="zh")
    seen = loaded(desk, ledger, "--issuer", "harrow", "--warnings-seen", "--json").json

    assert refused.code == 3
    assert in_chinese("The row says nothing of vesting.") in refused.out
    assert "grant.warnings_unseen" in refused.err
    assert len(seen["recorded"]["made"]["security"]) == 1


def test_what_cannot_be_read_is_shown_whole_and_nothing_is_sent(desk: Desk, file):
    spoiled = file(f"{DEE},1k,2026-01-05,1.50,at once", f"{DEE},5,soon,1.50,at once")

    refused = loaded(desk, spoiled, "--check", "--json")

    assert refused.code == 2
    assert [one["where"] for one in refused.json["findings"]] == ["g.csv B2", "g.csv C3"]


def test_what_a_column_holds_can_be_said(desk: Desk, tmp_path):
    other = tmp_path / "other.csv"
    other.write_text(f"Plan\nWer,Wieviel,Wann,Reifung\n{NEW},5,2026-01-05,at once\n", "utf-8")
    columns = ["A=holder", "B=quantity", "C=granted_on", "D=vests"]
    told = [word for one in columns for word in ("--column", one)]

    read = loaded(desk, str(other), "--heading-row", "2", *told, "--check")
    wrong = loaded(desk, str(other), "--check", "--column", "A=award of units")

    assert "other.csv: 1 grant." in read.out
    assert (wrong.code, wrong.err.split(":")[0]) == (2, "error cli.column_unclear")
