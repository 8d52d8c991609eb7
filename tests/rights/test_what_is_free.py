"""What may be sold of a holder's lots: held, less what is restricted, less what is promised."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from laogu.basics import HolderId, IssuerId, Restriction, SecurityId, StockClassId
from laogu.operations import OnlyFewerFree
from laogu.register import IssuedStock
from laogu.rights import lot_free, restricted_units
from tests.desk import MORNING, TODAY, articles, clause, desk_at, has, holds, open_articles

ON = date(2026, 3, 2)


def stock(units: int, *restrictions: Restriction) -> IssuedStock:
    return IssuedStock(
        security=SecurityId("security_1"),
        issuer=IssuerId("issuer_1"),
        stock_class=StockClassId("class_1"),
        holder=HolderId("holder_1"),
        units=units,
        restrictions=restrictions,
    )


def lock(units=None, **more) -> Restriction:
    given = {"kind": "lock_up", "rule": "R", "source": "s", "sure": "T", "units": units} | more
    return Restriction(**given)


@pytest.mark.parametrize(
    ("restrictions", "held"),
    [
        ([], 0),
        ([lock()], 100),
        ([lock(30)], 30),
        ([lock(30), lock(50, kind="pledge")], 80),  # not overlapping
        ([lock(60), lock(50, kind="pledge")], 100),  # up to the lot
        ([lock(), lock(30)], 100),
        ([lock(30, sure="M")], 0),  # known from memory only
        ([lock(locked_through=ON)], 100),
        ([lock(locked_through=ON - timedelta(days=1))], 0),
        ([lock(starts_on=ON + timedelta(days=1))], 0),
        ([lock(400)], 100),
    ],
)
def test_restrictions_hold_units_of_a_lot(restrictions, held):
    assert restricted_units(stock(100), restrictions, ON) == held


@pytest.mark.parametrize(
    ("restricted", "promised", "free"),
    [(0, 0, 100), (60, 0, 40), (60, 40, 0), (60, 30, 10), (60, 50, 0)],
)
def test_what_is_free_is_never_below_zero(restricted, promised, free):
    restrictions = [lock(restricted)] if restricted else []

    lot = lot_free(stock(100), restrictions, promised=promised, on=ON)

    assert (lot.restricted, lot.promised, lot.free) == (restricted, promised, free)


def results(answer) -> dict[str, str]:
    """Return what each rule said, and see that none said it twice."""
    said = [(rule.id, rule.result) for rule in answer.rules]
    assert len(said) == len(set(said)), said
    return dict(said)


def attach(desk, lot, quantity=None, *, kind="pledge", rule="PLEDGE", **more):
    desk.do(
        "restriction.attach", "ida", security=lot.security, kind=kind, rule=rule, source="Deed",
        quantity=quantity, **more,
    )  # fmt: skip


def test_with_nothing_against_it_all_of_it_passes():
    desk = desk_at(MORNING, open_articles, holds("ada", 100))

    answer = desk.explain("ada", 100, "elm")

    assert (answer.result, answer.units, answer.asked) == ("pass", 100, 100)
    assert results(answer) == {"LAOGU-HELD": "pass", "LAOGU-BOARD": "pass"}


def test_more_than_is_held_is_cut_to_what_is_held_and_nothing_is_blocked_to_nobody():
    desk = desk_at(MORNING, open_articles, holds("ada", 100))

    assert (desk.explain("ada", 101).result, desk.explain("ada", 101).units) == ("adjust", 100)
    assert (desk.explain("elm", 1).result, desk.explain("elm", 1).units) == ("block", 0)
    for answer in (desk.explain("ada", 101), desk.explain("elm", 1)):
        assert list(results(answer)) == ["LAOGU-HELD", "LAOGU-BOARD"]


def test_what_is_promised_elsewhere_is_not_free():
    desk = desk_at(MORNING, open_articles, holds("ada", 100))
    desk.post("ada", 70, "18.50")

    assert desk.explain("ada", 30).result == "pass"
    assert (desk.explain("ada", 31).result, desk.explain("ada", 31).units) == ("adjust", 30)
    assert list(results(desk.explain("ada", 31))) == ["LAOGU-HELD", "LAOGU-BOARD"]
    desk.post("ada", 30, "18.50")
    assert desk.explain("ada", 1).result == "block"
    assert list(results(desk.explain("ada", 1))) == ["LAOGU-HELD", "LAOGU-BOARD"]


def test_the_rest_of_a_lot_that_is_restricted_in_part_may_go():
    desk = desk_at(MORNING, open_articles, holds("ada", 100))
    attach(desk, desk.lots("ada")[0], 60)

    assert desk.explain("ada", 40).result == "pass"
    assert (desk.explain("ada", 41).result, desk.explain("ada", 41).units) == ("adjust", 40)


def test_two_rules_on_one_lot_count_together():
    desk = desk_at(MORNING, open_articles, holds("ada", 100))
    attach(desk, desk.lots("ada")[0], 60, rule="PLEDGE")
    attach(desk, desk.lots("ada")[0], 30, rule="FREEZE", kind="freeze")

    answer = desk.explain("ada", 40)

    # Each rule for itself leaves enough; together they leave ten.
    assert {"PLEDGE": "pass", "FREEZE": "pass"}.items() <= results(answer).items()
    assert (answer.result, answer.units) == ("adjust", 10)
    assert desk.explain("ada", 10).result == "pass"


def test_two_rules_that_leave_nothing_block():
    desk = desk_at(MORNING, open_articles, holds("ada", 100))
    until = (date(2026, 6, 1), date(2026, 9, 1))
    attach(desk, desk.lots("ada")[0], 60, rule="ONE", locked_through=until[0])
    attach(desk, desk.lots("ada")[0], 50, rule="TWO", locked_through=until[1])

    answer = desk.explain("ada", 70)

    assert (answer.result, answer.units, answer.until) == ("block", 0, until[1])


def test_a_lot_that_is_partly_restricted_and_partly_promised_is_free_for_the_rest_only():
    desk = desk_at(MORNING, open_articles, holds("ada", 100))
    attach(desk, desk.lots("ada")[0], 60)
    desk.post("ada", 30, "18.50")

    assert (desk.explain("ada", 11).result, desk.explain("ada", 11).units) == ("adjust", 10)
    desk.post("ada", 10, "18.50")
    answer = desk.explain("ada", 1)
    assert (answer.result, answer.until) == ("block", None)


def test_locks_on_different_lots_add_up():
    desk = desk_at(MORNING, open_articles, holds("ada", 50), holds("ada", 50))
    first, second = desk.lots("ada")
    attach(desk, first, rule="ONE")
    attach(desk, second, 20, rule="TWO")

    assert (desk.explain("ada", 100).units, desk.explain("ada", 30).result) == (30, "pass")


def test_lots_that_are_free_are_offered_and_not_those_that_are_locked():
    desk = desk_at(MORNING, open_articles, holds("ada", 50), holds("ada", 50))
    first, second = desk.lots("ada")
    attach(desk, first)

    offer = desk.post("ada", 50, "18.50")

    assert desk.books.market.offers[offer].offer.lots == ((second.security, 50),)


def test_a_block_lasts_until_enough_is_free_not_until_everything_is():
    desk = desk_at(MORNING, open_articles, holds("ada", 50), holds("ada", 50))
    first, second = desk.lots("ada")
    soon, late = date(2026, 6, 1), date(2027, 6, 1)
    attach(desk, first, kind="lock_up", rule="R", locked_through=soon)
    attach(desk, second, kind="lock_up", rule="R", locked_through=late)

    assert desk.explain("ada", 50).until == soon
    assert desk.explain("ada", 51).until == late
    assert desk.explain("ada", 50, on=soon).result == "block"
    assert desk.explain("ada", 50, on=soon + timedelta(days=1)).result == "pass"


def test_a_lock_without_an_end_lasts_until_it_is_lifted():
    desk = desk_at(MORNING, open_articles, holds("ada", 50))
    attach(desk, desk.lots("ada")[0])

    answer = desk.explain("ada", 50)

    assert (answer.result, answer.until) == ("block", None)
    (rule,) = [rule for rule in answer.rules if rule.id == "PLEDGE"]
    assert rule.facts == {"held": Decimal(50), "locked": Decimal(50), "through": None}


def test_a_lock_that_ended_and_one_that_has_not_begun_are_told_apart():
    desk = desk_at(MORNING, open_articles, holds("ada", 50))
    attach(desk, desk.lots("ada")[0], rule="R", locked_through=date(2026, 6, 1))

    (after,) = [r for r in desk.explain("ada", 1, on=date(2026, 6, 2)).rules if r.id == "R"]
    (before,) = [r for r in desk.explain("ada", 1, on=date(2026, 3, 1)).rules if r.id == "R"]

    assert (after.result, after.facts["through"]) == ("pass", date(2026, 6, 1))
    assert (before.result, before.facts["through"]) == ("pass", None)


def test_a_refusal_names_the_rule_that_leaves_the_least():
    desk = desk_at(MORNING, open_articles, holds("ada", 100))
    attach(desk, desk.lots("ada")[0], 40, rule="ONE", locked_through=date(2029, 1, 1))
    attach(desk, desk.lots("ada")[0], 55, rule="TWO", locked_through=date(2027, 1, 1))

    with desk.refuses(OnlyFewerFree) as no:
        desk.post("ada", 90, "1.00")

    assert (no.value.rule, no.value.free) == ("LAOGU-HELD", Decimal(5))  # together they leave five
    desk.issue("ben", 100)
    attach(desk, desk.lots("ben")[0], 40, rule="ONE", locked_through=date(2029, 1, 1))
    desk.post("ben", 30, "1.00")
    with desk.refuses(OnlyFewerFree) as locked:
        desk.post("ben", 65, "1.00")
    assert (locked.value.rule, locked.value.free) == ("LAOGU-HELD", Decimal(30))


def test_new_terms_that_lock_a_promised_lot_are_not_answered_with_another_lot():
    # Ada offers a lot she has had since 2020. The articles lock it then; her other lot stays free.
    desk = desk_at(
        MORNING, open_articles, has("elm", 10_000),
        holds("ada", 50, acquired_on=date(2020, 1, 1)), holds("ada", 50, acquired_on=TODAY),
    )  # fmt: skip
    old, _ = desk.lots("ada")
    offer = desk.post("ada", 50, "18.50")
    assert desk.books.market.offers[offer].offer.lots == ((old.security, 50),)

    locked = clause(
        "lock_up", "ART-10", locked_through=date(2027, 1, 7), acquired_by=date(2025, 1, 1)
    )
    desk.adopt(locked, version="2")

    assert desk.explain("ada", 50).result == "pass"  # from the young lot
    answer = desk.explain("ada", 50, promised=((old.security, 50),))
    assert (answer.result, answer.until) == ("block", date(2027, 1, 7))


def test_a_promised_part_of_a_lot_is_served_from_its_free_part():
    desk = desk_at(MORNING, open_articles, holds("ada", 100), holds("ada", 100))
    first, second = desk.lots("ada")
    desk.post("ada", 150, "18.50")
    promised = ((first.security, 100), (second.security, 50))

    assert desk.explain("ada", 150, promised=promised).result == "pass"
    clauses = clause("lock_up", "ART-10", locked_through=date(2027, 1, 7))
    desk.adopt(clauses, version="2")
    assert desk.explain("ada", 150, promised=promised).result == "block"


def test_free_cash_and_free_shares_are_strangers():
    desk = desk_at(MORNING, articles(), has("ada", 5))

    assert desk.explain("ada", 1).result == "block"
