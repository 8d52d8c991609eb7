"""`laogu.connectors.pricing`: a structure from a file to plain data, and back out with a reason."""

import json
from typing import Any

import pytest
from msgspec import Struct

from laogu.basics import Said
from laogu.connectors import pricing as files
from laogu.connectors.pricing import structures
from laogu.pricing import (
    Assumed,
    CannotBeValued,
    CarveOut,
    Holding,
    NoSuchValue,
    Note,
    Question,
    Structure,
    answer,
    otherwise,
)
from tests.habits.sources import ROOT

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
        {"term": {"volatility": 0}},
        {"term": {"volatility": 10}},
        {"method": "guess"},
        {"restricted": [{"stock_class": "Z", "years": 1, "volatility": 0.5}]},
        {"encumbered": [{"name": "bank", "stock_class": "Z", "shares": 1}]},
        {"surprise": 1},
    ],
)
def test_what_a_file_cannot_say_is_refused(change):
    with pytest.raises(files.NoSuchStructure):
        valued(ROUND | change)


@pytest.mark.parametrize(
    "change",
    [
        {"classes": [*ROUND["classes"], ROUND["classes"][0]]},
        {"classes": [*ROUND["classes"], a_class("O", strike=1, price=2)]},
        {"classes": [*ROUND["classes"], CAPPED]},
        {"classes": [*ROUND["classes"], a_class("C", price=2, converts_into="Z")]},
        {"encumbered": [{"name": "bank", "stock_class": "B", "shares": 10**9}]},
        {"known": {"stock_class": "Z", "per_share": 1}},
        {"known": None},
        {"equity": 5},
        {"method": "weighted"},
        {"method": "weighted", "scenarios": [HALF]},
    ],
)
def test_what_contradicts_itself_is_refused_in_a_file_as_in_python(change):
    with pytest.raises(CannotBeValued):
        valued(ROUND | change)


RIGHTS = {
    "redemption": {"amount": 100, "rate": 0.08, "held": 1, "starts": 2, "most": 150},
    "dividend_rate": 0.06,
    "automatic": {"proceeds": 50, "per_share": 1.5},
}
NOTE = {"principal": 20, "converts_at": 0.8, "discount": 0.2}


def test_every_right_is_read_and_what_it_makes_of_the_value_is_told():
    series = ROUND["classes"][2] | RIGHTS
    first = ROUND["classes"][1] | {"converts_at": "0.5"}
    note = {"stock_class": "Note", "shares": 1, "rank": 0, "note": NOTE}
    team = {"stock_class": "Team", "shares": 1, "carve_out": {"part": 0.1, "most": 20}}
    classes = [ROUND["classes"][0], first, series, note, team]
    pledged = [{"name": "a bank (example)", "stock_class": "A", "shares": 40, "most": 10}]

    told = valued(ROUND | {"classes": classes, "encumbered": pledged})

    equity, summed = float(told["equity"]), sum(float(one["value"]) for one in told["classes"])
    assert equity < 771
    assert summed == pytest.approx(equity, rel=1e-6)
    assert float(told["assumptions"]["integration_error"]) < 1e-7
    assert 0 < float(told["receives"][0]["value"]) < 10
    by_name = {(one["stock_class"], one["varied"]): one for one in told["otherwise"]}
    for right in ("redemption", "dividends", "veto"):
        assert float(by_name["B", right]["equity"]) >= equity
    assert ("Team", "carve_out") in by_name
    assert told["findings"] == []
    assert {"stock_class": "B", "turn": "converts"} in told["breakpoints"][-2]["turns"] or {
        "stock_class": "B", "turn": "converts"} in told["breakpoints"][-1]["turns"]  # fmt: skip


def test_each_thing_changed_is_the_answer_to_that_file():
    told = valued(ROUND)["otherwise"]

    changed = {(one["varied"], one["at"], one["stock_class"]): one for one in told}

    assert changed["volatility", "0.7", None]["equity"].startswith("770.54")
    assert changed["exits", "0.125", None]["equity"].startswith("806.44")
    assert changed["rate", "0", None]["equity"].startswith("752.71")
    assert changed["offerings", None, None]["equity"].startswith("646.66")
    with_half = valued(ROUND | {"term": {"dollars": 1_000_000, "exits": 0.5}})
    assert changed["exits", "0.5", None]["equity"] == with_half["equity"][:11]
    assert changed["preference", None, "B"]["per_share"]["Common"] == "1"


def test_what_is_reserved_vanishes_or_is_granted():
    told = valued(ROUND | {"unissued_as": "granted"})

    assert [one["stock_class"] for one in told["classes"]][-1] == "unissued"
    assert float(told["equity"]) == pytest.approx(810.296 + 0.78 * 0, rel=5e-2)
    assert told["headline"] == "1000"


