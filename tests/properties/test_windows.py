"""What is always true of windows, whatever is ordered, changed and waited for."""

from datetime import timedelta

from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
)

from laogu.basics import Denied, Fault, LaoguError, WindowId
from laogu.journal import made, snapshot_of, verify
from laogu.operations import Books
from tests.desk import MORNING, Desk, closing, everything
from tests.windows import may_hold_windows, opened

NAMES = ("ada", "ben", "elm", "rook")
SOMEBODY = st.sampled_from(NAMES)
UNITS = st.integers(1, 60)
LIMITS = st.none() | st.integers(95, 105).map(lambda cents: f"{cents // 100}.{cents % 100:02}")
SIDES = st.sampled_from(["buy", "sell"])


class Windows(RuleBasedStateMachine):
    """Four holders order on both sides of one window after the other."""

    orders = Bundle("orders")

    @initialize(
        minimum=st.none() | UNITS,
        rationing=st.sampled_from(["pro_rata", "time", "small_first"]),
        extensions=st.integers(0, 2),
        reference=st.none() | st.just("1.00"),
        is_dear=st.booleans(),
    )
    def opens(self, minimum, rationing, extensions, reference, is_dear):
        self.desk = Desk(MORNING)
        self.desk.adopt(closing(fee_bps=50, long_stop_days=20))
        may_hold_windows(self.desk)
        for name in NAMES:
            self.desk.deposit(name, 60 if is_dear else 900)
            self.desk.issue(name, 60)
            self.desk.issue(name, 30)
        self.terms = {
            "floor": "0.95", "cap": "1.05", "minimum": minimum, "rationing": rationing,
            "extensions": extensions, "reference": reference, "small": 20,
        }  # fmt: skip

    @property
    def window(self):
        """The window that runs; another is opened where none does."""
        running = self.desk.books.market.open_windows.get(self.desk.ordinary)
        if running is None:
            closes = self.desk.now + timedelta(hours=12)
            running = opened(self.desk, closes_at=closes, lock_minutes=60, **self.terms)
        return WindowId(running)

    def asks(self, operation, by, **fields):
        """Ask, and return the ids that came to be; a refusal is an answer, a fault is not."""
        outcome = self.desk.record(self.desk.command(operation, fields, by=by))[0]
        assert not isinstance(outcome, Fault | Denied), outcome
        return {} if isinstance(outcome, LaoguError) else made(outcome.events)

    @rule(target=orders, name=SOMEBODY, side=SIDES, quantity=UNITS, limit=LIMITS)
    def place(self, name, side, quantity, limit):
        ids = self.asks(
            "order.place", name, window=self.window, side=side, holder=self.desk.holder(name),
            quantity=quantity, limit=limit,
        )  # fmt: skip
        return multiple(*ids.get("order", ()))

    @rule(target=orders, sells=SOMEBODY, buys=SOMEBODY, quantity=UNITS, more=UNITS)
    def meet(self, sells, buys, quantity, more):
        offered = self.place(sells, "sell", quantity, "0.98")
        wanted = self.place(buys, "buy", more, "1.01")
        return multiple(*offered.values, *wanted.values)

    @rule(order=orders, quantity=UNITS, limit=LIMITS)
    def amend(self, order, quantity, limit):
        maker = self.name_of(self.desk.books.market.orders[order].order.maker)
        self.asks("order.amend", maker, order=order, quantity=quantity, limit=limit)

    @rule(order=orders)
    def withdraw(self, order):
        maker = self.name_of(self.desk.books.market.orders[order].order.maker)
        self.asks("order.withdraw", maker, order=order)

    @rule(seller=SOMEBODY, buyer=SOMEBODY, quantity=UNITS)
    def sell_beside_it(self, seller, buyer, quantity):
        """Sell from the same lots at once: what is promised of them moves to what is left."""
        ids = self.asks(
            "offer.post", seller, issuer="harrow", stock_class="Ordinary", currency="USD",
            seller=self.desk.holder(seller), quantity=quantity, price="1.00",
        )  # fmt: skip
        for offer in ids.get("offer", ()):
            taken = self.asks("offer.accept", buyer, offer=offer, buyer=self.desk.holder(buyer))
            for trade in taken.get("trade", ()):
                self.asks("notice.give", "operator", trade=trade)
                self.asks("trade.settle", "operator", trade=trade)

    @rule(is_settled=st.booleans())
    def go_on_with_a_trade(self, is_settled):
        for trade in list(self.desk.books.market.live_trades["all"])[:1]:
            if is_settled:
                self.asks("notice.give", "operator", trade=trade)
                self.asks("trade.settle", "operator", trade=trade)
            else:
                self.asks("trade.default", "operator", trade=trade, reason="x")

    @rule(hours=st.integers(1, 11))
    def wait(self, hours):
        self.desk.wait(hours=hours)

    @rule()
    def the_bell(self):
        self.desk.go_to(self.desk.books.market.windows[self.window].closes_at)

    @rule()
    def call_off(self):
        self.asks("window.cancel", "ida", window=self.window, reason="x")

    @rule(is_saved=st.booleans())
    def start_again(self, is_saved):
        journal = self.desk.journal
        if is_saved:
            self.desk.store.save_snapshot(snapshot_of(journal.books, journal.head))
        self.desk = self.desk.reopened()

    def name_of(self, holder):
        return next(name for name, id_ in self.desk.holders.items() if id_ == holder)

    @invariant()
    def orders_are_covered_and_bought_equals_sold(self):
        self.desk.books.check_all()

    @invariant()
    def nobody_pays_more_than_its_limit_or_meets_itself(self):
        market = self.desk.books.market
        for state in market.trades.values():
            assert state.trade.seller != state.trade.buyer
        for order in market.orders.values():
            done = market.windows[order.order.window].cleared
            if order.filled and order.order.limit is not None and done is not None:
                is_buy = order.order.side == "buy"
                assert (done.price <= order.order.limit) if is_buy else True
                assert is_buy or done.price >= order.order.limit

    def teardown(self):
        if not hasattr(self, "desk"):
            return
        for window in self.desk.books.market.windows.values():
            event(f"a window that is {window.stage}")
        assert verify(self.desk.store, self.desk.journal).is_sound
        assert everything(self.desk.reopened().books) == everything(self.desk.books)
        kept = Books()
        kept.take_up(self.desk.books.set_aside())
        assert everything(kept) == everything(self.desk.books)


TestWindows = Windows.TestCase
TestWindows.settings = settings(max_examples=40, stateful_step_count=40)
