"""The operator desk: whether sums are whole, what waits, and what only the operator does."""

from collections.abc import Iterator

from msgspec import Struct

from laogu.basics import PersonId
from laogu.ledger import BANK, FEES
from laogu.market import TradeState
from laogu.web.exports import corner, exported
from laogu.web.forms import Post
from laogu.web.frame import Link
from laogu.web.pages.acts import Act, Group
from laogu.web.pages.operator.acts import (
    ending_mandate,
    groups_of,
    revoking_key,
)
from laogu.web.pages.operator.clock import clock_acts
from laogu.web.pages.operator.tables import CashRow, person_order, sheets_of, trade_order
from laogu.web.pages.sign_in import mandates_in_words
from laogu.web.pages.stages import stage_word, waits_for
from laogu.web.pages.writing import handle, minor, short_hash, sold
from laogu.web.paging import Paged
from laogu.web.shapes import Cell, Column, Exports
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit

TRADES, PERSONS = 100, 50
"""Rows of a page of each table."""


class TradeRow(Struct, frozen=True, kw_only=True):
    """A trade, where it stands and what it waits for."""

    link: Link
    what: str
    stage: str
    waits: str
    is_over: bool


class MandateRow(Struct, frozen=True, kw_only=True):
    """What a person may do, in a sentence, and the form that ends it."""

    says: str
    end: Post


class KeyRow(Struct, frozen=True, kw_only=True):
    """An API token: what it is for, and the form that revokes it."""

    says: str
    revoke: Post


class PersonRow(Struct, frozen=True, kw_only=True):
    """Somebody who may sign in."""

    name: str
    mandates: tuple[MandateRow, ...]
    keys: tuple[KeyRow, ...]


class OperatorPage(Page, frozen=True, kw_only=True):
    """What the operator sees, and the forms beside it."""

    head: str
    state: str
    cells: tuple[Cell, ...]
    trades: tuple[TradeRow, ...]
    trade_columns: tuple[Column, ...]
    cash: tuple[CashRow, ...]
    cash_columns: tuple[Column, ...]
    exports: dict[str, Exports]
    trades_paged: Paged[TradeState]
    persons: tuple[PersonRow, ...]
    person_columns: tuple[Column, ...]
    persons_paged: Paged[PersonId]
    has_keys: bool
    clock: tuple[Act, ...]
    clock_note: str
    groups: tuple[Group, ...]


def operator(visit: Visit) -> Shown:
    """Return the operator desk; who inspects sees it without its forms."""
    visit.sight.must_operate_or_inspect()
    operates = visit.sight.operates
    market = visit.books.market
    live = [market.trades[one] for one in market.live_trades["all"]]
    over = [one for one in reversed(market.trades.values()) if one.is_over]
    cash = tuple(_cash(visit))
    order, by_name = trade_order(visit), person_order(visit)
    states, people = order.of([*live, *over]), by_name.of(visit.books.people.persons)
    file = exported(visit, *sheets_of(visit, states, cash, people))
    if file is not None:
        return file
    trades = Paged(visit, "trades", states, most=TRADES, at="trades")
    persons = Paged(visit, "persons", people, most=PERSONS, at="persons")
    shown = OperatorPage(
        title=visit.said("Operator desk"),
        place="operator",
        head=visit.said("Operator desk"),
        state=_kind(visit),
        cells=tuple(_cells(visit, cash, len(live))),
        trades=tuple(_trade(visit, one) for one in trades.rows),
        trades_paged=trades,
        trade_columns=(
            order.column("trade", Column(says=visit.said("Trade"))),
            order.column("quantity", Column(says=visit.said("What"), drops=True)),
            order.column("stage", Column(says=visit.said("Stage"))),
            Column(says=visit.said("Waits for")),
        ),
        cash=cash,
        cash_columns=_cash_columns(visit),
        exports={name: corner(visit, name) for name in ("trades", "cash", "persons", "keys")},
        persons=tuple(_person(visit, one) for one in persons.rows),
        person_columns=(
            by_name.column("name", Column(says=visit.said("Person"))),
            Column(says=visit.said("May")),
        ),
        persons_paged=persons,
        has_keys=bool(visit.books.people.keys),
        clock=clock_acts(visit),
        clock_note=visit.moment(visit.now),
        groups=groups_of(visit) if operates else (),
    )
    return page(visit, "operator.html", shown)


