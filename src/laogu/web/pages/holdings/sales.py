"""A holder's offers and trades as tables, figures exact."""

from collections.abc import Iterator

from laogu.basics import HolderId
from laogu.market import TradeState, trades_with
from laogu.web.exports import Sheet, Value
from laogu.web.pages.writing import class_name, issuer_name, quantity
from laogu.web.visit import Visit

OFFER_HEADS = (
    "offer_id", "issuer", "stock_class", "side", "quantity", "price", "currency", "open_until",
)  # fmt: skip
TRADE_HEADS = (
    "trade_id", "issuer", "stock_class", "side", "quantity", "price", "currency", "stage",
)  # fmt: skip


def offers_sheet(visit: Visit, holder: HolderId) -> Sheet:
    """Return the holder's open offers and counter-offers."""
    return Sheet("offers", OFFER_HEADS, lambda: list(_offers(visit, holder)))


def trades_sheet(visit: Visit, holder: HolderId) -> Sheet:
    """Return every trade of the holder, newest first."""
    return Sheet("trades", TRADE_HEADS, lambda: list(_trades(visit, holder)))


def part_in(holder: HolderId, state: TradeState) -> tuple[str, int]:
    """Return on which side of a trade a holder is (sell, buy, take), and with how many units."""
    trade = state.trade
    bought = sum(part.units for part in state.parts if part.holder == holder)
    if holder == trade.seller:
        return "sell", trade.units
    if holder == trade.buyer:
        return "buy", bought if state.parts else trade.units
    return "take", bought


def _offers(visit: Visit, holder: HolderId) -> Iterator[tuple[Value, ...]]:
    market = visit.books.market
    for one in (market.offers[offer] for offer in market.offers_by.on(holder)):
        given = one.offer
        if one.stage == "open":
            yield (
                given.offer,
                issuer_name(visit, given.issuer),
                class_name(visit, given.stock_class),
                "buy" if given.answers is not None else "sell",
                quantity(visit, given.units, given.stock_class),
                given.price.decimal(),
                given.price.currency,
                given.open_until,
            )


def _trades(visit: Visit, holder: HolderId) -> Iterator[tuple[Value, ...]]:
    for state in trades_with(visit.books.market, holder):
        trade = state.trade
        side, count = part_in(holder, state)
        yield (
            trade.trade,
            issuer_name(visit, trade.issuer),
            class_name(visit, trade.stock_class),
            side,
            quantity(visit, count, trade.stock_class),
            trade.price.decimal(),
            trade.price.currency,
            state.stage,
        )
