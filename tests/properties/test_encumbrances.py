"""What is always true of encumbrances, whatever is sold, frozen, claimed and let go."""

from datetime import date, timedelta
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, consumes, invariant, multiple, rule

from laogu.basics import (
    EncumbranceId,
    HolderId,
    OfferId,
    TradeId,
    Undo,
    set_aside,
    take_up,
)
from laogu.register import StockCancelled, StockTransferred
from laogu.register.encumbrances import Encumbrance, EncumbranceRecorded, Encumbrances, on_lot
from laogu.rights import Proposal, explain, reasons, sellable, unhindered
from tests.encumbering import PAPER
from tests.properties.test_books import NAMES, SOMEBODY, UNITS, Market
from tests.register.drawing import DAY
from tests.register.lived import DRAWN, Lived

KINDS = st.sampled_from(["pledge", "freeze", "dispute_hold", "nominee", "claim_on_proceeds"])


class EncumberedMarket(Market):
    """Four holders trade while a court freezes, banks take pledges, and others claim proceeds."""

    encumbrances = Bundle("encumbrances")

    @rule(
        target=encumbrances,
        seller=st.sampled_from(["ada", "ben"]),
        part=st.sampled_from(["0.3", "1"]),
    )
    def claim_and_sell(self, seller, part):
        """Let somebody claim what a seller gets, and the seller sell a few shares."""
        ids = self.asks(
            "encumbrance.record", "ida", kind="claim_on_proceeds", issuer="harrow", rule="R",
            stock_class="Ordinary", holder=self.desk.holder(seller), source="Deed",
            favours=self.desk.holder("elm"), part=part,
        )  # fmt: skip
        for trade in self.sell(seller, "rook", 3).values:
            self.everybody_answers(trade)
            self.settle(trade)
        return multiple(*ids.get("encumbrance", ()))

    @rule(
        target=encumbrances,
        holder=SOMEBODY,
        favours=SOMEBODY,
        kind=KINDS,
        quantity=st.none() | UNITS,
        is_whole=st.booleans(),
        part=st.sampled_from(["0.1", "0.5", "1"]),
        most=st.none() | st.integers(1, 300),
        basis=st.sampled_from(["contract", "court", "law"]),
        days=st.none() | st.integers(0, 6),
    )
    def encumber(self, *, holder, favours, kind, quantity, is_whole, part, most, basis, days):
        lots = self.desk.lots(holder)
        if is_whole:
            on = {"issuer": "harrow", "stock_class": "Ordinary", "holder": self.desk.holder(holder)}
        elif lots:
            on = {"security": lots[0].security, "quantity": quantity}
        else:
            return multiple()
        if kind == "claim_on_proceeds":
            on |= {"part": part, "at_most": most}
        until = None if days is None else self.desk.today + timedelta(days=days)
        ids = self.asks(
            "encumbrance.record", "ida", kind=kind, favours=self.desk.holder(favours), rule="R",
            source="Deed", basis=basis, through=until, **on,
        )  # fmt: skip
        return multiple(*ids.get("encumbrance", ()))

    @rule(one=consumes(encumbrances))
    def lift(self, one):
        self.asks("encumbrance.lift", "ida", encumbrance=one, reason="x", document=PAPER)

    @rule(one=encumbrances, amount=st.none() | st.integers(1, 50))
    def pay_claim(self, one, amount):
        self.asks("claim.pay", "operator", encumbrance=one, amount=amount)

    @rule(one=encumbrances, amount=st.none() | st.integers(1, 50))
    def release_claim(self, one, amount):
        self.asks("claim.release", "operator", encumbrance=one, amount=amount, document=PAPER)

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
            claim = books.register.encumbrances.standing.get(EncumbranceId(purpose))
            assert (
                (trade is not None and not trade.is_over)
                or (offer is not None and offer.stage == "open")
                or (claim is not None and claim.open == minor)
            ), account

    @invariant()
    def what_is_free_and_what_is_not_make_the_lot(self):
        market = self.desk.books.market
        for name in NAMES:
            proposal = Proposal(
                issuer=self.desk.issuer, stock_class=self.desk.ordinary, buyers=(), units=1,
                seller=self.desk.holder(name), price=None, mechanism="negotiated",
                on=self.desk.today,
            )  # fmt: skip
            for lot in sellable(self.desk.books.standing, proposal):
                promises = market.promised_to.on(lot.stock.security).items()
                told = reasons(lot, promises)
                assert lot.free >= 0
                assert lot.free + sum(one.counted for one in told) == lot.stock.units

    @invariant()
    def what_is_seen_to_go_at_once_goes_by_the_whole_answer(self):
        standing = self.desk.books.standing
        for name in NAMES:
            for units in {1, self.desk.holds(name)} - {0}:
                proposal = Proposal(
                    issuer=self.desk.issuer, stock_class=self.desk.ordinary, buyers=(), units=units,
                    seller=self.desk.holder(name), price=None, mechanism="negotiated",
                    on=self.desk.today,
                )  # fmt: skip
                lots = unhindered(standing, proposal)
                if lots is not None:
                    answer = explain(standing, proposal)
                    assert (answer.result in {"pass", "pending"}, answer.units) == (True, units)
                    assert sum(count for _, count in lots) == units

    def teardown(self):
        for stands in self.desk.books.register.encumbrances.standing.values():
            event(
                f"a {stands.encumbrance.kind} that held {'something' if stands.held else 'nothing'}"
            )
        super().teardown()

    @invariant()
    def a_claim_never_holds_more_than_its_most(self):
        for stands in self.desk.books.register.encumbrances.standing.values():
            claim = stands.encumbrance.claim
            if claim is not None and claim.at_most is not None:
                assert stands.held <= claim.at_most.minor
            assert 0 <= stands.open <= stands.held


