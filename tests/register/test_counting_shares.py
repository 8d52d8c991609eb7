"""How many shares there are by stated conventions, and in which group or class they stand."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laogu.basics import HolderId, Money, PlanId, Price, SecurityId
from laogu.register.capital import (
    ClassRights,
    ConversionRight,
    Ratio,
    RatioAdjusted,
    StockClassDescribed,
)
from laogu.register.convertibles import (
    ConvertibleIssued,
    IssuedConvertible,
    IssuedWarrant,
    WarrantIssued,
)
from laogu.register.plans import (
    GrantExercised,
    GrantIssued,
    HolderRelated,
    IssuedGrant,
    Plan,
    PlanRegistered,
    ServiceEnded,
)
from laogu.register.vesting import Instalment
from laogu.register.views import (
    FULLY_DILUTED,
    OUTSTANDING,
    Conventions,
    cap_table,
    counted,
    group_of,
    votes,
)
from tests.register.drawing import DAY, HARROW, MOMENT, ORDINARY, Drawn
from tests.register.lived import DRAWN, Lived

LATER = DAY + timedelta(days=400)
PLAN = PlanId("plan_1")


class Full(Drawn):
    """A register with one of everything that may count.

    Ordinary: ada 100, ben 50, of which 10 came of his grant. Preferred: cai 33, at 5 for 4.
    Grants of ordinary: ben 40, 10 exercised, half of it vests on the day, half a year later; and 7
    rights that are paid in cash. The plan reserves 90. dee may buy 12 and put in 100 dollars.
    """

    def __init__(self) -> None:
        super().__init__()
        self.preferred = self.register_class("class_preferred", "Preferred", "优先股")
        for name in ("ada", "ben", "cai", "dee", "eve"):
            self.holder(name)
        self.describe(Decimal(5), Decimal(4))
        self.issued("ada", 100)
        self.issued("ben", 40)
        self.issued("cai", 33, stock_class=self.preferred)
        plan = Plan(plan=PLAN, issuer=HARROW, name="2026", classes=(ORDINARY,), units=90)
        plans = self.register.plans
        plans.apply(PlanRegistered(effective_on=DAY, plan=plan), MOMENT)
        halves = (Instalment(DAY, 20), Instalment(DAY + timedelta(days=365), 20))
        self.granted("ben", 40, "nso", halves)
        self.granted("ben", 7, "csar", None)
        self.happens(
            GrantExercised(
                effective_on=DAY, security=SecurityId("grant_nso"), units=10, by="cash",
                shares=(self.stock("ben", 10),), left=30,
            )
        )  # fmt: skip
        self.register.convertibles.apply(
            WarrantIssued(
                effective_on=DAY,
                warrant=IssuedWarrant(
                    security=SecurityId("warrant"), issuer=HARROW, holder=HolderId("holder_dee"),
                    purchase_price=None, triggers=(), quantity=Decimal(12),
                ),
            ),
            MOMENT,
        )  # fmt: skip
        self.register.convertibles.apply(
            ConvertibleIssued(
                effective_on=DAY,
                convertible=IssuedConvertible(
                    security=SecurityId("safe"), issuer=HARROW, holder=HolderId("holder_dee"),
                    kind="safe", amount=Money(10_000, "USD"), triggers=(),
                ),
            ),
            MOMENT,
        )  # fmt: skip

    def describe(self, new: Decimal, old: Decimal) -> None:
        right = ConversionRight(into=ORDINARY, ratio=Ratio(new, old))
        rights = ClassRights(kind="preferred", votes=Decimal("1.5"), converts=(right,))
        self.register.capital.apply(
            StockClassDescribed(effective_on=DAY, stock_class=self.preferred, rights=rights), MOMENT
        )

    def granted(self, name: str, units: int, kind: str, vests: object) -> None:
        grant = IssuedGrant(
            security=SecurityId(f"grant_{kind}"), issuer=HARROW, stock_class=ORDINARY, plan=PLAN,
            holder=HolderId(f"holder_{name}"), kind=kind, units=units, granted_on=DAY,  # type: ignore[arg-type]
            vests=vests, vests_from=DAY,  # type: ignore[arg-type]
        )  # fmt: skip
        self.register.plans.apply(GrantIssued(effective_on=DAY, grant=grant), MOMENT)

    def total(self, conventions: Conventions, as_of: date = DAY) -> int:
        return counted(self.register, HARROW, as_of=as_of, conventions=conventions).total


def price(dollars: str) -> Price:
    return Price(int(Decimal(dollars) * 100), 2, "USD")


# What is left of the plan: 90 less the 47 granted. 33 preferred at 5 for 4 are 41, rounded down.
@pytest.mark.parametrize(
    ("conventions", "on", "expected"),
    [
        (OUTSTANDING, DAY, 183),
        (FULLY_DILUTED, DAY, 150 + 41 + 30 + 43 + 12),
        (Conventions(as_converted=False), DAY, 150 + 33 + 30 + 43 + 12),
        (Conventions(grants="vested"), DAY, 150 + 41 + 10 + 43 + 12),
        (Conventions(grants="vested"), LATER, 150 + 41 + 30 + 43 + 12),
        (Conventions(grants="none"), DAY, 150 + 41 + 43 + 12),
        (Conventions(pool=False), DAY, 150 + 41 + 30 + 12),
        (Conventions(warrants=False), DAY, 150 + 41 + 30 + 43),
        (Conventions(convertibles_at=price("1.50")), DAY, 150 + 41 + 30 + 43 + 12 + 66),
    ],
)
def test_each_convention_counts_what_it_says(conventions, on, expected):
    assert Full().total(conventions, on) == expected


def test_what_does_not_count_is_said():
    full = Full()

    nothing = counted(full.register, HARROW, as_of=DAY, conventions=OUTSTANDING)
    vested = counted(
        full.register, HARROW, as_of=DAY,
        conventions=Conventions(grants="vested", convertibles_at=Price(1, 0, "EUR")),
    )  # fmt: skip

    assert nothing.left_out == {
        "grants": 30, "paid_in_cash": 7, "pool": 43, "warrants": 12, "convertibles": 1,
    }  # fmt: skip
    assert vested.left_out == {"unvested": 20, "paid_in_cash": 7, "other_currency": 1}


def test_a_preferred_class_without_a_ratio_counts_one_for_one_and_that_is_said():
    full = Full()
    full.register.capital.apply(
        StockClassDescribed(
            effective_on=DAY, stock_class=full.preferred, rights=ClassRights(kind="preferred")
        ),
        MOMENT,
    )

    found = counted(full.register, HARROW, as_of=DAY, conventions=FULLY_DILUTED)

    assert found.left_out["ratio_unstated"] == 33
    assert found.total == 150 + 33 + 30 + 43 + 12


def test_a_ratio_counts_from_its_day_and_from_when_it_was_known():
    full, on = Full(), DAY + timedelta(days=10)
    right = ConversionRight(into=ORDINARY, ratio=Ratio(Decimal(2), Decimal(1)))
    known = MOMENT + timedelta(days=20)
    full.register.capital.apply(
        RatioAdjusted(effective_on=on, stock_class=full.preferred, right=right), known
    )

    def ratio(as_of, known_at=None):
        found = counted(
            full.register, HARROW, as_of=as_of, known_at=known_at, conventions=FULLY_DILUTED
        )
        return next(one.ratio for one in found.classes if one.stock_class == full.preferred)

    assert ratio(on - timedelta(days=1)) == Fraction(5, 4)
    assert ratio(on) == 2
    assert ratio(on, known - timedelta(days=1)) == Fraction(5, 4)


def test_classes_of_other_decimals_count_on_one_scale():
    full = Full()
    fine = full.register_class("class_fine", "Fine", "细", decimals=2)
    full.issued("eve", 250, stock_class=fine)

    found = counted(full.register, HARROW, as_of=DAY, conventions=OUTSTANDING)

    assert (found.decimals, found.total) == (2, 18_300 + 250)


ALL = [
    Conventions(grants=grants, pool=pool, warrants=warrants, as_converted=converted)  # type: ignore[arg-type]
    for grants, pool, warrants, converted in product(
        ("all", "vested", "none"), (True, False), (True, False), (True, False)
    )
]


@given(DRAWN, st.sampled_from(ALL), st.integers(-1, 12), st.none() | st.integers(-1, 20))
def test_rows_and_classes_sum_to_the_same_whole(acts, conventions, day, known):
    lived = Lived(acts)
    on = DAY + timedelta(days=day)
    known_at = None if known is None else MOMENT + timedelta(days=known)

    found = counted(lived.register, HARROW, as_of=on, known_at=known_at, conventions=conventions)

    table = cap_table(lived.register, HARROW, as_of=on, known_at=known_at)
    assert sum(row.counts for row in found.rows) == found.total
    for one in found.classes:
        parts = [row.parts for row in found.rows]
        for source, part in one.parts.items():
            mine = [each[source, one.stock_class] for each in parts
                    if (source, one.stock_class) in each]  # fmt: skip
            assert sum(each.counts for each in mine) == part.counts
        if one.stock_class is not None:
            issued = one.parts["stock"].units if "stock" in one.parts else 0
            assert issued == table.totals[one.stock_class]


def test_a_holder_stands_in_one_group_the_nearest_to_the_company():
    full = Full()
    plans = full.register.plans
    for name, said in (("ada", ("investor", "founder")), ("ben", ("employee",))):
        plans.apply(
            HolderRelated(
                effective_on=DAY, issuer=HARROW, holder=HolderId(f"holder_{name}"),
                relationships=said,
            ),
            MOMENT,
        )  # fmt: skip
    plans.apply(
        ServiceEnded(
            effective_on=DAY + timedelta(days=5), issuer=HARROW, holder=HolderId("holder_ben"),
            reason="voluntary_other",
        ),
        MOMENT,
    )  # fmt: skip

    def group(name, on):
        return group_of(full.register, HARROW, as_of=on).of(HolderId(f"holder_{name}"))

    assert group("ada", DAY) == "founder"
    assert group("ben", DAY) == "employee"
    assert group("ben", LATER) == "ex_employee"
    assert group("cai", DAY) == "organisation"


def test_votes_are_of_what_is_issued_and_of_what_was_stated():
    found = votes(Full().register, HARROW, as_of=DAY)

    assert found.per_share == {ORDINARY: None, "class_preferred": Decimal("1.5")}
    assert found.rows == ((HolderId("holder_cai"), Decimal("49.5")),)
    assert found.total == Decimal("49.5")
