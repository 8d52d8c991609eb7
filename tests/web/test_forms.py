"""Forms: where they may come from, what comes back, and what is never lost."""

import pytest

from laogu.connectors.reading import LARGEST_BODY
from tests.web.forms import Forms, send, words
from tests.web.practice import COOKIE, Practice

POSTING = "/en/company/harrow/offer"
TYPED = {"quantity": "8000", "price": "18.50"}


@pytest.fixture
def practice() -> Practice:
    return Practice()


def state(practice: Practice) -> int:
    return practice.running.journal.head.seq


def test_an_offer_is_posted_and_leads_to_its_page(practice):
    with practice.browser("dee") as browser:
        answer = send(browser, POSTING, "offer-post", **TYPED)
        page = browser.get(answer.headers["location"])

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/en/offer/offer_")
    assert "Offer of 8,000 Ordinary shares" in words(page.text)


@pytest.mark.parametrize(
    ("typed", "status", "code", "field"),
    [
        ({"price": "18.505"}, 400, "basics.between_ticks", "price"),
        ({"price": "NaN"}, 400, "basics.not_a_price", "price"),
        ({"price": ""}, 400, "connectors.field_missing", "price"),
        ({"quantity": "-5"}, 400, "basics.not_a_quantity", "quantity"),
        ({"quantity": "999999"}, 422, "rights.only_fewer_free", "quantity"),
        ({"open_until": "2026-13-40T25:00"}, 400, "basics.not_a_day", "open_until"),
        ({"open_until": "2027-02-30T10:00"}, 400, "basics.not_a_day", "open_until"),
        ({"open_until": "2026-12-01T25:00"}, 400, "connectors.field_unreadable", "open_until"),
        ({"open_until": "2020-01-01T10:00"}, 400, "market.not_a_moment", "open_until"),
    ],
)
def test_a_refusal_draws_the_form_again_with_the_error_beside_its_field(
    practice, typed, status, code, field
):
    before = state(practice)
    with practice.browser("dee") as browser:
        answer = send(browser, POSTING, "offer-post", **{**TYPED, **typed})

    assert answer.status_code == status
    assert f'id="{field}-wrong"' in answer.text
    assert code in answer.text
    fields = Forms(answer.text).forms["offer-post"]["fields"]
    assert {name: fields[name] for name in {**TYPED, **typed}} == {**TYPED, **typed}
    assert state(practice) == before


@pytest.mark.parametrize(
    ("lang", "typed", "says"),
    [
        ("en", "ten", "“Quantity” cannot be read. A figure is needed"),
        ("zh", "ten", "“数量”无法读取。"),
        ("en", "", "“Quantity” is blank."),
        ("zh", "", "“数量”没有填写。"),
    ],
)
def test_what_cannot_be_read_is_named_as_the_page_names_it(practice, lang, typed, says):
    at = POSTING.replace("/en/", f"/{lang}/")
    with practice.browser("dee") as browser:
        answer = send(browser, at, "offer-post", **{**TYPED, "quantity": typed})

    assert says in words(answer.text)
    assert "quantity cannot" not in words(answer.text)


def test_the_first_wrong_field_has_the_focus(practice):
    with practice.browser("dee") as browser:
        page = send(browser, POSTING, "offer-post", quantity="0", price="18.50").text

    assert page.count("autofocus") == 1


def test_asking_first_records_nothing_and_keeps_what_was_typed(practice):
    before = state(practice)
    with practice.browser("dee") as browser:
        answer = send(browser, POSTING, "offer-post", ask="1", **TYPED)

    assert answer.status_code == 200
    assert "Yes, after two steps" in words(answer.text)
    assert "147,260.00" in answer.text
    assert Forms(answer.text).forms["offer-post"]["fields"]["quantity"] == "8000"
    assert state(practice) == before


def test_the_same_form_sent_twice_is_recorded_once(practice):
    with practice.browser("dee") as browser:
        form = Forms(browser.get(POSTING).text).forms["offer-post"]
        fields = {**form["fields"], **TYPED}
        first = browser.post(form["action"], data=fields, follow_redirects=False)
        second = browser.post(form["action"], data=fields, follow_redirects=False)
        other = browser.post(
            form["action"], data={**fields, "quantity": "9000"}, follow_redirects=False
        )

    assert first.headers["location"] == second.headers["location"]
    assert len(practice.running.books.market.offers) == 1
    assert (other.status_code, "journal.request_reused" in other.text) == (409, True)


