"""What is fed to pricing to break it: a refusal or a finding, and no figure that means nothing."""

import json
from typing import Any

import pytest

from laogu.basics import ENGLISH, day
from laogu.connectors import pricing as files
from laogu.connectors.pricing.refusals import NotHistories
from laogu.connectors.pricing.told import figure
from laogu.pricing import CannotBeValued, discount

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

COMMON: dict[str, Any] = {"stock_class": "Common", "shares": 10}
PEOPLE: dict[str, Any] = {"stock_class": "People", "shares": 1, "carve_out": {"part": 0.1}}
OPTION: dict[str, Any] = {"share": 1, "strike": 17.90453, "quantity": 1, "volatility": 0.6}


def valued(**given):
    asked, digest = files.read_structure(json.dumps(given).encode(), "made.json")
    return files.valued(asked, digest, "made.json")


@pytest.mark.parametrize(
    "given",
    [
        {"classes": [COMMON], "equity": 100, "term": {"volatility": 1e-9}},
        {"classes": [PEOPLE], "equity": 100},
        {
            "classes": [COMMON],
            "method": "weighted",
            "discount_rate": -1,
            "scenarios": [{"name": "sold", "amount": 5, "years": 1, "likely": 1}],
        },
        {
            "classes": [COMMON],
            "equity": 100,
            "restricted": [
                {"stock_class": "Common", "years": 50, "volatility": 0.8, "dividend": -1}
            ],
        },
    ],
    ids=["hardly uncertain", "people alone", "all discounted", "a dividend"],
)
def test_a_structure_beyond_all_measure_is_refused(given):
    with pytest.raises(CannotBeValued):
        valued(**given)


@pytest.mark.parametrize("formula", ["finnerty", "ghaidarov"])
def test_nothing_is_worth_less_than_nothing_while_it_cannot_be_sold(formula):
    assert 0 < discount(formula, years=2, volatility=0.8, dividend=-0.01) < 1
    with pytest.raises(CannotBeValued):
        discount(formula, years=50, volatility=0.8, dividend=-1)


@pytest.mark.parametrize(
    "given",
    [
        OPTION
        | {
            "share": 1e-9,
            "volatility": 0.001,
            "company": {"years": 1, "exits": 0.08, "multiple": 1.5},
        },
        OPTION
        | {"rate": -0.2, "dividend": -0.2}
        | {"company": {"years": 50, "exits": 0.08, "multiple": 2.2}},
    ],
    ids=["out of digits", "a rate below all exits"],
)
def test_an_option_beyond_all_measure_is_refused(given):
    asked, digest = files.read_option(json.dumps(given).encode(), "made.json")
    with pytest.raises(CannotBeValued):
        files.option_valued(asked, digest)


@pytest.mark.parametrize("none", [float("nan"), float("inf")])
def test_no_figure_leaves_that_means_nothing(none):
    with pytest.raises(CannotBeValued):
        figure(none)


def test_a_file_without_a_company_is_refused():
    with pytest.raises(NotHistories):
        files.read_histories(b'{"companies": []}', "made.json")


def test_an_index_beyond_all_measure_is_left_out_with_a_finding():
    levels = [("2020-01-01", 1e-300), ("2021-01-01", 100), ("2026-01-01", 1e30)]
    given = {
        "points": [
            {"date": "2020-02-01", "kind": "secondary", "currency": "USD", "price_adj": 5},
        ],
        "index": [{"date": on, "level": level} for on, level in levels],
    }
    read = files.read_histories(json.dumps(given).encode(), "made.json")
    told = files.marked(read, ENGLISH, as_of=day("2026-02-01"))
    assert [one["code"] for one in told["findings"]] == ["pricing.no_level"] * 2
    assert float(told["band"][0]) < float(told["mark"]) < float(told["band"][1])


def test_of_no_forecast_no_band_held_a_part():
    told = files.scored_of(files.read_histories(b'{"points": []}', "made.json"), ENGLISH)
    assert told["forecasts"] == 0
    assert set(told["coverage"].values()) == {None}
