"""How registered grants vest: by words, by conditions, by events, ahead of time; and transfers."""

from datetime import date, timedelta

import pytest

from laogu.operations import VestingCondition
from laogu.register import AfterToday, HoldsTooFew, plans, vesting
from tests.desk import MORNING, TODAY, desk_at, open_articles
from tests.granting import YEARS, granted, pool, stands, with_plan

SOLD = (
    VestingCondition(id="start", when="start", then=("sold", "late")),
    VestingCondition(id="sold", when="event", part="1/2", then=("rest",)),
    VestingCondition(id="rest", when="period", of="sold", length=6, part_of_rest="1/1"),
    VestingCondition(id="late", when="day", on=date(2030, 1, 1), part="1/4"),
)


def desk(*steps):
    found = desk_at(MORNING, open_articles, with_plan(10_000), *steps)
    for name in ("dee", "elm"):
        found.person(name)
    return found


def register(market, name, **more):
    market.do("vesting.register", "ida", issuer="harrow", name=name, **more)


# Terms.


@pytest.mark.parametrize(
    ("words", "times", "length", "cliff"),
    [
        ("48 months, cliff 12, monthly", 48, 1, 12),
        ("over 4 years, with a 1-year cliff, quarterly", 16, 3, 4),
        ("4 years, yearly", 4, 12, None),
        ("every 6 months, 3 years", 6, 6, None),
        ("48个月，悬崖期12个月，按月", 48, 1, 12),
        ("4年、每季", 16, 3, None),
        ("12 months", 12, 1, None),
    ],
)
def test_terms_are_said_in_words_of_either_language(words, times, length, cliff):
    trigger = plans.terms_in(words).conditions[1].trigger

    assert isinstance(trigger, vesting.AfterPeriod)
    period = trigger.period
    assert (period.occurrences, period.length, period.cliff) == (times, length, cliff)


@pytest.mark.parametrize(
    "words",
    ["", "soon", "monthly", "48 months, cliff 5, quarterly", "7 months, quarterly",
     "12 months, cliff 13", "48 months, 24 months", "0 months", "9999 years, monthly"],
)  # fmt: skip
def test_words_that_say_no_schedule_are_refused(words):
    market = desk()

    with market.refuses(plans.ScheduleUnreadable):
        register(market, "x", words=words)


def test_terms_are_said_in_words_or_as_conditions_and_conditions_have_to_hold():
    market = desk()
    wrong = [
        {"words": "4 years", "conditions": SOLD},
        {"conditions": (VestingCondition(id="a", when="day", part="1/1"),)},
        {"conditions": (VestingCondition(id="a", when="period", part="1/1"),)},
        {"conditions": (VestingCondition(id="a", when="start", part="one"),)},
        {"conditions": (VestingCondition(id="a", when="start", part="1/1", quantity=3),)},
        {"conditions": (VestingCondition(id="a", when="start", part="3/2"),)},
        {"conditions": (VestingCondition(id="a", when="start", then=("b",)),)},
    ]

    for given in wrong:
        with market.refuses(plans.ScheduleUnreadable):
            register(market, "x", **given)  # type: ignore[arg-type]
    register(market, "x", conditions=SOLD)


# Days of vesting.


def test_nothing_vests_before_the_day_of_the_grant_though_vesting_began_before():
    market = desk()

    grant = granted(market, "dee", 480, vests=YEARS, vests_from=TODAY - timedelta(days=800))

    assert stands(market, grant, TODAY - timedelta(days=1)).vested == 0
    assert stands(market, grant).vested == 260