def test_claims_have_grown_when_a_scenario_or_a_fixed_term_ends():
    classes = [ROUND["classes"][0], a_class("B", shares=100, price=1, dividend_rate=0.1)]
    scenario = {"name": "sold", "amount": 120, "years": 2, "likely": 1}
    listed = {"name": "listed", "amount": 850, "years": 1, "likely": 1, "ends": "listed"}
    weighed = {"method": "weighted", "classes": classes, "known": None}

    sold = valued(ROUND | weighed | {"scenarios": [scenario]})["classes"]
    assert [one["value"] for one in sold] == ["0", "120"]
    ratchet = a_class("B", shares=100, price=1, ratchet=1.5)
    weighed["classes"] = [ROUND["classes"][0], ratchet]
    listed = valued(ROUND | weighed | {"scenarios": [listed]})["classes"]
    assert [float(one["value"]) for one in listed] == pytest.approx([700, 150])
    fixed = {"method": "fixed_term", "known": None, "equity": 900.0, "term": {"years": 2}}
    plain = a_class("B", shares=100, price=1, dividends=20)
    grown = valued(ROUND | fixed | {"classes": classes})["classes"]
    told = valued(ROUND | fixed | {"classes": [ROUND["classes"][0], plain]})["classes"]
    assert grown[1]["value"] == told[1]["value"]


def test_classes_that_convert_by_steps_are_counted_by_both():
    steps = [
        a_class("Common", shares=100),
        a_class("A", shares=10, price=4, converts_at=2, converts_into="B"),
        a_class("B", shares=10, price=3, converts_at=1),
    ]

    told = valued({"method": "alike", "equity": 1_900, "classes": steps})

    assert [float(one["per_share"]) for one in told["classes"]] == pytest.approx([10, 60, 30])
    assert [one["code"] for one in told["findings"]] == ["pricing.converts_by_steps"]
    last = told["breakpoints"][-1]["parts"]
    assert [float(last[name]) for name in ("Common", "A", "B")] == pytest.approx(
        [100 / 190, 60 / 190, 30 / 190], rel=1e-5
    )
    circle = [steps[0], steps[1], steps[2] | {"converts_into": "A"}]
    with pytest.raises(CannotBeValued) as no:
        valued({"equity": 100, "classes": circle})
    assert isinstance(no.value.reason, Said)
    assert "A → B → A" in str(no.value.reason.facts)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"classes": [*ROUND["classes"][:2], a_class("B", shares=100, price=1, multiple=20)]},
         "pricing.first_above_headline"),
        ({"classes": [*ROUND["classes"], a_class("C", price=2, participation="capped", cap=1)]},
         "pricing.cap_below_claim"),
        ({"classes": [a_class("A", price=1, converts_at=2), *ROUND["classes"][2:]]},
         "pricing.converts_above_price"),
        ({"term": {"volatility": 0.1}}, "pricing.volatility_low"),
        ({"term": {"volatility": 3}}, "pricing.volatility_high"),
        ({"classes": [*ROUND["classes"], a_class("O", strike=1, averaged=True)]},
         "pricing.right_of_no_share"),
    ],
)  # fmt: skip
def test_what_is_odd_is_worked_out_and_named(change, code):
    given = ROUND | {"equity": 500, "known": None} | change

    assert code in {one["code"] for one in valued(given)["findings"]}


PLAIN = (Holding(name="common", shares=8.0), Holding(name="B", shares=1.0, price=1.0))
DOUBLED: dict[str, Any] = {"dividend_rate": 1.0, "dividends_compound": True}
LASTING = (PLAIN[0], Holding(name="B", shares=1.0, price=1.0, **DOUBLED))


