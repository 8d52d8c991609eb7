"""What an order promises: the lots it sells, or the cash it can cost; asked before it is taken."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from laogu.basics import (
    LARGEST,
    HolderId,
    Money,
    NotAQuantity,
    Price,
    check_payable,
    cost,
    in_words,
    price,
    units,
)
from laogu.market import (
    Lots,
    Order,
    Side,
    WindowState,
    check_limit,
    check_own_orders,
    trim,
    worst,
)
from laogu.operations.books import Books
from laogu.operations.transferable import may_buy, must_be_transferable
from laogu.register import StockClassRegistered
from laogu.register.owners import sole_owner, wholly_owned
from laogu.rights import NOBODY, Proposal


class Ticket(Struct, frozen=True, kw_only=True):
    """An order's terms, read against its window.

    units: smallest units. limit: in ticks; None: at any price.
    """

    books: Books
    state: WindowState
    kind: StockClassRegistered
    side: Side
    units: int
    limit: int | None

    @property
    def due(self) -> Money:
        """What the units cost at the worst price that the order takes."""
        ticks = worst(self.state.window, self.side, self.limit)
        return cost(self._at(ticks), self.units, decimals=self.kind.decimals)

    def check_total(self, before: int = 0) -> None:
        """Refuse more units than one side of a book counts. before: of the order itself."""
        state = self.state
        total = (state.buying if self.side == "buy" else state.selling) - before
        if total + self.units > LARGEST:
            decimals = self.kind.decimals
            raise NotAQuantity(
                quantity=f"{in_words(self.units, decimals):f}",
                decimals=decimals,
                largest=in_words(LARGEST - total, decimals),
            )

    def check_own(self, order: Order, on: date) -> None:
        """Refuse an order that could trade with one of the same holder, or of the same last one."""
        owners = self.books.register.owners
        alike: frozenset[HolderId] = frozenset()
        if owners.interests:
            alike = wholly_owned(owners, sole_owner(owners, order.maker, on=on), on=on)
        check_own_orders(self.books.market, order, scale=self.kind.price_scale, alike=sorted(alike))

    def lots(self, seller: HolderId, on: date, *, before: Lots = ()) -> Lots:
        """Return the lots that a seller promises, if they may be sold in a call auction; or refuse.

        before: the lots that the same order promises already; they go on being promised first.
        """
        held = sum(count for _, count in before)
        kept = trim(before, min(held, self.units))
        if kept:
            must_be_transferable(self.books, self._sale(seller, min(held, self.units), on, before))
        if self.units <= held:
            return kept
        more = must_be_transferable(self.books, self._sale(seller, self.units - held, on, ()))
        together = dict(kept)
        for security, count in more:
            together[security] = together.get(security, 0) + count
        return tuple(together.items())

    def check_buyer(self, buyer: HolderId, on: date) -> None:
        """Refuse a buyer who may not come onto the register, with all others who would come."""
        window = self.state.window
        proposal = Proposal(
            issuer=window.issuer,
            stock_class=window.stock_class,
            seller=NOBODY,
            buyers=(buyer,),
            units=self.units,
            price=None,
            mechanism="call_auction",
            on=on,
        )
        may_buy(self.books, proposal, others=self._newcomers)

    def _newcomers(self) -> Iterator[HolderId]:
        """Yield who buys in this window and is not on the register yet."""
        window = self.state.window
        known = self.books.register.lot_count.on(window.issuer)
        for holder in self.books.market.buyers_in.on(window.window):
            if holder not in known:
                yield holder

    def _sale(self, seller: HolderId, count: int, on: date, promised: Lots) -> Proposal:
        window = self.state.window
        return Proposal(
            issuer=window.issuer,
            stock_class=window.stock_class,
            seller=seller,
            buyers=(),
            units=count,
            price=self._at(worst(window, "sell", self.limit)),
            mechanism="call_auction",
            on=on,
            promised=promised,
        )

    def _at(self, ticks: int) -> Price:
        return Price(ticks, self.kind.price_scale, self.kind.currency)


def ticket_of(
    books: Books, state: WindowState, side: Side, quantity: Decimal, limit: Decimal | None
) -> Ticket:
    """Return the terms that somebody asks for, or refuse what does not fit the window."""
    window = state.window
    kind = books.register.classes[window.stock_class]
    given = None if limit is None else price(limit, scale=kind.price_scale, currency=kind.currency)
    wanted = units(quantity, kind.decimals)
    # A seller may get the cap, so that is what has to be counted; a buyer pays its limit.
    check_payable(
        Price(window.cap, kind.price_scale, kind.currency), wanted, decimals=kind.decimals
    )
    return Ticket(
        books=books,
        state=state,
        kind=kind,
        side=side,
        units=wanted,
        limit=check_limit(window, given),
    )
