"""Packages made to harm: each ends in findings, never in a traceback or an endless read."""

import io
import json
import os
import stat
import zipfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laogu.connectors import ocf
from tests.connectors.packages import (
    errors,
    files_of,
    folder_of,
    good,
    of_id,
    read_items,
    zip_of,
)


def codes(read):
    return {code for code, _ in errors(read)}


def all_codes(read):
    return {one.code for one in read.findings}


def packed(tmp_path, entries):
    """Write a zip out of pairs of entry and content, in which a name may be anything."""
    packing = io.BytesIO()
    with zipfile.ZipFile(packing, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in entries:
            archive.writestr(entry, content)
    path = tmp_path / "made.ocf.zip"
    path.write_bytes(packing.getvalue())
    return str(path)


def with_file(tmp_path, name, content):
    return ocf.read_package(folder_of(tmp_path / "p", files_of(good()) | {name: content}))


def test_a_bomb_is_not_unpacked(tmp_path):
    files = files_of(good()) | {"transactions.ocf.json": b" " * 30_000_000}

    assert "ocf.unpacks_too_far" in codes(ocf.read_package(zip_of(tmp_path / "b.zip", files)))


def test_a_directory_of_millions_is_not_read(tmp_path):
    entries = [(f"{'long' * 60}{number}", b"") for number in range(2_001)]
    many = packed(tmp_path, entries)
    stated = Path(many).read_bytes()
    end = stated.rfind(b"PK\x05\x06")
    lying = stated[: end + 12] + (400_000_000).to_bytes(4, "little") + stated[end + 16 :]
    (tmp_path / "lying.zip").write_bytes(lying)
    large = stated[:end] + b"PK\x06\x07" + bytes(16) + stated[end:]
    (tmp_path / "large.zip").write_bytes(large)

    for path in (many, str(tmp_path / "lying.zip"), str(tmp_path / "large.zip")):
        assert codes(ocf.read_package(path)) == {"ocf.too_many_entries"}


def test_many_small_members_are_counted_before_they_are_read(tmp_path):
    limits = msgspec.structs.replace(ocf.LIMITS, objects=1_000)
    content = b'{"items": [' + b"1," * 10_000 + b"1]}"
    files = files_of(good()) | {"valuations.ocf.json": content}

    read = ocf.read_package(folder_of(tmp_path / "p", files), limits=limits)

    assert "ocf.too_many_objects" in codes(read)
    assert "ocf.not_an_object" not in codes(read)


def test_an_object_that_is_too_large_is_not_read(tmp_path):
    content = b'{"items": [[' + b"1," * 600_000 + b"1]]}"

    assert "ocf.not_an_object" in codes(with_file(tmp_path, "valuations.ocf.json", content))


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    folder = folder_of(tmp_path / "p", files_of(good()))
    os.mkfifo(tmp_path / "p" / "another.ocf.json")

    assert codes(ocf.read_package(str(tmp_path / "pipe"))) == {"ocf.not_a_package"}
    assert codes(ocf.read_package(folder)) == {"ocf.link"}


def test_a_package_larger_than_the_limit_is_not_read(tmp_path):
    limits = msgspec.structs.replace(ocf.LIMITS, package_bytes=5_000)

    read = ocf.read_package(folder_of(tmp_path / "p", files_of(good())), limits=limits)

    assert "ocf.file_too_large" in codes(read)


def test_two_gibibytes_of_nothing_are_not_read(tmp_path):
    folder = folder_of(tmp_path / "p", files_of(good()))
    with (tmp_path / "p" / "transactions.ocf.json").open("wb") as file:
        file.truncate(2 * 1024 * 1024 * 1024)

    assert "ocf.file_too_large" in codes(ocf.read_package(folder))


@pytest.mark.parametrize(
    ("limit", "code"), [("objects", "ocf.too_many_objects"), ("entries", "ocf.too_many_entries")]
)
def test_too_many_of_anything_is_refused(tmp_path, limit, code):
    limits = msgspec.structs.replace(ocf.LIMITS, **{limit: 3})
    path = folder_of(tmp_path / "p", files_of(good()))

    assert code in codes(ocf.read_package(path, limits=limits))


def test_a_flood_of_findings_hides_no_error(tmp_path):
    items = good()
    for one in items["transactions"]:
        one["unheard_of"] = "x"
    of_id(items, "transfer")["quantity"] = "401"
    limits = msgspec.structs.replace(ocf.LIMITS, findings=3)

    read = ocf.read_package(folder_of(tmp_path, files_of(items)), limits=limits)

    assert errors(read)[0][1] == "transfer"
    assert read.findings[-1].code == "ocf.more_findings"


@pytest.mark.parametrize("name", ["../out.ocf.json", "/etc/passwd", "..\\out", "C:/x", "a/../../b"])
def test_a_path_that_climbs_out_is_refused(tmp_path, name):
    files = files_of(good())
    manifest = json.loads(files["Manifest.ocf.json"])
    manifest["valuations_files"] = [{"filepath": name, "md5": "0" * 32}]
    files["Manifest.ocf.json"] = json.dumps(manifest).encode()

    named = ocf.read_package(folder_of(tmp_path / "p", files))
    held = ocf.read_package(packed(tmp_path, [*files_of(good()).items(), (name, b"{}")]))

    assert "ocf.path_unreadable" in codes(named)
    assert "ocf.climbs_out" in codes(held)


def test_a_link_is_not_followed(tmp_path):
    files = files_of(good())
    outside = tmp_path / "outside.json"
    outside.write_bytes(files.pop("stakeholders.ocf.json"))
    folder = folder_of(tmp_path / "p", files)
    (tmp_path / "p" / "stakeholders.ocf.json").symlink_to(outside)
    link = zipfile.ZipInfo("stakeholders.ocf.json")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16

    entries = [*files.items(), (link, str(outside))]
    assert {"ocf.link", "ocf.file_missing"} <= codes(ocf.read_package(folder))
    assert {"ocf.link", "ocf.file_missing"} <= codes(ocf.read_package(packed(tmp_path, entries)))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice_in_a_zip_counts_neither_time(tmp_path):
    entries = [*files_of(good()).items(), ("transactions.ocf.json", b"{}")]

    assert "ocf.name_twice" in codes(ocf.read_package(packed(tmp_path, entries)))


def test_a_zip_in_a_zip_stays_closed(tmp_path):
    inner = zip_of(tmp_path / "inner.zip", files_of(good()))
    outer = packed(tmp_path, [("inner.zip", Path(inner).read_bytes())])

    read = ocf.read_package(outer)

    assert codes(read) == {"ocf.no_manifest"}
    assert "ocf.nested_archive" in all_codes(read)


def test_one_manifest_and_no_other(tmp_path):
    files = files_of(good())
    two = files | {"old/Manifest.ocf.json": files["Manifest.ocf.json"]}

    assert codes(ocf.read_package(folder_of(tmp_path / "two", two))) == {"ocf.two_manifests"}
    assert codes(ocf.read_package(folder_of(tmp_path / "none", {}))) == {"ocf.no_manifest"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "ocf.not_json"),
        (b" " * 1_000_000, "ocf.not_json"),
        (b"[" * 200_000, "ocf.not_json"),
        (b'{"a":' * 200_000, "ocf.not_json"),
        (b'{"file_type": "OCF_VALUATIONS_FILE", "items": [NaN]}', "ocf.not_json"),
        (b'{"file_type": "OCF_VALUATIONS_FILE", "items": [1, [], null]}', "ocf.not_an_object"),
        ('{"items": []}'.encode("utf-16"), "ocf.other_encoding"),
        ('{"items": []}'.encode("utf-16-le"), "ocf.other_encoding"),
        (b'{"items": [{"object_type": "VALUATION", "id": "\xff\xfe"}]}', "ocf.object_not_json"),
        (b'{"items": [], "items": []}', "ocf.field_twice"),
        (b'{"items": [{"object_type": "TX_STOCK_ACCEPTANCE", "id": "a"}]}', "ocf.type_not_of_file"),
        (b'{"items": "many"}', "ocf.not_json"),
        (b"[]", "ocf.not_json"),
        (b"\x00\x01\x02", "ocf.other_encoding"),
    ],
)
def test_bytes_that_are_no_file_of_the_standard(tmp_path, content, code):
    assert code in codes(with_file(tmp_path, "valuations.ocf.json", content))


