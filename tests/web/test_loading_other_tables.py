"""Tables of other programs at the issuer's desk: how they are read, and what was found in them."""

import io
import json

import pytest

from laogu.connectors import shipped
from tests.web.forms import Forms, words
from tests.web.practice import Practice
from tests.web.test_loading_a_register import LOAD, load, look

LEDGER = (
    b"Security ID,Stakeholder Name,Stakeholder Email,Share Class,Quantity Issued,"
    b"Quantity Outstanding,Issue Date,Cash Paid,Status\n"
    b'CS-1,Founder One (example),f@example.com,Common Stock,"4,000,000","3,000,000",1/15/2024,'
    b"$400.00,Active\n"
    b"PS-1,North Fund LP (example),n@example.com,Seed Preferred,1500000,1500000,3/1/2025,,Active\n"
    b"CS-2,Leaver (example),l@example.com,Common Stock,100,0,2/1/2024,,Canceled\n"
    b"ES-1,Grantee (example),g@example.com,2024 Equity Incentive Plan,100,100,2/1/2024,,Active\n"
)
MEMBERS = (
    "股东名册,,,,\n序号,股东名称,证件号码,认缴出资额（万元）,出资比例\n"
    "1,甲（示例）有限公司,91110000MA0000000X,60.5,60.5%\n"
    "2,张三（示例）,110101199001010011,39.5,39.5%\n"
).encode()


@pytest.fixture
def market() -> Practice:
    market = Practice(kind="empty")
    market.do(
        "issuer.register", slug="mine", name_en="Mine Ltd", name_zh="我的公司", currency="USD"
    )
    return market


def again(browser, page: str, **typed: str):
    """Send the form that says how the file is read, without choosing another file."""
    form = Forms(page).forms["desk-mine-load"]
    fields = {one: value for one, value in form["fields"].items() if one != "file"}
    return browser.post(form["action"], data={**fields, **typed})


def test_a_certificate_ledger_becomes_a_register_without_touching_the_mapping(market):
    with market.browser("operator") as browser:
        looked = look(browser, LEDGER, "ledger.csv")
        said = words(looked.text)
        loaded = load(browser, looked.text)

    assert "Certificate ledger of a cap-table product" in said
    assert "2 rows can be loaded." in said
    assert "spreadsheet.rows_ended" in said
    assert "spreadsheet.rows_of_no_shares" in said
    assert "l@example.com" not in looked.text
    assert loaded.status_code == 303
    held = market.running.books.register
    assert sorted(one.stock.units for one in held.securities.values()) == [1_500_000, 3_000_000]


def test_a_register_of_members_counts_capital_in_cents(market):
    with market.browser("operator") as browser:
        looked = look(browser, MEMBERS, "名册.csv")
        loaded = load(browser, looked.text)

    assert "Register of members of a limited company" in looked.text
    assert "quantities with 2 decimals" in words(looked.text)
    assert loaded.status_code == 303
    (kind,) = market.running.books.register.classes.values()
    assert (kind.name_zh, kind.decimals) == ("注册资本", 2)
    assert market.running.books.register.issued_units[kind.stock_class] == 100_000_000
    assert "110101199001010011" not in looked.text


def test_how_a_column_is_read_can_be_changed_by_hand(market):
    content = b"Wer,Art,Wieviel,Davor\nNorth Fund LP (example),Stamm,5,7\n"
    with market.browser("operator") as browser:
        first = look(browser, content, "own.csv")
        assert "spreadsheet.no_headings" in first.text
        named = again(browser, first.text, heading_row="1")
        told = {"column-A": "holder", "column-B": "stock_class", "column-D": "quantity"}
        second = again(browser, named.text, **told)
        kept = Forms(second.text).forms["desk-mine-load"]["fields"]
        load(browser, second.text)

    assert "1 row can be loaded." in words(second.text)
    assert {name: kept[name] for name in told} == told
    (lot,) = market.running.books.register.securities.values()
    assert lot.stock.units == 7


def test_what_was_said_of_one_table_is_not_said_of_another(market):
    content = b"holder,class,quantity,cost\nNorth Fund LP (example),A,5,7\n"
    other = b"cost,class,holder,quantity\n7,A,North Fund LP (example),5\n"
    corrected = content.replace(b"5,7", b"6,7")
    with market.browser("operator") as browser:
        page = again(browser, look(browser, content).text, **{"column-D": "-"}).text
        same = look(browser, corrected, page=page)
        another = look(browser, other, page=page)

    assert Forms(same.text).forms["desk-mine-load"]["fields"]["column-D"] == "-"
    assert Forms(another.text).forms["desk-mine-load"]["fields"]["column-D"] == ""
    assert "1 row can be loaded." in words(another.text)


def test_what_is_recorded_is_what_was_shown(market):
    """A change in the other form that was not looked at changes nothing."""
    content = b"holder,class,quantity,acquired on\nNorth Fund LP (example),A,5,03/04/2026\n"
    with market.browser("operator") as browser:
        looked = again(browser, look(browser, content).text, days="day")
        load(browser, looked.text)

    (lot,) = market.running.books.register.securities.values()
    assert lot.stock.acquired_on.isoformat() == "2026-04-03"


