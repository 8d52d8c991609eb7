"""`laogu.connectors.pricing`: a structure from a file to plain data, and back out with a reason."""

import json
from typing import Any

import pytest

from laogu.connectors import pricing as files
from laogu.pricing import NoSuchValue

ROUND: dict[str, Any] = {
    "method": "random_term", "currency": "USD", "term": {"dollars": 1_000_000}, "unissued": 50,
    "known": {"stock_class": "B", "per_share": "1.00"},
    "classes": [
        {"stock_class": "Common", "shares": "750"},
        {"stock_class": "A", "shares": 100, "price": "0.50"},
        {"stock_class": "B", "shares": 100, "price": 1},
    ],
}  # fmt: skip


def valued(given):
    content = given if isinstance(given, bytes) else json.dumps(given).encode()
    asked, digest = files.read_structure(content, "made.json")
    return files.valued(asked, digest, "made.json")


def test_the_published_round_comes_out_of_a_file():
    told = valued(ROUND)

    assert told["equity"].startswith("771.2362836")
    assert [one["per_share"][:8] for one in told["classes"]] == ["0.779743", "0.864286", "1"]
    assert told["overvaluation"].startswith("0.2966")
    assert told["headline"] == "1000"
    assert told["kinks"] == ["0", "150", "525", "950"]


def test_toml_says_the_same():
    lines = ['method = "fixed_term"', "equity = 12000", "[term]", "years = 3", "volatility = 0.6",
             "rate = 0.02"]  # fmt: skip
    for name, shares, more in (
        ("A", 500, "preference = 1000"),
        ("B", 300, "preference = 1500"),
        ("Common", 1500, ""),
        ("Warrants", 250, "strike = 10"),
    ):
        lines += ["[[classes]]", f'stock_class = "{name}"', f"shares = {shares}", more]

    told = valued("\n".join(lines).encode())

    each = [float(one["per_share"]) for one in told["classes"]]
    assert each == pytest.approx([5.188414, 6.571143, 4.775188, 1.086671], abs=1e-6)


def test_a_lock_up_is_told_beside_what_is_free():
    locked = [{"stock_class": "Common", "years": 0.5, "volatility": 0.8}]

    common = valued(ROUND | {"restricted": locked})["classes"][0]

    assert common["discount"]["part"].startswith("0.126269")
    restricted = float(common["restricted_per_share"])
    assert restricted == pytest.approx(float(common["per_share"]) * (1 - 0.1262695705), rel=1e-8)


def a_class(name, **more):
    return {"stock_class": name, "shares": 1} | more


HALF = {"name": "a", "amount": 1, "years": 1, "likely": 0.5}
CAPPED = a_class("C", price=2, participation="capped")


@pytest.mark.parametrize(
    "change",
    [
        {"classes": []},
        {"classes": [a_class("A", shares=-1)]},
        {"classes": [a_class("A", shares="NaN")]},
        {"classes": [a_class("A", shares=1e300)]},
        {"classes": [*ROUND["classes"], ROUND["classes"][0]]},
        {"classes": [*ROUND["classes"], a_class("O", strike=1, price=2)]},
        {"classes": [*ROUND["classes"], CAPPED]},
        {"known": {"stock_class": "Z", "per_share": 1}},
        {"known": None},
        {"equity": 5},
        {"term": {"volatility": 0}},
        {"term": {"volatility": 10}},
        {"method": "weighted"},
        {"method": "weighted", "scenarios": [HALF]},
        {"method": "guess"},
        {"restricted": [{"stock_class": "Z", "years": 1, "volatility": 0.5}]},
        {"surprise": 1},
    ],
)
def test_what_cannot_be_is_refused(change):
    with pytest.raises(files.NoSuchStructure):
        valued(ROUND | change)


def test_a_field_that_stands_twice_is_refused():
    with pytest.raises(files.NoSuchStructure):
        valued(
            json.dumps(ROUND).replace('"unissued": 50', '"unissued": 50, "unissued": 5').encode()
        )


def test_a_price_that_nothing_leads_to_is_refused():
    scenarios = [HALF | {"likely": 1, "amount": 950}]

    with pytest.raises(NoSuchValue):
        valued(
            ROUND
            | {"method": "weighted", "scenarios": scenarios}
            | {"known": {"stock_class": "B", "per_share": 2}}
        )
