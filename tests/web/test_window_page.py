"""The page of a window: what each may see of it, the ticket, own orders, what it came to."""

import re
from decimal import Decimal
from typing import Any

import pytest

from laogu.connectors import auction, first_window
from tests.web.forms import send, words
from tests.web.practice import Practice
from tests.web.test_live import regions

CLOSES = {"days": 6, "hours": 8}


@pytest.fixture
def practice() -> Practice:
    """A market with the practice window open, in which Kit's fund may buy and Dee may sell."""
    practice = Practice()
    operator = practice.people["operator"]
    assert operator is not None
    first_window.open_window(practice.running.journal, operator)
    return practice


def path(practice: Practice) -> str:
    (window,) = practice.running.books.market.windows
    return f"/window/{window}"


def shows(practice: Practice, who: str = "nobody", lang: str = "en", query: str = "") -> str:
    with practice.browser(who) as browser:
        answer = browser.get(f"/{lang}{path(practice)}{query}")
    assert answer.status_code == 200
    return str(answer.text)


def order(practice: Practice, who: str = "kit", **changed: Any) -> str:
    fields = {"side": "buy", "quantity": Decimal(5_000), "limit": Decimal("19.00"), **changed}
    (window,) = practice.running.books.market.windows
    made = practice.do("order.place", who, window=window, holder=practice.holders[who], **fields)
    return made["order"][0]


def test_who_holds_a_mandate_sees_what_it_would_clear_at(practice):
    page = words(shows(practice, "kit"))

    assert "Indicative price USD a share 18.40 ↓ \u22120.54% on the reference" in page
    assert "Would trade 100,000 shares 10,000 more to buy." in page
    assert "110,000 18.20–18.40 100,000" in page
    assert "Closes in 8 Nov 2026 16:00 UTC 6 d 7 h" in page
    assert "Floor 15.00 Cap 22.00 Step 0.05 Reference 18.50" in page


def test_a_visitor_sees_its_times_and_no_price_before_the_bell(practice):
    text = shows(practice)
    page = words(text)

    assert "no price Shown to persons who act for a holder, an issuer or the market." in page
    assert "Closes in 8 Nov 2026 16:00 UTC" in page
    assert "18.40" not in page
    assert "110,000" not in text
    assert "Orders are placed by persons who act for a holder." in page


def test_orders_are_shown_to_who_placed_them_alone(practice):
    mine = order(practice)

    assert mine[-5:] in shows(practice, "kit")
    for other in ("nobody", "dee"):
        assert mine[-5:] not in shows(practice, other)
    # Who operates sees every order, and that they looked is on record.
    assert mine[-5:] in shows(practice, "operator")
    assert [one.what for one in practice.running.looking.latest()] == ["window"]


def test_a_ticket_is_looked_at_once_more_before_it_is_placed(practice):
    with practice.browser("kit") as browser:
        at = f"/en{path(practice)}"
        typed = {"side": "buy", "holder": practice.holders["kit"], "quantity": "4000",
                 "limit": "18.50"}  # fmt: skip
        looked = send(browser, at, "order-place", ask="1", **typed)
        again = words(looked.text)
        assert looked.status_code == 200
        assert "Quantity 4,000 Limit 18.50" in again
        assert "At the indicative price 73,600.00" in again
        assert "Most the buyer pays, USD 74,000.00" in again
        assert "Place order" in again
        head = practice.running.journal.head.seq

        fields = dict(
            re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', looked.text)
        )
        placed = browser.post("/en/do/order.place", data=fields, follow_redirects=False)

    assert practice.running.journal.head.seq == head + 1
    assert placed.headers["location"] == f"/en{path(practice)}#orders"
    assert "buy Juniper Secondary Fund LP (example) Shares 4,000 Limit 18.50" in words(
        shows(practice, "kit")
    )


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"limit": "23.00"}, "market.limit_outside", "limit"),
        ({"quantity": "0"}, "basics.not_a_quantity", "quantity"),
        ({"quantity": "900000"}, "ledger.cash_short", ""),
    ],
)
def test_what_is_wrong_with_a_ticket_stands_beside_its_field(practice, changed, code, field):
    typed = {"side": "buy", "holder": practice.holders["kit"], "quantity": "4000",
             "limit": "18.50", "ask": "1", **changed}  # fmt: skip
    with practice.browser("kit") as browser:
        answer = send(browser, f"/en{path(practice)}", "order-place", **typed)

    assert answer.status_code in {400, 422}
    assert code in answer.text
    assert f'value="{typed["quantity"]}"' in answer.text
    if field:
        assert f'id="{field}-wrong"' in answer.text


@pytest.mark.parametrize("side", ["buy", "sell"])
def test_the_answer_stands_beside_the_ticket_before_the_order(practice, side):
    who = "kit" if side == "buy" else "dee"
    fields = {"side": side, "holder": practice.holders[who], "quantity": "1000", "limit": "18.50"}
    with practice.browser(who) as browser:
        answer = browser.post(f"/en{path(practice)}/answer", data=fields)

    assert answer.status_code == 200
    page = words(answer.text)
    assert page.startswith("Yes, "), page[:200]
    assert ("rules read" if side == "sell" else "still asks first") in page
    assert "Most the buyer pays" in page if side == "buy" else "Seller gets" in page


