"""A cancellation retires a security; what is left of it is a new one."""

from datetime import date
from decimal import Decimal

import pytest

from laogu.basics import Money
from laogu.register import BeforeItsTime, HoldsTooFew, SecurityUnknown, cancel
from tests.register.drawing import DAY, ORDINARY, Drawn

ON = date(2026, 3, 2)


def cancelled(drawn, lot, units, on=ON):
    event = cancel(
        drawn.register,
        lot.security,
        units=units,
        reason="bought back",
        on=on,
        make_id=drawn.make_id,
    )
    drawn.happens(event)
    return event


def test_a_part_is_cancelled_and_the_rest_lives_on():
    drawn = Drawn()
    lot = drawn.issued("ada", 10, cost=Money(1_000, "USD"), certificate="CS-1")

    event = cancelled(drawn, lot, 3)

    assert (event.balance.units, event.balance.cost) == (7, Money(700, "USD"))
    assert event.balance.certificate == "CS-1"
    assert (drawn.lots("ada"), drawn.register.issued_units[ORDINARY]) == ([7], 7)
    assert drawn.held_is_issued()


def test_all_of_it_is_cancelled_and_its_holder_is_gone():
    drawn = Drawn()
    lot = drawn.issued("ada", 10)

    event = cancelled(drawn, lot, 10)

    assert event.balance is None
    assert drawn.register.issued_units[ORDINARY] == 0
    assert not drawn.register.lot_count.on(lot.issuer)
    with pytest.raises(SecurityUnknown):
        cancelled(drawn, lot, 1)


def test_more_than_there_is_cannot_be_cancelled():
    drawn = Drawn()
    lot = drawn.issued("ada", 10)

    with pytest.raises(HoldsTooFew) as no:
        cancelled(drawn, lot, 11)

    assert no.value.facts == {"asked": Decimal(11), "held": Decimal(10)}


def test_nothing_is_cancelled_before_it_came_to_be():
    drawn = Drawn()
    lot = drawn.issued("ada", 10, on=DAY)

    with pytest.raises(BeforeItsTime) as no:
        cancelled(drawn, lot, 1, on=date(2026, 1, 4))

    assert no.value.facts == {"on": date(2026, 1, 4), "since": DAY}
