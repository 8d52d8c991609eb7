"""A form or an address may name any holder: what another has free is not told for it."""

import pytest

from laogu.basics import HolderId
from laogu.connectors import first_window
from laogu.ledger import cash_of
from tests.web.forms import send, words
from tests.web.practice import Practice


@pytest.fixture
def practice() -> Practice:
    """A market with an open window, in which Elmwood has cash of its own."""
    practice = Practice()
    operator = practice.people["operator"]
    assert operator is not None
    first_window.open_window(practice.running.journal, operator)
    return practice


def ticket(practice: Practice, who: str) -> str:
    """Return what the order ticket says when `who` asks about an order of Elmwood's."""
    (window,) = practice.running.books.market.windows
    fields = {"side": "buy", "holder": practice.holders["elm"], "quantity": "10", "limit": "18.50"}
    with practice.browser(who) as browser:
        at = f"/en/window/{window}"
        texts = [browser.post(f"{at}/answer", data=fields).text]
        texts += [send(browser, at, "order-place", ask=ask, **fields).text for ask in ("", "1")]
    return words(" ".join(texts))


def offer(practice: Practice, who: str) -> str:
    """Return what an offer's page says when `who` names Elmwood as its buyer."""
    at, elm = f"/en/offer/{practice.offer()}", practice.holders["elm"]
    with practice.browser(who) as browser:
        named = browser.get(f"{at}?buyer={elm}").text
        countered = send(browser, at, "offer-counter", ask="1", buyer=elm, price="17").text
    return words(named + countered)


@pytest.mark.parametrize("page", [ticket, offer])
def test_who_names_anothers_holder_is_not_told_its_cash(practice, page):
    (cash,) = cash_of(practice.running.books.ledger, HolderId(practice.holders["elm"]))
    free = f"Free cash of the buyer {cash.free.decimal():,f}"

    assert free in page(practice, "elm")
    assert free not in page(practice, "kit")
    assert "Free cash of the buyer – " in page(practice, "kit")
