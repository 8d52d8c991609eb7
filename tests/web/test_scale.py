"""The scale and the sparkline: whole pixels in the order of the figures, no label on another."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laogu.web.anchor_chart import Level, Point
from laogu.web.measure import width_px
from laogu.web.scale import CELL_WIDTH, STRIP_WIDTH, ends_around, scale, strip_scale
from laogu.web.sparkline import HEIGHT, WIDTH, sparkline

TODAY = date(2026, 11, 22)
FIGURES = st.decimals("0.0001", "1e13", places=4, allow_nan=False, allow_infinity=False)


@given(st.lists(FIGURES, min_size=5, max_size=5, unique=True))
def test_a_mark_lies_in_its_bands_and_they_within_the_scale(found):
    low, lower, value, upper, high = sorted(found)
    ends = ends_around((low, high))

    drawn = scale(value, (low, high), (lower, upper), ends=ends, says="a mark")

    assert ends[0] < low
    assert high < ends[1]
    wide, inner = drawn.boxes
    tick = drawn.over[0].x1
    assert 0 <= wide.x <= inner.x <= tick <= inner.x + inner.width + 1
    assert inner.x + inner.width <= wide.x + wide.width + 1 <= CELL_WIDTH + 1


@given(st.lists(FIGURES, min_size=3, max_size=3, unique=True))
def test_no_figure_under_a_scale_stands_on_another(found):
    low, value, high = sorted(found)
    ends = ends_around((low, high))
    labels = [(one, f"{one:,f}") for one in (ends[0], low, value, high, ends[1])]

    drawn = strip_scale(value, (low, high), None, ends=ends, labels=labels, says="a mark")

    assert f"{value:,f}" in [one.says for one in drawn.labels]
    right = -1
    for one in drawn.labels:
        assert one.x > right
        right = one.x + width_px(one.says)
    assert right <= STRIP_WIDTH


def test_a_second_figure_stands_beside_the_mark():
    ends = (Decimal(1), Decimal(100))

    drawn = scale(Decimal(10), (Decimal(5), Decimal(20)), None, ends=ends, says="",
                  other=Decimal(100))  # fmt: skip

    assert [(one.x1, one.kind) for one in drawn.over] == [
        (CELL_WIDTH // 2, "tick"), (CELL_WIDTH, "other"),
    ]  # fmt: skip


def point(days_ago: int, value: str) -> Point:
    return Point(on=TODAY - timedelta(days=days_ago), value=Decimal(value), currency="CNY",
                 shape="diamond", is_paid=True, is_thin=False)  # fmt: skip


@pytest.mark.parametrize("has_mark", [True, False])
def test_a_sparkline_has_a_band_or_is_hatched_from_the_last_anchor_on(has_mark):
    points = [point(900, "4"), point(400, "9"), point(100, "7.5")]
    level = Level(on=TODAY, currency="CNY", value=Decimal(8), band=(Decimal(4), Decimal(16)),
                  middle=(Decimal(6), Decimal(10)))  # fmt: skip

    drawn = sparkline(points, first=points[0].on, today=TODAY, says="three anchors",
                      level=level if has_mark else None)  # fmt: skip

    assert [one.kind for one in drawn.areas] == (["band", "band2"] if has_mark else [])
    assert [one.kind for one in drawn.boxes] == ([] if has_mark else ["hatched"])
    assert len(drawn.marks) == 3
    for one in drawn.areas:
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in one.points)


def test_of_nothing_there_is_a_hatched_line():
    drawn = sparkline((), first=TODAY, today=TODAY, says="none", level=None)

    assert [one.kind for one in drawn.boxes] == ["hatched"]
