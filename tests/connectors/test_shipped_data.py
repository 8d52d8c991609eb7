"""The data we ship is sound by the same import that everybody's own file takes."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from laogu.connectors import read_register, shipped

SOURCE = "https://www1.hkexnews.hk/listedco/listconews/sehk/2026/0107/2026010701798.pdf"


def test_zhipus_register_is_read_without_a_finding():
    reading = read_register(shipped.register("zhipu"), "register.csv")

    assert reading.findings == ()
    assert sum(row.quantity for row in reading.rows) == 402_810_690
    assert Counter(row.kind for row in reading.rows) == {
        "person": 5,
        "organisation": 48,
        "residual": 1,
    }


def test_every_row_of_zhipu_says_where_it_was_read():
    for row in read_register(shipped.register("zhipu"), "register.csv").rows:
        assert row.public
        assert row.source is not None
        assert row.source.startswith(SOURCE)
        assert row.sure == "high"
        assert (row.certificate, row.acquired_on, row.cost) == (None, None, None)


def test_zhipus_shares_are_locked_for_a_year_and_four_holders_by_the_exchange_too():
    rows = read_register(shipped.register("zhipu"), "register.csv").rows

    locked = {row.holder: {lock.rule: lock.until for lock in row.locks} for row in rows}

    assert all(locks["CN-JSC-05"] == date(2027, 1, 7) for locks in locked.values())
    pathfinders = {holder for holder, locks in locked.items() if len(locks) == 2}
    assert pathfinders == {"君联相道", "君联金帆", "社保基金中关村自主创新基金", "天津三快"}
    assert all(locked[holder]["HK-04"] == date(2026, 7, 7) for holder in pathfinders)
    assert sum(row.quantity for row in rows if row.holder in pathfinders) == 44_326_430


def test_the_practice_company_is_marked_as_invented_everywhere():
    reading = read_register(shipped.register("example"), "register.csv")
    issuer = shipped.issuer("example")

    assert reading.findings == ()
    assert len({row.holder for row in reading.rows}) == 12
    assert issuer.example
    for name in (issuer.name_zh, issuer.legal_name_zh, *(row.holder for row in reading.rows)):
        assert name.endswith("（示例）")
    for name_en in (issuer.name_en, issuer.legal_name_en, *(r.holder_en for r in reading.rows)):
        assert name_en is not None
        assert name_en.endswith("(example)")


def test_the_template_to_copy_has_twenty_sound_rows():
    reading = read_register(shipped.content("example/your-own.csv"), "your-own.csv")

    assert reading.findings == ()
    assert len(reading.rows) == 20
    assert {column.column for column in reading.columns} >= {
        "holder", "stock_class", "quantity", "certificate", "acquired_on", "cost",
    }  # fmt: skip


@pytest.mark.parametrize("folder", ["zhipu", "example"])
def test_a_shipped_company_can_be_registered_as_it_is(folder):
    issuer = shipped.issuer(folder)
    classes = {each.name_en for each in issuer.classes}

    rows = read_register(shipped.register(folder), "register.csv").rows

    assert {row.stock_class for row in rows} == classes
    assert issuer.register.effective_on >= max(
        [row.acquired_on for row in rows if row.acquired_on], default=date(2026, 1, 7)
    )


def test_every_fact_has_its_source_and_both_languages():
    facts = shipped.facts("zhipu")

    assert len(facts) > 40
    for fact in facts:
        assert min(len(fact.says_en), len(fact.says_zh), len(fact.source)) > 3
        assert "recalled" not in fact.source.lower()
        assert (fact.value is None) == (fact.unit is None)
        if fact.unit not in {None, "day"}:
            assert Decimal(fact.value or "") > 0
    assert shipped.facts("example") == ()


def test_facts_that_contradict_each_other_stand_side_by_side():
    answers: dict[tuple[str, date], set[str | None]] = {}
    for fact in shipped.facts("zhipu"):
        answers.setdefault((fact.question, fact.on), set()).add(fact.value)

    contradicted = {question for (question, _), values in answers.items() if len(values) > 1}

    assert contradicted == {
        "cost_of_legend_vehicles", "day_change", "first_close", "last_locked_day",
        "over_allotment_shares", "rounds_before_listing", "second_close",
    }  # fmt: skip


def test_the_rest_days_of_2026_count_as_people_work():
    calendar = shipped.rest_days()

    assert len(calendar.holidays) == 33
    assert not calendar.is_working_day(date(2026, 10, 7))
    assert calendar.is_working_day(date(2026, 10, 8))
    assert calendar.is_working_day(date(2026, 10, 10))  # a Saturday that is worked
    assert calendar.working_day_from(date(2026, 4, 4)) == date(2026, 4, 7)
    assert not calendar.is_provisional(date(2026, 12, 31))
    assert calendar.is_provisional(date(2027, 1, 1))


def test_nothing_is_shipped_for_a_folder_that_is_not_there():
    with pytest.raises(FileNotFoundError):
        shipped.content("example/terms-of-nobody.toml")
