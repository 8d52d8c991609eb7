"""What changes one security: conversion, buying back, new certificates, acceptance, retraction."""

from datetime import date
from decimal import Decimal

import pytest

from laogu.basics import Money, Price
from laogu.ledger import CashShort, deposit_for_issuer
from laogu.operations import (
    LabelsMissing,
    PriceMissing,
    StillEncumbered,
    StillPromised,
)
from laogu.people import NoMandate
from laogu.register import CertificateTaken, HoldsTooFew, IssuedStock, cap_table
from laogu.register.capital import (
    AlreadyAccepted,
    BeyondAuthorised,
    FractionPaid,
    LotsDiffer,
    NoConversionRight,
    NotAsIssued,
    PartsDoNotSum,
)
from tests.desk import TODAY, Desk
from tests.encumbering import claim, encumber
from tests.granting import granted, with_plan
from tests.operations.capital import is_conserved, preferred_of, raised

LAST_YEAR = date(2025, 5, 6)


def asks(desk, verb, lot, by="ida", **fields):
    return desk.execute(f"security.{verb}", by, security=lot.security, **fields)


def test_preferred_becomes_ordinary_and_keeps_its_day_and_its_cost():
    desk = raised()
    lot = desk.issue("ada", 100, stock_class="Series A", cost="300.00", acquired_on=LAST_YEAR)

    asks(desk, "convert", lot, quantity=40, certificate="CS-7")

    (made,), (left,) = desk.lots("ada"), preferred_of(desk, "ada")
    assert (made.units, made.cost, made.acquired_on) == (80, Money(12_000, "USD"), LAST_YEAR)
    assert (left.units, left.cost, made.certificate) == (60, Money(18_000, "USD"), "CS-7")
    assert is_conserved(desk)
    table = cap_table(desk.books.register, desk.issuer, as_of=TODAY)
    assert table.totals == {desk.ordinary: 80, desk.preferred: 60}


@pytest.mark.parametrize(("rounding", "made"), [("floor", 6), ("ceiling", 7), ("nearest", 7)])
def test_a_part_of_a_share_is_rounded_as_the_class_says(rounding, made):
    desk = raised(new=Decimal("1.33"), rounding=rounding)
    lot = desk.issue("ada", 5, stock_class="Series A")  # 6.65

    asks(desk, "convert", lot)

    assert desk.holds("ada") == made
    assert is_conserved(desk)


def test_or_it_is_paid_at_the_conversion_price():
    desk = raised(new=Decimal("1.5"), rounding="cash_in_lieu", conversion_price=Decimal("2.00"))
    lot = desk.issue("ada", 5, stock_class="Series A")

    *_, paid = asks(desk, "convert", lot)

    assert isinstance(paid, FractionPaid)
    assert (desk.holds("ada"), paid.part, paid.amount) == (7, Decimal("0.5"), Money(100, "USD"))
    desk = raised(new=Decimal("1.5"), rounding="cash_in_lieu")
    lot = desk.issue("ada", 5, stock_class="Series A")
    with desk.refuses(PriceMissing):
        asks(desk, "convert", lot)


def test_a_conversion_is_refused():
    desk = raised()
    lot, ordinary = desk.issue("ada", 100, stock_class="Series A"), desk.issue("ada", 5)

    with desk.refuses(NoConversionRight):
        asks(desk, "convert", ordinary)
    with desk.refuses(NoConversionRight):
        asks(desk, "convert", ordinary, into="Series A")
    with desk.refuses(HoldsTooFew):
        asks(desk, "convert", lot, quantity=101)
    desk.issue("ben", 1, certificate="CS-1")
    with desk.refuses(CertificateTaken):
        asks(desk, "convert", lot, certificate="CS-1")
    desk.do("stock_class.authorise", "ida", issuer="harrow", stock_class="Ordinary", quantity=50)
    with desk.refuses(BeyondAuthorised):
        asks(desk, "convert", lot)
    desk.post("ada", 10, "2.00", stock_class="Series A")
    with desk.refuses(StillPromised):
        asks(desk, "convert", lot)


