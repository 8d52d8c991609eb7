"""The table: headings, kinds, lock-ups, totals, and what only shows when rows are compared."""

from datetime import date
from decimal import Decimal

import pytest

from laogu.connectors import HEADINGS, Limits, read_register
from tests.connectors.files import codes, read, read_cell

FULL = (
    "holder,holder in English,kind,class,quantity,certificate,acquired on,cost,public,locks,"
    "source,sure"
)
CHINESE = "持有人,英文名,类型,类别,股数,凭证号,取得日,成本,是否公开,锁定,来源,把握"


@pytest.mark.parametrize("heading", [FULL, CHINESE, FULL.upper(), FULL.replace(" ", "_")])
def test_every_column_is_known_in_both_languages(heading):
    line = '张三,Zhang San,自然人,普通股,"1,000",甲-1,2021-03-15,100.5,是,'
    line += "2027-01-07 CN-JSC-05,招股书,高"

    reading = read(line, heading=heading)

    assert codes(reading) == []
    assert [read.column for read in reading.columns] == list(HEADINGS)
    row = reading.rows[0]
    assert (row.holder, row.holder_en, row.kind, row.public) == (
        "张三",
        "Zhang San",
        "person",
        True,
    )
    assert (row.quantity, row.cost, row.certificate) == (Decimal(1000), Decimal("100.5"), "甲-1")
    assert (row.acquired_on, row.source, row.sure) == (date(2021, 3, 15), "招股书", "high")
    assert [(lock.until, lock.rule) for lock in row.locks] == [(date(2027, 1, 7), "CN-JSC-05")]


@pytest.mark.parametrize(
    "heading",
    [
        "Shareholder Name, Type , Share class,# of Shares,Certificate No.,Issue date,Cost (USD)",
        "股东名称,股东性质,股份类别,持股数量（股）,证书编号,入股时间,投资金额（元）",
        "股东,类型,类别,股数,证书,取得日,成本",
        "股东,类型,类别,股数,出资证明书,取得日,成本",
        "Name,Holder type,Class of shares,Shares held,Cert. no.,Date acquired,Amount paid [EUR]",
        "股东 Holder,类型 / Type,股类 Class,股数 Shares (股),证书号 Cert,取得日 / Date,成本 Cost",
    ],
)
def test_the_headings_people_use_are_known(heading):
    reading = read("Ada,person,A,5,C-1,2026-01-02,7", heading=heading)

    assert reading.is_accepted
    assert set(codes(reading)) <= {"unit_not_read"}
    assert all(column.column for column in reading.columns)


def test_a_heading_whose_two_languages_disagree_is_not_taken_for_either():
    reading = read("张三,Zhang San,5", heading="股东,股东名称 Name in English,股数")

    assert [column.column for column in reading.columns] == ["holder", None, "quantity"]


def test_what_identifies_a_person_is_known_in_two_languages_too():
    reading = read("张三,5,A,1380000", heading="股东 Holder,股数,类别,手机 Mobile")

    assert "private_not_read" in codes(reading)


def test_what_the_file_lacks_is_said_beside_what_it_has():
    reading = read("Ada,5,x", heading="holder,percent,notes")

    assert codes(reading) == ["class_missing", "column_missing", "columns_not_read"]
    assert [str(f.facts["missing"]) for f in reading.findings[:2]] == ["class", "quantity"]
    assert reading.findings[0].facts["found"] == ["holder", "percent", "notes"]
    assert reading.findings[2].facts["unread"] == ["percent", "notes"]


def test_one_class_for_all_may_come_from_elsewhere():
    content = b"holder,kind,quantity\nAda,person,5\n"

    assert codes(read_register(content, "r.csv")) == ["class_missing"]
    assert read_register(content, "r.csv", stock_class="Ordinary").rows[0].stock_class == "Ordinary"
    assert read("Ada,person,,5,,,", stock_class="Ordinary").rows[0].stock_class == "Ordinary"
    assert codes(read("Ada,person,,5,,,")) == ["class_blank"]


def test_columns_that_are_not_needed_are_named_and_left_out():
    reading = read("Ada,person,A,5,ada@example.com", heading="holder,kind,class,quantity,e-mail")

    assert codes(reading) == ["private_not_read"]
    assert reading.is_accepted


def test_two_columns_of_one_meaning_are_refused():
    reading = read("Ada,person,A,5,6", heading="holder,kind,class,shares,股数")

    assert codes(reading) == ["column_twice"]
    assert reading.findings[0].where == "register.csv E1"
    assert reading.findings[0].facts["first"] == "shares (D)"


@pytest.mark.parametrize("unit", ["万股", "'000", "thousands", "百万", "k"])
def test_a_heading_that_counts_in_many_is_refused(unit):
    reading = read("Ada,person,A,5", heading=f"holder,kind,class,shares ({unit})")

    assert codes(reading) == ["counts_in_many"]
    assert not reading.is_accepted


