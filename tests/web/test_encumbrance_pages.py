"""Encumbrances and last holders on pages: what each person sees of them, and the forms."""

import re
from decimal import Decimal

import pytest

from laogu.web.pages.holdings import HoldingsPage, holdings_page
from tests.web.forms import send, words
from tests.web.practice import Practice

DESK = "/en/desk/harrow/encumbrances"
OWNERS = "/en/company/harrow/owners"


@pytest.fixture
def practice() -> Practice:
    return Practice()


def lot(practice: Practice, who: str = "dee") -> str:
    """Return the id of somebody's only lot."""
    register = practice.running.books.register
    found = [one.stock for one in register.securities.values() if one.retired is None]
    return next(one.security for one in found if one.holder == practice.holders[who])


def encumber(practice: Practice, kind: str, **more: object) -> str:
    """Let the company record something on Dee's lot for Rui's fund."""
    given = {
        "kind": kind, "security": lot(practice), "favours": practice.holders["rui"],
        "rule": "DEED-1", "source": "Deed (example), clause 1",
    }  # fmt: skip
    return practice.do("encumbrance.record", "ida", **given | more)["encumbrance"][0]


def claimed(practice: Practice) -> str:
    found = encumber(practice, "claim_on_proceeds", part=Decimal("0.25"), at_most=Decimal(10_000))
    practice.settled()
    return found


def holdings(practice: Practice, who: str) -> HoldingsPage:
    return holdings_page(practice.visit(who, "/holdings"), "")


def test_a_holder_sees_for_whom_on_what_basis_until_when_and_who_lets_go(practice):
    encumber(practice, "pledge", quantity=Decimal(5_000))

    page = holdings(practice, "dee")
    (row,) = page.encumbered[0].rows

    assert (row.name, row.count, row.whom) == ("Pledge", "5,000", "North Ridge Fund I LP (example)")
    assert (row.rule.says, row.source) == ("DEED-1", "Deed (example), clause 1")
    assert (row.until, row.remedy) == ("until it is lifted", "who it is for")
    assert page.lots[0].rows[0].reasons[0] == "Pledge: 5,000 until lifted, under DEED-1"


def test_who_it_favours_sees_it_with_the_holder_and_lets_go_of_it_there(practice):
    encumber(practice, "pledge")
    page = holdings(practice, "rui")
    assert page.encumbered[0].rows[0].whose == "Dee Annon (example)"
    assert [one.title for one in page.encumbrance_acts] == ["Lift an encumbrance"]

    with practice.browser("rui") as browser:
        send(browser, "/en/holdings", "encumbrance-lift-lift", reason="repaid")

    assert holdings(practice, "dee").encumbered[0].rows[0].is_over


def test_nobody_else_sees_it(practice):
    encumber(practice, "pledge")

    assert holdings(practice, "elm").encumbered == ()
    with practice.browser("elm") as browser:
        assert browser.get(DESK).status_code == 403


def test_the_money_before_the_offer_says_what_is_held_and_for_whom(practice):
    encumber(practice, "claim_on_proceeds", part=Decimal("0.25"))
    path = "/en/company/harrow/offer?quantity=8000&price=10.00"

    with practice.browser("dee") as browser:
        page = words(browser.get(path).text)

    assert "Held for a claim, North Ridge Fund I LP (example)" in page
    # 80,000.00 less half a per cent, of which a quarter.
    assert "19,900.00" in page
    assert "59,700.00" in page


def test_so_does_the_money_of_a_counter_offer_that_is_taken(practice):
    encumber(practice, "claim_on_proceeds", part=Decimal("0.25"))
    offer = practice.offer()
    practice.do("offer.counter", "kit", offer=offer, buyer=practice.holders["kit"],
                price=Decimal("10.00"), currency="USD")  # fmt: skip

    with practice.browser("dee") as browser:
        page = words(browser.get(f"/en/offer/{offer}").text)

    assert "59,700.00" in page


