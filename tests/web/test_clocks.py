"""Clocks on a line of days: what is gone, what runs, what is to come, what has no end."""

from datetime import UTC, datetime, timedelta

import pytest

from laogu.web.clocks import Clock, draw_clocks
from laogu.web.drawing import Drawing, Piece, bar
from laogu.web.measure import width_px

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def clock(start: int, end: int | None, *, stopped: int | None = None, says: str = "") -> Clock:
    """Return a clock by days from now."""
    return Clock(
        name="Issuer may take",
        says=says,
        starts_at=NOW + timedelta(days=start),
        ends_at=None if end is None else NOW + timedelta(days=end),
        stopped_at=None if stopped is None else NOW + timedelta(days=stopped),
    )


def drawn(*clocks: Clock, width: int = 832) -> Drawing:
    return draw_clocks(clocks, now=NOW, lang="en", today="Today", says="clocks", width=width)


@pytest.mark.parametrize(
    ("one", "kinds"),
    [
        (clock(-20, -5), ["gone"]),
        (clock(-20, 5, stopped=-3), ["gone"]),
        (clock(-4, 6), ["hollow", "gone"]),
        (clock(2, 12), ["dashed"]),
        (clock(-4, None), ["hatched"]),
        (clock(4, None), ["hatched"]),
    ],
)
def test_a_clock_is_drawn_as_it_stands(one: Clock, kinds: list[str]) -> None:
    assert [box.kind for box in drawn(one).boxes] == kinds


def test_what_is_gone_of_a_running_clock_ends_today() -> None:
    drawing = drawn(clock(-4, 6))

    hollow, gone = drawing.boxes
    today = drawing.over[-1].x1
    assert gone.x == hollow.x
    assert gone.x + gone.width == today
    assert hollow.x + hollow.width > today


def test_a_clock_that_was_answered_ends_where_it_was_answered() -> None:
    answered = drawn(clock(-20, 5, stopped=-10), clock(-20, 5)).boxes

    assert answered[0].width < answered[1].width


@pytest.mark.parametrize("width", [832, 358])
@pytest.mark.parametrize("days", [1, 5, 20, 90, 500])
def test_nothing_is_drawn_outside_and_no_label_is_cut_off(width: int, days: int) -> None:
    says = "1 of 3 may still join, by stock held"
    drawing = drawn(
        clock(-days, days, says=says), clock(days, 2 * days, says=says), clock(0, None), width=width
    )

    for box in drawing.boxes:
        assert 0 <= box.x <= box.x + box.width <= width
    for label in drawing.labels:
        length = width_px(label.says)
        left = {"start": 0, "middle": length // 2, "end": length}[label.anchor]
        assert -1 <= label.x - left <= label.x - left + length <= width + 1, label


def test_no_label_beside_a_bar_stands_on_today() -> None:
    drawing = drawn(clock(-30, -5, says="took 30,000 on 16 Nov"), clock(3, 60, says="long stop"))

    today = drawing.over[-1].x1
    beside = [label for label in drawing.labels if label.kind.startswith("halo")]
    for label in beside:
        length = width_px(label.says)
        left = label.x - (length if label.anchor == "end" else 0)
        assert not left < today < left + length, label


@pytest.mark.parametrize(
    ("lang", "months"),
    [("en", {"Nov", "Dec", "Jan 2027"}), ("zh", {"11 月", "12 月", "2027 年 1 月"})],
)
def test_months_are_named_and_january_has_its_year(lang: str, months: set[str]) -> None:
    drawing = draw_clocks(
        [clock(-22, 70)], now=NOW, lang=lang, today="Today", says="clocks", width=832
    )

    assert months <= {label.says for label in drawing.labels}


def test_no_clock_at_all_is_still_a_line_of_days() -> None:
    assert drawn().boxes == ()


def test_a_bar_keeps_its_scale_and_shows_the_smallest_piece() -> None:
    pieces = (Piece(amount=1), Piece(amount=0), Piece(amount=500), Piece(amount=499))

    boxes = bar(pieces, of=1000, says="all", width=100).boxes

    assert [(box.x, box.width) for box in boxes] == [(0, 1), (0, 50), (50, 50)]


def test_a_bar_of_nothing_is_empty() -> None:
    assert bar((Piece(amount=5),), of=0, says="none").boxes == ()
