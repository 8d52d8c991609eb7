"""What splits would make of a history that is taken is counted before any of it is made."""

from datetime import timedelta

from laogu.register import TooManyChanges
from tests.desk import Desk
from tests.operations.test_taking_a_history import DAY, issued, made, split, taken


def test_what_splits_would_write_out_beyond_the_limit_is_refused_unmade(monkeypatch):
    # 120 splits of 120 securities, a day apart: 240 changes, and 28,800 more written out.
    many = [issued(id=f"i{at}", security=f"s{at}", certificate=f"C{at}") for at in range(120)]
    ratios = [split(1, id=f"x{at}", on=DAY + timedelta(days=1 + at)) for at in range(120)]
    monkeypatch.setattr("laogu.register.history.applied._again", None)
    desk = Desk()

    with desk.refuses(TooManyChanges) as no:
        taken(desk, made(*many, *ratios), split="applied")

    assert no.value.changes == 240 + 2 * 120 * 120
