"""What an issuer's shares are worth, as a page asks it cold, and what its board is told.

One issuer with common shares and six preferred classes whose terms are known, a round of each half
a year apart: what was paid is turned into a price of a common share in the structure of its day.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final

from laogu.app import long_lived
from laogu.basics import day_in
from laogu.bench.bed import Bed, ask, made_up
from laogu.bench.goals import Bench, Found, Goal
from laogu.bench.stores import KeepsNothing
from laogu.bench.turns import ROUNDS, cpu_ms, in_turn
from laogu.operations import QUESTIONS, RegisterRow

PRICES: Final = ("0.50", "1.00", "1.80", "2.50", "2.20", "3.10")
APART: Final = timedelta(days=182)
MILLION: Final = 10**6
LIMIT_MS: Final = {"page-figure": 20, "report": 1_000}


def _standards(folder: Path, wanted: set[str]) -> Iterator[Found]:  # noqa: ARG001
    names = [goal.name for goal in STANDARDS.goals if goal.name in wanted]
    if not names:
        return
    bed = venture()
    journal = bed.running.journal
    asked = {"page-figure": "issuer.mark", "report": "issuer.report"}
    requests = {name: QUESTIONS[asked[name]].request(issuer="bench") for name in names}
    mark = journal.ask("issuer.mark", QUESTIONS["issuer.mark"].request(issuer="bench"), by=None)
    long_lived()

    def act(name: str) -> Callable[[], object]:
        return lambda: journal.ask(asked[name], requests[name], by=bed.operator)

    found = in_turn({name: cpu_ms(act(name)) for name in names})
    note = f"7 classes, {len(mark.anchors)} prices that count, nothing kept from before"
    for name, figures in found.items():
        limit = [LIMIT_MS[name]] * ROUNDS
        yield Found(goal=STANDARDS.named(name), thing=figures, limit=limit, note=note)


def venture() -> Bed:
    """Return a market with one issuer of seven classes, and what was paid for six of them."""
    bed = made_up(KeepsNothing(), holders=2, lots_each=1)
    journal = bed.running.journal
    today = day_in("UTC", journal.now())
    first = today - APART * (len(PRICES) + 1)

    def do(operation: str, **fields: object) -> None:
        ask(journal, operation, bed.operator, issuer="bench", **fields)

    do("stock_class.describe", stock_class="Ordinary", kind="common")
    do("register.load", rows=(_shares("Ordinary", 800, first),))
    for number, price in enumerate(PRICES):
        name, on = f"Series {number + 1}", first + APART * (number + 1)
        do("stock_class.register", name_en=name, price_scale=4)
        do(
            "stock_class.describe",
            stock_class=name,
            kind="preferred",
            issue_price=Decimal(price),
            preference=Decimal(1),
            seniority=Decimal(number + 1),
            participates="none",
            converts_into="Ordinary",
        )
        do("register.load", rows=(_shares(name, 100, on),))
        do(
            "fact.record",
            question=f"round.{number + 1}",
            on=on,
            says_en="A round (example).",
            source="A paper (example)",
            sure="high",
            value=price,
            unit="USD a share",
        )
    return bed


def _shares(stock_class: str, millions: int, on: date) -> RegisterRow:
    return RegisterRow(
        line=2,
        holder=f"Fund of {stock_class} (example)",
        stock_class=stock_class,
        quantity=Decimal(millions * MILLION),
        acquired_on=on,
    )


STANDARDS = Bench(
    (
        Goal(
            number=None,
            name="page-figure",
            thing="an issuer's mark, class by class, asked cold",
            limit="what a page may take for it",
            unit="ms of CPU",
            seen="none",
            floor=100,
            at_most=True,
        ),
        Goal(
            number=None,
            name="report",
            thing="what its board is told, as data",
            limit="one second",
            unit="ms of CPU",
            seen="none",
            floor=100,
            at_most=True,
        ),
    ),
    _standards,
)
