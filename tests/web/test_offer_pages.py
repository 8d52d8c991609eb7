"""Offers and the record as pages: who sees what, and what follows from each button."""

import re
from typing import get_args

import pytest

from laogu.operations import Event
from laogu.web.pages.record.happened import HAPPENED
from tests.web.forms import Forms, send, words
from tests.web.practice import Practice


@pytest.fixture
def practice() -> Practice:
    return Practice()


def test_a_visitor_is_asked_to_sign_in_and_is_told_nothing(practice):
    offer = practice.offer(8_000, "18.77")
    with practice.browser() as browser:
        page = browser.get(f"/en/offer/{offer}")
        form = browser.get("/en/company/harrow/offer")

    assert (page.status_code, form.status_code) == (403, 403)
    assert "18.77" not in page.text


def test_somebody_without_a_mandate_is_not_told_that_an_offer_is_there(practice):
    offer = practice.offer()
    practice.people["new"] = practice.do("person.register", name="New here")["person"][0]
    with practice.browser("new") as browser:
        known = browser.get(f"/en/offer/{offer}")
        invented = browser.get("/en/offer/offer_0000000000000000000000000000")

    assert (known.status_code, invented.status_code) == (404, 404)
    assert "market.offer_unknown" in known.text


def test_a_buyer_is_told_the_rules_but_not_what_the_seller_holds(practice):
    offer = practice.offer()
    with practice.browser("kit") as browser:
        page = words(browser.get(f"/en/offer/{offer}").text)

    assert "Yes, after two steps" in page
    assert "It speaks of what the seller holds, which is not shown to you." in page
    assert "60,000" not in page
    assert "Dee Annon" not in page
    assert "Free cash of the buyer 1,500,000.00" in page


def test_accepting_leads_to_the_trade(practice):
    offer = practice.offer()
    with practice.browser("kit") as browser:
        taken = send(browser, f"/en/offer/{offer}", "offer-accept")
        trade = browser.get(taken.headers["location"])
        after = browser.get(f"/en/offer/{offer}")

    assert taken.status_code == 303
    assert taken.headers["location"].startswith("/en/trade/trade_")
    assert trade.status_code == 200
    assert "This offer is not open any more." in words(after.text)
    assert taken.headers["location"] in after.text


def test_too_little_cash_comes_back_on_the_same_page(practice):
    offer = practice.offer(60_000, "30.00")
    with practice.browser("kit") as browser:
        answer = send(browser, f"/en/offer/{offer}", "offer-accept")

    assert answer.status_code == 422
    assert "ledger.cash_short" in answer.text
    assert "Offer of 60,000" in words(answer.text)


def test_a_counter_offer_is_seen_by_its_two_sides_and_taken_by_the_seller(practice):
    offer = practice.offer()
    with practice.browser("kit") as buyer:
        made = send(buyer, f"/en/offer/{offer}", "offer-counter", price="17.25", quantity="5000")
        mine = words(buyer.get(made.headers["location"]).text)
    with practice.browser("elm") as other:
        hidden = other.get(made.headers["location"])
        sees = other.get(f"/en/offer/{offer}").text
    with practice.browser("dee") as seller:
        page = words(seller.get(f"/en/offer/{offer}").text)
        taken = send(seller, f"/en/offer/{offer}", "offer-accept")

    assert "Counter-offer for 5,000 Ordinary shares" in mine
    assert "Withdraw counter-offer" in mine
    assert hidden.status_code == 404
    assert "17.25" not in sees
    assert "Take the counter-offer of Juniper Secondary Fund LP (example)" in page
    assert "Seller gets, USD 85,818.75" in page
    assert taken.headers["location"].startswith("/en/trade/")


def test_the_same_terms_are_no_counter_offer(practice):
    offer = practice.offer()
    with practice.browser("kit") as browser:
        answer = send(browser, f"/en/offer/{offer}", "offer-counter", price="18.50")

    assert answer.status_code == 422
    assert "market.not_a_counter" in answer.text
    assert 'value="18.50"' in answer.text


def test_withdrawing_leads_back_and_frees_the_shares(practice):
    offer = practice.offer()
    with practice.browser("dee") as browser:
        answer = send(browser, f"/en/offer/{offer}", "offer-withdraw")

    assert answer.status_code == 303
    assert practice.running.books.market.committed == {}


def test_an_offer_that_went_meanwhile_is_said_to_be_gone(practice):
    offer = practice.offer()
    with practice.browser("kit") as browser, practice.browser("dee") as seller:
        drawn = Forms(browser.get(f"/en/offer/{offer}").text).forms
        form = next(one for name, one in drawn.items() if name.startswith("offer-accept"))
        send(seller, f"/en/offer/{offer}", "offer-withdraw")
        answer = browser.post(form["action"], data=form["fields"], follow_redirects=False)

    assert answer.status_code == 409
    assert "market.offer_closed" in answer.text


