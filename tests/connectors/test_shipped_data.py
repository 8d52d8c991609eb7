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


@pytest.mark.parametrize("file", ["your-own.csv", "your-own.zh.csv"])
def test_the_template_to_copy_has_twenty_sound_rows(file):
    reading = read_register(shipped.content(f"example/{file}"), file)

    assert reading.findings == ()
    assert len(reading.rows) == 20
    assert {column.column for column in reading.columns} >= {
        "holder", "stock_class", "quantity", "certificate", "acquired_on", "cost",
    }  # fmt: skip


@pytest.mark.parametrize("folder", [*shipped.WITH_REGISTER, "example"])
def test_a_shipped_company_can_be_registered_as_it_is(folder):
    issuer = shipped.issuer(folder)
    classes = {each.name_en for each in issuer.classes}

    rows = read_register(shipped.register(folder), "register.csv").rows

    assert {row.stock_class for row in rows} == classes
    assert issuer.register.effective_on >= max(
        [row.acquired_on for row in rows if row.acquired_on], default=date(2026, 1, 7)
    )


def test_minimaxs_register_is_whole_and_its_last_row_is_derived():
    reading = read_register(shipped.register("minimax"), "register.csv")
    *named, rest = reading.rows

    assert reading.findings == ()
    assert len(named) == 40
    assert sum(row.quantity for row in reading.rows) == 280_058_068
    assert rest.quantity == 280_058_068 - sum(row.quantity for row in named) == 20_338_025
    assert (rest.kind, rest.stock_class, rest.sure) == ("residual", "Class A", "medium")
    assert "derived" in (rest.source or "")
    # All Class B stands in rows that are named, so that what is left is Class A.
    assert sum(row.quantity for row in named if row.stock_class == "Class B") == 81_102_534


def test_minimaxs_lock_ups_end_on_four_days_and_one_is_not_known():
    rows = read_register(shipped.register("minimax"), "register.csv").rows
    last: dict[date | None, Decimal] = {}
    for row in rows:
        ends = [lock.until for lock in row.locks]
        until = None if None in ends else max(one for one in ends if one is not None)
        last[until] = last.get(until, Decimal(0)) + row.quantity

    assert last == {
        date(2026, 7, 8): 108_822_505,
        date(2026, 10, 8): 39_029_876,
        date(2027, 1, 8): 25_765_128,
        date(2028, 1, 8): 86_102_534,
        None: 20_338_025,
    }
    twice = [row.holder for row in rows if len(row.locks) == 2]
    assert twice == ["miHoYo Ltd", "Shanghai Mihoyo Argo"]


def everything() -> list[tuple[str, shipped.ShippedFact]]:
    slugs = [*shipped.WITH_REGISTER, *(one.slug for one in shipped.companies())]
    return [(slug, fact) for slug in slugs for fact in shipped.facts(slug)]


def test_every_fact_has_its_source_and_both_languages():
    known = everything()

    assert len(known) > 300
    for slug, fact in known:
        assert min(len(fact.says_en), len(fact.says_zh), len(fact.source)) > 3, (slug, fact)
        assert not {"recalled", "unverified"} & set(fact.source.lower().split()), (slug, fact)
        assert (fact.value is None) == (fact.unit is None), (slug, fact)
        if fact.unit not in {None, "day", "percent"}:
            assert Decimal(fact.value or "") > 0, (slug, fact)
    assert shipped.facts("example") == ()


def test_no_row_is_shipped_twice_and_no_question_is_longer_than_it_may_be():
    known = everything()

    assert len({(slug, f.question, f.on, f.value, f.unit, f.says_en) for slug, f in known}) == len(
        known
    )
    assert max(len(fact.question) for _, fact in known) <= 60


def test_a_company_of_which_nothing_was_looked_up_has_no_facts():
    bare = {one.slug for one in shipped.companies() if not shipped.facts(one.slug)}

    assert bare == {"baichuan", "zero-one-ai"}


def test_facts_that_contradict_each_other_stand_side_by_side():
    answers: dict[tuple[str, str, date, str], set[str | None]] = {}
    for slug, fact in everything():
        unit = (fact.unit or "").partition(",")[0]
        answers.setdefault((slug, fact.question, fact.on, unit), set()).add(fact.value)

    contradicted = {(slug, asked) for (slug, asked, _, _), each in answers.items() if len(each) > 1}

    assert contradicted == {
        ("zhipu", "close"), ("zhipu", "cost_of_legend_vehicles"), ("zhipu", "day_change"),
        ("zhipu", "last_locked_day"), ("zhipu", "over_allotment_shares"),
        ("zhipu", "rounds_before_listing"), ("minimax", "highest_price"),
        ("minimax", "market_value"), ("minimax", "unlocked_part"),
        ("minimax", "part_before_offer.hillhouse_all_vehicles"),
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
