"""The mark after today: the value stays, and the band opens from what it is today."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from msgspec.structs import replace

from laogu.basics import IssuerId, said
from laogu.pricing.standard import Standard, ahead

TODAY = date(2026, 11, 22)
MARK = Standard(
    issuer=IssuerId("issuer_example"), as_of=TODAY, basis="per_share", currency="CNY", value=20.0,
    band=(10.0, 50.0), middle=(15.0, 30.0), quantiles=(), grade="C", level=2,
    reason=said("An example."), classes=(), anchors=(), changes=(), headline=None, missing=(),
    volatility=0.8, version="mark.0", input_hash="",
)  # fmt: skip


def test_it_begins_with_today_and_only_opens():
    found = ahead(MARK, TODAY + timedelta(days=365))

    assert (found[0].on, found[-1].on) == (TODAY, TODAY + timedelta(days=365))
    assert found[0].band == pytest.approx(MARK.band)
    assert found[0].middle == pytest.approx(MARK.middle)
    assert {one.value for one in found} == {20.0}
    assert [one.on for one in found] == sorted({one.on for one in found})
    for before, one in pairwise(found):
        assert one.band[0] < before.band[0]
        assert one.band[1] > before.band[1]
        assert one.band[0] < one.middle[0] < 20.0 < one.middle[1] < one.band[1]


def test_without_a_spread_it_stays_as_it_is():
    found = ahead(replace(MARK, volatility=0.0), TODAY + timedelta(days=30))

    assert all(one.band == pytest.approx(MARK.band) for one in found)


@pytest.mark.parametrize("days", [0, -3])
def test_of_days_that_are_over_nothing_is_told(days):
    assert ahead(MARK, TODAY + timedelta(days=days)) == ()


def test_without_a_mark_there_is_nothing_ahead():
    assert ahead(replace(MARK, value=None, band=None, middle=None), date(2027, 1, 1)) == ()
