"""The scoreboard that comes with the program: of the frozen version, of ids alone, worked out."""

import pytest

from laogu.connectors import pricing as files
from laogu.pricing import marks
from laogu.pricing.marks import Scored
from tests.pricing.scoreboard import GIVEN

AGAIN = "write it again: python -m tests.pricing.scoreboard"


def test_it_is_of_the_version_that_is_frozen():
    assert files.scoreboard().version == marks.VERSION, AGAIN
    assert set(files.scoreboard().by_issuer) <= marks.TAUGHT, "companies by their ids, and no more"


def test_groups_of_forecasts_are_all_of_them():
    board = files.scoreboard()

    for groups in (board.by_stage, board.by_kind, board.by_basis, board.by_issuer):
        assert sum(one.forecasts for one in groups.values()) == board.forecasts
        mean = sum(one.forecasts * float(one.log_score or 0) for one in groups.values())
        assert mean / board.forecasts == pytest.approx(float(board.log_score or 0), abs=1e-3)


def test_it_is_what_the_frozen_parameters_come_to(shared, monkeypatch):
    """The same forecasts once more, without their CRPS, which takes most of the time."""
    assert (shared / "data" / "price_histories.json").samefile(GIVEN)
    read = files.read_histories(GIVEN.read_bytes(), GIVEN.name)
    board = files.scoreboard()
    monkeypatch.setattr(marks.Forecast, "crps", lambda *_: 0.0)
    found = marks.summed(list(marks.scored(read.histories)))

    assert read.input_hash == board.input_hash, AGAIN
    assert found.forecasts == board.forecasts, AGAIN
    assert found.log_score == pytest.approx(float(board.log_score or 0), abs=1e-3), AGAIN
    assert found.coverage[80] == pytest.approx(float(board.coverage["80"]), abs=1e-3), AGAIN


def came(likely: float) -> Scored:
    return Scored(
        issuer="made", basis="per_share", stage="early", kind="secondary", likely=likely,
        log_score=0.0, crps=0.0, inside=(), baselines={},
    )  # fmt: skip


def test_what_comes_evenly_is_held_by_every_band_as_it_says():
    even = [came((2 * at + 1) / 2000) for at in range(1000)]

    assert marks.held(even) == pytest.approx({band: band / 100 for band in marks.TENTHS})
    assert set(marks.held([came(0.5)] * 3).values()) == {1.0}
    assert set(marks.held([came(0.01)] * 3).values()) == {0.0}
    assert marks.held([]) == {}
