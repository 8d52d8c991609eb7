"""Safes, notes and warrants that live in a spreadsheet: look, load, see them, undo."""

import pytest

from laogu.connectors import shipped
from tests.web.forms import Forms, send, words
from tests.web.practice import Practice

PAGE = "/en/desk/mine/convertibles"
LEDGER = shipped.content("example/your-own-convertibles.csv")


@pytest.fixture(scope="module")
def market() -> Practice:
    market = Practice(kind="empty")
    market.do(
        "issuer.register", slug="mine", name_en="Mine Ltd", name_zh="我的公司", currency="USD"
    )
    market.do("stock_class.register", issuer="mine", name_en="Ordinary shares", currency="USD")
    return market


def look(browser, content: bytes = LEDGER, *, page: str = PAGE, **typed: str):
    form = Forms(browser.get(page).text).forms["desk-mine-convertibles"]
    fields = {one: value for one, value in form["fields"].items() if one != "file"}
    return browser.post(
        form["action"], data={**fields, **typed}, files={"file": ("papers.csv", content)}
    )


def again(browser, looked: str, **told: str):
    """Send the form that says how the ledger is read."""
    form = Forms(looked).forms["desk-mine-convertibles"]
    fields = {one: value for one, value in form["fields"].items() if one != "file"}
    return browser.post(form["action"], data={**fields, **told})


def load(browser, looked: str):
    form = Forms(looked).forms["desk-mine-convertibles-load"]
    return browser.post(form["action"], data=form["fields"], follow_redirects=False)


def test_what_is_wrong_is_said_at_its_cell_in_the_language_of_the_page(market):
    wrong = LEDGER.replace(b"250000.00", b"", 1).replace(b"1.25", b"1e3")
    before = market.running.journal.head
    with market.browser("operator") as browser:
        looked = look(browser, wrong)
        chinese = look(
            browser, LEDGER.replace(b"250000.00", b"", 1), page="/zh/desk/mine/convertibles"
        )

    assert "spreadsheet.exponent" in looked.text
    assert "convertible.amount_missing" in chinese.text
    assert "第 2 行，金额" in chinese.text
    assert "desk-mine-convertibles-load" not in Forms(looked.text).forms
    assert market.running.journal.head == before


def test_a_ledger_is_looked_at_loaded_once_and_undone_from_the_desk(market):
    room = market.running.books.register.convertibles
    with market.browser("operator") as browser:
        assert browser.get(f"{PAGE}/your-own-convertibles.csv").content == LEDGER
        looked, also = look(browser), look(browser)
        said = words(looked.text)
        for one in ("7 papers can be loaded.", "20% off", "at 0.50 a share", "8% a year",
                    "15,000 shares", "250,000.00 USD", "new on the register"):  # fmt: skip
            assert one in said
        assert not room.convertibles
        loaded, twice = load(browser, looked.text), load(browser, looked.text)
        held = load(browser, also.text)
        rounds = words(browser.get(loaded.headers["location"]).text)
        brought = words(browser.get("/en/desk/mine/load").text)

        assert (loaded.status_code, twice.status_code, held.status_code) == (303, 303, 200)
        assert "web.books_changed" in held.text
        assert (len(room.convertibles), len(room.warrants)) == (5, 2)
        assert "Grebe Lending Ltd (example)" in rounds
        assert "from a ledger of convertibles" in brought

        send(browser, "/en/desk/mine/load", "register-undo", reason="the wrong file")
        again = load(browser, look(browser).text)

    assert again.status_code == 303
    assert sum(one.ended is None for one in room.warrants.values()) == 2


@pytest.mark.parametrize("module", ["ledger", "load", "papers"])
def test_what_was_recorded_in_the_very_batch_is_shown_again_too(market, monkeypatch, module):
    """The books are still the same when both forms are looked at; the second is refused later."""
    room = "load" if module == "load" else "ledgers.steps"
    monkeypatch.setattr(f"laogu.web.pages.desk.{room}.have_changed", lambda *_: False)
    path = {"ledger": "grants", "load": "load", "papers": "convertibles"}[module]
    content = {
        "ledger": b"holder,quantity,granted on,price,vesting\nNew One,5,2026-01-05,1,at once\n",
        "load": b"holder,class,quantity\nNew Fund LP,Ordinary shares,7\n",
        "papers": b"holder,kind,issued on,amount,cap\nNew Fund LP,SAFE,2025-01-05,5,1000000\n",
    }[module]
    page = f"/en/desk/mine/{path}"
    with market.browser("operator") as browser:
        form = Forms(browser.get(page).text).forms[f"desk-mine-{path}"]
        fields = {one: value for one, value in form["fields"].items() if one != "file"}
        forms = []
        for _ in range(2):
            looked = browser.post(form["action"], data=fields, files={"file": ("x.csv", content)})
            forms.append(Forms(looked.text).forms[f"desk-mine-{path}-load"])
        first, second = (
            browser.post(one["action"], data=one["fields"], follow_redirects=False) for one in forms
        )

    assert (first.status_code, second.status_code) == (303, 200)
    assert "web.books_changed" in second.text


def test_what_a_column_holds_can_be_said_by_hand(market):
    content = b"Ledger of 2026\nWer,Was,Davor,Wann,Wieviel\nNew Two,SAFE,9,2026-01-05,7000\n"
    told = {"heading_row": "2", "column-A": "holder", "column-B": "award",
            "column-D": "granted_on", "column-E": "cost"}  # fmt: skip
    with market.browser("operator") as browser:
        first = look(browser, content)
        named = again(browser, first.text, heading_row="2")
        second = again(browser, named.text, **told)
        kept = Forms(second.text).forms["desk-mine-convertibles"]["fields"]
        into = Forms(second.text).forms["desk-mine-convertibles-load"]["fields"]

    assert "spreadsheet.no_paper_headings" in first.text
    assert "7,000.00 USD" in words(second.text)
    assert {name: kept[name] for name in told} == told == {name: into[name] for name in told}


def test_who_has_a_paper_already_is_found_by_name(market):
    more = b"holder,kind,issued on,amount,cap\nAngel One (example),SAFE,2025-01-05,5,1000000\n"
    with market.browser("operator") as browser:
        looked = look(browser, more)

    assert "new on the register" not in words(looked.text)


def test_the_page_is_the_issuers(market):
    with market.browser() as browser:
        assert browser.get(PAGE).status_code != 200