@pytest.mark.parametrize("deep", [65, 900, 5_000, 9_000])
def test_what_lies_too_deep_is_not_read(tmp_path, deep):
    nested = b'{"a":' * deep + b"1" + b"}" * deep
    content = b'{"file_type": "OCF_VALUATIONS_FILE", "items": [' + nested + b"]}"

    found = codes(with_file(tmp_path, "valuations.ocf.json", content))

    # How deep it reads at all is Python's own affair, and differs from version to version.
    assert {"ocf.not_json", "ocf.object_not_json"} & set(found)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"null", b"\xff\xfe{", b"{" * 100_000, b'{"issuer": 1}', b"NaN"]
)
def test_bytes_that_are_no_manifest(tmp_path, content):
    assert not with_file(tmp_path, "Manifest.ocf.json", content).accepted


@pytest.mark.parametrize(
    "twice",
    ['"quantity": "400", "quantity": "1"', '"quantity" : "400", "quantity": "1"'],
)
def test_a_field_twice_is_found_wherever_it_stands(tmp_path, twice):
    text = files_of(good())["transactions.ocf.json"].decode()
    spoiled = text.replace('"quantity": "400"', twice, 1)

    assert "ocf.field_twice" in codes(
        with_file(tmp_path, "transactions.ocf.json", spoiled.encode())
    )


