"""`laogu ocf check`, `ocf positions` and `captable PATH`: the promised shapes, codes and tables."""

from pathlib import Path

import pytest

from tests.cli.desk import typed
from tests.connectors.packages import files_of, folder_of, good, of_id, zip_of

FINDING = ["code", "fix", "object_id", "severity", "what", "where", "why"]


@pytest.fixture
def package(tmp_path: Path) -> str:
    return folder_of(tmp_path / "made", files_of(good()))


@pytest.fixture
def faulty(tmp_path: Path) -> str:
    items = good()
    of_id(items, "transfer")["quantity"] = "401"
    return zip_of(tmp_path / "faulty.ocf.zip", files_of(items))


def test_a_check_has_the_promised_shape(package: str):
    came = typed("ocf", "check", package, "--json")

    assert (came.code, came.err) == (0, "")
    assert list(came.json) == ["package", "version", "accepted", "findings"]
    assert came.json["accepted"] is True
    assert all(sorted(one) == FINDING for one in came.json["findings"])


def test_what_is_not_accepted_ends_with_two_and_the_object_all_the_same(faulty: str):
    for words in (("ocf", "check"), ("ocf", "positions"), ("captable",)):
        came = typed(*words, faulty, "--json")

        assert (came.code, came.err) == (2, "")
        assert came.json["accepted"] is False
        first = came.json["findings"][0]
        assert (first["severity"], first["object_id"]) == ("error", "transfer")
        assert "transactions.ocf.json#/items/2" in first["where"]


def test_positions_have_the_promised_shape(package: str):
    came = typed("ocf", "positions", package, "--as-of", "2022-03-01", "--json").json

    assert {"as_of", "readings", "positions", "totals", "findings"} <= came.keys()
    assert came["as_of"] == "2022-03-01"
    assert came["readings"]["partial_exercise"] == "residual"
    by_id = {one["security_id"]: one for one in came["positions"]}
    assert {"s1", "w3", "n2"}.isdisjoint(by_id)
    assert by_id["s2"]["holder"] == "Ben Fund (example)"
    assert (by_id["s2"]["stock_class_id"], by_id["s2"]["quantity"]) == ("common", "400")
    assert (by_id["e1"]["plan_id"], by_id["e1"]["quantity"]) == ("plan", "400")
    assert (by_id["n3"]["kind"], by_id["n3"]["currency"]) == ("convertible", "USD")
    totals = {(one["kind"], one.get("stock_class_id")): one["quantity"] for one in came["totals"]}
    assert totals["stock", "common"] == str(400 + 600 + 80 + 60)


def test_totals_of_every_day_are_those_of_that_day(package: str):
    days = typed("ocf", "totals", package, "--json").json["days"]

    assert len(days) > 3
    for each in days:
        alone = typed("ocf", "positions", package, "--as-of", each["as_of"], "--json").json
        assert sorted(map(str, each["totals"])) == sorted(map(str, alone["totals"]))
    last = days[-1]["as_of"]
    from_then = typed("ocf", "totals", package, "--from", last, "--json").json["days"]
    assert from_then == days[-1:]
    assert typed("ocf", "totals", package, "--to", "1999-01-01", "--json").json["days"] == []
    assert days[0]["as_of"] in typed("ocf", "totals", package).out


def test_another_reading_comes_to_other_totals_and_both_are_told(package: str):
    usual = typed("ocf", "positions", package, "--as-of", "2022-03-01", "--json").json
    words = ("ocf", "positions", package, "--as-of", "2022-03-01", "--partial-exercise", "strict")
    strict = typed(*words, "--json").json

    assert usual["other_readings"][0]["value"] == "strict"
    assert usual["other_readings"][0]["totals"] == strict["totals"]
    assert strict["readings"]["partial_exercise"] == "strict"
    assert "With --partial-exercise residual they would be:" in typed(*words).out


def test_a_split_may_be_applied_where_nothing_was_issued_again(tmp_path: Path):
    items = good()
    items["transactions"] = [
        one for one in items["transactions"] if one["id"] not in {"split-f1", "issue-f2"}
    ]
    path = folder_of(tmp_path / "split", files_of(items))

    def founders(*words: str) -> str:
        rows = typed("captable", path, *words, "--json").json["classes"]
        return str(next(one["quantity"] for one in rows if one["stock_class_id"] == "founders"))

    assert founders() == "30"
    assert founders("--split", "applied") == "150"
    assert founders("--split", "applied", "--as-of", "2022-08-31") == "30"


def test_a_cap_table_of_a_package_is_one_of_the_market_with_more_beside(package: str):
    came = typed("captable", package, "--json").json

    assert {"as_of", "known_at", "classes", "rows", "not_shown"} <= came.keys()
    quantities = {one["stock_class_id"]: one["quantity"] for one in came["classes"]}
    rows = came["rows"]
    for name, quantity in quantities.items():
        held = sum(int(one["quantities"].get(name, "0")) for one in rows)
        assert str(held) == quantity
    assert [one["holder_id"] for one in rows] == ["ada", "ben", "eve"]


def test_tables_are_readable_in_both_languages(package: str, faulty: str):
    table = typed("captable", package)
    chinese = typed("ocf", "positions", package, "--lang", "zh")
    refused = typed("ocf", "check", faulty)

    assert "Made Up (example): cap table as of 2022-12-31" in table.out
    assert "is accepted" in table.out
    assert "可转换证券" not in chinese.out
    assert "股权激励" in chinese.out
    assert refused.code == 2
    assert "instead of 401" in refused.out


def test_what_is_not_there_is_an_error_of_its_own(tmp_path: Path):
    came = typed("ocf", "check", str(tmp_path / "nothing.zip"), "--json")

    assert (came.code, came.out) == (2, "")
    assert came.error["code"] == "cli.file_unreadable"


def test_a_package_has_no_moment_at_which_it_was_known(package: str):
    came = typed("captable", package, "--known-at", "2022-01-01T00:00:00Z", "--json")

    assert came.error["code"] == "cli.value_unreadable"
