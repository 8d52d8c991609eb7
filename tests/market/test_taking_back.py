"""What happened to offers, trades and lots and is taken back leaves the market as it was before."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from laogu.basics import (
    HolderId,
    IssuerId,
    OfferId,
    Price,
    SecurityId,
    StockClassId,
    Table,
    TradeId,
    Undo,
)
from laogu.market import (
    LotReplaced,
    Lots,
    Market,
    MarketEvent,
    Offer,
    OfferCountered,
    OfferExpired,
    OfferPosted,
    OfferWithdrawn,
    Trade,
    TradeEnded,
    TradeMatched,
)

ON = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOLDERS = [HolderId(f"holder_{name}") for name in ("ada", "ben", "elm")]
ISSUERS = [IssuerId(f"issuer_{name}") for name in ("harrow", "quince")]
LOTS = [SecurityId(f"security_{letter}") for letter in "abcd"]
FOLLOWS = ("committed", "promised_to", "open_offers", "answers_to", "offers_by", "trades_of",
           "trades_with", "live_trades")  # fmt: skip


def drawn_offer(chance: Random, answers: OfferId | None = None) -> Offer:
    """Return an offer of some lots, or a counter, which has none."""
    sold = () if answers else chance.sample(LOTS, chance.randint(1, 3))
    lots = tuple((security, chance.randint(1, 9)) for security in sold)
    return Offer(
        offer=OfferId(f"offer_{chance.random()}"), issuer=chance.choice(ISSUERS),
        stock_class=StockClassId("class_ordinary"), maker=chance.choice(HOLDERS),
        units=sum(units for _, units in lots) or 10, price=Price(1_850, 2, "USD"), lots=lots,
        answers=answers,
    )  # fmt: skip


def drawn_trade(chance: Random, of: Offer, lots: Lots) -> Trade:
    """Return the trade that an offer or a counter becomes."""
    return Trade(
        trade=TradeId(f"trade_{chance.random()}"), offer=of.offer, issuer=of.issuer,
        stock_class=of.stock_class, seller=of.maker, buyer=chance.choice(HOLDERS), units=of.units,
        price=of.price, lots=lots, fee_bps=0, long_stop_at=AT + timedelta(days=60),
    )  # fmt: skip


def drawn_event(market: Market, chance: Random) -> MarketEvent:
    """Return something that can happen to the market as it stands."""
    events: list[MarketEvent] = [OfferPosted(effective_on=ON, offer=drawn_offer(chance))] * 3
    open_ones = [state.offer for state in market.offers.values() if state.stage == "open"]
    if open_ones:
        one = chance.choice(open_ones)
        counter = drawn_offer(chance, answers=one.offer)
        events += [
            OfferCountered(effective_on=ON, counter=counter),
            OfferWithdrawn(effective_on=ON, offer=one.offer),
            OfferExpired(effective_on=ON, offer=one.offer),
        ]
        sold = market.offers[one.answers].offer if one.answers else one
        if sold.lots and market.offers[sold.offer].stage == "open":
            trade = drawn_trade(chance, one, sold.lots)
            events.append(TradeMatched(effective_on=ON, trade=trade))
    if live := market.live_trades.on("all"):
        trade_id = chance.choice([*live])
        events.append(TradeEnded(effective_on=ON, trade=trade_id, how="refused", reason="because"))
    if promised := [*market.committed]:
        by = SecurityId(f"security_{chance.random()}")
        events.append(LotReplaced(effective_on=ON, security=chance.choice(promised), by=by))
    return chance.choice(events)


def seen(market: Market) -> dict[str, dict[Any, Any]]:
    """Return all that a market holds; what is empty says nothing."""
    primary = {name: dict(getattr(market, name)) for name in Market.PRIMARY}
    follows = {
        name: {
            key: dict(one) if isinstance(one, dict) else list(one) if isinstance(one, list) else one
            for key, one in getattr(market, name).items()
            if one
        }
        for name in FOLLOWS
    }
    return primary | follows


def worked_out(market: Market) -> Market:
    """Return a market that is told the primary tables alone."""
    again = Market(Undo())
    for name in Market.PRIMARY:
        for key, value in getattr(market, name).items():
            dict.__setitem__(getattr(again, name), key, value)
    again.reindex()
    return again


@pytest.mark.parametrize("seed", range(20))
def test_what_is_taken_back_was_never_there(seed):
    chance, undo = Random(seed), Undo()
    market = Market(undo)
    for _ in range(60):
        before, mark = seen(market), undo.mark()
        for _ in range(chance.randint(1, 6)):
            market.apply(drawn_event(market, chance), AT)
        if chance.random() < 0.5:
            undo.back_to(mark)
            assert seen(market) == before
        else:
            undo.forget()

    assert market.offers
    assert seen(market) == seen(worked_out(market))


@pytest.mark.parametrize(("what", "steps"), [("posted", 5), ("twice", 8), ("matched", 6)])
def test_what_stumbles_half_way_is_taken_back_as_far_as_it_came(monkeypatch, what, steps):
    """A promise of ours that breaks in the middle is rolled back like one at the end."""
    chance = Random(7)
    lots = tuple((security, 5) for security in LOTS[:3])
    first, second = (replace(drawn_offer(chance), lots=lots) for _ in range(2))
    events: dict[str, MarketEvent] = {
        "posted": OfferPosted(effective_on=ON, offer=second),
        "twice": OfferPosted(effective_on=ON, offer=replace(second, lots=(*lots, *lots))),
        "matched": TradeMatched(effective_on=ON, trade=drawn_trade(chance, first, lots)),
    }
    for stumbles_at in range(1, steps + 1):
        undo = Undo()
        market = Market(undo)
        market.apply(OfferPosted(effective_on=ON, offer=first), AT)
        undo.forget()
        before = seen(market)
        with monkeypatch.context() as patched:
            tripped = stumbling(patched, stumbles_at)
            with pytest.raises(AssertionError):
                market.apply(events[what], AT)
            assert tripped or what == "twice"

        undo.back_to(0)

        assert seen(market) == before


def stumbling(patched: pytest.MonkeyPatch, at: int) -> list[int]:
    """Make the books stumble at one of the steps that note no way back of their own."""
    steps: list[int] = []
    tripped: list[int] = []
    for name in ("lay", "lift"):
        act = getattr(Table, name)

        def step(*given: Any, act: Any = act) -> Any:
            steps.append(len(steps) + 1)
            if steps[-1] == at:
                tripped.append(at)
                raise AssertionError("half way")
            return act(*given)

        patched.setattr(Table, name, step)
    return tripped
