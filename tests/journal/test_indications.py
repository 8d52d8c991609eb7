"""What windows would clear at, and what they came to, is kept for a few of them alone."""

import pytest

from laogu.journal import Indications, indications
from tests.desk import MORNING, desk_at, has, holds, open_articles
from tests.windows import book, may_hold_windows, opened, state_of


def test_what_is_kept_of_windows_does_not_grow_with_their_number(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(indications, "MOST", 2)
    desk = desk_at(MORNING, open_articles, may_hold_windows, holds("ada", 90), has("elm", 9_000))
    kept, curves = Indications(), {}
    for _ in range(4):
        window = opened(desk)
        book(desk, window, "elm 5 24.00 ada 5")
        indicated = kept.of(desk.books.market, state_of(desk, window))
        assert indicated is not None
        desk.wait(days=4)
        curves[window] = kept.at_the_bell(desk.books.market, state_of(desk, window))
        assert curves[window] == indicated.curve

    assert len(kept._ended) == len(kept._known) == 2
    for window, curve in curves.items():
        assert kept.at_the_bell(desk.books.market, state_of(desk, window)) == curve
