"""The unlock calendar: what comes free when, beside what is free; once, and as a feed."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from laogu.connectors import Released, release_feed
from tests.web.forms import words
from tests.web.practice import Practice


@pytest.fixture(scope="module")
def real() -> Practice:
    return Practice(kind="real")


def rows(browser, table):
    content = browser.get(f"/en/unlocks.csv?table={table}").content
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_what_the_register_keeps_is_told_by_day_beside_the_float(real):
    with real.browser("nobody") as browser:
        pages = {lang: words(browser.get(f"/{lang}/unlocks").text) for lang in ("en", "zh")}
        found, floats = rows(browser, "unlocks"), rows(browser, "floats")

    zhipu = [one for one in found if one["slug"] == "zhipu"]
    own = next(one for one in zhipu if one["known_by"] == "register")
    (free,) = (one for one in floats if one["slug"] == "zhipu")
    assert (own["free_on"], own["quantity"]) == ("2027-01-08", "402810690")
    assert free["locked"] == own["quantity"]
    before = Decimal(free["free_here"]) + Decimal(free["outside_this_register"])
    assert Decimal(own["free_before"]) == before
    of_float = Decimal(own["quantity"]) / before
    assert abs(Decimal(own["of_float"]) - of_float) < Decimal("0.0001")
    assert Decimal(own["restricted_mark"]) < Decimal(own["mark"])
    assert "402,810,690" in pages["en"]
    assert "解禁日历" in pages["zh"]


def test_what_waiting_costs_is_told_alike_here_and_on_the_company_page(real):
    with real.browser("nobody") as browser:
        found = rows(browser, "unlocks")
        company = words(browser.get("/en/company/zhipu").text)

    own = next(one for one in found if (one["slug"], one["known_by"]) == ("zhipu", "register"))
    shown = f"{Decimal(own['restricted_mark']):.1f}"
    assert f"Ordinary shares, locked through 7 Jan 2027 {shown} " in company


def test_what_a_source_states_of_the_same_day_is_not_counted_twice(real):
    with real.browser("nobody") as browser:
        found = rows(browser, "unlocks")
        feed = browser.get("/en/unlocks.ics")

    own = {(one["slug"], one["free_on"]) for one in found if one["known_by"] == "register"}
    again = [one for one in found if one["known_by"] == "stated"
             and (one["slug"], one["free_on"]) in own]  # fmt: skip
    assert again
    assert {one["bound"] for one in again} == {""}
    assert feed.headers["content-type"].startswith("text/calendar")
    assert feed.text.count("BEGIN:VEVENT") == len({(one["slug"], one["free_on"]) for one in found})


def test_one_company_may_be_asked_for(real):
    with real.browser("nobody") as browser:
        page = words(browser.get("/en/unlocks?issuer=minimax").text)

    assert "MiniMax" in page
    assert "Zhipu" not in page


def test_one_day_ahead_is_counted_as_one():
    with Practice().browser() as browser:
        english, chinese = (words(browser.get(f"/{lang}/unlocks").text) for lang in ("en", "zh"))

    assert "1 day ahead" in english
    assert "days ahead" not in english
    assert "前面有 1 个解禁日" in chinese


def test_a_feed_gives_the_same_bytes_and_whole_days():
    days = [Released(on=date(2027, 1, 8), key="a", says="Ash, Ltd (example): 5 shares; all")]
    text = release_feed(days, title="Unlocks", on=date(2026, 11, 22))

    assert text == release_feed(days, title="Unlocks", on=date(2026, 11, 22))
    assert "DTSTART;VALUE=DATE:20270108\r\nDTEND;VALUE=DATE:20270109\r\n" in text
    assert "SUMMARY:Ash\\, Ltd (example): 5 shares\\; all\r\n" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
