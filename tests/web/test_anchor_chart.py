"""The drawing of anchors: whole pixels, no two labels in one place, no currency over another."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from laogu.web.anchor_chart import MOST_MARKS, Point, draw_anchors, short_figure
from laogu.web.drawing import Drawing
from laogu.web.measure import width_px

TODAY = date(2026, 11, 22)


def point(days_ago: int, value: str, currency: str = "HKD", **more: object) -> Point:
    given = {"shape": "bar", "is_paid": True, "is_thin": False, "says": ""} | more
    return Point(on=TODAY - timedelta(days=days_ago), value=Decimal(value), currency=currency,
                 **given)  # type: ignore[arg-type]  # fmt: skip


def drawn(*points: Point, width: int = 832, lang: str = "en") -> Drawing:
    units = {one.currency: f"{one.currency} a share" for one in points}
    return draw_anchors(points, today=TODAY, lang=lang, says="anchors", units=units,
                        today_says="today", width=width)  # fmt: skip


@pytest.mark.parametrize("width", [832, 358])
def test_everything_lies_within_the_drawing(width):
    dice = Random(50)
    points = [
        point(900 - 9 * at, str(dice.randint(1, 10**6)), says=f"close {at}") for at in range(90)
    ]

    found = drawn(*points, width=width)

    for mark in found.marks:
        assert 0 <= mark.x <= width
        assert 0 <= mark.y <= found.height
    boxes = []
    for label in [one for one in found.labels if one.kind == "halo"]:
        assert label.x >= 0
        assert label.x + width_px(label.says) <= width
        boxes.append((label.x, label.y - 12, label.x + width_px(label.says), label.y + 3))
    assert boxes
    for at, one in enumerate(boxes):
        for other in boxes[:at]:
            apart = one[2] <= other[0] or other[2] <= one[0]
            assert apart or one[3] <= other[1] or other[3] <= one[1]


def test_higher_figures_stand_higher_and_later_days_further_right():
    one, two = drawn(point(30, "116.20"), point(10, "819")).marks

    assert one.x < two.x
    assert one.y > two.y


def test_the_line_is_level_until_somebody_paid_otherwise_and_words_do_not_move_it():
    found = drawn(point(30, "100"), point(20, "500", is_paid=False), point(10, "200"))
    steps = [one for one in found.over if one.kind == "step"]

    assert [one.y1 == one.y2 for one in steps] == [True, False, True]
    assert [mark.kind for mark in found.marks] == ["filled", "hollow", "filled"]


def test_a_change_of_currency_cuts_the_line():
    found = drawn(point(300, "60.52", "CNY"), point(30, "116.20", "HKD"))

    assert [one.kind for one in found.over].count("cut") == 1
    assert [one for one in found.over if one.kind == "step" and one.x1 == one.x2] == []
    says = {one.says for one in found.labels}
    assert {"← CNY a share", "HKD a share →"} <= says


def test_one_figure_for_ever_and_two_on_one_day_can_be_drawn():
    assert len(drawn(point(0, "5")).marks) == 1
    assert len(drawn(point(3, "5"), point(3, "5")).marks) == 2


def test_of_very_many_the_newest_are_drawn():
    found = drawn(*(point(1_000 - at, "5") for at in range(MOST_MARKS + 50)))

    assert len(found.marks) == MOST_MARKS


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("819.00", "819.00", "819.00"),
        ("12345", "12,345", "12,345"),
        ("80000000", "8,000 万", "80m"),
        ("30000000000", "300 亿", "30bn"),
        ("24377000000", "243.77 亿", "24.377bn"),
        ("615519001", "615,519,001", "615,519,001"),
    ],
)
def test_a_figure_is_shortened_only_where_it_stays_exact(value, zh, en):
    assert short_figure(Decimal(value), "zh") == zh
    assert short_figure(Decimal(value), "en") == en
