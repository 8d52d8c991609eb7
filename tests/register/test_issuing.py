"""Securities come to be: what an issuance may be, and what it may not."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from laogu.basics import LARGEST
from laogu.register import (
    AfterToday,
    BeforeItsTime,
    CertificateTaken,
    TooManyUnits,
    issue,
    share_of,
)
from tests.register.drawing import DAY, ORDINARY, Drawn

TODAY = date(2026, 3, 2)


def may_be_issued(drawn, stock, on=DAY):
    return issue(drawn.register, stock, on=on, today=TODAY).stock == stock


def test_what_is_issued_is_held():
    drawn = Drawn()

    drawn.issued("ada", 600)
    drawn.issued("ben", 400)

    assert drawn.register.issued_units[ORDINARY] == 1_000
    assert drawn.held_is_issued()
    assert share_of(drawn.register, ORDINARY, 333) == Decimal("33.30")


def test_a_share_of_a_class_of_which_nothing_is_issued_is_nothing():
    assert share_of(Drawn().register, ORDINARY, 0) == Decimal("0.00")


def test_a_class_never_outgrows_64_bits():
    drawn = Drawn(decimals=2)
    drawn.issued("ada", LARGEST - 5)

    assert may_be_issued(drawn, drawn.stock("ben", 5))
    with pytest.raises(TooManyUnits) as no:
        issue(drawn.register, drawn.stock("ben", 6), on=DAY, today=TODAY)

    assert no.value.facts == {
        "asked": Decimal("0.06"),
        "largest": Decimal(LARGEST).scaleb(-2),
    }


def test_a_certificate_names_one_security_of_a_class():
    drawn = Drawn()
    drawn.issued("ada", 1, certificate="CS-1")
    preferred = drawn.register_class("class_preferred", "Preferred", "优先股")

    with pytest.raises(CertificateTaken) as no:
        issue(drawn.register, drawn.stock("ben", 1, certificate="CS-1"), on=DAY, today=TODAY)
    other = drawn.stock("ben", 1, certificate="CS-1", stock_class=preferred)

    assert no.value.certificate == "CS-1"
    assert may_be_issued(drawn, other)


def test_nothing_is_issued_before_the_issuer_was_there():
    drawn = Drawn(established_on=date(2025, 6, 1))

    assert may_be_issued(drawn, drawn.stock("ada", 1), on=date(2025, 6, 1))
    with pytest.raises(BeforeItsTime) as no:
        issue(drawn.register, drawn.stock("ada", 1), on=date(2025, 5, 31), today=TODAY)

    assert no.value.facts == {"on": date(2025, 5, 31), "since": date(2025, 6, 1)}


def test_nothing_is_issued_or_was_acquired_in_the_future():
    drawn = Drawn()
    tomorrow = TODAY + timedelta(days=1)

    assert may_be_issued(drawn, drawn.stock("ada", 1, acquired_on=TODAY), on=TODAY)
    with pytest.raises(AfterToday) as no:
        issue(drawn.register, drawn.stock("ada", 1), on=tomorrow, today=TODAY)
    with pytest.raises(AfterToday):
        issue(drawn.register, drawn.stock("ada", 1, acquired_on=tomorrow), on=TODAY, today=TODAY)

    assert no.value.facts == {"on": tomorrow, "today": TODAY}
