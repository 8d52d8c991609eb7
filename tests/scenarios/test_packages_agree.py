"""The standard's own samples, and a second package whose positions another tool worked out."""

import json
from datetime import date

import pytest

from laogu.basics import ENGLISH
from laogu.connectors import ocf
from laogu.connectors.ocf.shapes import SHAPES
from laogu.register import history

DAYS = 16


@pytest.fixture
def cases(shared):
    return shared / "cases" / "ocf"


def items_of(path):
    return json.loads(path.read_bytes())["items"]


@pytest.mark.shared
def test_positions_agree_on_every_day_that_was_worked_out(cases):
    expected = json.loads((cases / "acme_holdings_limited.expected_eod.json").read_bytes())
    read = ocf.read_package(str(cases / "acme_holdings_limited"))
    assert read.accepted
    assert read.lives is not None
    assert len(expected["snapshots"]) == DAYS
    for snapshot in expected["snapshots"]:
        on = date.fromisoformat(snapshot["date"])
        held = list(history.positions(read.lives, as_of=on))

        stock = {
            (one.issuance.certificate, (one.units or 0) // history.ONE, one.issuance.holder)
            for one in held
            if one.issuance.kind == "stock"
        }
        assert stock == {
            (one["custom_id"], int(one["quantity"]), one["stakeholder"])
            for one in snapshot["stock"]
        }
        # The other tool lists grants as they were issued; what was exercised is still in them.
        grants = {
            (one.issuance.certificate, (one.issuance.units or 0) // history.ONE)
            for one in held
            if one.issuance.kind == "equity_compensation"
        }
        assert grants == {
            (one["custom_id"], int(one["quantity"]))
            for one in snapshot["equity_compensation_grants"]
        }


@pytest.mark.shared
def test_what_disagrees_in_the_second_package_is_said(cases):
    read = ocf.read_package(str(cases / "acme_holdings_limited"))
    told = ocf.positions(read, ENGLISH, as_of=None)

    codes = {one.code for one in read.findings}
    assert {"history.results_left_out", "history.plans_left_out", "ocf.field_unknown"} <= codes
    assert {"history.partial_lives_on", "ocf.value_empty", "ocf.md5_differs"} <= codes
    grants = [one for one in told["totals"] if one["kind"] == "equity_compensation"]
    strict = told["other_readings"][0]
    assert [one["quantity"] for one in grants] == ["1078000"]
    assert strict["value"] == "strict"
    assert strict["totals"][-1]["quantity"] == "720000"


@pytest.mark.shared
@pytest.mark.parametrize("version", ["main", "v1.2.0"])
def test_every_object_of_the_samples_has_a_shape_of_ours(cases, version):
    read = ocf.read_package(str(cases / version / "samples"))

    kinds = {
        one["object_type"] for one in items_of(cases / version / "samples/Transactions.ocf.json")
    }
    wrong = [
        one for one in read.findings if one.code.startswith("ocf.") and one.severity == "error"
    ]
    assert kinds <= SHAPES.keys()
    # The samples transfer a convertible of a negative amount, which their schema lets pass.
    assert {one.code for one in wrong} == {"ocf.not_money"}
    assert {one.object_id for one in wrong} == {
        "test-convertible-transfer-minimal",
        "test-convertible-transfer-all-fields",
    }
    assert "ocf.field_unknown" not in {one.code for one in read.findings}
    assert "ocf.forgotten_types" in {one.code for one in read.findings}


@pytest.mark.shared
def test_the_samples_name_what_they_do_not_hold(cases):
    read = ocf.read_package(str(cases / "main" / "samples"))

    assert not read.accepted
    missing = {one.facts.get("name") for one in read.findings}
    assert "stk_567890" in missing


@pytest.mark.shared
def test_our_shapes_need_no_field_that_the_schema_does_not(cases):
    for version in ("main", "v1.2.0"):
        for path in (cases / version / "schema" / "objects").rglob("*.schema.json"):
            schema = json.loads(path.read_bytes())
            stated = schema.get("properties", {}).get("object_type", {})
            kinds = stated.get("enum", [stated.get("const")])
            for kind in kinds if kinds != [None] else []:
                known = set(schema["properties"])
                assert known <= SHAPES[kind].keys(), path.name