@pytest.mark.parametrize(
    ("holdings", "asked"),
    [
        ((), {}),
        ((*PLAIN, PLAIN[1]), {}),
        ((Holding(name="common", shares=0.0),), {}),
        ((Holding(name="common", shares=float("nan")),), {}),
        ((*PLAIN, Holding(name="O", shares=1.0, strike=-1.0)), {}),
        ((*PLAIN, Holding(name="T", shares=1.0, carved=CarveOut(part=1.0))), {}),
        ((*PLAIN, Holding(name="N", shares=1.0, note=Note(principal=1.0, discount=1.0))), {}),
        ((*PLAIN, Holding(name="N", shares=1.0, price=1.0, note=Note(principal=1.0))), {}),
        ((*PLAIN, Holding(name="C", shares=1.0, price=1.0, participation="capped")), {}),
        ((*PLAIN, Holding(name="C", shares=1.0, converts_into="Z")), {}),
        (PLAIN, {"term": Assumed(volatility=0.0)}),
        (PLAIN, {"term": Assumed(volatility=10.0)}),
        (PLAIN, {"term": Assumed(volatility=float("nan"))}),
        (PLAIN, {"term": Assumed(exits=0.0)}),
        (PLAIN, {"term": Assumed(rate=-0.5)}),
        (PLAIN, {"term": Assumed(years=-1.0)}),
        (PLAIN, {"known": ("B", -1.0), "equity": None}),
        (PLAIN, {"known": ("Z", 1.0), "equity": None}),
        (PLAIN, {"known": ("B", 1.0)}),
        (PLAIN, {"equity": float("inf")}),
        (PLAIN, {"method": "weighted"}),
        (LASTING, {"term": Assumed(exits=0.001)}),
    ],
)
def test_python_is_refused_what_a_file_is(holdings, asked):
    with pytest.raises(CannotBeValued):
        answer(Structure(holdings=holdings), Question(**({"equity": 10.0} | asked)))


def test_what_cannot_be_known_otherwise_is_told_as_such():
    capped = Holding(name="B", shares=1.0, price=1.0, participation="capped", cap=1.0, ratchet=3.0)
    question = Question(known=("B", 1.2))

    found = otherwise(Structure(holdings=(PLAIN[0], capped)), question)

    assert all(one.equity is None or one.equity > 0 for one in found)


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


def test_the_page_on_values_tells_every_field():
    page = (ROOT / "docs/cookbook/say-what-a-class-is-worth.md").read_text(encoding="utf-8")
    given: list[type[Struct]] = [structures.Asked, structures.ClassGiven]
    given += [structures.RedemptionGiven, structures.NoteGiven, structures.CarveOutGiven]
    given += [structures.AutomaticGiven, structures.TermGiven, structures.ScenarioGiven]
    given += [structures.EncumbranceGiven]

    names = {name for one in given for name in one.__struct_fields__}

    untold = {name for name in names if f"`{name}`" not in page and f"{name} =" not in page}
    assert untold <= {"classes"}, "classes are there as [[classes]]"


MERCER = [
    a_class("A", shares=500, preference=1000),
    a_class("B", shares=300, preference=1500),
    a_class("Common", shares=1500),
    a_class("Warrants", shares=250, strike=10),
]
IPO = {"name": "ipo", "amount": 25_000, "years": 1.5, "likely": 0.4, "ends": "listed"}


def test_scenarios_and_mixtures_of_a_file_are_the_published_ones():
    """The PWERM and the hybrid of the verification table, through the door of a file."""
    ends = [
        IPO,
        {"name": "sale", "amount": 9_000, "years": 1, "likely": 0.35},
        {"name": "wound up", "amount": 1_500, "years": 0.75, "likely": 0.25},
    ]
    weighted = {"method": "weighted", "classes": MERCER, "scenarios": ends, "discount_rate": 0.2}
    term = {"years": 3, "volatility": 0.6, "rate": 0.02}
    hybrid = {"method": "hybrid", "classes": MERCER, "scenarios": [IPO], "discount_rate": 0.2}
    hybrid |= {"equity": 7_000, "term": term}

    each = [[float(one["per_share"]) for one in valued(given)["classes"]]
            for given in (weighted, hybrid)]  # fmt: skip

    assert each[0] == pytest.approx([4.636971, 5.394042, 4.375312, 0.238659], abs=1e-6)
    assert each[1] == pytest.approx([5.200479, 6.228064, 4.820254, 0.432873], abs=1e-6)
    # Calibrated to what the hybrid says of a class, it says the same of the company.
    known = hybrid | {"equity": None, "known": {"stock_class": "B", "per_share": each[1][1]}}
    assert float(valued(known)["equity"]) == pytest.approx(7_000, rel=1e-6)


def test_a_sale_of_today_is_the_waterfall_and_needs_no_assumption():
    told = valued({"method": "current", "equity": 9_000, "classes": MERCER})

    assert [float(one["value"]) for one in told["classes"]] == pytest.approx([1875, 1500, 5625, 0])
    assert told["assumptions"] == {}
    assert {one["varied"] for one in told["otherwise"]} == {"preference"}


def test_what_is_likely_by_one_is_so_to_the_last_digit():
    each = (0.05, 0.55, 0.3, 0.1)
    ends = [{"name": str(one), "amount": 9_000, "years": 0, "likely": one} for one in each]
    assert each[0] + each[1] + each[2] + each[3] > 1

    for method, more in (("weighted", {}), ("hybrid", {"equity": 5})):
        told = valued({"method": method, "classes": MERCER, "scenarios": ends} | more)
        assert float(told["classes"][2]["value"]) == pytest.approx(5_625)
