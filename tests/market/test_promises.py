"""What is promised of a lot to an offer or a trade cannot be promised again."""

from datetime import UTC, date, datetime, timedelta

import pytest

from laogu.basics import HolderId, IssuerId, OfferId, Price, SecurityId, StockClassId, TradeId, Undo
from laogu.market import (
    ENDED,
    Market,
    Offer,
    OfferClosed,
    OfferCountered,
    OfferExpired,
    OfferPosted,
    OfferUnknown,
    OfferWithdrawn,
    Trade,
    TradeEnded,
    TradeMatched,
    TradeNotThere,
    TradeSettled,
    TradeUnknown,
    at_stage,
    counters_to,
    open_offer,
    open_offers,
    pick_lots,
    trade_of_id,
    trades_with,
    trim,
)

ON = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
A, B, C = (SecurityId(f"security_{one}") for one in "abc")
ADA, ELM, ROOK = (HolderId(f"holder_{one}") for one in ("ada", "elm", "rook"))
HARROW = IssuerId("issuer_harrow")


def offer(name: str, lots=(), maker=ADA, answers=None, ticks=1_850) -> Offer:
    return Offer(
        offer=OfferId(name), issuer=HARROW, stock_class=StockClassId("class_ordinary"), maker=maker,
        units=sum(units for _, units in lots) or 10, price=Price(ticks, 2, "USD"), lots=tuple(lots),
        answers=answers,
    )  # fmt: skip


def matched(name: str, of: Offer, lots, buyer=ELM) -> TradeMatched:
    trade = Trade(
        trade=TradeId(name), offer=of.offer, issuer=HARROW, stock_class=of.stock_class, seller=ADA,
        buyer=buyer, units=sum(units for _, units in lots), price=of.price, lots=tuple(lots),
        fee_bps=0, long_stop_at=AT + timedelta(days=60),
    )  # fmt: skip
    return TradeMatched(effective_on=ON, trade=trade)


def market(*events) -> Market:
    stands = Market(Undo())
    for event in events:
        stands.apply(event, AT)
    return stands


def posted(*offers) -> list[OfferPosted]:
    return [OfferPosted(effective_on=ON, offer=one) for one in offers]


def test_lots_are_picked_in_order_from_what_is_not_promised():
    stands = market(*posted(offer("one", [(A, 30), (B, 10)])))

    assert pick_lots(stands.committed, [(A, 100), (B, 10), (C, 5)], 72) == ((A, 70), (C, 2))


def test_picking_more_than_is_free_is_a_fault_of_ours():
    with pytest.raises(AssertionError, match="fewer units are free"):
        pick_lots({}, [(A, 3)], 4)
    with pytest.raises(AssertionError, match="more units are asked"):
        trim(((A, 3),), 4)


@pytest.mark.parametrize(
    ("units", "kept"), [(0, ()), (3, ((A, 3),)), (5, ((A, 5),)), (6, ((A, 5), (B, 1)))]
)
def test_a_smaller_sale_takes_the_first_lots(units, kept):
    assert trim(((A, 5), (B, 2)), units) == kept


@pytest.mark.parametrize("end", [OfferWithdrawn, OfferExpired])
def test_the_end_of_an_offer_lets_its_lots_go(end):
    stands = market(*posted(offer("one", [(A, 30)]), offer("two", [(A, 5)])))

    stands.apply(end(effective_on=ON, offer=OfferId("one")), AT)

    assert stands.committed == {A: 5}
    with pytest.raises(OfferClosed) as no:
        open_offer(stands, "one")
    assert (
        no.value.stage == {"OfferWithdrawn": "withdrawn", "OfferExpired": "expired"}[end.__name__]
    )


