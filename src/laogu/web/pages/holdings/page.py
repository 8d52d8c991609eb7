"""The page of a holder's holdings."""

from collections.abc import Iterator

from msgspec import Struct

from laogu.basics import HolderId, Price, StockClassId
from laogu.market import OfferState, OrderState, TradeState, open_orders, trades_with, worst
from laogu.web.exports import Sheet, corner, exported
from laogu.web.frame import Link
from laogu.web.pages.acts import Act
from laogu.web.pages.encumbered import Encumbered
from laogu.web.pages.holdings import worth
from laogu.web.pages.holdings.cash import CASH_HEADS, Account, accounts_of
from laogu.web.pages.holdings.encumbrances import acts_of, encumbered_of, sheets_of
from laogu.web.pages.holdings.grants import Grants, grants_of, grants_sheets
from laogu.web.pages.holdings.lots import LOT_HEADS, Lots, classes_held, lots_of
from laogu.web.pages.holdings.sales import offers_sheet, part_in, trades_sheet
from laogu.web.pages.looks import Looks, looks_of, looks_sheet
from laogu.web.pages.marks.words import model_note
from laogu.web.pages.stages import stage_word, waits_for
from laogu.web.pages.whose import holder_of, other_holders
from laogu.web.pages.writing import (
    class_name,
    handle,
    holder_name,
    issuer_name,
    listed,
    units,
)
from laogu.web.paging import Paged
from laogu.web.routes import Route
from laogu.web.shapes import Cell, Column, Exports, Filter
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit

SHOWN = 50


class SaleRow(Struct, frozen=True, kw_only=True):
    """An offer or a trade of the holder: which side it is on, and where it stands."""

    link: Link
    what: str
    side: str
    units: str
    stage: str
    waits: str
    is_over: bool


class HoldingsPage(Page, frozen=True, kw_only=True):
    """What a holder has: lots by class, cash by currency, offers and trades.

    whom: the holders to choose from, where the person acts for several.
    """

    holder: HolderId
    head: str
    other: str
    state: str
    whom: tuple[Filter, ...]
    cells: tuple[Cell, ...]
    lots: tuple[Lots, ...]
    lot_columns: tuple[Column, ...]
    lot_exports: tuple[Exports, ...]
    grants: tuple[Grants, ...]
    encumbered: tuple[Encumbered, ...]
    encumbrance_acts: tuple[Act, ...]
    accounts: tuple[Account, ...]
    cash_columns: tuple[Column, ...]
    cash_exports: tuple[Exports, ...]
    offers: tuple[SaleRow, ...]
    trades: tuple[SaleRow, ...]
    sale_columns: tuple[Column, ...]
    offers_exports: Exports
    trades_exports: Exports
    trades_paged: Paged[SaleRow]
    looks: Looks
    leaving: Link


def holdings_page(visit: Visit, given: str = "") -> HoldingsPage:
    """Return the values of a holder's page; `given` blank: the first the person acts for."""
    holder = holder_of(visit, given)
    name = holder_name(visit, holder)
    lots = tuple(lots_of(visit, holder, one) for one in classes_held(visit, holder))
    accounts = accounts_of(visit, holder)
    is_mine = visit.may("act", holder)
    states = trades_with(visit.books.market, holder)
    rows = [_trade(visit, holder, one) for one in states]
    trades = Paged(visit, "trades", rows, most=SHOWN, at="trades")
    return HoldingsPage(
        title=visit.said("Holdings"),
        place="holdings" if is_mine else "operator",
        holder=holder,
        head=visit.said("My holdings") if is_mine else visit.said("Holdings"),
        other=name,
        state=_state(visit, holder),
        whom=other_holders(visit, holder, of="/holdings"),
        note=model_note(visit),
        cells=tuple(_cells(visit, lots, accounts)),
        lots=lots,
        lot_columns=_lot_columns(visit),
        lot_exports=tuple(corner(visit, one.name) for one in lots),
        grants=grants_of(visit, holder),
        encumbered=encumbered_of(visit, holder),
        encumbrance_acts=acts_of(visit, holder),
        accounts=accounts,
        cash_columns=_cash_columns(visit),
        cash_exports=tuple(corner(visit, f"cash-{one.code}") for one in accounts),
        offers=tuple(_offers(visit, holder)),
        trades=trades.rows,
        sale_columns=_sale_columns(visit),
        offers_exports=corner(visit, "offers"),
        trades_exports=corner(visit, "trades"),
        trades_paged=trades,
        looks=looks_of(visit, [holder]),
        leaving=Link(says=visit.said("Options and leaving"), href=visit.to(f"/leaving/{holder}")),
    )


def holdings(visit: Visit, holder: str = "") -> Shown:
    """Return the page of a holder's holdings."""
    visit.must_be_somebody()
    shown = holdings_page(visit, holder)
    visit.saw("holdings", shown.holder)
    sheets = [
        *(Sheet(one.name, LOT_HEADS, one.values) for one in shown.lots),
        *grants_sheets(visit, shown.holder),
        *sheets_of(visit, shown.holder),
        *(Sheet(f"cash-{one.code}", CASH_HEADS, one.values) for one in shown.accounts),
        offers_sheet(visit, shown.holder),
        trades_sheet(visit, shown.holder),
        looks_sheet(visit, [shown.holder]),
    ]
    return exported(visit, *sheets) or page(visit, "holdings.html", shown)


def _state(visit: Visit, holder: HolderId) -> str:
    """Return in words how many lots and live trades there are."""
    lots = len(visit.books.register.lots_of.on(holder))
    live = sum(1 for one in trades_with(visit.books.market, holder) if not one.is_over)
    parts = [
        visit.said("1 lot") if lots == 1 else visit.said("{lots} lots", lots=lots),
        visit.said("1 live trade")
        if live == 1
        else visit.said("{trades} live trades", trades=live),
    ]
    return listed(visit, parts)


