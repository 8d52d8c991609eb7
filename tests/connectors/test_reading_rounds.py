"""A file of a round: read once, with the first fault at its place, and told as data."""

import json
from datetime import date
from fractions import Fraction

import pytest

from laogu.basics import ENGLISH
from laogu.connectors import rounds

FILE = b"""
laogu_round = 1
name = "Series A"
currency = "USD"
pre_money = 12000000
on = 2026-11-20
options = 1000000
unissued = 200000
pool = { part = "0.10" }
money = [
  { holder = "North Fund (example)", amount = 2500000 },
  { holder = "Harbour (example)", amount = "500000.00" },
]
rights = [{ holder = "Harbour (example)", basis = "converted" }]

[[classes]]
name = "Common"
held = { "Mei Lin (example)" = 5000000, "Tom Ash (example)" = 3000000 }

[[convertibles]]
name = "SAFE-1"
holder = "Harbour (example)"
kind = "safe"
amount = 500000
cap = 8000000

[[convertibles]]
name = "NOTE-1"
holder = "Elm Loans (example)"
kind = "note"
amount = 250000
discount = "0.20"
rates = [{ rate = "0.08", from = 2025-06-01 }]
"""
TODAY = date(2026, 3, 2)
EVERY_KIND = b"""
[[convertibles]]
name = "fixed"
holder = "x"
kind = "fixed"
quantity = 10
[[convertibles]]
name = "percent"
holder = "x"
kind = "percent"
part = "0.01"
[[convertibles]]
name = "ratio"
holder = "x"
kind = "ratio"
new = 3
old = 2
quantity = 10
[[convertibles]]
name = "valuation"
holder = "x"
kind = "valuation"
amount = 1000
valuation = 1000000
counts = { shares = true, options = false }
[[convertibles]]
name = "price"
holder = "x"
kind = "price"
amount = 1000
discount = "0.5"
[[convertibles]]
name = "words"
holder = "x"
kind = "words"
says = "as agreed"
"""


def read(content: bytes) -> rounds.RoundRead:
    return rounds.read_round(content, "round.toml", today=TODAY)


def test_a_file_becomes_a_round_and_its_parts_sum_to_the_whole():
    found = rounds.told(read(FILE).modelled(), ENGLISH)

    assert found["price"] == "1.0535"
    assert sum(int(one["after"]) for one in found["classes"]) == int(found["fully_diluted_after"])
    assert abs(sum(Fraction(one["part_after"]) for one in found["classes"]) - 1) < Fraction(  # type: ignore[operator]
        1, 10**5
    )
    held = sum(int(one["after"]) for one in found["holders"])
    pool = int(found["pool_after"]) + 1_000_000
    assert held + pool == int(found["fully_diluted_after"])
    assert [one["by"] for one in found["conversions"]] == ["cap", "discount"]
    assert found["pro_rata"][0]["part"] == "0.062497"
    assert len(found["steps"]) == 10


def test_json_says_the_same_as_toml():
    found = read(FILE)
    body = {
        "laogu_round": 1, "name": "Series A", "currency": "USD", "pre_money": 12_000_000,
        "on": "2026-11-20", "money": [{"holder": "n", "amount": 5}],
        "classes": [{"name": "Common", "held": {"a": "1.5"}, "ratio": "5/4"}],
    }  # fmt: skip

    other = read(json.dumps(body).encode())

    assert other.asked.pre_money == found.asked.pre_money
    assert other.capital.as_converted == Fraction(15, 8)


def test_every_kind_of_paper_can_be_written():
    found = read(FILE + EVERY_KIND).modelled()

    shares = {one.convertible.name: one.shares for one in found.conversions}
    assert (shares["fixed"], shares["ratio"]) == (10, 15)  # type: ignore[comparison-overlap]
    # 1,000,000 over 8,200,000 shares is 0.1220; 1,000 over that is 8,196.7.
    assert shares["valuation"] == 8_196
    assert [one.convertible.name for one in found.not_computable] == ["words"]


def test_left_out_the_day_is_today():
    assert read(FILE.replace(b"on = 2026-11-20\n", b"")).asked.on == TODAY


@pytest.mark.parametrize(
    ("was", "becomes", "where"),
    [
        (b"laogu_round = 1", b"laogu_round = 2", ""),
        (b'"USD"', b'"XXX"', "XXX"),
        (b"pre_money = 12000000", b'pre_money = "1e9"', "pre_money"),
        (b"pre_money = 12000000", b"pre_money = 1.5", ""),
        (b"pre_money = 12000000", b"pre_money = -1", "pre_money"),
        (b'"500000.00"', b'"500000.001"', "500000.001"),
        (b"on = 2026-11-20", b"on = 1200-01-01", "on"),
        (b'discount = "0.20"', b'discount = "20"', "convertibles[1].discount"),
        (b'name = "NOTE-1"', b'name = "SAFE-1"', "convertibles"),
        (b'rate = "0.08"', b'rate = "x"', "convertibles[1].rates[0].rate"),
        (b"cap = 8000000", b"cup = 8000000", "cup"),
        (b"options = 1000000", b"scale = 9", "scale"),
        (b"5000000,", b'"half",', "classes[0].held"),
        (b'kind = "safe"', b'kind = "fixed"', "convertibles[0].quantity"),
        (b'name = "Common"', b'name = "Common"\nratio = 0', "classes[0].ratio"),
        (b"laogu_round", b"\xff", ""),
        (b"pool", b"x" * 21_000, ""),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_place(was, becomes, where):
    with pytest.raises(rounds.NotARoundFile) as no:
        read(FILE.replace(was, becomes, 1))

    assert where in str(no.value.reason)


@pytest.mark.parametrize(
    "content", [b"{", b"[" * 100_000, b'{"held": {"a": 1, "a": 2}}', b" " * 2_000_000, b"\x00"]
)
def test_what_is_no_round_at_all_is_refused(content):
    with pytest.raises(rounds.NotARoundFile):
        read(content)
