"""The bell of a window: all orders at one price, or some minutes more, or nothing at all.

Nobody asks for it: it is due at a moment, and fires by the clock.
"""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from laogu.basics import IdMaker, Money, Price, TradeId, cost, day_in
from laogu.ledger import CashMoved, held_for, release, retarget
from laogu.market import (
    RULE_VERSION,
    Book,
    Clearing,
    Pair,
    Trade,
    TradeMatched,
    WindowCleared,
    WindowExtended,
    WindowFailed,
    WindowState,
    book_hash,
    book_in,
    clear_window,
    pairs_of,
    why_it_failed,
)
from laogu.operations.books import Books, Event
from laogu.rights import NOBODY, Proposal, closing_in_force, open_ways
from laogu.settlement import release_orders


def close_window(books: Books, state: WindowState, due: datetime) -> Iterator[Event]:
    """Return what a window comes to at its bell. due: the moment at which it rings."""
    window = state.window
    issuer = books.register.issuers[window.issuer]
    on = day_in(issuer.zone, due)
    book = book_in(books.market, window.window)
    done = clear_window(window, book)
    why = why_it_failed(done.volume, window.minimum_units)
    if open_ways(books.standing, window.issuer, on=on)["call_auction"]:
        # The rulebook was changed meanwhile: what may not be held any more does not clear either.
        yield from _fails(books, state, done, book, why="closed", on=on)
    elif why is None:
        yield from _clears(books, state, done, book, on=on, due=due)
    elif state.extended < window.extensions:
        more = timedelta(minutes=window.extension_minutes)
        yield WindowExtended(
            effective_on=on,
            window=window.window,
            locks_at=state.locks_at + more,
            closes_at=state.closes_at + more,
            reason=why,
        )
    else:
        yield from _fails(books, state, done, book, why=why, on=on)


def _fails(
    books: Books, state: WindowState, done: Clearing, book: Book, *, why: str, on: date
) -> Iterator[Event]:
    window = state.window.window
    yield from release_orders(books.ledger, books.market, window, on=on)
    yield WindowFailed(
        effective_on=on,
        window=window,
        reason=why,  # type: ignore[arg-type]
        volume=done.volume,
        book_hash=_hash(books, state, book),
        rule_version=RULE_VERSION,
    )


def _clears(
    books: Books, state: WindowState, done: Clearing, book: Book, *, on: date, due: datetime
) -> Iterator[Event]:
    window = state.window
    assert done.price is not None, "what trades has a price"
    yield WindowCleared(
        effective_on=on,
        window=window.window,
        price=done.price,
        volume=done.volume,
        surplus=done.surplus,
        decided_by=done.decided_by,
        fills=done.fills,  # type: ignore[arg-type]
        book_hash=_hash(books, state, book),
        rule_version=RULE_VERSION,
    )
    kind = books.register.classes[window.stock_class]
    each = Price(done.price, kind.price_scale, window.currency)
    made = _ids(state, due)
    terms = _terms(books, state, on)
    spent: dict[str, int] = {}
    for pair in pairs_of(books.market, done.fills):  # type: ignore[arg-type]
        trade = _trade(state, pair, each, TradeId(made.make("trade")), terms=terms, due=due)
        yield TradeMatched(effective_on=on, trade=trade)
        pays = cost(each, pair.units, decimals=kind.decimals)
        yield retarget(pair.buyer, pays, source=pair.buys, target=trade.trade, on=on)
        spent[pair.buys] = spent.get(pair.buys, 0) + pays.minor
    yield from _rest(books, state, spent, on)


def _trade(
    state: WindowState, pair: Pair, each: Price, made: TradeId, *, terms: tuple[int, int],
    due: datetime,
) -> Trade:  # fmt: skip
    fee_bps, long_stop_days = terms
    return Trade(
        trade=made,
        window=state.window.window,
        issuer=state.window.issuer,
        stock_class=state.window.stock_class,
        seller=pair.seller,
        buyer=pair.buyer,
        units=pair.units,
        price=each,
        lots=pair.lots,
        fee_bps=fee_bps,
        long_stop_at=due + timedelta(days=long_stop_days),
    )


def _terms(books: Books, state: WindowState, on: date) -> tuple[int, int]:
    """Return the seller's fee, and the days a trade has until its long stop."""
    proposal = Proposal(
        issuer=state.window.issuer,
        stock_class=state.window.stock_class,
        seller=NOBODY,
        buyers=(),
        units=0,
        price=None,
        mechanism="call_auction",
        on=on,
    )
    closing = closing_in_force(books.standing, proposal)
    return closing.fee_bps, closing.long_stop_days


def _rest(books: Books, state: WindowState, spent: dict[str, int], on: date) -> Iterator[CashMoved]:
    """Return the release of what the buyers' orders held and did not spend."""
    window = state.window
    for one in books.market.orders_in.on(window.window):
        order = books.market.orders[one]
        if order.stage == "open" and order.order.side == "buy":
            maker = order.order.maker
            held = held_for(books.ledger, maker, one, window.currency)
            left = held - Money(spent.get(one, 0), window.currency)
            if left.minor:
                yield release(maker, left, purpose=one, on=on)


def _hash(books: Books, state: WindowState, book: Book) -> str:
    scale = books.register.classes[state.window.stock_class].price_scale
    return book_hash(book, scale=scale)


def _ids(state: WindowState, due: datetime) -> IdMaker:
    """Return a maker of ids that follow from the window alone: nobody asked for its bell."""
    seed = hashlib.sha256(state.window.window.encode()).digest()
    milliseconds = int(due.timestamp() * 1000)
    return IdMaker(UUID(bytes=milliseconds.to_bytes(6, "big") + seed[:10]))
