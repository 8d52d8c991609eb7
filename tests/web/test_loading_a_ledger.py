"""An option plan that lives in a spreadsheet: look at the ledger, load it, see it, undo it."""

from decimal import Decimal

import pytest

from laogu.connectors import shipped
from laogu.register import plans
from tests.web.forms import Forms, send, words
from tests.web.practice import Practice

PAGE = "/en/desk/mine/grants"
LEDGER = shipped.content("example/your-own-grants.csv")


@pytest.fixture
def market() -> Practice:
    """A company with the shares that go with the ledger, and its plan."""
    market = Practice(kind="empty")
    market.do(
        "issuer.register", slug="mine", name_en="Mine Ltd", name_zh="我的公司", currency="USD"
    )
    with market.browser("operator") as browser:
        form = Forms(browser.get("/en/desk/mine/load").text).forms["desk-mine-load"]
        file = {"file": ("own.csv", shipped.content("example/your-own.csv"))}
        fields = {one: value for one, value in form["fields"].items() if one != "file"}
        looked = browser.post(form["action"], data=fields, files=file)
        again = Forms(looked.text).forms["desk-mine-load-load"]
        browser.post(again["action"], data=again["fields"])
    market.do(
        "plan.register", issuer="mine", name="Plan of 2021 (example)",
        quantity=Decimal(1_000_000), stock_class="Ordinary shares",
    )  # fmt: skip
    return market


def look(browser, content: bytes = LEDGER, *, page: str = PAGE, **typed: str):
    form = Forms(browser.get(page).text).forms["desk-mine-grants"]
    fields = {one: value for one, value in form["fields"].items() if one != "file"}
    return browser.post(
        form["action"], data={**fields, **typed}, files={"file": ("grants.csv", content)}
    )


def again(browser, page: str, *, files=None, **typed: str):
    """Send the form that says how the ledger is read."""
    form = Forms(page).forms["desk-mine-grants"]
    fields = {one: value for one, value in form["fields"].items() if one != "file"}
    return browser.post(form["action"], data={**fields, **typed}, files=files)


def load(browser, looked: str):
    form = Forms(looked).forms["desk-mine-grants-load"]
    return browser.post(form["action"], data=form["fields"], follow_redirects=False)


def test_a_ledger_is_looked_at_loaded_once_and_undone_from_the_desk(market):
    room = market.running.books.register.plans
    with market.browser("operator") as browser:
        looked = look(browser)
        said = words(looked.text)
        assert "12 grants can be loaded." in said
        assert "new on the register" in said
        assert "45,000 exercised" in said
        assert room.grants == {}
        loaded = load(browser, looked.text)
        twice = load(browser, looked.text)
        desk = words(browser.get(loaded.headers["location"]).text)
        brought = browser.get("/en/desk/mine/load").text

        assert (loaded.status_code, twice.status_code) == (303, 303)
        assert len(room.grants) == 12
        assert "Plan of 2021 (example)" in desk
        assert "430,000" in desk
        assert "from a ledger of grants" in brought

        send(browser, "/en/desk/mine/load", "register-undo", reason="the wrong file")
        (plan,) = room.plans
        used = words(browser.get(f"/en/plan/{plan}").text)

    assert "G-2" not in used
    assert "44,000" not in used
    (issuer,) = market.running.books.register.issuers
    assert list(plans.grants_of_issuer(room, issuer, on=market.world.now().date())) == []


def test_what_another_loaded_meanwhile_is_shown_again_and_not_loaded_twice(market):
    room = market.running.books.register.plans
    plain = b"holder,quantity,granted on,price,vesting\nNew One (example),5,2026-01-05,1,at once\n"
    with market.browser("operator") as browser:
        mine, yours = look(browser, plain), look(browser, plain)
        loaded = load(browser, mine.text)
        held = load(browser, yours.text)
        twice = load(browser, mine.text)
        assert len(room.grants) == 1
        meant = load(browser, held.text)

    assert (loaded.status_code, held.status_code, twice.status_code) == (303, 200, 303)
    assert "web.books_changed" in held.text
    assert "nothing was recorded" in words(held.text)
    assert meant.status_code == 303
    assert len(room.grants) == 2


def test_what_a_column_of_a_ledger_holds_can_be_said_by_hand(market):
    content = b"Wer,Wieviel,Davor,Wann,Reifung\nNew One (example),5,7,2026-01-05,at once\n"
    told = {"column-A": "holder", "column-C": "quantity", "column-D": "granted_on",
            "column-E": "vests"}  # fmt: skip
    with market.browser("operator") as browser:
        first = look(browser, content)
        named = again(browser, first.text, heading_row="1")
        second = again(browser, named.text, **told)
        kept = Forms(second.text).forms["desk-mine-grants"]["fields"]
        loaded = load(browser, second.text)

    assert "spreadsheet.no_ledger_headings" in first.text
    assert "1 grant can be loaded." in words(second.text)
    assert {name: kept[name] for name in told} == told
    assert loaded.status_code == 303
    (grant,) = market.running.books.register.plans.grants.values()
    assert grant.granted.units == 7


