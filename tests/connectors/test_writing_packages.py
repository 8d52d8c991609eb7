"""A history is written as a package: nothing of it is lost, and the bytes are always the same."""

import io
import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from laogu.connectors import ocf
from laogu.register import history
from tests.connectors.ocf_schemas import schemas
from tests.connectors.packages import changed, good, of_id, read_items

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def writing(**more: Any) -> ocf.Writing:
    return ocf.Writing(generated_at=MORNING, **more)


def written(folder: Path, read: ocf.PackageRead, **more: Any) -> tuple[Path, list[str]]:
    """Write what was read and return where, and the codes of what was found."""
    assert read.lives is not None
    found = ocf.write_folder(folder, read.lives.history, read.kept, writing(**more))
    return folder, [one.code for one in found]


def bare(told: history.History) -> dict[str, Any]:
    """Return a history as data, without the places at which it stood in its files."""
    whole = plainly(told)
    return {name: one for name, one in whole.items() if name not in {"repeated", "unread"}}


def plainly(value: Any) -> Any:
    """Return every field of a value and of what is in it, but for its line."""
    match value:
        case msgspec.Struct():
            fields = (name for name in value.__struct_fields__ if name != "line")
            return {name: plainly(getattr(value, name)) for name in fields}
        case dict():
            return {key: plainly(one) for key, one in value.items()}
        case tuple():
            return [plainly(one) for one in value]
        case _:
            return value


def held(lives: history.Lives | None, on: date | None = None) -> dict[str, int | None]:
    assert lives is not None
    return {one.issuance.security: one.units for one in history.positions(lives, as_of=on)}


def days(lives: history.Lives | None) -> list[date]:
    assert lives is not None
    return sorted({one.on for one in lives.history.changes})


def test_what_is_written_is_read_back_as_it_was(tmp_path):
    first = read_items(tmp_path / "in", good())

    folder, found = written(tmp_path / "out", first)
    second = ocf.read_package(str(folder))

    assert found == []
    assert second.accepted
    assert [one.code for one in second.findings if one.code == "ocf.md5_differs"] == []
    assert second.lives is not None
    assert first.lives is not None
    assert bare(second.lives.history) == bare(first.lives.history)
    assert second.kept == first.kept


def test_fields_that_the_standard_does_not_have_survive_with_every_digit(tmp_path):
    items = changed(good())
    of_id(items, "ada")["vendor_score"] = 1.10
    of_id(items, "ben")["vendor_flag"] = False
    of_id(items, "transfer")["vendor"] = {"b": [1, 2.50], "a": "zwölf"}
    of_id(items, "issue-s1")["comments"] = ["kept", "as it is"]
    of_id(items, "common")["conversion_rights"] = []
    first = read_items(tmp_path / "in", items, x_export={"run": 7})

    folder, _ = written(tmp_path / "out", first)
    second = ocf.read_package(str(folder))

    assert second.kept == first.kept
    by_id = {
        one["id"]: one
        for path in folder.glob("*.ocf.json")
        for one in json.loads(path.read_bytes()).get("items", [])
    }
    assert by_id["transfer"]["vendor"] == {"b": [1, 2.50], "a": "zwölf"}
    assert by_id["ben"]["vendor_flag"] is False
    assert by_id["issue-s1"]["comments"] == ["kept", "as it is"]
    assert json.loads((folder / "Manifest.ocf.json").read_bytes())["x_export"] == {"run": 7}


def test_strict_leaves_out_what_the_standard_does_not_have_and_names_it(tmp_path):
    items = changed(good())
    of_id(items, "ada")["vendor_score"] = 1.10
    read = read_items(tmp_path / "in", items)

    folder, found = written(tmp_path / "out", read, is_strict=True)

    assert "vendor_score" not in (folder / "Stakeholders.ocf.json").read_text(encoding="utf-8")
    assert "ocf.field_not_written" in found


def test_what_an_older_version_has_no_place_for_is_left_out_and_nothing_is_counted_twice(tmp_path):
    read = read_items(tmp_path / "in", good())

    folder, found = written(tmp_path / "out", read, version="1.2.0")
    back = ocf.read_package(str(folder))

    assert sorted(found) == ["ocf.as_cancellations", "ocf.left_out", "ocf.left_out"]
    assert back.version == "1.2.0"
    for on in days(read.lives):
        assert held(back.lives, on) == held(read.lives, on)


