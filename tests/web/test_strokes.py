"""Lines of a drawing are few elements of a page: each kind is one stroke, and is not filled."""

import re

from laogu.connectors import languages
from laogu.web.drawing import Area, Drawing, Line
from laogu.web.rendering import environment


def line(x1, y1, x2, y2, kind="step"):
    return Line(x1=x1, y1=y1, x2=x2, y2=y2, kind=kind)


def drawing(*over, areas=()):
    return Drawing(width=100, height=50, says="a line", over=over, areas=areas)


def test_lines_that_follow_each_other_are_one_stroke():
    found = drawing(line(0, 9, 5, 9), line(5, 9, 5, 3), line(5, 3, 8, 3), line(20, 1, 30, 2))

    (stroke,) = found.strokes_over
    assert stroke.path == "M0 9H5L5 3H8M20 1L30 2"


def test_what_is_drawn_later_lies_over_what_was_drawn_before():
    found = drawing(line(0, 1, 2, 1), line(1, 0, 1, 9, "today"), line(2, 1, 4, 1))

    assert [one.kind for one in found.strokes_over] == ["step", "today", "step"]


def test_a_point_that_stands_on_the_one_before_is_left_out():
    area = Area(points=((0, 0), (4, 1), (4, 1), (4, 5)), kind="band")

    assert area.path == "M0 0L4 1L4 5z"


def test_a_stroke_is_never_filled():
    words = languages.words("en")
    page = environment("en", translate=words.translate).from_string(
        '{% from "parts/drawing.html" import drawing %}{{ drawing(d) }}'
    )

    svg = page.render(d=drawing(line(0, 9, 5, 9), line(5, 9, 9, 0)))

    assert re.findall(r"<path[^>]*>", svg) == ['<path class="step" fill="none" d="M0 9H5L9 0"/>']
