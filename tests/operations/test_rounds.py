"""A round on a register: modelled, then closed in one entry."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from laogu.basics import LaoguError, Money, Price, StockClassId
from laogu.operations import QUESTIONS
from laogu.operations.round.asking import RightRow, TakerRow
from laogu.operations.round.model import RoundModelled
from laogu.people import NoMandate
from laogu.register import cap_table, capital, convertibles
from laogu.register.capital import BeyondAuthorised
from laogu.register.convertibles import (
    ConvertibleUnknown,
)
from laogu.register.plans import pool_use
from laogu.register.rounds import (
    NoSuchRound,
    NotARound,
)
from tests.desk import TODAY, Desk, articles, everything, holds


@pytest.fixture
def desk() -> Desk:
    """Ada holds a million shares, there is a plan, rook has a safe of 100,000 at 2,000,000."""
    found = Desk()
    found.holder("elm")
    for step in (articles(), holds("ada", 1_000_000)):
        step(found)
    found.do(
        "plan.register", "ida", issuer="harrow", name="2026 plan", stock_class="Ordinary",
        quantity=100_000,
    )  # fmt: skip
    found.do(
        "convertible.issue", "ida", issuer="harrow", holder=found.holder("rook"), kind="safe",
        amount=100_000, cap=Decimal(2_000_000), certificate="SAFE-1",
    )  # fmt: skip
    return found


def asked(desk: Desk, **more: Any) -> dict[str, Any]:
    """Return a round of 1,000,000 at 9,000,000, with a tenth free in the pool after it."""
    money = (TakerRow(holder=desk.holder("elm"), amount=Decimal(1_000_000)),)
    given = {"issuer": "harrow", "stock_class": "Series A", "money": money, **more}
    if not {"price", "post_money"} & more.keys():
        given.setdefault("pre_money", Decimal(9_000_000))
    return given


def model(desk: Desk, by: str = "ida", **more: Any) -> RoundModelled:
    question = QUESTIONS["round.model"]
    person = desk.people[by]
    answer = desk.journal.ask("round.model", question.request(**asked(desk, **more)), by=person)
    assert isinstance(answer, RoundModelled)
    return answer


def class_named(desk: Desk, given: str) -> StockClassId:
    classes = desk.books.register.classes.values()
    return next(one.stock_class for one in classes if one.name_en == given)


def held(desk: Desk) -> dict[str, int]:
    names = {holder: name for name, holder in desk.holders.items()}
    table = cap_table(desk.books.register, desk.issuer, as_of=TODAY)
    return {names[row.holder.holder]: row.total for row in table.rows}


def test_a_model_records_nothing_and_a_closing_does_what_it_said(desk):
    terms: dict[str, Any] = {"pool_part": Decimal("0.1")}
    before = everything(desk.books)
    found = model(desk, **terms).modelled

    assert everything(desk.books) == before

    desk.execute("round.close", "ida", **asked(desk, **terms))

    assert held(desk) == {
        "ada": 1_000_000,
        "elm": found.sales[0].shares,
        "rook": found.conversions[0].shares,
    }
    plan = next(iter(desk.books.register.plans.plans))
    use = pool_use(desk.books.register.plans, plan, on=TODAY)
    assert use.left == found.pool_after
    assert use.left >= Fraction(1, 10) * found.fully_diluted - 1
    # A safe at its cap owns 5% of what stands before the money and the new part of the pool.
    assert found.conversions[0].exact / Fraction(1_100_000) == Fraction(5, 95)


def test_a_closing_is_one_entry_and_says_what_each_lot_cost(desk):
    events = desk.execute("round.close", "ida", **asked(desk, price=Decimal(4)))

    assert [type(one).__name__ for one in events] == [
        "StockClassRegistered", "StockClassDescribed", "StockIssued", "ConvertibleConverted",
        "FinancingRecorded",
    ]  # fmt: skip
    # By hand: 1,100,000 / 0.95 = 1,157,894.7; 2,000,000 / that is 1.7273; 100,000 / 1.7273.
    converted = events[3]
    assert converted.price == Price(17_273, 4, "USD")
    assert converted.shares[0].units == 57_893
    assert converted.shares[0].cost + converted.left_over == Money(9_999_999, "USD")
    assert events[2].stock.cost == Money(100_000_000, "USD")
    assert events[4].securities == (events[2].stock.security, converted.shares[0].security)
    room = desk.books.register.convertibles
    assert not list(convertibles.convertibles_on(room, desk.issuer, as_of=TODAY))


def test_a_new_class_is_preferred_and_converts_one_for_one(desk):
    more = {"anti_dilution": "broad_weighted_average", "name_zh": "A轮优先股"}
    desk.execute("round.close", "ida", **asked(desk, price=Decimal(4), **more))

    made = class_named(desk, "Series A")
    rights = capital.class_standing(desk.books.register.capital, made, as_of=TODAY).rights
    assert rights.kind == "preferred"
    assert rights.issue_price == Price(40_000, 4, "USD")
    assert rights.converts[0].into == desk.ordinary
    assert rights.anti_dilution == "broad_weighted_average"


def test_a_down_round_adjusts_the_ratios_of_classes_that_are_protected(desk):
    more = {"anti_dilution": "full_ratchet", "converts": ()}
    desk.execute("round.close", "ida", **asked(desk, price=Decimal(4), **more))
    money = (TakerRow(holder=desk.holder("pine"), amount=Decimal(100_000)),)

    desk.execute(
        "round.close", "ida", issuer="harrow", stock_class="Series B", money=money,
        price=Decimal(2), converts=(),
    )  # fmt: skip

    older = class_named(desk, "Series A")
    rights = capital.class_standing(desk.books.register.capital, older, as_of=TODAY).rights
    assert capital.as_fraction(rights.converts[0].ratio) == 2
    assert rights.converts[0].price == Price(20_000, 4, "USD")
    again = model(desk, price=Decimal(1), stock_class="Series C").modelled
    assert again.protected[0].ratio_before == 2
    assert again.protected[0].ratio_after == 4


def test_more_of_a_class_that_is_there_may_be_sold(desk):
    desk.execute(
        "round.close", "ida", **asked(desk, stock_class="Ordinary", price=Decimal(4), converts=())
    )

    assert held(desk)["elm"] == 250_000
    assert len(desk.books.register.classes) == 1


def test_what_a_warrant_and_promised_options_are_for_counts_as_fully_diluted(desk):
    desk.do(
        "warrant.issue", "ida", issuer="harrow", holder=desk.holder("rook"),
        stock_class="Ordinary", quantity=5_000, exercise_price=Decimal(1),
    )  # fmt: skip

    found = model(desk, promised=Decimal(130_000)).modelled.capital

    assert found.fully_diluted == 1_000_000 + 5_000 + 130_000
    assert found.uncovered == 30_000


def test_rights_to_take_a_part_are_worked_out_from_the_register(desk):
    right = RightRow(holder=desk.holder("ada"), basis="fully_diluted")

    found = model(desk, rights=(right,)).modelled.may_take[0]

    assert found.part == Fraction(1_000_000, 1_100_000)


@pytest.mark.parametrize(
    ("more", "no"),
    [
        ({"converts": ("security_nothing",)}, ConvertibleUnknown),
        ({"pool_part": Decimal(10)}, NotARound),
        ({"promised": Decimal(-1)}, NotARound),
        ({"price": Decimal(2), "pre_money": Decimal(9)}, NotARound),
        ({"pre_money": Decimal(100_000)}, NoSuchRound),
        ({"into": "Nothing"}, NotARound),
        ({"stock_class": "Ordinary", "price": Decimal(1)}, BeyondAuthorised),
    ],
)
def test_a_round_that_cannot_be_is_refused_and_nothing_is_recorded(desk, more, no):
    desk.do(
        "stock_class.authorise", "ida", issuer="harrow", stock_class="Ordinary", quantity=1_200_000
    )
    before = everything(desk.books)

    with pytest.raises(no):
        desk.execute("round.close", "ida", **asked(desk, **more))

    assert everything(desk.books) == before


def test_a_new_class_counts_against_what_the_issuer_may_issue(desk):
    desk.do("issuer.authorise", "ida", issuer="harrow", quantity=1_100_000)
    before = everything(desk.books)

    with pytest.raises(BeyondAuthorised):
        desk.execute("round.close", "ida", **asked(desk))

    assert everything(desk.books) == before
    desk.do("issuer.authorise", "ida", issuer="harrow", quantity=1_300_000)
    desk.execute("round.close", "ida", **asked(desk))


def test_what_only_words_say_is_named_by_a_model_and_refused_by_a_closing(desk):
    made = desk.do(
        "convertible.issue", "ida", issuer="harrow", holder=desk.holder("elm"), amount=5,
        kind="convertible_security", says="as the board may decide",
    )  # fmt: skip
    more: dict[str, Any] = {"converts": (made["security"][0],)}

    assert len(model(desk, **more).modelled.not_computable) == 1
    with pytest.raises(NotARound):
        desk.execute("round.close", "ida", **asked(desk, **more))


def test_which_pool_grows_has_to_be_said_where_there_are_two(desk):
    desk.do(
        "plan.register", "ida", issuer="harrow", name="Other", stock_class="Ordinary", quantity=1
    )

    with pytest.raises(NotARound):
        desk.execute("round.close", "ida", **asked(desk, pool_increase=Decimal(5)))
    desk.execute("round.close", "ida", **asked(desk, pool_increase=Decimal(5), plan="Other"))


def test_a_model_is_the_issuers_and_the_operators(desk):
    with pytest.raises(NoMandate):
        model(desk, by="stranger")
    with pytest.raises(LaoguError):
        desk.execute("round.close", "stranger", **asked(desk))

    assert model(desk, by="operator").modelled.price > 0
