"""What has to stand still before shares change otherwise than by a sale."""

from collections.abc import Iterator
from datetime import date

from laogu.basics import Said, StockClassId, in_words, said
from laogu.operations.books import Books
from laogu.operations.refusals import (
    ClassNotStill,
    StillEncumbered,
    StillPromised,
)
from laogu.register import IssuedStock
from laogu.register.encumbrances import restrictions_on
from laogu.rights import restricted_units


def must_be_free(books: Books, stock: IssuedStock) -> None:
    """Refuse to change a security of which anything is promised."""
    promised = books.market.committed.get(stock.security, 0)
    if promised:
        decimals = books.register.classes[stock.stock_class].decimals
        raise StillPromised(promised=in_words(promised, decimals))


def must_be_unencumbered(books: Books, stock: IssuedStock, units: int, on: date) -> None:
    """Refuse to let shares end in which somebody else has a right that keeps them from sale."""
    room = books.register.encumbrances
    binding = [one for one in restrictions_on(room, stock, on=on) if one.sure != "M"]
    bound = restricted_units(stock, binding, on)
    if units > stock.units - bound:
        decimals = books.register.classes[stock.stock_class].decimals
        raise StillEncumbered(
            free=in_words(stock.units - bound, decimals),
            rule=binding[0].rule,
            source=binding[0].source,
        )


def must_be_still(books: Books, stock_class: StockClassId, *others: Said) -> None:
    """Refuse to change a whole class while anybody trades in it.

    An offer, an order, a window and a trade name a price for one share and a number of them, and
    others agreed to both: they are ended by those who made them, not rewritten under them.
    others: what else stands in the way.
    """
    what = (*_moving(books, stock_class), *others)
    if what:
        raise ClassNotStill(
            stock_class=books.register.classes[stock_class].named,
            what_moves=what,
        )


def _moving(books: Books, stock_class: StockClassId) -> Iterator[Said]:
    register, market = books.register, books.market
    committed = market.committed
    promised = (
        sum(committed.get(one, 0) for one in register.of_class.on(stock_class)) if committed else 0
    )
    if promised:
        units = in_words(promised, register.classes[stock_class].decimals)
        yield said("{units} promised to offers, orders or trades", units=units)
    if stock_class in market.open_windows:
        yield said("a window that is open")
    trades = [
        one
        for one in market.live_trades["all"]
        if market.trades[one].trade.stock_class == stock_class
    ]
    if trades:
        yield said("trades that run: {trades}", trades=len(trades))
