"""Who gets what of an amount, by a register: each figure by hand, and by a file with the same."""

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from laogu.basics import NotAnAmount
from laogu.connectors import pricing as files
from laogu.connectors.languages import words
from laogu.operations import QUESTIONS
from laogu.people import NoMandate, NotSignedIn
from laogu.pricing.standard import Waterfall
from tests.desk import MORNING, TODAY, Desk, desk_at, open_articles
from tests.granting import granted, with_plan
from tests.pricing.marked import described, venture


def waterfall(desk: Desk, amount: str | None = None, who: str = "ida", **fields: Any) -> Waterfall:
    given = {"issuer": "harrow", "amount": None if amount is None else Decimal(amount)} | fields
    request = QUESTIONS["issuer.waterfall"].request(**given)
    found = desk.journal.ask("issuer.waterfall", request, by=desk.people[who])
    assert isinstance(found, Waterfall)
    return found


def told(desk: Desk, found: Waterfall, lang: Any = "en") -> dict[str, Any]:
    return files.told_waterfall(found, desk.books.register, words(lang))


def with_terms() -> Desk:
    """Return Harrow two years on, Series B with dividends, Series A bought out before it."""
    desk = desk_at(MORNING, open_articles, with_plan(100_000_000), venture())
    granted(desk, "ada", 30_000_000, price="0.20")
    described(desk, "Series B", dividends="simple", dividend_rate=Decimal("0.10"),
              listing_valuation=Decimal(2_000_000_000))  # fmt: skip
    described(desk, "Series A", redemption="simple", redemption_rate=Decimal("0.08"),
              redemption_seniority=Decimal(5), ratchet=Decimal(2))  # fmt: skip
    desk.wait(days=731)
    return desk


def test_what_is_owed_by_the_day_is_paid_before_shares_count():
    desk = with_terms()

    found = told(desk, waterfall(desk, "170000000"))

    years = 731 / 365.25
    a, b = 50e6 * (1 + 0.08 * years), 100e6 * (1 + 0.1 * years)
    by_name = {one["name"]: one for one in found["takers"]}
    assert list(by_name) == ["Ordinary", "Series A", "Series B", "options at 0.2"]
    assert float(by_name["Series A"]["bought_out"]) == pytest.approx(a)
    assert float(by_name["Series B"]["dividends"]) == pytest.approx(b - 100e6)
    # Series A is bought out whole; what is left of 170 million does not reach what B is owed.
    assert float(by_name["Series A"]["sold"]) == pytest.approx(a)
    assert float(by_name["Series B"]["sold"]) == pytest.approx(170e6 - a)
    assert float(by_name["Ordinary"]["sold"]) == 0
    first, then = found["steps"][1:3]
    assert [float(one["at"]) for one in (first, then)] == pytest.approx([a, a + b])
    assert [one["turns"][0]["name"] for one in (first, then)] == ["Series A", "Series B"]
    assert {one["turns"][0]["turn"] for one in (first, then)} == {"paid"}


def test_parts_come_to_the_amount_and_to_those_of_a_file():
    desk = with_terms()
    for amount in ("170000000", "600000000", "1500000000"):
        found = waterfall(desk, amount)
        for gets in ([one.sold for one in found.takers], [one.listed for one in found.takers]):
            assert sum(one or 0.0 for one in gets) == pytest.approx(float(amount))
        years = 731 / 365.25
        asked = {
            "method": "current", "equity": float(amount),
            "classes": [
                {"stock_class": "Ordinary", "shares": 800e6},
                {"stock_class": "A", "shares": 100e6, "price": 0.5, "rank": 2,
                 "redemption": {"amount": 50e6, "rate": 0.08, "held": years, "rank": 1}},
                {"stock_class": "B", "shares": 100e6, "price": 1, "rank": 2,
                 "dividends": 100e6 * 0.1 * years},
                {"stock_class": "options", "shares": 30e6, "strike": 0.2},
            ],
        }  # fmt: skip
        read = files.read_structure(json.dumps(asked).encode(), "made.json")
        twin = [float(one["value"]) for one in files.valued(*read, "made.json")["classes"]]
        assert [one.sold for one in found.takers] == pytest.approx(twin, rel=1e-9)


def test_who_loses_by_an_offering_below_its_terms_may_stop_it():
    desk = with_terms()

    small, large = (told(desk, waterfall(desk, one)) for one in ("600000000", "2500000000"))

    assert [one["name"] for one in small["takers"] if one["stops"]] == ["Series B"]
    assert [one["name"] for one in large["takers"] if one["stops"]] == []
    # In an offering the ratchet of Series A is paid in shares, and dividends end unpaid.
    listed = {one["name"]: float(one["listed"]) for one in small["takers"]}
    assert listed["Series A"] == pytest.approx(100e6)
    assert listed["Series B"] == pytest.approx(listed["Ordinary"] / 8)


def test_without_an_amount_only_the_steps_are_told_and_an_earlier_day_can_be_asked():
    desk = with_terms()

    found = told(desk, waterfall(desk, on=TODAY), "zh")

    assert {one["sold"] for one in found["takers"]} == {None}
    assert {one["dividends"] for one in found["takers"]} == {"0"}
    assert found["takers"][3]["name"] == "行权价 0.2 的期权"
    assert found["on"] == TODAY.isoformat()


def test_what_is_missing_is_said_in_place_of_parts():
    desk = desk_at(MORNING, open_articles)
    desk.issue("founders", 800)
    desk.do("stock_class.register", "ida", issuer="harrow", name_en="Series A")
    desk.issue("fund", 100, stock_class="Series A")

    found = told(desk, waterfall(desk, "1000"))

    assert found["takers"] == []
    assert "The rights of Series A are not described." in found["missing"]


def test_it_is_told_to_the_issuer_and_to_who_operates_or_inspects():
    desk = desk_at(MORNING, open_articles, venture())

    assert waterfall(desk, who="operator").takers
    with pytest.raises(NotSignedIn):
        waterfall(desk, who="nobody")
    with pytest.raises(NoMandate):
        waterfall(desk, who="stranger")
    for amount in ("0", "-5", "0.001"):
        with pytest.raises(NotAnAmount):
            waterfall(desk, amount)
    assert waterfall(desk, "1", on=TODAY + timedelta(days=0)).amount == 1.0


def test_a_paper_that_is_called_like_a_class_has_a_part_of_its_own():
    desk = desk_at(MORNING, open_articles, venture())
    desk.do(
        "convertible.issue", "ida", issuer="harrow", holder=desk.holder("bridge"), kind="note",
        amount=Decimal(50_000_000), cap=Decimal(500_000_000), certificate="Series A",
    )  # fmt: skip

    found = told(desk, waterfall(desk))

    names = [one["name"] for one in found["takers"]]
    assert names == ["Ordinary", "Series A", "Series B", "Series A (2)"]
    for one in found["steps"]:
        assert sum(Decimal(part) for part in one["parts"].values()) == pytest.approx(1, abs=1e-5)
    assert {turn["name"] for one in found["steps"] for turn in one["turns"]} == set(names)
