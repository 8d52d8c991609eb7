"""Claims on proceeds: what is set apart when a sale settles, and what becomes of it."""

from decimal import Decimal

import pytest

from laogu.basics import Price
from laogu.ledger import CashMoved
from laogu.people import NoMandate
from laogu.register.encumbrances import NothingClaimed, PaperMissing
from tests.desk import MORNING, desk_at, has, holds, open_articles
from tests.encumbering import claim


@pytest.fixture
def desk():
    """Ada holds 1,000 in one lot; ben, who is on the register, has cash; nobody is asked first."""
    found = desk_at(
        MORNING, open_articles, holds("ada", 1_000), holds("ben", 5), has("ben", 50_000)
    )
    for name in ("bank", "cy"):
        found.holder(name)
    return found


def sold(desk, quantity=400, price="10.00"):
    trade = desk.trade("ada", "ben", quantity, price)
    desk.notice(trade)
    desk.settle(trade)
    return trade


def test_the_answer_before_the_offer_says_what_would_be_held_and_for_whom(desk):
    claimed = claim(desk, "ada", "cy", part="0.25", above="4.00")

    answer = desk.explain("ada", 400, price=Price(1_000, 2, "USD"))

    told = next(one for one in answer.rules if one.id == "SPA-7")
    assert told.facts["amount"].decimal() == Decimal("600.00")
    assert told.facts["encumbrance"] == claimed
    assert [one.collector for one in answer.charges] == [desk.holder("cy")]


def test_at_settlement_the_claimed_part_is_held_and_neither_side_has_it(desk):
    claimed = claim(desk, "ada", "cy", part="0.25", above="4.00")
    sold(desk)

    assert desk.free("ada") == Decimal("3400.00")
    assert desk.held_for("ada", claimed) == Decimal("600.00")
    assert desk.free("cy") == 0
    assert desk.happened() == ["CashMoved", "ProceedsHeld", "StockTransferred", "TradeSettled"]
    moved = next(one for one in desk.last.events if isinstance(one, CashMoved))
    assert sum(one.minor for one in moved.postings) == 0


def test_a_claim_takes_no_more_in_all_sales_than_its_most(desk):
    claimed = claim(desk, "ada", "cy", part="0.5", at_most="1500.00")

    sold(desk, 200)
    assert desk.held_for("ada", claimed) == Decimal("1000.00")
    sold(desk, 200)

    assert desk.held_for("ada", claimed) == Decimal("1500.00")


def test_below_the_price_that_stays_the_seller_s_nothing_is_claimed(desk):
    claimed = claim(desk, "ada", "cy", part="0.5", above="10.00")
    sold(desk)

    assert desk.held_for("ada", claimed) == 0


def test_older_claims_come_first_and_together_take_no_more_than_there_is(desk):
    first = claim(desk, "ada", "cy", part="0.8")
    second = claim(desk, "ada", "bank", part="0.5")
    sold(desk, 100)

    assert desk.held_for("ada", first) == Decimal("800.00")
    assert desk.held_for("ada", second) == Decimal("200.00")
    assert desk.free("ada") == 0


def test_what_is_held_is_paid_by_the_seller_or_let_go_by_the_claimant(desk):
    claimed = claim(desk, "ada", "cy", part="0.25")
    sold(desk)
    with desk.refuses(NoMandate):
        desk.do("claim.pay", "cy", encumbrance=claimed)
    with desk.refuses(NoMandate):
        desk.do("claim.release", "ada", encumbrance=claimed)
    with desk.refuses(NothingClaimed) as no:
        desk.do("claim.pay", "ada", encumbrance=claimed, amount="1000.01")
    assert no.value.held.decimal() == Decimal("1000.00")

    desk.do("claim.pay", "ada", encumbrance=claimed, amount="700.00")
    desk.do("claim.release", "cy", encumbrance=claimed)

    assert (desk.free("cy"), desk.free("ada")) == (Decimal("700.00"), Decimal("3300.00"))
    assert desk.held_for("ada", claimed) == 0
    with desk.refuses(NothingClaimed):
        desk.do("claim.pay", "ada", encumbrance=claimed)


def test_a_claimant_who_is_no_holder_is_paid_through_the_bank(desk):
    ids = desk.do(
        "encumbrance.record", "ida", kind="claim_on_proceeds", part="0.1",
        security=desk.lots("ada")[0].security,
        favours_name="Old Fund (example)", rule="SPA-7", source="clause 7",
    )  # fmt: skip
    claimed = ids["encumbrance"][0]
    sold(desk)
    bank = desk.books.ledger.stands_at("bank", "USD")
    with desk.refuses(PaperMissing):
        desk.do("claim.release", "operator", encumbrance=claimed)

    desk.do("claim.pay", "operator", encumbrance=claimed)

    assert desk.books.ledger.stands_at("bank", "USD") == bank + 40_000


def test_a_lifted_claim_takes_nothing_more_and_keeps_what_it_holds(desk):
    claimed = claim(desk, "ada", "cy", part="0.25")
    sold(desk, 100)
    desk.do("encumbrance.lift", "cy", encumbrance=claimed, reason="settled between us")
    sold(desk, 100)

    assert desk.held_for("ada", claimed) == Decimal("250.00")
