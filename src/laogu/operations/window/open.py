"""Open a window: a call auction of one stock class, with its prices, times and sizes.

Asked by: the issuer, or the operator of the market.
Records:  WindowOpened
Refuses:  IssuerUnknown, StockClassUnknown, NotSignedIn, NoMandate, WrongCurrency, NotAPrice,
          BetweenTicks, NotAQuantity, NotAName, NotAWindow, WindowRunning, WayClosed
"""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal

from laogu.basics import Moment, WindowId, name, price, said, units, whole_step
from laogu.market import (
    NotAWindow,
    Rationing,
    Window,
    WindowOpened,
    WrongCurrency,
    check_none_runs,
    check_window,
)
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.transferable import must_be_open
from laogu.people import MARKET
from laogu.register import StockClassRegistered, class_named, issuer_named

LONGEST_LOCK_MINUTES = 24 * 60
"""Minutes before the close in which no order is amended or withdrawn."""
LONGEST_SEED = 64
"""Characters of a seed."""


class OpenWindow(Request, frozen=True, kw_only=True):
    """A window to open. Prices are for one share, from `floor` to `cap` in steps of `tick`.

    tick:      left out: the finest step at which every share costs whole cents.
    reference: near which it rather clears where the orders leave a choice; left out: none.
    opens_at:  left out: at once. lock_minutes: before the close, in which nothing is changed.
    minimum:   fewer shares are no clearing; left out: any quantity is enough.
    extensions: how many times, by extension_minutes, it goes on if it cannot clear.
    small:     for small_first, the largest order that is small.
    seed:      decides who gets an odd share; left out: the window's id.
    indicative: whether price, volume and surplus are shown while it is open.
    """

    issuer: str
    stock_class: str
    currency: str
    floor: Decimal
    cap: Decimal
    closes_at: Moment
    opens_at: Moment | None = None
    tick: Decimal | None = None
    reference: Decimal | None = None
    lock_minutes: int = 10
    minimum: Decimal | None = None
    extensions: int = 1
    extension_minutes: int = 60
    rationing: Rationing = "pro_rata"
    small: Decimal | None = None
    seed: str | None = None
    indicative: Literal["shown", "hidden"] = "shown"


def open_window(books: Books, request: OpenWindow, asked: Asked) -> tuple[Event, ...]:
    """Return the opening, or refuse."""
    issuer = issuer_named(books.register, request.issuer)
    if not asked.may("operate", MARKET):
        asked.must_issue(issuer.issuer)
    kind = class_named(books.register, issuer.issuer, request.stock_class)
    if request.currency != kind.currency:
        raise WrongCurrency(
            given=request.currency[:20], stock_class=kind.named, currency=kind.currency
        )
    step = whole_step(scale=kind.price_scale, decimals=kind.decimals, currency=kind.currency)
    window = _window(request, kind, asked, step)
    check_none_runs(books.market, kind.stock_class)
    check_window(window, now=asked.at, step=step, scale=kind.price_scale)
    today = asked.today(issuer.zone)
    must_be_open(books, issuer.issuer, "call_auction", today)
    return (WindowOpened(effective_on=today, window=window),)


def _window(request: OpenWindow, kind: StockClassRegistered, asked: Asked, step: int) -> Window:
    def ticks(given: Decimal) -> int:
        return price(given, scale=kind.price_scale, currency=kind.currency).ticks

    def quantity(given: Decimal | None) -> int:
        return 0 if given is None else units(given, kind.decimals)

    made = WindowId(asked.make("window"))
    return Window(
        window=made,
        issuer=kind.issuer,
        stock_class=kind.stock_class,
        currency=kind.currency,
        floor=ticks(request.floor),
        cap=ticks(request.cap),
        tick=step if request.tick is None else ticks(request.tick),
        reference=None if request.reference is None else ticks(request.reference),
        opens_at=request.opens_at or asked.at,
        locks_at=_locks_at(request, asked.at),
        closes_at=request.closes_at,
        minimum_units=quantity(request.minimum),
        extensions=request.extensions,
        extension_minutes=request.extension_minutes,
        rationing=request.rationing,
        small_units=quantity(request.small),
        seed=name(request.seed, longest=LONGEST_SEED) if request.seed else made,
        indicative=request.indicative,
    )


def _locks_at(request: OpenWindow, now: datetime) -> datetime:
    if not 0 <= request.lock_minutes <= LONGEST_LOCK_MINUTES:
        most = LONGEST_LOCK_MINUTES
        raise NotAWindow(reason=said("Orders are locked for at most {most} minutes.", most=most))
    if request.closes_at <= now:
        # Not left to what comes later: the first moment of all has none before it.
        raise NotAWindow(
            reason=said("It has to open before its orders are locked, and lock before it closes.")
        )
    return request.closes_at - timedelta(minutes=request.lock_minutes)