def test_a_snapshot_says_what_stands_and_nothing_of_how_it_came(tmp_path):
    read = read_items(tmp_path / "in", good())
    assert read.lives is not None
    on = date(2022, 8, 30)

    told = history.snapshot(read.lives, as_of=on)
    ocf.write_folder(tmp_path / "out", told, read.kept, writing())
    back = ocf.read_package(str(tmp_path / "out"))

    assert back.accepted
    assert held(back.lives) == held(read.lives, on)
    kinds = {type(one).__name__ for one in told.changes}
    assert kinds <= {"Issuance", "Acceptance", "VestingNoted", "VestingAccelerated"}
    assert told.classes["preferred"].converts["common"] == history.Ratio(
        2 * history.ONE, history.ONE, "NORMAL"
    )


def test_the_same_history_gives_the_same_bytes(tmp_path):
    read = read_items(tmp_path / "in", good())
    assert read.lives is not None
    packed = []
    for _ in range(2):
        into = io.BytesIO()
        ocf.write_zip(into, "a.ocf.zip", read.lives.history, read.kept, writing())
        packed.append(into.getvalue())

    assert packed[0] == packed[1]
    with zipfile.ZipFile(io.BytesIO(packed[0])) as archive:
        assert all("/" not in name for name in archive.namelist())


def test_a_long_list_is_written_as_several_files(tmp_path):
    read = read_items(tmp_path / "in", good())

    folder, _ = written(tmp_path / "out", read, most_objects=20)
    back = ocf.read_package(str(folder))

    names = sorted(path.name for path in folder.glob("Transactions*"))
    assert names[:3] == [
        "Transactions-2.ocf.json", "Transactions-3.ocf.json", "Transactions-4.ocf.json",
    ]  # fmt: skip
    assert back.accepted
    assert held(back.lives) == held(read.lives)


def test_nothing_is_written_into_a_folder_that_is_not_empty(tmp_path):
    read = read_items(tmp_path / "in", good())
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").touch()

    with pytest.raises(FileExistsError):
        written(tmp_path / "out", read)


@pytest.mark.shared
@pytest.mark.parametrize(("version", "schema"), [("main", "main"), ("1.2.0", "v1.2.0")])
def test_what_is_written_is_valid_by_the_standards_own_schemas(tmp_path, shared, version, schema):
    oracle = schemas(shared / "cases" / "ocf" / schema / "schema")
    cases = shared / "cases" / "ocf"
    packages = {
        "made": read_items(tmp_path / "in", good()),
        "acme": ocf.read_package(str(cases / "acme_holdings_limited")),
        "sample": ocf.read_package(str(cases / "v1.2.0" / "samples")),
    }
    for name, read in packages.items():
        folder, _ = written(tmp_path / name, read, version=version, is_strict=True)

        assert oracle.wrong(folder) == []


@pytest.mark.shared
def test_every_shared_package_is_written_and_read_back_alike(tmp_path, shared):
    cases = shared / "cases" / "ocf"
    for at, name in enumerate(("acme_holdings_limited", "main/samples", "v1.2.0/samples")):
        first = ocf.read_package(str(cases / name))

        folder, _ = written(tmp_path / str(at), first)
        second = ocf.read_package(str(folder))

        assert first.lives is not None
        assert second.lives is not None
        assert bare(second.lives.history) == bare(first.lives.history)
        assert second.kept == first.kept
        for on in days(first.lives):
            assert held(second.lives, on) == held(first.lives, on)


@pytest.mark.shared
def test_the_standards_own_sample_says_by_its_schema_what_we_say(shared, tmp_path):
    """The oracle itself is sound: it refuses what it should."""
    oracle = schemas(shared / "cases" / "ocf" / "main" / "schema")
    items = good()
    del of_id(items, "transfer")["quantity"]
    read_items(tmp_path / "in", items)

    (wrong,) = [one for one in oracle.wrong(tmp_path / "in") if "TRANSFER transfer" in one]
    assert "quantity" in wrong
