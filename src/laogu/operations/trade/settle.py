"""Settle a trade: cash against shares, both or neither, in one entry.

Asked by: the operator of the market, once the cash is in escrow and nobody is left to ask.
Records:  CashMoved, StockTransferred, TradeSettled, LotReplaced
Refuses:  TradeUnknown, NotSignedIn, NoMandate, NoticeStillRunning, ConsentMissing, TradeNotThere,
          ThroughIsOver, MayNotTransfer, OnlyFewerFree, NotKnownYet, HoldsTooFew
"""

from datetime import date

from laogu.agreements import ConsentMissing, NoticeStillRunning
from laogu.basics import SecurityId
from laogu.market import TradeState, at_stage, trade_of_id
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.refusals import ThroughIsOver
from laogu.operations.transferable import must_still_hold, proposal_of
from laogu.settlement import deliver


class SettleTrade(Request, frozen=True, kw_only=True):
    """A trade to settle."""

    trade: str


def settle_trade(books: Books, request: SettleTrade, asked: Asked) -> tuple[Event, ...]:
    """Return both legs, or refuse."""
    state = trade_of_id(books.market, request.trade)
    asked.must_operate()
    _check_answers(books, state)
    at_stage(state, "funded")
    today = asked.today(books.register.issuers[state.trade.issuer].zone)
    if state.through is not None and today > state.through:
        raise ThroughIsOver(through=state.through)
    _check_rules(books, state, today)
    return tuple(
        deliver(
            books.register,
            books.market,
            state,
            on=today,
            make_id=lambda: SecurityId(asked.make("security")),
        )
    )


def _check_answers(books: Books, state: TradeState) -> None:
    """Refuse while somebody may still answer: the reason is worth more than the stage."""
    if state.is_over:
        return
    notice = books.agreements.notices.get(state.trade.trade)
    if notice is not None and notice.waits_for:
        raise NoticeStillRunning(clause=notice.given.cited, ends_at=notice.given.ends_at)
    consent = books.agreements.consents.get(state.trade.trade)
    if consent is not None and consent.answer is None:
        raise ConsentMissing(clause=consent.asked.cited, giver=consent.asked.giver)


def _check_rules(books: Books, state: TradeState, today: date) -> None:
    """Refuse what the hard rules forbid by now, for everybody who buys in the end."""
    buyers = tuple(part.holder for part in state.parts)
    must_still_hold(books, proposal_of(books, state.trade, buyers=buyers, today=today))
