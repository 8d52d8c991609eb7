"""Packing: what is stored for a body comes back as the body, or as nothing."""

import random
import tracemalloc

import pytest

from laogu.journal.packing import PACKED_FROM, PACKED_UPTO, Frame, frame, pack, unpack


@pytest.mark.parametrize("length", [0, 1, PACKED_FROM - 1, PACKED_FROM, 70_000, PACKED_UPTO])
def test_what_is_stored_comes_back(length):
    body = (b'{"amount":"1250.00"}' * (length // 20 + 1))[:length]

    stored = pack(body)

    assert unpack(stored) == body
    assert (stored == body) == (length < PACKED_FROM)


def test_what_is_too_long_is_stored_as_it_is():
    body = bytes(PACKED_UPTO + 1)

    assert pack(body) is body
    assert unpack(frame(body)) == b""
    assert unpack(frame(body), upto=-1) == body


@pytest.mark.parametrize(
    "change", [lambda one: one[:-1], lambda one: one + b"x", lambda one: one * 2]
)
def test_a_frame_that_we_did_not_make_is_blank(change):
    assert unpack(change(frame(b"x" * 2_000))) == b""


def test_a_frame_made_in_pieces_unfolds_to_them_end_to_end():
    chance = random.Random(7)
    for _ in range(200):
        pieces = [chance.randbytes(chance.choice([0, 1, 50, 3_000])) for _ in range(9)]
        made = Frame()
        for piece in pieces:
            made.add(piece)

        assert unpack(made.whole()) == b"".join(pieces)


def test_a_body_in_pieces_is_never_there_as_a_whole():
    piece = b'{"account":"free","minor":125000}' * 2_000
    tracemalloc.start()
    made = Frame()
    for _ in range(1_000):
        made.add(piece)
    whole = made.whole()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert unpack(whole, upto=-1) == piece * 1_000
    assert peak < len(piece) * 100
