"""What falls due fires by itself, as entries of its own, before any later request is decided."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from laogu.agreements import CalendarAdopted, NoticeGiven, SilenceWaived
from laogu.basics import (
    HolderId,
    IssuerId,
    OfferId,
    SecurityId,
    TradeId,
    WindowId,
    day_in,
)
from laogu.market import (
    Offer,
    OfferCountered,
    OfferPosted,
    TradeMatched,
    WindowExtended,
    WindowOpened,
    counters_to,
)
from laogu.operations.books import Books, Event
from laogu.operations.grant.ending import departures_of, grant_over, moments_of, service_over
from laogu.operations.trade.proceed import electing, proceed
from laogu.operations.warrant.ending import expiry_of, warrant_over
from laogu.operations.window.close import close_window
from laogu.register import convertibles, plans
from laogu.settlement import end_offer, end_trade

Alarm = tuple[datetime, str, str]
"""A moment, what falls due at it (departure, grant, notice, offer, trade, warrant, window) and its
id: the earliest first, and of one moment a departure before the grants that it touches."""


def alarms(books: Books, events: Iterable[Event]) -> Sequence[Alarm]:
    """Return what these events, which the books have taken in, set going, and when it is due."""
    found: list[Alarm] = []
    for event in events:
        rings = _RINGS.get(type(event))
        if rings is not None:
            found.extend(rings(books, event))
    return found


def _closes(offer: Offer) -> Iterable[Alarm]:
    return () if offer.open_until is None else [(offer.open_until, "offer", offer.offer)]


def _grant_ends(books: Books, event: plans.GrantEnded) -> Iterator[Alarm]:
    made = (*event.resulting, *([event.balance] if event.balance else ()))
    return _grants(books, (one.security for one in made))


def _service_ends(books: Books, event: plans.ServiceEnded) -> Iterator[Alarm]:
    known = books.register.plans
    yield from _departure(books, known.service_of(event.issuer, event.holder))
    serving = plans.serving(known, event.issuer, event.holder)
    yield from _grants(books, (serves.granted.security for serves in serving))


def _last_days_move(books: Books, event: CalendarAdopted) -> Iterator[Alarm]:
    """Yield the last days anew: those that were set going before ring in vain."""
    known = books.register.plans
    for pool in known.plans.values():
        if pool.plan.rest_days == event.calendar.name:
            yield from _grants(books, known.of_plan.on(pool.plan.plan))


def _grants(books: Books, securities: Iterable[SecurityId]) -> Iterator[Alarm]:
    for security in securities:
        yield from _grant(books, security)


def _grant(books: Books, security: SecurityId) -> Iterator[Alarm]:
    if books.register.plans.grants[security].lives:
        for moment in moments_of(books, security):
            yield moment, "grant", security


def _warrants(books: Books, securities: Iterable[SecurityId]) -> Iterator[Alarm]:
    for security in securities:
        for moment in expiry_of(books, security):
            yield moment, "warrant", security


def _warrant_ends(books: Books, event: convertibles.WarrantEnded) -> Iterator[Alarm]:
    made = (*event.resulting, *([event.balance] if event.balance else ()))
    return _warrants(books, (one.security for one in made))


def _departure(books: Books, served: plans.Tenure) -> Iterator[Alarm]:
    for moment in departures_of(books, served):
        yield moment, "departure", f"{served.issuer}/{served.holder}"


_RINGS: Mapping[type[Any], Callable[[Books, Any], Iterable[Alarm]]] = {
    OfferPosted: lambda _, event: _closes(event.offer),
    OfferCountered: lambda _, event: _closes(event.counter),
    NoticeGiven: lambda _, event: [(event.ends_at, "notice", event.trade)],
    TradeMatched: lambda _, event: [(event.trade.long_stop_at, "trade", event.trade.trade)],
    WindowOpened: lambda _, event: [(event.window.closes_at, "window", event.window.window)],
    WindowExtended: lambda _, event: [(event.closes_at, "window", event.window)],
    plans.GrantIssued: lambda books, event: _grant(books, event.grant.security),
    plans.GrantEnded: _grant_ends,
    plans.ServiceEnded: _service_ends,
    convertibles.WarrantIssued: lambda books, event: _warrants(books, [event.warrant.security]),
    convertibles.WarrantEnded: _warrant_ends,
    CalendarAdopted: _last_days_move,
}

RINGING = frozenset(_RINGS)
"""Events that may set something going; most do not."""


def all_alarms(books: Books) -> Iterator[Alarm]:
    """Return what runs: grants, warrants, offers, windows, notices that wait, trades."""
    yield from _grants(books, books.register.plans.grants)
    yield from _warrants(books, books.register.convertibles.warrants)
    for served in books.register.plans.service.values():
        yield from _departure(books, served)
    for window in books.market.open_windows.values():
        yield books.market.windows[window].closes_at, "window", window
    for offers in books.market.open_offers.values():
        for one in offers:
            until = books.market.offers[one].offer.open_until
            if until is not None:
                yield until, "offer", one
    for one_trade in books.market.live_trades["all"]:
        yield books.market.trades[one_trade].trade.long_stop_at, "trade", one_trade
        if _waits(books, one_trade):
            yield books.agreements.notices[one_trade].given.ends_at, "notice", one_trade


def fire(books: Books, alarm: Alarm) -> tuple[Event, ...]:
    """Return the events of what falls due at an alarm; none where it is over by then."""
    due, kind, given = alarm
    market = books.market
    match kind:
        case "grant":
            security = SecurityId(given)
            lives = books.register.plans.grants[security].lives
            return tuple(grant_over(books, security, due)) if lives else ()
        case "warrant":
            return tuple(warrant_over(books, SecurityId(given), due))
        case "departure":
            issuer, _, holder = given.partition("/")
            return tuple(service_over(books, IssuerId(issuer), HolderId(holder), due))
        case "offer":
            offer = OfferId(given)
            is_open = market.offers[offer].stage == "open"
            return tuple(_offer_expires(books, offer, due)) if is_open else ()
        case "window":
            window = market.windows[WindowId(given)]
            # An earlier bell rings in vain: the window was extended, or called off.
            is_due = window.stage == "open" and window.closes_at == due
            return tuple(close_window(books, window, due)) if is_due else ()
        case "notice":
            trade = TradeId(given)
            return tuple(_silence(books, trade, due)) if _waits(books, trade) else ()
        case _:
            trade = TradeId(given)
            is_over = market.trades[trade].is_over
            return () if is_over else tuple(_long_stop(books, trade, due))


def _waits(books: Books, trade: TradeId) -> bool:
    notice = books.agreements.notices.get(trade)
    return bool(notice and notice.waits_for and not books.market.trades[trade].is_over)


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