def test_vesting_starts_on_the_day_that_is_said_and_is_said_once():
    market = desk()
    grant = granted(market, "dee", 480, vests=YEARS)
    assert stands(market, grant, date(2040, 1, 1)).vested == 0

    with market.refuses(AfterToday):
        market.do("vesting.start", "ida", security=grant, on=TODAY + timedelta(days=1))
    with market.refuses(plans.ConditionUnknown):
        market.do("vesting.start", "ida", security=grant, condition="every")
    market.do("vesting.start", "ida", security=grant, on=TODAY - timedelta(days=30))

    assert stands(market, grant, TODAY + timedelta(days=340)).vested == 120
    with market.refuses(plans.SaidBefore):
        market.do("vesting.start", "ida", security=grant)
    begun = granted(market, "elm", 480, vests=YEARS, vests_from=TODAY)
    with market.refuses(plans.SaidBefore):
        market.do("vesting.start", "ida", security=begun)


def test_an_event_lets_vest_what_waits_for_it():
    market = desk()
    register(market, "on a sale", conditions=SOLD)
    grant = granted(market, "dee", 100, vests="on a sale", vests_from=TODAY)
    assert stands(market, grant).waits == ("sold",)

    with market.refuses(plans.ConditionUnknown) as no:
        market.do("vesting.note", "ida", security=grant, condition="rest")
    assert no.value.known == ("sold",)
    market.wait(days=3)
    market.do("vesting.note", "ida", security=grant, condition="sold", on=TODAY)

    assert (stands(market, grant).vested, stands(market, grant).waits) == (50, ())
    assert stands(market, grant, date(2026, 9, 2)).vested == 100
    with market.refuses(plans.SaidBefore):
        market.do("vesting.note", "ida", security=grant, condition="sold")


def test_a_gate_keeps_what_is_earned_until_it_opens():
    market = desk()
    register(market, "double", words="4 years, cliff 12", gate="a listing")
    grant = granted(market, "dee", 480, vests="double", vests_from=TODAY)
    market.wait(days=400)

    kept = stands(market, grant)
    assert (kept.vested, kept.held, kept.unvested) == (0, 130, 350)
    market.do("vesting.note", "ida", security=grant, condition="a listing")

    opened = stands(market, grant)
    assert (opened.vested, opened.held) == (130, 0)
    # What was vested on a day before the event was known does not change.
    assert stands(market, grant, market.today - timedelta(days=1)).vested == 0


def test_what_is_accelerated_vests_today_and_comes_off_the_end():
    market = desk()
    grant = granted(market, "dee", 480, vests=YEARS, vests_from=TODAY)

    with market.refuses(HoldsTooFew):
        market.do("vesting.accelerate", "ida", security=grant, quantity=481)
    market.do("vesting.accelerate", "ida", security=grant, quantity=100)
    assert stands(market, grant).vested == 100
    assert stands(market, grant, date(2027, 3, 2)).vested == 220

    market.do("vesting.accelerate", "ida", security=grant)
    assert stands(market, grant).vested == 480
    with market.refuses(HoldsTooFew):
        market.do("vesting.accelerate", "ida", security=grant)


# To another holder.


def test_a_whole_grant_goes_with_its_terms_and_what_has_happened():
    market = desk()
    register(market, "double", words="4 years, cliff 12", gate="a listing")
    grant = granted(market, "dee", 480, vests="double", certificate="OG-1")
    market.do("vesting.start", "ida", security=grant)
    market.do("vesting.note", "ida", security=grant, condition="a listing")
    market.do("vesting.accelerate", "ida", security=grant, quantity=7)
    before = stands(market, grant, date(2028, 1, 1))

    market.do("grant.transfer", "ida", security=grant, holder=market.holder("elm"),
              reason="by will")  # fmt: skip

    (moved,) = (one for one in market.books.register.plans.grants_of.on(market.holder("elm")))
    after = stands(market, moved, date(2028, 1, 1))
    assert (after.vested, after.left) == (before.vested, before.left)
    assert stands(market, grant).left == 0
    use = pool(market)
    assert (use.granted, use.living, use.ended) == (480, 480, 0)


