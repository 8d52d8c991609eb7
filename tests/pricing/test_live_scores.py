"""This market's own scores: as the scoreboard counts them, by nothing that came later."""

from datetime import date, timedelta

import pytest

from laogu.basics import IssuerId
from laogu.pricing import live_forecasts, live_score, marks
from laogu.pricing.standard import Books
from laogu.pricing.standard.reading import Case
from tests.desk import MORNING, TODAY, Desk, desk_at, holds

PAID = ((400, "10"), (300, "14"), (180, "13"), (30, "22"))


@pytest.fixture
def market():
    """Harrow sold shares four times; somebody talked of more in between."""
    desk = desk_at(MORNING, holds("ada", 1_200))
    for days, value in PAID:
        tell(desk, days, value)
    tell(desk, 90, "40", "talks")
    return desk


def tell(desk, days, value, question="round"):
    desk.do("fact.record", issuer="harrow", question=question, on=TODAY - timedelta(days),
            value=value, unit="USD a share", says_en="Said (example).", source="A paper (example)",
            sure="high")  # fmt: skip


def read(desk: Desk) -> tuple[Books, IssuerId]:
    books = Books(desk.books.register, desk.books.evidence, desk.books.market)
    (issuer,) = (one for one in books.register.issuers.values() if one.slug == "harrow")
    return books, issuer.issuer


def forecasts(desk, as_of=TODAY):
    return list(live_forecasts(*read(desk), as_of))


def test_they_are_what_the_scoreboard_would_count(market, monkeypatch):
    """The twin: the scoring of histories from a file, on what the books say."""
    monkeypatch.setattr(marks.Forecast, "crps", lambda *_: 0.0)
    case = Case(*read(market), TODAY)
    twin = list(marks.scored([case.history(case.pointed)]))

    found = forecasts(market)
    assert len(found) == len(PAID) - 1
    assert [one.log_score for one in found] == pytest.approx([one.log_score for one in twin])
    assert [one.is_held for one in found] == [80 in one.inside for one in twin]
    assert [one.carried for one in found] == pytest.approx(
        [one.baselines["carry_forward"][0] for one in twin]
    )


def test_nothing_that_came_later_is_in_a_forecast(market):
    before = forecasts(market)
    tell(market, 5, "90")
    tell(market, 4, "95", "talks")

    assert forecasts(market)[: len(before)] == before
    assert forecasts(market, TODAY - timedelta(100)) == before[:2]


def test_what_nobody_forecast_has_no_score():
    score = live_score([])

    assert (score.forecasts, score.compared) == (0, 0)
    assert (score.held, score.log_score, score.ahead) == (None, None, None)
    assert forecasts(desk_at(MORNING, holds("ada", 1_200)), date(2026, 3, 2)) == []
