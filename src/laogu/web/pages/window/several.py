"""Several orders of a window at once: lines or a file, each row with its answer, then placed.

Always true: nothing of it tells what others ordered: each row is answered as a ticket is.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import ClassVar

from msgspec import Struct

from laogu.basics import HolderId
from laogu.connectors import OrderRow, RowsRead, read_orders
from laogu.operations import PlaceOrder, PlaceOrders
from laogu.web.frame import Link
from laogu.web.pages.demand.case import Case, case_of
from laogu.web.pages.issuer.page import example_sentence
from laogu.web.pages.listed import (
    MOST_SHOWN,
    ListOf,
    ListPage,
    Looked,
    Name,
    Named,
    Words,
    holder_of,
    list_page,
    look_at,
    record_it,
)
from laogu.web.pages.window.page import why_no_ticket
from laogu.web.pages.window.ticket import answer, due_of, holders_of
from laogu.web.pages.writing import currency_name, handle, minor
from laogu.web.routes import Route
from laogu.web.shapes import Sum
from laogu.web.showing import Shown, page
from laogu.web.visit import Visit


class OrderLine(Struct, frozen=True, kw_only=True):
    """One row: what it orders, what that comes to at worst, and whether it may become a trade.

    window: blank: that of the page. comes_to, answer: None: nothing could be asked about it.
    """

    line: str
    side: str
    holder: str
    window: str
    quantity: str
    limit: str
    comes_to: str | None
    answer: str | None


class SeveralPage(ListPage, frozen=True, kw_only=True):
    """The page. why_none: no order can be placed here by this visitor, and why."""

    why_none: str
    unit: str
    currency: str
    rows: tuple[OrderLine, ...] = ()


class Orders(ListOf[OrderRow]):
    """Orders of a window; of another where a row says so."""

    operation: ClassVar[str] = "order.place_all"

    def __init__(self, case: Case) -> None:
        super().__init__(case.visit, _path(case))
        self.case = case

    def read(self, content: bytes, name: str, *, holder: str) -> RowsRead[OrderRow]:
        """Return what a file says; the window goes without saying."""
        return read_orders(content, name, given={"window": self.case.id, "holder": holder})

    def name(self, row: OrderRow) -> Name:
        """Return who orders; who buys need not be on the issuer's register."""
        return "", row.holder

    def holders(self, of: str) -> Iterable[HolderId]:  # noqa: ARG002 -- of any issuer
        """Return whom a name may mean."""
        return self.visit.sight.acts_for

    def request(self, rows: Sequence[OrderRow], named: Named) -> PlaceOrders:
        """Return an order a row."""
        orders = (
            PlaceOrder(
                window=row.window,
                side=row.side,
                holder=holder_of(named, self.name(row)),
                quantity=row.quantity,
                limit=row.limit,
            )
            for row in rows
        )
        return PlaceOrders(orders=tuple(orders))


def several(visit: Visit, window: str) -> Shown:
    """Return the first step: the form."""
    return _drawn(visit, window)


async def sent(visit: Visit, window: str) -> Shown:
    """Look at the rows that were sent."""
    return await look_at(Orders(case_of(visit, window)), lambda at, it: _drawn(at, window, it))


async def place(visit: Visit, window: str) -> Shown:
    """Place what was looked at, or show it again with what is wrong with it now."""
    case = case_of(visit, window)
    then = visit.to(f"/window/{case.id}#orders")
    return await record_it(Orders(case), lambda at, it: _drawn(at, window, it), then=then)


def _drawn(visit: Visit, window: str, looked: Looked[OrderRow] | None = None) -> Shown:
    return page(visit, "window/several.html", several_page(case_of(visit, window), looked))


def several_page(case: Case, looked: Looked[OrderRow] | None = None) -> SeveralPage:
    """Return the values of the page."""
    visit = case.visit
    visit.must_be_somebody()
    cases = _cases(case, looked)
    holders = holders_of(visit) if case.takes_orders else ()
    rows = looked.rows[:MOST_SHOWN] if looked is not None else ()
    sums = tuple(_sums(cases, looked)) if looked is not None and looked.can_record else ()
    return SeveralPage(
        title=visit.said("Order several at once"),
        place="markets",
        zone=case.zone,
        example=example_sentence(case.subject),
        name=visit.said("Window of {issuer}", issuer=case.subject.name()),
        back=Link(says=visit.said("Order ticket"), href=visit.to(f"/window/{case.id}#ticket")),
        why_none=why_no_ticket(case),
        unit=case.unit(),
        currency=currency_name(visit, case.window.currency),
        rows=tuple(_row(case, cases, row, looked.named) for row in rows)
        if looked is not None
        else (),
        **list_page(
            visit,
            _path(case),
            _words(visit, len(looked.rows) if looked is not None else 0),
            holders,
            looked,
            sums=sums,
        ),
    )


