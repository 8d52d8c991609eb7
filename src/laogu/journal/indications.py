"""At what windows would clear: worked out when somebody looks, once for each state of a book."""

from msgspec import Struct

from laogu.basics import WindowId
from laogu.market import Indication, Market, Step, WindowState, curve_of, indication_of


class Indicated(Struct, frozen=True, kw_only=True):
    """What the orders of an open window come to: the one price, and demand and supply by price.

    turn: the state of the book it was worked out from. Prices are in ticks of the class.
    """

    turn: int
    indication: Indication
    curve: tuple[Step, ...]


class Indications:
    """What was worked out last for each window; a book that did not change is not read again."""

    def __init__(self) -> None:
        self._known: dict[WindowId, Indicated] = {}

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
            self._known[window.window] = known
        return known
