"""Tables of other programs: recognised by their headings, read where they can be, and said so."""

from datetime import date
from decimal import Decimal

import pytest

from laogu.connectors import Layout, presets, read_register
from tests.connectors.files import codes, read, workbook

CERTIFICATES = (
    "Security ID,Stakeholder Name,Stakeholder Email,Share Class,Quantity Issued,"
    "Quantity Outstanding,Issue Date,Cash Paid,Canceled Date,Status"
)


def certificates(*lines, **told):
    layout = Layout(currency="USD", **told)
    return read(*lines, heading=CERTIFICATES, layout=layout)


def held(reading):
    return [(one.certificate, one.holder, one.quantity) for one in reading.rows]


def test_a_certificate_ledger_is_read_with_what_is_left_of_each_certificate():
    reading = certificates(
        'CS-1,Ada Example,a@example.com,Common Stock,"4,000,000","3,000,000",1/15/2024,$400.00,,',
        "PS-1,North Fund LP,n@example.com,Seed Preferred,1500000,1500000,3/1/2025,1500000,,Active",
        "CS-2,Ben Example,b@example.com,Common Stock,100,0,2/1/2024,,6/1/2025,Canceled",
    )

    assert reading.preset.id == "certificate-ledger"
    assert held(reading) == [
        ("CS-1", "Ada Example", 3_000_000),
        ("PS-1", "North Fund LP", 1_500_000),
    ]
    assert [row.acquired_on for row in reading.rows] == [date(2024, 1, 15), date(2025, 3, 1)]
    assert reading.rows[0].cost == Decimal("400.00")
    assert "rows_ended" in codes(reading)
    assert "private_not_read" in codes(reading)
    turned = next(one for one in reading.findings if one.code == "spreadsheet.month_first")
    assert turned.facts == {"text": "3/1/2025", "meant": date(2025, 3, 1), "count": 1}
    assert reading.errors == 0


def test_nothing_is_said_of_days_once_somebody_said_how_they_are_written():
    line = "CS-1,Ada Example,,Common Stock,10,10,1/2/2024,,,"

    assert "month_first" in codes(certificates(line))
    assert "month_first" not in codes(certificates(line, days="day"))


def test_options_in_a_certificate_ledger_are_not_counted_as_shares():
    reading = certificates(
        "CS-1,Ada Example,,Common Stock,10,10,1/15/2024,,,",
        "ES-1,Emp Example,,2024 Equity Incentive Plan,100000,80000,6/1/2024,,,",
    )

    assert held(reading) == [("CS-1", "Ada Example", 10)]
    found = next(one for one in reading.findings if one.code == "spreadsheet.rows_of_no_shares")
    assert found.facts == {"count": 1, "rows": ["3"]}


@pytest.mark.parametrize(
    "name", ["Options", "SAFE", "Convertible Note", "2020 Stock Plan", "期权池"]
)
def test_a_class_that_names_no_shares_is_left_out_of_any_file(name):
    reading = read(f"Ada,person,{name},10,,,", "Ben,person,Common,10,,,")

    assert [row.holder for row in reading.rows] == ["Ben"]


@pytest.mark.parametrize(
    "name", ["Common Stock (options exercised)", "Ordinary shares", "Safety A"]
)
def test_a_class_that_only_sounds_like_one_is_kept(name):
    assert read(f"Ada,person,{name},10,,,").rows[0].stock_class == name


def test_a_status_that_nobody_knows_is_not_passed_over():
    reading = certificates("CS-1,Ada,,Common Stock,10,10,1/15/2024,,,Purple")

    assert "unknown_status" in codes(reading)
    assert not reading.is_accepted


def test_how_a_file_writes_its_days_can_be_said():
    heading = "holder,class,quantity,acquired on"
    line = "North Fund LP,A,5,03/04/2026"

    assert "day_or_month_first" in codes(read(line, heading=heading))
    for order, on in (("month", date(2026, 3, 4)), ("day", date(2026, 4, 3))):
        assert read(line, heading=heading, layout=Layout(days=order)).rows[0].acquired_on == on  # type: ignore[arg-type]
    wrong = read("North Fund LP,A,5,25/12/2026", heading=heading, layout=Layout(days="month"))
    assert "no_such_day" in codes(wrong)


