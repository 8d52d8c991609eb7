"""Options become shares: what is paid by whom, what is refused, and nothing is lost on the way."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from laogu.basics import InvalidInput, LaoguError, Money, Price, SecurityId
from laogu.ledger import BANK, CashShort, cash_of_issuer, of_issuer
from laogu.operations import Books, all_alarms
from laogu.people import NoMandate
from laogu.register import CertificateTaken, capital, plans
from laogu.register.options import (
    NotAccepted,
    NotDelivered,
    NotExercisable,
    NotVestedYet,
    OverSince,
    PriceNotKnown,
    ValuesDiffer,
    WhoPays,
)
from tests.desk import MORNING, TODAY, Desk, desk_at, has, open_articles
from tests.granting import YEARS, granted, plan_of, pool, stands, with_plan

FAR = TODAY.replace(year=TODAY.year + 10)


def desk(*steps: Any) -> Desk:
    return desk_at(MORNING, open_articles, with_plan(1_000), *steps)


def vested(desk: Desk, quantity: int = 480, **more: Any) -> SecurityId:
    """Dee has options at 2.00 that are all vested."""
    return granted(desk, "dee", quantity, expires_on=FAR, **more)


def exercise(desk: Desk, grant: str, quantity: object, by: str = "dee", **more: Any) -> None:
    desk.do("grant.exercise", by, security=grant, quantity=quantity, **more)


def recorded(market):
    """Return what was recorded of a grant by the last request."""
    return next(one for one in market.last.events if hasattr(one, "withheld"))


def conserved(books: Books, grant: str) -> None:
    """What was granted is what became of it and what is left; the issuer's shares are counted."""
    found = books.register.plans.grants[SecurityId(grant)]
    assert found.left + found.used == found.granted.units
    books.check_all()


def test_the_price_goes_from_the_holder_to_the_issuer_and_the_shares_to_the_holder():
    market = desk(has("dee", 1_000))
    grant = vested(market)

    exercise(market, grant, 300, certificate="CS-7")

    assert market.happened() == ["GrantExercised", "CashMoved"]
    (lot,) = market.lots("dee")
    assert (lot.units, lot.cost, lot.acquired_on) == (300, Money(60_000, "USD"), TODAY)
    assert lot.certificate == "CS-7"
    assert market.free("dee") == 400
    assert [one.decimal() for one in cash_of_issuer(market.books.ledger, market.issuer)] == [600]
    assert stands(market, grant).left == 180
    assert pool(market).became_shares == 300
    conserved(market.books, grant)


def test_an_issuers_cash_comes_in_and_is_paid_out():
    market = desk(has("dee", 1_000))
    exercise(market, vested(market), 100)

    market.do("cash.deposit", issuer="harrow", amount=50, currency="USD", reference="x")
    market.do("cash.pay_out", issuer="harrow", amount=250, currency="USD", reference="x")

    ledger = market.books.ledger
    assert ledger.stands_at(of_issuer(market.issuer), "USD") == 0
    assert ledger.stands_at(BANK, "USD") == -80_000
    with pytest.raises(CashShort):
        market.do("cash.pay_out", issuer="harrow", amount=1, currency="USD", reference="x")
    for whose in ({}, {"issuer": "harrow", "holder": market.holder("dee")}):
        with pytest.raises(InvalidInput) as no:
            market.do("cash.deposit", amount=1, currency="USD", reference="x", **whose)
        assert no.value.code == "cash.whose"


def test_what_was_paid_outside_is_the_issuers_to_say():
    market = desk()
    grant = vested(market)

    with market.refuses(WhoPays):
        exercise(market, grant, 100, paid="outside", reference="bank 12")
    with market.refuses(WhoPays):
        exercise(market, grant, 100, by="ida")
    exercise(market, grant, 100, by="ida", paid="outside", reference="bank 12")

    assert market.happened() == ["GrantExercised"]
    event = recorded(market)
    assert (event.paid.decimal(), event.reference) == (200, "bank 12")
    assert market.holds("dee") == 100
    conserved(market.books, grant)


