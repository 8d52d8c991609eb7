"""Windows and rulebooks at the desks of issuer and operator, and where else they are named."""

from decimal import Decimal

import pytest

from laogu.connectors import shipped
from tests.web.forms import send, words
from tests.web.practice import Practice

DESK = "/en/desk/harrow"


@pytest.fixture
def practice() -> Practice:
    return Practice()


@pytest.fixture
def ready(practice: Practice) -> Practice:
    practice.do("rulebook.adopt", text=shipped.rulebook("window"))
    return practice


def test_a_shipped_rulebook_is_adopted_by_its_name(practice):
    with practice.browser("operator") as browser:
        done = send(browser, "/en/operator", "operator-rulebook", which="mainland", issuer="harrow")
        rules = words(browser.get("/en/company/harrow/rules").text)

    (adopted,) = practice.running.books.agreements.rulebooks.values()
    assert done.status_code == 303
    assert (adopted.content.id, adopted.issuer) == (
        "mainland", next(iter(practice.running.books.register.issuers)),
    )  # fmt: skip
    assert "CN-SEC-04" in rules
    assert practice.running.journal.document(adopted.document) == shipped.rulebook("mainland")


def test_a_rulebook_of_ones_own_is_read_and_refused_where_it_is_none(practice):
    with practice.browser("operator") as browser:
        refused = send(browser, "/en/operator", "operator-rulebook", which="own", text="a = 1")

    assert refused.status_code == 400
    assert "agreements.terms_unreadable" in refused.text


def test_an_issuer_opens_a_window_in_its_own_time_and_is_led_to_it(ready):
    with ready.browser("ida") as browser:
        done = send(browser, DESK, "window-open", floor="15", cap="22",
                    closes_at="2026-11-06T16:00")  # fmt: skip

    (state,) = ready.running.books.market.windows.values()
    assert done.headers["location"].endswith(f"/window/{state.window.window}")
    # London keeps Greenwich time in November.
    assert state.closes_at.isoformat() == "2026-11-06T16:00:00+00:00"
    assert (state.window.floor, state.window.cap, state.window.tick) == (1500, 2200, 1)


def test_what_does_not_go_together_comes_back_with_what_was_typed(ready):
    with ready.browser("ida") as browser:
        refused = send(browser, DESK, "window-open", floor="22", cap="15",
                       closes_at="2026-11-06T16:00")  # fmt: skip

    assert refused.status_code == 400
    assert "market.not_a_window" in refused.text
    assert 'value="2026-11-06T16:00"' in refused.text


def test_where_no_rulebook_lets_it_the_desk_says_why(practice):
    with practice.browser("ida") as browser:
        refused = send(browser, DESK, "window-open", floor="15", cap="22",
                       closes_at="2026-11-06T16:00")  # fmt: skip

    assert refused.status_code == 422
    assert "Rulebook board" in words(refused.text)


def test_the_operator_calls_off_what_the_issuer_opened_and_the_inbox_named(ready):
    window = _opened(ready)
    with ready.browser("operator") as browser:
        waits = words(browser.get("/en/inbox").text)
        done = send(browser, DESK, "window-cancel", reason="The accounts are late.")

    assert "A window takes orders" in waits
    assert done.status_code == 303
    assert ready.running.books.market.windows[window].reason == "The accounts are late."


def test_orders_are_named_where_their_shares_and_cash_are(ready):
    window = _opened(ready)
    ready.do("order.place", "dee", window=window, side="sell", holder=ready.holders["dee"],
             quantity=Decimal(500), limit=Decimal(18))  # fmt: skip
    ready.do("order.place", "kit", window=window, side="buy", holder=ready.holders["kit"],
             quantity=Decimal(400))  # fmt: skip

    with ready.browser("dee") as browser:
        seller = words(browser.get("/en/holdings").text)
    with ready.browser("kit") as browser:
        buyer = words(browser.get("/en/holdings").text)

    assert "Order " in seller
    assert "order " in buyer
    assert f"{400 * 22:,}.00" in buyer


def test_a_trade_of_a_window_says_so_from_matched_to_settled(ready):
    window = _opened(ready)
    ready.do("order.place", "dee", window=window, side="sell", holder=ready.holders["dee"],
             quantity=Decimal(500), limit=Decimal(18))  # fmt: skip
    ready.do("order.place", "kit", window=window, side="buy", holder=ready.holders["kit"],
             quantity=Decimal(400), limit=Decimal(19))  # fmt: skip
    ready.wait(days=4)
    (trade,) = ready.running.books.market.trades

    with ready.browser("kit") as browser:
        shown = words(browser.get(f"/en/trade/{trade}").text)
    with ready.browser("operator") as browser:
        record = words(browser.get("/en/record").text)

    assert "Cleared at 18.00 USD a share." in shown
    assert "a window cleared" in record


def _opened(market: Practice) -> str:
    closes = market.running.journal.now().replace(day=5, hour=16, minute=0)
    return market.do(
        "window.open", "ida", issuer="harrow", stock_class="Ordinary shares", currency="USD",
        floor=Decimal(15), cap=Decimal(22), closes_at=closes,
    )["window"][0]  # fmt: skip