TestEncumberedMarket = EncumberedMarket.TestCase
TestEncumberedMarket.settings = settings(max_examples=20, stateful_step_count=40)


# Whoever moves shares that may not move: what lies on them is not lost.


class Bound(Lived):
    """A life in which every security is encumbered as it is issued, and every act is watched."""

    def issue(self, later: timedelta, first: int, units: int) -> None:
        super().issue(later, first, units)
        stock = next(reversed(self.register.securities.values())).stock
        kinds = ("pledge", "nominee", "freeze", "claim_on_proceeds")
        self.register.encumbrances.apply(
            EncumbranceRecorded(
                effective_on=DAY,
                encumbrance=Encumbrance(
                    encumbrance=EncumbranceId(f"encumbrance_{len(self.register.securities)}"),
                    kind=kinds[first % 4],  # type: ignore[arg-type]
                    issuer=stock.issuer,
                    stock_class=stock.stock_class,
                    holder=stock.holder,
                    security=None if first % 5 == 0 else stock.security,
                    units=None if first % 5 == 0 or first % 2 == 0 else first % units + 1,
                    favours=HolderId("holder_bank"),
                    basis="contract",
                    rule="R",
                    source="S",
                    starts_on=DAY,
                ),
            ),
            self.at,
        )

    def _happens(self, event: Any) -> None:
        before = self._units()
        super()._happens(event)
        after = self._units()
        for one, held in after.items():
            stands = self.register.encumbrances.standing[one]
            if isinstance(event, StockTransferred) and stands.encumbrance.hinders:
                # One over a whole holding may gain by what its holder buys.
                is_whole = stands.encumbrance.security is None
                assert held == before[one] or (is_whole and held > before[one])
            elif isinstance(event, StockTransferred | StockCancelled):
                assert held <= before[one] or stands.encumbrance.security is None

    def _units(self) -> dict[EncumbranceId, int]:
        """Return how many living units each encumbrance lies on; of no lot more than there are."""
        found = dict.fromkeys(self.register.encumbrances.standing, 0)
        for lived in self.register.securities.values():
            if lived.retired is None:
                for one in on_lot(self.register.encumbrances, lived.stock, on=date.max):
                    assert one.units <= lived.stock.units
                    found[one.encumbrance.encumbrance] += one.units
        return found


@settings(max_examples=80, deadline=None)
@given(DRAWN)
def test_moving_shares_against_all_rules_loses_no_right_in_them(acts):
    life = Bound(acts)

    again = Encumbrances(Undo())
    take_up(again, set_aside(life.register.encumbrances))

    assert again.standing == life.register.encumbrances.standing
    for shelf in ("on_security", "on_holding", "of_issuer", "of_holder", "in_favour"):
        live = {key: set(one) for key, one in getattr(life.register.encumbrances, shelf).items()}
        assert {key: set(one) for key, one in getattr(again, shelf).items()} == {
            key: one for key, one in live.items() if one
        }
