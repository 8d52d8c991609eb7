"""The drawing of anchors: whole pixels, no two labels in one place, no currency over another."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from laogu.web.anchor_chart import MOST_MARKS, Level, Point, draw_anchors
from laogu.web.chart_axes import short_figure
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


def level(days_ago: int, value: str, width: str, currency: str = "HKD") -> Level:
    one, by = Decimal(value), Decimal(width)
    return Level(on=TODAY - timedelta(days=days_ago), currency=currency, value=one,
                 band=(one / by, one * by), middle=(one / by.sqrt(), one * by.sqrt()))  # fmt: skip


def banded(*levels: Level, ahead: tuple[Level, ...] = (), width: int = 832) -> Drawing:
    points = [point((TODAY - one.on).days, f"{one.value}", one.currency) for one in levels]
    units = {one.currency: one.currency for one in points}
    return draw_anchors(points, today=TODAY, lang="en", says="a mark", units=units,
                        today_says="today", levels=levels, ahead=ahead, width=width)  # fmt: skip


@pytest.mark.parametrize("width", [832, 358])
def test_a_band_opens_until_something_is_learned_and_then_stands_narrow(width):
    found = banded(level(90, "100", "1.1"), level(60, "100", "2"), level(30, "150", "1.1"),
                   level(0, "150", "1.8"), width=width)  # fmt: skip

    wide, inner = found.areas
    assert (wide.kind, inner.kind) == ("band", "band2")
    assert len(wide.points) == 2 * 5  # on the day of the price the earlier band stands as well
    assert all(0 <= x <= width and 0 <= y <= found.height for x, y in wide.points)


def test_after_today_the_line_is_dotted_and_the_band_goes_on():
    days = (level(0, "150", "1.2"), level(-30, "150", "1.4"))

    found = banded(level(90, "100", "1.1"), level(0, "150", "1.2"), ahead=days)

    dotted = [one for one in found.over if one.kind == "dotted"]
    today = next(one for one in found.over if one.kind == "today")
    assert [one.x1 for one in dotted] == [today.x1]
    assert max(x for x, _ in found.areas[0].points) > today.x1


def test_no_band_and_no_line_goes_from_one_currency_to_another():
    found = banded(level(400, "60", "1.1", "CNY"), level(300, "60", "1.3", "CNY"),
                   level(200, "116", "1.1"), level(0, "800", "2"))  # fmt: skip

    cut = next(one for one in found.over if one.kind == "cut").x1
    for area in found.areas:
        sides = {x > cut for x, _ in area.points}
        assert len(sides) == 1
    up = [one for one in found.over if one.kind == "step" and one.y1 != one.y2]
    assert all(one.x1 > cut for one in up)


@pytest.mark.parametrize(("value", "width"), [("18.50", "1.02"), ("18.50", "1.3"), ("400", "60")])
def test_however_narrow_the_axis_is_it_has_some_round_figures(value, width):
    found = banded(level(60, value, width), level(0, value, width))

    figures = [one.says for one in found.labels if one.kind == "quiet" and one.anchor == "end"]
    assert 3 <= len(figures) <= 6
    assert len(set(figures)) == len(figures)
