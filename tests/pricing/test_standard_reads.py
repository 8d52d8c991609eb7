"""What of the books a mark reads, and what it does not: sales, facts, days, currencies."""

import sys
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from laogu.basics import LaoguError
from laogu.market import TradeEnded
from laogu.operations.subjects import subjects_of
from laogu.pricing.marks import followed, rolling
from laogu.pricing.standard import Books, on_days
from laogu.pricing.standard.reading import Case
from laogu.register import AfterToday, IssuerUnknown, StockClassUnknown
from tests.desk import MORNING, TODAY, desk_at, has, holds, open_articles
from tests.pricing.marked import (
    class_named,
    mark,
    marks,
    told,
    values,
    venture,
    worth,
)
from tests.windows import book, may_hold_windows, opened


def test_nobody_paid_and_nothing_was_said():
    desk = desk_at(MORNING, open_articles, holds("ada", 900))

    found = mark(desk)

    assert (found.value, found.band, found.grade, found.anchors) == (None, None, None, ())
    assert "nobody" in str(found.reason)
    assert marks(desk) == ()


def test_a_sale_in_this_market_counts_when_it_is_settled():
    desk = desk_at(MORNING, open_articles, holds("ada", 900), has("elm", 20_000))
    trade = desk.trade("ada", "elm", 100, "20.00")
    desk.notice(trade)
    assert mark(desk).value is None

    desk.settle(trade)

    found = mark(desk)
    (counted,) = found.anchors
    assert (counted.trade, counted.kind, counted.stock_class) == (trade, "secondary", desk.ordinary)
    assert worth(found) == pytest.approx(20.0)
    assert (found.grade, found.level) == ("A", 2)


def test_a_window_is_one_price_with_all_its_trades():
    desk = desk_at(
        MORNING, open_articles, may_hold_windows, holds("ada", 900), holds("ben", 900),
        has("elm", 20_000), has("fir", 20_000),
    )  # fmt: skip
    window = opened(desk)
    book(desk, window, """
        elm 300   24.00
        fir 200   23.00
                  22.00   ada 250
                  22.00   ben 250
    """)  # fmt: skip
    desk.wait(days=4)

    found = mark(desk)

    assert len(desk.books.market.trades) > 1
    (counted,) = found.anchors
    cleared = desk.books.market.windows[window].cleared
    assert cleared is not None
    assert counted.figure == pytest.approx(cleared.price / 100)


def test_a_window_of_which_nothing_is_settled_counts_no_longer_and_that_is_told():
    desk = desk_at(
        MORNING, open_articles, may_hold_windows, holds("ada", 900), has("elm", 20_000),
        has("fir", 20_000),
    )  # fmt: skip
    window = opened(desk)
    book(desk, window, """
        elm 300   24.00
        fir 200   23.00
                  22.00   ada 500
    """)  # fmt: skip
    desk.wait(days=4)
    first, last = desk.books.market.trades
    own = f"issuer:{desk.books.market.windows[window].window.issuer}"

    told = []
    for trade in (first, last):
        desk.do("trade.withdraw", "ada", trade=trade, reason="another plan")
        ended = TradeEnded(
            effective_on=desk.today, trade=trade, how="withdrawn", reason="another plan"
        )
        told.append((mark(desk).value is None, own in subjects_of(desk.books, [ended])))

    assert told == [(False, False), (True, True)]


def test_nothing_later_than_the_day_is_read_and_nothing_written_later():
    desk = desk_at(MORNING, open_articles, holds("ada", 900))
    told(desk, "round", "1.00")
    desk.wait(days=40)
    before, day = mark(desk), desk.today
    moment = desk.now
    desk.wait(days=5)
    told(desk, "transfer", "0.30", on=day - timedelta(days=2))
    told(desk, "transfer", "5.00")

    assert mark(desk, on=day, known_at=moment) == before
    assert mark(desk, on=day).value != before.value
    assert len(mark(desk).anchors) == len(mark(desk, on=day).anchors) + 1