def test_a_part_is_divided_day_by_day_and_both_sides_sum_to_what_there_was():
    market = desk()
    grant = granted(market, "dee", 481, vests=YEARS, vests_from=TODAY)
    market.do("grant.accept", "dee", security=grant)
    market.wait(days=400)
    ends = [date(2027, 1, 1), market.today, date(2028, 7, 9), date(2031, 1, 1)]
    before = [stands(market, grant, one).vested for one in ends]

    market.do("grant.transfer", "ida", security=grant, holder=market.holder("elm"),
              quantity=160, reason="a divorce")  # fmt: skip

    room = market.books.register.plans
    made = [one for one in room.grants if room.came_of.get(one) == grant]
    assert [room.grants[one].granted.units for one in made] == [160, 321]
    for on, vested in zip(ends[1:], before[1:], strict=True):
        assert sum(stands(market, one, on).vested for one in made) == vested
    assert [stands(market, one).is_accepted for one in made] == [False, True]


def test_what_went_to_somebody_else_vests_by_the_service_of_who_was_granted_it():
    market = desk()
    grant = granted(market, "dee", 480, vests=YEARS, vests_from=TODAY)
    market.do("grant.transfer", "ida", security=grant, holder=market.holder("elm"),
              quantity=240, reason="a trust")  # fmt: skip
    (trust,) = market.books.register.plans.grants_of.on(market.holder("elm"))
    assert stands(market, trust, date(2028, 3, 2)).vested == 120

    market.do("holder.leave", "ida", issuer="harrow", holder=market.holder("dee"), on=TODAY,
              reason="voluntary_other")  # fmt: skip

    assert stands(market, trust, date(2028, 3, 2)).vested == 0


def test_who_may_not_have_it_or_not_so_much_of_it():
    market = desk()
    register(market, "on a sale", conditions=SOLD)
    waits = granted(market, "dee", 100, vests="on a sale", vests_from=TODAY)

    def transfer(**more):
        given = {"security": waits, "holder": market.holder("elm"), "reason": "a gift"}
        market.do("grant.transfer", "ida", **given | more)

    with market.refuses(plans.ToItself):
        transfer(holder=market.holder("dee"))
    with market.refuses(plans.StillWaits) as no:
        transfer(quantity=50)
    assert no.value.waits == ("sold",)
    with market.refuses(HoldsTooFew):
        transfer(quantity=101)
    transfer()


# What a holder is.


def test_holders_are_grouped_by_what_they_are_on_a_day():
    market = desk()
    market.do("holder.relate", "ida", issuer="harrow", holder=market.holder("dee"),
              relationship="founder", more=("employee", "founder"), status="active")  # fmt: skip
    market.wait(days=30)
    market.do("holder.relate", "ida", issuer="harrow", holder=market.holder("elm"),
              relationship="investor")  # fmt: skip
    room = market.books.register.plans

    assert plans.groups(room, market.issuer, on=TODAY) == {
        "employee": (market.holder("dee"),), "founder": (market.holder("dee"),),
    }  # fmt: skip
    assert set(plans.groups(room, market.issuer, on=market.today)) == {
        "employee", "founder", "investor",
    }  # fmt: skip


def test_who_left_is_a_former_employee_from_the_day_after():
    market = desk()
    market.do("holder.relate", "ida", issuer="harrow", holder=market.holder("dee"),
              relationship="employee")  # fmt: skip
    market.do("holder.leave", "ida", issuer="harrow", holder=market.holder("dee"), on=TODAY,
              reason="voluntary_retirement")  # fmt: skip
    room = market.books.register.plans

    def found(on):
        return plans.relation_of(room, market.issuer, market.holder("dee"), on=on)

    assert found(TODAY).relationships == ("employee",)
    tomorrow = found(TODAY + timedelta(days=1))
    assert tomorrow.relationships == ("ex_employee",)
    assert (tomorrow.status, tomorrow.left_on) == ("termination_voluntary_retirement", TODAY)
