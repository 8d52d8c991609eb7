"""Everybody's first turn comes before anybody's second."""

import asyncio
from collections.abc import Awaitable, Callable

from laogu.connectors.turns import Turns


async def settle() -> None:
    """Let everybody go on who can."""
    for _ in range(5):
        await asyncio.sleep(0)


class Served:
    """Who was given a place, in the order in which they were."""

    def __init__(self, places: int) -> None:
        self.turns = Turns(places)
        self.had: list[str] = []
        self.asking: list[asyncio.Task[None]] = []

    def ask(self, who: str) -> asyncio.Task[None]:
        async def asking() -> None:
            await self.turns.take(who)
            self.had.append(who)

        return asyncio.create_task(asking())

    async def in_line(self, *all_who: str) -> None:
        for who in all_who:
            self.asking.append(self.ask(who))
            await settle()

    async def end(self, who: str) -> None:
        self.turns.give_back(who)
        await settle()


def served(places: int, story: Callable[[Served], Awaitable[None]]) -> str:
    """Return who was given a place, in order, by one letter each."""
    told = Served(places)
    asyncio.run(_told(told, story))
    return "".join(told.had)


async def _told(told: Served, story: Callable[[Served], Awaitable[None]]) -> None:
    await story(told)


def test_a_free_place_is_taken_at_once_by_one_person_too():
    async def story(market: Served) -> None:
        await market.in_line("a", "a")

    assert served(2, story) == "aa"


def test_who_asks_for_much_lets_everybody_else_go_first():
    async def story(market: Served) -> None:
        await market.in_line("a", "a", "a", "a", "a", "b", "c")
        await market.end("a")
        await market.end("a")
        await market.end("b")
        await market.end("c")

    assert served(2, story) == "aa" + "bc" + "aa"


def test_of_those_who_have_as_many_whoever_had_none_the_longest_is_next():
    async def story(market: Served) -> None:
        await market.in_line("a", "b", "b", "c", "b", "c")
        for one in "abcb":
            await market.end(one)

    assert served(1, story) == "a" + "bcbc"


def test_who_has_gone_is_passed_over():
    async def story(market: Served) -> None:
        await market.in_line("a")
        gone = market.ask("b")
        await settle()
        gone.cancel()
        await market.in_line("c")
        await market.end("a")

    assert served(1, story) == "ac"


def test_a_place_given_to_whoever_goes_in_that_moment_goes_to_the_next():
    async def story(market: Served) -> None:
        await market.in_line("a")
        goes = market.ask("b")
        await settle()
        await market.in_line("c")
        market.turns.give_back("a")
        goes.cancel()
        await settle()

    assert served(1, story) == "ac"