def test_an_order_is_amended_and_withdrawn_on_the_page_until_the_window_is_locked(practice):
    mine = order(practice)
    with practice.browser("kit") as browser:
        at = f"/en{path(practice)}"
        send(browser, at, f"order-amend-{mine[-5:]}", quantity="6000", limit="18.90")
        assert "Shares 6,000 Limit 18.90" in words(browser.get(at).text)
        practice.wait(days=6, hours=6, minutes=45)
    assert "locked" in words(shows(practice, "kit"))
    assert "Amend order" not in words(shows(practice, "kit"))


def test_what_it_came_to_is_for_everybody_with_how_it_was_decided(practice):
    mine = order(practice)
    practice.wait(**CLOSES)

    everybody = words(shows(practice))
    assert "Clearing price USD a share 18.40" in everybody
    assert "Traded 100,000 shares 15,000 more to buy." in everybody
    assert "3 Still several: if buyers are left over" in everybody
    assert "It decided here." in everybody
    assert "Sealed" not in everybody
    assert mine[-5:] not in everybody
    own = words(shows(practice, "kit"))
    assert re.search(r"They became trades: Trade \w{5} · [\d,]+ shares", own)
    assert "Limit 19.00 Placed 2 Nov 2026 09:00 UTC State closed Filled 5,000" in own


@pytest.mark.parametrize("form", ["csv", "json"])
def test_its_allocation_is_a_file_that_comes_to_the_same_again(practice, form):
    with practice.browser() as browser:
        early = browser.get(f"/en{path(practice)}/allocation")
    practice.wait(**CLOSES)
    with practice.browser() as browser:
        answer = browser.get(f"/en{path(practice)}/allocation?as_a={form}")

    assert early.status_code == 404
    assert "auction.not_cleared" in early.text
    name = re.search(r'filename="([^"]+)"', answer.headers["content-disposition"])
    assert name is not None
    done = auction.clear_orders(answer.content, name[1], auction.Parameters())
    assert done.differs == ()
    assert practice.people["kit"] is not None
    assert "holder_" not in answer.text


def test_the_ticket_goes_with_its_window_and_not_with_every_order(practice):
    (window,) = practice.running.books.market.windows
    assert regions(shows(practice, "kit"))["ordering"] == f"window:{window} clock"

    practice.do("window.cancel", window=window, reason="The accounts are late.")
    with practice.browser("kit") as browser:
        part = browser.get(f"/en{path(practice)}", headers={"Laogu-Regions": "ordering"}).text

    assert "Nothing here is yours to do." in words(part)
    assert "Look at the order" not in part


def test_a_window_that_shows_nothing_before_its_bell_tells_nobody_that_orders_come(practice):
    from laogu.operations import Sight

    changes = practice.running.changes
    changes.look()
    (window,) = practice.running.books.market.windows
    before = practice.running.journal.head.seq
    order(practice)
    changes.look()

    def told(who: str) -> set[str]:
        sight = Sight(practice.running.books, practice.people[who])
        return {one.partition(":")[0] for one in changes.since(before, sight).subjects}

    assert told("nobody") == {"record"}
    assert told("dee") == {"record", "book"}
    assert told("kit") == {"record", "book", "order", "holder"}
    practice.wait(**CLOSES)
    changes.look()
    assert {"window", "issuer"} <= told("nobody")
    assert f"window:{window}" in changes.since(before, Sight(practice.running.books, None)).subjects


def test_the_company_shows_the_window_that_is_open_and_those_that_ended(practice):
    with practice.browser("kit") as browser:
        page = browser.get("/en/company/harrow").text
        assert "Indicative price USD 18.40" in words(page)
        assert "100,000 shares would trade. 10,000 more to buy." in words(page)
        assert regions(page)["window"].startswith("window:")
    with practice.browser() as browser:
        assert "18.40" not in browser.get("/en/company/harrow").text
        assert "window, closes 8 Nov 2026 16:00 UTC" in words(browser.get("/en/").text)
        practice.wait(**CLOSES)
        assert "8 Nov 2026 18.40 100,000" in words(browser.get("/en/company/harrow").text)


def test_the_record_shows_a_visitor_an_order_and_neither_its_side_nor_its_length(practice):
    order(practice)
    seq = practice.running.journal.head.seq
    with practice.browser("nobody") as browser:
        visitors = words(browser.get(f"/en/record/{seq}").text)
        listed = words(browser.get("/en/record").text)
    with practice.browser("operator") as browser:
        operators = words(browser.get(f"/en/record/{seq}").text)

    assert "an order was placed" in visitors
    assert "cash moved" not in visitors
    assert "Bytes" not in visitors
    assert "order.place an order was placed cash moved" not in listed
    assert "cash moved" in operators
    assert "Bytes" in operators