def test_a_net_exercise_holds_back_whole_shares_and_says_what_becomes_of_the_rest():
    market = desk()
    market.do("cash.deposit", issuer="harrow", amount=10, currency="USD", reference="x")
    grant = vested(market)
    net = {"paid": "net", "fair_value": Decimal(7), "source": "409A of 2026-02-01 (example)"}

    exercise(market, grant, 100, by="ida", **net)

    # 200.00 is due; 29 shares at 7.00 are worth 203.00: 3.00 of them are lost.
    event = recorded(market)
    assert (event.withheld, event.paid, event.rest) == (29, None, None)
    (lot,) = market.lots("dee")
    assert (lot.units, lot.cost) == (71, Money(14_200, "USD"))
    exercise(market, grant, 100, by="ida", rest="paid_out", **net)
    assert market.happened() == ["GrantExercised", "CashMoved"]
    assert recorded(market).rest.decimal() == 3
    assert market.free("dee") == 3
    assert stands(market, grant).left == 280
    assert pool(market).left == 520
    conserved(market.books, grant)


@pytest.mark.parametrize(
    ("by", "more", "code"),
    [
        ("dee", {"reference": "x"}, "options.paid_in_one_way"),
        ("dee", {"fair_value": Decimal(3), "source": "x"}, "options.paid_in_one_way"),
        ("ida", {"paid": "outside"}, "options.paid_in_one_way"),
        ("ida", {"paid": "net"}, "options.paid_in_one_way"),
        ("ida", {"paid": "net", "fair_value": Decimal(3)}, "options.paid_in_one_way"),
        ("ida", {"paid": "net", "fair_value": Decimal(2), "source": "x"},
         "options.nothing_left_of_it"),
        ("dee", {"paid": "net", "fair_value": Decimal(3), "source": "x"}, "options.who_pays"),
    ],
)  # fmt: skip
def test_one_way_of_paying_is_asked_for(by, more, code):
    market = desk()
    grant = vested(market)

    with pytest.raises(LaoguError) as no:
        exercise(market, grant, 100, by=by, **more)

    assert no.value.code == code
    assert stands(market, grant).left == 480


def test_only_what_is_vested_is_exercised_and_what_comes_next_is_said():
    market = desk(has("dee", 1_000))
    grant = granted(market, "dee", 480, vests=YEARS, vests_from=TODAY, expires_on=FAR)

    with market.refuses(NotVestedYet) as no:
        exercise(market, grant, 1)
    assert no.value.following.facts["units"] == 120
    market.go_to(MORNING.replace(year=2027))
    with market.refuses(NotVestedYet):
        exercise(market, grant, 121)
    exercise(market, grant, 120)

    assert market.holds("dee") == 120


def test_who_has_not_the_cash_does_not_get_the_shares():
    market = desk(has("dee", 199))
    grant = vested(market)

    with market.refuses(CashShort) as no:
        exercise(market, grant, 100)

    assert no.value.short.decimal() == 1


def test_a_stranger_and_a_visitor_are_denied():
    market = desk()
    grant = vested(market)
    market.holder("elm")

    for more in ({}, {"paid": "outside", "reference": "x"}):
        with market.refuses(NoMandate):
            exercise(market, grant, 1, by="elm", **more)


def test_a_plan_may_ask_that_a_grant_is_accepted():
    market = desk(has("dee", 1_000))
    plan_of(market, 100, name="Careful plan", needs_acceptance=True)
    grant = vested(market, 100, plan="Careful plan")

    with market.refuses(NotAccepted):
        exercise(market, grant, 1)
    market.do("grant.accept", "dee", security=grant)
    exercise(market, grant, 1)

    assert market.holds("dee") == 1


def test_no_more_than_is_authorised_and_no_certificate_twice():
    market = desk(has("dee", 1_000))
    grant = vested(market)
    market.issue("elm", 10, certificate="CS-1")
    market.do("stock_class.authorise", "ida", issuer="harrow", stock_class="Ordinary",
              quantity=Decimal(500), board_approved_on=TODAY)  # fmt: skip

    with market.refuses(CertificateTaken):
        exercise(market, grant, 1, certificate="CS-1")
    market.issue("elm", 20)
    with market.refuses(capital.BeyondAuthorised):
        exercise(market, grant, 471)
    exercise(market, grant, 470)

    assert market.holds("dee") == 470


def test_units_are_not_exercised_and_options_not_delivered():
    market = desk(has("dee", 1_000))
    unit = granted(market, "dee", 10, kind="rsu")
    option = vested(market, 10)

    with market.refuses(NotExercisable):
        exercise(market, unit, 1)
    with market.refuses(NotDelivered):
        market.do("grant.release", "ida", security=option)


