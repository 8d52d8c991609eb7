"""Plans, their pools, and grants from their making to their end."""

from datetime import timedelta
from decimal import Decimal

import pytest

from laogu.basics import NotAQuantity
from laogu.operations import Books, InstalmentRow, WindowRow
from laogu.people import NoMandate
from laogu.register import (
    AfterToday,
    BeforeItsTime,
    CertificateTaken,
    HoldsTooFew,
    StockClassUnknown,
    plans,
)
from tests.desk import MORNING, TODAY, desk_at, open_articles
from tests.granting import YEARS, granted, plan_of, pool, stands, with_plan


def desk(*steps, **more):
    found = desk_at(MORNING, open_articles, with_plan(1_000, **more), *steps)
    for name in ("dee", "elm"):
        found.person(name)
    return found


def ended(desk, grant):
    acts = desk.books.register.plans.grants[grant].acts
    return [(one.event.by, one.event.units) for one in acts if hasattr(one.event, "by")]


# A plan and its pool.


def test_a_plan_reserves_what_grants_then_use_up():
    market = desk()

    grant = granted(market, "dee", 300)
    use = pool(market)

    assert (use.reserved, use.granted, use.living, use.left) == (1_000, 300, 300, 700)
    assert stands(market, grant).left == 300


def test_a_plan_has_a_name_of_its_own_and_classes_that_can_be_counted_together():
    market = desk()
    market.do("stock_class.register", "ida", issuer="harrow", name_en="Stakes", decimals=2)

    with market.refuses(plans.NameTaken):
        plan_of(market)
    with market.refuses(plans.NameTaken):
        plan_of(market, name=YEARS.title())
    with market.refuses(plans.DecimalsDiffer):
        plan_of(market, name="both", more_classes=("Stakes",))
    with market.refuses(StockClassUnknown):
        plan_of(market, name="other", stock_class="Preferred")
    with market.refuses(AfterToday):
        plan_of(market, name="other", approved_on=TODAY + timedelta(days=1))
    with market.refuses(NotAQuantity):
        plan_of(market, name="other", quantity="0.5")


def test_a_pool_grows_and_never_shrinks_below_what_is_granted():
    market = desk()
    granted(market, "dee", 300)
    plan = plans.plan_of(market.books.register.plans, "2026 plan", market.issuer).plan.plan

    market.do("plan.adjust", "ida", plan=plan, quantity=1_500, reason="a round")
    assert pool(market).left == 1_200

    with market.refuses(plans.BelowGranted) as no:
        market.do("plan.adjust", "ida", plan=plan, quantity=299, reason="too small")
    assert no.value.granted == Decimal(300)
    market.do("plan.adjust", "ida", plan=plan, quantity=300, reason="as it is")
    assert pool(market).left == 0
    with market.refuses(plans.PlanUnknown):
        market.do("plan.adjust", "ida", plan="2026 plan", quantity=1, reason="by name alone")


def test_what_is_reserved_is_known_as_of_any_day():
    market = desk()
    plan = plans.plan_of(market.books.register.plans, "2026 plan", market.issuer).plan.plan
    market.wait(days=10)
    market.do("plan.adjust", "ida", plan=plan, quantity=1_200, reason="a round")
    room = market.books.register.plans

    assert plans.reserved_on(room, plan, on=TODAY) == 1_000
    assert plans.reserved_on(room, plan, on=market.today) == 1_200
    assert plans.reserved_on(room, plan, on=TODAY - timedelta(days=1)) == 0
    assert plans.reserved_on(room, plan, on=market.today, known_at=MORNING) == 1_000


# Making a grant.


def test_no_more_is_granted_than_is_left_in_the_pool():
    market = desk()
    granted(market, "dee", 900)

    with market.refuses(plans.BeyondPool) as no:
        granted(market, "elm", 101)

    assert (no.value.left, no.value.reserved) == (Decimal(100), Decimal(1_000))
    granted(market, "elm", 100)


