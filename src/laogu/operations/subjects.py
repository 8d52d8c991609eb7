"""What an entry changed, by subject, and who may be told of it.

A subject says that something may look different now, never how: `trade:trade_…` is told to whoever
may see that trade, and they look again. What is public is told to everybody, so that nobody learns
more from being told than from looking.

    record, market, clock     everybody: an entry, the list of companies, a practice clock moved
    issuer:…                  everybody: register, tape, facts, terms and windows of a company
    window:…                  everybody: a window opened, was extended, or ended
    offers:…                  who sees quotes: the open offers of an issuer
    book:…                    who sees what a window's orders would come to: some of them changed
    offer:…  order:…  trade:…  holder:…  person:…    who may see that very thing
"""

from collections.abc import Iterable, Iterator
from typing import assert_never

from laogu.agreements import (
    CalendarAdopted,
    ConsentAsked,
    ConsentGiven,
    ConsentRefused,
    HolderElected,
    HolderWaived,
    NoticeGiven,
    RulebookAdopted,
    SilenceWaived,
    TermsAdopted,
)
from laogu.basics import IssuerId, OfferId, OrderId, TradeId, WindowId
from laogu.evidence import FactRecorded
from laogu.ledger import CashMoved
from laogu.market import (
    BuyerDisplaced,
    ClockMoved,
    LotReplaced,
    MarketOpened,
    OfferCountered,
    OfferExpired,
    OfferPosted,
    OfferWithdrawn,
    OrderAmended,
    OrderPlaced,
    OrderWithdrawn,
    TradeCleared,
    TradeEnded,
    TradeFunded,
    TradeMatched,
    TradeNoticed,
    TradeSettled,
    TradeState,
    WindowCancelled,
    WindowCleared,
    WindowExtended,
    WindowFailed,
    WindowOpened,
    trades_of,
)
from laogu.operations.books import Books, Event
from laogu.operations.sight import Sight
from laogu.operations.touched import MARKET, Touching, touched
from laogu.people import (
    KeyIssued,
    KeyRevoked,
    MandateEnded,
    MandateGiven,
    PersonForgotten,
    PersonRegistered,
)

RECORD, CLOCK = "record", "clock"
PUBLIC = frozenset({RECORD, MARKET, CLOCK, "issuer", "window"})


def subjects_of(books: Books, events: Iterable[Event]) -> frozenset[str]:
    """Return what an entry's events changed; `books` stand at that entry or later."""
    found = {RECORD}
    for event in events:
        found.update(_of(books, event))
    return frozenset(found)


def may_be_told(books: Books, sight: Sight, subject: str) -> bool:
    """Return whether somebody may be told that a subject changed."""
    what, _, of = subject.partition(":")
    if what in PUBLIC:
        return True
    match what:
        case "offers":
            return sight.sees_quotes
        case "offer":
            offer = books.market.offers.get(OfferId(of))
            return offer is not None and sight.sees_offer(offer)
        case "book":
            window = books.market.windows.get(WindowId(of))
            return window is not None and sight.sees_indication(window)
        case "order":
            order = books.market.orders.get(OrderId(of))
            return order is not None and sight.sees_order(order)
        case "trade":
            trade = books.market.trades.get(TradeId(of))
            return trade is not None and sight.sees_trade(trade)
        case "holder":
            return sight.sees_all or sight.holds("act", of)
        case "person":
            return sight.person == of
        case _:
            return False


def _of(books: Books, event: Event) -> Iterator[str]:
    if isinstance(event, Touching):
        yield from touched(books.register, event)
        return
    match event:
        case TermsAdopted() | FactRecorded():
            yield _issuer(event.issuer)
        case RulebookAdopted(issuer=whose):
            yield MARKET if whose is None else _issuer(whose)
        case CalendarAdopted() | MarketOpened() | PersonForgotten():
            yield MARKET
        case ClockMoved():
            yield CLOCK
        case OfferPosted(offer=offer) | OfferCountered(counter=offer):
            yield from _offer(books, offer.offer)
        case OfferWithdrawn(offer=given) | OfferExpired(offer=given):
            yield from _offer(books, given)
        case TradeMatched(trade=trade):
            yield f"trade:{trade.trade}"
            if trade.offer is not None:
                yield from _offer(books, trade.offer)
        case OrderPlaced(order=order):
            yield from (f"order:{order.order}", f"book:{order.window}")
        case OrderAmended() | OrderWithdrawn():
            window = books.market.orders[event.order].order.window
            yield from (f"order:{event.order}", f"book:{window}")
        case WindowOpened(window=opened):
            yield from (f"window:{opened.window}", _issuer(opened.issuer))
        case WindowExtended() | WindowCleared() | WindowFailed() | WindowCancelled():
            issuer = books.market.windows[event.window].window.issuer
            yield from (f"window:{event.window}", _issuer(issuer))
        case CashMoved():
            yield from (_account(one.account) for one in event.postings if "/" in one.account)
        case PersonRegistered() | MandateGiven() | KeyIssued():
            yield f"person:{event.person}"
        case LotReplaced() | MandateEnded() | KeyRevoked():
            pass
        case TradeNoticed() | TradeCleared() | TradeFunded() | TradeSettled() | TradeEnded():
            yield from _trade(books, event.trade)
        case (
            NoticeGiven() | HolderElected() | HolderWaived() | SilenceWaived() | BuyerDisplaced()
            | ConsentAsked() | ConsentGiven() | ConsentRefused()
        ):  # fmt: skip
            yield f"trade:{event.trade}"
        case _:
            assert_never(event)


def _issuer(issuer: IssuerId) -> str:
    return f"issuer:{issuer}"


def _trade(books: Books, trade: TradeId) -> Iterator[str]:
    yield f"trade:{trade}"
    state = books.market.trades.get(trade)
    if state is None or not state.is_over:
        return
    if state.stage == "settled" or _is_last_of_window(books, state):
        yield _issuer(state.trade.issuer)


def _is_last_of_window(books: Books, ended: TradeState) -> bool:
    """Return whether nothing of a window came to be settled: its price counts no longer."""
    window = ended.trade.window
    return window is not None and all(
        one.is_over and one.stage != "settled"
        for one in trades_of(books.market, ended.trade.issuer)
        if one.trade.window == window
    )


def _offer(books: Books, given: OfferId) -> Iterator[str]:
    """Yield an offer and what it answers; of an open one the offers of its issuer as well."""
    offer = books.market.offers[given].offer
    yield f"offer:{given}"
    if offer.answers is None:
        yield f"offers:{offer.issuer}"
        return
    answered = books.market.offers[offer.answers]
    yield f"offer:{offer.answers}"
    if answered.stage == "taken":
        yield f"offers:{offer.issuer}"


def _account(account: str) -> str:
    kind, _, rest = account.partition("/")
    if kind == "issuer":
        return account.replace("/", ":")
    return f"trade:{rest}" if kind == "escrow" else f"holder:{rest.partition('/')[0]}"