def test_the_table_after_stands_beside_the_present_one(market):
    more = b'holder,class,quantity\nLate Fund LP (example),Ordinary shares,"12,200,000"\n'
    with market.browser("operator") as browser:
        load(browser, look(browser, shipped.content("example/your-own.csv")).text)
        looked = words(look(browser, more).text)

    assert "24,400,000 +12,200,000 100.00" in looked
    assert "16.39 now 32.79" in looked


def test_the_first_table_has_nothing_beside_it_and_many_classes_stand_in_one_line(market):
    rows = "".join(f'Fund {one} (example),Series {one},"1,000"\n' for one in "ABCDE")
    with market.browser("operator") as browser:
        looked = words(look(browser, f"holder,class,quantity\n{rows}".encode()).text)

    assert "Total Series A 1,000 · Series B 1,000 · " in looked
    assert "+1,000" not in looked


@pytest.mark.parametrize(
    "heading", ["Grant ID,Holder,Quantity,Exercise Price,Grant Date", "姓名,授予日,持股数,行权价,x"]
)
def test_a_ledger_of_options_goes_to_the_page_that_reads_it(market, heading):
    content = f"{heading}\n1,Ada (example),5,6,2026-01-02\n".encode()
    with market.browser("operator") as browser:
        looked = look(browser, content)

    assert "Load a ledger of options" in looked.text
    assert "desk-mine-load-load" not in Forms(looked.text).forms
    assert "desk-mine-grants" in Forms(looked.text).forms


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_findings_can_be_taken_along(market, kind):
    wrong = b"holder,class,quantity\n=HYPERLINK(1),A,80k\n"
    with market.browser("operator") as browser:
        page = look(browser, wrong).text
        file = again(browser, page, ask=kind)

    assert f".{kind}" in file.headers["content-disposition"]
    if kind == "csv":
        assert "spreadsheet.reads_as_formula" in file.text
        assert not [line for line in file.text.splitlines() if line[:1] in "=+-@"]
    elif kind == "json":
        found = json.loads(file.content)["findings"]
        assert [one["code"] for one in found] == [
            "spreadsheet.reads_as_formula",
            "spreadsheet.abbreviated",
            "spreadsheet.taken_as_persons",
        ][: len(found)]
    else:
        from python_calamine import CalamineWorkbook

        rows = CalamineWorkbook.from_filelike(io.BytesIO(file.content)).get_sheet_by_index(0)
        assert rows.to_python()[0] == ["severity", "where", "what", "why", "fix", "code"]


def test_another_form_of_findings_is_refused(market):
    with market.browser("operator") as browser:
        refused = again(browser, look(browser, LEDGER).text, ask="exe")

    assert refused.status_code == 400


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_wizard_speaks_both_languages(market, lang):
    with market.browser("operator") as browser:
        page = browser.get(f"/{lang}/desk/mine/load").text
        form = Forms(page).forms["desk-mine-load"]
        fields = {one: value for one, value in form["fields"].items() if one != "file"}
        looked = browser.post(form["action"], data=fields, files={"file": ("a.csv", MEMBERS)})

    assert ("有限责任公司股东名册" in looked.text) == (lang == "zh")
    assert ("Read as" in looked.text) == (lang == "en")


def test_an_import_is_undone_from_the_same_page_and_loaded_again(market):
    content = shipped.content("example/your-own.csv")
    with market.browser("operator") as browser:
        load(browser, look(browser, content).text)
        page = browser.get(LOAD).text
        (name,) = (one for one in Forms(page).forms if one.startswith("register-undo"))
        form = Forms(page).forms[name]
        undone = browser.post(
            form["action"], data={**form["fields"], "reason": "the wrong file (example)"}
        )
        again_ = load(browser, look(browser, content).text)

    assert "the wrong file (example)" in words(undone.text)
    assert not [one for one in Forms(undone.text).forms if one.startswith("register-undo")]
    assert again_.status_code == 303
    assert sum(market.running.books.register.issued_units.values()) == 12_200_000


def test_a_table_with_a_column_for_each_class_becomes_a_register(market):
    content = (
        b"Shareholder,Common Stock,Series A,Options,Total\n"
        b'Founder One (example),"4,000,000",,,4000000\n'
        b'North Fund LP (example),,"1,500,000",,1500000\n'
        b"Total,4000000,1500000,,5500000\n"
    )
    with market.browser("operator") as browser:
        looked = look(browser, content)
        load(browser, looked.text)

    assert "2 rows can be loaded." in words(looked.text)
    assert "not read: Options, Total." in words(looked.text)
    register = market.running.books.register
    issued = {register.classes[one].name_en: n for one, n in register.issued_units.items()}
    assert issued == {"Common Stock": 4_000_000, "Series A": 1_500_000}
