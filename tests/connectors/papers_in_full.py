"""One of every paper that becomes shares, with every field that it can have, and what became of it.

The stories keep no rule of a market: what is told of a register is asked here, not what it allows.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from laogu.basics import Money, PlanId, Price, Restriction, SecurityId, VestingTermsId
from laogu.operations import Event
from laogu.register import IssuedStock, convertibles, plans, rounds, vesting
from laogu.register.options import Window
from tests.desk import MORNING, Desk, desk_at

PLAN = PlanId("plan_1")
TERMS = VestingTermsId("vesting_1")
DAY = date(2025, 3, 4)
ONE, TEN = Decimal(1), Decimal(10)


def usd(amount: int) -> Money:
    return Money(amount * 100, "USD")


def price(amount: int) -> Price:
    return Price(amount * 100, 2, "USD")


def later(months: int) -> date:
    return date(2025 + (2 + months) // 12, (2 + months) % 12 + 1, 5)


CAPITAL = rounds.Capitalization(
    says="everything issued",
    counts=rounds.Counted(
        shares=False, options=False, unissued=False, own=True, others=True, promised=False,
        more_pool=True, new_money=True,
    ),
)  # fmt: skip
MULTIPLE = rounds.Proportion(Decimal(2), Decimal(3))
MECHANISMS: tuple[rounds.Mechanism, ...] = (
    rounds.FixedQuantity(quantity=TEN),
    rounds.PartOfCapital(part=Decimal("0.05"), capitalization=CAPITAL),
    rounds.ByRatio(ratio=MULTIPLE, conversion_price=usd(3), rounded="up"),
    rounds.Safe(
        cap=usd(9), discount=Decimal("0.2"), timing="post_money", mfn=True,
        exit_multiple=MULTIPLE, capitalization=CAPITAL,
    ),
    rounds.Note(
        rates=(rounds.InterestRate(rate=Decimal("0.08"), from_on=DAY, until_on=later(9)),),
        day_count="30_360", payout="cash", accrual="monthly", compounding="compounding",
        cap=usd(9), discount=Decimal("0.2"), mfn=True, matures_on=later(20),
        exit_multiple=MULTIPLE, capitalization=CAPITAL,
    ),
    rounds.ByValuation(kind="fixed", valuation=usd(7), capitalization=CAPITAL),
    rounds.ByPrice(says="the round's", discount=Decimal("0.2"), discount_amount=usd(1)),
    rounds.InWords(says="as agreed"),
)  # fmt: skip


class Papers:
    """A desk with two holders and two classes, and what may be told of them."""

    def __init__(self) -> None:
        self.desk: Desk = desk_at(MORNING)
        self.issuer = self.desk.issuer
        self.holder, self.other = self.desk.holder("ada"), self.desk.holder("ben")
        self.common = self.desk.ordinary
        made = self.desk.do("stock_class.register", issuer="harrow", name_en="Series A")
        self.preferred = type(self.common)(made["stock_class"][0])
        self.count = 0

    def named(self, kind: str) -> SecurityId:
        self.count += 1
        return SecurityId(f"security_{kind}{self.count}")

    def stock(self, **more: Any) -> IssuedStock:
        """Return shares with everything that shares have, and each time more or something else."""
        security = self.named("stock")
        some: dict[str, Any] = {"source": "the ledger", "waived": ("LOCK",)}
        others: dict[str, Any] = {"sure": "high", "waived_through": (("LOCK", DAY),)}
        return IssuedStock(
            security=security, issuer=self.issuer, stock_class=self.common,
            holder=self.holder, units=10, certificate="CS-1", acquired_on=date(2020, 1, 1),
            cost=usd(20), **(some if self.count % 2 else others) | more,
            restrictions=(Restriction(kind="legend", rule="8.1", source="bylaws", sure="T"),),
        )  # fmt: skip

    def triggers(
        self, mechanisms: tuple[rounds.Mechanism, ...]
    ) -> tuple[convertibles.ConversionTrigger, ...]:
        """Return a trigger with everything that it can say for every mechanism."""
        return tuple(
            [
                convertibles.ConversionTrigger(
                    name=f"trigger {at}", kind="elective_in_range", nickname="nick", says="says",
                    condition="a round", on=DAY, from_on=DAY, until_on=later(3),
                    converts=convertibles.ConvertsBy(
                        mechanism=one, into=self.preferred, of_future_round=True
                    ),
                )
                for at, one in enumerate(mechanisms)
            ]
        )  # fmt: skip

    def _common(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer, "holder": self.holder, "certificate": "CN-1",
            "consideration": "cash", "board_approved_on": DAY, "holders_approved_on": DAY,
            "exemptions": (convertibles.Exemption("Rule 701", "US"),),
        }  # fmt: skip

    def convertible(self) -> convertibles.IssuedConvertible:
        return convertibles.IssuedConvertible(
            security=self.named("note"), kind="note", amount=usd(1_000), seniority=2,
            triggers=self.triggers(MECHANISMS), pro_rata=Decimal("0.5"), **self._common(),
        )  # fmt: skip

    def warrant(self, vests: Any = TERMS) -> convertibles.IssuedWarrant:
        return convertibles.IssuedWarrant(
            security=self.named("warrant"), purchase_price=usd(4), quantity=Decimal(100),
            quantity_source="fixed", exercise_price=price(2), expires_on=later(30), vests=vests,
            triggers=self.triggers(MECHANISMS[:1]), **self._common(),
        )  # fmt: skip

    def grant(self, **more: Any) -> plans.IssuedGrant:
        fields: dict[str, Any] = {
            "vests": TERMS, "vests_from": later(1), "kind": "nso", "price": price(1), "units": 100,
            "holder": self.holder, "granted_on": date(2025, 1, 1),
        }  # fmt: skip
        return plans.IssuedGrant(
            security=self.named("grant"), issuer=self.issuer, stock_class=self.common, plan=PLAN,
            certificate="ES-1",
            fair_value=price(3), expires_on=later(30),
            windows=(Window(reason="voluntary_other", period=3, unit="months"),),
            is_early_exercisable=True, served_by=self.other, **fields | more,
        )  # fmt: skip

    def story(self) -> tuple[Event, ...]:
        """Return a plan, one of each paper for each way in which it may end, and their ends."""
        return (*self._plans(), *self._grants(), *self._convertibles(), *self._warrants())

    def _plans(self) -> tuple[Event, ...]:
        plan = plans.Plan(
            plan=PLAN, issuer=self.issuer, name="2025 plan", classes=(self.common,), units=5_000,
            when_cancelled="retire", approved_on=DAY, needs_acceptance=True, rest_days="CN",
        )  # fmt: skip
        daily = vesting.Period(length=1, unit="days", occurrences=48, cliff=12)
        monthly = vesting.Period(length=1, day_of_month=3)
        terms = vesting.Terms(
            allocation="front_loaded", gate="listing", gate_until=later(40),
            conditions=(
                vesting.Condition(id="start", trigger=vesting.AtStart(), following=("monthly",)),
                vesting.Condition(
                    id="monthly", vests=vesting.Portion(1, 48, of_rest=True),
                    trigger=vesting.AfterPeriod("start", daily), following=("day", "sale"),
                ),
                vesting.Condition(id="again", trigger=vesting.AtStart(), following=("then",)),
                vesting.Condition(id="then", trigger=vesting.AfterPeriod("again", monthly)),
                vesting.Condition(id="day", trigger=vesting.OnDay(DAY), vests=7),
                vesting.Condition(id="sale", trigger=vesting.OnEvent(), vests=8),
            ),
        )  # fmt: skip
        return (
            plans.PlanRegistered(effective_on=DAY, plan=plan),
            plans.VestingTermsRegistered(
                effective_on=DAY, vesting=TERMS, issuer=self.issuer, name="monthly", terms=terms
            ),
            plans.PoolAdjusted(effective_on=later(1), plan=PLAN, units=6_000, reason="a new plan"),
        )

    def _grants(self) -> tuple[Event, ...]:
        option, unit, day_by_day = self.grant(), self.grant(kind="rsu", granted_on=DAY), self.grant(
            vests=(vesting.Instalment(later(3), 100),)
        )  # fmt: skip
        ended = {one: self.grant() for one in ("cancellation", "forfeiture", "lapse", "retraction")}
        moved, other = self.grant(), self.grant()
        held: Any = {"effective_on": later(6), "security": option.security}
        return (
            *[
                plans.GrantIssued(effective_on=DAY, grant=one)
                for one in (option, unit, day_by_day, *ended.values(), moved, other)
            ],
            plans.GrantAccepted(**held),
            plans.GrantRepriced(**held, price=price(2)),
            plans.VestingStarted(
                effective_on=later(5), security=other.security, condition="again"
            ),
            plans.VestingEventNoted(**held, condition="sale"),
            plans.VestingEventNoted(**held, condition="listing"),
            plans.VestingAccelerated(**held, units=5),
            plans.GrantExercised(
                **held, units=60, by="net", shares=(self.stock(),), withheld=5, paid=usd(20),
                left=40, reference="wire 7", fair_value=price(4), source="report", rest=usd(1),
                elsewhere=4, gone=2,
            ),
            plans.GrantReleased(
                effective_on=later(7), security=unit.security, units=50, shares=(self.stock(),),
                withheld=5, left=50, rate="20", elsewhere=4, gone=2,
            ),
            *[
                plans.GrantEnded(
                    effective_on=later(8), security=one.security, by=by,  # type: ignore[arg-type]
                    units=100, reason="as agreed",
                )
                for by, one in ended.items()
            ],
            plans.GrantEnded(
                effective_on=later(8), security=day_by_day.security, by="cancellation", units=60,
                left=40, reason="a part",
            ),
            plans.GrantEnded(
                effective_on=later(8), security=moved.security, by="transfer", units=100,
                resulting=(self.grant(holder=self.other, units=70),),
                balance=self.grant(units=30), reason="a gift",
            ),
            plans.ReturnedToPool(
                effective_on=later(8), plan=PLAN, security=ended["lapse"].security, units=100
            ),
        )  # fmt: skip

    def _convertibles(self) -> tuple[Event, ...]:
        ways = ("cancellation", "transfer", "retraction", "repayment")
        converted, ended = self.convertible(), {one: self.convertible() for one in ways}
        issued = [
            convertibles.ConvertibleIssued(effective_on=DAY, convertible=one)
            for one in (converted, *ended.values())
        ]
        return (
            *issued,
            convertibles.ConvertibleAccepted(effective_on=later(1), security=converted.security),
            convertibles.ConvertibleConverted(
                effective_on=later(2), security=converted.security, shares=(self.stock(),),
                amount=usd(600), interest=usd(3), trigger="trigger 1", price=price(5),
                left_over=usd(1), balance=self.convertible(), reason="a round",
            ),
            *[
                convertibles.ConvertibleEnded(
                    effective_on=later(2), security=one.security, amount=usd(400),
                    by=by,  # type: ignore[arg-type]
                    resulting=(self.convertible(),) if by == "transfer" else (),
                    balance=self.convertible() if by == "transfer" else None, reason="as agreed",
                )
                for by, one in ended.items()
            ],
        )  # fmt: skip

    def _warrants(self) -> tuple[Event, ...]:
        ways = ("cancellation", "transfer", "retraction", "expiry")
        day_by_day = (vesting.Instalment(later(3), 100),)
        used, ended = self.warrant(day_by_day), {one: self.warrant() for one in ways}
        issued = [
            convertibles.WarrantIssued(effective_on=DAY, warrant=one)
            for one in (used, *ended.values())
        ]
        return (
            *issued,
            convertibles.WarrantAccepted(effective_on=later(1), security=used.security),
            convertibles.WarrantExercised(
                effective_on=later(2), security=used.security, shares=(self.stock(),),
                quantity=Decimal(40), by="net", paid=usd(80), value=price(9), left=Decimal(60),
                trigger="trigger 0", reason="a sale",
            ),
            *[
                convertibles.WarrantEnded(
                    effective_on=later(2), security=one.security, quantity=Decimal(40),
                    by=by,  # type: ignore[arg-type]
                    resulting=(self.warrant(),) if by == "transfer" else (),
                    balance=self.warrant() if by == "transfer" else None, reason="as agreed",
                )
                for by, one in ended.items()
            ],
        )  # fmt: skip
