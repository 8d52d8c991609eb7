"""A lock-up of the articles that somebody may let go of: for which shares, and what then."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from laogu.basics import NotAQuantity
from laogu.operations import MayNotTransfer, StillPromised
from laogu.people import NoMandate
from laogu.register import HoldsTooFew
from laogu.register.capital import LotsDiffer
from laogu.register.encumbrances import LawNeverLifts, LiftedForNoDay, RestrictionUnknown
from laogu.rights import Proposal, locked_alike, reasons, releases, sellable
from tests.desk import MORNING, TODAY, articles, desk_at, has, holds, open_articles
from tests.drafting import clause, row

LOCKED = clause("lock_up", "ART-10", days_after_acquisition=730, waivable_by="board")


@pytest.fixture
def desk():
    """Ada holds two lots of one day, locked for two years by articles; ben has cash."""
    return desk_at(
        MORNING,
        articles(
            LOCKED,
            clause("lock_up", "LAW", locked_through=TODAY),
            clause("lock_up", "REG", locked_through=TODAY, waivable_by="regulator"),
            clause("lock_up", "OVER", locked_through=date(2020, 1, 1), waivable_by="board"),
        ),
        holds("ada", 1_000), holds("ada", 500), has("ben", 50_000),
    )  # fmt: skip


def let_go(desk, lot=0, rule="ART-10", by="ida", **more):
    security = desk.lots("ada")[lot].security
    return desk.do("restriction.lift", by, security=security, rule=rule, reason="resolved", **more)


def after_the_others(desk):
    """The day after the other clauses have ended: only ART-10 is left."""
    desk.wait(days=1)
    return desk


def why(desk, lot=0):
    asked = Proposal(
        issuer=desk.issuer, stock_class=desk.ordinary, seller=desk.holder("ada"), buyers=(),
        units=1, price=None, mechanism="negotiated", on=desk.today,
    )  # fmt: skip
    return reasons(sellable(desk.books.standing, asked)[lot], ())


def rule(answer, id_):
    return next(one for one in answer.rules if one.id == id_)


def test_until_the_board_lets_go_the_answer_says_who_may_and_afterwards_that_it_was(desk):
    after_the_others(desk)
    before = rule(desk.explain("ada", 1_000), "ART-10")
    assert (before.result, before.waivable_by) == ("block", "board")
    assert "those who may have let go of it" in str(before.fix)
    assert "The board may let go of it" in str(why(desk)[0].remedy)
    with desk.refuses(MayNotTransfer):
        desk.post("ada", 1_000, 10)

    let_go(desk)

    assert desk.explain("ada", 1_000).result == "pass"
    assert (why(desk), len(why(desk, lot=1))) == ((), 1)
    assert desk.explain("ada", 1_500).units == 1_000

    let_go(desk, lot=1)

    assert rule(desk.explain("ada", 1_500), "ART-10").facts["waived"] == 1_500


def test_it_goes_with_what_stays_and_not_with_what_is_sold(desk):
    after_the_others(desk)
    let_go(desk)
    trade = desk.trade("ada", "ben", 400, 10)
    desk.notice(trade)
    desk.settle(trade)

    assert desk.explain("ada", 1_000).units == 600
    assert rule(desk.explain("ben", 400), "ART-10").until == TODAY + timedelta(days=731)
    assert desk.lots("ben")[0].waived == ()


def test_what_comes_free_is_counted_without_it(desk):
    after_the_others(desk)
    let_go(desk)
    lots = locked_alike(desk.books.agreements, desk.books.register, desk.ordinary, on=desk.today)

    assert sorted((one.stock.units, one.units) for one in lots) == [(500, 500), (1_000, 0)]
    assert [one.units for one in releases(lots, on=desk.today)] == [500]


def test_certificates_that_differ_in_it_stay_apart(desk):
    let_go(desk)
    with desk.refuses(LotsDiffer):
        desk.do("security.consolidate", "ida", reason="one paper",
                securities=[one.security for one in desk.lots("ada")])  # fmt: skip
    let_go(desk, lot=1)
    desk.do("security.consolidate", "ida", reason="one paper",
            securities=[one.security for one in desk.lots("ada")])  # fmt: skip

    assert [one.waived for one in desk.lots("ada")] == [("ART-10",)]


def test_only_who_may_lets_go_and_only_of_what_keeps_the_shares(desk):
    with desk.refuses(NoMandate):
        let_go(desk, by="ada")
    with desk.refuses(LawNeverLifts):
        let_go(desk, rule="LAW")
    with desk.refuses(NoMandate):
        let_go(desk, rule="REG")
    for unknown in ("OVER", "ART-99"):
        with desk.refuses(RestrictionUnknown):
            let_go(desk, rule=unknown)

    let_go(desk)
    let_go(desk, rule="REG", by="operator")

    with desk.refuses(RestrictionUnknown):
        let_go(desk)
    assert desk.lots("ada")[0].waived == ("ART-10", "REG")


def test_shares_of_an_unknown_day_are_let_go_of_too():
    desk = desk_at(MORNING, articles(LOCKED))
    desk.load(row("ada", 10))
    assert desk.explain("ada", 10).result == "unknown"

    let_go(desk)

    assert desk.explain("ada", 10).result == "pass"


def test_new_articles_under_another_rule_bind_again(desk):
    after_the_others(desk)
    let_go(desk)
    desk.adopt(clause("lock_up", "ART-12", days_after_acquisition=365), version="2")

    assert rule(desk.explain("ada", 1_000), "ART-12").result == "block"


def test_what_is_read_back_from_the_record_stands_alike(desk):
    after_the_others(desk)
    let_go(desk)

    assert desk.reopened().explain("ada", 1_000).result == "pass"


def test_for_a_part_of_a_lot_it_is_divided_in_the_same_entry(desk):
    after_the_others(desk)
    desk.do("security.reissue", "ida", security=desk.lots("ada")[0].security, reason="a label",
            certificates=("CS-7",))  # fmt: skip
    lot = next(one for one in desk.lots("ada") if one.certificate == "CS-7")

    before = desk.journal.head.seq
    desk.do("restriction.lift", "ida", security=lot.security, rule="ART-10", quantity=300,
            reason="resolved")  # fmt: skip

    parts = {one.units: one for one in desk.lots("ada")}
    assert desk.journal.head.seq == before + 1
    assert (parts[300].waived, parts[300].certificate) == (("ART-10",), None)
    assert (parts[700].waived, parts[700].certificate) == ((), "CS-7")
    assert desk.explain("ada", 1_500).units == 300
    desk.post("ada", 300, 10)
    desk.do("restriction.attach", "ida", security=parts[300].security, kind="lock_up", rule="X",
            source="a deed", waivable_by="board")  # fmt: skip
    with desk.refuses(StillPromised):
        desk.do("restriction.lift", "ida", security=parts[300].security, rule="X",
                quantity=100, reason="again")  # fmt: skip


@pytest.mark.parametrize(("quantity", "kind"), [(1_001, HoldsTooFew), ("0.5", NotAQuantity)])
def test_no_more_is_let_go_of_than_the_lot_has(desk, quantity, kind):
    lot = max(desk.lots("ada"), key=lambda one: one.units)

    with desk.refuses(kind):
        desk.do("restriction.lift", "ida", security=lot.security, rule="ART-10",
                quantity=Decimal(quantity), reason="resolved")  # fmt: skip


@pytest.mark.parametrize("held", [None, 400])
def test_of_a_restriction_of_the_lot_a_part_is_lifted_too(desk, held):
    after_the_others(desk)
    lot = desk.lots("ada")[0]
    desk.do("restriction.attach", "ida", security=lot.security, kind="pledge", rule="P-1",
            source="a deed", quantity=held, waivable_by="board")  # fmt: skip

    desk.do("restriction.lift", "ida", security=lot.security, rule="P-1", quantity=300,
            reason="repaid in part")  # fmt: skip

    left = [one.units for lot in desk.lots("ada") for one in lot.restrictions]
    assert left == [None if held is None else 100]
    assert sum(one.units for one in desk.lots("ada")) == 1_500


def test_what_is_let_go_of_or_divided_frees_nothing_of_what_others_keep():
    desk = desk_at(MORNING, open_articles, holds("ada", 1_000))
    for rule_id, held in (("P-1", 500), ("P-2", 300)):
        desk.do("restriction.attach", "ida", security=desk.lots("ada")[0].security, kind="pledge",
                rule=rule_id, source="a deed", quantity=held, waivable_by="board")  # fmt: skip
    assert desk.explain("ada", 1_000).units == 200

    desk.do("security.reissue", "ida", security=desk.lots("ada")[0].security, reason="in two",
            quantities=(Decimal(400), Decimal(600)))  # fmt: skip
    assert desk.explain("ada", 1_000).units == 200

    lot = max(desk.lots("ada"), key=lambda one: one.units)
    desk.do("restriction.lift", "ida", security=lot.security, rule="P-2", quantity=100,
            reason="repaid in part")  # fmt: skip
    assert desk.explain("ada", 1_000).units == 300


def test_until_a_day_it_helps_and_the_answer_says_until_when(desk):
    after_the_others(desk)
    last = desk.today + timedelta(days=20)
    let_go(desk, last_day=last)

    until = rule(desk.explain("ada", 1_000), "ART-10")
    assert (until.result, until.facts["helps_through"]) == ("pass", last)
    assert "the rest is enough for this sale through" in str(until.says)
    assert desk.explain("ada", 1_500).units == 1_000
    lots = locked_alike(desk.books.agreements, desk.books.register, desk.ordinary, on=desk.today)
    assert sorted((one.stock.units, one.units) for one in lots) == [(500, 500), (1_000, 0)]
    assert [(one.on, one.units) for one in releases(lots, on=desk.today)] == [
        (TODAY + timedelta(days=731), 1_500)
    ]

    let_go(desk, lot=1, last_day=last)
    both = rule(desk.explain("ada", 1_500), "ART-10")
    assert (both.facts["helps_through"], both.facts["waived"]) == (last, 1_500)
    assert "from the day after on it binds again" in str(both.says)
    desk.wait(days=20)
    assert desk.today == last
    assert desk.explain("ada", 1_000).result == "pass"
    desk.wait(days=1)
    again = rule(desk.explain("ada", 1_000), "ART-10")
    assert (again.result, again.until) == ("block", TODAY + timedelta(days=730))
    assert desk.reopened().explain("ada", 1_000).result == "block"


def test_a_sale_that_is_late_for_the_last_day_does_not_settle(desk):
    after_the_others(desk)
    let_go(desk, last_day=desk.today + timedelta(days=1))
    trade = desk.trade("ada", "ben", 400, 10)
    desk.notice(trade)
    desk.wait(days=2)

    with desk.refuses(MayNotTransfer):
        desk.settle(trade)


def test_it_is_let_go_of_for_longer_or_for_good_and_never_for_less(desk):
    after_the_others(desk)
    first, later = desk.today + timedelta(days=5), desk.today + timedelta(days=9)
    for last in (first, later, first):
        let_go(desk, last_day=last)
    assert desk.lots("ada")[0].waived_through == (("ART-10", later),)

    let_go(desk)

    lot = desk.lots("ada")[0]
    assert (lot.waived, lot.waived_through) == (("ART-10",), ())
    with desk.refuses(LiftedForNoDay):
        let_go(desk, lot=1, last_day=desk.today - timedelta(days=1))


def test_shares_of_an_unknown_day_are_let_go_of_for_a_time_too():
    desk = desk_at(MORNING, articles(LOCKED))
    desk.load(row("ada", 10))
    let_go(desk, last_day=desk.today)

    assert desk.explain("ada", 10).result == "pass"
    desk.wait(days=1)
    assert desk.explain("ada", 10).result == "unknown"


def test_a_restriction_of_the_lot_binds_again_after_its_last_day(desk):
    after_the_others(desk)
    let_go(desk)
    lot = desk.lots("ada")[0]
    through = desk.today + timedelta(days=30)
    desk.do("restriction.attach", "ida", security=lot.security, kind="lock_up", rule="SHA-9",
            source="a deed", waivable_by="board", locked_through=through)  # fmt: skip

    let_go(desk, rule="SHA-9", last_day=desk.today + timedelta(days=10))

    until = rule(desk.explain("ada", 1_000), "SHA-9")
    assert (until.result, until.facts["helps_through"]) == ("pass", desk.today + timedelta(days=10))
    assert "keeps none of these shares through" in str(until.says)
    desk.wait(days=11)
    assert rule(desk.explain("ada", 1_000), "SHA-9").until == through
    let_go(desk, rule="SHA-9", last_day=through)
    assert desk.lots("ada")[0].restrictions == ()


def test_a_part_is_let_go_of_for_a_time_and_goes_with_what_stays(desk):
    after_the_others(desk)
    last = desk.today + timedelta(days=20)
    let_go(desk, quantity=300, last_day=last)
    trade = desk.trade("ada", "ben", 100, 10)
    desk.notice(trade)
    desk.settle(trade)

    assert sorted((one.units, one.waived_through) for one in desk.lots("ada")) == [
        (200, (("ART-10", last),)), (500, ()), (700, ()),
    ]  # fmt: skip
    assert desk.lots("ben")[0].waived_through == ()