def test_no_more_is_granted_than_could_become_shares():
    market = desk()
    market.issue("ada", 100)
    market.do("stock_class.authorise", "ida", issuer="harrow", stock_class="Ordinary",
              quantity=500)  # fmt: skip
    granted(market, "dee", 300)

    with market.refuses(plans.BeyondAuthorisedShares) as no:
        granted(market, "elm", 101)

    facts = no.value.facts
    assert (facts["issued"], facts["granted"], facts["authorised"]) == (100, 300, 500)
    granted(market, "elm", 100)


def test_a_grant_is_made_today_and_by_what_is_registered():
    market = desk()
    market.do("stock_class.register", "ida", issuer="harrow", name_en="Preferred")

    with market.refuses(plans.NotToday):
        granted(market, "dee", 10, granted_on=TODAY - timedelta(days=1))
    with market.refuses(plans.NotToday):
        granted(market, "dee", 10, granted_on=TODAY + timedelta(days=1))
    with market.refuses(plans.NotOfPlan):
        granted(market, "dee", 10, stock_class="Preferred")
    with market.refuses(plans.PlanUnknown):
        granted(market, "dee", 10, plan="2025 plan")
    with market.refuses(plans.VestingTermsUnknown) as no:
        granted(market, "dee", 10, vests="five years")
    assert no.value.known == (YEARS,)
    with market.refuses(BeforeItsTime):
        granted(market, "dee", 10, expires_on=TODAY - timedelta(days=1))
    with market.refuses(plans.CostsNothing):
        granted(market, "dee", 10, kind="csar")


def test_a_grant_out_of_no_plan_names_its_class_and_uses_no_pool():
    market = desk()

    granted(market, "dee", 5_000, plan=None, stock_class="Ordinary")

    assert pool(market).left == 1_000
    with market.refuses(StockClassUnknown):
        granted(market, "dee", 10, plan=None)


def test_labels_are_given_once():
    market = desk()
    granted(market, "dee", 10, certificate="OG-1")

    with market.refuses(CertificateTaken):
        granted(market, "elm", 10, certificate="OG-1")


def test_a_schedule_day_by_day_comes_to_what_is_granted():
    market = desk()
    days = tuple(
        InstalmentRow(on=TODAY + timedelta(days=30 * at), quantity=Decimal(50)) for at in (2, 1)
    )

    grant = granted(market, "dee", 100, instalments=days)
    assert stands(market, grant, TODAY + timedelta(days=30)).vested == 50

    with market.refuses(plans.ScheduleUnreadable):
        granted(market, "dee", 99, instalments=days)
    with market.refuses(plans.ScheduleUnreadable):
        granted(market, "dee", 100, instalments=days, vests=YEARS)


@pytest.mark.parametrize(
    ("words", "period", "unit"),
    [
        ("3 months", 3, "months"),
        ("90 days", 90, "days"),
        ("3个月", 3, "months"),
        ("1年", 1, "years"),
    ],
)
def test_the_window_after_leaving_is_said_in_words(words, period, unit):
    market = desk()

    grant = granted(market, "dee", 10, window=words)

    windows = market.books.register.plans.grants[grant].granted.windows
    assert {(one.period, one.unit) for one in windows} == {(period, unit)}
    assert len(windows) == 7


def test_a_window_that_is_no_window_is_refused():
    market = desk()
    death = WindowRow(reason="involuntary_death", period=12, unit="months")

    for given in (
        {"window": "a while"},
        {"window": "3 months", "windows": (death,)},
        {"windows": (death, death)},
        {"window": "99999 years"},
    ):
        with market.refuses(plans.ScheduleUnreadable):
            granted(market, "dee", 10, **given)
    grant = granted(market, "dee", 10, windows=(death,))
    assert len(market.books.register.plans.grants[grant].granted.windows) == 1


# Accepting it, and taking it back.


def test_the_holder_accepts_once_and_nobody_else_can():
    market = desk()
    grant = granted(market, "dee", 100)

    for by in ("ida", "elm", "operator"):
        with market.refuses(NoMandate):
            market.do("grant.accept", by, security=grant)
    market.do("grant.accept", "dee", security=grant)

    assert stands(market, grant).is_accepted
    with market.refuses(plans.GrantTaken):
        market.do("grant.accept", "dee", security=grant)
    with market.refuses(plans.GrantTaken):
        market.do("grant.retract", "ida", security=grant, reason="too late")


