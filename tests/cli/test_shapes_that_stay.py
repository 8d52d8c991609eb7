"""The shapes that other programs read: what section 5 of the design promises of them."""

import pytest

from tests.cli.desk import Desk, in_chinese
from tests.http.market import DEE, IDA, OPERATOR

EXPLAIN = ("transfer", "explain", "--issuer", "harrow", "--stock-class", "Ordinary shares")


def is_figure(value: object) -> bool:
    """Return whether a value is a decimal string."""
    return isinstance(value, str) and value.replace(".", "", 1).lstrip("-").isdigit()


@pytest.mark.parametrize("quantity", ["8000", "60001", "0.5"])
@pytest.mark.parametrize("directly", [False, True])
def test_the_transferability_answer_keeps_its_shape(
    idle_desk: Desk, quantity: str, *, directly: bool
):
    where = ("--database", idle_desk.database) if directly else ()
    seller = idle_desk.holders[DEE]
    words = (*EXPLAIN, "--seller", seller, "--quantity", quantity, "--price", "18.50", *where)

    came = idle_desk.types(*words, "--json", by=DEE)

    if quantity == "0.5":
        assert (came.code, came.error["code"]) == (2, "basics.not_a_quantity")
        return
    assert came.code == 0
    answer = came.json
    assert answer["result"] in {"pass", "pending", "adjust", "block", "unknown"}
    assert is_figure(answer["quantity"])
    for rule in answer["rules"]:
        assert {"id", "result", "source", "sure", "facts", "why", "fix", "until"} <= rule.keys()
    for task in answer["tasks"]:
        assert {"who", "what", "due"} <= task.keys()
    for charge in answer["charges"]:
        assert charge.keys() >= {"payer", "collector", "kind", "amount", "currency", "due"}
        assert is_figure(charge["amount"])
    assert isinstance(answer["attach"], list)
    assert isinstance(answer["missing"], list)


def test_the_answer_is_the_same_over_http_and_from_the_database(idle_desk: Desk):
    words = (*EXPLAIN, "--seller", idle_desk.holders[DEE], "--quantity", "8000", "--json")

    asked = idle_desk.types(*words, by=OPERATOR)
    read = idle_desk.types(*words, "--database", idle_desk.database)

    assert asked.json == read.json


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_answer_comes_first_and_its_rules_after(idle_desk: Desk, lang: str):
    words = (*EXPLAIN, "--seller", idle_desk.holders[DEE], "--quantity", "8000")

    came = idle_desk.types(*words, "--price", "18.50", by=DEE, lang=lang)

    yes = "Yes, after these steps: {quantity} of {asked} may go."
    facts = {"quantity": "8,000", "asked": "8,000"}
    said = yes.format(**facts) if lang == "en" else in_chinese(yes, **facts)
    assert came.out.splitlines()[0] == said
    for rule in ("ART-9", "ART-12", "ART-13", "ART-14"):
        assert rule in came.out
    assert "740.00" in came.out


@pytest.mark.parametrize("directly", [False, True])
def test_a_cap_table_keeps_its_shape(idle_desk: Desk, *, directly: bool):
    where = ("--database", idle_desk.database) if directly else ()

    table = idle_desk.types("captable", "harrow", "--as-of", "2026-06-01", *where, "--json", by=IDA)

    assert table.code == 0
    answer = table.json
    assert {"issuer", "as_of", "known_at", "classes", "rows", "not_shown"} <= answer.keys()
    assert answer["as_of"] == "2026-06-01"
    (kind,) = answer["classes"]
    assert is_figure(kind["quantity"])
    for row in answer["rows"]:
        assert {"holder_id", "holder", "quantities"} <= row.keys()
        assert all(is_figure(one) for one in row["quantities"].values())
    total = sum(int(row["quantities"][kind["stock_class_id"]]) for row in answer["rows"])
    assert total == int(kind["quantity"]) == 10_000_000


def test_two_dates_are_asked_apart(idle_desk: Desk):
    before = ("captable", "harrow", "--known-at", "2026-11-20T00:00:00Z")

    over_http = idle_desk.types(*before, by=IDA)
    read = idle_desk.types(*before, "--database", idle_desk.database)

    assert over_http.out == read.out
    assert over_http.out.splitlines()[0].endswith("as known at 2026-11-20 00:00 UTC")
    assert "Nobody held anything on that day." in read.out


def test_a_visitor_sees_sums_where_names_are_not_public(idle_desk: Desk):
    table = idle_desk.types("captable", "harrow", "--json").json
    shown = idle_desk.types("captable", "harrow")

    assert table["rows"] == []
    assert list(table["not_shown"].values()) == ["10000000"]
    assert "holders who are not shown" in shown.out
    assert "Annon" not in shown.out


def test_a_mark_is_the_same_over_http_and_from_the_database(idle_desk: Desk):
    words = ("issuer", "mark", "--issuer", "harrow")

    asked = idle_desk.types(*words, "--json")
    read = idle_desk.types(*words, "--json", "--database", idle_desk.database)

    assert (asked.code, read.code) == (0, 0)
    assert asked.json == read.json
    keys = {"issuer", "on", "basis", "mark", "band", "grade", "reason", "classes", "anchors"}
    assert keys | {"missing", "version", "input_hash"} <= asked.json.keys()
    chinese = idle_desk.types(*words, lang="zh").out
    assert chinese.startswith("harrow，2026-11-23：每股 ")