def test_shares_exercised_early_are_held_back_until_they_vest():
    market = desk(has("dee", 1_000))
    grant = granted(
        market, "dee", 480, vests=YEARS, vests_from=TODAY, expires_on=FAR,
        is_early_exercisable=True,
    )  # fmt: skip

    exercise(market, grant, 240)

    (lot,) = market.lots("dee")
    assert lot.units == 240
    assert {one.rule for one in lot.restrictions} == {"UNVESTED"}
    assert sum(one.units or 0 for one in lot.restrictions) == 240
    market.go_to(MORNING.replace(year=2027))
    bound = [one for one in lot.restrictions if one.binds_on(market.today)]
    assert sum(one.units or 0 for one in bound) == 120
    with market.refuses(NotVestedYet):
        exercise(market, grant, 241)


def test_units_are_delivered_less_what_is_held_back_for_tax():
    market = desk()
    unit = granted(market, "dee", 100, kind="rsu", vests=YEARS, vests_from=TODAY)

    with market.refuses(NotVestedYet):
        market.do("grant.release", "ida", security=unit)
    market.go_to(MORNING.replace(year=2027))
    market.do("grant.release", "ida", security=unit, rate=Decimal("37.0"), certificate="CS-3")
    event = recorded(market)
    assert (event.units, event.withheld, event.rate, event.left) == (25, 10, "37", 75)
    assert market.holds("dee") == 15
    market.wait(days=366)
    market.do("grant.release", "ida", security=unit, quantity=Decimal(5), withheld=Decimal(2))

    assert market.holds("dee") == 18
    assert stands(market, unit).released == 30
    conserved(market.books, unit)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"rate": Decimal(100)}, "options.not_a_rate"),
        ({"rate": Decimal(-1)}, "options.not_a_rate"),
        ({"rate": Decimal("NaN")}, "options.not_a_rate"),
        ({"rate": Decimal(1), "withheld": Decimal(1)}, "options.not_a_rate"),
        ({"withheld": Decimal(10)}, "options.withheld_too_many"),
        ({"rate": Decimal("99.9")}, "options.withheld_too_many"),
        ({"quantity": Decimal(11)}, "options.not_vested_yet"),
    ],
)
def test_what_is_held_back_is_said_in_one_way_and_leaves_a_share(more, code):
    market = desk()
    unit = granted(market, "dee", 10, kind="rsu")

    with pytest.raises(LaoguError) as no:
        market.do("grant.release", "ida", security=unit, **more)

    assert no.value.code == code


def test_a_grant_without_a_price_is_not_exercised_for_nothing():
    market = desk(has("dee", 1_000))
    grant = granted(market, "dee", 10, price=None, expires_on=FAR)

    with market.refuses(PriceNotKnown):
        exercise(market, grant, 1)


def test_an_exercise_survives_a_crash_whole():
    market = desk(has("dee", 1_000))
    grant = vested(market)
    exercise(market, grant, 300)

    again = market.reopened()

    assert again.holds("dee") == 300
    assert again.books.differences(market.books) == ()
    assert again.now - market.now < timedelta(seconds=1)
    assert plans.grant_of(again.books.register.plans, grant).left == 180


def brought_in(market: Desk, **more: Any) -> SecurityId:
    """A grant came in with a history: nobody here has checked its days or its price."""
    given: dict[str, Any] = {"price": Price(200, 2, "USD"), "expires_on": FAR}
    grant = plans.IssuedGrant(
        security=SecurityId("security_of_old"),
        issuer=market.issuer,
        stock_class=market.ordinary,
        plan=None,
        holder=market.holder("dee"),
        kind="nso",
        units=50,
        granted_on=TODAY - timedelta(days=900),
        **given | more,
    )
    event = plans.GrantIssued(effective_on=grant.granted_on, grant=grant)
    market.books.apply([event], market.now)
    market.journal.alarms = list(all_alarms(market.books))
    return grant.security


def test_what_was_over_when_it_came_is_not_exercised_and_the_clock_lets_it_be():
    market = desk(has("dee", 1_000))
    grant = brought_in(market, expires_on=TODAY - timedelta(days=1))

    with market.refuses(OverSince) as no:
        exercise(market, grant, 1)
    assert no.value.reason.facts["day"] == TODAY - timedelta(days=1)
    market.wait(days=400)

    assert stands(market, grant).left == 50


def test_a_fair_value_is_not_held_against_a_price_in_another_currency():
    market = desk()
    grant = brought_in(market, price=Price(200, 2, "EUR"))

    with market.refuses(ValuesDiffer):
        exercise(market, grant, 10, by="ida", paid="net", fair_value=Decimal(7), source="x")
