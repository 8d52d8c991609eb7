"""What a grant is worth: who may ask, what has no price, and that the ways out make sense."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from laogu.basics import SecurityId
from laogu.operations import QUESTIONS, GrantValue
from laogu.pricing import NotAWealth
from laogu.register import AfterToday, BeforeItsTime
from laogu.register.options import NotARate
from laogu.register.plans import GrantUnknown
from tests.desk import MORNING, TODAY, Desk, desk_at, holds, open_articles
from tests.granting import YEARS, granted, with_plan
from tests.pricing.marked import described, told

FAR = TODAY + timedelta(days=3_650)
LATER = MORNING.replace(year=2028)


def market(*, priced: bool = True) -> tuple[Desk, SecurityId]:
    """Two years of four have vested, at a price of two; a share was sold for ten a month ago."""
    desk = desk_at(MORNING, open_articles, with_plan(100_000), holds("elm", 100_000))
    described(desk, "Ordinary", kind="common")
    grant = granted(desk, "dee", 480, vests=YEARS, vests_from=TODAY, expires_on=FAR,
                    window="3 months", certificate="OP-1")  # fmt: skip
    desk.go_to(LATER)
    if priced:
        told(desk, "round", "10.00", on=LATER.date() - timedelta(days=30))
    return desk, grant


@pytest.fixture(scope="module")
def priced() -> tuple[Desk, SecurityId]:
    return market()


def ask(desk: Desk, grant: str, who: str = "dee", **fields: Any) -> GrantValue:
    request = QUESTIONS["grant.value"].request(security=grant, **fields)
    found = desk.journal.ask("grant.value", request, by=desk.people[who])
    assert isinstance(found, GrantValue)
    return found


def ways(found: GrantValue) -> dict[str, Any]:
    assert found.found is not None, found.reason
    return {one.name: one for one in found.found.holder.ways}


def test_the_holder_the_issuer_and_who_runs_the_market_see_one_value(priced):
    desk, grant = priced

    assert ask(desk, grant, "dee") == ask(desk, grant, "ida") == ask(desk, grant, "operator")


def test_to_anybody_else_it_is_not_there(priced):
    desk, grant = priced

    for who in ("elm", "stranger", "nobody"):
        with pytest.raises(GrantUnknown):
            ask(desk, grant, who)


def test_only_what_is_vested_counts_and_until_the_last_day(priced):
    found = ask(*priced)

    assert (found.units, found.strike, found.currency) == (240, Decimal("2.00"), "USD")
    assert found.last_on == FAR
    assert ways(found)["exercise"].paid == pytest.approx(480)


def test_no_way_out_is_worth_more_than_the_share_less_what_is_paid(priced):
    found = ask(*priced)

    assert found.share is not None
    spread = 240 * (found.share - 2)
    by_name = ways(found)
    assert by_name["sell"].gain == pytest.approx(spread)
    for name in ("exercise", "wait"):
        assert by_name[name].gain <= 240 * found.share
    assert by_name["exercise"].gain < spread
    assert by_name["wait"].gain >= max(by_name["exercise"].gain, 0) * 0.99
    assert by_name["lapse"].gain == 0


def test_who_minds_no_risk_gains_the_spread_by_exercising(priced):
    found = ask(*priced, risk_aversion=0)

    assert found.share is not None
    assert ways(found)["exercise"].gain == pytest.approx(240 * (found.share - 2))


def test_tax_is_paid_first_and_makes_every_way_worth_less(priced):
    free, taxed = ask(*priced), ask(*priced, tax_rate=Decimal(40))

    assert free.share is not None
    assert ways(taxed)["exercise"].tax == pytest.approx(0.4 * 240 * (free.share - 2))
    for name in ("exercise", "wait", "sell"):
        assert ways(taxed)[name].gain < ways(free)[name].gain


def test_what_the_holder_does_not_have_they_cannot_pay(priced):
    found = ways(ask(*priced, wealth=Decimal("100.00")))

    assert found["exercise"].gain is None
    assert found["sell"].gain > 0


def test_to_the_company_it_lies_between_the_spread_and_the_share(priced):
    found = ask(*priced)

    assert found.found is not None
    assert found.found.issuer is not None
    assert found.share is not None
    assert found.share - 2 <= found.found.issuer.each <= found.share


def test_without_a_price_it_is_said_why():
    desk, grant = market(priced=False)

    found = ask(desk, grant)

    assert found.found is None
    assert found.share is None
    assert found.units == 240
    assert found.reason.template


def test_before_it_vests_there_is_nothing_to_weigh(priced):
    desk, grant = priced

    found = ask(desk, grant, on=TODAY + timedelta(days=30))

    assert (found.units, found.found) == (0, None)
    assert "vested" in found.reason.template


def test_units_are_not_exercised():
    desk, _ = market()
    units = granted(desk, "dee", 100, kind="rsu", certificate="U-1")

    found = ask(desk, units)

    assert found.found is None
    assert "delivered" in found.reason.template


def test_who_left_has_until_the_window_ends():
    desk, grant = market()
    desk.do("holder.leave", "ida", issuer="harrow", holder=desk.holder("dee"),
            on=desk.today, reason="voluntary_other")  # fmt: skip

    found = ask(desk, grant)

    assert found.last_on == date(2028, 6, 2)
    assert found.found is not None
    assert found.found.holder.wait_days == (found.last_on - desk.today).days
    assert found.found.issuer is not None
    assert found.found.issuer.exits == 0


def test_who_owns_next_to_nothing_can_only_sell_or_let_it_lapse(priced):
    found = ways(ask(*priced, wealth=Decimal("0.01")))

    assert found["exercise"].gain is None
    assert abs(found["wait"].gain) < 1e-9
    assert found["sell"].gain == pytest.approx(1_920)


def test_what_means_nothing_is_refused(priced):
    for rate in ("-1", "100", "NaN"):
        with pytest.raises(NotARate):
            ask(*priced, tax_rate=Decimal(rate))
    for wealth in ("0", "-1", "NaN", "0.001", "1e30"):
        with pytest.raises(NotAWealth) as no:
            ask(*priced, wealth=Decimal(wealth))
        assert no.value.field == "wealth"
    with pytest.raises(AfterToday):
        ask(*priced, on=LATER.date() + timedelta(days=1))
    with pytest.raises(BeforeItsTime):
        ask(*priced, on=TODAY - timedelta(days=1))


def test_a_wealth_is_told_again_with_every_digit_and_a_gain_keeps_its_own(priced):
    desk, grant = priced
    wealth = Decimal("90000000000000001.25")

    rich, careless = (
        ask(desk, grant, wealth=each, risk_aversion=aversion)
        for each, aversion in ((wealth, 2), (wealth, 0))
    )

    assert rich.found is not None
    assert rich.found.holder.wealth == wealth
    for name, one in ways(rich).items():
        assert one.gain == pytest.approx(ways(careless)[name].gain, rel=1e-9)
