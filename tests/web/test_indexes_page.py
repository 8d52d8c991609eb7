"""Indexes of marks on their page: drawn with a band, with what moved them; or none, and why."""

import csv
import io
import re
from datetime import date
from decimal import Decimal

import pytest

from laogu.web.index_chart import LevelDrawn, draw_index
from laogu.web.pages.indexes import points
from tests.web.forms import words
from tests.web.practice import Practice


@pytest.fixture(scope="module")
def real() -> Practice:
    return Practice(kind="real")


def test_a_market_of_one_company_has_no_index_and_says_so():
    with Practice().browser() as browser:
        pages = {lang: words(browser.get(f"/{lang}/indexes").text) for lang in ("en", "zh")}

    assert pages["en"].count("No index: fewer than 3 companies have a mark told this way on") >= 2
    # The reason stands in its frame, and not beside the name as well.
    assert pages["en"].count("No index:") == pages["en"].count("No index No index:")
    assert "无指数" in pages["zh"]


def test_what_moved_an_index_is_told_in_points_that_sum_to_its_level(real):
    with real.browser("nobody") as browser:
        page = words(browser.get("/en/indexes").text)
        file = browser.get("/en/indexes.csv?table=moved").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(file)))

    assert "By float" in page
    assert "What moved it" in page
    for name, basis in (("a share", "per_share"), ("valuations", "valuation")):
        level = re.search(rf"Equal weights, {name} .*? companies or more\. .*?([\d,]+\.\d) ", page)
        assert level is not None
        whole = [Decimal(one["whole"]) for one in rows if one["basis"] == basis]
        gained = Decimal(level[1].replace(",", "")) - 1000
        assert abs(gained - sum(whole)) < Decimal("0.1") * len(whole)


def test_a_day_to_come_has_no_index(real):
    with real.browser("nobody") as browser:
        assert browser.get("/en/indexes?as_of=2027-01-01").status_code == 422


def test_points_carry_their_sign_and_nothing_is_plain():
    assert [points(one) for one in (1.26, -0.34, 0.01, -0.04)] == [
        "+1.3",
        "\u22120.3",
        "0.0",
        "0.0",
    ]


def test_the_line_stays_within_its_band():
    levels = [
        LevelDrawn(on=date(2026, 1 + at, 1), value=Decimal(1000 + 90 * at),
                   band=(Decimal(1000 - 60 * at), Decimal(1000 + 300 * at)))
        for at in range(6)
    ]  # fmt: skip
    for width in (832, 358):
        drawn = draw_index(levels, lang="en", says="", width=width)
        (area,) = drawn.areas
        upper, lower = area.points[:6], tuple(reversed(area.points[6:]))
        steps = [one for one in drawn.over if one.kind == "step"]
        for at, line in enumerate(steps):
            assert upper[at][1] <= line.y1 <= lower[at][1]
            assert line.x1 == upper[at][0] == lower[at][0]
        assert all(0 <= x <= width and 0 <= y <= drawn.height for x, y in area.points)
