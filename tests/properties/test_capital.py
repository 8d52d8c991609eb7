"""What is always true of capital, whatever is done to it in whatever order."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from laogu.basics import Denied, Fault, HolderId, LaoguError, SecurityId
from laogu.register import IssuedStock
from laogu.register.capital import Contribution, Payment, left_of
from laogu.register.capital.contributions import divided, joined
from tests.desk import everything
from tests.operations.capital import Raised, raised
from tests.register.drawing import HARROW, ORDINARY

NAMES = ("ada", "ben", "elm")
SOMEBODY = st.sampled_from(NAMES)
ROUNDINGS = st.sampled_from(["floor", "ceiling", "nearest", "cash_in_lieu"])
CLASSES = st.sampled_from(["Ordinary", "Series A"])
RATIOS = st.tuples(st.integers(1, 7), st.integers(1, 7))
PART = st.fractions(Fraction(1, 10), 1)


def lot_of(name: str, units: int, place: int) -> IssuedStock:
    return IssuedStock(security=SecurityId(f"security_{place}"), issuer=HARROW,
                       stock_class=ORDINARY, holder=HolderId(name), units=units)  # fmt: skip


class Capital(RuleBasedStateMachine):
    """Splits, conversions, repurchases, reissues and consolidations, as chance has it."""

    @initialize(rounding=ROUNDINGS, new=st.integers(1, 5))
    def opens(self, rounding, new):
        self.desk: Raised = raised(
            rounding=rounding, new=Decimal(new) / 2, conversion_price=Decimal("1.5"),
            issue_price=Decimal(3),
        )  # fmt: skip
        for place, name in enumerate(NAMES):
            self.desk.issue(name, 100 + place, cost="50.00")
            self.desk.issue(name, 70 - place, stock_class="Series A", cost="210.00")

    def asks(self, operation, **fields):
        """Ask for it; a refusal is an answer, a fault is not."""
        outcome = self.desk.record(self.desk.command(operation, fields, by="ida"))[0]
        assert not isinstance(outcome, Fault | Denied), outcome
        return not isinstance(outcome, LaoguError)

    def lots(self, name):
        """Return the living lots of somebody, of both classes."""
        register, holder = self.desk.books.register, self.desk.holder(name)
        return [*register.living(self.desk.ordinary, holder),
                *register.living(self.desk.preferred, holder)]  # fmt: skip

    def one_of(self, name, which):
        """Return one living lot of somebody; none, where there is none."""
        lots = self.lots(name)
        return lots[which % len(lots) :][:1] if lots else []

    @rule(stock_class=CLASSES, ratio=RATIOS, rounding=ROUNDINGS)
    def split(self, stock_class, ratio, rounding):
        self.asks("stock_class.split", issuer="harrow", stock_class=stock_class,
                  new=Decimal(ratio[0]), old=Decimal(ratio[1]), rounding=rounding,
                  price=Decimal(2))  # fmt: skip

    @rule(name=SOMEBODY, which=st.integers(0, 9), part=PART)
    def convert(self, name, which, part):
        for lot in self.one_of(name, which):
            self.asks("security.convert", security=lot.security,
                      quantity=int(lot.units * part) or 1)  # fmt: skip

    @rule(name=SOMEBODY, which=st.integers(0, 9), part=PART)
    def repurchase(self, name, which, part):
        for lot in self.one_of(name, which):
            self.asks("security.repurchase", security=lot.security, price="2.00", reason="x",
                      quantity=int(lot.units * part) or 1)  # fmt: skip

    @rule(name=SOMEBODY, which=st.integers(0, 9), part=PART)
    def reissue(self, name, which, part):
        for lot in self.one_of(name, which):
            first = int(lot.units * part) or 1
            parts = [Decimal(one) for one in (first, lot.units - first) if one]
            self.asks("security.reissue", security=lot.security, reason="x",
                      quantities=tuple(parts))  # fmt: skip

    @rule(name=SOMEBODY, which=st.integers(0, 9))
    def consolidate(self, name, which):
        for lot in self.one_of(name, which):
            alike = [
                one.security
                for one in self.lots(name)
                if (one.stock_class, one.restrictions) == (lot.stock_class, lot.restrictions)
            ]
            self.asks("security.consolidate", securities=tuple(alike), reason="x")

    @rule(name=SOMEBODY, which=st.integers(0, 9), units=st.integers(1, 40))
    def restrict(self, name, which, units):
        for lot in self.one_of(name, which):
            self.asks("restriction.attach", security=lot.security, kind="pledge", rule="P",
                      source="D", quantity=min(units, lot.units))  # fmt: skip

    @invariant()
    def held_is_issued_and_no_restriction_outgrows_its_lot(self):
        if not hasattr(self, "desk"):
            return
        self.desk.books.check_all()
        for name in NAMES:
            for lot in self.lots(name):
                assert lot.units > 0
                assert all((one.units or 0) <= lot.units for one in lot.restrictions)

    def teardown(self):
        if hasattr(self, "desk"):
            again = self.desk.reopened()
            assert everything(again.books) == everything(self.desk.books)


TestCapital = Capital.TestCase
TestCapital.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)


@given(
    lots=st.lists(st.tuples(SOMEBODY, st.integers(1, 10**9)), min_size=1, max_size=8),
    by=st.fractions(Fraction(1, 1000), 1000),
    rounding=ROUNDINGS,
)
def test_a_ratio_leaves_each_holder_within_one_unit_of_its_part(lots, by, rounding):
    held = {}  # type: ignore[var-annotated]
    for place, (name, units) in enumerate(lots):
        held.setdefault(name, []).append(lot_of(name, units, place))

    for left in left_of(held, by, rounding):
        exact = sum(one.units for one in held[left.holder]) * by
        made = sum(left.units.values())
        assert abs(made - exact) < 1
        assert left.part == (exact - made if rounding == "cash_in_lieu" else 0)
        for lot in held[left.holder]:
            assert abs(left.units[lot.security] - lot.units * by) < 2


PAYMENTS = st.lists(st.integers(1, 500), max_size=5)


@given(paid=PAYMENTS, more=st.integers(0, 500),
       parts=st.lists(st.integers(1, 400), min_size=1, max_size=5))  # fmt: skip
def test_what_is_paid_in_is_divided_with_the_stake_and_joined_again(paid, more, parts):
    day = date(2026, 1, 1)
    payments = tuple(Payment(day + timedelta(days=n), one) for n, one in enumerate(paid))
    total = sum(parts)
    if sum(paid) > total:
        parts = [*parts, sum(paid) - total + more + 1]
    whole = Contribution(units=sum(parts), due_on=None, payments=payments)

    found = divided(whole, parts)

    assert [one.units for one in found] == parts
    assert all(one.paid <= one.units for one in found)
    again = joined(found)
    assert (again.units, again.paid) == (whole.units, whole.paid)
    for n in range(len(paid)):
        on = day + timedelta(days=n)
        assert sum(one.paid_on(on) for one in found) == whole.paid_on(on)


@given(units=st.integers(2, 500), paid=st.integers(0, 500), left=st.integers(1, 499))
def test_a_reduction_never_leaves_more_paid_than_subscribed(units, paid, left):
    whole = Contribution(units=units, due_on=None,
                         payments=(Payment(date(2026, 1, 1), min(paid, units)),))  # fmt: skip
    (rest,) = divided(whole, [min(left, units)], reduces=True)

    assert rest.paid == min(whole.paid, rest.units)