def test_a_title_above_the_headings_is_left_out():
    reading = read_register(
        b"Cap table of Acme,,,\n,,,\nholder,kind,class,quantity\nAda,person,A,5\n", "r.csv"
    )

    assert codes(reading) == ["above_headings"]
    assert reading.rows[0].line == 4


def test_headings_said_again_are_refused():
    heading = "holder,kind,class,quantity"

    reading = read("Ada,person,A,5", heading, "Ben,person,A,6", heading=heading)

    assert codes(reading) == ["headings_again"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ada Marsh", "person"),
        ("张三", "person"),
        ("Kim Se Hun", "person"),
        ("North Ridge Fund I LP", "organisation"),
        ("Acme Ltd.", "organisation"),
        ("Acme L.L.C.", "organisation"),
        ("北京智谱华章科技股份有限公司", "organisation"),
        ("宁波明恒创业投资合伙企业（有限合伙）", "organisation"),
        ("Harrow ESOP", "organisation"),
        ("Others", "residual"),
        ("Other pre-IPO shareholders (not itemised)", "residual"),
        ("其他股东", "residual"),
    ],
)
def test_a_kind_that_no_column_states_is_read_from_the_name(name, kind):
    reading = read(f"{name},A,5", heading="holder,class,quantity")

    assert reading.rows[0].kind == kind
    assert codes(reading) == [
        {"person": "taken_as_persons", "residual": "taken_as_residual"}.get(
            kind, "taken_as_organisations"
        )
    ]


def test_a_stated_kind_needs_no_finding_and_overrules_the_name():
    assert read("Ada Fund Ltd,person,A,5,,,").rows[0].kind == "person"
    assert codes(read("Ada Fund Ltd,person,A,5,,,")) == []


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("kind", "robot", "unknown_kind"),
        ("public", "maybe", "not_yes_or_no"),
        ("sure", "very", "unknown_sure"),
        ("locks", "2027-01-07", "not_a_lock"),
        ("locks", "CN-JSC-05", "not_a_lock"),
        ("locks", "2027-01-07 CN-JSC-05, 2026-07-07 HK-04", "not_a_lock"),
        ("locks", "2027-01-07 one year", "not_a_lock"),
        ("locks", "2027-02-30 CN-JSC-05", "no_such_day"),
        ("locks", "07/01/2027 CN-JSC-05", "day_or_month_first"),
        ("locks", "=A1", "reads_as_formula"),
        ("locks", "; ".join(["2027-01-07 HK-04"] * 21), "too_many_locks"),
        ("locks", "2027-01-07 CN-JSC-05;" * 40, "text_too_long"),
        ("locks", "2027-01-07 HK-04; 2027-01-07 HK-04", "lock_repeats"),
    ],
)
def test_words_that_are_one_of_a_few_are_checked(column, text, code):
    reading = read_cell(column, text)

    assert codes(reading) == [code]
    assert reading.is_accepted == (code == "lock_repeats")


@pytest.mark.parametrize(
    "label",
    [
        "Total",
        "TOTAL:",
        "合计",
        "合 计",
        "总股数",
        "Grand total",
        "小计",
        "合计 Total",
        "Total (合计)",
    ],
)
def test_a_total_at_the_foot_is_compared_and_left_out(label):
    reading = read("Ada,person,A,5,,,", "Ben,person,A,6,,,", f"{label},,,11,,,")

    assert codes(reading) == ["total_left_out"]
    assert len(reading.rows) == 2


def test_a_total_without_a_label_is_known_by_its_sum():
    reading = read("Ada,person,A,5,,,", "Ben,person,A,6,,,", ",,,11,,,")

    assert codes(reading) == ["total_left_out"]
    assert codes(read("Ada,person,A,5,,,", "Ben,person,A,6,,,", ",,,12,,,"))[0] == "holder_blank"


def test_totals_class_by_class_are_compared_class_by_class():
    lines = ["Ada,person,A,5,,,", "Ben,person,B,6,,,"]

    assert (
        codes(read(*lines, "Total,,A,5,,,", "Total,,B,6,,,", "Total,,,11,,,"))
        == ["total_left_out"] * 3
    )
    assert codes(read(*lines, "Total,,A,6,,,")) == ["total_differs"]


def test_a_total_that_differs_names_both_sums():
    reading = read("Ada,person,A,5,,,", "Total,,,12,,,")

    assert codes(reading) == ["total_differs"]
    assert reading.findings[0].facts["stated"] == 12
    assert reading.findings[0].facts["summed"] == 5


def test_a_total_is_not_compared_where_a_row_could_not_be_read():
    assert codes(read("Ada,person,A,x,,,", "Total,,,12,,,")) == [
        "not_a_number",
        "total_not_compared",
    ]
    assert codes(read("Ada,person,A,5,,,", "Total,,,?,,,")) == ["total_not_compared"]


