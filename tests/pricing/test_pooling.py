"""A company told by others of its size agrees with a slow twin, and says less than they do."""

from datetime import date
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laogu.pricing import marks
from laogu.pricing.marks import Described, Peer

ON = date(2026, 1, 31)
SECTORS = st.sampled_from(["a", "b", "c", None])
PEERS = st.lists(st.tuples(st.floats(-1, 1), st.floats(0.02, 0.6), SECTORS), min_size=5, max_size=9)


@settings(max_examples=15, deadline=None)
@given(PEERS, SECTORS)
def test_one_company_more_is_told_as_the_joint_distribution_tells_it(drawn, sector):
    """Twin: all multiples and the new one are one normal vector, and the known ones are known."""
    peers = [
        Peer(3 + multiple, spread, "USD", Described(on=ON, headcount=np.exp(3.0), sector=name))
        for multiple, spread, name in drawn
    ]

    found = marks.pooled(Described(on=ON, headcount=1.0, sector=sector), peers, currency="USD")

    mean, spread = one_more(drawn, sector)
    assert found is not None
    assert (found.by, found.peers) == ("headcount", len(drawn))
    assert found.mean == pytest.approx(mean, abs=1e-4)
    assert found.spread == pytest.approx(spread, rel=1e-4)
    assert found.spread > sqrt(marks.pooling.SECTORS_DIFFER**2 / 4)


def one_more(drawn, sector) -> tuple[float, float]:
    """Return mean and spread of the new multiple; its own spread by trying until it stays."""
    names, known = [name for *_, name in drawn], np.array([multiple for multiple, *_ in drawn])
    own = np.array([spread**2 for _, spread, _ in drawn])
    alike = np.array([[float(i == j or (one is not None and one == other))
                       for j, other in enumerate([*names, sector])]
                      for i, one in enumerate([*names, sector])])  # fmt: skip
    alone, count = 0.6**2, len(known)
    for _ in range(50):
        of_known = (1e5 + 0.35**2 * alike + alone * np.eye(count + 1))[:-1, :-1] + np.diag(own)
        # The part of each that is its own: normal with what is known, as everything here is.
        kept = alone * np.linalg.solve(of_known, np.eye(count))
        squares = ((kept @ known) ** 2 + alone - alone * np.diag(kept)).sum()
        alone = (4 * 0.6**2 + squares) / (4 + count)
    of_all = 1e5 + 0.35**2 * alike + alone * np.eye(count + 1)
    of_known = of_all[:-1, :-1] + np.diag(own)
    gain = np.linalg.solve(of_known, of_all[:-1, -1])
    return float(gain @ known), sqrt(of_all[-1, -1] - gain @ of_all[:-1, -1])


def test_revenue_speaks_before_staff_and_stage_only_with_its_like():
    of_one = Described(on=ON, currency="USD", revenue=2.0, headcount=10, stage="b")
    peers = [
        Peer(0.0, 0.1, "USD", Described(on=ON, currency="USD", revenue=1.0, stage="a"))
        for _ in range(5)
    ]

    by_revenue = marks.pooled(of_one, peers, currency="USD")

    assert by_revenue is not None
    assert by_revenue.by == "revenue"
    assert by_revenue.mean == pytest.approx(np.log(2))
    without = Described(on=ON, stage="b")
    assert marks.pooled(without, peers, currency="USD") is None, "none of them is of that stage"
    assert marks.pooled(Described(on=ON, stage="a"), peers, currency="USD") is not None
    assert marks.pooled(of_one, peers, currency="CNY") is None
    foreign = Described(on=ON, currency="CNY", revenue=2.0)
    assert marks.pooled(foreign, peers, currency="USD") is None, "revenue is not converted"
