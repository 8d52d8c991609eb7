"""The corner of a table: three forms with the same rows, as the page has them, safe to open."""

import asyncio
import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laogu.connectors.spreadsheet import read_register
from laogu.journal import Look
from laogu.web.exports import Sheet, choosing, exported, figure_or_text, forms, part_of
from laogu.web.exports.sheet import About
from laogu.web.refusals import TooManyRows
from tests.web.practice import Practice

ZHIPU = "/company/zhipu"
HARROW = "/company/harrow"
ABOUT = About(
    table="t", address="/en/x", filter=(("sort", "-held"),), as_of=date(2026, 11, 2),
    made_at=datetime(2026, 11, 2, 9, tzinfo=UTC), source="laogu", entry=7, head="ab" * 32, rows=1,
)  # fmt: skip


@pytest.fixture(scope="module")
def real() -> Practice:
    return Practice(kind="real")


@pytest.fixture
def practice() -> Practice:
    return Practice()


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def kinds_of_looks() -> set[str]:
    return set(get_args(Look.__annotations__["what"]))


def workbook(content: bytes) -> dict[str, str]:
    """Return the parts of a workbook as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return {name: parts.read(name).decode() for name in parts.namelist()}


def test_a_table_is_had_in_three_forms_with_the_same_rows(real):
    with real.browser() as browser:
        one = browser.get(f"/en{ZHIPU}.csv?table=holders")
        two = browser.get(f"/en{ZHIPU}.json?table=holders")
        three = browser.get(f"/en{ZHIPU}.xlsx?table=holders")

    rows, told = rows_of(one.content), json.loads(two.content)
    assert len(rows) == len(told["holders"]) == int(told["about"]["rows"]) == 54
    assert rows[0]["quantity"] == told["holders"][0]["quantity"] == "39482710"
    assert rows[0]["locked_through"] == "2027-01-07"
    assert one.content[:3] == b"\xef\xbb\xbf"
    assert len(read_register(three.content, "x.xlsx").rows) == 54


def test_an_exported_register_can_be_brought_in_again(real):
    with real.browser() as browser:
        for form in ("xlsx", "csv"):
            table = browser.get(f"/en{ZHIPU}.{form}?table=holders").content

            reading = read_register(table, f"holders.{form}")

            assert sum(row.quantity for row in reading.rows) == 402_810_690, form


def test_the_mark_by_which_spreadsheets_know_utf8_can_be_left_out(real):
    with real.browser() as browser:
        bare = browser.get(f"/zh{ZHIPU}.csv?table=holders&bom=0").content

    assert bare.startswith(b"holder_id,")


def test_a_workbook_has_types_a_head_that_stays_and_says_what_it_is(real):
    with real.browser() as browser:
        book = workbook(browser.get(f"/en{ZHIPU}.xlsx?table=holders&as_of=2026-03-01").content)

    first, second = book["xl/worksheets/sheet1.xml"], book["xl/worksheets/sheet2.xml"]
    assert '<pane ySplit="1" topLeftCell="A2"' in first
    assert "<v>39482710</v>" in first
    assert (
        'formatCode="yyyy\\-mm\\-dd"' in book["xl/styles.xml"]
        or "yyyy-mm-dd" in book["xl/styles.xml"]
    )
    for said in ("as_of", "journal_hash", real.running.journal.head.hash.hex(), "laogu "):
        assert said in second, said
    assert f"/en{ZHIPU}?as_of=2026-03-01" in second


def test_a_file_is_named_by_page_table_day_and_filter(real):
    with real.browser() as browser:
        plain = browser.get(f"/en{ZHIPU}.csv?table=holders&as_of=2026-03-01&known_at=2026-11-02")
        chinese = browser.get(f"/zh{ZHIPU}.json?table=facts&note=甲")

    named, both = (one.headers["content-disposition"] for one in (plain, chinese))
    assert named.endswith('"company-zhipu-holders-2026-03-01-known_at-2026-11-02.csv"')
    assert both.isascii()
    assert "filename*=UTF-8''company-zhipu-facts-2026-11-02-note-%E7%94%B2.json" in both


def test_an_export_is_of_the_day_and_the_order_of_its_page(practice):
    practice.settled()
    with practice.browser("operator") as browser:
        now = rows_of(browser.get(f"/en{HARROW}.csv").content)
        then = rows_of(browser.get(f"/en{HARROW}.csv?as_of=2026-01-05").content)
        by_name = rows_of(browser.get("/en/markets.csv?sort=name").content)

    assert "Juniper Secondary Fund LP (example)" in {one["holder"] for one in now}
    assert "Juniper Secondary Fund LP (example)" not in {one["holder"] for one in then}
    assert by_name[0]["slug"] == "harrow"


def test_the_address_chooses_columns_and_their_order(practice):
    with practice.browser("operator") as browser:
        some = browser.get(f"/en{HARROW}.csv?columns=quantity,holder&bom=0").text
        told = browser.get(f"/en{HARROW}.json?columns=quantity").json()
        wrong = browser.get(f"/en{HARROW}.csv?columns=colour")

    assert some.startswith("quantity,holder\r\n2400000,Ada Marsh (example)\r\n")
    assert told["holders"][0] == {"quantity": "2400000"}
    assert told["about"]["filter"] == {"columns": "quantity"}
    assert (wrong.status_code, "web.column_unknown" in wrong.text) == (400, True)


@pytest.mark.parametrize(
    "path",
    [f"{HARROW}.exe", f"{HARROW}.csv?table=nothing", "/.csv", "/theme.csv?to=dark", "/nothing.json",
     "/sign-in.json"],
)  # fmt: skip
def test_what_is_no_table_is_no_file(practice, path):
    with practice.browser() as browser:
        answer = browser.get(f"/en{path}", follow_redirects=False)

    assert answer.status_code == 404, answer.headers
    assert answer.headers["content-type"].startswith("text/html")


def test_a_form_is_not_sent_to_a_file(practice):
    with practice.browser("operator") as browser:
        answer = browser.post("/en/record/verify.csv", data={})

    assert (answer.status_code, "web.method_unknown" in answer.text) == (405, True)


# The same rights as the page


def test_what_is_not_shown_is_not_exported_either(practice):
    with practice.browser() as browser:
        table = browser.get(f"/en{HARROW}.csv?table=holders").text
        offers = rows_of(browser.get(f"/en{HARROW}.csv?table=offers").content)
        looks = browser.get("/en/record.csv?table=looks")
        entries = browser.get("/en/record.csv").text

    assert "North Ridge" not in table
    assert "10000000" in table
    assert offers == []
    assert looks.status_code == 404
    assert "asked_by" not in entries


@pytest.mark.parametrize("path", ["/holdings.csv", "/inbox.csv", "/operator.csv?table=persons",
                                  "/desk/harrow.csv", "/me.csv"])  # fmt: skip
def test_a_file_needs_whom_its_page_needs(practice, path):
    with practice.browser() as nobody, practice.browser("kit") as kit:
        first, second = nobody.get(f"/en{path}"), kit.get(f"/en{path}")

    assert first.status_code == 403
    assert second.status_code == (403 if path.startswith(("/operator", "/desk")) else 200)


def test_a_holder_is_told_who_looked_and_nobody_else_is(practice):
    dee = practice.holders["dee"]
    with practice.browser("operator") as operator, practice.browser("dee") as own:
        operator.get(f"/en/holdings/{dee}")
        page = own.get("/en/holdings").text
        looks = rows_of(own.get("/en/holdings.csv?table=looks").content)
    with practice.browser("kit") as other:
        refused = other.get(f"/en/holdings/{dee}.csv?table=looks")

    assert [(one["by"], one["what"]) for one in looks] == [("Operator", "holdings")]
    assert kinds_of_looks() == {"holdings", "register", "trade", "window"}, (
        "pages/looks.py says each"
    )
    assert "Who looked at this" in page
    assert refused.status_code == 404


# What somebody else wrote is only ever text

HOSTILE = [
    '=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(A1)", "\uff1d1+1", "\t=1", "\r=1", "\n=1",
    "<script>alert(1)</script>", '"; DROP', "a,b", "two\nlines", "\u202egnp.exe", "'quoted",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_text_in_every_form_and_a_figure_stays_a_figure(text):
    heads = (text, "figure")
    table = [(text, Decimal("-5.10"))]

    content = b"".join(forms.as_csv(heads, iter(table), marked=False)).decode()
    told = json.loads(b"".join(forms.as_json("t", heads, iter(table), ABOUT)))
    book = workbook(forms.as_xlsx("t", heads, iter(table), ABOUT))["xl/worksheets/sheet1.xml"]

    first, second = csv.reader(io.StringIO(content, newline=""))
    assert second[1] == "-5.10"
    assert second[0] in (text, f"'{text}")
    assert not any(cell[:1] in "=+-@\t\r\n\uff1d" for cell in (first[0], second[0]))
    assert told["t"] == [{text: text, "figure": "-5.10"}]
    assert "<f>" not in book
    assert "<script" not in book
    assert "<v>-5.10</v>" in book


def test_a_name_that_is_a_formula_is_text_on_its_way_through_the_door(practice):
    practice.do("issuer.register", slug="sum", name_en="=SUM(A1)", zone="UTC", currency="USD")

    with practice.browser() as browser:
        table = browser.get("/en/markets.csv").text

    assert "'=SUM(A1)" in table


def test_a_class_that_is_called_as_a_column_is_keeps_its_own(practice):
    sheet = Sheet("t", ("holder", "quantity", "holder"), [("a", Decimal(1), "b")])
    visit = practice.visit("nobody", HARROW)
    visit.form = "json"

    shown = exported(visit, sheet)

    assert shown is not None
    assert json.loads(shown.body)["t"] == [{"holder": "a", "quantity": "1", "holder (2)": "b"}]


@given(
    st.lists(st.tuples(st.text(), st.decimals(allow_nan=False, allow_infinity=False)), max_size=8)
)
def test_what_goes_out_as_json_and_csv_comes_back(table):
    heads = ("text", "figure")

    told = json.loads(b"".join(forms.as_json("t", heads, iter(table), ABOUT)))["t"]
    lines = b"".join(forms.as_csv(heads, iter(table), marked=True)).decode("utf-8-sig")
    back = list(csv.reader(io.StringIO(lines, newline="")))[1:]

    assert [(one["text"], Decimal(one["figure"])) for one in told] == table
    assert [Decimal(figure) for _, figure in back] == [figure for _, figure in table]
    assert [text.removeprefix("'") for text, _ in back] == [
        text.removeprefix("'") if text.startswith("'") else text for text, _ in table
    ]


@pytest.mark.parametrize(
    ("written", "means"),
    [("1,234.50", Decimal("1234.50")), ("\u22125.10", Decimal("-5.10")), ("+3", Decimal(3)),
     ("12,34", "12,34"), ("no price", "no price"), ("1e9", "1e9"), ("", ""), (None, None)],
)  # fmt: skip
def test_a_figure_as_a_page_writes_it_is_a_figure(written, means):
    assert figure_or_text(written) == means


def test_a_workbook_keeps_what_it_would_round_as_text():
    large = Decimal("9007199254740993.01")

    book = workbook(forms.as_xlsx("t", ("n",), iter([(large,)]), ABOUT))

    assert "9007199254740993.01" in book["xl/worksheets/sheet1.xml"]
    assert "<v>9007199254740993" not in book["xl/worksheets/sheet1.xml"]


# Long tables


def test_a_long_table_is_whole_in_its_file_and_comes_in_pieces(practice):
    many = [(place, f"row {place}") for place in range(1_800)]
    visit = practice.visit("nobody", HARROW)
    visit.form = "csv"

    shown = exported(visit, Sheet("t", ("n", "text"), many))

    async def read() -> list[bytes]:
        assert shown is not None
        assert shown.pieces is not None
        return [piece async for piece in shown.pieces]

    pieces = asyncio.run(read())
    assert len(pieces) == 5
    assert len(rows_of(b"".join(pieces))) == 1_800


def test_a_table_too_long_for_a_workbook_is_refused_before_anything_is_made(practice, monkeypatch):
    monkeypatch.setattr(choosing, "MOST_ROWS_XLSX", 3)
    visit = practice.visit("nobody", HARROW)
    visit.form = "xlsx"
    never = Sheet("t", ("n",), lambda: iter(()), of=4)

    with pytest.raises(TooManyRows) as no:
        exported(visit, never)

    assert (no.value.rows, no.value.most) == (4, 3)


def test_a_page_that_is_only_looked_at_works_no_table_out(practice):
    def never() -> list[tuple[str]]:
        raise AssertionError

    assert exported(practice.visit("nobody"), Sheet("t", ("n",), never)) is None


def test_the_whole_record_is_exported_while_its_page_shows_fifty(practice):
    for one in range(60):
        practice.do("person.register", name=f"Somebody {one} (example)")
    with practice.browser("operator") as browser:
        page = browser.get("/en/record").text
        table = rows_of(browser.get("/en/record.csv").content)

    head = practice.running.journal.head
    assert page.count('<tr class="row"') < 60
    assert [int(one["entry"]) for one in table] == list(range(head.seq, 0, -1))
    assert table[0]["hash"] == head.hash.hex()


@pytest.mark.parametrize(
    ("path", "parts"),
    [("/company/x.csv", ("/company/x", "csv")), ("/markets.xlsx", ("/", "xlsx")),
     ("/company/x", ("/company/x", "")), ("/.json", ("/.json", "")), ("/a/.csv", ("/a/.csv", "")),
     ("/company/x.csv.json", ("/company/x.csv", "json"))],
)  # fmt: skip
def test_an_ending_chooses_the_form(path, parts):
    assert part_of(path) == parts


def test_while_the_rows_of_a_long_workbook_are_read_others_are_served():
    turns: list[int] = [0]
    seen: list[int] = []

    def rows():
        for number in range(4 * choosing.AT_ONCE):
            seen.append(turns[0])
            yield (number,)

    async def others():
        while True:
            turns[0] += 1
            await asyncio.sleep(0)

    async def reads():
        waiting = asyncio.create_task(others())
        sheet = Sheet("entries", ("entry",), rows, of=4 * choosing.AT_ONCE)
        book = [piece async for piece in choosing._book(sheet, rows(), ABOUT)]
        waiting.cancel()
        return book

    (book,) = asyncio.run(reads())

    assert book.startswith(b"PK")
    assert seen[-1] >= 3
