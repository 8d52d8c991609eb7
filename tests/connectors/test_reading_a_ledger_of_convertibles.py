"""A ledger of convertibles: headings in both languages, percentages, words, and what has ended."""

from datetime import date
from decimal import Decimal

import pytest

from laogu.connectors import PAPERS, languages, read_papers
from laogu.connectors.spreadsheet.columns import folded
from laogu.connectors.spreadsheet.paper_words import KNOWN_OF_PAPERS

CHINESE = """持有人,编号,种类,发行日,金额,估值上限,投前或投后,折扣,年利率,数量,行权价,到期日,状态
北岔创投（示例）,S-1,SAFE,2024-03-08,"250,000",8000000,投前,,,,,,有效
灰鹭（示例）,N-1,可转债,2024-03-08,100000,,,20%,8%,,,,
灰鹭（示例）,W-1,认股权证,2024-03-08,,,,,,1200,1.25,2032-01-01,
旧人（示例）,S-0,SAFE,2023-01-01,5,1,,,,,,,converted
将来（示例）,S-9,SAFE,2024-01-01,5,1,,,,,,,draft
合计,,,,350005,,,,,,,,
"""


def test_a_chinese_ledger_is_read_and_what_has_ended_or_is_a_draft_left_out():
    read = read_papers(CHINESE.encode(), "c.csv", stock_class="普通股", currency="CNY")

    assert [(one.kind, one.certificate) for one in read.rows] == [
        ("safe", "S-1"), ("note", "N-1"), ("warrant", "W-1"),
    ]  # fmt: skip
    safe, note, warrant = read.rows
    assert safe.amount == 250_000
    assert safe.timing == "pre_money"
    assert (note.discount, note.rate) == (Decimal("0.2"), Decimal("0.08"))
    assert (warrant.stock_class, warrant.price, safe.stock_class) == (
        "普通股",
        Decimal("1.25"),
        None,
    )
    assert sorted(one.code for one in read.findings) == [
        "spreadsheet.rows_drafted", "spreadsheet.rows_ended", "spreadsheet.total_not_compared",
    ]  # fmt: skip
    assert read.errors == 0


@pytest.mark.parametrize(
    ("written", "meant"),
    [("20%", "0.2"), ("0.20", "0.2"), ("20", "0.2"), ("7.5 %", "0.075"), ("0", "0")],
)
def test_a_part_is_read_in_hundredths_where_it_is_above_one_or_has_a_sign(written, meant):
    text = f"holder,kind,issued on,amount,discount\nAda,SAFE,2024-01-01,5,{written}\n"

    assert read_papers(text.encode(), "c.csv").rows[0].discount == Decimal(meant)


@pytest.mark.parametrize(
    ("written", "first", "later"),
    [
        ("8%; 10% from 2026-01-01", "0.08", [("0.10", "2026-01-01")]),
        ("0.08; 12 since 2026-01-01; 15 % as of 2027/1/1", "0.08",
         [("0.12", "2026-01-01"), ("0.15", "2027-01-01")]),
        ("8%；2026-01-01 起 10%；自2027年1月1日起按 12%", "0.08",
         [("0.10", "2026-01-01"), ("0.12", "2027-01-01")]),
        ("10% from 2026-01-01", None, [("0.10", "2026-01-01")]),
        ("8％", "0.08", []),
    ],
)  # fmt: skip
def test_interest_may_be_written_in_steps_in_both_languages(written, first, later):
    read = read_papers(
        f"holder,kind,issued on,amount,rate\nAda,note,2024-01-01,5,{written}\n".encode(), "c.csv"
    )

    (row,) = read.rows
    assert row.rate == (None if first is None else Decimal(first))
    assert [(one.rate, one.from_on.isoformat()) for one in row.later_rates] == [
        (Decimal(rate), on) for rate, on in later
    ]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("10% from 2026-01-01", True),
        ("12% from 2027-01-01; 10% from 2026-01-01", True),
        ("10% from 2024-01-01", False),
        ("8%; 10% from 2026-01-01", False),
        ("8%", False),
    ],
)
def test_a_first_rate_that_begins_after_the_issue_is_remarked_on(written, told):
    read = read_papers(
        f"holder,kind,issued on,amount,rate\nAda,note,2024-01-01,5,{written}\n".encode(), "c.csv"
    )

    assert len(read.rows) == 1
    assert [(one.severity, one.code) for one in read.findings] == (
        [("note", "spreadsheet.bears_nothing_before")] if told else []
    )
    for one in read.findings:
        assert one.facts["first"] == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("8%; 10%", "spreadsheet.rate_without_day"),
        ("8%; soon 10%", "spreadsheet.rate_without_day"),
        ("8%; 10% from 2026-02-30", "spreadsheet.no_such_day"),
        ("8%; 1e1% from 2026-01-01", "spreadsheet.exponent"),
        ("; ;", "spreadsheet.not_a_number"),
    ],
)
def test_a_step_that_cannot_be_read_is_named(written, code):
    read = read_papers(
        f"holder,kind,issued on,amount,rate\nAda,note,2024-01-01,5,{written}\n".encode(), "c.csv"
    )

    assert [one.code for one in read.findings] == [code]
    assert not read.rows


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Ada,swap,2024-01-01,5,", "spreadsheet.unknown_paper"),
        (",SAFE,2024-01-01,5,", "spreadsheet.paper_cell_blank"),
        ("Ada,SAFE,,5,", "spreadsheet.paper_cell_blank"),
        ("Ada,SAFE,2024-01-01,1e3,", "spreadsheet.exponent"),
        ("Ada,SAFE,2024-01-01,5,1e-1", "spreadsheet.exponent"),
        ("Ada,SAFE,2024-01-01,5,20%%", "spreadsheet.percent"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(row, code):
    read = read_papers(f"holder,kind,issued on,amount,discount\n{row}\n".encode(), "c.csv")

    assert [one.code for one in read.findings] == [code]
    assert not read.rows


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a,b\n1,2\n", "spreadsheet.no_paper_headings"),
        ("holder,amount\nAda,5\n", "spreadsheet.paper_column_missing"),
        ("holder,kind,issued on\n", "spreadsheet.no_papers"),
        ("holder,kind,issued on,timing\nAda,SAFE,2024-01-01,later\n", "spreadsheet.unknown_word"),
        ("holder,kind,issued on,MFN\nAda,SAFE,2024-01-01,maybe\n", "spreadsheet.unknown_word"),
    ],
)
def test_a_table_that_is_no_such_ledger_is_told_why(text, code):
    assert code in {one.code for one in read_papers(text.encode(), "c.csv").findings}


def test_every_heading_of_ours_is_known_in_both_languages():
    chinese = languages.words("zh")
    for column, heading in PAPERS.items():
        names = (heading.template, chinese.translate(heading.template))
        assert [KNOWN_OF_PAPERS.get(folded(one)) for one in names] == [column, column], names
