"""A cap table in the shell: counted by stated conventions, and compared with another day."""

import pytest

from tests.cli.desk import Desk
from tests.http.market import IDA, OPERATOR


def test_what_is_fully_diluted_stands_with_its_conventions(idle_desk: Desk):
    words = ("captable", "harrow", "--by", "class", "--fully-diluted")

    table = idle_desk.types(*words, by=IDA).out
    told = idle_desk.does(*words, by=IDA)["counted"]

    assert told["conventions"] == {
        "grants": "all", "pool": True, "warrants": True, "convertibles_at": None,
        "as_converted": True,
    }  # fmt: skip
    assert [row["quantities"] for row in told["rows"]] == [
        {"stock": "10000000", "grants": "29200", "pool": "370800"}
    ]
    assert told["total"] == "10400000"
    assert "10,400,000" in table


def test_a_convention_that_leaves_out_says_how_much(idle_desk: Desk):
    words = ("captable", "harrow", "--grants", "none", "--without", "pool")

    came = idle_desk.types(*words, by=IDA)

    assert came.out.splitlines()[-2:] == [
        "  not counted: 29,200 granted and not exercised",
        "  not counted: 370,800 left to grant in plans",
    ]


def test_the_old_keys_stay_and_the_new_ones_come_where_they_are_asked_for(idle_desk: Desk):
    plain = idle_desk.does("captable", "harrow", by=IDA)
    asked = idle_desk.does("captable", "harrow", "--by", "group", "--diff", "2020-01-01", by=IDA)

    assert plain.keys() | {"counted", "changed"} == asked.keys()
    assert {name: asked[name] for name in plain} == plain
    (of_class,) = asked["changed"]["classes"]
    assert of_class["changes"] == {"issued": "10000000"}
    assert sum(int(row["end"]) for row in asked["changed"]["rows"]) == int(of_class["end"])


def test_securities_are_listed_with_the_ids_that_acts_ask_for(idle_desk: Desk):
    table = idle_desk.types("captable", "harrow", "--by", "security", by=IDA).out
    told = idle_desk.does("captable", "harrow", "--by", "security", by=IDA)["securities"]["rows"]

    assert {one["kind"] for one in told} == {"stock", "equity_compensation"}
    assert all(one["security_id"] in table for one in told)
    nobody = idle_desk.types("captable", "harrow", "--by", "security").out
    assert nobody.splitlines()[1:] == ["  There is none that you may see."]


def test_the_same_is_read_from_the_database(idle_desk: Desk):
    words = ("captable", "harrow", "--by", "group", "--diff", "2020-01-01", "--json")

    asked = idle_desk.types(*words, by=OPERATOR)
    read = idle_desk.types(*words, "--database", idle_desk.database)

    assert asked.json == read.json


def test_who_acts_for_nobody_sees_the_rest_summed_up(idle_desk: Desk):
    told = idle_desk.types("captable", "harrow", "--fully-diluted", "--json").json["counted"]

    assert told["rows"] == []
    assert told["not_shown"] == {"stock": "10000000", "grants": "29200", "pool": "370800"}


@pytest.mark.parametrize("by", ["holder", "group", "votes"])
def test_every_table_is_drawn(idle_desk: Desk, by: str):
    came = idle_desk.types("captable", "harrow", "--by", by, "--diff", "2020-01-01", by=IDA)

    assert came.code == 0
    assert "harrow: what changed from the end of 2020-01-01" in came.out


def test_a_package_is_neither_counted_nor_compared(idle_desk: Desk):
    no = idle_desk.types("captable", "./nothing.zip", "--by", "group", "--json")

    assert (no.code, no.error["code"]) == (2, "cli.value_unreadable")
    assert no.error["facts"]["name"] == "--by"
