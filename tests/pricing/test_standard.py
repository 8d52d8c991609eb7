"""What an issuer's shares are worth, from its books: class by class, and why."""

from datetime import timedelta
from decimal import Decimal

import pytest

from laogu.basics import TradeId
from laogu.operations import LaterRate
from laogu.pricing import Assumed, Holding, Note, Question, Structure, answer, finnerty
from laogu.pricing.many import Powers
from tests.desk import MORNING, TODAY, Desk, articles, clause, desk_at, holds, open_articles
from tests.granting import granted, with_plan
from tests.pricing.marked import (
    class_named,
    described,
    mark,
    series,
    told,
    values,
    venture,
    worth,
)


def test_a_round_says_of_each_class_what_the_published_table_says():
    # Gornall and Strebulaev (2020), table 1, row without a pool: common 0.7798, Series A 0.8643.
    desk = desk_at(MORNING, open_articles, venture())
    told(desk, "round", "1.00")

    found = mark(desk)

    assert worth(found) == pytest.approx(0.7798, rel=1e-3)
    assert values(desk, found) == {
        "Ordinary": pytest.approx(0.7798, rel=1e-3),
        "Series A": pytest.approx(0.8643, rel=1e-3),
        "Series B": pytest.approx(1.0, rel=1e-9),
    }
    (counted,) = found.anchors
    (taken,) = counted.taken_off
    assert counted.figure == 1.0
    assert counted.weight == pytest.approx(1.0)
    assert taken.what == "preference"
    assert taken.part == pytest.approx(1 - 0.7798, rel=1e-2)


def test_todays_structure_is_that_of_the_one_by_one_answer():
    desk = desk_at(
        MORNING, open_articles, with_plan(100_000_000),
        venture(participates="capped", cap=Decimal(3), seniority=Decimal(2)),
    )  # fmt: skip
    granted(desk, "ada", 30_000_000, price="0.20")
    told(desk, "round", "1.00")

    found = mark(desk)

    dear = {"participation": "capped", "cap": 300e6}
    structure = Structure(
        holdings=(
            Holding(name="Ordinary", shares=800e6),
            Holding(name="Series A", shares=100e6, price=0.5, rank=2),
            Holding(name="Series B", shares=100e6, price=1.0, rank=1, **dear),  # type: ignore[arg-type]
            Holding(name="options", shares=30e6, strike=0.2),
        ),
        unissued=70e6,
    )
    twin = answer(structure, Question(known=("Series B", 1.0), term=Assumed()))
    assert list(values(desk, found).values()) == pytest.approx(twin.each[:3], rel=1e-8)


def test_new_money_at_the_price_of_the_last_is_no_jump():
    desk = desk_at(MORNING, open_articles, venture())
    told(desk, "round", "1.00")
    desk.wait(days=60)
    series(desk, "Series C", "1.05", seniority=Decimal(2))
    desk.issue("fund of Series C", 100_000_000, stock_class="Series C")

    told(desk, "round", "1.05")

    found = mark(desk)
    assert found.anchors[-1].figure == 1.05
    # What comes before more than its price is worth less of it: nothing rose by five per cent.
    assert found.anchors[-1].each / found.anchors[0].each == pytest.approx(1.0, abs=0.03)


def test_what_is_not_described_has_no_price_and_says_which_fact_is_missing():
    desk = desk_at(MORNING, open_articles, holds("ada", 900))
    desk.do("stock_class.register", "ida", issuer="harrow", name_en="Series A")
    desk.issue("fund", 100, stock_class="Series A")
    desk.deposit("elm", 100_000)
    desk.settle(_cleared(desk, desk.trade("ada", "elm", 100, "20.00")))

    found = mark(desk)

    assert values(desk, found) == {"Ordinary": pytest.approx(20.0), "Series A": None}
    assert "another class" in str(class_named(desk, found, "Series A").reason)
    assert [one for one in map(str, found.missing) if "Series A" in one]


def _cleared(desk: Desk, trade: TradeId) -> TradeId:
    """Return a trade after everybody was asked."""
    desk.notice(trade)
    return trade


