"""What is always true of the books, whatever is asked of them in whatever order."""

from datetime import timedelta

from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
)

from laogu.basics import Denied, Fault, LaoguError, OfferId, TradeId
from laogu.journal import made, snapshot_of, verify
from laogu.operations import Books
from tests.desk import (
    MORNING,
    Desk,
    board_consent,
    closing,
    everything,
    first_refusal,
)

NAMES = ("ada", "ben", "elm", "rook")
SOMEBODY = st.sampled_from(NAMES)
UNITS = st.integers(1, 60)
PRICES = st.integers(1, 2_000).map(lambda cents: f"{cents // 100}.{cents % 100:02}")


class Market(RuleBasedStateMachine):
    """Four holders trade, answer, change their minds and wait, under articles drawn by chance."""

    offers = Bundle("offers")
    trades = Bundle("trades")

    @initialize(
        partial=st.sampled_from(["allowed", "refused", "forfeit"]),
        has_refusal=st.booleans(),
        has_consent=st.booleans(),
        fee_bps=st.sampled_from([0, 50, 1_000]),
        scale=st.booleans(),
    )
    def opens(self, partial, has_refusal, has_consent, fee_bps, scale):
        self.desk = Desk(MORNING)
        clauses = [closing(fee_bps=fee_bps, long_stop_days=20)]
        clauses += [first_refusal(days=5, partial=partial)] if has_refusal else []
        clauses += [board_consent(free_among_holders=scale)] if has_consent else []
        self.desk.adopt(*clauses)
        for name in NAMES:
            self.desk.deposit(name, 2_000)
        self.desk.issue("ada", 100)
        self.desk.issue("ada", 50)
        self.desk.issue("ben", 60)

    def asks(self, operation, by, **fields):
        """Ask, and return the ids that came to be; a refusal is an answer, a fault is not."""
        outcome = self.desk.record(self.desk.command(operation, fields, by=by))[0]
        assert not isinstance(outcome, Fault | Denied), outcome
        return {} if isinstance(outcome, LaoguError) else made(outcome.events)

    @rule(
        target=offers,
        seller=SOMEBODY,
        quantity=UNITS,
        price=PRICES,
        days=st.none() | st.integers(1, 9),
    )
    def post(self, seller, quantity, price, days):
        until = None if days is None else self.desk.now + timedelta(days=days)
        ids = self.asks(
            "offer.post", seller, issuer="harrow", stock_class="Ordinary", currency="USD",
            seller=self.desk.holder(seller), quantity=quantity, price=price, open_until=until,
        )  # fmt: skip
        return multiple(*ids.get("offer", ()))

    @rule(target=offers, buyer=SOMEBODY, offer=offers, price=PRICES, quantity=st.none() | UNITS)
    def counter(self, buyer, offer, price, quantity):
        ids = self.asks(
            "offer.counter", buyer, offer=offer, buyer=self.desk.holder(buyer), price=price,
            quantity=quantity, currency="USD",
        )  # fmt: skip
        return multiple(*ids.get("offer", ()))

    @rule(target=trades, offer=offers, buyer=SOMEBODY)
    def accept(self, offer, buyer):
        taken = self.desk.books.market.offers[offer].offer
        if taken.answers is None:
            ids = self.asks("offer.accept", buyer, offer=offer, buyer=self.desk.holder(buyer))
        else:
            original = self.desk.books.market.offers[taken.answers].offer
            ids = self.asks("offer.accept", self.name_of(original.maker), offer=offer)
        return multiple(*ids.get("trade", ()))

    @rule(
        target=trades, seller=st.sampled_from(("ada", "ada", "ben")), buyer=SOMEBODY, quantity=UNITS
    )
    def sell(self, seller, buyer, quantity):
        ids = self.asks(
            "offer.post", seller, issuer="harrow", stock_class="Ordinary", currency="USD",
            seller=self.desk.holder(seller), quantity=quantity, price="9.99",
        )  # fmt: skip
        if not ids:
            return multiple()
        named = self.desk.holder(buyer)
        ids = self.asks("offer.accept", buyer, offer=ids["offer"][0], buyer=named)
        return multiple(*ids.get("trade", ()))

    @rule(offer=consumes(offers))
    def withdraw_offer(self, offer):
        maker = self.name_of(self.desk.books.market.offers[offer].offer.maker)
        self.asks("offer.withdraw", maker, offer=offer)

    @rule(trade=trades)
    def notice(self, trade):
        self.asks("notice.give", "operator", trade=trade)

    @rule(trade=trades, holder=SOMEBODY, quantity=st.none() | UNITS)
    def elect(self, trade, holder, quantity):
        named = self.desk.holder(holder)
        self.asks("notice.elect", holder, trade=trade, holder=named, quantity=quantity)

    @rule(trade=trades, holder=SOMEBODY)
    def waive(self, trade, holder):
        self.asks("notice.waive", holder, trade=trade, holder=self.desk.holder(holder))

    @rule(trade=trades, is_yes=st.sampled_from([True, True, True, False]))
    def consent(self, trade, is_yes):
        if is_yes:
            self.asks("consent.give", "ida", trade=trade)
        else:
            self.asks("consent.refuse", "ida", trade=trade, reason="no")

    @rule(trade=trades)
    def everybody_answers(self, trade):
        self.notice(trade)
        for name in NAMES:
            self.waive(name, trade)
        self.consent(trade, is_yes=True)

    @rule(trade=trades)
    def settle(self, trade):
        self.asks("trade.settle", "operator", trade=trade)

    @rule(trade=consumes(trades), how=st.sampled_from(["withdraw", "default"]))
    def end(self, trade, how):
        if how == "default":
            self.asks("trade.default", "operator", trade=trade, reason="x")
        else:
            seller = self.name_of(self.desk.state(trade).trade.seller)
            self.asks("trade.withdraw", seller, trade=trade, reason="x")

    @rule(holder=SOMEBODY, amount=st.integers(1, 900))
    def pay_out(self, holder, amount):
        fields = {"holder": self.desk.holder(holder), "amount": amount, "currency": "USD"}
        self.asks("cash.pay_out", "operator", reference="x", **fields)

    @rule(holder=SOMEBODY, quantity=UNITS)
    def cancel(self, holder, quantity):
        for lot in self.desk.lots(holder)[:1]:
            self.asks(
                "security.cancel", "ida", security=lot.security, quantity=quantity, reason="x"
            )

    @rule(holder=SOMEBODY, quantity=UNITS, days=st.none() | st.integers(0, 6))
    def restrict(self, holder, quantity, days):
        for lot in self.desk.lots(holder)[:1]:
            until = None if days is None else self.desk.today + timedelta(days=days)
            self.asks(
                "restriction.attach", "ida", security=lot.security, kind="pledge", rule="P",
                source="Deed", quantity=quantity, locked_through=until,
            )  # fmt: skip

    @rule(days=st.integers(1, 8))
    def wait(self, days):
        self.desk.wait(days=days)

    @rule()
    def crash_and_start_again(self):
        self.desk = self.desk.reopened()

    @rule()
    def save_a_snapshot_and_start_again(self):
        journal = self.desk.journal
        self.desk.store.save_snapshot(snapshot_of(journal.books, journal.head))
        self.desk = self.desk.reopened()

    def name_of(self, holder):
        return next(name for name, id_ in self.desk.holders.items() if id_ == holder)

    @invariant()
    def held_equals_issued_cash_sums_to_zero_and_promises_are_covered(self):
        books: Books = self.desk.books
        books.check_all()
        living = [one.stock for one in books.register.securities.values() if one.retired is None]
        units = {stock.security: stock.units for stock in living}
        assert sum(units.values()) == books.register.issued_units[self.desk.ordinary]
        for security, promised in books.market.committed.items():
            assert promised <= units[security]
        for account, minor in books.ledger.accounts.get("USD", {}).items():
            assert account == "bank" or minor >= 0

    @invariant()
    def cash_that_is_promised_is_promised_to_something_that_lives(self):
        books = self.desk.books
        for account, minor in books.ledger.accounts.get("USD", {}).items():
            kind, _, purpose = account.partition("/")
            if not minor or kind not in {"held", "escrow"}:
                continue
            purpose = purpose.rpartition("/")[2]
            trade = books.market.trades.get(TradeId(purpose))
            offer = books.market.offers.get(OfferId(purpose))
            assert (trade is not None and not trade.is_over) or (
                offer is not None and offer.stage == "open"
            ), account

    @invariant()
    def bought_equals_sold_at_no_worse_than_the_agreed_price(self):
        for state in self.desk.books.market.trades.values():
            if state.parts:
                assert sum(part.units for part in state.parts) == state.trade.units

    def teardown(self):
        desk = self.desk
        for state in desk.books.market.trades.values():
            event(f"a trade that is {state.stage}")
        assert verify(desk.store, desk.journal).is_sound
        again = desk.reopened()
        assert everything(again.books) == everything(desk.books)
        kept = Books()
        kept.take_up(desk.books.set_aside())
        assert everything(kept) == everything(desk.books)


TestMarket = Market.TestCase
TestMarket.settings = settings(max_examples=60, stateful_step_count=50)