def test_the_issuer_buys_back_and_pays_outside_or_here():
    desk = raised()
    lot = desk.issue("ada", 100, cost="200.00")

    (event,) = asks(desk, "repurchase", lot, quantity=40, price="3.00", reason="a leaver")

    assert (event.price, event.reason) == (Price(300, 2, "USD"), "a leaver")
    (left,) = desk.lots("ada")
    assert (left.units, left.cost) == (60, Money(12_000, "USD"))
    with desk.refuses(CashShort):
        asks(desk, "repurchase", left, price="3.00", reason="the rest", paid="here")
    deposited = deposit_for_issuer(desk.issuer, Money(20_000, "USD"), reference="r", on=TODAY)
    desk.books.apply((deposited,), desk.now)
    asks(desk, "repurchase", left, price="3.00", reason="the rest", paid="here")
    assert (desk.free("ada"), desk.lots("ada")) == (Decimal("180.00"), [])
    assert is_conserved(desk)


def claimed_lot(**claims: dict[str, str]) -> tuple[Desk, IssuedStock, list[str]]:
    """Ada holds 100 shares that cost 2.00 each, and others claim; the issuer has 500 in cash."""
    desk = raised()
    lot = desk.issue("ada", 100, cost="200.00")
    found = [claim(desk, "ada", name, **terms) for name, terms in claims.items()]
    desk.do("cash.deposit", issuer="harrow", amount="500.00", currency="USD", reference="r")
    return desk, lot, found


def test_what_somebody_claims_of_a_price_paid_here_is_set_apart_in_the_same_entry():
    # By hand: 60 shares at 3.00; of 1.00 a share above cost, a quarter is claimed: 15.00.
    desk, lot, (claimed,) = claimed_lot(rook={"part": "0.25", "above": "2.00"})

    retired, paid, held = asks(
        desk, "repurchase", lot, quantity=60, price="3.00", reason="a leaver", paid="here"
    )

    assert (retired.securities, held.security, held.trade) == ((lot.security,), lot.security, None)
    assert (held.encumbrance, held.amount) == (claimed, Money(1_500, "USD"))
    assert sum(one.minor for one in paid.postings) == 0
    assert (desk.free("ada"), desk.held_for("ada", claimed)) == (Decimal(165), Decimal(15))
    again = desk.reopened().books
    assert again.differences(desk.books) == ()
    assert again.register.encumbrances.held_of.on(lot.security) == {claimed: 1_500}


def test_what_a_buying_back_set_apart_is_paid_as_that_of_a_sale():
    desk, lot, (claimed,) = claimed_lot(rook={"part": "0.25"})
    asks(desk, "repurchase", lot, price="3.00", reason="a leaver", paid="here")

    desk.do("claim.pay", "ada", encumbrance=claimed)

    assert (desk.free("rook"), desk.held_for("ada", claimed)) == (Decimal(75), Decimal(0))


def test_nothing_is_set_apart_below_cost_or_of_what_is_paid_outside():
    desk, lot, (claimed,) = claimed_lot(rook={"part": "0.25", "above": "2.00"})

    asks(desk, "repurchase", lot, quantity=40, price="2.00", reason="at cost", paid="here")
    (left,) = desk.lots("ada")
    asks(desk, "repurchase", left, price="3.00", reason="the rest")

    assert (desk.free("ada"), desk.held_for("ada", claimed)) == (Decimal(80), Decimal(0))


def test_several_buyings_back_together_bring_a_claim_no_more_than_its_most():
    desk, lot, (first, second) = claimed_lot(
        rook={"part": "0.5", "at_most": "100.00"}, elm={"part": "1"}
    )

    asks(desk, "repurchase", lot, quantity=50, price="3.00", reason="a leaver", paid="here")
    (left,) = desk.lots("ada")
    asks(desk, "repurchase", left, price="3.00", reason="the rest", paid="here")

    held = [desk.held_for("ada", one) for one in (first, second)]
    assert (held, desk.free("ada")) == ([Decimal(100), Decimal(200)], Decimal(0))


def test_a_certificate_becomes_several_that_sum_to_it():
    desk = raised()
    lot = desk.issue("ada", 10, certificate="CS-1", cost="100.00", acquired_on=LAST_YEAR)
    desk.do("restriction.attach", "ida", security=lot.security, kind="pledge", rule="P",
            source="D", quantity=7)  # fmt: skip

    asks(desk, "reissue", lot, quantities=(Decimal(6), Decimal(4)), certificates=("CS-1", "CS-2"),
         reason="asked for")  # fmt: skip

    first, second = desk.lots("ada")
    assert [(one.units, one.certificate) for one in (first, second)] == [(6, "CS-1"), (4, "CS-2")]
    assert (first.cost, second.cost) == (Money(6_000, "USD"), Money(4_000, "USD"))
    assert (first.restrictions[0].units, second.restrictions[0].units) == (6, 1)
    assert first.acquired_on == second.acquired_on == LAST_YEAR
    assert is_conserved(desk)


