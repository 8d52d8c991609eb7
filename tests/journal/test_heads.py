"""A head that was written down elsewhere, and what a record says to it."""

import pytest

from laogu.journal import HeadUnreadable, Store, earlier_head, verify
from tests.desk import MORNING, Desk, desk_at, holds


@pytest.fixture
def desk() -> Desk:
    return desk_at(MORNING, holds("ada", 1))


def hash_of(store: Store, seq: int) -> str:
    (row,) = store.rows(after=seq - 1, upto=seq)
    return row.hash.hex()


HASH = "5801a936701dd369" + "0f" * 24


@pytest.mark.parametrize(
    ("written", "seq", "digits"),
    [
        (f"40:{HASH}", 40, HASH),
        (f" 40 : {HASH.upper()}\n", 40, HASH),
        (f"1,234:{HASH[:16]}", 1234, HASH[:16]),
        (f"40:{HASH[:20]}…", 40, HASH[:20]),
        (f"Journal entry 1,234 · sha-256 {HASH}", 1234, HASH),
        (f"账簿 40 笔 · sha-256 {HASH}", 40, HASH),
    ],
)
def test_a_head_is_read_whatever_words_stand_around_it(written, seq, digits):
    found = earlier_head(written)

    assert (found.seq, found.digits) == (seq, digits)


@pytest.mark.parametrize(
    "written",
    [
        "", "40", HASH[:15], f"40:{HASH[:15]}", f"40:{HASH}0", f"{HASH}:40", f"0:{HASH}",
        f"40:{HASH[:8]}…{HASH[-8:]}", f"x:{'z' * 64}", f"40 {'9' * 70}", "4" * 100_000,
        f"40:{HASH}" * 9, f"４０:{HASH}",
    ],
    ids=lambda written: written[:24],
)  # fmt: skip
def test_what_is_no_head_is_refused(written):
    with pytest.raises(HeadUnreadable) as no:
        earlier_head(written)

    assert no.value.http_status == 400


def test_a_record_that_went_on_still_agrees_with_every_earlier_head(desk):
    for row in tuple(desk.store.rows()):
        desk.do("person.register", name="Somebody (example)")

        assert earlier_head(f"{row.seq}:{row.hash.hex()}").against(desk.store) == "agrees"


def test_another_record_differs_and_a_shorter_one_misses_it(desk):
    last = desk.journal.head
    other = f"{last.seq}:{hash_of(desk.store, last.seq - 1)}"
    later = f"{last.seq + 1}:{last.hash.hex()}"
    far = f"999,999,999,999:{last.hash.hex()}"

    assert earlier_head(other).against(desk.store) == "differs"
    assert earlier_head(later).against(desk.store) == "missing"
    assert earlier_head(far).against(desk.store) == "missing"


def test_a_verification_is_sound_only_if_the_earlier_head_agrees(desk):
    last = desk.journal.head
    heads = {
        "agrees": earlier_head(f"{last.seq}:{last.hash.hex()}"),
        "differs": earlier_head(f"{last.seq}:{'0' * 64}"),
        "missing": earlier_head(f"{last.seq + 1}:{last.hash.hex()}"),
    }

    found = {name: verify(desk.store, desk.journal, earlier=one) for name, one in heads.items()}

    assert {name: one.earlier_head for name, one in found.items()} == {n: n for n in heads}
    assert [one.is_sound for one in found.values()] == [True, False, False]
    assert verify(desk.store).is_sound
