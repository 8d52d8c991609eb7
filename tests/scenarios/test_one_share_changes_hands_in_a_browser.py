"""One share changes hands, end to end, in a real browser on a real server.

Each language in both themes and both widths; the checker reads every page that is visited, nothing
may scroll sideways, and the browser's console stays silent.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.http.market import DEE, ELM, IDA, JUNIPER, KIT, NORTH, OPERATOR, RUI
from tests.http.servers import Server, prepared, served
from tests.scenarios.eyes import Eyes, Lang

# Each pair of language, theme and width once.
EVERY: list[tuple[Lang, str, int]] = [
    ("en", "light", 1280), ("en", "dark", 390), ("zh", "dark", 1280), ("zh", "light", 390),
]  # fmt: skip
HARROW = {"en": "Harrow Instruments (example)", "zh": "哈罗仪器（示例）"}
DEE_SAYS = {"en": "Dee Annon (example)", "zh": "迪伊·安农（示例）"}
NORTH_SAYS = {"en": NORTH, "zh": "北岭一号基金（示例）"}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with served(prepared(tmp_path)) as server:
        server.is_ready()
        yield server


@pytest.mark.parametrize(("lang", "theme", "width"), EVERY)
def test_an_employee_sells_one_holder_takes_a_part_and_a_fund_gets_the_rest(
    server: Server, open_page: Callable[..., Any], lang: Lang, theme: str, width: int
) -> None:
    page = open_page(language="zh-CN" if lang == "zh" else "en", theme=theme, width=width)
    eyes = Eyes(page, server, lang, width)

    a_stranger_looks(eyes)
    offer = the_employee_asks_and_offers(eyes)
    trade = the_buyer_accepts(eyes, offer)
    everybody_gets_notice(eyes, trade)
    one_holder_takes_a_part(eyes)
    the_clock_runs_out(eyes)
    the_board_consents(eyes)
    it_settles(eyes, trade)
    everybody_sees_it(eyes, trade)
    assert server.caller(OPERATOR, seed="at the end").inspects()["sound"]


def a_stranger_looks(eyes: Eyes) -> None:
    """The first page speaks the browser's language, and shows no offers."""
    eyes.opens("/")
    assert eyes.page.url == f"{eyes.address}/{eyes.lang}/"
    eyes.follows(HARROW[eyes.lang])
    eyes.sees(eyes.says("Not shown to you"))


def the_employee_asks_and_offers(eyes: Eyes) -> str:
    """What may be sold is answered before anything is offered."""
    eyes.becomes(DEE)
    eyes.goes_to(eyes.says("Holdings"))
    eyes.follows(eyes.says("Ask what may be sold"))
    eyes.types(eyes.says("Quantity"), "40000")
    eyes.types(eyes.says("Price"), "18.50")
    with eyes.page.expect_navigation():
        eyes.page.get_by_role("button", name=eyes.says("Ask"), exact=True).click()
    eyes.looks()
    eyes.row("ART-12")
    eyes.row("ART-13")
    eyes.follows(eyes.says("Offer these shares"))
    eyes.types(eyes.says("Quantity"), "40000")
    eyes.types(eyes.says("Price"), "18.50")
    eyes.presses(eyes.says("Post offer"))
    eyes.sees("740,000.00")
    return str(eyes.page.url).rpartition("/")[2]


def the_buyer_accepts(eyes: Eyes, offer: str) -> str:
    """The buyer finds the offer on the company's page; the cash is there."""
    eyes.becomes(KIT)
    eyes.goes_to(eyes.says("Markets"))
    eyes.follows(HARROW[eyes.lang])
    eyes.follows("18.50")
    assert eyes.page.url.endswith(f"/offer/{offer}")
    eyes.sees("760,000.00")
    eyes.presses(
        eyes.says(
            "Buy {units} at {price} {currency}",
            units=40_000, price="18.50", currency=eyes.either("美元", "USD"),
        )
    )  # fmt: skip
    assert "/trade/" in eyes.page.url
    return str(eyes.page.url).rpartition("/")[2]


