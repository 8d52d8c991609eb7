"""A ledger of grants: headings in both languages, other programs' ledgers, all findings at once."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laogu.connectors import LEDGER, languages, read_ledger, read_register, shipped
from tests.connectors.files import workbook

HEADING = "holder,quantity,granted on,vesting"


def read(*lines, heading=HEADING, **more):
    return read_ledger("\n".join([heading, *lines]).encode(), "g.csv", **more)


def found(read_):
    return [(one.code.removeprefix("spreadsheet."), one.place()) for one in read_.findings]


def test_every_heading_of_ours_is_known_in_both_languages():
    chinese = languages.words("zh")
    for column, heading in LEDGER.items():
        for text in (heading.template, chinese.translate(heading.template)):
            others = [
                one for one in ("holder", "quantity", "granted on") if heading.template != one
            ]
            done = read("x", heading=",".join([text, *others]))
            assert done.columns[0].column == column, text


def test_the_ledger_to_copy_has_twelve_sound_rows():
    done = read_ledger(shipped.content("example/your-own-grants.csv"), "your-own-grants.csv")

    assert done.findings == ()
    assert len(done.rows) == 12
    held = read_register(shipped.content("example/your-own.csv"), "your-own.csv").rows
    shares = {one.holder: Decimal(0) for one in held}
    for one in held:
        shares[one.holder] += one.quantity
    for row in done.rows:
        assert row.name
        if row.exercised:
            shares[row.name] -= row.exercised
            assert shares[row.name] >= 0


def test_the_ledger_of_another_program_is_read_without_editing_it():
    done = read(
        'ES-1,Ada Vint,ada@example.com,2024 Plan,NSO,"4,800",$1.50,2/1/2024,1/15/2024,48,12,'
        'monthly,2/9/2024,"1,200",6/1/2025,0,0,2400,3600,Outstanding',
        "ES-2,Ben Ode,b@example.com,2024 Plan,ISO,100,$1.50,3/1/2024,3/1/2024,48,0,,,,,,,,7,Draft",
        'Total,,,,,"4,800",,,,,,,,,,,,,,',
        heading="Security ID,Stakeholder Name,Stakeholder Email,Plan Name,Award Type,"
        "Quantity Granted,Exercise Price,Grant Date,Vesting Start Date,Vesting Period (months),"
        "Cliff (months),Vesting Frequency,Acceptance Date,Quantity Exercised,Last Exercised On,"
        "Quantity Forfeited,Quantity Expired,Quantity Vested,Quantity Outstanding,Status",
        days="month",
        currency="USD",
    )

    (row,) = done.rows
    assert [code for code, _ in found(done)] == [
        "private_not_read", "total_left_out", "rows_drafted",
    ]  # fmt: skip
    assert (row.name, row.certificate, row.plan, row.kind) == (
        "Ada Vint",
        "ES-1",
        "2024 Plan",
        "nso",
    )
    assert (row.quantity, row.price) == (Decimal(4800), Decimal("1.50"))
    assert row.vests == "48 months, cliff 12 months, monthly"
    assert (row.granted_on, row.vests_from) == (date(2024, 2, 1), date(2024, 1, 15))
    assert (row.is_accepted, row.accepted_on) == (True, date(2024, 2, 9))
    assert (row.exercised, row.exercised_on) == (Decimal(1200), date(2025, 6, 1))
    assert (row.vested, row.outstanding) == (Decimal(2400), Decimal(3600))


def test_a_chinese_workbook_is_read_as_a_text_is():
    rows: list[list[object]] = [
        [
            "姓名",
            "授予数量",
            "授予日",
            "行权价",
            "归属安排",
            "类型",
            "离职日期",
            "离职原因",
            "接受",
        ],
        ["张三", 4800, "2024-02-01", 1.5, "4年，按月，悬崖1年", "期权", "2026-01-31", "辞职", "是"],
    ]

    (row,) = read_ledger(workbook(rows), "g.xlsx").rows

    assert (row.name, row.holder_kind, row.quantity) == ("张三", "person", Decimal(4800))
    assert (row.left_on, row.left_for) == (date(2026, 1, 31), "voluntary_other")
    assert (row.kind, row.is_accepted, row.accepted_on) == ("option", True, None)


def test_what_a_row_leaves_out_is_said_once_for_all():
    (row,) = read("Ada,5,2024-02-01,at once", plan="P", stock_class="C").rows

    assert (row.plan, row.stock_class, row.price, row.currency) == ("P", "C", None, None)


def test_all_that_is_wrong_is_said_at_once():
    done = read(
        ",5,2024-02-01,,,,", "Ada,,2024-02-30,,,,", "Ada,2k,,stock,,,",
        "Ada,1,2024-02-01,,2024-03-01,why,",
        "Ada,1,2024-02-01,,,,perhaps", "Ada,1,2024-02-01,,,,no,x",
        heading="holder,quantity,granted on,type,left on,reason,early exercise",
    )  # fmt: skip

    assert found(done) == [
        ("ledger_cell_blank", "g.csv A2"),
        ("no_such_day", "g.csv C3"), ("ledger_cell_blank", "g.csv B3"),
        ("abbreviated", "g.csv B4"), ("ledger_cell_blank", "g.csv C4"),
        ("unknown_award", "g.csv D4"), ("unknown_reason", "g.csv F5"),
        ("neither_yes_nor_no", "g.csv G6"), ("cells_beyond_headings", "g.csv A7"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "codes"),
    [
        ("colour,taste", ["no_ledger_headings"]),
        ("holder,quantity,price", ["ledger_column_missing"]),
        ("holder,quantity,granted on,grant date", ["column_twice"]),
    ],
)
def test_headings_that_cannot_be_read_by_are_refused(heading, codes):
    done = read("Ada,1,2024-02-01,2024-02-01", heading=heading)

    assert [code for code, _ in found(done)] == codes
    assert done.rows == ()


def test_a_ledger_without_grants_is_none():
    assert found(read()) == [("no_grants", "g.csv")]
    assert read("Total,7,,").errors


@settings(max_examples=60)
@given(st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=4), st.binary(max_size=60))
def test_any_bytes_give_a_reading(cells, noise):
    lines = "\n".join(",".join(one) for one in cells)
    read_ledger(f"{HEADING}\n{lines}".encode(errors="replace"), "g.csv")
    read_ledger(noise, "g.csv")