def test_what_was_not_accepted_is_taken_back_whole():
    market = desk(when_cancelled="retire")
    grant = granted(market, "dee", 100)

    market.do("grant.retract", "ida", security=grant, reason="a mistake")

    assert ended(market, grant) == [("retraction", 100)]
    # It was never made, so it goes back whatever the plan's rule is.
    assert pool(market).left == 1_000
    with market.refuses(plans.GrantOver):
        market.do("grant.accept", "dee", security=grant)


def test_the_label_of_one_taken_back_is_free_again_after_a_start_as_well():
    market = desk()
    first = granted(market, "dee", 100, certificate="OP-1")
    market.do("grant.retract", "ida", security=first, reason="a mistake")
    assert "OP-1" not in market.books.register.plans.labels.on("harrow")

    again = granted(market, "dee", 90, certificate="OP-1")

    rebuilt = Books()
    rebuilt.take_up(market.books.set_aside())
    for books in (market.books, rebuilt):
        (labels,) = books.register.plans.labels.values()
        assert dict(labels) == {"OP-1": again}


def test_what_has_had_effects_is_not_taken_back():
    market = desk()
    grant = granted(market, "dee", 100)
    market.do("grant.cancel", "ida", security=grant, quantity=10, reason="agreed")

    with market.refuses(plans.GrantInUse) as no:
        market.do("grant.retract", "ida", security=grant, reason="too late")

    assert (no.value.units, no.value.left) == (Decimal(100), Decimal(90))


# Cancelling it.


@pytest.mark.parametrize(
    ("rule", "returns", "left"),
    [
        ("return_to_pool", None, 1_000),
        ("retire", None, 900),
        ("hold_as_stock", None, 900),
        ("by_grant", True, 1_000),
        ("by_grant", False, 900),
    ],
)
def test_what_is_cancelled_goes_back_to_the_pool_by_the_plans_rule(rule, returns, left):
    market = desk(when_cancelled=rule)
    grant = granted(market, "dee", 100)

    market.do("grant.cancel", "ida", security=grant, reason="agreed", returns=returns)

    assert pool(market).left == left
    assert (pool(market).living, pool(market).ended) == (0, 100)


def test_where_the_plan_leaves_it_open_somebody_has_to_say():
    market = desk(when_cancelled="by_grant")
    grant = granted(market, "dee", 100)

    with market.refuses(plans.PoolNotSaid):
        market.do("grant.cancel", "ida", security=grant, reason="agreed")


def test_a_part_that_is_cancelled_comes_off_the_end():
    market = desk()
    grant = granted(market, "dee", 480, vests=YEARS, vests_from=TODAY)
    market.wait(days=366)

    market.do("grant.cancel", "ida", security=grant, quantity=300, reason="agreed")

    found = stands(market, grant)
    assert (found.left, found.vested, found.unvested) == (180, 120, 60)
    assert stands(market, grant, TODAY.replace(year=TODAY.year + 4)).vested == 180
    assert found.following is not None
    assert found.following.units == 10
    with market.refuses(HoldsTooFew):
        market.do("grant.cancel", "ida", security=grant, quantity=181, reason="too much")


def test_what_nobody_knows_is_not_found():
    market = desk()

    for operation in ("grant.accept", "grant.reprice", "vesting.start"):
        with market.refuses(plans.GrantUnknown):
            more = {"price": "1"} if operation == "grant.reprice" else {}
            market.do(operation, "ida", security="security_none", **more)


# Another price.


def test_a_price_holds_from_its_day_on():
    market = desk()
    grant = granted(market, "dee", 100)
    market.wait(days=5)

    market.do("grant.reprice", "ida", security=grant, price="1.2345")

    assert str(stands(market, grant).price) == "1.2345 USD"
    assert str(stands(market, grant, TODAY).price) == "2.00 USD"


def test_what_costs_nothing_has_no_price():
    market = desk()
    grant = granted(market, "dee", 100, kind="rsu")

    with market.refuses(plans.CostsNothing):
        market.do("grant.reprice", "ida", security=grant, price="1.00")
