"""A made package in which everything happens once, and ways to write it down."""

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import msgspec

from laogu.connectors import ocf

Items = dict[str, list[dict[str, Any]]]

LISTS = {
    "stakeholders": "OCF_STAKEHOLDERS_FILE",
    "stock_classes": "OCF_STOCK_CLASSES_FILE",
    "stock_legend_templates": "OCF_STOCK_LEGEND_TEMPLATES_FILE",
    "stock_plans": "OCF_STOCK_PLANS_FILE",
    "vesting_terms": "OCF_VESTING_TERMS_FILE",
    "valuations": "OCF_VALUATIONS_FILE",
    "transactions": "OCF_TRANSACTIONS_FILE",
}
USD = {"amount": "1.00", "currency": "USD"}


def act(kind: str, id_: str, day: str, security: str = "", **more: Any) -> dict[str, Any]:
    """Return a change of the standard; a security that is blank is left out."""
    named = {"security_id": security} if security else {}
    return {"object_type": f"TX_{kind}", "id": id_, "date": day, **named, **more}


def stock(
    security: str, day: str, quantity: str, holder: str = "ada", **more: Any
) -> dict[str, Any]:
    """Return an issuance of stock, of which the security's name tells the id."""
    given = {
        "stakeholder_id": holder, "custom_id": f"CS-{security}", "stock_class_id": "common",
        "share_price": USD, "quantity": quantity, "security_law_exemptions": [],
        "stock_legend_ids": ["legend"],
    }  # fmt: skip
    return act("STOCK_ISSUANCE", f"issue-{security}", day, security, **(given | more))


def grant(security: str, day: str, quantity: str, **more: Any) -> dict[str, Any]:
    """Return a grant of options under the one plan."""
    given = {
        "stakeholder_id": "eve", "custom_id": f"EC-{security}", "stock_plan_id": "plan",
        "stock_class_id": "common", "compensation_type": "OPTION_NSO", "exercise_price": USD,
        "quantity": quantity, "expiration_date": "2032-01-01", "security_law_exemptions": [],
        "termination_exercise_windows": [], "vesting_terms_id": "terms",
    }  # fmt: skip
    return act("EQUITY_COMPENSATION_ISSUANCE", f"issue-{security}", day, security, **(given | more))


def _trigger(id_: str) -> dict[str, Any]:
    right = {
        "type": "CONVERTIBLE_CONVERSION_RIGHT",
        "conversion_mechanism": {
            "type": "CUSTOM_CONVERSION", "custom_conversion_description": "as agreed",
        },
        "converts_to_stock_class_id": "common",
    }  # fmt: skip
    return {"type": "ELECTIVE_AT_WILL", "trigger_id": id_, "conversion_right": right}


def _convertible(security: str, day: str, amount: str, holder: str = "ben") -> dict[str, Any]:
    return act(
        "CONVERTIBLE_ISSUANCE", f"issue-{security}", day, security,
        stakeholder_id=holder, custom_id=f"CN-{security}", security_law_exemptions=[],
        investment_amount={"amount": amount, "currency": "USD"}, convertible_type="SAFE",
        conversion_triggers=[_trigger("note")], seniority=1,
    )  # fmt: skip


def _warrant(security: str, day: str, quantity: str, holder: str = "ben") -> dict[str, Any]:
    return act(
        "WARRANT_ISSUANCE", f"issue-{security}", day, security,
        stakeholder_id=holder, custom_id=f"W-{security}", security_law_exemptions=[],
        quantity=quantity, purchase_price=USD, exercise_triggers=[_trigger("call")],
        quantity_source="INSTRUMENT_FIXED",
    )  # fmt: skip


