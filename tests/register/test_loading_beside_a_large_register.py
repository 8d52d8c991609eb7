"""What a load costs hangs on the load, and not on what the register held before."""

from collections.abc import Iterator

from laogu.basics import SecurityId
from laogu.register import acts_on
from tests.desk import MORNING, desk_at, row


class Walked(dict[SecurityId, object]):
    """A register's securities, which count how many of them are walked through."""

    steps = 0

    def __iter__(self) -> Iterator[SecurityId]:
        for one in super().__iter__():
            Walked.steps += 1
            yield one

    def __reversed__(self) -> Iterator[SecurityId]:
        for one in super().__reversed__():
            Walked.steps += 1
            yield one


def test_a_load_walks_through_its_own_securities_only():
    desk = desk_at(MORNING)
    desk.load(*(row("rook", 1, line=line) for line in range(500)))
    (before,) = desk.books.register.loads.values()
    desk.load(*(row("rook", 1, line=line) for line in range(7)))
    register = desk.books.register
    latest = list(register.loads.values())[-1]
    securities = register.securities

    register.securities = Walked(securities)  # type: ignore[assignment]
    acts, made = acts_on(register, latest), list(register.loaded(latest))
    walked = Walked.steps
    earlier = list(register.loaded(before))
    register.securities = securities

    assert acts == 0
    assert walked == 14
    assert (earlier, made) == (list(securities)[:500], list(securities)[500:])