def test_a_register_of_members_of_a_limited_company():
    reading = read(
        "1,甲有限公司,91110000MA0000000X,60,30,60%,2021-03-01",
        "2,张三,110101199001010011,40.5,40,40.5%,2021-03-01",
        heading="序号,股东名称,证件号码,认缴出资额（万元）,实缴出资额（万元）,出资比例,出资时间",
    )

    assert reading.preset.id == "contributions"  # type: ignore[union-attr]
    assert [(row.stock_class, row.quantity) for row in reading.rows] == [  # type: ignore[comparison-overlap]
        ("注册资本", 600_000),
        ("注册资本", 405_000),
    ]
    found = {one.code: one.facts for one in reading.findings}
    assert found["spreadsheet.private_not_read"]["unread"] == ["证件号码"]
    assert "spreadsheet.counted_in_wan" in found
    assert found["spreadsheet.percent_differs"]["stated"] == "40.5%"
    assert reading.errors == 0


def test_a_plain_list_needs_only_its_class():
    rows = [["姓名", "持股数", "持股比例"], ["张三", 750, 0.75], ["李四", 250, 0.25]]
    content = workbook(rows)  # type: ignore[arg-type]

    assert "class_missing" in codes(read_register(content, "list.xlsx"))
    named = read_register(content, "list.xlsx", layout=Layout(stock_class="普通股"))
    assert [row.stock_class for row in named.rows] == ["普通股", "普通股"]
    assert named.errors == 0
    assert "percent_differs" not in codes(named)


@pytest.mark.parametrize(
    ("heading", "id_"),
    [
        ("Grant ID,Stakeholder Name,Plan,Quantity,Exercise Price,Grant Date", "option-ledger"),
        ("姓名,授予日期,授予数量,行权价,持股数", "option-ledger"),
        ("Shareholder name,Transaction type,Share type,Quantity,Date", "list-of-changes"),
    ],
)
def test_what_is_no_list_of_holdings_is_not_read_as_one(heading, id_):
    reading = read("1,Ada,A,5,6,2026-01-02", heading=heading)

    assert reading.preset.id == id_  # type: ignore[union-attr]
    assert codes(reading) == ["other_table"]
    assert reading.rows == ()


def test_whoever_says_what_a_column_holds_is_believed():
    heading = "Wer,Was,Wieviel,Tag"
    line = "North Fund LP,Stamm,5,2026-01-02"
    told = Layout(
        heading_row=1,
        columns={"A": "holder", "B": "stock_class", "C": "quantity", "D": "acquired_on"},
    )

    assert codes(read(line, heading=heading)) == ["no_headings"]
    row = read(line, heading=heading, layout=told).rows[0]
    assert (row.holder, row.stock_class, row.quantity) == ("North Fund LP", "Stamm", 5)  # type: ignore[comparison-overlap]


def test_a_column_can_be_taken_away_and_given_to_another():
    heading = "holder,class,quantity,shares held before,cost"
    line = "North Fund LP,A,5,7,9"
    told = Layout(columns={"C": None, "D": "quantity", "E": None})

    reading = read(line, heading=heading, layout=told)

    assert (reading.rows[0].quantity, reading.rows[0].cost) == (7, None)  # type: ignore[comparison-overlap]
    assert [one.by_hand for one in reading.columns] == [False, False, True, True, True]


def test_another_row_of_headings_can_be_named():
    content = b"holder,quantity\nname,shares\nNorth Fund LP,5\n"

    told = Layout(heading_row=2, stock_class="A")
    assert [one.holder for one in read_register(content, "a.csv", layout=told).rows] == [
        "North Fund LP"
    ]
    beyond = Layout(heading_row=9)
    assert "not_a_heading_row" in codes(read_register(content, "a.csv", layout=beyond))


def test_another_sheet_can_be_chosen():
    import io

    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for name, quantity in (("Summary", 1), ("Ledger", 2)):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["holder", "class", "quantity"])
            sheet.write_row(1, 0, ["North Fund LP", "A", quantity])
        book.add_worksheet("Secret").hide()

    first = read_register(buffer.getvalue(), "a.xlsx")
    other = read_register(buffer.getvalue(), "a.xlsx", layout=Layout(sheet="Ledger"))
    hidden = read_register(buffer.getvalue(), "a.xlsx", layout=Layout(sheet="Secret"))

    assert (first.sheet, first.sheets, first.rows[0].quantity) == (  # type: ignore[comparison-overlap]
        "Summary",
        ("Summary", "Ledger"),
        1,
    )
    assert (other.sheet, other.rows[0].quantity) == ("Ledger", 2)  # type: ignore[comparison-overlap]
    assert codes(hidden) == ["sheet_unknown"]