def test_certificates_that_do_not_fit_are_refused():
    desk = raised()
    lot, other = desk.issue("ada", 10, certificate="CS-1"), desk.issue("ada", 1, certificate="X")

    with desk.refuses(PartsDoNotSum):
        asks(desk, "reissue", lot, quantities=(Decimal(6), Decimal(5)), reason="x")
    with desk.refuses(LabelsMissing):
        asks(desk, "reissue", lot, quantities=(Decimal(6), Decimal(4)), certificates=("A",),
             reason="x")  # fmt: skip
    for labels in (("A", "A"), ("A", other.certificate)):
        with desk.refuses(CertificateTaken):
            asks(desk, "reissue", lot, quantities=(Decimal(6), Decimal(4)), certificates=labels,
                 reason="x")  # fmt: skip


def together(desk, *lots, **more):
    securities = tuple(one.security for one in lots)
    return desk.execute("security.consolidate", "ida", securities=securities, reason="one", **more)


def test_certificates_that_are_alike_become_one():
    desk = raised()
    lots = [desk.issue("ada", n, acquired_on=LAST_YEAR, cost=f"{n}.50") for n in (3, 4, 5)]

    together(desk, *lots, certificate="CS-9")

    (made,) = desk.lots("ada")
    assert (made.units, made.cost, made.certificate) == (12, Money(1_350, "USD"), "CS-9")
    assert is_conserved(desk)


def test_what_one_certificate_could_not_remember_is_not_put_together():
    desk = raised()
    lot = desk.issue("ada", 3, acquired_on=LAST_YEAR)
    alike = desk.issue("ada", 3, acquired_on=LAST_YEAR)
    others = [desk.issue("ben", 3, acquired_on=LAST_YEAR), desk.issue("ada", 3),
              desk.issue("ada", 3, stock_class="Series A", acquired_on=LAST_YEAR)]  # fmt: skip
    for other in [*others, lot]:
        with desk.refuses(LotsDiffer):
            together(desk, lot, other)
    with desk.refuses(LotsDiffer):
        together(desk)
    desk.do("restriction.attach", "ida", security=lot.security, kind="pledge", rule="P", source="D")
    with desk.refuses(LotsDiffer) as no:
        together(desk, lot, alike)
    assert [str(one) for one in no.value.differ] == ["their restrictions"]
    desk.post("ada", 2, "1.00")
    with desk.refuses(StillPromised):
        together(desk, *desk.lots("ada")[:2])


def test_who_took_a_security_cannot_be_asked_to_give_it_back():
    desk = raised()
    lot, other = desk.issue("ada", 3), desk.issue("ada", 4)

    with desk.refuses(NoMandate):
        asks(desk, "accept", lot, by="stranger")
    asks(desk, "accept", lot, by="ada")
    with desk.refuses(AlreadyAccepted):
        asks(desk, "accept", lot, by="ada")
    with desk.refuses(AlreadyAccepted):
        asks(desk, "retract", lot, reason="a slip")
    asks(desk, "retract", other, reason="a slip")

    assert desk.held() == {"ada": 3}
    assert is_conserved(desk)


def test_what_somebody_else_has_a_right_in_is_not_retracted():
    desk = raised()
    lot = desk.issue("ada", 3)
    encumber(desk, "pledge", lot.security, "ben")

    with desk.refuses(StillEncumbered):
        asks(desk, "retract", lot, reason="a slip")

    assert desk.held() == {"ada": 3}


def test_what_came_of_another_security_is_not_retracted():
    desk = raised()
    lot = desk.issue("ada", 10)
    asks(desk, "reissue", lot, quantities=(Decimal(6), Decimal(4)), reason="asked for")

    with desk.refuses(NotAsIssued):
        asks(desk, "retract", desk.lots("ada")[0], reason="a slip")


def test_shares_that_came_of_options_are_not_retracted():
    desk = raised()
    with_plan()(desk)
    desk.deposit("ben", 1_000)
    grant = granted(desk, "ben", 41)
    desk.do("grant.exercise", "ben", security=grant, quantity=11)

    with desk.refuses(NotAsIssued):
        asks(desk, "retract", desk.lots("ben")[0], reason="a slip")