def good() -> Items:
    """Return the objects of a package without a fault, by file; everything happens in it once."""
    preferred = {"stock_class_id": "preferred"}
    return {
        "stakeholders": [
            {"object_type": "STAKEHOLDER", "id": id_, "stakeholder_type": kind,
             "name": {"legal_name": name}}
            for id_, kind, name in (
                ("ada", "INDIVIDUAL", "Ada Founder (example)"),
                ("ben", "INSTITUTION", "Ben Fund (example)"),
                ("eve", "INDIVIDUAL", "Eve Employee (example)"),
            )
        ],
        "stock_classes": [
            {"object_type": "STOCK_CLASS", "id": "common", "name": "Common",
             "class_type": "COMMON", "default_id_prefix": "CS-",
             "initial_shares_authorized": "1000000", "votes_per_share": "1", "seniority": "1"},
            {"object_type": "STOCK_CLASS", "id": "preferred", "name": "Preferred",
             "class_type": "PREFERRED", "default_id_prefix": "P-",
             "initial_shares_authorized": "1000000", "votes_per_share": "1", "seniority": "2",
             "conversion_rights": [{
                 "type": "STOCK_CLASS_CONVERSION_RIGHT", "converts_to_stock_class_id": "common",
                 "conversion_mechanism": {
                     "type": "RATIO_CONVERSION", "conversion_price": USD,
                     "ratio": {"numerator": "3", "denominator": "2"}, "rounding_type": "FLOOR"},
             }]},
            {"object_type": "STOCK_CLASS", "id": "founders", "name": "Founders",
             "class_type": "COMMON", "default_id_prefix": "F-",
             "initial_shares_authorized": "UNLIMITED", "votes_per_share": "10", "seniority": "1"},
        ],
        "stock_legend_templates": [
            {"object_type": "STOCK_LEGEND_TEMPLATE", "id": "legend", "name": "L", "text": "No."},
        ],
        "stock_plans": [
            {"object_type": "STOCK_PLAN", "id": "plan", "plan_name": "Plan",
             "initial_shares_reserved": "50000", "stock_class_ids": ["common"]},
        ],
        "vesting_terms": [
            {"object_type": "VESTING_TERMS", "id": "terms", "name": "T", "description": "T",
             "allocation_type": "CUMULATIVE_ROUNDING", "vesting_conditions": [
                 {"id": "start", "quantity": "0", "trigger": {"type": "VESTING_START_DATE"},
                  "next_condition_ids": ["year"]},
                 {"id": "year", "portion": {"numerator": "1", "denominator": "1"},
                  "trigger": {"type": "VESTING_SCHEDULE_RELATIVE",
                              "relative_to_condition_id": "start",
                              "period": {"type": "MONTHS", "length": 12, "occurrences": 1,
                                         "day_of_month": "01"}},
                  "next_condition_ids": []},
             ]},
        ],
        "valuations": [
            {"object_type": "VALUATION", "id": "value", "price_per_share": USD,
             "effective_date": "2022-01-01", "stock_class_id": "common",
             "valuation_type": "409A"},
        ],
        "transactions": [*_stock(preferred), *_grants(), *_others()],
    }  # fmt: skip