@pytest.mark.parametrize("how", ["withdrawn", "refused", "expired", "defaulted", "settled"])
def test_every_end_of_a_trade_lets_its_lots_go(how):
    one = offer("one", [(A, 30)])
    stands = market(*posted(one), matched("trade", one, [(A, 30)]))
    assert stands.committed == {A: 30}

    if how == "settled":
        stands.apply(TradeSettled(effective_on=ON, trade=TradeId("trade")), AT)
    else:
        ended = TradeEnded(effective_on=ON, trade=TradeId("trade"), how=how, reason="because")
        stands.apply(ended, AT)

    assert stands.committed == {}
    assert (stands.trades[TradeId("trade")].stage, how in ENDED) == (how, True)
    assert not stands.live_trades.on("all")


def test_a_counter_for_fewer_frees_the_rest_of_the_offer_when_it_is_taken():
    one = offer("one", [(A, 30), (B, 10)])
    counter = offer("two", maker=ELM, answers=OfferId("one"))
    stands = market(*posted(one), OfferCountered(effective_on=ON, counter=counter))

    stands.apply(matched("trade", counter, [(A, 10)]), AT)

    assert stands.committed == {A: 10}
    assert {state.stage for state in stands.offers.values()} == {"taken"}


def test_what_follows_from_the_primary_tables_can_be_worked_out_again():
    one, two = offer("one", [(A, 30)]), offer("two", [(B, 10)])
    counter = offer("three", maker=ELM, answers=OfferId("two"))
    stands = market(
        *posted(one, two),
        OfferCountered(effective_on=ON, counter=counter),
        matched("trade", one, [(A, 30)]),
    )

    again = Market(Undo())
    for name in Market.PRIMARY:
        for key, value in getattr(stands, name).items():
            dict.__setitem__(getattr(again, name), key, value)
    again.reindex()

    for name in ("committed", "open_offers", "answers_to", "trades_of", "live_trades",
                 "trades_with", "offers_by"):  # fmt: skip
        filled = {key: value for key, value in getattr(again, name).items() if value}
        assert filled == {key: value for key, value in getattr(stands, name).items() if value}


def test_a_book_is_drawn_with_the_best_first():
    #      bids  price  offers
    stands = market(
        *posted(offer("dear", [(A, 1)], ticks=1_900), offer("cheap", [(B, 1)], ticks=1_800)),
        *posted(offer("cheap too", [(C, 1)], ticks=1_800)),
        *(
            OfferCountered(
                effective_on=ON,
                counter=offer(name, maker=ELM, answers=OfferId("dear"), ticks=ticks),
            )
            for name, ticks in (("low", 1_700), ("high", 1_850))
        ),
    )

    assert [one.offer.offer for one in open_offers(stands, HARROW)] == [
        "cheap",
        "cheap too",
        "dear",
    ]
    bids = counters_to(stands, stands.offers[OfferId("dear")])
    assert [one.offer.offer for one in bids] == ["high", "low"]


def test_an_offer_or_a_trade_nobody_knows_is_refused():
    with pytest.raises(OfferUnknown) as no_offer:
        open_offer(market(), "offer_" + "x" * 100)
    with pytest.raises(TradeUnknown) as no_trade:
        trade_of_id(market(), "trade_x")

    assert no_offer.value.given == ("offer_" + "x" * 100)[:60]
    assert no_trade.value.given == "trade_x"


def test_an_act_belongs_to_a_stage():
    one = offer("one", [(A, 30)])
    state = market(*posted(one), matched("trade", one, [(A, 30)])).trades[TradeId("trade")]

    assert at_stage(state, "noticed", "matched") is state
    with pytest.raises(TradeNotThere) as no:
        at_stage(state, "funded", "settled")

    assert no.value.facts == {"stage": "matched", "needed": "funded"}


def test_a_trade_is_found_by_everybody_in_it():
    one = offer("one", [(A, 30)])
    stands = market(*posted(one), matched("trade", one, [(A, 30)]))

    assert [len(trades_with(stands, holder)) for holder in (ADA, ELM, ROOK)] == [1, 1, 0]
