"""One trade with everything its page reads: looked up once, worked out where it follows."""

from datetime import date, datetime

from msgspec import Struct

from laogu.agreements import Closing, ConsentState, FirstRefusal, Notice, last_day_to_answer
from laogu.basics import HolderId, Money, cost, day_in, end_of
from laogu.ledger import escrow, held_for
from laogu.market import Offer, Trade, TradeState, WindowState
from laogu.operations import way_of
from laogu.register import IssuerRegistered, StockClassRegistered
from laogu.rights import (
    Cite,
    Proposal,
    allocate,
    closing_in_force,
    consent_in_force,
    refusal_in_force,
    right_holders,
)
from laogu.settlement import parts_of
from laogu.web.visit import Visit


class Case(Struct, frozen=True, kw_only=True):
    """A trade, and how far its rights have come.

    offer, window:   where it comes from: one of them, the other None.
    notice, consent: None: nobody was asked, or not yet. refusal, board: the clauses under which
    somebody would be asked if notice were given today; None once it was given, or where none asks.
    sees_answers:    whether who looks may see every holder's answer, and not only sums.
    """

    visit: Visit
    state: TradeState
    offer: Offer | None
    window: WindowState | None
    issuer: IssuerRegistered
    kind: StockClassRegistered
    notice: Notice | None
    consent: ConsentState | None
    closing: Closing
    refusal: Cite | None
    board: Cite | None
    to_ask: dict[HolderId, int]
    sees_answers: bool

    @property
    def trade(self) -> Trade:
        return self.state.trade

    @property
    def currency(self) -> str:
        return self.trade.price.currency

    @property
    def zone(self) -> str:
        return self.issuer.zone

    @property
    def is_over(self) -> bool:
        return self.state.is_over

    @property
    def waits_for(self) -> tuple[HolderId, ...]:
        """Those who may still answer."""
        if self.notice is None or self.is_over:
            return ()
        return self.notice.waits_for

    @property
    def consent_is_open(self) -> bool:
        return not self.is_over and self.consent is not None and self.consent.answer is None

    @property
    def weights(self) -> dict[HolderId, int]:
        """Those who are, or would be, asked first, with the units each holds."""
        if self.notice is not None:
            return {one.holder: one.weight for one in self.notice.given.asked}
        return self.to_ask

    @property
    def partial(self) -> str:
        if self.notice is not None:
            return self.notice.given.partial
        right = self.refusal.clause if self.refusal is not None else None
        return right.partial if isinstance(right, FirstRefusal) else "allowed"

    @property
    def long_stop_on(self) -> date:
        """The day in which the long stop lies."""
        return day_in(self.zone, self.trade.long_stop_at)

    def reached(self, stage: str) -> datetime | None:
        """Return when a stage was reached; None: it was not."""
        return next((at for one, at in self.state.stages if one == stage), None)

    def cost(self, units: int) -> Money:
        """Return what units of this trade cost."""
        return cost(self.trade.price, units, decimals=self.kind.decimals)

    def held_by(self, holder: HolderId) -> int:
        """Return the minor units a holder has held for this trade."""
        ledger = self.visit.books.ledger
        return held_for(ledger, holder, self.trade.trade, self.currency).minor

    def in_escrow(self) -> int:
        """Return the minor units that wait in escrow for this trade."""
        return self.visit.books.ledger.stands_at(escrow(self.trade.trade), self.currency)

    def takes(self, more: dict[HolderId, int]) -> dict[HolderId, int]:
        """Return who would get how much first, if besides what is taken `more` were."""
        if self.notice is None and not more:
            return {}
        taken = self.notice.taken() if self.notice is not None else {}
        wanted = {**taken, **{one: units for one, units in more.items() if units}}
        return allocate(self.trade.units, wanted, self.weights, partial=self.partial)

    def shares(self, takes: dict[HolderId, int]) -> dict[HolderId, int]:
        """Return who would buy how much in the end, the buyer among them."""
        parts = parts_of(self.trade, takes, decimals=self.kind.decimals)
        return {part.holder: part.units for part in parts}


def case_of(visit: Visit, given: str) -> Case:
    """Return the case of a trade that who asks may see; any other is unknown to them."""
    books, sight = visit.books, visit.sight
    state = sight.trade(given)
    trade = state.trade
    issuer = books.register.issuers[trade.issuer]
    proposal = _proposal(visit, state)
    is_new = state.stage == "matched"
    refusal = refusal_in_force(books.standing, proposal) if is_new else None
    return Case(
        visit=visit,
        state=state,
        offer=books.market.offers[trade.offer].offer if trade.offer is not None else None,
        window=books.market.windows[trade.window] if trade.window is not None else None,
        issuer=issuer,
        kind=books.register.classes[trade.stock_class],
        notice=books.agreements.notices.get(trade.trade),
        consent=books.agreements.consents.get(trade.trade),
        closing=closing_in_force(books.standing, proposal),
        refusal=refusal,
        board=consent_in_force(books.standing, proposal) if is_new else None,
        to_ask=right_holders(proposal, books.register) if refusal is not None else {},
        sees_answers=sight.sees_register(trade.issuer) or sight.holds("act", trade.seller),
    )


def answers_by(case: Case) -> tuple[date, datetime] | None:
    """Return the last day to answer and its end; None: nobody is asked first."""
    if case.notice is not None:
        return case.notice.given.last_day, case.notice.given.ends_at
    if case.refusal is None or not isinstance(case.refusal.clause, FirstRefusal):
        return None
    today = case.visit.today(case.zone)
    last, _ = last_day_to_answer(
        case.visit.books.agreements, case.refusal.clause, received_on=today
    )
    return last, end_of(last, case.zone)


def _proposal(visit: Visit, state: TradeState) -> Proposal:
    trade = state.trade
    return Proposal(
        issuer=trade.issuer,
        stock_class=trade.stock_class,
        seller=trade.seller,
        buyers=(trade.buyer,),
        units=trade.units,
        price=trade.price,
        mechanism=way_of(visit.books, trade),
        on=visit.today(visit.books.register.issuers[trade.issuer].zone),
        promised=trade.lots,
    )
