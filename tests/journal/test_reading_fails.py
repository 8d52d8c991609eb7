"""A disk that does not give what it holds: that is said, and nothing breaks."""

import pytest

from laogu.journal import Journal, NotReadable, open_store
from tests.desk import MORNING, Desk, desk_at, has


def test_rows_that_cannot_be_read_are_said_so(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'market.db'}", write=True)
    store._writer._connection.execute("DROP TABLE entries")  # type: ignore[attr-defined]

    with pytest.raises(NotReadable) as no:
        list(store.rows())

    assert "no such table" in no.value.reason
    store.close()


def test_a_request_that_was_recorded_and_cannot_be_read_again_is_told_so(monkeypatch):
    desk: Desk = desk_at(MORNING, has("elm", 1))
    fields = {"holder": desk.holder("elm"), "amount": 5, "currency": "USD", "reference": "x"}
    command = desk.command("cash.deposit", fields)
    (first,) = desk.record(command)

    def fails(**_):
        raise NotReadable(reason="input/output error")

    with monkeypatch.context() as here:
        here.setattr(desk.store, "rows", fails)
        (again,) = desk.record(command)
        with pytest.raises(NotReadable):
            Journal(desk.store, desk.world)

    assert isinstance(again, NotReadable)
    assert desk.record(command) == [first]
    assert desk.free("elm") == 6