def _stock(preferred: dict[str, str]) -> list[dict[str, Any]]:
    return [
        # What comes of a change stands before it, as files do.
        stock("s2", "2022-03-01", "400", holder="ben"),
        stock("s3", "2022-03-01", "600"),
        act("STOCK_TRANSFER", "transfer", "2022-03-01", "s1", quantity="400",
            resulting_security_ids=["s2"], balance_security_id="s3"),
        stock("s1", "2022-01-01", "1000"),
        act("STOCK_ACCEPTANCE", "accept", "2022-01-02", "s1"),
        act("STOCK_CANCELLATION", "cancel", "2022-04-01", "s2", quantity="100",
            balance_security_id="s4", reason_text="agreed"),
        stock("s4", "2022-04-01", "300", holder="ben"),
        act("STOCK_REPURCHASE", "repurchase", "2022-05-01", "s4", quantity="50", price=USD,
            balance_security_id="s5"),
        stock("s5", "2022-05-01", "250", holder="ben"),
        act("STOCK_REISSUANCE", "reissue", "2022-06-01", "s3", resulting_security_ids=["s6", "s7"]),
        stock("s6", "2022-06-01", "500"),
        stock("s7", "2022-06-01", "100"),
        act("STOCK_CONSOLIDATION", "consolidate", "2022-07-01", security_ids=["s6", "s7"],
            resulting_security_id="s8"),
        stock("s8", "2022-07-01", "600"),
        stock("s9", "2022-07-01", "10"),
        act("STOCK_RETRACTION", "retract", "2022-07-02", "s9", reason_text="a slip"),
        stock("p1", "2022-01-01", "101", holder="ben", **preferred),
        act("STOCK_CONVERSION", "convert", "2022-08-01", "p1", quantity_converted="51",
            resulting_security_ids=["s10"], balance_security_id="p2"),
        stock("s10", "2022-08-01", "76", holder="ben"),
        stock("p2", "2022-08-01", "50", holder="ben", **preferred),
        act("STOCK_CLASS_CONVERSION_RATIO_ADJUSTMENT", "ratio", "2022-08-15",
            stock_class_id="preferred", new_ratio_conversion_mechanism={
                "type": "RATIO_CONVERSION", "conversion_price": USD, "rounding_type": "NORMAL",
                "ratio": {"numerator": "2", "denominator": "1"}}),
        act("STOCK_CONVERSION", "convert-again", "2022-08-20", "p2", quantity_converted="50",
            resulting_security_ids=["s11"]),
        stock("s11", "2022-08-20", "100", holder="ben"),
        stock("f1", "2022-01-01", "30", stock_class_id="founders"),
        act("STOCK_CLASS_SPLIT", "split", "2022-09-01", stock_class_id="founders",
            split_ratio={"numerator": "5", "denominator": "1"}),
        act("STOCK_REISSUANCE", "split-f1", "2022-09-01", "f1", resulting_security_ids=["f2"],
            split_transaction_id="split"),
        stock("f2", "2022-09-01", "150", stock_class_id="founders"),
        # A chain on one day: made, moved and moved on.
        stock("d1", "2022-10-01", "7"),
        act("STOCK_TRANSFER", "day-2", "2022-10-01", "d2", quantity="7",
            resulting_security_ids=["d3"]),
        act("STOCK_TRANSFER", "day-1", "2022-10-01", "d1", quantity="7",
            resulting_security_ids=["d2"]),
        stock("d2", "2022-10-01", "7", holder="ben"),
        stock("d3", "2022-10-01", "7", holder="eve"),
        act("ISSUER_AUTHORIZED_SHARES_ADJUSTMENT", "more", "2022-02-01", issuer_id="issuer",
            new_shares_authorized="5000000"),
        act("STOCK_CLASS_AUTHORIZED_SHARES_ADJUSTMENT", "more-common", "2022-02-01",
            stock_class_id="common", new_shares_authorized="2000000"),
    ]  # fmt: skip


def _grants() -> list[dict[str, Any]]:
    kind = "EQUITY_COMPENSATION"
    return [
        grant("e1", "2022-01-01", "480"),
        act(f"{kind}_ACCEPTANCE", "accept-e1", "2022-01-01", "e1"),
        act("VESTING_START", "start-e1", "2022-01-01", "e1", vesting_condition_id="start"),
        act("VESTING_EVENT", "event-e1", "2022-02-01", "e1", vesting_condition_id="year"),
        act("VESTING_ACCELERATION", "faster-e1", "2022-02-02", "e1", quantity="10",
            reason_text="agreed"),
        act(f"{kind}_REPRICING", "reprice", "2022-02-03", "e1", new_exercise_price=USD),
        act(f"{kind}_EXERCISE", "exercise", "2022-03-01", "e1", quantity="80",
            resulting_security_ids=["x1"]),
        stock("x1", "2022-03-01", "80", holder="eve"),
        act(f"{kind}_CANCELLATION", "cancel-e1", "2022-12-01", "e1", quantity="300",
            balance_security_id="e2", reason_text="left"),
        grant("e2", "2022-12-01", "100"),
        act("STOCK_PLAN_RETURN_TO_POOL", "return", "2022-12-01", "e1", stock_plan_id="plan",
            quantity="300", reason_text="left"),
        act("STOCK_PLAN_POOL_ADJUSTMENT", "pool", "2022-12-02", stock_plan_id="plan",
            shares_reserved="60000"),
        grant("e3", "2022-01-01", "20"),
        act(f"{kind}_TRANSFER", "transfer-e3", "2022-05-01", "e3", quantity="20",
            resulting_security_ids=["e4"]),
        grant("e4", "2022-05-01", "20", stakeholder_id="ada"),
        grant("e5", "2022-01-01", "5"),
        act(f"{kind}_RETRACTION", "retract-e5", "2022-01-05", "e5", reason_text="a slip"),
        grant("r1", "2022-01-01", "40", compensation_type="RSU"),
        act(f"{kind}_RELEASE", "release", "2022-06-01", "r1", quantity="40",
            resulting_security_ids=["x2"], settlement_date="2022-06-01", release_price=USD),
        stock("x2", "2022-06-01", "40", holder="eve"),
        {"object_type": "CE_STAKEHOLDER_STATUS", "id": "left", "date": "2022-12-01",
         "stakeholder_id": "eve", "new_status": "TERMINATION_VOLUNTARY_OTHER"},
    ]  # fmt: skip


