"""Whose turn it is where only so much is done at once: everybody's first, then a second."""

import asyncio
from collections import Counter
from collections.abc import Hashable


class Turns:
    """So many places, and those who wait for one.

    Always true: nobody waits while a place is free; one that becomes free is given to whoever has
    the fewest, of those to whoever has been without one the longest.
    """

    def __init__(self, places: int) -> None:
        self._free = places
        self._has: Counter[Hashable] = Counter()
        self._waiting: dict[Hashable, list[asyncio.Future[None]]] = {}

    async def take(self, who: Hashable) -> None:
        """Wait for a place and take it; it has to be given back. Whoever is cancelled has none."""
        turn = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(who, []).append(turn)
        self._give()
        try:
            await turn
        except asyncio.CancelledError:
            # It may have come in the very moment in which somebody had enough of waiting.
            if not turn.cancelled():
                self.give_back(who)
            raise

    def give_back(self, who: Hashable) -> None:
        """Let go of a place, which goes to whoever is next: this one is last in line for it."""
        self._free += 1
        self._has[who] -= 1
        if not self._has[who]:
            del self._has[who]
        if who in self._waiting:
            self._waiting[who] = self._waiting.pop(who)
        self._give()

    def _give(self) -> None:
        """Give what is free; who wants a further one is last in line for that."""
        while self._free and self._waiting:
            who = min(self._waiting, key=lambda one: self._has[one])
            # Those that are over belong to whoever has gone.
            turns = [one for one in self._waiting.pop(who) if not one.done()]
            if not turns:
                continue
            turns[0].set_result(None)
            self._free -= 1
            self._has[who] += 1
            if turns[1:]:
                self._waiting[who] = turns[1:]
