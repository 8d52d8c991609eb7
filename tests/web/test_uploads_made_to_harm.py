"""What may be sent to the door of files: findings or a refusal, and nothing breaks."""

import io
import zipfile

import pytest

from laogu.connectors import LARGEST_BODY
from tests.web.forms import Forms, words
from tests.web.practice import Practice
from tests.web.test_loading_a_register import EXAMPLE, LOAD, look
from tests.web.test_loading_other_tables import again

HEAD = b"holder,class,quantity\n"
ROW = b"North Fund LP (example),A,5\n"


@pytest.fixture(scope="module")
def browser():
    """The operator's browser at one market, which nothing here changes."""
    market = Practice(kind="empty")
    market.do(
        "issuer.register", slug="mine", name_en="Mine Ltd", name_zh="我的公司", currency="USD"
    )
    with market.browser("operator") as browser:
        browser.market = market  # type: ignore[attr-defined]
        yield browser
    assert market.running.books.register.securities == {}


def parts(browser, *more: bytes, boundary: bytes = b"xyz", end: bytes = b"--xyz--\r\n") -> bytes:
    """Return a form in parts: its own hidden fields, and whatever else."""
    fields = Forms(browser.get(LOAD).text).forms["desk-mine-load"]["fields"]
    own = [
        b'--%b\r\nContent-Disposition: form-data; name="%b"\r\n\r\n%b\r\n'
        % (boundary, name.encode(), value.encode())
        for name, value in fields.items()
        if name != "file"
    ]
    return b"".join([*own, *more]) + end


def part(disposition: str, content: bytes, *heads: str) -> bytes:
    lines = [f"Content-Disposition: form-data; {disposition}", *heads]
    return (
        b"--xyz\r\n"
        + "\r\n".join(lines).encode("utf-8", "surrogateescape")
        + (b"\r\n\r\n" + content + b"\r\n")
    )


def send(browser, body: bytes, kind: str = "multipart/form-data; boundary=xyz"):
    return browser.post(LOAD, content=body, headers={"content-type": kind})


@pytest.mark.parametrize(
    "disposition",
    [
        'name="file"; filename="../../etc/passwd"',
        'name="file"; filename="..\\\\..\\\\x.csv"',
        'name="file"; filename="\u202excod.csv"',
        'name="file"; filename="' + "x" * 5_000 + '.csv"',
        'name="file"; filename="a.csv"; filename*=UTF-8\'\'%E2%82%AC.csv',
        'name="file"; filename="<script>alert(1)</script>.csv"',
        'name="file"; filename="a.csv"; filename="b.xlsx"',
    ],
)
def test_a_file_may_be_called_anything(browser, disposition):
    answer = send(browser, parts(browser, part(disposition, HEAD + ROW)))

    assert answer.status_code in (200, 400)
    assert "<script>alert" not in answer.text
    assert "\u202e" not in answer.text


@pytest.mark.parametrize(
    ("more", "end", "kind"),
    [
        ([], b"", "multipart/form-data; boundary=xyz"),
        ([part('name="file"; filename="a.csv"', HEAD)], b"", "multipart/form-data; boundary=xyz"),
        ([part('name="file"; filename="a.csv"', HEAD)], b"--xyz--", "multipart/form-data"),
        ([], b"--xyz--", "multipart/form-data; boundary="),
        ([], b"--xyz--", "multipart/form-data; boundary=" + "b" * 3_000),
        ([part("", HEAD)], b"--xyz--", "multipart/form-data; boundary=xyz"),
        ([part('filename="a.csv"', HEAD)], b"--xyz--", "multipart/form-data; boundary=xyz"),
        ([b"--xyz\r\n\r\n" + HEAD], b"--xyz--", "multipart/form-data; boundary=xyz"),
        (
            [part('name="file"; filename="a.csv"', HEAD, "Content-Transfer-Encoding: base64")],
            b"--xyz--",
            "multipart/form-data; boundary=xyz",
        ),
        (
            [part('name="file"; filename="a.csv"', HEAD, "Content-Type: text/csv; charset=utf-7")],
            b"--xyz--",
            "multipart/form-data; boundary=xyz",
        ),
        (
            [part('name="file"; filename="a.csv"', b"--abc\r\n\r\nx\r\n--abc--",
                  "Content-Type: multipart/mixed; boundary=abc")],
            b"--xyz--",
            "multipart/form-data; boundary=xyz",
        ),
        ([part('name="x"', b"\xff\xfe")], b"--xyz--", "multipart/form-data; boundary=xyz"),
        ([part('name="source"', b"a\0b")], b"--xyz--", "multipart/form-data; boundary=xyz"),
        ([part('name="on"', b"0000-00-00")], b"--xyz--", "multipart/form-data; boundary=xyz"),
        ([part(f'name="f{n}"', b"") for n in range(2_000)], b"--xyz--",
         "multipart/form-data; boundary=xyz"),
        ([part('name="x"', b"", *(f"X-{n}: y" for n in range(500)))], b"--xyz--",
         "multipart/form-data; boundary=xyz"),
    ],
    ids=range(16),
)  # fmt: skip
def test_a_form_in_parts_that_is_odd_is_refused_or_read(browser, more, end, kind):
    answer = send(browser, parts(browser, *more, end=end), kind)

    assert 200 <= answer.status_code < 500, answer.text[:300]
    assert answer.headers["content-type"].startswith("text/html")