def test_who_made_the_list_stands_below_it_and_is_no_holding():
    reading = read(
        "1,张三,600",
        "2,李四,400",
        ",合计,1000",
        "制表人：小王　审核：,,",
        ",注：以上为实缴股份,",
        heading="序号,股东名称,持股数量",
        stock_class="普通股",
    )

    assert [row.quantity for row in reading.rows] == [600, 400]
    assert codes(reading) == ["columns_not_read", "total_left_out", "taken_as_persons",
                              "rows_beside"]  # fmt: skip
    assert reading.findings[-1].facts["rows"] == ["5", "6"]


def test_above_the_total_a_name_alone_is_a_holding_that_is_not_whole():
    reading = read("Ada,,,", "Ben,,Ordinary,400", heading="holder,kind,class,quantity")

    assert codes(reading)[:2] == ["class_blank", "quantity_blank"]


def test_a_total_in_the_middle_is_refused():
    reading = read("Ada,person,A,5,,,", "Total,,,5,,,", "Ben,person,A,6,,,")

    assert codes(reading) == ["total_in_the_middle"]
    assert reading.findings[0].where == "register.csv A3"


def test_a_holder_may_be_called_total():
    reading = read("Ada,person,A,5,,,", "Total,organisation,A,7,C-2,,")

    assert codes(reading) == []
    assert reading.rows[1].holder == "Total"


def test_a_certificate_stands_for_one_holding():
    reading = read("Ada,person,A,5,C-1,,", "Ben,person,A,6,C-1,,", "Cem,person,B,7,C-1,,")

    assert codes(reading) == ["certificate_repeats"]
    assert [one.line for one in reading.rows] == [2, 4]
    assert reading.findings[0].where == "register.csv E3"
    assert reading.findings[0].facts["row"] == "2"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ada,person,A,five,C-1,,", "Ben,person,A,6,C-1,2026-13-40,"),
        ("Ada,person,A,5,C-1,,", "Ben,person,A,six,C-1,,"),
        ("Ada,person,A,five,C-1,,", "Ben,person,A,6,C-1,,"),
    ],
)
def test_a_certificate_that_repeats_is_told_whatever_else_is_wrong_with_its_rows(first, second):
    reading = read(first, second)

    told = [one for one in reading.findings if one.code == "spreadsheet.certificate_repeats"]
    assert [(one.where, one.facts["row"]) for one in told] == [("register.csv E3", "2")]


def test_nothing_is_compared_where_a_row_names_no_class_or_no_certificate():
    reading = read("Ada,person,,5,C-1,,", "Ben,person,,6,C-1,,", "Cem,person,A,x,,,",
                   "Dee,person,A,x,,,")  # fmt: skip

    assert "certificate_repeats" not in codes(reading)


def test_rows_that_say_the_same_are_pointed_out():
    line = "Ada,person,A,5,,2026-01-02,7"

    assert codes(read(line, line)) == ["row_repeats"]
    assert codes(read(line, "Ada,person,A,5,,2026-01-03,7")) == []


def test_one_holder_is_described_one_way():
    reading = read("Ada,person,A,5,C-1,,", "Ada,organisation,A,6,C-2,,")

    assert codes(reading) == ["holder_differs"]
    assert reading.findings[0].where == "register.csv B3"


def test_everything_is_found_at_once_in_file_order():
    reading = read(
        ",person,A,-5,,2026-02-30,x",
        "Ada,robot,,5,,,",
        "Ben,person,A,6,C-1,,",
        "Cem,person,A,1e3,C-1,,",
    )

    assert codes(reading) == [
        "holder_blank", "negative", "no_such_day", "not_a_number",
        "unknown_kind", "class_blank",
        "exponent", "certificate_repeats",
    ]  # fmt: skip
    assert [row.holder for row in reading.rows] == ["Ben"]
    assert reading.errors == 8


def test_what_does_not_fit_is_counted_and_errors_come_first():
    good = [f"Holder {n},person,A,１,C-{n},," for n in range(50)]
    bad = [f"Holder {n},person,A,x,C-{n},," for n in range(50, 60)]

    few = read(*good, *bad, limits=Limits(findings=20))
    fewer = read(*good, *bad, limits=Limits(findings=5))

    assert codes(few) == ["full_width_digits"] * 10 + ["not_a_number"] * 10 + ["more_findings"]
    assert few.findings[-1].facts["rest"] == 40
    assert codes(fewer) == ["not_a_number"] * 5 + ["more_errors"]
    assert (fewer.errors, fewer.notes) == (10, 50)
    assert fewer.findings[-1].severity == "error"


def test_a_lock_up_whose_end_nobody_states_is_one_without_a_day():
    reading = read_register(
        b"holder,class,quantity,locks\nAda,Ordinary,10,unknown HK-05; 2027-01-07 CN-JSC-05\n"
        + "Ben,Ordinary,20,未知 HK-05\n".encode(),
        "register.csv",
    )

    assert [[(lock.rule, lock.until) for lock in row.locks] for row in reading.rows] == [
        [("HK-05", None), ("CN-JSC-05", date(2027, 1, 7))],
        [("HK-05", None)],
    ]