def _path(case: Case) -> str:
    return f"/window/{case.id}/orders"


def _words(visit: Visit, rows: int) -> Words:
    is_one = rows == 1
    return Words(
        heading=visit.said("The orders"),
        holder=visit.said("Holder, where a row names none"),
        example=visit.either("方向,数量,限价\n", "side,quantity,limit\n"),
        look=visit.said("Look at the orders"),
        can=visit.said("1 order can be placed.")
        if is_one
        else visit.said("{rows} orders can be placed.", rows=rows),
        title=visit.said("Place them all"),
        note=visit.said(
            "Shares or cash are promised to them at once, until they are withdrawn or the window "
            "ends; they arrive in the order of the rows."
        ),
        button=visit.said("Place 1 order")
        if is_one
        else visit.said("Place {rows} orders", rows=rows),
    )


def _cases(case: Case, looked: Looked[OrderRow] | None) -> dict[str, Case]:
    """Return the windows of the rows, each as the visitor sees it; one that is unknown is not."""
    found = {case.id: case}
    for named in {row.window for row in looked.rows} - found.keys() if looked is not None else ():
        if named in case.visit.books.market.windows:
            found[named] = case_of(case.visit, named)
    return found


def _typed(row: OrderRow, holder: str) -> dict[str, str]:
    """Return a row as a ticket has it."""
    typed = {"side": row.side, "holder": holder, "quantity": f"{row.quantity:f}"}
    return typed if row.limit is None else typed | {"limit": f"{row.limit:f}"}


def _row(case: Case, cases: dict[str, Case], row: OrderRow, named: Named) -> OrderLine:
    """Return a row as it is drawn; its answer is of this row alone."""
    visit, holder = case.visit, holder_of(named, ("", row.holder))
    of, typed = cases.get(row.window), _typed(row, holder)
    known = visit.may("act", holder)
    due = due_of(of, typed) if of is not None else None
    told = answer(of, typed) if of is not None and known and due is not None else None
    places = max(case.kind.price_scale, -int((row.limit or Decimal(0)).as_tuple().exponent))
    return OrderLine(
        line=str(row.line),
        side=visit.show(row.side, "side"),
        holder=visit.name(holder) if known else row.holder,
        window=_other(case, of, row.window),
        quantity=f"{row.quantity:,f}",
        limit=f"{row.limit:,.{places}f}" if row.limit is not None else visit.said("any price"),
        comes_to=f"{due.decimal():,f}" if due is not None else None,
        answer=told.answer.sentence if told is not None else None,
    )


def _other(case: Case, of: Case | None, given: str) -> str:
    """Return which window a row is of, where it is not that of the page."""
    if of is case:
        return ""
    if of is None:
        return given
    return f"{of.subject.name()} · {of.subject.class_name(of.kind)} · {handle(given)}"


def _sums(cases: dict[str, Case], looked: Looked[OrderRow]) -> Iterator[Sum]:
    """Yield what the whole list promises: shares by class, cash by currency."""
    shares: dict[str, Decimal] = {}
    cash: dict[str, int] = {}
    visit = next(iter(cases.values())).visit
    for row in looked.rows:
        of = cases[row.window]
        due = due_of(of, _typed(row, ""))
        assert due is not None, "an order that can be placed comes to something"
        if row.side == "buy":
            cash[due.currency] = cash.get(due.currency, 0) + due.minor
        else:
            name = of.subject.class_name(of.kind)
            shares[name] = shares.get(name, Decimal(0)) + row.quantity
    for name, quantity in shares.items():
        yield Sum(name=visit.said("Promised in all"), unit=name, amount=visit.show(quantity))
    for currency, held in cash.items():
        yield Sum(
            name=visit.said("Cash held in all"),
            unit=currency_name(visit, currency),
            amount=minor(held, currency),
        )


ROUTES = (
    Route(path="/window/{window}/orders", page=several),
    Route(path="/window/{window}/orders", page=sent, method="POST", is_question=True),
    Route(path="/window/{window}/orders/post", page=place, method="POST"),
)
