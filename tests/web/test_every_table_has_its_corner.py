"""Every table on every page is had as CSV, XLSX and JSON from its own corner."""

import csv
import io
import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pytest

from laogu.basics import HolderId
from laogu.connectors import beside, first_window
from laogu.web.pages import ROUTES
from tests.web.practice import Practice

pytestmark = pytest.mark.long

WITHOUT = {"legend", "asked-for", "cast"}
"""Tables that hold nothing to take along: how to read, a file being looked at, whom to play."""

NO_PAGES = {"/theme", "/up", "/keys", "/desk/{slug}/load/your-own.csv",
            "/desk/{slug}/grants/your-own-grants.csv",
            "/desk/{slug}/convertibles/your-own-convertibles.csv",
            "/window/{window}/allocation", "/leaving/{holder}/calendar.ics",
            "/calendar/{secret}", "/unlocks.ics", "/company/{slug}/report.pdf"}  # fmt: skip
"""Addresses that show nothing of their own."""


class Tables(HTMLParser):
    """The tables of a page: its classes, and the addresses of the corner of its part."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self._corners: list[list[str]] = [[]]
        self._tables: list[tuple[str, list[str]]] = []
        self._in_corner = False
        self.feed(page)
        self.found = [(name, tuple(links)) for name, links in self._tables]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        if tag == "section":
            self._corners.append([])
        elif "corner" in classes:
            # A small head within a section begins a part of its own.
            self._corners[-1] = []
            self._in_corner = True
        elif tag == "a" and self._in_corner:
            self._corners[-1].append(given["href"])
        elif tag == "table":
            self._tables.append((given.get("class", ""), self._corners[-1]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "section" and len(self._corners) > 1:
            self._corners.pop()
        elif tag == "span":
            self._in_corner = False


def eventful() -> Practice:
    """Return a market in which much has happened, so that its pages have something to draw."""
    market = Practice()
    market.settled()
    assert market.people["operator"] is not None
    first_window.open_window(market.running.journal, market.people["operator"])
    market.do("key.issue", person=str(market.people["kit"]), label="of Kit", digest="0" * 64)
    market.do(
        "encumbrance.record", "ida", kind="dispute_hold", issuer="harrow",
        stock_class="Ordinary shares", holder=market.holders["rui"], rule="CASE-1",
        favours=market.holders["elm"], source="A dispute (example)",
    )  # fmt: skip
    market.do("stock_class.describe", "ida", issuer="harrow", stock_class="Ordinary shares",
              kind="common", listing_by_vote=True)  # fmt: skip
    for value in (1, 2):
        market.do(
            "fact.record", issuer="harrow", question="employees", on=date(2026, 1, 1),
            value=str(value), unit="employees", says_en="A count (example).",
            source="Example", sure="low",
        )  # fmt: skip
    return market


@pytest.fixture(scope="module")
def practice() -> Practice:
    return eventful()


def a_round(market: Practice) -> str:
    """Issue a safe and a warrant, and return the address of a round in which the safe converts."""
    kit = market.holders["kit"]
    market.do("convertible.issue", "ida", issuer="harrow", holder=kit, kind="safe",
              amount=Decimal(1_000), cap=Decimal(1_000_000))  # fmt: skip
    market.do("warrant.issue", "ida", issuer="harrow", holder=kit, quantity=Decimal(10),
              stock_class="Ordinary shares", exercise_price=Decimal(2))  # fmt: skip
    return f"class_sold=Series+A&price=20&holder_1={kit}&amount_1=5000"


def leaves(market: Practice) -> None:
    """Let Dee have options above the yearly limit, and give notice."""
    dee = market.holders["dee"]
    market.do("grant.issue", "ida", issuer="harrow", stock_class="Ordinary shares", holder=dee,
              kind="iso", quantity=Decimal(9_000), price=Decimal(17), fair_value=Decimal(17),
              expires_on=date(2036, 1, 1), window="90 days")  # fmt: skip
    market.do("holder.leave", "ida", issuer="harrow", holder=dee, on=date(2026, 12, 31),
              reason="voluntary_other")  # fmt: skip


def addresses(market: Practice) -> dict[str, tuple[str, str]]:
    """Return for each page who opens it, and where: as who sees most on it."""
    trade = market.noticed(2_000)
    offer = market.offer(1_000)
    market.do("offer.counter", "kit", offer=offer, buyer=market.holders["kit"],
              quantity=Decimal(500), price=Decimal(17), currency="USD")  # fmt: skip
    digest = next(iter(market.running.books.agreements.terms.values())).document
    lot = next(iter(market.running.books.register.lots_of.on(HolderId(market.holders["dee"]))))
    room = market.running.books.register.plans
    plan, grant = next(iter(room.plans)), next(iter(room.grants))
    asked = f"seller={market.holders['dee']}&stock_class=Ordinary+shares&quantity=10&price=18"
    leaves(market)
    return {
        "/": ("dee", "/"),
        "/company/{slug}": ("dee", "/company/harrow"),
        "/company/{slug}/report": ("ida", "/company/harrow/report"),
        "/company/{slug}/facts": ("nobody", "/company/harrow/facts"),
        "/company/{slug}/rules": ("nobody", "/company/harrow/rules"),
        "/company/{slug}/terms/{digest}": ("nobody", f"/company/harrow/terms/{digest}"),
        "/company/{slug}/transfer": ("dee", f"/company/harrow/transfer?{asked}"),
        "/company/{slug}/offer": ("dee", "/company/harrow/offer?quantity=10&price=18"),
        "/company/{slug}/offers": ("dee", "/company/harrow/offers"),
        "/company/{slug}/captable": (
            "ida", "/company/harrow/captable?counts=fully-diluted&since=2020-01-01",
        ),
        "/company/{slug}/securities/{security}": ("ida", f"/company/harrow/securities/{lot}"),
        "/company/{slug}/securities/{security}/certificate": (
            "ida", f"/company/harrow/securities/{lot}/certificate",
        ),
        "/company/{slug}/holders/{holder}": (
            "ida", f"/company/harrow/holders/{market.holders['dee']}",
        ),
        "/offer/{offer}": ("dee", f"/offer/{offer}"),
        "/trade/{trade}": ("operator", f"/trade/{trade}"),
        "/holdings": ("dee", "/holdings"),
        "/holdings/{holder}": ("operator", f"/holdings/{market.holders['dee']}"),
        "/leaving": ("dee", "/leaving"),
        "/leaving/{holder}": ("operator", f"/leaving/{market.holders['dee']}"),
        "/desk/{slug}/leaving": ("ida", "/desk/harrow/leaving"),
        "/inbox": ("rui", "/inbox"),
        "/desk/{slug}": ("ida", "/desk/harrow"),
        "/desk/{slug}/load": ("ida", "/desk/harrow/load"),
        "/desk/{slug}/grants": ("ida", "/desk/harrow/grants"),
        "/desk/{slug}/convertibles": ("ida", "/desk/harrow/convertibles"),
        "/desk/{slug}/capital": ("ida", "/desk/harrow/capital"),
        "/desk/{slug}/waterfall": ("ida", "/desk/harrow/waterfall?amount=9,000,000"),
        "/desk/{slug}/encumbrances": ("ida", "/desk/harrow/encumbrances"),
        "/company/{slug}/owners": ("operator", "/company/harrow/owners"),
        "/desk/{slug}/rounds": ("ida", f"/desk/harrow/rounds?{a_round(market)}"),
        "/plan/{plan}": ("ida", f"/plan/{plan}"),
        "/grant/{grant}": ("ida", f"/grant/{grant}"),
        "/operator": ("operator", "/operator"),
        "/record": ("operator", "/record"),
        "/record/{number}": ("operator", "/record/12"),
        "/errors": ("nobody", "/errors"),
        "/company/{slug}/anchors": ("nobody", "/company/harrow/anchors"),
        "/company/{slug}/mark": ("nobody", "/company/harrow/mark"),
        "/window/{window}": ("dee", f"/window/{next(iter(market.running.books.market.windows))}"),
        "/window/{window}/orders": (
            "dee", f"/window/{next(iter(market.running.books.market.windows))}/orders",
        ),
        "/scores": ("nobody", "/scores"),
        "/indexes": ("nobody", "/indexes"),
        "/unlocks": ("nobody", "/unlocks"),
        "/search": ("operator", "/search?q=ha"),
        "/sign-in": ("nobody", "/sign-in"),
        "/me": ("dee", "/me"),
    }  # fmt: skip


def test_every_table_of_every_page_is_had_in_three_forms(practice, monkeypatch):
    known = addresses(practice)
    drawn = {route.path for route in ROUTES if route.method == "GET"}
    assert drawn - NO_PAGES == set(known), "name the page above, as who sees most of it"

    bare, wrong, count = [], [], 0
    with ExitStack() as stack:
        browsers = {
            who: stack.enter_context(practice.browser(who))
            for who in sorted({who for who, _ in known.values()})
        }
        pages = {
            path: (browsers[who], browsers[who].get(f"/en{address}").text)
            for path, (who, address) in known.items()
        }
        # This market is so made that its pages are drawn by copies of the process; what a copy
        # answers is what would be answered here (tests/http/test_beside.py), and files are many.
        monkeypatch.setattr(beside, "_MAY_COPY", False)
        for path, (browser, page) in pages.items():
            for name, links in Tables(page).found:
                if WITHOUT & set(name.split()):
                    continue
                count += 1
                if [link.partition("?")[0].rpartition(".")[2] for link in links] != [
                    "csv", "xlsx", "json",
                ]:  # fmt: skip
                    bare.append(f"{path}: a table of class {name!r}")
                    continue
                answers = [browser.get(link) for link in links]
                wrong += [f"{path}: {one}" for one in problems(answers)]

    assert bare == [], (
        "give its section `exports=corner(visit, …)` and hand its Sheet to exported()"
    )
    assert wrong == []
    assert count > 30


def problems(answers: list[Any]) -> Iterator[str]:
    """Yield what is wrong with the three forms of one table."""
    for answer in answers:
        if answer.status_code != 200 or "attachment" not in answer.headers["content-disposition"]:
            yield f"{answer.url}: {answer.status_code}"
            return
    rows = list(csv.reader(io.StringIO(answers[0].content.decode("utf-8-sig"))))
    told = json.loads(answers[2].content)
    about = told.pop("about")
    (objects,) = told.values()
    if len(objects) != len(rows) - 1 or not objects:
        yield f"{answers[0].url}: {len(rows) - 1} rows and {len(objects)} objects"
    if about["rows"] != str(len(objects)) or not re.fullmatch(
        r"[0-9a-f]{64}", about["journal_hash"]
    ):
        yield f"{answers[2].url}: {about}"
    if answers[1].content[:2] != b"PK":
        yield f"{answers[1].url}: no workbook"
