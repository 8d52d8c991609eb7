"""At what windows would clear: worked out when somebody looks, once for each state of a book."""

from typing import TypeVar

from msgspec import Struct

from laogu.basics import WindowId
from laogu.market import (
    Indication,
    Market,
    Step,
    WindowState,
    book_in,
    curve,
    curve_of,
    depth_of,
    indication_of,
)

MOST = 500
"""Windows of which what was worked out is kept; with one more, the first of them is let go of."""

T = TypeVar("T")


class Indicated(Struct, frozen=True, kw_only=True):
    """What the orders of an open window come to: the one price, and demand and supply by price.

    turn: the state of the book it was worked out from. Prices are in ticks of the class.
    """

    turn: int
    indication: Indication
    curve: tuple[Step, ...]


class Indications:
    """What was worked out last for each window; a book that did not change is not read again.

    What a window came to stays as it is, so that its book is read once.
    """

    def __init__(self) -> None:
        self._known: dict[WindowId, Indicated] = {}
        self._ended: dict[WindowId, tuple[Step, ...]] = {}

    def of(self, market: Market, state: WindowState) -> Indicated | None:
        """Return what a window would clear at now; None: it has ended.

        Only between batches: what a book holds then is durable.
        """
        window = state.window
        if state.stage != "open":
            self._known.pop(window.window, None)
            return None
        known = self._known.get(window.window)
        if known is None or known.turn != state.turn:
            known = Indicated(
                turn=state.turn,
                indication=indication_of(market, window),
                curve=curve_of(market, window),
            )
            _keep(self._known, window.window, known)
        return known

    def at_the_bell(self, market: Market, state: WindowState) -> tuple[Step, ...]:
        """Return demand and supply of a window that has ended, as they stood at its bell."""
        window = state.window
        found = self._ended.get(window.window)
        if found is None:
            depth = depth_of(book_in(market, window.window))
            found = curve(depth, floor=window.floor, cap=window.cap, tick=window.tick)
            _keep(self._ended, window.window, found)
        return found


def _keep(known: dict[WindowId, T], window: WindowId, found: T) -> None:
    if len(known) >= MOST and window not in known:
        del known[next(iter(known))]
    known[window] = found
