"""The practice market opens with a window that a stranger can watch, and see close."""

from datetime import timedelta

from laogu.agreements import read_rulebook
from laogu.connectors import first_window, shipped
from laogu.journal import verify
from laogu.rights import DEFAULT
from tests.web.practice import Practice


def opened() -> Practice:
    market = Practice()
    operator = market.people["operator"]
    assert operator is not None
    first_window.open_window(market.running.journal, operator)
    return market


def test_the_window_is_open_and_would_clear_at_one_price():
    market = opened()
    books = market.running.books
    (state,) = books.market.windows.values()

    shown = market.running.indications.of(books.market, state)

    # Wanted at 18.40: 50,000 + 15,000 + 45,000; offered: 60,000 + 40,000.
    assert shown is not None
    assert (shown.indication.price, shown.indication.volume) == (1840, 100_000)
    assert state.phase(market.running.journal.now()) == "open"
    assert market.running.indications.of(books.market, state) is shown


def test_nobody_of_the_story_has_promised_anything():
    market = opened()
    books = market.running.books
    makers = {one.order.maker for one in books.market.orders.values()}

    assert not makers & set(market.holders.values())


def test_every_holder_has_a_name_in_either_language():
    holders = opened().running.books.register.holders.values()

    assert [one.name for one in holders if one.name_en is None] == []


def test_six_days_later_it_has_cleared_and_the_record_is_sound():
    market = opened()
    market.wait(days=7)
    books = market.running.books
    (state,) = books.market.windows.values()

    assert state.cleared is not None
    assert (state.cleared.price, state.cleared.volume) == (1840, 100_000)
    assert sum(one.trade.units for one in books.market.trades.values()) == 100_000
    assert verify(market.running.journal.store, market.running.journal).is_sound
    assert state.ended_at is not None
    assert state.ended_at - state.opened_at >= timedelta(days=6)


def test_the_board_that_is_shipped_is_the_default_word_for_word():
    (clause,) = read_rulebook(shipped.rulebook("board")).mechanism

    assert clause == DEFAULT.clause


def test_the_mainland_rulebook_refuses_a_call_auction_with_its_source():
    content = read_rulebook(shipped.rulebook("mainland"))
    (clause,) = content.mechanism

    assert not {"call_auction", "continuous"} & set(clause.allowed)
    assert "国发〔2011〕38 号" in (clause.clause_zh or "")
    assert "[2011] No. 38" in content.source