def test_moments_are_read_by_the_companys_clock(practice):
    with practice.browser("dee") as browser:
        send(browser, POSTING, "offer-post", open_until="2027-06-01T12:00", **TYPED)

    (state_,) = practice.running.books.market.offers.values()
    # London is an hour ahead in June.
    assert state_.offer.open_until.isoformat() == "2027-06-01T11:00:00+00:00"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://testserver.local"}, 303),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_a_form_from_another_site_is_refused(practice, headers, status):
    with practice.browser("dee") as browser:
        form = Forms(browser.get(POSTING).text).forms["offer-post"]
        answer = browser.post(
            form["action"],
            data={**form["fields"], **TYPED},
            headers=headers,
            follow_redirects=False,
        )

    assert answer.status_code == status
    assert ("people.forged_request" in answer.text) == (status == 403)


@pytest.mark.parametrize("proof", [None, "", "0" * 64, "\u4e2d"])
def test_a_form_without_its_proof_is_refused(practice, proof):
    with practice.browser("dee") as browser:
        form = Forms(browser.get(POSTING).text).forms["offer-post"]
        fields = {**form["fields"], **TYPED, "proof": proof}
        if proof is None:
            del fields["proof"]
        answer = browser.post(form["action"], data=fields, follow_redirects=False)

    assert answer.status_code == 403
    assert "people.forged_request" in answer.text
    assert practice.running.books.market.offers == {}


def test_a_proof_made_for_somebody_else_is_refused(practice):
    with practice.browser("kit") as other:
        proof = Forms(other.get("/en/me").text).forms["sign-out"]["fields"]["proof"]
    with practice.browser("dee") as browser:
        answer = send(browser, POSTING, "offer-post", proof=proof, **TYPED)

    assert answer.status_code == 403


def test_a_form_of_a_session_that_is_over_says_so_and_does_nothing(practice):
    with practice.browser("dee") as browser:
        form = Forms(browser.get(POSTING).text).forms["offer-post"]
        practice.running.sign_in.end(browser.cookies[COOKIE])
        answer = browser.post(
            form["action"], data={**form["fields"], **TYPED}, follow_redirects=False
        )

    assert answer.status_code == 403
    assert "people.session_over" in answer.text
    assert practice.running.books.market.offers == {}


def test_nobody_sells_what_is_anothers(practice):
    with practice.browser("kit") as browser:
        page = browser.get(POSTING)
        proof = Forms(browser.get("/en/me").text).forms["sign-out"]["fields"]["proof"]
        fields = {
            "proof": proof, "request_id": str(practice.running.new_request_id()), "back": POSTING,
            "issuer": "harrow", "stock_class": "Ordinary shares", "currency": "USD",
            "seller": practice.holders["dee"], **TYPED,
        }  # fmt: skip
        answer = browser.post("/en/do/offer.post", data=fields, follow_redirects=False)

    assert "You act for nobody who holds shares of this company." in words(page.text)
    assert answer.status_code == 403
    assert practice.running.books.market.offers == {}


def test_an_operation_that_is_not_there_or_only_the_program_asks_for_is_refused(practice):
    with practice.browser("operator") as browser:
        proof = Forms(browser.get("/en/me").text).forms["sign-out"]["fields"]["proof"]
        for name in ("nothing.at.all", "market.open"):
            answer = browser.post(f"/en/do/{name}", data={"proof": proof}, follow_redirects=False)
            assert answer.status_code == 404, name


def test_too_large_a_form_is_refused(practice):
    body = b"x=" + b"1" * (LARGEST_BODY + 1)
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    with practice.browser("dee") as browser:
        answer = browser.post("/en/do/offer.post", content=body, headers=kind)

    assert answer.status_code == 400
    assert "connectors.too_large_body" in answer.text


@pytest.mark.parametrize("body", [b"proof=%ff", b"\xff\xfe=1"])
def test_a_form_that_is_no_text_is_refused(practice, body):
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    with practice.browser("dee") as browser:
        answer = browser.post("/en/do/offer.post", content=body, headers=kind)

    assert answer.status_code == 400
    assert "connectors.not_utf8" in answer.text


def test_parts_that_cannot_be_told_apart_are_refused(practice):
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    with practice.browser("dee") as browser:
        answer = browser.post("/en/do/offer.post", content=b"no parts", headers=kind)

    assert answer.status_code == 400
    assert "web.form_unreadable" in answer.text
