"""Cancel a window before its bell: every order is let go of, its lots and its cash with it.

Asked by: the issuer, or the operator of the market.
Records:  CashMoved, WindowCancelled
Refuses:  WindowUnknown, NotSignedIn, NoMandate, WindowNotOpen, NotAName
"""

from laogu.basics import LONGEST_TEXT, name
from laogu.market import WindowCancelled, check_running, window_of_id
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.people import MARKET
from laogu.settlement import release_orders


class CancelWindow(Request, frozen=True, kw_only=True):
    """A window to call off. reason: in words, told to everybody."""

    window: str
    reason: str


def cancel_window(books: Books, request: CancelWindow, asked: Asked) -> tuple[Event, ...]:
    """Return the end of the window and the release of its orders, or refuse."""
    state = window_of_id(books.market, request.window)
    issuer = state.window.issuer
    if not asked.may("operate", MARKET):
        asked.must_issue(issuer)
    check_running(state, asked.at)
    on = asked.today(books.register.issuers[issuer].zone)
    window = state.window.window
    return (
        *release_orders(books.ledger, books.market, window, on=on),
        WindowCancelled(
            effective_on=on, window=window, reason=name(request.reason, longest=LONGEST_TEXT)
        ),
    )