def _cells(visit: Visit, lots: tuple[Lots, ...], accounts: tuple[Account, ...]) -> Iterator[Cell]:
    for one in lots[:1]:
        yield Cell(
            name=visit.said("Free to sell"),
            aside=visit.said("shares"),
            figure=one.free,
            beside=visit.said("of {units}", units=one.held),
            drawing=one.free_share,
            says=one.soonest or one.title,
            link=one.sell,
        )
    if not lots:
        yield Cell(
            name=visit.said("Lots"),
            figure=visit.said("none"),
            says=visit.said("Nothing stands on a register of this market in this name."),
        )
    yield worth.cell(visit, [(one.title, one.worth, one.why) for one in lots])
    for account in accounts[:2]:
        yield Cell(
            name=visit.said("Cash free"),
            aside=account.currency,
            figure=account.free,
            says=visit.said("{held} more held for offers and trades.", held=account.held),
        )
    if not accounts:
        yield Cell(
            name=visit.said("Cash free"),
            figure="0",
            says=visit.said("No cash was ever deposited for this holder."),
        )


def _lot_columns(visit: Visit) -> tuple[Column, ...]:
    return (
        Column(says=visit.said("Lot")),
        Column(says=visit.said("Acquired"), drops=True),
        Column(says=visit.said("Cost"), is_figure=True, drops=True),
        Column(says=visit.said("Held"), is_figure=True),
        Column(says=visit.said("restricted, promised, free"), said_only=True, drops=True),
        Column(says=visit.said("Restricted"), is_figure=True, drops=True),
        Column(says=visit.said("Promised"), is_figure=True, drops=True),
        Column(says=visit.said("Free"), is_figure=True),
        Column(says=visit.said("Value"), is_figure=True),
        Column(says=visit.said("Why not all"), drops=True),
    )


def _cash_columns(visit: Visit) -> tuple[Column, ...]:
    return (
        Column(says=visit.said("When")),
        Column(says=visit.said("What")),
        Column(says=visit.said("What for"), drops=True),
        Column(says=visit.said("Free cash"), is_figure=True),
        Column(says=visit.said("Held cash"), is_figure=True, drops=True),
        Column(says=visit.said("Free after"), is_figure=True),
        Column(says=visit.said("Held after"), is_figure=True, drops=True),
    )


def _sale_columns(visit: Visit) -> tuple[Column, ...]:
    return (
        Column(says=visit.said("Sale")),
        Column(says=visit.said("Side")),
        Column(says=visit.said("Shares"), is_figure=True),
        Column(says=visit.said("Stands"), drops=True),
    )


def _offers(visit: Visit, holder: HolderId) -> Iterator[SaleRow]:
    market = visit.books.market
    for offer in market.offers_by.on(holder):
        state = market.offers[offer]
        if state.stage == "open":
            yield _offer(visit, state)
    for placed in open_orders(market, holder):
        yield _order(visit, placed)


def _offer(visit: Visit, state: OfferState) -> SaleRow:
    offer = state.offer
    is_counter = offer.answers is not None
    until = offer.open_until
    return SaleRow(
        link=Link(
            says=visit.said("Offer {handle}", handle=handle(offer.offer)),
            href=visit.to(f"/offer/{offer.offer}"),
        ),
        what=_what(visit, offer.stock_class, offer.price),
        side=visit.said("buys") if is_counter else visit.said("sells"),
        units=units(visit, offer.units, offer.stock_class),
        stage=visit.said("Open"),
        waits=visit.said("until {moment}", moment=visit.moment(until)) if until else "",
        is_over=False,
    )


def _order(visit: Visit, placed: OrderState) -> SaleRow:
    order = placed.order
    state = visit.books.market.windows[order.window]
    window = state.window
    kind = visit.books.register.classes[window.stock_class]
    limit = worst(window, order.side, order.limit)
    return SaleRow(
        link=Link(
            says=visit.said("Order {handle}", handle=handle(order.order)),
            href=visit.to(f"/window/{order.window}"),
        ),
        what=_what(visit, window.stock_class, Price(limit, kind.price_scale, kind.currency)),
        side=visit.said("buys") if order.side == "buy" else visit.said("sells"),
        units=units(visit, order.units, window.stock_class),
        stage=visit.said("Open"),
        waits=visit.said("until {moment}", moment=visit.moment(state.closes_at)),
        is_over=False,
    )


def _trade(visit: Visit, holder: HolderId, state: TradeState) -> SaleRow:
    trade = state.trade
    side, count = part_in(holder, state)
    words = {
        "sell": visit.said("sells"),
        "buy": visit.said("buys"),
        "take": visit.said("takes first"),
    }
    return SaleRow(
        link=Link(
            says=visit.said("Trade {handle}", handle=handle(trade.trade)),
            href=visit.to(f"/trade/{trade.trade}"),
        ),
        what=_what(visit, trade.stock_class, trade.price),
        side=words[side],
        units=units(visit, count, trade.stock_class),
        stage=stage_word(visit, state.stage),
        waits=waits_for(visit, state),
        is_over=state.is_over,
    )


def _what(visit: Visit, stock_class: StockClassId, price: Price) -> str:
    """Return what is sold and for how much a share; currencies differ from sale to sale."""
    issuer = issuer_name(visit, visit.books.register.classes[stock_class].issuer)
    return visit.said(
        "{issuer} · {stock_class} at {price}",
        issuer=issuer,
        stock_class=class_name(visit, stock_class),
        price=price,
    )


ROUTES = (
    Route(path="/holdings", page=holdings),
    Route(path="/holdings/{holder}", page=holdings),
)
