"""The steps of an import in a browser: without a script, narrow and wide, with the checker."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from laogu.connectors import shipped
from tests.connectors.packages import files_of, good, zip_of
from tests.web.practice import Practice
from tests.web.test_in_a_browser import Served, holds
from tests.web.test_loading_other_tables import LEDGER, MEMBERS

OWN = "Aktionär,Gattung,Stück\nNorth Fund LP (example),Stamm,500\n"


@pytest.fixture
def market() -> Iterator[Served]:
    practice = Practice(kind="empty")
    practice.do(
        "issuer.register", slug="mine", name_en="Mine Ltd", name_zh="我的公司", currency="USD"
    )
    served = Served(practice)
    yield served
    served.end()


def test_columns_are_said_by_hand_and_an_import_is_undone_without_a_script(
    market: Served, browser: Any, tmp_path: Path
) -> None:
    path = tmp_path / "own.csv"
    path.write_text(OWN, encoding="utf-8")
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = market.open(context.new_page(), "/en/desk/mine/load", "operator")

    page.get_by_label("The file").set_input_files(str(path))
    page.get_by_role("button", name="Look at the file").click()
    page.get_by_label("Row of the headings").fill("1")
    page.get_by_role("button", name="Look again").click()
    for column, value in (("A: Aktionär", "holder"), ("B: Gattung", "stock_class"),
                          ("C: Stück", "quantity")):  # fmt: skip
        page.get_by_label(f"Column {column}").select_option(value)
    page.get_by_role("button", name="Look again").click()
    page.get_by_role("button", name="Load 1 row").click()
    page.get_by_role("cell", name="North Fund LP (example)").first.wait_for()

    market.open(page, "/en/desk/mine/load", "operator")
    page.locator("summary", has_text="Undo this import").click()
    page.get_by_label("Reason, kept for ever").fill("the wrong file (example)")
    page.get_by_role("button", name="Undo the import").click()

    page.locator("#loads").get_by_text("the wrong file (example)").first.wait_for()
    assert set(market.market.running.books.register.issued_units.values()) == {0}
    context.close()


def of_classes(count: int) -> str:
    """Return a table in which holders with long names hold shares of so many classes."""
    rows = (
        f'A Fund With a Long Name {one} LP (example),Series {chr(65 + one)} Preferred,"12,345,678"'
        for one in range(count)
    )
    return "\n".join(("holder,class,quantity", *rows))


def test_what_a_file_comes_to_holds_at_every_width(
    market: Served, open_page: Callable[..., Any], tmp_path: Path
) -> None:
    ledger, members = tmp_path / "ledger.csv", tmp_path / "名册.csv"
    ledger.write_bytes(LEDGER + b"XX-9,<b>Bad,x,Common Stock,10k,10k,2/30/2024,,Purple\n")
    members.write_bytes(MEMBERS)
    classes = tmp_path / "classes.csv"
    classes.write_text(of_classes(4), encoding="utf-8")
    more = tmp_path / "more.csv"
    more.write_text(of_classes(12), encoding="utf-8")
    package = zip_of(tmp_path / "history.ocf.zip", files_of(good()))
    for lang, theme, width, file in (
        ("en", "light", 390, ledger),
        ("zh", "dark", 1280, members),
        ("zh", "light", 390, package),
        ("en", "light", 1280, classes),
        ("en", "dark", 390, classes),
        ("zh", "light", 1280, more),
        ("en", "light", 390, more),
    ):
        page = open_page(language=lang, theme=theme, width=width)
        market.open(page, f"/{lang}/desk/mine/load", "operator")
        page.set_input_files("#file", str(file))
        page.locator("form#desk-mine-load button[type=submit]").click()
        page.wait_for_selector("#how")
        holds(page, width)


def test_what_a_ledger_of_convertibles_comes_to_holds_at_every_width(
    market: Served, open_page: Callable[..., Any], tmp_path: Path
) -> None:
    market.market.do(
        "stock_class.register", issuer="mine", name_en="Ordinary shares", currency="USD"
    )
    ledger = tmp_path / "papers.csv"
    steps = b"Angel (example),note,2024-01-05,5000,1000000,8%; 10% from 2026-01-01\n"
    ledger.write_bytes(shipped.content("example/your-own-convertibles.csv"))
    stepped = tmp_path / "steps.csv"
    stepped.write_bytes(b"holder,kind,issued on,amount,cap,rate\n" + steps)
    for lang, theme, width, file in (
        ("en", "light", 390, ledger),
        ("zh", "dark", 1280, stepped),
        ("zh", "light", 390, stepped),
    ):
        page = open_page(language=lang, theme=theme, width=width)
        market.open(page, f"/{lang}/desk/mine/convertibles", "operator")
        page.set_input_files("#file", str(file))
        page.locator("form#desk-mine-convertibles button[type=submit]").click()
        page.wait_for_selector("table.as-read")
        holds(page, width)
