"""What each class gets at the end, in stretches: how much is worked out for it, and its kinks."""

import numpy as np
import pytest

from laogu.pricing import CarveOut, Holding, RandomTerm, Structure, contract, sale
from laogu.pricing import offerings as offering_tables
from laogu.pricing.claims import payoffs
from tests.pricing.drawn_structures import LISTED, structures

MODEL = RandomTerm(listed=LISTED)


def series(number, **given):
    return Holding(name=f"series {number}", shares=10.0 * number, price=float(number), **given)


def test_one_table_of_offerings_serves_however_many_may_stop_one(monkeypatch):
    asked = []

    def noted(claims):
        asked.append(claims)
        return payoffs(claims)

    monkeypatch.setattr(offering_tables, "payoffs", noted)
    common = Holding(name="common", shares=100)
    stopping = [series(at, stops_below=100.0 * at) for at in range(1, 6)]

    contract(Structure(holdings=(common, *stopping)), MODEL)

    assert len(asked) == 1


def test_a_part_of_what_is_left_begins_where_what_comes_first_is_paid_and_nowhere_beside():
    # As sums, 0.1 + 0.2 + 0.3 and 0.3 + 0.2 + 0.1 differ in their last digit.
    holdings = [
        Holding(name="common", shares=100),
        *(
            Holding(name=f"series {rank}", shares=1, price=rank / 10, rank=4 - rank)
            for rank in (1, 2, 3)
        ),
        Holding(name="team", shares=1, carved=CarveOut(part=0.1, before=False)),
    ]

    at = sale(holdings).at

    assert (np.diff(at) > 1e-12).all()


@pytest.mark.parametrize("seed", [11, 12])
def test_stretches_tell_what_tables_tell(seed):
    for structure in structures(40, seed=seed):
        made, paid = contract(structure, MODEL), sale(structure.holdings)
        middles = (made.ends[:-1] + made.ends[1:]) / 2

        sold = made.start[:, :-1] + made.slope[:, :-1] * middles

        assert sold == pytest.approx(paid.of(middles), rel=1e-9, abs=1e-9 * middles.max())
        assert sold.sum(axis=0) == pytest.approx(middles, rel=1e-9)


def test_parts_of_what_comes_are_its_rises():
    for structure in structures(40, seed=13):
        paid = sale(structure.holdings)

        rises = np.diff(paid.gets, axis=1) / np.diff(paid.at)

        assert paid.parts[:, :-1] == pytest.approx(rises, rel=1e-7, abs=1e-7)
        assert paid.parts.sum(axis=0) == pytest.approx(np.ones(len(paid.at)), rel=1e-12)
