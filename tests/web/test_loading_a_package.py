"""A package at the issuer's desk: everything that is found, what it comes to, and the readings."""

import io
import json
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from laogu.operations import RegisterRow
from laogu.register import cap_table
from tests.connectors.packages import files_of, good, of_id, zip_of
from tests.web.forms import Forms, words
from tests.web.practice import Practice
from tests.web.test_loading_a_register import load, look
from tests.web.test_loading_other_tables import again

DAYS = (date(2022, 6, 1), date(2022, 12, 31), date(2026, 11, 2))


def totals(register, issuer, day):
    return [one.total for one in cap_table(register, issuer, as_of=day).rows]


@pytest.fixture
def market() -> Practice:
    market = Practice(kind="empty")
    market.do(
        "issuer.register", slug="mine", name_en="Mine Ltd", name_zh="我的公司", currency="USD"
    )
    return market


def zipped(items, tmp_path: Path) -> bytes:
    return Path(zip_of(tmp_path / "p.ocf.zip", files_of(items))).read_bytes()


def test_a_sound_package_is_shown_and_nothing_is_recorded(market, tmp_path):
    before = market.running.journal.head
    with market.browser("operator") as browser:
        looked = look(browser, zipped(good(), tmp_path), "history.ocf.zip")

    said = words(looked.text)
    assert looked.status_code == 200
    assert "The package can be taken as it is." in said
    assert "Nothing is on the register yet." in said
    assert "Who holds what by the package" in said
    assert market.running.journal.head == before


def test_both_totals_stand_beside_each_other_where_a_reading_matters(market, tmp_path):
    with market.browser("operator") as browser:
        looked = look(browser, zipped(good(), tmp_path), "history.ocf.zip")
        strict = again(browser, looked.text, partial_exercise="strict")

    assert "the first exercise ends the grant" in words(looked.text)
    chosen = Forms(strict.text).forms["desk-mine-load"]["fields"]
    assert chosen["partial_exercise"] == "strict"


def test_a_package_with_a_fault_names_it_with_its_file_and_place(market, tmp_path):
    items = good()
    of_id(items, "transfer")["quantity"] = "401"
    with market.browser("operator") as browser:
        looked = look(browser, zipped(items, tmp_path), "history.ocf.zip")
        told = again(browser, looked.text, ask="json")

    said = words(looked.text)
    assert "needs a correction first." in said or "need a correction first." in said
    assert "transactions.ocf.json#/items/" in said
    assert "desk-mine-load-load" not in Forms(looked.text).forms
    found = json.loads(told.content)["findings"]
    assert any("#/items/" in one["where"] for one in found)


def test_a_day_in_the_past_is_shown_as_the_package_tells_it(market, tmp_path):
    with market.browser("operator") as browser:
        looked = look(browser, zipped(good(), tmp_path), "history.ocf.zip")
        early = again(browser, looked.text, as_of="1999-01-01")

    assert "Who holds what by the package" not in words(early.text)


def hostile(name: str) -> bytes:
    packing = io.BytesIO()
    with zipfile.ZipFile(packing, "w", zipfile.ZIP_DEFLATED) as archive:
        match name:  # type: ignore[exhaustive-match]
            case "bomb":
                for file, content in files_of(good()).items():
                    archive.writestr(file, content)
                archive.writestr("valuations2.ocf.json", b" " * 40_000_000)
            case "nested":
                archive.writestr("Manifest.ocf.json.zip", b"PK\x03\x04")
            case "climbs":
                archive.writestr("../../Manifest.ocf.json", b"{}")
            case "deep":
                archive.writestr("Manifest.ocf.json", b"[" * 300_000)
            case "two":
                archive.writestr("a/Manifest.ocf.json", b"{}")
                archive.writestr("b/Manifest.ocf.json", b"{}")
    return packing.getvalue()


@pytest.mark.parametrize("name", ["bomb", "nested", "climbs", "deep", "two"])
def test_a_package_made_to_harm_ends_in_findings(market, name):
    with market.browser("operator") as browser:
        looked = look(browser, hostile(name), "history.ocf.zip")

    assert looked.status_code == 200
    assert "ocf." in looked.text
    assert "desk-mine-load-load" not in Forms(looked.text).forms


