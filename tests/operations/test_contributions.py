"""Contributions to a limited company: subscribed, paid in, due, overdue, sold unpaid."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from laogu.basics import Money, StockClassId
from laogu.operations import ClassNotStill
from laogu.register import ClassNameTaken, cap_table
from laogu.register.capital import (
    CapitalUnpaid,
    DueTooLate,
    FormIsTheSame,
    NotSubscribed,
    NotYetForfeit,
    PaidTooMuch,
    SharesAboveNetWorth,
    class_standing,
    latest_due,
)
from laogu.register.papers import NotAHash
from tests.desk import MORNING, TODAY, Desk, open_articles
from tests.operations.capital import is_conserved

FOUNDED = date(2025, 3, 1)
DUE = date(2026, 6, 30)
HASH = "ab" * 32


def limited(**more):
    """Return the desk of a limited company whose capital is counted in fen."""
    given = {"jurisdiction": "CN", "form": "limited company", "established_on": FOUNDED}
    desk = Desk(MORNING, **given | more)  # type: ignore[arg-type]
    open_articles(desk)
    desk.do("stock_class.register", "ida", issuer="harrow", name_en="Capital", decimals=2,
            currency="CNY")  # fmt: skip
    desk.ordinary = StockClassId(list(desk.books.register.classes)[-1])
    return desk


def subscribed(desk, name, quantity, due_on=DUE, **more):
    made = desk.do(
        "contribution.subscribe", "ida", issuer="harrow", stock_class="Capital",
        holder=desk.holder(name), quantity=quantity, due_on=due_on, **more,
    )  # fmt: skip
    return made["security"][0]


def paid(desk, security, quantity=None, **more):
    desk.do("contribution.pay", "ida", security=security, quantity=quantity, evidence="the bank",
            **more)  # fmt: skip


def owed(desk, security, on=None):
    return desk.books.register.capital.contributions[security].owed_on(on or desk.today)


def test_what_is_subscribed_stands_on_the_register_before_it_is_paid():
    desk = limited()
    stake = subscribed(desk, "ada", 1_000_000)

    paid(desk, stake, 400_000, document=HASH)

    assert desk.holds("ada") == 100_000_000
    assert owed(desk, stake) == 60_000_000
    assert owed(desk, stake, TODAY - timedelta(days=1)) == 100_000_000
    contribution = desk.books.register.capital.contributions[stake]
    assert not contribution.is_overdue_on(DUE)
    assert contribution.is_overdue_on(DUE + timedelta(days=1))
    assert is_conserved(desk)
    paid(desk, stake)
    assert owed(desk, stake) == 0


def test_more_than_is_owed_and_what_nobody_subscribed_is_not_paid_in():
    desk = limited()
    stake = subscribed(desk, "ada", 100)
    other = desk.issue("ada", 5, stock_class="Capital").security

    with desk.refuses(PaidTooMuch) as no:
        paid(desk, stake, "100.01")
    assert no.value.facts == {"asked": Decimal("100.01"), "owed": Decimal("100.00")}
    with desk.refuses(NotSubscribed):
        paid(desk, other, 1)
    with desk.refuses(NotAHash):
        paid(desk, stake, 1, document="a contract")
    paid(desk, stake)
    with desk.refuses(PaidTooMuch):
        paid(desk, stake)


# PRC Company Law (2023), art. 47: five years; State Council order 784 (2024-07-01), art. 2: those
# registered before 2024-07-01 at the latest by 2032-06-30.
@pytest.mark.parametrize(
    ("established", "subscribed_on", "latest"),
    [
        (date(2025, 3, 1), date(2025, 3, 1), date(2030, 3, 1)),
        (date(2025, 3, 1), date(2026, 3, 2), date(2031, 3, 2)),
        (date(2015, 1, 1), date(2016, 1, 1), date(2032, 6, 30)),
        (date(2015, 1, 1), date(2026, 3, 2), date(2031, 3, 2)),
        (None, date(2024, 2, 29), date(2032, 6, 30)),
        (None, date(2028, 2, 29), date(2033, 2, 28)),
    ],
)
def test_the_law_says_until_when_a_contribution_may_wait(established, subscribed_on, latest):
    assert latest_due(established, subscribed_on) == latest


def test_five_years_and_a_day_are_too_long_under_chinese_law_only():
    desk, abroad = limited(), limited(jurisdiction="US-DE")

    desk.holder("ada")
    with desk.refuses(DueTooLate) as no:
        subscribed(desk, "ada", 100, date(2031, 3, 3))
    subscribed(abroad, "ada", 100, date(2031, 3, 3))

    assert no.value.latest == date(2031, 3, 2)


def test_what_is_owed_goes_with_the_stake_and_the_seller_is_remembered():
    desk = limited()
    desk.deposit("ben", 10_000, "CNY")
    stake = subscribed(desk, "ada", "999.99")
    paid(desk, stake, "333.34")
    paid(desk, stake, "200.00")

    trade = desk.accept(
        "ben", desk.post("ada", "333.33", "2.00", stock_class="Capital", currency="CNY")
    )
    desk.notice(trade)
    desk.settle(trade)

    contributions = desk.books.register.capital.contributions
    (kept,), (bought,) = desk.lots("ada"), desk.lots("ben")
    parts = [contributions[one.security] for one in (kept, bought)]
    assert [one.units for one in parts] == [66_666, 33_333]
    assert sum(one.paid for one in parts) == 53_334
    assert [one.paid for one in parts] == [35_556, 17_778]
    assert all(one.due_on == DUE for one in parts)
    assert [one.holder for one in parts[1].sold_by] == [desk.holder("ada")]
    assert parts[0].sold_by == ()
    assert is_conserved(desk)


def test_a_reduction_lets_go_of_what_is_owed_first():
    desk = limited()
    stake = subscribed(desk, "ada", 1_000)
    paid(desk, stake, 400)

    desk.do("security.cancel", "ida", security=stake, quantity=500, reason="reduction")

    (left,) = desk.lots("ada")
    contribution = desk.books.register.capital.contributions[left.security]
    assert (contribution.units, contribution.paid) == (50_000, 40_000)


def forfeit(desk, stake, called_on, **more):
    desk.do("contribution.forfeit", "ida", security=stake, called_on=called_on,
            resolution="of the board, 2026-05-08", **more)  # fmt: skip


# CN-LLC-13: 600,000 unpaid, notice sent: only the paid 400,000 may be sold from that day.
def test_what_is_forfeited_can_no_longer_be_sold():
    desk = limited()
    stake = subscribed(desk, "ada", 1_000_000)
    paid(desk, stake, 400_000)
    called = DUE + timedelta(days=1)
    desk.go_to(MORNING + timedelta(days=(called - TODAY).days + 60))
    with desk.refuses(NotYetForfeit) as no:
        forfeit(desk, stake, called)
    assert no.value.until == called + timedelta(days=60)

    desk.wait(days=1)
    forfeit(desk, stake, called)

    (lot,) = desk.lots("ada")
    (restriction,) = lot.restrictions
    assert (restriction.kind, restriction.rule) == ("unpaid_capital", "CN-LLC-13")
    assert restriction.units == 60_000_000
    answer = desk.explain("ada", 100_000_000, "ben")
    assert answer.units == 40_000_000


def test_nothing_is_forfeited_of_what_is_paid():
    desk = limited()
    stake = subscribed(desk, "ada", 100)
    paid(desk, stake)

    with desk.refuses(NotSubscribed):
        forfeit(desk, stake, TODAY)


def changed(desk, quantity=900, **more):
    given = {"stock_class": "Capital", "net_worth": Decimal(1_000), "net_worth_on": TODAY,
             "name_en": "Shares", "name_zh": "股份"}  # fmt: skip
    return desk.execute("issuer.change_form", "ida", issuer="harrow", quantity=quantity,
                        **given | more)  # fmt: skip


def test_contributions_become_shares_in_proportion_and_the_last_by_largest_remainder():
    desk = limited()
    for name, count in (("ada", 500), ("ben", 300), ("elm", "199.99"), ("pine", "0.01")):
        paid(desk, subscribed(desk, name, count))

    changed(desk, 100, legal_name_en="Harrow Co., Ltd.")

    # 50, 30, 19.999 and 0.001 of 100.
    assert desk.held() == {"ada": 50, "ben": 30, "elm": 20}
    register = desk.books.register
    assert register.issued_units[desk.ordinary] == 0
    issuer = register.issuers[desk.issuer]
    assert (issuer.form, issuer.legal_name_en) == ("joint stock company", "Harrow Co., Ltd.")
    shares = list(register.classes.values())[-1]
    standing = class_standing(register.capital, shares.stock_class, as_of=desk.today)
    assert (shares.name_zh, standing.rights.votes) == ("股份", Decimal(1))
    assert is_conserved(desk)
    desk.wait(days=1)
    assert cap_table(register, desk.issuer, as_of=desk.today).totals[shares.stock_class] == 100
    with desk.refuses(FormIsTheSame):
        changed(desk, stock_class="Shares", name_en="Others", name_zh=None)


def test_a_change_of_form_is_refused_before_everything_is_paid_and_above_net_worth():
    desk = limited()
    stake = subscribed(desk, "ada", 1_000)
    paid(desk, stake, 999)

    with desk.refuses(CapitalUnpaid) as no:
        changed(desk)
    assert no.value.owed == Decimal("1.00")
    paid(desk, stake)
    with desk.refuses(SharesAboveNetWorth) as no:
        changed(desk, 1_001)
    assert no.value.facts == {
        "capital": Money(100_100, "CNY"), "net_worth": Money(100_000, "CNY"),
    }  # fmt: skip
    with desk.refuses(ClassNameTaken):
        changed(desk, name_en="Capital")
    desk.post("ada", 4, "18.50", stock_class="Capital", currency="CNY")
    with desk.refuses(ClassNotStill):
        changed(desk)


def unpaid(desk, quantity=10_000, **more):
    """Return what the answer says of unpaid capital; None: nothing."""
    answer = desk.explain("ada", quantity, "ben", stock_class=desk.ordinary, **more)
    found = [one for one in answer.rules if one.id == "CN-LLC-12"]
    assert answer.result == "pass"
    return found[0] if found else None


# CN-LLC-12: 1,000,000 subscribed, 400,000 paid: 600,000 exposure.
def test_the_answer_says_who_owes_what_is_not_paid_in_and_lets_it_go():
    desk = limited()
    stake = subscribed(desk, "ada", 1_000_000)
    paid(desk, stake, 400_000)

    before = unpaid(desk)
    desk.go_to(MORNING + timedelta(days=(DUE - TODAY).days + 1))
    after = unpaid(desk, on=desk.today)

    assert (before.result, before.facts["owed"], before.facts["due"]) == (
        "flag", Decimal("600000.00"), DUE,
    )  # fmt: skip
    assert "in the second place" in str(before.says)
    assert after.facts["overdue"] == Decimal("600000.00")
    assert "answer for that together" in str(after.says)
    paid(desk, stake)
    assert unpaid(desk, on=desk.today) is None


def test_what_is_owed_does_not_vanish_by_a_conversion():
    desk = limited()
    desk.do("stock_class.register", "ida", issuer="harrow", name_en="Other", decimals=2)
    desk.do("stock_class.describe", "ida", issuer="harrow", stock_class="Capital",
            converts_into="Other")  # fmt: skip
    stake = subscribed(desk, "ada", 1_000)
    paid(desk, stake, 400)

    with pytest.raises(CapitalUnpaid):
        desk.execute("security.convert", "ida", security=stake)

    assert owed(desk, stake) == 60_000
    paid(desk, stake, 600)
    desk.do("security.convert", "ida", security=stake)
    assert is_conserved(desk)


def test_abroad_the_law_of_china_says_nothing():
    desk = limited(jurisdiction="US-DE")
    subscribed(desk, "ada", 1_000)

    assert unpaid(desk) is None


def test_once_a_part_is_forfeited_what_is_sold_is_paid_in_and_the_rest_is_cancelled():
    desk = limited()
    stake = subscribed(desk, "ada", 1_000)
    paid(desk, stake, 400)
    called = DUE + timedelta(days=1)
    desk.go_to(MORNING + timedelta(days=(called - TODAY).days + 61))
    forfeit(desk, stake, called)
    desk.deposit("ben", 10_000, "CNY")
    trade = desk.accept("ben", desk.post("ada", 300, "2.00", stock_class="Capital", currency="CNY"))
    desk.notice(trade)
    desk.settle(trade)

    (bought,), (kept,) = desk.lots("ben"), desk.lots("ada")
    assert owed(desk, bought.security) == 0
    assert desk.books.register.capital.contributions[bought.security].sold_by == ()
    assert owed(desk, kept.security) == 60_000
    desk.do("security.cancel", "ida", security=kept.security, quantity=600, reason="forfeited")
    (left,) = desk.lots("ada")
    assert (left.units, left.restrictions, owed(desk, left.security)) == (10_000, (), 0)
    assert is_conserved(desk)