def test_a_report_told_again_leaves_the_mark_alone():
    desk = desk_at(MORNING, open_articles, holds("ada", 900))
    told(desk, "round", "20.00")
    before = mark(desk)

    told(desk, "round", "20.00", on=TODAY)

    found = mark(desk)
    assert (found.value, found.band) == (before.value, before.band)
    assert [one.reports for one in found.anchors] == [2]


def test_the_band_opens_while_nothing_happens():
    desk = desk_at(MORNING, open_articles, venture())
    told(desk, "round", "1.00")
    bands = []
    for _ in range(4):
        found = mark(desk)
        assert found.band is not None
        bands.append(found.band[1] / found.band[0])
        desk.wait(days=30)

    assert bands == sorted(bands)
    assert bands[0] < bands[-1]


def test_a_price_of_before_a_split_is_told_in_shares_of_today():
    desk = desk_at(MORNING, open_articles, holds("ada", 900))
    told(desk, "transfer", "20.00")
    desk.wait(days=1)
    desk.do("stock_class.split", "ida", issuer="harrow", stock_class="Ordinary",
            new=Decimal(10), rounding="floor")  # fmt: skip

    (counted,) = mark(desk).anchors

    assert counted.figure == 20.0
    assert counted.each == pytest.approx(2.0)


def test_after_a_split_a_round_is_still_that_of_its_class_and_the_headline_stays():
    desk = desk_at(MORNING, open_articles, venture())
    told(desk, "round", "1.00")
    before = mark(desk)
    desk.wait(days=1)
    for name in ("Ordinary", "Series A", "Series B"):
        desk.do("stock_class.split", "ida", issuer="harrow", stock_class=name,
                new=Decimal(10), rounding="floor")  # fmt: skip

    found = mark(desk)

    assert worth(found) == pytest.approx(worth(before) / 10)
    assert values(desk, found)["Series B"] == pytest.approx(0.1)
    assert before.headline is not None
    assert found.headline is not None
    assert found.headline.figure == pytest.approx(before.headline.figure)
    assert [one.headline for one in found.classes] == pytest.approx([0.1, 0.1, 0.1])


def test_currencies_are_not_converted():
    desk = desk_at(MORNING, open_articles, holds("ada", 900))
    told(desk, "transfer", "140.00", "CNY a share", on=TODAY - timedelta(days=9))
    told(desk, "transfer", "20.00")

    found = mark(desk)

    assert found.currency == "USD"
    assert worth(found) == pytest.approx(20.0)
    assert [one for one in map(str, found.remarks) if "CNY" in one]


def test_talk_of_an_unsure_source_is_not_a_sale():
    desk = desk_at(MORNING, open_articles, holds("ada", 900))
    told(desk, "transfer", "20.00", sure="low")

    found = mark(desk)

    assert [one.kind for one in found.anchors] == ["talks"]
    assert found.grade == "C"


@pytest.mark.parametrize(
    ("fields", "refused"),
    [({"issuer": "nobody"}, IssuerUnknown), ({"on": TODAY.replace(year=2027)}, AfterToday)],
)
def test_what_cannot_be_asked(fields: dict[str, Any], refused: type[LaoguError]):
    desk = desk_at(MORNING, open_articles)

    with pytest.raises(refused):
        mark(desk, **fields)


def test_marks_through_time_are_those_of_their_days():
    desk = desk_at(MORNING, open_articles, holds("ada", 900))
    told(desk, "transfer", "20.00", on=TODAY - timedelta(days=70))
    told(desk, "transfer", "30.00")

    found = marks(desk)

    assert found[0].on == TODAY - timedelta(days=70)
    assert found[-1].on == TODAY
    assert [one.on for one in found] == sorted({one.on for one in found})
    for one in (found[0], found[1], found[-1]):
        then = mark(desk, on=one.on)
        assert (one.value, one.band) == (then.value, then.band)
    assert found[-1].value > found[0].value
    assert marks(desk, since=TODAY) == (found[-1],)


