"""Lots: which securities are promised, how many units of each, and to whom.

Offers, orders and trades promise lots alike, so this is their common ground.
"""

from collections.abc import Callable, Iterable, Mapping

from laogu.basics import CUT, Event, SecurityId, Shelves, Undo

Lots = tuple[tuple[SecurityId, int], ...]
"""Securities and how many units of each; together they are what is promised."""

_Doing = Callable[[str, Lots], None]


class LotReplaced(Event, frozen=True, kw_only=True, tag="market.lot_replaced.1"):
    """What is left of a lot is another security now; what was promised of it is promised of that.

    security: the one that was retired, when a part of it was sold. by: the one that took its place.
    """

    security: SecurityId
    by: SecurityId


class Promises:
    """What is promised of each security, and to which offer, order or trade.

    Promising is the step back from letting go, and letting go from promising: of the lots that were
    done so far, so that what stumbles half way goes back as far as it came.
    """

    def __init__(self, undo: Undo) -> None:
        self._note = undo.note
        self.committed: dict[SecurityId, int] = {}
        self.promised_to: Shelves[SecurityId, str, int] = Shelves(undo)

    def promise(self, to: str, lots: Lots) -> None:
        """Promise lots to an offer, an order or a trade."""
        self._each(self.lay, self.lift, to, lots)

    def let_go(self, of: str, lots: Lots) -> None:
        """Let go of what was promised."""
        self._each(self.lift, self.lay, of, lots)

    def cut(self, step: tuple[_Doing, str, list[Lots]]) -> None:
        """Take back what was promised or let go of last."""
        back, whose, done = step
        for lots in reversed(done):
            back(whose, lots)

    def lay(self, to: str, lots: Lots) -> None:
        """Promise lots without a step back, which whoever calls notes."""
        committed = self.committed
        for security, units in lots:
            shelf = self.promised_to[security]
            assert to not in shelf, "a lot is promised twice to the same"
            shelf.lay(to, units)
            committed[security] = committed.get(security, 0) + units

    def lift(self, of: str, lots: Lots) -> None:
        """Let go of lots without a step back, which whoever calls notes."""
        committed = self.committed
        for security, units in lots:
            self.promised_to[security].lift(of)
            committed[security] -= units
            if not committed[security]:
                del committed[security]

    def promised(self, to: str, lots: Lots) -> Lots:
        """Return what of the lots is promised to something, each of them once."""
        found = ((security, self.promised_to.on(security).get(to)) for security in dict(lots))
        return tuple((security, units) for security, units in found if units is not None)

    def _each(self, act: _Doing, back: _Doing, whose: str, lots: Lots) -> None:
        """Do something with each lot, and note the way back as it is done."""
        done: list[Lots] = []
        self._note((self, (back, whose, done), CUT))
        for one in lots:
            act(whose, (one,))
            done.append((one,))

    def move(self, of: str, lots: Lots, event: LotReplaced) -> Lots:
        """Promise the security that took another's place, and return the lots as they are now."""
        moved = tuple(
            (event.by if security == event.security else security, units)
            for security, units in lots
        )
        self.let_go(of, lots)
        self.promise(of, moved)
        return moved


def pick_lots(
    committed: Mapping[SecurityId, int], sellable: Iterable[tuple[SecurityId, int]], units: int
) -> Lots:
    """Return lots that make up `units`, in the order given, from what is not promised yet.

    The caller has checked that there is enough.
    """
    lots: list[tuple[SecurityId, int]] = []
    for security, free in sellable:
        taken = min(free - committed.get(security, 0), units)
        if taken > 0:
            lots.append((security, taken))
            units -= taken
        if not units:
            break
    assert units == 0, "fewer units are free than were checked"
    return tuple(lots)


def trim(lots: Lots, units: int) -> Lots:
    """Return the first lots that make up `units`."""
    return cut(lots, units)[0]


def cut(lots: Lots, units: int) -> tuple[Lots, Lots]:
    """Return the first lots that make up `units`, and what is left of all."""
    first: list[tuple[SecurityId, int]] = []
    rest: list[tuple[SecurityId, int]] = []
    for security, available in lots:
        taken = min(available, units)
        if taken:
            first.append((security, taken))
        if available > taken:
            rest.append((security, available - taken))
        units -= taken
    assert units == 0, "more units are asked than the lots hold"
    return tuple(first), tuple(rest)