def test_what_products_really_export_is_read_with_a_finding_each(tmp_path):
    items = good()
    of_id(items, "issue-s1")["quantity"] = 1000
    of_id(items, "issue-s1")["share_price"] = {"amount": 1.25, "currency": "USD"}
    of_id(items, "transfer")["consideration_text"] = {"omitted": True}
    of_id(items, "issue-s9")["cost_basis"] = {"omitted": True}
    of_id(items, "cancel-w2")["balance_security_id"] = ""
    of_id(items, "accept")["date"] = "2022-01-02T10:00:00Z"
    of_id(items, "issue-e1")["expiration_date"] = "9999-12-31"
    del of_id(items, "value")["stock_class_id"]
    del of_id(items, "issue-s2")["security_law_exemptions"]
    of_id(items, "issue-e3")["valuation_id"] = "value"
    grant = of_id(items, "issue-e5")
    grant["object_type"] = "TX_PLAN_SECURITY_ISSUANCE"

    read = read_items(tmp_path, items, ocf_version="1.0.0-b1")

    assert read.accepted, errors(read)
    assert {
        "ocf.number_for_text", "ocf.value_omitted", "ocf.value_empty", "ocf.day_with_time",
        "ocf.day_far_off", "ocf.field_left_out", "ocf.field_unknown", "ocf.old_name",
        "ocf.type_ahead", "ocf.forgotten_types",
    } <= all_codes(read)  # fmt: skip


def test_a_checksum_that_is_made_up_is_no_reason_to_refuse(tmp_path):
    items = good()
    manifest = {"valuations_files": [{"filepath": "valuations.ocf.json", "md5": "dummy"}]}

    read = read_items(tmp_path, items, **manifest)

    assert read.accepted
    assert "ocf.md5_differs" in all_codes(read)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["valuations", "transactions", "Manifest"]))
def test_any_bytes_give_a_reading(tmp_path_factory, content, name):
    folder = tmp_path_factory.mktemp("any")
    files = files_of({"valuations": [], "transactions": []})
    files[f"{name}.ocf.json"] = content

    assert ocf.read_package(folder_of(folder, files)).findings


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_value_in_any_field_gives_a_reading(tmp_path_factory, data):
    items = good()
    each = data.draw(st.sampled_from([one for many in items.values() for one in many]))
    each[data.draw(st.sampled_from(sorted(each)))] = data.draw(JSON)

    read = read_items(tmp_path_factory.mktemp("one"), items)

    assert read.lives is not None
    assert ocf.positions(read, _english(), as_of=None)["positions"]


def _english():
    from laogu.basics import ENGLISH

    return ENGLISH
