"""A long file is read in pieces: what comes of it is the same, and little of it is in memory."""

import json
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from laogu.connectors import ocf
from tests.connectors.packages import errors, files_of, folder_of, good, stock, zip_of

SMALL = replace(ocf.LIMITS, piece_bytes=2_000)
AWKWARD = st.text(st.sampled_from('"\\{}[],: aé𝄞\n'), max_size=12)


def told(read):
    return (
        read.accepted,
        [(one.code, one.where, one.object_id) for one in read.findings],
        read.lives and read.lives.history.changes,
    )


def both(path):
    return told(ocf.read_package(path)), told(ocf.read_package(path, limits=SMALL))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_pieces_come_to_the_same_as_the_whole(tmp_path_factory, data):
    items = good()
    for number in range(data.draw(st.integers(1, 30))):
        more = {"comments": data.draw(st.lists(AWKWARD, max_size=3)), data.draw(AWKWARD): [{}, {}]}
        items["transactions"].append(stock(f"n{number}", "2022-03-01", "10", **more))
    files = files_of(items)
    indent = data.draw(st.sampled_from([None, 0, 2]))
    given_file = json.loads(files["transactions.ocf.json"])
    turned = dict(reversed(given_file.items())) if data.draw(st.booleans()) else given_file
    text = json.dumps(turned, indent=indent, ensure_ascii=data.draw(st.booleans()))
    files["transactions.ocf.json"] = text.encode()

    whole, pieces = both(folder_of(tmp_path_factory.mktemp("long"), files))

    assert pieces == whole


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[:-1],
        lambda text: text[:-30],
        lambda text: text + b"x",
        lambda text: text.replace(b"}, {", b"} {", 1),
        lambda text: text.replace(b'"items"', b'"things"'),
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: b"\xff\xfe" + text,
        lambda text: text.replace(b'"items": [', b'"more": {"items": []}, "items": ['),
    ],
    ids=["open", "cut", "more", "no comma", "no items", "marked", "encoded", "another before"],
)
def test_what_spoils_the_whole_spoils_the_pieces(tmp_path, spoil):
    items = good()
    items["transactions"] += [stock(f"n{number}", "2022-03-01", "10") for number in range(40)]
    files = files_of(items)
    files["transactions.ocf.json"] = spoil(files["transactions.ocf.json"])
    folder = folder_of(tmp_path, files)

    whole, pieces = ocf.read_package(folder), ocf.read_package(folder, limits=SMALL)

    assert pieces.accepted == whole.accepted
    assert {code for code, _ in errors(whole)} >= {
        code for code, _ in errors(pieces) if code.startswith("ocf.")
    }


def test_a_field_that_stands_twice_is_found_in_every_piece(tmp_path):
    items = good()
    items["transactions"] += [stock(f"n{number}", "2022-03-01", "10") for number in range(40)]
    files = files_of(items)
    text = files["transactions.ocf.json"].replace(
        b'"quantity": "10"', b'"quantity": "10", "id": "n"'
    )
    files["transactions.ocf.json"] = text[:-1] + b', "file_type": "twice"}'

    whole, pieces = both(folder_of(tmp_path, files))

    assert sorted(pieces[1]) == sorted(whole[1])
    twice = text.count(b', "id": "n"')
    assert [code for code, _, _ in pieces[1]].count("ocf.field_twice") == twice + 1


def test_an_object_longer_than_a_piece_is_cut_where_it_ends(tmp_path):
    items = good()
    long = stock("n0", "2022-03-01", "10", comments=["}, {" * 700])
    items["transactions"] += [long, *(stock(f"m{n}", "2022-03-01", "10") for n in range(20))]

    whole, pieces = both(zip_of(tmp_path / "long.ocf.zip", files_of(items)))

    assert whole[0]
    assert not pieces[0], "an object must end within two pieces; the limit is 4 MiB, not 2,000"


def test_what_is_in_memory_does_not_grow_with_a_file(tmp_path):
    """Files that nothing is kept of, of which the second is eight times as long."""

    def peak(count):
        items = good()
        items["transactions"] += [{"object_type": "TX_OTHER", "id": "x" * 1_000}] * count
        folder = folder_of(tmp_path / str(count), files_of(items))
        tracemalloc.start()
        ocf.read_package(folder, limits=replace(ocf.LIMITS, piece_bytes=200_000))
        _, found = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return found

    assert peak(8_000) < 1.5 * peak(1_000)
