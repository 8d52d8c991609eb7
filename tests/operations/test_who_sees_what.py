"""Facts are for everybody; quotes, holdings and trades for those whom they concern."""

from datetime import timedelta
from decimal import Decimal

import pytest

from laogu.connectors import questions, windows
from laogu.journal import Indications
from laogu.market import OrderUnknown, TradeUnknown
from laogu.operations import QUESTIONS, Request, Sight, waiting
from laogu.people import MARKET, NoMandate, NotSignedIn
from laogu.register import HolderUnknown
from tests.desk import MORNING, TODAY
from tests.operations.fair import Fair, fair
from tests.windows import opened, order

EVERYBODY = ("nobody", "stranger", "ada", "elm", "rook", "spare", "ida", "inspector", "operator")


@pytest.fixture(scope="module")
def desk() -> Fair:
    desk = fair()
    ids = desk.do("person.register", name="inspector")
    desk.people["inspector"] = ids["person"][0]  # type: ignore[assignment]
    desk.do("mandate.give", person=ids["person"][0], power="inspect", over=MARKET)
    return desk


def sight(desk: Fair, name: str) -> Sight:
    return Sight(desk.books, desk.people[name])


def who(desk: Fair, may) -> set[str]:
    return {name for name in EVERYBODY if may(sight(desk, name))}


def test_quotes_are_for_those_with_a_mandate(desk):
    offer = desk.books.market.offers[desk.offer]

    assert who(desk, lambda one: one.sees_offer(offer)) == set(EVERYBODY) - {"nobody", "stranger"}


def test_a_counter_is_for_its_two_sides(desk):
    counter = desk.books.market.offers[desk.bid]

    assert who(desk, lambda one: one.sees_offer(counter)) == {
        "ada", "elm", "inspector", "operator",
    }  # fmt: skip


def test_a_trade_is_for_its_sides_those_who_were_asked_and_the_issuer(desk):
    matched, noticed = desk.state(desk.matched), desk.state(desk.noticed)

    everybody_but = {"ada", "elm", "ida", "inspector", "operator"}
    assert who(desk, lambda one: one.sees_trade(matched)) == everybody_but
    assert who(desk, lambda one: one.sees_trade(noticed)) == everybody_but | {"rook", "spare"}
    with pytest.raises(TradeUnknown):
        sight(desk, "rook").trade(desk.matched)
    assert sight(desk, "rook").trade(desk.noticed) is noticed


def test_holdings_are_for_the_holder_and_for_who_inspects(desk):
    ada = desk.books.register.holders[desk.holder("ada")]

    assert who(desk, lambda one: one.sees_holder(ada)) == {"ada", "inspector", "operator"}
    with pytest.raises(HolderUnknown):
        sight(desk, "ida").holder_of(ada.holder)
    assert sight(desk, "ada").holder_of(ada.holder) is ada


def test_a_register_is_for_its_issuer_and_public_names_are_for_everybody(desk):
    public = desk.books.register.holders[
        desk.do("holder.register", name="Fund", public=True)["holder"][0]
    ]

    assert who(desk, lambda one: one.sees_register(desk.issuer)) == {"ida", "inspector", "operator"}
    assert who(desk, lambda one: one.sees_holder(public)) == set(EVERYBODY)


def test_whoever_has_no_mandate_is_told_which_one_is_missing(desk):
    for ask in (Sight.must_have_a_mandate, Sight.must_operate_or_inspect):
        with pytest.raises(NotSignedIn):
            ask(sight(desk, "nobody"))
        with pytest.raises(NoMandate):
            ask(sight(desk, "stranger"))
    with pytest.raises(NoMandate):
        sight(desk, "ada").must_operate_or_inspect()
    sight(desk, "inspector").must_operate_or_inspect()


def asked(desk: Fair, seller: str) -> Request:
    kind = QUESTIONS["transfer.explain"].request
    fields = {"issuer": "harrow", "seller": desk.holder(seller), "stock_class": "Ordinary"}
    return kind(**fields, quantity=Decimal(10))


def test_what_may_be_sold_of_ones_shares_is_not_for_everybody(desk):
    def explained(name):
        return desk.journal.ask("transfer.explain", asked(desk, "ada"), by=desk.people[name])

    for name in ("ada", "ida", "inspector", "operator"):
        assert explained(name).asked == 10
    with pytest.raises(NotSignedIn):
        explained("nobody")
    for name in ("stranger", "elm"):
        with pytest.raises(NoMandate):
            explained(name)


def test_what_is_promised_to_a_sealed_order_is_not_told_by_the_answer_about_a_sale(desk):
    def promised(name):
        answer = desk.journal.ask("transfer.explain", asked(desk, "pine"), by=desk.people[name])
        return answer.rules[0].facts["promised"]

    assert {name: promised(name) for name in ("pine", "ida", "inspector", "operator")} == {
        "pine": 90, "ida": 0, "inspector": 90, "operator": 90,
    }  # fmt: skip


