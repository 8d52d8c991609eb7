"""A fault of every family in every change of a good package: each is refused, by name."""

from laogu.connectors import ocf
from tests.connectors.packages import errors, files_of, folder_of, good, of_id, read_items
from tests.connectors.spoiling import FAMILIES, faults


def test_the_package_without_a_fault_is_accepted(tmp_path):
    read = read_items(tmp_path, good())

    assert errors(read) == []
    assert read.accepted


def test_every_seeded_fault_is_refused_and_named(tmp_path):
    known = good()
    wrong: list[str] = []
    count = 0
    for fault in faults(known):
        count += 1
        read = read_items(tmp_path / "one", fault.items)
        found = errors(read)
        ids = {id_ for _, id_ in found}
        named = not fault.id or bool(ids & {fault.id, *fault.near})
        coded = fault.codes is None or bool(fault.codes & {code for code, _ in found})
        if read.accepted or not named or not coded:
            wrong.append(f"{fault.name} in {fault.id}: {found}")

    assert wrong == []
    assert count > 900
    assert len(FAMILIES) == 15


def test_a_conversion_may_not_stay_in_its_class(tmp_path):
    items = good()
    of_id(items, "issue-s10")["stock_class_id"] = "preferred"

    found = errors(read_items(tmp_path, items))

    assert ("history.class_stays", "convert") in found


def test_what_comes_of_itself_is_found(tmp_path):
    items = good()
    of_id(items, "day-1")["resulting_security_ids"] = ["d3"]
    of_id(items, "day-1")["security_id"] = "d2"
    of_id(items, "day-2")["resulting_security_ids"] = ["d2"]
    of_id(items, "day-2")["security_id"] = "d3"

    codes = {code for code, _ in errors(read_items(tmp_path, items))}

    assert "history.comes_of_itself" in codes


def test_bought_back_and_cancelled_is_one_end_told_twice(tmp_path):
    items = good()
    again = {**of_id(items, "repurchase"), "id": "again", "date": "2022-05-02"}
    again["object_type"] = "TX_STOCK_CANCELLATION"
    again["reason_text"] = "bought back"
    del again["price"]
    items["transactions"].append(again)

    read = read_items(tmp_path, items)

    assert read.accepted
    assert [one.object_id for one in read.findings if one.code == "history.ended_twice_alike"] == [
        "again"
    ]


def test_vesting_may_have_begun_before_the_grant(tmp_path):
    items = good()
    of_id(items, "start-e1")["date"] = "2021-06-30"

    assert errors(read_items(tmp_path, items)) == []


def test_every_finding_says_where_it_stands(tmp_path):
    items = good()
    of_id(items, "transfer")["quantity"] = "401"

    read = read_items(tmp_path, items)

    first = next(one for one in read.findings if one.severity == "error")
    assert first.place().startswith("transactions.ocf.json#/items/2/")
    assert all(text for text in first.say())


def test_a_zip_and_a_folder_are_read_alike(tmp_path):
    from tests.connectors.packages import zip_of

    files = files_of(good())
    folder = ocf.read_package(folder_of(tmp_path / "folder", files))
    packed = ocf.read_package(zip_of(tmp_path / "a.ocf.zip", files))

    assert folder.findings == packed.findings
    assert folder.accepted
    assert packed.accepted