def test_a_zip_that_is_cut_short_ends_in_findings(market, tmp_path):
    whole = zipped(good(), tmp_path)
    with market.browser("operator") as browser:
        for length in (len(whole) // 2, len(whole) - 1):
            looked = look(browser, whole[:length], "history.ocf.zip")

            assert looked.status_code == 200
            assert "ocf." in looked.text


def test_a_history_is_taken_undone_on_every_day_and_taken_again(market, tmp_path):
    content = zipped(good(), tmp_path)
    register = market.running.books.register
    with market.browser("operator") as browser:
        taken = load(browser, look(browser, content, "history.ocf.zip").text)
        (issuer,) = register.issuers
        held = {day: totals(register, issuer, day) for day in DAYS}
        page = browser.get("/en/desk/mine/load").text
        (name,) = (one for one in Forms(page).forms if one.startswith("register-undo"))
        form = Forms(page).forms[name]
        undone = browser.post(form["action"], data={**form["fields"], "reason": "wrong (example)"})
        empty = {day: totals(register, issuer, day) for day in DAYS}
        left = {one.left for one in register.plans.grants.values()}
        counted = set(register.issued_units.values())
        again_ = load(browser, look(browser, content, "history.ocf.zip").text)

    assert (taken.status_code, undone.status_code) == (303, 200)
    assert all(held.values())
    assert empty == {day: [] for day in DAYS}
    assert (left, counted) == ({0}, {0})
    assert register.held_units == register.issued_units
    assert again_.status_code == 303
    assert {day: totals(register, issuer, day) for day in DAYS} == held


def test_a_history_is_taken_where_a_table_was_undone(market, tmp_path):
    row = RegisterRow(line=2, holder="Oak LP (example)", stock_class="A", quantity=Decimal(5))
    loaded = market.do("register.load", issuer="mine", rows=(row,))["load"][0]
    market.do("register.undo", load=loaded, reason="the wrong file (example)")
    with market.browser("operator") as browser:
        taken = load(browser, look(browser, zipped(good(), tmp_path), "history.ocf.zip").text)

    assert taken.status_code == 303


def test_what_is_recorded_is_what_was_shown_by_the_reading_chosen(market, tmp_path):
    items = good()
    items["transactions"] = [
        one for one in items["transactions"] if one["id"] not in {"split-f1", "issue-f2"}
    ]
    with market.browser("operator") as browser:
        looked = look(browser, zipped(items, tmp_path), "history.ocf.zip")
        applied = again(browser, looked.text, split="applied")
        taken = load(browser, applied.text)

    assert Forms(applied.text).forms["desk-mine-load-load"]["fields"]["split"] == "applied"
    assert taken.status_code == 303
    register = market.running.books.register
    (issuer,) = register.issuers
    (founders,) = [one for one in register.classes.values() if one.origin == "founders"]
    of_day = [
        cap_table(register, issuer, as_of=date(2022, *day)).totals[founders.stock_class]
        for day in ((8, 31), (12, 31))
    ]
    assert of_day == [30, 150]


def test_a_reading_that_nobody_could_record_is_shown_and_says_why_not(market, tmp_path):
    items = good()
    items["transactions"] = [
        one for one in items["transactions"] if one["id"] not in {"split-f1", "issue-f2"}
    ]
    of_id(items, "split")["split_ratio"] = {"numerator": "1", "denominator": "7"}
    with market.browser("operator") as browser:
        looked = look(browser, zipped(items, tmp_path), "history.ocf.zip")
        applied = again(browser, looked.text, split="applied")

    assert "a part of a share is left over" in words(applied.text)
    assert "desk-mine-load-load" not in Forms(applied.text).forms
    assert market.running.books.register.securities == {}


def test_a_package_with_an_error_is_not_recorded_whatever_is_sent(market, tmp_path):
    items = good()
    of_id(items, "transfer")["quantity"] = "401"
    with market.browser("operator") as browser:
        sound = look(browser, zipped(good(), tmp_path), "history.ocf.zip")
        wrong = look(browser, zipped(items, tmp_path), "history.ocf.zip")
        kept = Forms(wrong.text).forms["desk-mine-load"]["fields"]["kept"]
        form = Forms(sound.text).forms["desk-mine-load-load"]
        forced = browser.post(form["action"], data={**form["fields"], "kept": kept})

    assert forced.status_code == 200
    assert market.running.books.register.securities == {}


def test_a_register_that_is_in_use_takes_no_history_and_says_so(market, tmp_path):
    row = RegisterRow(line=2, holder="Oak LP (example)", stock_class="A", quantity=Decimal(5))
    market.do("register.load", issuer="mine", rows=(row,))
    with market.browser("operator") as browser:
        looked = look(browser, zipped(good(), tmp_path), "history.ocf.zip")

    said = words(looked.text)
    assert "The package has no error; this register cannot take it." in said
    assert "register.in_use" in said
    assert "On the register now: A 5." in said
    assert "desk-mine-load-load" not in Forms(looked.text).forms
