"""Give notice: those who may take first, and those who must consent, are asked.

Asked by: the seller, or the operator for it; who may take is told the terms of the sale.
Records:  NoticeGiven, ConsentAsked, TradeNoticed, TradeCleared, CashMoved, TradeFunded
Refuses:  TradeUnknown, TradeNotThere, NotSignedIn, NoMandate, MayNotTransfer, OnlyFewerFree,
          NotKnownYet, CalendarUnknown, NotAName
"""

from collections.abc import Iterator

from laogu.agreements import (
    ConsentAsked,
    FirstRefusal,
    NoticeGiven,
    RightHolder,
    last_day_to_answer,
)
from laogu.basics import LONGEST_TEXT, end_of, name
from laogu.market import TradeNoticed, TradeState, at_stage, trade_of_id
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.trade.proceed import proceed
from laogu.operations.transferable import must_be_transferable, proposal_of
from laogu.people import MARKET
from laogu.register import IssuerRegistered
from laogu.rights import Proposal, consent_in_force, refusal_in_force, right_holders


class GiveNotice(Request, frozen=True, kw_only=True):
    """A trade whose terms are to be told. payment_method, term: as agreed with the buyer."""

    trade: str
    payment_method: str = "cash in escrow, paid at settlement"
    term: str = "all at settlement"


def give_notice(books: Books, request: GiveNotice, asked: Asked) -> tuple[Event, ...]:
    """Return the notice, or, where nobody is to be asked, what clears the trade; or refuse."""
    state = trade_of_id(books.market, request.trade)
    if not asked.may("operate", MARKET):
        asked.must_act(state.trade.seller, of=request.trade)
    at_stage(state, "matched")
    issuer = books.register.issuers[state.trade.issuer]
    today = asked.today(issuer.zone)
    proposal = proposal_of(books, state.trade, buyers=(state.trade.buyer,), today=today)
    must_be_transferable(books, proposal)
    asks = [*_notice(books, request, state, proposal, issuer), *_consent(books, state, proposal)]
    noticed = TradeNoticed(effective_on=today, trade=state.trade.trade)
    if asks:
        return (*asks, noticed)
    return (noticed, *proceed(books, state, on=today))


def _notice(
    books: Books,
    request: GiveNotice,
    state: TradeState,
    proposal: Proposal,
    issuer: IssuerRegistered,
) -> Iterator[Event]:
    cite = refusal_in_force(books.standing, proposal)
    if cite is None:
        return
    right = cite.clause
    assert isinstance(right, FirstRefusal), "a clause of the right kind"
    last, _ = last_day_to_answer(books.agreements, right, received_on=proposal.on)
    yield NoticeGiven(
        effective_on=proposal.on,
        trade=state.trade.trade,
        issuer=state.trade.issuer,
        rule=right.rule,
        clause=right.clause,
        asked=tuple(
            RightHolder(holder, held)
            for holder, held in right_holders(proposal, books.register).items()
        ),
        units=state.trade.units,
        price=str(state.trade.price.decimal()),
        payment_method=name(request.payment_method, longest=LONGEST_TEXT),
        term=name(request.term, longest=LONGEST_TEXT),
        last_day=last,
        ends_at=end_of(last, issuer.zone),
        partial=right.partial,
        clause_zh=right.clause_zh,
    )


def _consent(books: Books, state: TradeState, proposal: Proposal) -> Iterator[Event]:
    cite = consent_in_force(books.standing, proposal)
    if cite is not None:
        yield ConsentAsked(
            effective_on=proposal.on,
            trade=state.trade.trade,
            issuer=state.trade.issuer,
            giver="board",
            rule=cite.clause.rule,
            clause=cite.clause.clause,
            clause_zh=cite.clause.clause_zh,
        )
