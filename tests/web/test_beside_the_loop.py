"""What is only looked at is drawn by a copy of the process; what is recorded is decided here."""

import os
import sys
from typing import Any

import pytest
from jinja2 import Environment

from laogu.connectors import beside, shipped
from laogu.web import rendering, showing
from tests.web.forms import Forms, send, words
from tests.web.practice import Practice

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux")


@pytest.fixture
def market() -> Practice:
    """An empty market in which one issuer is registered."""
    market = Practice(kind="empty")
    market.do(
        "issuer.register", slug="mine", name_en="Mine Ltd", name_zh="我的公司", currency="USD"
    )
    return market


@pytest.fixture
def copies(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Every copy that is made; everything is asked of one that may be."""
    found: list[int] = []
    copy = os.fork

    def noted() -> int:
        process = copy()
        if process:
            found.append(process)
        return process

    monkeypatch.setattr(os, "fork", noted)
    monkeypatch.setattr(beside, "LARGE", 0)
    monkeypatch.setattr(beside, "QUICK_US", -1)
    return found


def look(browser, at: str) -> str:
    """Return the page on which the example file of an import is looked at."""
    name = "your-own.csv" if at == "load" else f"your-own-{at}.csv"
    form = Forms(browser.get(f"/en/desk/mine/{at}").text).forms[f"desk-mine-{at}"]
    fields = {one: value for one, value in form["fields"].items() if one != "file"}
    files = {"file": (name, shipped.content(f"example/{name}"))}
    answer = browser.post(form["action"], data=fields, files=files)
    assert answer.status_code == 200
    return str(answer.text)


@pytest.mark.parametrize("at", ["load", "grants", "convertibles"])
def test_a_file_is_looked_at_in_a_copy(market: Practice, copies, at):
    before = market.running.journal.head

    with market.browser("operator") as browser:
        looked = look(browser, at)

    assert len(copies) == len((f"the page of {at}", "the file on it"))
    assert f"desk-mine-{at}" in Forms(looked).forms
    assert "your-own" in looked
    assert market.running.journal.head == before


def test_a_file_is_recorded_here(market: Practice, copies):
    with market.browser("operator") as browser:
        form = Forms(look(browser, "load")).forms["desk-mine-load-load"]
        copies.clear()
        loaded = browser.post(form["action"], data=form["fields"], follow_redirects=False)

    assert loaded.status_code == 303
    assert copies == []
    assert market.running.books.register.holders


def test_the_record_is_verified_in_a_copy(market: Practice, copies):
    with market.browser("operator") as browser:
        found = send(browser, "/en/record", "record-verify")

    assert "Differences none" in words(found.text)
    assert len(copies) == len(("the record", "its verification"))


def test_the_page_of_a_form_that_was_refused_is_drawn_in_a_copy(market: Practice, copies):
    with market.browser("operator") as browser:
        refused = send(browser, "/en/operator", "issuer-register", name_en="Other", slug="mine")

    assert refused.status_code == 409
    assert "mine" in words(refused.text)
    assert len(copies) == len(("the page", "the page again"))


def test_the_page_of_a_form_of_its_own_that_was_refused_is_drawn_in_a_copy(market, copies):
    with market.browser("operator") as browser:
        refused = send(browser, "/en/desk/mine", "desk-mine-terms", text="no terms")

    assert refused.status_code == 400
    assert "no terms" in refused.text
    assert len(copies) == len(("the page", "the page again"))


def test_a_form_of_somebody_else_is_refused_before_anything_is_looked_at(market: Practice, copies):
    with market.browser("operator") as browser:
        answer = browser.post("/en/record/verify", data={"proof": "somebody's"})

    assert answer.status_code == 403
    assert copies == []


def test_a_page_that_a_copy_drew_first_is_not_compiled_again(market: Practice, copies, monkeypatch):
    compiled: list[str | None] = []
    compiling = Environment.compile

    def noted(pages: Environment, source: Any, name: str | None = None, *more: Any) -> Any:
        compiled.append(name)
        return compiling(pages, source, name, *more)

    monkeypatch.setattr(Environment, "compile", noted)
    monkeypatch.setattr(rendering, "COMPILED", {})
    showing._pages.cache_clear()

    with market.browser("operator", shared=rendering.COMPILED) as browser:
        there = browser.get("/en/desk/mine/load")
        assert len(copies) == 1
        monkeypatch.setattr(beside, "_MAY_COPY", False)
        here = [browser.get(f"/{lang}/desk/mine/load") for lang in ("en", "zh")]

    assert [one.status_code for one in (there, *here)] == [200, 200, 200]
    assert compiled == []
