"""The clock of a practice market goes forward; a real market's is the world's."""

from datetime import UTC, date, datetime, timedelta

import pytest

from laogu.basics import Undo
from laogu.market import (
    FARTHEST_MOVE,
    LONGEST_OPEN,
    ClockBackwards,
    Market,
    MarketOpened,
    NotAMoment,
    OnlyInPractice,
    check_clock,
    check_open_until,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


def market(kind) -> Market:
    opened = Market(Undo())
    opened.apply(MarketOpened(effective_on=date(2026, 3, 2), kind=kind, name="test"), NOW)
    return opened


@pytest.mark.parametrize("to", [NOW + INSTANT, NOW + FARTHEST_MOVE])
def test_a_practice_clock_goes_forward_up_to_ten_years(to):
    check_clock(market("practice"), to, now=NOW)


@pytest.mark.parametrize("to", [NOW, NOW - INSTANT, NOW + FARTHEST_MOVE + INSTANT])
def test_it_goes_neither_back_nor_absurdly_far(to):
    with pytest.raises(ClockBackwards) as no:
        check_clock(market("practice"), to, now=NOW)

    assert no.value.facts == {"to": to, "now": NOW}


def test_nobody_moves_the_clock_of_a_real_market_or_of_one_that_was_never_opened():
    for stands in (market("real"), Market(Undo())):
        with pytest.raises(OnlyInPractice):
            check_clock(stands, NOW + INSTANT, now=NOW)


@pytest.mark.parametrize("until", [None, NOW + INSTANT, NOW + LONGEST_OPEN])
def test_an_offer_is_open_until_a_moment_within_a_year_or_without_an_end(until):
    assert check_open_until(until, now=NOW) == until


@pytest.mark.parametrize("until", [NOW, NOW - INSTANT, NOW + LONGEST_OPEN + INSTANT])
def test_another_moment_is_refused(until):
    with pytest.raises(NotAMoment) as no:
        check_open_until(until, now=NOW)

    assert no.value.facts == {"given": until, "now": NOW}
