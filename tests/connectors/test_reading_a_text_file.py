"""CSV: encodings, separators, quotes, line ends, sizes."""

import pytest

from laogu.connectors import Limits, read_register
from tests.connectors.files import codes, csv_file, read

CHINESE = "股东,类型,类别,股数,凭证号\n张三,自然人,普通股,1000,甲-1\n李四,自然人,普通股,250,甲-2\n"


@pytest.mark.parametrize(
    ("encoding", "notes"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", ["read_as_utf_16"]),
        ("gb18030", ["read_as_gb18030"]),
        ("gbk", ["read_as_gb18030"]),
    ],
)
def test_the_encodings_of_spreadsheet_programs_are_read(encoding, notes):
    reading = read_register(CHINESE.encode(encoding), "register.csv")

    assert codes(reading) == notes
    assert [row.holder for row in reading.rows] == ["张三", "李四"]


def test_utf_16_of_either_byte_order_needs_its_mark():
    big = b"\xfe\xff" + CHINESE.encode("utf-16-be")

    assert len(read_register(big, "r.csv").rows) == 2
    assert codes(read_register("a,b".encode("utf-16-le"), "r.csv")) == ["nul_character"]


@pytest.mark.parametrize(
    ("content", "offset", "line"),
    [
        ("holder,class,quantity\nSociété Générale,Ordinary,5\n".encode("latin-1"), "26", "2"),
        ("股東,類別,股數\n張三豐,普通股,5\n龍門飛甲,普通股,5\n".encode("big5"), "0", "1"),
        (b"holder,class,quantity\nAda,Ordinary,5\n\xff\xff", "37", "3"),
        (b"\xff\xfe\x00\x00h\x00\x00\x00", "0", "1"),
        (b"\xff\xfeh\x00o", "4", "1"),
    ],
)
def test_other_encodings_are_refused_with_the_place(content, offset, line):
    reading = read_register(content, "register.csv")

    assert codes(reading) == ["not_text"]
    assert reading.findings[0].facts["offset"] == offset
    assert reading.findings[0].facts["line"] == line


def test_a_nul_character_is_refused_with_its_place():
    reading = read_register(csv_file("Ada,person,Ordinary,5\0,,,"), "register.csv")

    assert codes(reading) == ["nul_character"]
    assert reading.findings[0].facts["line"] == "2"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\n\r\n"])
def test_any_line_end_ends_a_row(end):
    lines = ["holder,kind,class,quantity", "Ada,person,Ordinary,1", "Ben,person,Ordinary,2"]

    reading = read_register(end.join(lines).encode(), "register.csv")

    assert [int(row.quantity) for row in reading.rows] == [1, 2]
    assert codes(reading) == []


@pytest.mark.parametrize(("separator", "name"), [(";", "semicolon"), ("\t", "tab")])
def test_semicolons_and_tabs_separate_too(separator, name):
    content = csv_file("Ada,person,Ordinary,1000,C-1,2026-01-02,5").replace(
        b",", separator.encode()
    )

    reading = read_register(content, "register.csv")

    assert codes(reading) == ["other_separator"]
    assert str(reading.findings[0].facts["separator"]) == name
    assert reading.rows[0].certificate == "C-1"


def test_a_separator_may_be_named_in_the_first_row():
    reading = read_register(b"sep=;\r\nholder;kind;class;quantity\r\nAda;person;A;7\r\n", "r.csv")

    assert codes(reading) == ["other_separator"]
    assert reading.rows[0].line == 3


def test_where_semicolons_separate_a_comma_may_begin_the_decimals():
    reading = read_register(b"holder;kind;class;quantity\nAda;person;A;1,234\n", "r.csv")

    assert codes(reading) == ["other_separator", "comma_or_stop"]
    assert reading.rows == ()


@pytest.mark.parametrize(
    "line",
    ['"Ada,person,Ordinary,5,,,', 'Ben,person,Ordinary,5,,,\n"Ada" Ltd,person,Ordinary,5,,,'],
)
def test_a_quotation_mark_that_is_not_closed_is_refused_with_its_line(line):
    reading = read(*line.split("\n"))

    assert codes(reading) == ["quote_not_closed"]
    assert reading.findings[0].facts["line"] == str(len(line.split("\n")) + 1)


def test_a_quotation_mark_left_open_over_a_long_file_is_refused_too():
    reading = read('"Ada', *(["x" * 80] * 2_000))

    assert codes(reading) == ["endless_cell"]


def test_cells_may_hold_separators_and_doubled_quotation_marks():
    reading = read('"Marsh, ""Ada""",person,Ordinary,"1,000,000",,,')

    assert codes(reading) == []
    assert reading.rows[0].holder == 'Marsh, "Ada"'
    assert int(reading.rows[0].quantity) == 1_000_000


def test_a_number_cut_in_two_by_its_own_comma_is_noticed():
    reading = read_register(b"holder,kind,class,quantity\nAda,person,A,1,000,000\n", "r.csv")

    assert codes(reading) == ["cells_beyond_headings"]
    assert reading.findings[0].where == "r.csv A2"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\xef\xbb\xbf \r\n\r\n", "empty_file"),
        (b",,,\n,,\n", "no_rows"),
        (b"hello,world\n1,2\n", "no_headings"),
        (b"holder,class,quantity\n", "no_holdings"),
        (b"%PDF-1.7 ...", "other_kind"),
        (b"\x1f\x8b\x08\x00 ...", "other_kind"),
        (b"  <!DOCTYPE html><table><tr><td>Ada</td></tr></table>", "web_page"),
        (b"<?xml version='1.0'?><Workbook/>", "web_page"),
    ],
)
def test_what_holds_no_register_says_so(content, code):
    reading = read_register(content, "register.csv")

    assert codes(reading) == [code]
    assert not reading.is_accepted


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(file_bytes=40), "file_too_large"),
        (Limits(rows=2), "too_many_rows"),
        (Limits(columns=4), "too_many_columns"),
    ],
)
def test_a_file_beyond_the_limits_is_refused_and_not_cut(limits, code):
    lines = [f"Holder {n},person,Ordinary,{n},C-{n},," for n in range(1, 4)]

    reading = read(*lines, limits=limits)

    assert codes(reading) == [code]
    assert not reading.is_accepted


def test_a_file_that_goes_on_and_on_is_not_read_to_its_end():
    reading = read(*(["Ada,person,Ordinary,1,,,"] * 200), limits=Limits(rows=10))

    assert codes(reading) == ["too_many_rows"]
    assert reading.rows == ()


def test_the_bytes_say_what_a_file_is_not_its_name():
    reading = read_register(csv_file("Ada,person,Ordinary,5,,,"), "register.xlsx")

    assert codes(reading) == ["other_than_named"]
    assert reading.is_accepted


def test_a_table_may_begin_like_an_archive():
    reading = read_register(b"PK,holder,kind,class,quantity\n1,Ada,person,A,5\n", "register.csv")

    assert codes(reading) == ["columns_not_read"]
    assert reading.is_accepted


def test_the_file_is_named_without_its_folders_and_tricks():
    reading = read_register(b"", "C:\\secret\\\u202eregister\n.csv")

    assert reading.findings[0].where == "\\u{202E}register\\u{A}.csv"
