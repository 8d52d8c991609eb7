"""The tables of the operator desk as files: trades, cash, who may sign in, API tokens."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from laogu.basics import PersonId
from laogu.market import TradeState
from laogu.web.exports import Sheet, Value, figure_or_text
from laogu.web.pages.sign_in import mandates_in_words
from laogu.web.pages.stages import waits_for
from laogu.web.pages.writing import class_name, issuer_name, quantity
from laogu.web.sorting import Sorting
from laogu.web.visit import Visit


class CashRow(Struct, frozen=True, kw_only=True):
    """One currency: what came in, where it is now, and that it sums to nothing."""

    currency: str
    came_in: str
    free: str
    held: str
    escrow: str
    fees: str
    total: str


def sheets_of(
    visit: Visit,
    trades: Sequence[TradeState],
    cash: Sequence[CashRow],
    people: Sequence[PersonId],
) -> tuple[Sheet, ...]:
    """Return every table of the desk, whole."""
    trade_heads = (
        "trade_id", "issuer", "stock_class", "seller", "buyer", "quantity", "price", "currency",
        "stage", "waits_for",
    )  # fmt: skip
    cash_heads = ("currency", "came_in", "free", "held", "escrow", "fees", "difference")
    key_heads = ("key_id", "person_id", "person", "label", "expires_at")
    return (
        Sheet("trades", trade_heads, lambda: list(_trades(visit, trades))),
        Sheet("cash", cash_heads, lambda: list(_cash(cash))),
        Sheet("persons", ("person_id", "name", "may"), lambda: list(_persons(visit, people))),
        Sheet("mandates", _MANDATES, lambda: list(_mandates(visit, people))),
        Sheet("keys", key_heads, lambda: list(_keys(visit))),
    )


def trade_order(visit: Visit) -> Sorting[TradeState]:
    """Return how the trades of the desk are sorted: live ones first, unless the address says."""
    keys: dict[str, Callable[[TradeState], object]] = {
        "trade": lambda one: one.trade.trade,
        "quantity": lambda one: one.trade.units,
        "stage": lambda one: one.stage,
    }
    return Sorting(visit, "trades", keys, at="trades")


def person_order(visit: Visit) -> Sorting[PersonId]:
    """Return how the people are sorted: as they came, unless the address says."""
    keys: dict[str, Callable[[PersonId], object]] = {
        "name": lambda one: visit.person_name(one).casefold()
    }
    return Sorting(visit, "persons", keys, at="persons")


def _trades(visit: Visit, trades: Sequence[TradeState]) -> Iterator[tuple[Value, ...]]:
    for state in trades:
        one = state.trade
        yield (
            one.trade,
            issuer_name(visit, one.issuer),
            class_name(visit, one.stock_class),
            visit.name(str(one.seller)),
            visit.name(str(one.buyer)),
            quantity(visit, one.units, one.stock_class),
            one.price.decimal(),
            one.price.currency,
            state.stage,
            waits_for(visit, state) or None,
        )


def _cash(cash: Sequence[CashRow]) -> Iterator[tuple[Value, ...]]:
    for one in cash:
        sums = (one.came_in, one.free, one.held, one.escrow, one.fees, one.total)
        yield (one.currency, *map(figure_or_text, sums))


def _persons(visit: Visit, people: Sequence[PersonId]) -> Iterator[tuple[Value, ...]]:
    for person in people:
        may = "; ".join(mandates_in_words(visit, person)) or None
        yield (person, visit.person_name(person), may)


_MANDATES = ("mandate_id", "person_id", "person", "power", "over")


def _mandates(visit: Visit, people: Sequence[PersonId]) -> Iterator[tuple[Value, ...]]:
    """Yield each mandate by its id, by which it ends."""
    known = set(people)
    for one in visit.books.people.mandates.values():
        if one.person in known:
            name = visit.person_name(one.person)
            yield (one.mandate, one.person, name, one.power, one.over)


def _keys(visit: Visit) -> Iterator[tuple[Value, ...]]:
    for one in visit.books.people.keys.values():
        yield (one.key, one.person, visit.person_name(one.person), one.label, one.expires_at)