def test_every_preset_is_recognised_by_its_own_signs_and_names_its_source():
    for one in presets():
        heading = ",".join(dict.fromkeys(group[0] for group in one.signs))
        reading = read_register(f"{heading}\n1\n".encode(), "a.csv")

        assert reading.preset.id == one.id  # type: ignore[union-attr]
        assert one.sources
        assert one.named.en != one.named.zh


@pytest.mark.parametrize(
    ("cost", "currency", "found"),
    [
        ("$400.00", "USD", Decimal("400.00")),
        ("USD 400", "USD", Decimal(400)),
        ("￥1,200.50", "CNY", Decimal("1200.50")),
        ("400元", "CNY", Decimal(400)),
        ("€400", "USD", None),
        ("$400", None, None),
    ],
)
def test_an_amount_may_carry_the_sign_of_its_own_currency(cost, currency, found):
    heading = "holder,class,quantity,cost"
    reading = read(f'North Fund LP,A,5,"{cost}"', heading=heading, layout=Layout(currency=currency))

    assert [row.cost for row in reading.rows] == ([] if found is None else [found])
    assert ("with_currency" in codes(reading)) == (found is None)


def test_a_multiplied_number_keeps_every_digit():
    heading = "股东名称,认缴出资额（万元）"
    fine = read("甲有限公司,0.00000000000000000000000000001", heading=heading)
    large = read("甲有限公司,99999999999999999", heading=heading)

    assert "too_fine" in codes(fine)
    assert "too_many_digits" in codes(large)


def wide(*lines, heading, **more):
    reading = read(*lines, heading=heading, **more)
    return reading, [(one.holder, one.stock_class, one.quantity) for one in reading.rows]


def test_a_table_with_a_column_for_each_class():
    reading, rows = wide(
        'Ada Founder (example),"4,000,000",,–,"4,000,000",66.67%',
        'North Fund LP,0,"1,500,000","500,000",2000000,33.33%',
        "Total,4000000,1500000,500000,6000000,",
        heading="Shareholder,Common Stock,Series Seed Preferred,Series A,Total,%",
    )

    assert rows == [
        ("Ada Founder (example)", "Common Stock", 4_000_000),
        ("North Fund LP", "Series Seed Preferred", 1_500_000),
        ("North Fund LP", "Series A", 500_000),
    ]
    found = next(one for one in reading.findings if one.code == "spreadsheet.classes_in_headings")
    assert found.facts["others"] == ["Total", "%"]
    assert codes(reading).count("total_left_out") == 3
    assert reading.errors == 0


def test_classes_in_chinese_headings():
    reading, rows = wide(
        "张三,100,,20",
        "北方基金,,50,",
        "合计,100,60,20",
        heading="股东,普通股（股）,A轮优先股,期权",
    )

    assert rows == [("张三", "普通股", 100), ("北方基金", "A轮优先股", 50)]
    assert "total_differs" in codes(reading)
    found = next(one for one in reading.findings if one.code == "spreadsheet.classes_in_headings")
    assert found.facts == {"found": ["普通股（股）", "A轮优先股"], "others": ["期权"]}


def test_a_column_is_said_to_hold_a_class_by_hand_and_one_that_is_none_is_taken_away():
    told = Layout(columns={"B": "quantity_of", "C": None})

    _, rows = wide("North Fund LP,5,6,7", heading="holder,Genussscheine,Series A,x", layout=told)

    assert rows == [("North Fund LP", "Genussscheine", 5)]


def test_a_wrong_cell_of_one_class_is_named_and_the_row_is_not_taken_for_it():
    reading, rows = wide("North Fund LP,5k,6", heading="holder,Common Stock,Series A")

    assert rows == [("North Fund LP", "Series A", 6)]
    (found,) = (one for one in reading.findings if one.severity == "error")
    assert (found.code, found.where) == ("spreadsheet.abbreviated", "register.csv B2")
    assert not reading.is_accepted


def test_where_a_class_stands_in_its_own_column_headings_name_none():
    reading, rows = wide("North Fund LP,A,5,6", heading="holder,class,quantity,Series A")

    assert rows == [("North Fund LP", "A", 5)]
    assert "classes_in_headings" not in codes(reading)


def test_a_class_counted_in_thousands_is_refused():
    reading, _ = wide("North Fund LP,5,6", heading="holder,Common Stock (000),Series A")

    assert reading.errors