def everybody_gets_notice(eyes: Eyes, trade: str) -> None:
    """The seller gives notice, and it waits in the inboxes of the company and of the holders."""
    eyes.becomes(DEE)
    eyes.goes_to(eyes.says("Inbox"))
    eyes.follows(eyes.says("give notice"))
    assert trade in eyes.page.url
    eyes.presses(eyes.says("Give notice"))
    for who, act in ((ELM, "take"), (IDA, "consent")):
        eyes.becomes(who)
        eyes.goes_to(eyes.says("Inbox"))
        eyes.follows(eyes.says(act))
        assert trade in eyes.page.url


def one_holder_takes_a_part(eyes: Eyes) -> None:
    eyes.becomes(RUI)
    eyes.goes_to(eyes.says("Inbox"))
    eyes.follows(eyes.says("take"))
    eyes.types(eyes.says("Shares to take"), "12000")
    eyes.presses(eyes.says("Take shares"))
    eyes.sees("12,000")


def the_clock_runs_out(eyes: Eyes) -> None:
    """The operator moves the practice clock; those who were silent have let it go."""
    eyes.becomes("Operator")
    eyes.goes_to(eyes.says("Operator desk"))
    eyes.presses(eyes.says("To the next deadline"))
    eyes.becomes(ELM)
    eyes.goes_to(eyes.says("Inbox"))
    eyes.sees(eyes.says("Nothing waits for you."))


def the_board_consents(eyes: Eyes) -> None:
    eyes.becomes(IDA)
    eyes.goes_to(eyes.says("Inbox"))
    eyes.follows(eyes.says("consent"))
    eyes.presses(eyes.says("Consent to the transfer"))


def it_settles(eyes: Eyes, trade: str) -> None:
    """What cannot be undone is typed again."""
    eyes.becomes("Operator")
    eyes.goes_to(eyes.says("Inbox"))
    eyes.follows(eyes.says("settle"))
    assert trade in eyes.page.url
    eyes.types(eyes.says("Shares, typed again"), "40,000")
    eyes.presses(eyes.says("Settle the trade"))


def everybody_sees_it(eyes: Eyes, trade: str) -> None:
    """Register, tape, both statements and the record show it."""
    # The operator sees the whole register, and has the record read again.
    eyes.goes_to(eyes.says("Markets"))
    eyes.follows(HARROW[eyes.lang])
    assert "28,000" in eyes.row(JUNIPER)
    assert "2,012,000" in eyes.row(NORTH_SAYS[eyes.lang])
    assert "20,000" in eyes.row(DEE_SAYS[eyes.lang])
    assert "18.50" in eyes.row("40,000", "18.50")
    eyes.goes_to(eyes.says("Record"))
    eyes.row(eyes.says("a trade settled"))
    with eyes.page.expect_navigation():
        eyes.page.get_by_role("button", name=eyes.says("Verify the record")).click()
    eyes.looks()
    eyes.sees(eyes.says("All agrees."))

    # Both statements: 740,000.00 less half a per cent for the seller.
    for who, free in ((DEE, "736,300.00"), (KIT, "982,000.00"), (RUI, "1,778,000.00")):
        eyes.becomes(who)
        eyes.goes_to(eyes.says("Holdings"))
        eyes.sees(free)
    eyes.opens(f"/{eyes.lang}/trade/{trade}")
    eyes.sees("12,000")

    # A stranger sees the tape, and not whose it was.
    eyes.opens(f"/{eyes.lang}/me")
    eyes.presses(eyes.says("Sign out"))
    eyes.opens(f"/{eyes.lang}/company/harrow")
    eyes.row("40,000", "18.50")
    assert JUNIPER not in eyes.text()
    assert DEE_SAYS[eyes.lang] not in eyes.text()