def test_a_valuation_is_a_headline_and_no_class_has_a_price_by_it():
    desk = desk_at(MORNING, open_articles, holds("ada", 900))
    told(desk, "round", "80000000", "USD after the round")

    found = mark(desk)

    assert found.basis == "valuation"
    assert worth(found) == pytest.approx(80e6)
    assert values(desk, found) == {"Ordinary": None}
    assert found.headline is not None
    assert found.headline.figure == pytest.approx(80e6)
    assert found.headline.part == 0.0


def test_shares_that_may_not_be_sold_are_worth_less_by_the_formula():
    desk = desk_at(MORNING, open_articles, holds("ada", 900), holds("ben", 300))
    (lot,) = desk.lots("ada")
    desk.do(
        "restriction.attach", "ida", security=lot.security, kind="lock_up", rule="ART-9",
        source="Articles, 9", locked_through=TODAY + timedelta(days=180), quantity=Decimal(400),
    )  # fmt: skip
    told(desk, "transfer", "20.00")

    (kind,) = mark(desk).classes

    (locked,) = kind.restricted
    assert (locked.units, locked.clause, locked.until) == (
        400,
        "ART-9",
        TODAY + timedelta(days=180),
    )
    assert locked.discount == pytest.approx(finnerty(180 / 365.25, locked.volatility))
    assert kind.value is not None
    assert locked.value == pytest.approx(kind.value * (1 - locked.discount))
    assert 0 < locked.discount < 0.3228


def test_what_is_assumed_is_told_with_what_it_changes():
    desk = desk_at(MORNING, open_articles, venture())
    told(desk, "round", "0.50", on=TODAY - timedelta(days=30))
    told(desk, "round", "1.00")

    found = mark(desk)

    by_what = {one.what for one in found.changes}
    assert by_what == {"volatility", "exits", "preference", "anchor"}
    volatility = next(one for one in found.changes if one.what == "volatility")
    assert (volatility.low_as, volatility.high_as) == (0.7, 1.1)
    assert volatility.low != volatility.high
    preference = next(one for one in found.changes if one.what == "preference")
    assert preference.high > preference.low == found.value
    left_out = [one for one in found.changes if one.what == "anchor"]
    assert all(found.anchors[one.at or 0].weight >= 0.1 for one in left_out)


def test_classes_and_the_headline_stand_side_by_side():
    desk = desk_at(MORNING, open_articles, venture())
    told(desk, "round", "1.00")
    told(desk, "round", "1000000000", "USD after the round")

    found = mark(desk)

    assert found.headline is not None
    assert found.headline.figure == pytest.approx(1e9)
    assert found.headline.counted == pytest.approx(810.296e6, rel=1e-3)
    assert found.headline.part == pytest.approx(1.0)
    assert class_named(desk, found, "Ordinary").headline == pytest.approx(1.0)


def test_a_price_that_no_value_explains_is_left_out_and_said():
    desk = desk_at(MORNING, open_articles, venture(participates="capped", cap=Decimal(1)))
    described(desk, "Series B", participates="capped", cap=Decimal(1))
    told(desk, "round", "1.00")

    assert all(one is None or one > 0 for one in values(desk, mark(desk)).values())


def test_the_same_books_give_the_same_digits():
    desk = desk_at(MORNING, open_articles, venture())
    told(desk, "round", "1.00")
    found = mark(desk)

    assert mark(desk) == found
    assert mark(desk.reopened()) == found
    told(desk, "employees", "31", "people")
    assert mark(desk).input_hash == found.input_hash
    desk.wait(days=1)
    assert mark(desk).input_hash != found.input_hash


def test_what_a_mark_costs_does_not_grow_with_classes_times_anchors(monkeypatch):
    desk = desk_at(MORNING, open_articles, venture())
    for days in (300, 200, 100, 0):
        told(desk, "round", "1.00", on=TODAY - timedelta(days=days))
    asked: list[float] = []
    true = Powers.value

    def counted(self: Powers, equity: float) -> object:
        asked.append(equity)
        return true(self, equity)

    monkeypatch.setattr(Powers, "value", counted)

    mark(desk)

    # One price under five models, the classes under five, four ends of bands; ten secants for each.
    assert len(asked) <= (5 + 5 + 4) * 10