def test_the_record_does_not_tell_which_side_an_order_is_on():
    desk = fair()
    before = desk.journal.head.seq
    sells = order(desk, desk.window, "pine", "sell", 5, "18.00")
    buys = order(desk, desk.window, "elm", "buy", 5, "16.00")
    desk.do("order.amend", "elm", order=buys, quantity=4, limit="16.00")
    desk.do("order.withdraw", "elm", order=buys)
    desk.do("order.withdraw", "pine", order=sells)

    def told(name):
        found = questions.record(desk.journal, sight(desk, name), after=before, limit=9)
        return [one["events"] for one in found["entries"]]

    placed, amended, withdrawn = (
        [f"market.order_{what}.1"] for what in ("placed", "amended", "withdrawn")
    )
    assert told("nobody") == told("pine") == [placed, placed, amended, withdrawn, withdrawn]
    cash = "ledger.cash_moved.1"
    assert [cash in one for one in told("operator")] == [False, True, True, True, False]


def inbox(desk: Fair, name: str) -> list[tuple[str, str | None]]:
    found = waiting(desk.books, sight(desk, name))
    return [(one.what, one.trade or one.offer or one.window) for one in found]


def test_an_inbox_holds_what_waits_for_that_person_soonest_first(desk):
    assert inbox(desk, "nobody") == inbox(desk, "stranger") == inbox(desk, "elm") == []
    assert inbox(desk, "rook") == [("answer_notice", desk.noticed)]
    assert inbox(desk, "ida") == [("watch_window", desk.window), ("consent", desk.noticed)]
    assert inbox(desk, "ada") == [
        ("give_notice", desk.matched), ("answer_counter", desk.bid), ("accept_grant", None),
    ]  # fmt: skip
    # Who registered an issuer may issue for it, so the board's consent waits for the operator, too.
    assert sorted(inbox(desk, "operator")) == [
        ("consent", desk.noticed), ("give_notice", desk.matched), ("settle", desk.funded),
        ("watch_window", desk.window),
    ]  # fmt: skip
    (answer,) = waiting(desk.books, sight(desk, "rook"))
    assert (answer.silence, answer.due) == ("waives", TODAY + timedelta(days=10))
    window, consent = waiting(desk.books, sight(desk, "ida"))
    assert (consent.silence, consent.due, consent.due_at) == ("never_consents", None, None)
    assert (window.silence, window.due_at) == ("clears", MORNING + timedelta(days=9))


def test_an_inbox_empties_when_the_thing_is_done():
    desk = fair()
    desk.waive("rook", desk.noticed)
    desk.consent(desk.noticed)
    desk.do("offer.withdraw", "ada", offer=desk.offer)
    desk.do("trade.default", trade=desk.matched, reason="x")
    desk.do("window.cancel", window=desk.window, reason="x")
    for name in ("ada", "pine"):
        for grant in desk.books.register.plans.grants_of.on(desk.holder(name)):
            desk.do("grant.accept", name, security=grant)

    assert inbox(desk, "rook") == inbox(desk, "ida") == inbox(desk, "ada") == []
    assert inbox(desk, "pine") == [("answer_notice", desk.noticed)]
    assert desk.now == MORNING


def test_orders_are_sealed_even_from_the_issuer_and_the_other_side(desk):
    market = desk.books.market
    sells, buys = (market.orders[one] for one in (desk.sells, desk.buys))

    seen = {
        name: [one for one in (sells, buys) if sight(desk, name).sees_order(one)]
        for name in ("nobody", "stranger", "elm", "ida", "pine", "rook", "operator")
    }

    none: dict[str, list[object]] = {one: [] for one in ("nobody", "stranger", "elm", "ida")}
    assert seen == none | {"pine": [sells], "rook": [buys], "operator": [sells, buys]}
    with pytest.raises(OrderUnknown):
        sight(desk, "rook").order(desk.sells)


def told(desk: Fair, name: str) -> dict[str, object]:
    state = desk.books.market.windows[desk.window]
    return windows.window(desk.books, state, sight(desk, name), Indications(), now=desk.now)


def test_at_what_a_window_would_clear_is_told_to_whoever_holds_a_mandate(desk):
    # 30 are wanted at any price, 90 offered from 17.50 on: 30 trade, and sellers press to the floor
    # of what they take.
    shown = {"price": "17.50", "quantity": "30", "surplus": "-60", "decided_by": "pressure"}

    assert told(desk, "elm")["indication"] == told(desk, "ida")["indication"] == shown
    assert told(desk, "nobody")["indication"] is None
    assert told(desk, "nobody")["curve"] == told(desk, "nobody")["orders"] == []
    assert told(desk, "nobody")["phase"] == "open"


def test_a_hidden_window_is_seen_through_by_who_operates_or_inspects_only():
    desk = fair()
    desk.do("window.cancel", window=desk.window, reason="x")
    desk.window = opened(desk, indicative="hidden")

    assert told(desk, "elm")["indication"] is told(desk, "ida")["indication"] is None
    assert told(desk, "operator")["indication"] is not None