def test_seller_claimant_and_operator_see_what_was_set_apart_and_the_seller_pays_it(practice):
    claim = claimed(practice)
    trade = next(iter(practice.running.books.market.trades))
    for who in ("dee", "rui", "operator"):
        with practice.browser(who) as browser:
            assert "Of it for a claim" in words(browser.get(f"/en/trade/{trade}").text)
    with practice.browser("kit") as browser:
        assert "Of it for a claim" not in words(browser.get(f"/en/trade/{trade}").text)

    with practice.browser("dee") as browser:
        send(browser, "/en/holdings", "claim-pay-pay", amount="4000.00")
    with practice.browser("rui") as browser:
        assert "held now: USD 6,000.00" in words(browser.get("/en/holdings").text)
        send(browser, "/en/holdings", "claim-release-release")

    standing = practice.running.books.register.encumbrances.standing
    assert standing[claim].open == 0


def test_the_desk_records_and_lifts_with_a_paper(practice):
    with practice.browser("ida") as browser:
        send(
            browser, DESK, "encumbrance-record-encumber", security=lot(practice), kind="freeze",
            favours="", favours_name="Court (example)", basis="court", rule="CN-ENC-02",
            source="Order 7 (example)",
        )  # fmt: skip
        assert "the court that ordered it" in words(browser.get(DESK).text)
        refused = send(browser, DESK, "encumbrance-lift-lift", reason="Order 8")
        assert "A paper is needed to lift this." in words(refused.text)
        send(browser, DESK, "encumbrance-lift-lift", reason="Order 8", document="ab" * 32)

    (row,) = practice.running.books.register.encumbrances.standing.values()
    assert row.lifted is not None


def test_a_restriction_that_somebody_may_let_go_of_is_lifted_at_the_desk(practice):
    practice.do("restriction.attach", "ida", security=lot(practice), kind="lock_up", rule="SHA-9",
                source="Clause 9", waivable_by="board")  # fmt: skip

    with practice.browser("ida") as browser:
        send(browser, DESK, "restriction-lift-unrestrict", security=lot(practice), rule="SHA-9",
             reason="resolved")  # fmt: skip

    register = practice.running.books.register
    assert register.securities[lot(practice)].stock.restrictions == ()


def test_a_lock_up_of_the_articles_is_let_go_of_at_the_desk(practice):
    register = practice.running.books.register
    stocks = [one.stock for one in register.securities.values()]
    (kept,) = [one.security for one in stocks if one.certificate == "OS-14"]
    with practice.browser("ida") as browser:
        assert "525,000 · ART-10" in words(browser.get(DESK).text)
        send(browser, DESK, "restriction-lift-unrestrict", security=kept, rule="ART-10",
             reason="resolved")  # fmt: skip
        assert "ART-10" not in words(browser.get(DESK).text)
        page = words(browser.get(f"/en/company/harrow/securities/{kept}").text)

    assert "Passed over by ART-10" in page
    assert "Nothing keeps it from sale that the register knows of." in page

    assert register.securities[kept].stock.waived == ("ART-10",)


def test_last_holders_are_shown_with_every_step_to_who_may_see_them(practice):
    with practice.browser("operator") as browser:
        vehicle = practice.holders["rui"]
        send(browser, OWNERS, "interest-record-interest", vehicle=vehicle,
             owner=practice.holders["dee"], part="0.25", source="Partners (example)")  # fmt: skip
        page = words(browser.get(OWNERS).text)
        refused = send(browser, OWNERS, "interest-record-interest", vehicle=practice.holders["elm"],
                       owner=practice.holders["elm"], part="1", source="x")  # fmt: skip
        rows = browser.get("/en/company/harrow/owners.csv").text

    assert "not known, in North Ridge Fund I LP (example)" in page
    assert "North Ridge Fund I LP (example), 25.00%" in page
    assert "This would make a ring of vehicles." in words(refused.text)
    assert re.search(r"Dee Annon \(example\),yes,Ordinary shares,560000,5.6000,no,", rows)


def test_a_visitor_is_told_the_rest_in_one_row(practice):
    with practice.browser("nobody") as browser:
        page = words(browser.get(OWNERS).text)

    assert "Holders who are not shown" in page
    assert "Dee Annon" not in page