def test_headings_and_sheets_that_turn_a_line_show_what_they_hold(browser):
    answer = look(browser, b"holder,class,quantity,\xe2\x80\xaexcod\n" + ROW, "a.csv")

    assert "\u202e" not in answer.text
    assert "\\u{202E}xcod" in answer.text


def test_a_file_beyond_the_largest_body_is_refused(browser):
    answer = send(
        browser, parts(browser, part('name="file"; filename="a.csv"', b" " * LARGEST_BODY))
    )

    assert answer.status_code == 400
    assert "connectors.too_large_body" in answer.text


def test_of_two_files_of_one_name_one_is_read_and_said_which(browser):
    two = (
        part('name="file"; filename="first.csv"', HEAD + ROW),
        part('name="file"; filename="second.csv"', HEAD + ROW * 2),
    )

    answer = send(browser, parts(browser, *two))

    assert answer.status_code == 200
    assert "second.csv" in answer.text
    assert "first.csv" not in answer.text


@pytest.mark.parametrize(
    "told",
    [
        {"heading_row": "0"},
        {"heading_row": "-1"},
        {"heading_row": "９"},
        {"heading_row": "9" * 5_000},
        {"heading_row": "1e9"},
        {"sheet": "\u202e\0x" * 100},
        {"days": "week"},
        {"column-A": "certificate", "column-ZZZ": "holder", "column-": "holder"},
        {"column-A": "no such column"},
        {"column-" + "A" * 5_000: "holder"},
        {"rows_class": "=cmd|' /C calc'!A0"},
        {"rows_class": "x" * 10_000},
        {"on": "2026-02-30"},
        {"on": "9" * 5_000},
        {"headings": "\0" * 100},
        {"file_name": "../" * 500},
    ],
    ids=lambda told: next(iter(told))[:20] + str(next(iter(told.values())))[:12],
)
def test_whatever_is_said_of_the_reading_is_read_or_refused(browser, told):
    page = look(browser, EXAMPLE).text

    answer = again(browser, page, **told)

    assert answer.status_code in (200, 400)
    assert len(answer.content) < 1_000_000


def sheets(**named: str) -> bytes:
    """Return a workbook of made parts."""
    packing = io.BytesIO()
    with zipfile.ZipFile(packing, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in named.items():
            archive.writestr(name.replace("__", "/"), content)
    return packing.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b" " * 4_000_000,
        b"\n" * 4_000_000,
        HEAD + b"," * 4_000_000,
        HEAD + b'"' + b"x" * 4_000_000,
        HEAD + b'"x",' * 900_000,
        b"holder," * 600_000,
        HEAD + ROW * 150_000,
        HEAD + "\u202e名\u200b,A,5\n".encode() * 20_000,
        "持".encode("gb18030") * 2_000_000,
        b"\xef\xbb\xbf" * 1_000_000,
        b"PK\x05\x06" + b"\0" * 18,
        b"PK\x03\x04" + b"\xff" * 1_000_000,
        sheets(xl__workbook="x", **{"xl/workbook.xml": "<" * 1_000_000}),
    ],
    ids=range(13),
)
def test_a_large_file_of_nothing_is_answered_in_a_page(browser, content):
    answer = look(browser, content, "a.csv")

    assert answer.status_code == 200
    assert "spreadsheet." in answer.text


def test_what_is_written_out_is_no_formula(browser):
    formulas = ["=1+1", "+1", "-1+1", "@x", "\t=1", "\r=1", "＝1"]
    rows = b"".join(f'"{one}",A,5\n'.encode() for one in formulas)
    page = look(browser, HEAD + rows, "=evil.csv").text

    file = again(browser, page, ask="csv")

    for line in file.text.splitlines():
        for cell in line.split(","):
            assert cell.strip('"')[:1] not in tuple("=+@\t"), line
    assert "places need a correction" in words(page)