def test_between_two_prices_nothing_is_read_again(monkeypatch):
    """An index of many years asks for hundreds of days, and reads each price a few times."""
    desk = desk_at(MORNING, open_articles, holds("ada", 900))
    told(desk, "transfer", "20.00", on=TODAY - timedelta(days=1_000))
    told(desk, "transfer", "30.00", on=TODAY - timedelta(days=300))
    read: list[int] = []

    def counted(*given: Any) -> Any:
        read.append(1)
        return followed(*given)

    monkeypatch.setattr(sys.modules[on_days.__module__], "followed", counted)

    found = marks(desk)

    assert len(found) > 30
    assert len(read) == 2
    books = Books(desk.books.register, desk.books.evidence, desk.books.market)
    (issuer,) = (one for one in desk.books.register.issuers.values() if one.slug == "harrow")
    some = [one.on for one in found[::5]]
    assert on_days(books, issuer.issuer, some, TODAY) == found[::5]
    assert on_days(books, issuer.issuer, (), TODAY) == ()


def test_what_is_listed_and_was_long_not_quoted_here_has_no_price():
    desk = desk_at(MORNING, open_articles, holds("ada", 900))
    told(desk, "close", "20.00", on=TODAY - timedelta(days=190))

    found = mark(desk)

    assert found.value is None
    assert "listed" in str(found.reason)
    assert values(desk, found) == {"Ordinary": None}
    assert [one.figure for one in found.anchors] == [20.0]
    assert mark(desk, on=TODAY - timedelta(days=10)).value == pytest.approx(20.0)
    assert marks(desk)[-1].on < TODAY


def test_a_reserve_that_nobody_met_only_says_less():
    desk = desk_at(MORNING, open_articles, holds("ada", 900))
    told(desk, "reserve", "9.00")
    assert mark(desk).value is None

    told(desk, "transfer", "20.00", on=TODAY - timedelta(days=90))

    found = mark(desk)
    assert [one.side for one in found.anchors] == ["at", "below"]
    assert worth(found) < 20


def test_a_mark_does_not_tell_that_a_seller_was_former_staff():
    """Who left is the issuer's to know: a mark that were higher by it would tell everybody."""
    desk = desk_at(MORNING, open_articles, holds("ada", 900), has("elm", 20_000))
    desk.do("holder.relate", "ida", issuer="harrow", holder=desk.holder("ada"),
            relationship="ex_employee")  # fmt: skip
    trade = desk.trade("ada", "elm", 100, "17.00")
    desk.notice(trade)
    desk.settle(trade)

    (counted,) = mark(desk).anchors

    assert (counted.figure, counted.each, counted.taken_off) == (17.0, 17.0, ())


def test_a_reserve_that_is_met_later_counted_until_then():
    desk = desk_at(MORNING, open_articles, holds("ada", 900))
    first, asked, met = (TODAY - timedelta(days=one) for one in (300, 60, 20))
    told(desk, "transfer", "20.00", on=first)
    told(desk, "reserve", "9.00", on=asked)
    told(desk, "transfer", "10.00", on=met)
    between = met - timedelta(days=1)

    then = mark(desk, on=between)

    through = {one.on: one.value for one in marks(desk, since=first, until=TODAY)}
    assert [one.kind for one in then.anchors] == ["secondary", "ask"]
    assert [one.kind for one in mark(desk).anchors] == ["secondary", "secondary"]
    for day, value in through.items():
        assert value == pytest.approx(mark(desk, on=day).value), day
    books = Books(desk.books.register, desk.books.evidence, desk.books.market)
    (issuer,) = desk.books.register.issuers
    case = Case(books, issuer, TODAY)
    (last,) = (one for one in rolling(case.history(case.ever)) if one.came.on == met)
    assert [one.side for one in last.before] == ["at", "below"]


def test_a_sale_counts_for_the_class_that_was_told_of_it():
    desk = desk_at(MORNING, open_articles, venture())
    told(desk, "transfer", "0.90")
    assert mark(desk).value is None

    told(desk, "transfer", "0.90", stock_class="Series A")

    found = mark(desk)
    assert class_named(desk, found, "Series A").value == pytest.approx(0.9)
    assert worth(found) < 0.9
    with desk.refuses(StockClassUnknown):
        told(desk, "transfer", "0.90", stock_class="Series Z")
