"""The hash chain: what it notices, and the one thing that it cannot."""

from hashlib import sha256

import pytest
from msgspec.structs import replace

from laogu.journal.chain import Head, check, genesis, link
from laogu.journal.failures import ChainBroken
from laogu.journal.store import Row
from tests.contracts.chains import chained

ROWS = chained(b'{"n":%d}' % n for n in range(1, 8))


def test_an_entry_is_hashed_with_the_hash_before_it():
    # By hand: SHA-256 of 32 zero bytes followed by the five letters.
    assert link(genesis.hash, b"first") == sha256(b"\x00" * 32 + b"first").digest()


def test_an_unharmed_chain_comes_through_as_it_is():
    assert list(check(ROWS)) == ROWS


def test_a_chain_is_followed_from_a_snapshot_on():
    assert list(check(ROWS[3:], start=Head(3, ROWS[2].hash))) == ROWS[3:]


FORGED = [ROWS[2], *chained([b"another 4", b"another 5"], start=Head(3, ROWS[2].hash)), ROWS[5]]


@pytest.mark.parametrize(
    ("harm", "rows", "seq", "found"),
    [
        ("a body was changed", [*ROWS[:3], replace(ROWS[3], body=b'{"n":40}'), *ROWS[4:]], 4, 4),
        ("a hash was changed", [*ROWS[:3], replace(ROWS[3], hash=bytes(32)), *ROWS[4:]], 4, 4),
        ("two bodies were exchanged", [
            *ROWS[:3],
            replace(ROWS[3], body=ROWS[4].body),
            replace(ROWS[4], body=ROWS[3].body),
        ], 4, 4),
        ("an entry has another number", [*ROWS[:3], replace(ROWS[3], seq=8), *ROWS[4:]], 4, 8),
        ("an entry is missing", [*ROWS[:3], *ROWS[4:]], 4, 5),
        ("an entry is missing and the rest moved up", [
            *ROWS[:3], *(replace(row, seq=row.seq - 1) for row in ROWS[4:])
        ], 4, 4),
        ("an entry is there twice", [*ROWS[:4], *ROWS[3:]], 5, 4),
        ("two entries changed places", [*ROWS[:3], ROWS[4], ROWS[3], *ROWS[5:]], 4, 5),
        ("the beginning is missing", ROWS[2:], 1, 3),
        ("the first entry was changed", [replace(ROWS[0], body=b"{}"), *ROWS[1:]], 1, 1),
        ("a forged end was put in its place", [*ROWS[:2], *FORGED], 6, 6),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_broken_chain_names_the_entry_at_which_it_breaks(harm, rows, seq, found):
    read: list[Row] = []

    with pytest.raises(ChainBroken) as no:
        read.extend(check(rows))

    assert (no.value.seq, no.value.found) == (seq, found), harm


def test_what_stands_before_the_break_is_still_handed_out():
    checked = check([*ROWS[:3], *ROWS[4:]])

    assert [next(checked) for _ in range(3)] == ROWS[:3]


def test_a_snapshot_of_another_history_does_not_fit():
    with pytest.raises(ChainBroken):
        list(check(ROWS[3:], start=Head(3, bytes(32))))


def test_a_missing_end_shows_only_beside_a_hash_noted_elsewhere():
    assert list(check(ROWS[:5])) == ROWS[:5]

    noted = Head(7, ROWS[6].hash)
    assert (ROWS[4].seq, ROWS[4].hash) != (noted.seq, noted.hash)
