"""A split: every security is retired and issued again, and what depends on the class follows."""

from datetime import timedelta
from decimal import Decimal

import pytest

from laogu.basics import Money, Price
from laogu.operations import ClassNotStill, PriceMissing
from laogu.register.capital import (
    BeyondAuthorised,
    FractionPaid,
    NotARatio,
    Ratio,
    class_standing,
    right_into,
)
from laogu.register.convertibles import warrants_on
from laogu.register.plans import pool_use, price_on, standing
from tests.desk import MORNING, TODAY, desk_at, holds, open_articles
from tests.granting import granted, with_plan
from tests.operations.capital import is_conserved, raised
from tests.windows import may_hold_windows, opened


def split(desk, new, old=1, rounding="floor", stock_class="Ordinary", **more):
    return desk.execute(
        "stock_class.split", "ida", issuer="harrow", stock_class=stock_class, new=Decimal(new),
        old=Decimal(old), rounding=rounding, **more,
    )  # fmt: skip


def harrow(*steps):
    return desk_at(MORNING, open_articles, *steps)


def test_two_for_one_keeps_every_lot_with_its_day_its_cost_and_its_label():
    desk = harrow(holds("ada", 10, certificate="CS-1", cost="50.00", acquired_on=TODAY),
                  holds("ada", 5), holds("ben", 7))  # fmt: skip
    old = desk.lots("ada")

    split(desk, 2)

    new = desk.lots("ada")
    assert [one.units for one in new] == [20, 10]
    assert (new[0].certificate, new[0].cost, new[0].acquired_on) == (
        "CS-1", Money(5_000, "USD"), TODAY,
    )  # fmt: skip
    assert {one.security for one in old}.isdisjoint(one.security for one in new)
    retired = desk.books.register.securities[old[0].security].retired
    assert (retired.by, retired.into) == ("split", (new[0].security,))
    assert desk.held() == {"ada": 30, "ben": 14}
    assert is_conserved(desk)


@pytest.mark.parametrize(
    ("rounding", "ada", "ben"),
    # ada holds 15 in three lots, ben 4: one for ten is 1.5 and 0.4.
    [("floor", 1, 0), ("ceiling", 2, 1), ("nearest", 2, 0)],
)
def test_a_part_is_rounded_once_for_each_holder(rounding, ada, ben):
    desk = harrow(holds("ada", 4), holds("ada", 5), holds("ada", 6), holds("ben", 4))

    split(desk, 1, 10, rounding)

    assert (desk.holds("ada"), desk.holds("ben")) == (ada, ben)
    assert is_conserved(desk)


def test_parts_are_paid_in_cash_at_the_price_that_is_said():
    desk = harrow(holds("ada", 15), holds("ben", 30))

    events = split(desk, 1, 10, "cash_in_lieu", price=Decimal("25.00"))

    (paid,) = [one for one in events if isinstance(one, FractionPaid)]
    assert (paid.holder, paid.part, paid.amount) == (
        desk.holder("ada"), Decimal("0.5"), Money(1_250, "USD"),
    )  # fmt: skip
    assert desk.held() == {"ben": 3, "ada": 1}
    with desk.refuses(PriceMissing):
        split(desk, 1, 10, "cash_in_lieu")


def test_the_cost_of_a_lot_that_ends_goes_on_in_the_largest_of_its_holder():
    desk = harrow(holds("ada", 1, cost="3.00"), holds("ada", 9, cost="20.00"))

    split(desk, 1, 10)

    (left,) = desk.lots("ada")
    assert (left.units, left.cost) == (1, Money(2_300, "USD"))


def test_a_restriction_on_a_part_holds_as_large_a_part():
    desk = harrow(holds("ada", 10))
    desk.do("restriction.attach", "ida", security=desk.lots("ada")[0].security, kind="pledge",
            rule="P", source="D", quantity=3)  # fmt: skip

    split(desk, 5, 2)

    (lot,) = desk.lots("ada")
    assert (lot.units, lot.restrictions[0].units) == (25, 8)


def test_amounts_for_one_share_and_ratios_follow():
    desk = raised(
        issue_price=Decimal("3.00"), par=Decimal("0.001"), conversion_price=Decimal("1.5")
    )
    desk.issue("ada", 100, stock_class="Series A")

    split(desk, 3, stock_class="Series A")
    split(desk, 2)

    standing = class_standing(desk.books.register.capital, desk.preferred, as_of=desk.today)
    assert standing.rights.issue_price == Price(100, 2, "USD")
    assert standing.rights.par == Price(3_333_333, 10, "USD")
    right = right_into(desk.books.register.capital, desk.preferred, desk.ordinary, as_of=desk.today)
    assert right is not None
    # Two for one; a third of it, and twice as many of the other.
    assert right.ratio == Ratio(Decimal(4), Decimal(3))
    assert right.price == Price(75, 2, "USD")


