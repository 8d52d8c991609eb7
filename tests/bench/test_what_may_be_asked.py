"""What anybody may ask grows as what it is asked of, and no faster: one process serves everybody.

Counted in steps, of twice as much beside once; what is of all pairs takes four times as many.
"""

from datetime import timedelta
from decimal import Decimal

from laogu.operations import QUESTIONS, Lock, RegisterRow
from laogu.rights import keeps, locked_alike
from tests.bench.steps import steps
from tests.desk import MORNING, TODAY, Desk, articles, desk_at

TWICE = 2.5
"""Twice, and a half for logarithms and deeper dictionaries."""


def locked_up(lots: int) -> Desk:
    """Return Harrow with one holder of so many lots, each under a rule and to a day of its own."""
    desk = desk_at(MORNING, articles())
    rows = tuple(
        RegisterRow(
            line=at + 2,
            holder="Ada",
            stock_class="Ordinary",
            quantity=Decimal(10),
            locks=(Lock(rule=f"RULE-{at}", until=TODAY + timedelta(days=at)),),
        )
        for at in range(lots)
    )
    desk.do("register.load", "ida", issuer="harrow", rows=rows)
    return desk


def test_whether_many_lots_under_many_rules_may_be_sold():
    def explaining(lots: int) -> int:
        desk = locked_up(lots)
        (seller,) = desk.books.register.holders
        request = QUESTIONS["transfer.explain"].request(
            issuer="harrow", seller=seller, stock_class="Ordinary", quantity=Decimal(10 * lots)
        )
        operator = desk.people["operator"]
        desk.journal.ask("transfer.explain", request, by=operator)
        return steps(lambda: desk.journal.ask("transfer.explain", request, by=operator))

    assert explaining(120) <= explaining(60) * TWICE


def test_what_each_of_many_rules_keeps():
    def keeping(lots: int) -> int:
        desk = locked_up(lots)
        books = desk.books
        found = locked_alike(books.agreements, books.register, desk.ordinary, on=desk.today)
        assert len(found) == lots
        return steps(lambda: keeps(found, on=desk.today))

    assert keeping(120) <= keeping(60) * TWICE