def test_a_loan_with_a_cap_is_paid_first_or_converts_as_its_twin_does():
    desk = desk_at(MORNING, open_articles, venture())
    desk.do(
        "convertible.issue", "ida", issuer="harrow", holder=desk.holder("bridge"), kind="note",
        amount=Decimal(50_000_000), cap=Decimal(500_000_000), discount=Decimal("0.20"),
    )  # fmt: skip
    told(desk, "round", "1.00")

    found = mark(desk)

    structure = Structure(
        holdings=(
            Holding(name="Ordinary", shares=800e6),
            Holding(name="Series A", shares=100e6, price=0.5, rank=2),
            Holding(name="Series B", shares=100e6, price=1.0, rank=2),
            Holding(
                name="note", shares=1, note=Note(principal=50e6, converts_at=0.5, discount=0.2)
            ),
        ),
    )
    twin = answer(structure, Question(known=("Series B", 1.0), term=Assumed()))
    assert list(values(desk, found).values()) == pytest.approx(twin.each[:3], rel=1e-8)


def test_interest_in_steps_is_owed_once_for_each_day():
    steps = ({"rate": Decimal("0.10")}, {"rate": Decimal("0.10"), "later_rates": (
        LaterRate(rate=Decimal("0.10"), from_on=TODAY + timedelta(days=100)),
        LaterRate(rate=Decimal("0.10"), from_on=TODAY + timedelta(days=200)),
    )})  # fmt: skip
    found = []
    for terms in steps:
        desk = desk_at(MORNING, open_articles, venture())
        desk.do(
            "convertible.issue", "ida", issuer="harrow", holder=desk.holder("bridge"), kind="note",
            amount=Decimal(50_000_000), cap=Decimal(500_000_000), **terms,
        )  # fmt: skip
        desk.wait(days=300)
        told(desk, "round", "1.00")
        found.append(list(values(desk, mark(desk)).values()))

    assert found[0] == found[1]


def test_a_class_had_before_what_was_first_described_of_it():
    desk = desk_at(MORNING, open_articles)
    desk.issue("founders", 800_000_000)
    desk.do("stock_class.register", "ida", issuer="harrow", name_en="Series A")
    desk.issue("fund", 100_000_000, stock_class="Series A")
    told(desk, "round", "1.00")
    assert mark(desk).classes[0].value is None
    desk.wait(days=10)
    described(desk, "Ordinary", kind="common")
    described(
        desk, "Series A", kind="preferred", issue_price=Decimal(1), preference=Decimal(1),
        participates="none",
    )  # fmt: skip

    found = mark(desk)

    (counted,) = found.anchors
    assert counted.each < 1
    assert mark(desk, on=TODAY).classes[0].value is None


def test_a_clause_of_the_terms_locks_as_a_restriction_does():
    lock = clause("lock_up", "ART-10", days_after_acquisition=365)
    desk = desk_at(MORNING, articles(lock), holds("ada", 900), holds("ben", 100, on=TODAY))
    told(desk, "transfer", "20.00")

    (kind,) = mark(desk).classes

    assert [(one.clause, one.units) for one in kind.restricted] == [("ART-10", 1_000)]
    assert mark(desk, on=TODAY, known_at=MORNING).classes[0].restricted == kind.restricted


def test_shares_that_are_not_listed_are_said_to_have_no_price_of_their_own():
    desk = desk_at(MORNING, open_articles, holds("ada", 900))
    told(desk, "transfer", "20.00")
    told(desk, "unlisted_shares_in_issue", "400", unit="shares")
    assert not [one for one in map(str, mark(desk).missing) if "not listed" in one]

    told(desk, "close", "21.00")

    assert [one for one in map(str, mark(desk).missing) if "not listed" in one]