def _kind(visit: Visit) -> str:
    if visit.books.market.is_practice:
        return visit.said("Practice market")
    return visit.said("Real market")


def _cells(visit: Visit, cash: tuple[CashRow, ...], live: int) -> Iterator[Cell]:
    journal = visit.running.journal
    is_whole = all(total == 0 for total in visit.books.ledger.sums.values())
    yield Cell(
        name=visit.said("Cash"),
        figure="0" if is_whole else visit.said("not whole"),
        beside=visit.said("the sum of every currency"),
        says=visit.said("What came in stands against what is free, held, in escrow and earned.")
        if cash
        else visit.said("No cash has moved yet."),
    )
    yield Cell(
        name=visit.said("Record"),
        figure=visit.show(journal.head.seq),
        beside=visit.said("entries"),
        says=visit.said("Head {hash}.", hash=short_hash(journal.head.hash.hex())),
        link=Link(says=visit.said("Verify"), href=visit.to("/record")),
    )
    yield Cell(
        name=visit.said("Live trades"),
        figure=visit.show(live),
        says=visit.said("Agreed, and neither settled nor over."),
    )
    stopped = journal.stopped
    yield Cell(
        name=visit.said("Requests"),
        figure=visit.said("taken") if stopped is None else visit.said("stopped"),
        says=visit.said("The last entry is durable.") if stopped is None else visit.say(stopped),
    )


def _trade(visit: Visit, state: TradeState) -> TradeRow:
    trade = state.trade
    return TradeRow(
        link=Link(
            says=visit.said("Trade {handle}", handle=handle(trade.trade)),
            href=visit.to(f"/trade/{trade.trade}"),
        ),
        what=sold(visit, trade),
        stage=stage_word(visit, state.stage),
        waits=waits_for(visit, state),
        is_over=state.is_over,
    )


def _cash(visit: Visit) -> Iterator[CashRow]:
    ledger = visit.books.ledger
    for currency in sorted(ledger.sums):
        sums = {"free": 0, "held": 0, "escrow": 0}
        for account, stands in ledger.accounts[currency].items():
            kind = account.partition("/")[0]
            if kind in sums:
                sums[kind] += stands
        yield CashRow(
            currency=currency,
            came_in=minor(-ledger.stands_at(BANK, currency), currency),
            free=minor(sums["free"], currency),
            held=minor(sums["held"], currency),
            escrow=minor(sums["escrow"], currency),
            fees=minor(ledger.stands_at(FEES, currency), currency),
            total=minor(ledger.sums[currency], currency),
        )


def _cash_columns(visit: Visit) -> tuple[Column, ...]:
    return (
        Column(says=visit.said("Currency")),
        Column(says=visit.said("Came in, less paid out"), is_figure=True),
        Column(says=visit.said("Free cash"), is_figure=True),
        Column(says=visit.said("Held cash"), is_figure=True),
        Column(says=visit.said("In escrow"), is_figure=True, drops=True),
        Column(says=visit.said("Fees earned"), is_figure=True, drops=True),
        Column(says=visit.said("Difference"), is_figure=True, drops=True),
    )


def _person(visit: Visit, person: PersonId) -> PersonRow:
    people = visit.books.people
    words = mandates_in_words(visit, person)
    mandates = people.mandates_of.on(person).values()
    keys = [one for one in people.keys.values() if one.person == person]
    return PersonRow(
        name=visit.person_name(person),
        mandates=tuple(
            MandateRow(says=says, end=ending_mandate(visit, mandate).post())
            for says, mandate in zip(words, mandates, strict=True)
        ),
        keys=tuple(
            KeyRow(says=one.label, revoke=revoking_key(visit, one.key).post()) for one in keys
        ),
    )