def test_what_was_said_of_one_ledger_is_not_said_of_another(market):
    content = b"holder,quantity,granted on,vesting\nNew One (example),5,2026-01-05,at once\n"
    other = b"vesting,quantity,granted on,holder\nat once,5,2026-01-05,New One (example)\n"
    with market.browser("operator") as browser:
        page = again(browser, look(browser, content).text, **{"column-D": "-"}).text
        another = again(browser, page, files={"file": ("other.csv", other)})

    assert Forms(page).forms["desk-mine-grants"]["fields"]["column-D"] == "-"
    assert Forms(another.text).forms["desk-mine-grants"]["fields"]["column-D"] == ""
    assert "1 grant can be loaded." in words(another.text)


def test_the_import_of_a_register_sends_a_ledger_to_its_page(market):
    chinese = LEDGER.decode().replace("granted on", "授予日").replace("vesting,", "归属安排,")
    with market.browser("operator") as browser:
        form = Forms(browser.get("/en/desk/mine/load").text).forms["desk-mine-load"]
        fields = {one: value for one, value in form["fields"].items() if one != "file"}
        for content in (LEDGER, chinese.encode()):
            files = {"file": ("grants.csv", content)}
            looked = browser.post(form["action"], data=fields, files=files)
            assert "12 grants can be loaded." in words(looked.text)


def test_everything_that_is_wrong_is_said_at_once_in_the_language_of_the_page(market):
    wrong = LEDGER.replace(b"Plan of 2021", b"Plan of 2012", 1).replace(b",45000,", b",45001,")
    before = market.running.journal.head
    with market.browser("operator") as browser:
        looked = look(browser, wrong)
        chinese = look(browser, wrong, page="/zh/desk/mine/grants")
        more = look(browser, LEDGER.replace(b",45000,", b",45001,"))

    assert "plans.plan_unknown" in looked.text
    assert "Employee Two (example)" in looked.text
    assert "G-1<" not in looked.text
    assert "row 2, plan" in looked.text
    assert "第 2 行" in chinese.text
    assert "desk-mine-grants-load" not in Forms(looked.text).forms
    assert "grant.shares_missing" in more.text
    assert "grant.outstanding_differs" in more.text
    assert market.running.journal.head == before


def test_a_name_that_several_have_is_no_holder(market):
    ids = [
        market.do("holder.register", name="Twin (example)", kind="person")["holder"][0]
        for _ in range(2)
    ]
    for one in ids:
        market.do(
            "security.issue", issuer="mine", stock_class="Ordinary shares", holder=one,
            quantity=Decimal(5),
        )  # fmt: skip
    twin = b"holder,quantity,granted on,price,vesting\nTwin (example),5,2026-01-05,1,at once\n"
    with market.browser("operator") as browser:
        looked = look(browser, twin)
        by_id = look(browser, twin.replace(b"Twin (example)", ids[0].encode()))

    assert "web.holder_name_shared" in looked.text
    assert "1 grant can be loaded." in words(by_id.text)


def test_a_warning_does_not_keep_who_has_seen_it_from_loading(market):
    plain = b"holder,quantity,granted on,price\nNia Moss (example),5,2026-01-05,1\n"
    with market.browser("operator") as browser:
        looked = look(browser, plain)
        loaded = load(browser, looked.text)

    assert "grant.vests_at_once" in looked.text
    assert loaded.status_code == 303


def test_what_a_chinese_reader_copies_is_in_chinese_and_fits_together():
    market = Practice(kind="empty")
    market.do(
        "issuer.register", slug="mine", name_en="Mine Ltd", name_zh="我的公司", currency="USD"
    )
    with market.browser("operator") as browser:
        own = browser.get("/zh/desk/mine/load/your-own.csv").content
        form = Forms(browser.get("/zh/desk/mine/load").text).forms["desk-mine-load"]
        fields = {one: value for one, value in form["fields"].items() if one != "file"}
        looked = browser.post(form["action"], data=fields, files={"file": ("own.csv", own)})
        again = Forms(looked.text).forms["desk-mine-load-load"]
        browser.post(again["action"], data=again["fields"])
        market.do("plan.register", issuer="mine", name="Plan of 2021 (example)",
                  quantity=Decimal(1_000_000), stock_class="普通股")  # fmt: skip
        grants = browser.get("/zh/desk/mine/grants/your-own-grants.csv").content
        found = look(browser, grants, page="/zh/desk/mine/grants")

    assert "成长基金（示例）,Growth Fund LP (example),机构" in own.decode("utf-8-sig")
    assert len(market.running.books.register.securities) == 20
    assert "有 12 笔授予可以导入。" in words(found.text)


def test_the_ledger_to_copy_and_the_page_are_the_issuers(market):
    with market.browser("operator") as browser:
        assert browser.get(f"{PAGE}/your-own-grants.csv").content == LEDGER
    with market.browser() as browser:
        assert browser.get(PAGE).status_code != 200
