"""A transfer retires a security and creates others: nothing is lost between them."""

from datetime import date
from decimal import Decimal

import pytest

from laogu.basics import Money, Restriction, SecurityId
from laogu.register import HoldsTooFew, SecurityUnknown, Share, living_security, transfer
from tests.register.drawing import ORDINARY, Drawn

ON = date(2026, 3, 2)


def usd(minor: int) -> Money:
    return Money(minor, "USD")


def move(drawn, lots, shares):
    events = transfer(
        drawn.register,
        lots=[(stock.security, units) for stock, units in lots],
        shares=shares,
        on=ON,
        make_id=drawn.make_id,
    )
    drawn.happens(*events)
    return events


def locked(rule="ART-10", **more):
    return Restriction(kind="lock_up", rule=rule, source="Article 10", sure="T", **more)


def test_a_whole_lot_goes_to_one_buyer():
    drawn = Drawn()
    lot = drawn.issued("ada", 100, certificate="CS-1", cost=usd(500), acquired_on=date(2020, 1, 1))

    (event,) = move(
        drawn, [(lot, 100)], [Share(holder=drawn.holder("ben"), units=100, cost=usd(900))]
    )

    assert event.balance is None
    (bought,) = event.resulting
    assert (bought.holder, bought.units, bought.cost) == (drawn.holder("ben"), 100, usd(900))
    assert (bought.acquired_on, bought.certificate) == (ON, None)
    assert (drawn.lots("ada"), drawn.lots("ben")) == ([], [100])
    assert drawn.held_is_issued()


def test_what_is_left_of_a_lot_keeps_its_certificate_day_and_share_of_the_cost():
    drawn = Drawn()
    lot = drawn.issued("ada", 3, certificate="CS-1", cost=usd(100), acquired_on=date(2020, 1, 1))

    (event,) = move(drawn, [(lot, 1)], [Share(holder=drawn.holder("ben"), units=1, cost=usd(900))])

    left = event.balance
    assert left is not None
    assert (left.units, left.certificate, left.acquired_on) == (2, "CS-1", date(2020, 1, 1))
    assert left.cost == usd(67)  # two thirds of a dollar, the larger remainder kept
    assert left.security != lot.security
    with pytest.raises(SecurityUnknown) as no:
        living_security(drawn.register, lot.security)
    assert no.value.given == lot.security


def test_several_lots_serve_several_buyers_in_the_order_given():
    drawn = Drawn()
    old, young = drawn.issued("ada", 60), drawn.issued("ada", 50)

    first, second = move(
        drawn,
        [(old, 60), (young, 30)],
        [
            Share(holder=drawn.holder("rook"), units=40, cost=usd(4_000)),
            Share(holder=drawn.holder("elm"), units=50, cost=usd(5_001)),
        ],
    )

    assert [(one.holder, one.units) for one in first.resulting] == [
        (drawn.holder("rook"), 40), (drawn.holder("elm"), 20),
    ]  # fmt: skip
    assert [(one.holder, one.units) for one in second.resulting] == [(drawn.holder("elm"), 30)]
    # What elm paid is divided by units and sums to what it paid: 2000.4 and 3000.6.
    assert [one.cost for one in (first.resulting[1], second.resulting[0])] == [
        usd(2_000),
        usd(3_001),
    ]
    assert (first.balance, second.balance.units) == (None, 20)
    assert (drawn.lots("ada"), drawn.lots("rook"), drawn.lots("elm")) == ([20], [40], [20, 30])
    assert drawn.held_is_issued()


def test_an_unknown_cost_stays_unknown():
    drawn = Drawn()
    lot = drawn.issued("ada", 10)

    (event,) = move(drawn, [(lot, 4)], [Share(holder=drawn.holder("ben"), units=4, cost=None)])

    assert event.resulting[0].cost is None
    assert event.balance.cost is None


def test_more_than_a_lot_holds_cannot_leave_it():
    drawn = Drawn()
    lot = drawn.issued("ada", 10)

    with pytest.raises(HoldsTooFew) as no:
        move(drawn, [(lot, 11)], [Share(holder=drawn.holder("ben"), units=11, cost=None)])

    assert no.value.facts == {"asked": Decimal(11), "held": Decimal(10)}
    assert drawn.lots("ada") == [10]


def test_a_security_that_has_gone_cannot_go_again():
    drawn = Drawn()
    lot = drawn.issued("ada", 10)
    share = Share(holder=drawn.holder("ben"), units=10, cost=None)
    move(drawn, [(lot, 10)], [share])

    with pytest.raises(SecurityUnknown):
        move(drawn, [(lot, 10)], [share])
    with pytest.raises(SecurityUnknown):
        living_security(drawn.register, SecurityId("security_nobody"))


def test_as_many_units_leave_as_arrive():
    drawn = Drawn()
    lot = drawn.issued("ada", 10)

    with pytest.raises(AssertionError, match="as many units leave as arrive"):
        move(drawn, [(lot, 10)], [Share(holder=drawn.holder("ben"), units=9, cost=None)])


def test_restrictions_on_all_shares_go_along_while_they_bind():
    drawn = Drawn()
    running, ended = locked(locked_through=ON), locked("OLD", locked_through=date(2026, 3, 1))
    part, new = locked("PART", units=4), locked("NEW", locked_through=date(2027, 1, 1))
    lot = drawn.issued("ada", 10, restrictions=(running, ended, part))

    (event,) = move(
        drawn, [(lot, 6)], [Share(holder=drawn.holder("ben"), units=6, cost=None, attach=(new,))]
    )

    # What binds a quantity stays with those who keep the rest; what the trade attaches comes last.
    assert event.resulting[0].restrictions == (running, new)
    assert event.balance.restrictions == (running, ended, part)


def test_lots_stay_in_order_after_something_was_tried_and_rolled_back():
    drawn = Drawn()
    first, _, _ = (drawn.issued("ada", units) for units in (10, 20, 30))
    undo = drawn.register._undo
    mark = undo.mark()

    move(drawn, [(first, 5)], [Share(holder=drawn.holder("ben"), units=5, cost=None)])
    assert drawn.lots("ada") == [20, 30, 5]
    undo.back_to(mark)

    assert drawn.lots("ada") == [10, 20, 30]
    assert drawn.register.issued_units[ORDINARY] == 60
    assert drawn.held_is_issued()
