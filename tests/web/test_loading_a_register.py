"""Your own company in ten minutes: register the issuer, look at the file, load it, see it."""

import base64
import zlib

import pytest

from laogu.connectors import LIMITS, shipped
from tests.connectors.files import document
from tests.web.forms import Forms, send, words
from tests.web.practice import Practice

LOAD = "/en/desk/mine/load"
EXAMPLE = shipped.content("example/your-own.csv")


@pytest.fixture
def market() -> Practice:
    """An empty market in which one issuer is registered."""
    market = Practice(kind="empty")
    market.do(
        "issuer.register", slug="mine", name_en="Mine Ltd", name_zh="我的公司", currency="USD"
    )
    return market


def look(browser, content: bytes, name: str = "own.csv", *, page: str = "", **typed: str):
    """Send a file to be looked at, from the first page or from one that was looked at."""
    form = Forms(page or browser.get(LOAD).text).forms["desk-mine-load"]
    fields = {one: value for one, value in form["fields"].items() if one != "file"}
    return browser.post(form["action"], data={**fields, **typed}, files={"file": (name, content)})


def load(browser, page: str, **typed: str):
    """Send the second form: record what was looked at."""
    form = Forms(page).forms["desk-mine-load-load"]
    return browser.post(form["action"], data={**form["fields"], **typed}, follow_redirects=False)


def test_the_whole_way_from_an_empty_market_to_a_register():
    market = Practice(kind="empty")
    with market.browser("operator") as browser:
        registered = send(browser, "/en/operator", "issuer-register", name_en="Mine Ltd",
                          slug="mine", currency="USD")  # fmt: skip
        assert registered.headers["location"] == LOAD
        looked = look(browser, EXAMPLE)
        assert "20 rows can be loaded." in words(looked.text)
        assert market.running.books.register.holders == {}
        loaded = load(browser, looked.text)
        desk = words(browser.get(loaded.headers["location"]).text)

    assert (looked.status_code, loaded.status_code) == (200, 303)
    assert "12,200,000" in desk
    assert "Founder One (example)" in desk


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_recorded(market):
    wrong = EXAMPLE.replace(b"C-3,2021-08-01", b"C-2,03/04/2021").replace(b"80000", b"80k")
    before = market.running.journal.head

    with market.browser("operator") as browser:
        looked = look(browser, wrong, "wrong.csv")

    said = words(looked.text)
    assert looked.status_code == 200
    assert "places need a correction first." in said
    assert "spreadsheet.day_or_month_first" in said
    assert "spreadsheet.abbreviated" in said
    assert "desk-mine-load-load" not in Forms(looked.text).forms
    assert market.running.journal.head == before


def test_what_contradicts_the_books_is_found_with_the_rest(market):
    with market.browser("operator") as browser:
        load(browser, look(browser, EXAMPLE).text)
        again = look(browser, EXAMPLE)

    assert "register.certificate_known" in again.text
    assert "desk-mine-load-load" not in Forms(again.text).forms


def test_a_row_that_the_books_refuse_is_not_among_those_without_an_error(market):
    rows = b"holder,class,quantity,acquired on\nGood Fund LP,Ordinary shares,100,2021-03-15\n"
    later = b"Later Fund LP,Ordinary shares,100,2199-03-15\nHalf Fund LP,Ordinary shares,1.5,\n"
    with market.browser("operator") as browser:
        looked = words(look(browser, rows + later).text)

    right = looked.partition("The rows that have no error")[2]
    assert "register.acquired_later" in looked
    assert "Good Fund LP" in right
    assert "Later Fund LP" not in right
    assert "Half Fund LP" not in right


def test_a_corrected_file_is_looked_at_from_the_same_page(market):
    with market.browser("operator") as browser:
        wrong = look(browser, EXAMPLE.replace(b"4000000", b"4 million"), source="Members (example)")
        right = look(browser, EXAMPLE, page=wrong.text)
        loaded = load(browser, right.text)

    assert Forms(wrong.text).forms["desk-mine-load"]["fields"]["source"] == "Members (example)"
    assert loaded.status_code == 303


def test_the_table_after_it_counts_what_is_there_already(market):
    more = b'holder,class,quantity\nLate Fund LP,Ordinary shares,"1,000"\n'
    with market.browser("operator") as browser:
        load(browser, look(browser, EXAMPLE).text)
        looked = words(look(browser, more).text)

    assert "1 row can be loaded." in looked
    assert "12,201,000" in looked
    assert "Founder One (example) on the register already" in looked


def test_a_second_click_loads_once(market):
    with market.browser("operator") as browser:
        looked = look(browser, EXAMPLE).text
        first = load(browser, looked)
        entries = market.running.journal.head.seq
        second = load(browser, looked)

    assert (first.status_code, second.status_code) == (303, 303)
    assert market.running.journal.head.seq == entries


def test_a_file_that_another_loaded_meanwhile_is_shown_again_and_not_loaded_twice(market):
    plain = b"holder,class,quantity\nNew Fund LP,Ordinary shares,7\n"
    with market.browser("operator") as browser:
        mine, yours = look(browser, plain), look(browser, plain)
        loaded, held = load(browser, mine.text), load(browser, yours.text)
        assert len(market.running.books.register.securities) == 1
        meant = load(browser, held.text)

    assert (loaded.status_code, held.status_code, meant.status_code) == (303, 200, 303)
    assert "web.books_changed" in held.text
    assert len(market.running.books.register.securities) == 2


