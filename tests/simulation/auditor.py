"""The auditor: a second, simple model of the market, in plain dictionaries.

It is told what was asked and by whom, foretells whether the market will say yes, and keeps its own
account of shares and cash. It reads no book and no event, only the ids that an answer brings. What
it may assume of the town it watches: one class, no lock-ups, one first refusal, one consent.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from tests.properties.test_allocation import twin
from tests.simulation.bells import Bells


@dataclass
class Offer:
    """An offer, or a counter to one, as the auditor remembers it."""

    maker: str
    units: int
    ticks: int
    until: datetime | None
    answers: str | None = None
    is_open: bool = True


@dataclass
class Trade:
    """A sale and what it waits for."""

    seller: str
    buyer: str
    units: int
    ticks: int
    stop: datetime
    stage: str = "matched"
    asked: dict[str, int] = field(default_factory=dict)
    answers: dict[str, int] = field(default_factory=dict)
    ends: datetime | None = None
    wants_consent: bool = False
    parts: dict[str, int] = field(default_factory=dict)

    @property
    def lives(self) -> bool:
        return self.stage in {"matched", "noticed", "funded"}

    @property
    def waits_for(self) -> set[str]:
        return set(self.asked) - set(self.answers)


@dataclass
class Rules:
    """What the town's articles say."""

    scale: int
    decimals: int
    days: int | None
    partial: str
    free_among_holders: bool
    consent: bool
    cap: int
    fee_bps: int
    long_stop_days: int


