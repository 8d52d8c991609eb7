"""What follows when somebody has answered: a trade that waits for nobody any more is cleared."""

from collections.abc import Iterator, Mapping
from datetime import date

from laogu.agreements import ConsentState, Notice
from laogu.basics import HolderId, Money, TradeId, day_in
from laogu.ledger import held_for
from laogu.market import Trade, TradeState
from laogu.operations.books import Books, Event
from laogu.rights import allocate
from laogu.settlement import clear_and_fund


def proceed(
    books: Books,
    state: TradeState,
    *,
    on: date,
    answered: Mapping[HolderId, int] | None = None,
    held: Mapping[HolderId, Money] | None = None,
    consented: bool = False,
) -> Iterator[Event]:
    """Return the events that clear and fund a trade, or none while it waits for somebody.

    The books do not know yet what this very entry says, so it is given beside them:
    answered: units taken by those who answer in it, 0 for a waiver. held: cash held in it.
    consented: whether the consent is given in it.
    """
    trade = state.trade
    notice = books.agreements.notices.get(trade.trade)
    if not _consent_is_there(books.agreements.consents.get(trade.trade)) and not consented:
        return
    answered = answered or {}
    if notice is not None and any(one not in answered for one in notice.waits_for):
        return
    takes = _takes(notice, answered) if notice is not None else {}
    zone = books.register.issuers[trade.issuer].zone
    yield from clear_and_fund(
        trade,
        takes,
        _promised(books, trade, notice, held or {}),
        decimals=books.register.classes[trade.stock_class].decimals,
        on=on,
        through=day_in(zone, trade.long_stop_at),
    )


def electing(books: Books, trade: TradeId) -> tuple[HolderId, ...]:
    """Return everybody who elected to take, and so holds cash for the trade."""
    notice = books.agreements.notices.get(trade)
    return () if notice is None else tuple(notice.taken())


def _consent_is_there(consent: ConsentState | None) -> bool:
    return consent is None or consent.answer == "given"


def _takes(notice: Notice, answered: Mapping[HolderId, int]) -> dict[HolderId, int]:
    wanted = {**notice.taken(), **{one: units for one, units in answered.items() if units}}
    weights = {one.holder: one.weight for one in notice.given.asked}
    return allocate(notice.given.units, wanted, weights, partial=notice.given.partial)


def _promised(
    books: Books, trade: Trade, notice: Notice | None, held: Mapping[HolderId, Money]
) -> dict[HolderId, Money]:
    holders = [*(notice.taken() if notice is not None else ()), trade.buyer]
    promised = {
        one: held_for(books.ledger, one, trade.trade, trade.price.currency) for one in holders
    }
    return {**promised, **held}