@pytest.mark.parametrize(
    "path", ["/company/harrow/transfer/answer", "/company/harrow/offer/answer"]
)
def test_the_answer_is_asked_again_as_one_part(practice, path):
    typed = {"seller": practice.holders["dee"], "stock_class": "Ordinary shares",
             "quantity": "8000", "price": "18.50"}  # fmt: skip
    before = practice.running.journal.head.seq
    with practice.browser("dee") as browser:
        answer = browser.post(f"/en{path}", data=typed)
        wrong = browser.post(f"/en{path}", data={**typed, "quantity": "0"})
        half = browser.post(f"/en{path}", data={"seller": practice.holders["dee"]})

    assert answer.status_code == wrong.status_code == half.status_code == 200
    assert answer.text.lstrip().startswith('<div class="answer" id="answer"')
    assert "Yes, after two steps" in answer.text
    assert "basics.not_a_quantity" in wrong.text
    assert "Not yet asked" in half.text
    assert "<html" not in answer.text
    assert practice.running.journal.head.seq == before


# The record


def test_the_record_shows_everybody_what_kind_of_thing_happened(practice):
    practice.settled()
    with practice.browser() as browser:
        page = words(browser.get("/en/record").text)

    assert "a trade settled" in page
    assert "the market was opened" in page
    assert "Dee Annon" not in page
    assert "18.50" not in page
    assert "Who asked, and for what exactly" in page


def test_the_record_has_words_for_everything_that_can_happen():
    kinds = {one.__struct_config__.tag for one in get_args(Event)}

    assert kinds - HAPPENED.keys() == set(), "say in happened.py what it is called"
    assert HAPPENED.keys() - kinds == set(), "nothing of this kind can happen"


def test_who_operates_sees_who_asked_and_the_very_bytes(practice):
    practice.offer()
    last = practice.running.journal.head.seq
    with practice.browser("operator") as operator, practice.browser("dee") as holder:
        listed = words(operator.get("/en/record").text)
        entry = words(operator.get(f"/en/record/{last}").text)
        hidden = words(holder.get(f"/en/record/{last}").text)

    assert "Dee Annon (example)" in listed
    assert '"operation": "offer.post"' in entry
    assert "asked by Dee Annon (example)" in entry
    assert "market.offer_posted.1" in hidden
    assert "ticks" not in hidden
    assert "Not shown to you" in hidden


def test_an_entry_shows_its_hash_and_the_one_before(practice):
    journal = practice.running.journal
    rows = {row.seq: row.hash.hex() for row, _ in journal.entries(upto=3)}
    with practice.browser() as browser:
        page = browser.get("/en/record/3").text

    assert rows[3] in page
    assert rows[2] in page


def test_anybody_holds_a_printed_page_against_the_record(practice):
    head = practice.running.journal.head
    printed = f"Journal entry {head.seq} · sha-256 {head.hash.hex()}"
    practice.offer()
    asked = {
        "same": printed,
        "other": f"{head.seq - 1}:{head.hash.hex()}",
        "shorter": f"99,999:{head.hash.hex()}",
        "unread": "<script>",
    }

    with practice.browser() as browser:
        found = {
            name: browser.get("/en/record", params={"head": one}) for name, one in asked.items()
        }
        bare = browser.get("/zh/record").text

    assert f"Entry {head.seq} has this hash" in words(found["same"].text)
    assert "has another hash" in words(found["other"].text)
    assert "ends before entry 99,999" in words(found["shorter"].text)
    assert "journal.head_unreadable" in found["unread"].text
    assert "<script>" not in found["unread"].text.partition("<main")[2]
    now = practice.running.journal.head
    assert f"{now.seq}:{now.hash.hex()}" in bare


def test_the_cursor_of_the_record_is_in_the_address(practice):
    with practice.browser() as browser:
        page = browser.get("/en/record?before=6").text
        wrong = [browser.get(f"/en/record?before={one}").status_code for one in ("0", "x", "9999")]
        missing = [browser.get(f"/en/record/{one}").status_code for one in ("0", "x", "9999", "-1")]

    assert re.findall(r'href="/en/record/(\d+)"', page) == ["5", "4", "3", "2", "1"]
    assert wrong == [404, 404, 404]
    assert missing == [404, 404, 404, 404]


def test_a_long_record_is_shown_a_page_at_a_time(practice):
    for _ in range(60):
        practice.do("fact.record", issuer="harrow", question="x", on=practice.world.now().date(),
                    says_en="a", says_zh="b", source="c", sure="low")  # fmt: skip
    with practice.browser() as browser:
        first = browser.get("/en/record").text
        earlier = re.search(r'href="(/en/record\?before=\d+)" rel="next"', first)
        assert earlier is not None
        second = browser.get(earlier.group(1)).text

    seen = [int(one) for page in (first, second) for one in re.findall(r"/en/record/(\d+)\"", page)]
    assert seen == list(range(practice.running.journal.head.seq, 0, -1))


def test_verification_is_the_operators_and_says_what_it_found(practice):
    practice.settled()
    with practice.browser("operator") as operator, practice.browser("dee") as holder:
        found = send(operator, "/en/record", "record-verify")
        page = holder.get("/en/record").text

    assert found.status_code == 200
    assert "All agrees." in words(found.text)
    assert f"Entries read {practice.running.journal.head.seq}" in words(found.text)
    assert "record/verify" not in page


def test_nobody_else_has_the_record_verified(practice):
    with practice.browser("dee") as browser:
        answer = send(browser, "/en/me", "sign-out")
        assert answer.status_code == 303
    with practice.browser("dee") as browser:
        proof = re.search(r'name="proof" value="(\w+)"', browser.get("/en/me").text)
        assert proof is not None
        answer = browser.post("/en/record/verify", data={"proof": proof.group(1)})

    assert answer.status_code == 403
    assert "people.no_mandate" in answer.text