class Auditor(Bells):
    """Everybody's shares and cash, by name, as they should stand."""

    def __init__(self, rules: Rules) -> None:
        super().__init__()
        self.rules = rules
        self.free: dict[str, int] = {}
        self.held: dict[tuple[str, str], int] = {}
        self.escrow: dict[str, int] = {}
        self.fees = 0
        self.shares: dict[str, int] = {}
        self.offers: dict[str, Offer] = {}
        self.trades: dict[str, Trade] = {}

    # What follows from what it keeps.

    def cost(self, ticks: int, units: int) -> int:
        """Return cents: exact, then to the even neighbour."""
        exact = Fraction(ticks * units * 100, 10 ** (self.rules.scale + self.rules.decimals))
        return round(exact)

    def promised(self, seller: str) -> int:
        """Return what a seller has promised to offers and trades."""
        offers = (
            one.units
            for one in self.offers.values()
            if one.is_open and one.answers is None and one.maker == seller
        )
        trades = (one.units for one in self.trades.values() if one.lives and one.seller == seller)
        return sum(offers) + sum(trades) + self.ordered(seller)

    def promised_cash(self, name: str) -> int:
        return sum(cents for (holder, _), cents in self.held.items() if holder == name)

    def keeps_cap(self, seller: str, buyers: set[str], units: int) -> bool:
        """Foretell whether few enough would stand on the register after a sale."""
        holders = {name for name, units in self.shares.items() if units}
        count = len(holders) + (len(buyers - holders) if buyers else 1)
        return count - (self.shares.get(seller, 0) == units) <= self.rules.cap

    def is_among(self, buyer: str) -> bool:
        return self.rules.free_among_holders and bool(self.shares.get(buyer))

    # Time.

    def passes(self, now: datetime) -> None:
        """Let everything that is due by `now` fall due, the earliest first."""
        while due := self._due(now):
            _, kind, id_ = due
            if kind == "offer":
                self.end_offer(id_)
            elif kind == "window":
                self.rings(id_)
            elif kind == "notice":
                trade = self.trades[id_]
                trade.answers |= dict.fromkeys(trade.waits_for, 0)
                self.proceeds(id_)
            else:
                self.end_trade(id_, "expired")

    def _due(self, now: datetime) -> tuple[datetime, str, str] | None:
        clocks = self.bells() + [
            (one.until, "offer", id_)
            for id_, one in self.offers.items()
            if one.is_open and one.until is not None
        ]
        for id_, trade in self.trades.items():
            if trade.lives:
                clocks.append((trade.stop, "trade", id_))
                if trade.stage == "noticed" and trade.waits_for and trade.ends:
                    clocks.append((trade.ends, "notice", id_))
        return min((one for one in clocks if one[0] <= now), default=None)

    # What happens to offers and trades.

    def most_holders(self) -> int:
        """Return how many may stand on the register."""
        return self.rules.cap

    def matched(self, seller: str, buyer: str, units: int, ticks: int, at: datetime) -> Trade:
        """Return a trade that begins at a moment."""
        return Trade(seller, buyer, units, ticks, at + timedelta(days=self.rules.long_stop_days))

    def end_offer(self, id_: str) -> None:
        offer = self.offers[id_]
        offer.is_open = False
        self.free[offer.maker] = self.free.get(offer.maker, 0) + self.held.pop(
            (offer.maker, id_), 0
        )
        for other, one in self.offers.items():
            if one.answers == id_ and one.is_open:
                self.end_offer(other)

    def end_trade(self, id_: str, how: str) -> None:
        trade = self.trades[id_]
        trade.stage = how
        for holder, purpose in [key for key in self.held if key[1] == id_]:
            self.free[holder] += self.held.pop((holder, purpose))
        for holder, units in trade.parts.items():
            self.free[holder] += self.cost(trade.ticks, units)
        self.escrow.pop(id_, None)
        trade.parts = {} if how != "settled" else trade.parts

    def proceeds(self, id_: str) -> None:
        """Clear and fund a trade that waits for nobody."""
        trade = self.trades[id_]
        if trade.waits_for or trade.wants_consent:
            return
        wanted = {one: units for one, units in trade.answers.items() if units}
        takes = twin(trade.units, wanted, trade.asked) if wanted else {}
        if self.rules.partial == "forfeit" and sum(wanted.values()) < trade.units:
            takes = {}
        rest = trade.units - sum(takes.values())
        trade.parts = takes | ({trade.buyer: rest} if rest else {})
        trade.stage = "funded"
        self.escrow[id_] = 0
        for holder in {*wanted, trade.buyer}:
            pays = self.cost(trade.ticks, trade.parts.get(holder, 0))
            self.free[holder] += self.held.pop((holder, id_)) - pays
            self.escrow[id_] += pays

    # What is asked for: foretold, then taken in.

    def foretells(
        self, operation: str, by: str, now: datetime, asked: dict[str, Any]
    ) -> bool | None:
        """Say whether the market will say yes; None: that hangs on lots, not kept here."""
        self.passes(now)
        foretold = getattr(self, "may_" + operation.replace(".", "_"), None)
        return foretold(by, now, **asked) if foretold else None

    def takes_in(
        self, operation: str, by: str, now: datetime, asked: dict[str, Any], id_: str
    ) -> None:
        """Take in what the market said yes to. id_: what came to be, where something did."""
        getattr(self, "do_" + operation.replace(".", "_"))(by, now, id_, **asked)

    def may_cash_deposit(self, *_: Any, **__: Any) -> bool:
        return True

    def do_cash_deposit(self, by: str, *_: Any, cents: int, **__: Any) -> None:
        self.free[by] = self.free.get(by, 0) + cents

    def may_cash_pay_out(self, by: str, _: Any, *, cents: int) -> bool:
        return self.free.get(by, 0) >= cents

    def do_cash_pay_out(self, by: str, *_: Any, cents: int) -> None:
        self.free[by] -= cents

    def may_security_issue(self, *_: Any, **__: Any) -> bool:
        return True

    def do_security_issue(self, by: str, *_: Any, units: int) -> None:
        self.shares[by] = self.shares.get(by, 0) + units

    def do_security_cancel(self, by: str, *_: Any, units: int, **__: Any) -> None:
        self.shares[by] -= units

    def may_offer_post(
        self, by: str, now: datetime, *, units: int, until: datetime | None, **_: Any
    ) -> bool:
        free = self.shares.get(by, 0) - self.promised(by)
        opens = until is None or now < until <= now + timedelta(days=366)
        return units <= free and opens and self.keeps_cap(by, set(), units)

    def do_offer_post(
        self, by: str, _: Any, id_: str, *, units: int, ticks: int, until: Any
    ) -> None:
        self.offers[id_] = Offer(by, units, ticks, until)

    def may_offer_counter(
        self, by: str, _: Any, *, offer: str, units: int, ticks: int, **__: Any
    ) -> bool:
        answered = self.offers[offer]
        if not answered.is_open or answered.answers is not None or answered.maker == by:
            return False
        if units > answered.units or (units, ticks) == (answered.units, answered.ticks):
            return False
        is_funded = self.free.get(by, 0) >= self.cost(ticks, units)
        return is_funded and self.keeps_cap(answered.maker, {by}, units)

    def do_offer_counter(
        self, by: str, _: Any, id_: str, *, offer: str, units: int, ticks: int, until: Any
    ) -> None:
        self.offers[id_] = Offer(by, units, ticks, until, answers=offer)
        self.free[by] -= self.cost(ticks, units)
        self.held[by, id_] = self.cost(ticks, units)

    def may_offer_accept(self, by: str, _: Any, *, offer: str) -> bool:
        taken = self.offers[offer]
        if not taken.is_open:
            return False
        if taken.answers is not None:
            seller = self.offers[taken.answers].maker
            return self.keeps_cap(seller, {taken.maker}, taken.units)
        if taken.maker == by:
            return False
        is_funded = self.free.get(by, 0) >= self.cost(taken.ticks, taken.units)
        return is_funded and self.keeps_cap(taken.maker, {by}, taken.units)

    def do_offer_accept(self, by: str, now: datetime, id_: str, *, offer: str) -> None:
        taken = self.offers[offer]
        original = taken.answers or offer
        seller = self.offers[original].maker
        buyer = by if taken.answers is None else taken.maker
        self.trades[id_] = self.matched(seller, buyer, taken.units, taken.ticks, now)
        due = self.cost(taken.ticks, taken.units)
        if taken.answers is None:
            self.free[buyer] -= due
        else:
            due = self.held.pop((buyer, offer))
        self.held[buyer, id_] = due
        taken.is_open = False
        self.end_offer(original)

    def may_offer_withdraw(self, _: str, __: Any, *, offer: str) -> bool:
        return self.offers[offer].is_open

    def do_offer_withdraw(self, _: str, __: Any, ___: Any, *, offer: str) -> None:
        self.end_offer(offer)

    def may_notice_give(self, _: str, __: Any, *, trade: str) -> bool:
        one = self.trades[trade]
        return one.stage == "matched" and self.keeps_cap(one.seller, {one.buyer}, one.units)

    def do_notice_give(self, _: str, now: datetime, __: Any, *, trade: str) -> None:
        one = self.trades[trade]
        one.stage = "noticed"
        if self.rules.days is not None and not self.is_among(one.buyer):
            one.asked = {
                name: units
                for name, units in self.shares.items()
                if units and name not in {one.seller, one.buyer}
            }
            midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
            one.ends = midnight + timedelta(days=self.rules.days + 1)
        one.wants_consent = self.rules.consent and not self.is_among(one.buyer)
        self.proceeds(trade)

    def may_answer(self, by: str, now: datetime, trade: str) -> bool:
        one = self.trades[trade]
        if one.stage != "noticed" or by not in one.waits_for or one.ends is None:
            return False
        return now < one.ends

    def may_notice_elect(self, by: str, now: datetime, *, trade: str, units: int) -> bool:
        one = self.trades[trade]
        if not self.may_answer(by, now, trade) or units > one.units:
            return False
        if self.rules.partial == "refused" and units < one.units:
            return False
        return self.free.get(by, 0) >= self.cost(one.ticks, units)

    def do_notice_elect(self, by: str, _: Any, __: Any, *, trade: str, units: int) -> None:
        one = self.trades[trade]
        due = self.cost(one.ticks, units)
        self.free[by] = self.free.get(by, 0) - due
        self.held[by, trade] = due
        one.answers[by] = units
        self.proceeds(trade)

    def may_notice_waive(self, by: str, now: datetime, *, trade: str) -> bool:
        return self.may_answer(by, now, trade)

    def do_notice_waive(self, by: str, _: Any, __: Any, *, trade: str) -> None:
        self.trades[trade].answers[by] = 0
        self.proceeds(trade)

    def may_consent_give(self, _: str, __: Any, *, trade: str) -> bool:
        one = self.trades[trade]
        return one.stage == "noticed" and one.wants_consent

    def do_consent_give(self, _: str, __: Any, ___: Any, *, trade: str) -> None:
        self.trades[trade].wants_consent = False
        self.proceeds(trade)

    def may_consent_refuse(self, by: str, now: datetime, *, trade: str) -> bool:
        return self.may_consent_give(by, now, trade=trade)

    def do_consent_refuse(self, _: str, __: Any, ___: Any, *, trade: str) -> None:
        self.end_trade(trade, "refused")

    def may_trade_settle(self, _: str, __: Any, *, trade: str) -> bool:
        one = self.trades[trade]
        return one.stage == "funded" and self.keeps_cap(one.seller, set(one.parts), one.units)

    def do_trade_settle(self, _: str, __: Any, ___: Any, *, trade: str) -> None:
        one = self.trades[trade]
        one.stage = "settled"
        price = self.escrow.pop(trade)
        fee = round(Fraction(price * self.rules.fee_bps, 10_000))
        self.fees += fee
        self.free[one.seller] = self.free.get(one.seller, 0) + price - fee
        self.shares[one.seller] -= one.units
        for holder, units in one.parts.items():
            self.shares[holder] = self.shares.get(holder, 0) + units

    def may_trade_withdraw(self, _: str, __: Any, *, trade: str) -> bool:
        return self.trades[trade].lives

    def do_trade_withdraw(self, _: str, __: Any, ___: Any, *, trade: str) -> None:
        self.end_trade(trade, "withdrawn")

    def may_trade_default(self, _: str, __: Any, *, trade: str) -> bool:
        return self.trades[trade].lives

    def do_trade_default(self, _: str, __: Any, ___: Any, *, trade: str) -> None:
        self.end_trade(trade, "defaulted")