def test_nothing_is_split_while_somebody_trades_in_it():
    desk = harrow(holds("ada", 10))
    offer = desk.post("ada", 4, "18.50")

    with desk.refuses(ClassNotStill) as no:
        split(desk, 2)
    assert str(no.value.what_moves[0]) == "4 promised to offers, orders or trades"

    desk.do("offer.withdraw", "ada", offer=offer)
    may_hold_windows(desk)
    opened(desk, floor="15.00", cap="20.00", closes_at=MORNING + timedelta(days=9))
    with desk.refuses(ClassNotStill) as no:
        split(desk, 2)
    assert str(no.value.what_moves[0]) == "a window that is open"


def test_no_more_than_is_authorised_comes_of_it():
    desk = harrow(holds("ada", 10))
    desk.do("stock_class.authorise", "ida", issuer="harrow", stock_class="Ordinary", quantity=15)

    with desk.refuses(BeyondAuthorised) as no:
        split(desk, 2)

    assert no.value.facts == {
        "asked": Decimal(10), "issued": Decimal(10), "authorised": Decimal(15),
    }  # fmt: skip


@pytest.mark.parametrize("new", ["0", "-1", "NaN", "1E+13", "0.00000000001"])
def test_what_is_no_ratio_is_refused(new):
    desk = harrow(holds("ada", 10))

    with desk.refuses(NotARatio):
        split(desk, new)


def test_an_earlier_day_shows_the_shares_as_they_were():
    desk = harrow(holds("ada", 10))
    desk.wait(days=3)
    split(desk, 2)

    from laogu.register import cap_table

    table = cap_table(desk.books.register, desk.issuer, as_of=TODAY)
    assert table.totals == {desk.ordinary: 10}


def plan_on(desk):
    """Return the one plan of Harrow."""
    (plan,) = desk.books.register.plans.plans
    return plan


def test_grants_and_the_pool_follow_and_an_earlier_day_stays_as_it_was():
    desk = harrow(holds("ada", 10), with_plan(1_000))
    desk.deposit("ben", 1_000)
    grant = granted(desk, "ben", 41, price="2.00")
    desk.wait(days=1)
    desk.do("grant.exercise", "ben", security=grant, quantity=11)
    book = desk.books.register.plans
    reserved = pool_use(book, plan_on(desk), on=desk.today)

    split(desk, 3, 2)

    stands = book.grants[grant]
    # 30 that live are 45; 11 that were exercised are told as 16, a half is let go.
    assert (stands.left, stands.granted.units, stands.used) == (45, 61, 16)
    assert price_on(stands, desk.today) == Price(13_333_333_334, 10, "USD")
    use = pool_use(book, plan_on(desk), on=desk.today)
    assert (use.reserved, use.living, use.became_shares) == (int(reserved.reserved * 1.5), 45, 16)
    before = standing(book, book.grants[grant], decimals=0, on=TODAY)
    assert (before.left, before.price) == (41, Price(200, 2, "USD"))
    assert pool_use(book, plan_on(desk), on=TODAY).reserved == reserved.reserved
    assert is_conserved(desk)
    desk.do("grant.exercise", "ben", security=grant, quantity=45)
    assert book.grants[grant].left == 0
    assert is_conserved(desk)


def test_warrants_and_papers_with_a_number_of_shares_are_made_anew():
    desk = harrow(holds("ada", 10))
    given = {"issuer": "harrow", "holder": desk.holder("rook")}
    made = desk.do("warrant.issue", "ida", **given, stock_class="Ordinary", quantity=101,
                   exercise_price=Decimal("2.50"), certificate="W-1")  # fmt: skip
    desk.do("warrant.accept", "rook", security=made["security"][0])
    desk.do("convertible.issue", "ida", **given, kind="safe", amount=50_000,
            cap=Decimal(5_000_000))  # fmt: skip
    room = desk.books.register.convertibles
    safes = list(room.convertibles)

    split(desk, 3, 2)

    old, new = room.warrants.values()
    assert (old.ended.by, old.ended.on) == ("cancellation", desk.today)
    assert (new.left, new.issued.certificate) == (Decimal(151), "W-1")
    assert new.issued.exercise_price == Price(16_666_666_667, 10, "USD")
    assert new.accepted is not None
    assert list(room.convertibles) == safes
    before = [one.left for one in warrants_on(room, desk.issuer, as_of=TODAY - timedelta(days=1))]
    assert before == []
    assert is_conserved(desk)