def _others() -> list[dict[str, Any]]:
    return [
        _convertible("n1", "2022-01-01", "1000"),
        act("CONVERTIBLE_ACCEPTANCE", "accept-n1", "2022-01-01", "n1"),
        act("CONVERTIBLE_TRANSFER", "transfer-n1", "2022-02-01", "n1",
            amount={"amount": "400", "currency": "USD"}, resulting_security_ids=["n2"],
            balance_security_id="n3"),
        _convertible("n2", "2022-02-01", "400", holder="ada"),
        _convertible("n3", "2022-02-01", "600"),
        act("CONVERTIBLE_CANCELLATION", "cancel-n2", "2022-03-01", "n2", reason_text="paid back",
            amount={"amount": "400", "currency": "USD"}),
        act("CONVERTIBLE_CONVERSION", "convert-n3", "2022-04-01", "n3", reason_text="round",
            resulting_security_ids=["x3"], trigger_id="note"),
        stock("x3", "2022-04-01", "60", holder="ben"),
        _warrant("w1", "2022-01-01", "90"),
        act("WARRANT_ACCEPTANCE", "accept-w1", "2022-01-01", "w1"),
        act("WARRANT_TRANSFER", "transfer-w1", "2022-02-01", "w1", quantity="30",
            resulting_security_ids=["w2"], balance_security_id="w3"),
        _warrant("w2", "2022-02-01", "30", holder="ada"),
        _warrant("w3", "2022-02-01", "60"),
        act("WARRANT_EXERCISE", "exercise-w3", "2022-03-01", "w3", trigger_id="call",
            resulting_security_ids=["x4"]),
        stock("x4", "2022-03-01", "60", holder="ben"),
        act("WARRANT_CANCELLATION", "cancel-w2", "2022-03-01", "w2", quantity="30",
            reason_text="agreed"),
    ]  # fmt: skip


def changed(items: Items) -> Items:
    """Return a copy that a test may spoil."""
    copied: Items = msgspec.json.decode(msgspec.json.encode(items))
    return copied


def of_id(items: Items, id_: str) -> dict[str, Any]:
    """Return the object of an id."""
    return next(one for each in items.values() for one in each if one.get("id") == id_)


def files_of(items: Items, **manifest: Any) -> dict[str, bytes]:
    """Return the files of a package, with a true manifest."""
    files = {
        f"{name}.ocf.json": json.dumps({"file_type": LISTS[name], "items": each}).encode()
        for name, each in items.items()
    }
    lists: dict[str, list[dict[str, str]]] = {f"{name}_files": [] for name in LISTS}
    for name in items:
        md5 = hashlib.md5(files[f"{name}.ocf.json"], usedforsecurity=False).hexdigest()
        lists[f"{name}_files"] = [{"filepath": f"./{name}.ocf.json", "md5": md5}]
    head = {
        "ocf_version": "1.2.1-alpha+main", "file_type": "OCF_MANIFEST_FILE",
        "as_of": "2022-12-31", "generated_at": "2023-01-01T00:00:00Z",
        "issuer": {"object_type": "ISSUER", "id": "issuer", "legal_name": "Made Up (example)",
                   "formation_date": "2021-01-01", "country_of_formation": "US"},
    }  # fmt: skip
    files["Manifest.ocf.json"] = json.dumps(head | lists | manifest).encode()
    return files


def folder_of(folder: Path, files: dict[str, bytes]) -> str:
    """Write files into a folder of their own and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return str(folder)


def zip_of(path: Path, files: dict[str, bytes]) -> str:
    """Write files into a zip and return its path."""
    packing = io.BytesIO()
    with zipfile.ZipFile(packing, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    path.write_bytes(packing.getvalue())
    return str(path)


def read_items(folder: Path, items: Items, **manifest: Any) -> ocf.PackageRead:
    """Return what is read of these objects."""
    return ocf.read_package(folder_of(folder, files_of(items, **manifest)))


def errors(read: ocf.PackageRead) -> list[tuple[str, str | None]]:
    """Return code and object of every error."""
    return [(one.code, one.object_id) for one in read.findings if one.severity == "error"]
