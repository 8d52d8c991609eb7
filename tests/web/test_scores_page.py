"""How the marks have done: said plainly, where they lose too, in both languages."""

import csv
import io
import re
from decimal import Decimal

from msgspec.structs import replace

from laogu.connectors.pricing import scoreboard
from laogu.web.calibration_chart import draw_calibration
from laogu.web.pages.scores import page as scores
from laogu.web.pages.scores import rows
from tests.web.forms import words
from tests.web.practice import Practice


def test_it_says_how_often_a_band_held_and_where_a_guess_is_ahead():
    board = scoreboard()
    with Practice().browser() as browser:
        pages = {lang: words(browser.get(f"/{lang}/scores").text) for lang in ("en", "zh")}

    assert f"Of {board.forecasts} prices that came" in pages["en"]
    assert f"{rows.percent(board.coverage['80'])}%" in pages["zh"]
    assert f"version {board.version}" in pages["en"]
    assert "Where a guess is ahead of ours" in pages["en"]
    assert "不及简单猜法之处" in pages["zh"]
    behind = [name for name, one in board.by_kind.items()
              if rows.ahead_of(one, "carry_forward").is_behind]  # fmt: skip
    assert behind
    assert all(name.replace("_", " ") in pages["en"] for name in behind)


def test_a_company_that_this_market_knows_stands_by_its_name():
    practice, board = Practice(), scoreboard()
    behind = {slug: rows.difference(one, "carry_forward") for slug, one in board.by_issuer.items()}
    known = {slug: ahead for slug, ahead in behind.items() if ahead is not None}
    slug, other = sorted(known, key=lambda one: known[one])[:2]
    practice.do("issuer.register", slug=slug, name_en="Named (example)", currency="USD")

    with practice.browser() as browser:
        cells = re.findall(r"<td>([^<]+)", browser.get("/en/scores").text)
    cells = [cell.strip() for cell in cells]

    assert "Named (example)" in cells
    assert slug not in cells
    assert other in cells


def test_where_no_guess_is_ahead_that_is_said(monkeypatch):
    board = scoreboard()
    better = replace(board, by_stage={}, by_kind={}, by_basis={"per_share": board})
    monkeypatch.setattr(scores, "scoreboard", lambda: better)

    with Practice().browser() as browser:
        page = words(browser.get("/en/scores").text)

    assert "In no group is a guess ahead." in page


def test_a_file_has_every_company_by_its_id_and_no_price():
    with Practice().browser() as browser:
        answer = browser.get("/en/scores.csv?table=companies")

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    board = scoreboard()
    assert [one["name"] for one in rows] == list(board.by_issuer)
    assert sum(int(one["forecasts"]) for one in rows) == board.forecasts
    assert not {"price", "valuation"} & set(rows[0])


def test_a_band_that_holds_what_it_says_stands_on_the_dotted_line():
    held = {band: Decimal(band) / 100 for band in range(10, 100, 10)}
    for width in (520, 358):
        drawn = draw_calibration(held, says="", axes=("", ""), width=width)
        (line,) = (one for one in drawn.over if one.kind == "dotted")
        slope = Decimal(line.y2 - line.y1) / (line.x2 - line.x1)
        for mark in drawn.marks:
            assert abs(line.y1 + slope * (mark.x - line.x1) - mark.y) <= 2
        assert all(0 <= one.x <= width for one in drawn.marks)