def test_a_workbook_goes_the_same_way(market, tmp_path):
    import xlsxwriter

    path = tmp_path / "own.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["股东", "类别", "股数"])
        sheet.write_row(1, 0, ["甲基金", "普通股", 1200])

    with market.browser("operator") as browser:
        looked = look(browser, path.read_bytes(), "own.xlsx")
        loaded = load(browser, looked.text)

    assert "甲基金" in looked.text
    assert loaded.status_code == 303


def test_an_open_document_is_a_table_and_no_package(market):
    content = document([["股东", "类别", "股数"], ["甲基金", "普通股", 1200]])

    with market.browser("operator") as browser:
        looked = look(browser, content, "own.ods")
        loaded = load(browser, looked.text)

    assert "甲基金" in looked.text
    assert loaded.status_code == 303


def test_the_example_file_can_be_had_and_reads_without_a_finding(market):
    with market.browser("operator") as browser:
        example = browser.get("/en/desk/mine/load/your-own.csv")
        looked = look(browser, example.content)

    assert "attachment" in example.headers["content-disposition"]
    assert "Nothing was found that needs a look." in looked.text


def test_the_headings_stand_in_both_languages(market):
    with market.browser("operator") as browser:
        for lang in ("zh", "en"):
            page = words(browser.get(f"/{lang}/desk/mine/load").text)
            assert "quantity" in page
            assert "股数" in page


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "spreadsheet.empty_file"),
        (b"\x00\xff\xfe\x01", "spreadsheet."),
        (b"PK\x03\x04 no workbook", "spreadsheet."),
        (b"a,b\n1,2\n", "spreadsheet."),
    ],
)
def test_any_bytes_are_answered_with_findings(market, content, code):
    with market.browser("operator") as browser:
        looked = look(browser, content)

    assert looked.status_code == 200
    assert code in looked.text


def test_markup_and_formulas_in_a_file_are_only_text(market):
    hostile = (
        b"holder,class,quantity,certificate\n"
        b"<img src=x onerror=alert(1)>,Ordinary shares,10,A-1\n"
        b"=cmd|'/C calc'!A0,Ordinary shares,10,A-2\n"
    )
    with market.browser("operator") as browser:
        looked = look(browser, hostile, '"><script>.csv')

    assert looked.status_code == 200
    assert "<img src=x" not in looked.text
    assert "<script>.csv" not in looked.text
    assert "&lt;img src=x onerror=alert(1)&gt;" in looked.text


def test_a_form_without_a_file_says_so_beside_its_field(market):
    with market.browser("operator") as browser:
        form = Forms(browser.get(LOAD).text).forms["desk-mine-load"]
        fields = {one: value for one, value in form["fields"].items() if one != "file"}
        refused = browser.post(form["action"], data={**fields, "source": "Members"})

    assert refused.status_code == 400
    assert "web.no_file" in refused.text
    assert 'value="Members"' in refused.text


def test_a_day_after_today_comes_back_beside_its_field(market):
    with market.browser("operator") as browser:
        refused = look(browser, EXAMPLE, on="2031-01-01")

    assert refused.status_code == 422
    assert "register.after_today" in refused.text
    assert 'value="2031-01-01"' in refused.text


@pytest.mark.parametrize(
    "kept",
    [
        "no base64 at all",
        base64.b64encode(b"not packed").decode(),
        # A megabyte of nothing for each byte that comes: it stops at what an import may have.
        base64.b64encode(zlib.compress(b"\0" * (LIMITS.file_bytes + 2))).decode(),
        base64.b64encode(zlib.compress(EXAMPLE)[:-6]).decode(),
    ],
)
def test_a_changed_second_step_is_refused(market, kept):
    with market.browser("operator") as browser:
        refused = load(browser, look(browser, EXAMPLE).text, kept=kept)

    assert refused.status_code == 400
    assert "web.form_unreadable" in refused.text
    assert market.running.books.register.holders == {}


def test_a_second_step_with_an_error_in_it_loads_nothing(market):
    wrong = EXAMPLE.replace(b"80000", b"80k")
    kept = base64.b64encode(zlib.compress(wrong)).decode()
    with market.browser("operator") as browser:
        answered = load(browser, look(browser, EXAMPLE).text, kept=kept)

    assert "spreadsheet.abbreviated" in answered.text
    assert market.running.books.register.holders == {}


@pytest.mark.parametrize("who", ["nobody", "dee", "kit"])
def test_nobody_else_loads_a_register(who):
    practice = Practice()
    with practice.browser(who) as browser:
        assert browser.get("/en/desk/harrow/load").status_code == 403
        assert browser.get("/en/desk/harrow/load/your-own.csv").status_code == 403


def test_a_form_that_was_not_made_for_this_visitor_is_refused(market):
    with market.browser("operator") as browser:
        refused = look(browser, EXAMPLE, proof="0" * 64)

    assert refused.status_code == 403
