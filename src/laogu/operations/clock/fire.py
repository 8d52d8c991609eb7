"""What falls due fires by itself, as entries of its own, before any later request is decided."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from laogu.agreements import NoticeGiven, SilenceWaived
from laogu.basics import OfferId, TradeId, day_in
from laogu.market import OfferCountered, OfferPosted, TradeMatched, counters_to
from laogu.operations.books import Books, Event
from laogu.operations.trade.proceed import electing, proceed
from laogu.settlement import end_offer, end_trade


def alarms(events: Iterable[Event]) -> Iterator[datetime]:
    """Return the moments at which something may fall due because of these events."""
    for event in events:
        match event:
            case OfferPosted(offer=offer) | OfferCountered(counter=offer):
                if offer.open_until is not None:
                    yield offer.open_until
            case NoticeGiven():
                yield event.ends_at
            case TradeMatched():
                yield event.trade.long_stop_at
            case _:
                pass


def all_alarms(books: Books) -> Iterator[datetime]:
    """Return every moment at which something may fall due, as the books stand."""
    for due, _ in _clocks(books):
        yield due


def fire(books: Books, now: datetime) -> tuple[Event, ...]:
    """Return the events of the earliest thing that is due at `now`; none where nothing is."""
    due = sorted(clock for clock in _clocks(books) if clock[0] <= now)
    if not due:
        return ()
    moment, (kind, given) = due[0]
    match kind:
        case "offer":
            return tuple(_offer_expires(books, OfferId(given), moment))
        case "notice":
            return tuple(_silence(books, TradeId(given), moment))
        case _:
            return tuple(_long_stop(books, TradeId(given), moment))


def _clocks(books: Books) -> Iterator[tuple[datetime, tuple[str, str]]]:
    """Return what runs: open offers, notices that wait for answers, trades with their long stop."""
    for offers in books.market.open_offers.values():
        for one in offers:
            until = books.market.offers[one].offer.open_until
            if until is not None:
                yield until, ("offer", one)
    for one_trade in books.market.live_trades["all"]:
        yield books.market.trades[one_trade].trade.long_stop_at, ("trade", one_trade)
        notice = books.agreements.notices.get(one_trade)
        if notice is not None and notice.waits_for:
            yield notice.given.ends_at, ("notice", one_trade)


def _offer_expires(books: Books, offer: OfferId, due: datetime) -> Iterator[Event]:
    state = books.market.offers[offer]
    on = day_in(books.register.issuers[state.offer.issuer].zone, due)
    yield from end_offer(books.ledger, state, how="expired", on=on)
    for counter in counters_to(books.market, state):
        yield from end_offer(books.ledger, counter, how="expired", on=on)


def _silence(books: Books, trade: TradeId, due: datetime) -> Iterator[Event]:
    """Return the waiver of those who were silent, and what follows from it."""
    state = books.market.trades[trade]
    silent = books.agreements.notices[trade].waits_for
    on = day_in(books.register.issuers[state.trade.issuer].zone, due)
    yield SilenceWaived(effective_on=on, trade=trade, holders=silent)
    yield from proceed(books, state, on=on, answered=dict.fromkeys(silent, 0))


def _long_stop(books: Books, trade: TradeId, due: datetime) -> Iterator[Event]:
    state = books.market.trades[trade]
    on = day_in(books.register.issuers[state.trade.issuer].zone, due)
    yield from end_trade(
        books.ledger,
        state,
        how="expired",
        reason="The long stop passed before it settled.",
        electing=electing(books, trade),
        on=on,
    )
