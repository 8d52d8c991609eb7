"""A form takes back a figure as the page shows it; a program writes plain digits."""

from decimal import Decimal

import pytest

from laogu.basics import InvalidInput
from laogu.connectors import read_fields, read_typed
from tests.web.forms import Forms, send
from tests.web.practice import Practice

OFFER = {"issuer": "harrow", "stock_class": "Ordinary", "seller": "x", "price": "18.50",
         "currency": "USD"}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1,000", "1000"),
        ("12,345,678.90", "12345678.90"),
        (" 1000 ", "1000"),
        ("１２，０００", "12000"),
        ("１８．５", "18.5"),
    ],
)
def test_commas_between_thousands_and_full_width_digits_are_taken(typed, meant):
    assert read_typed("offer.post", {**OFFER, "quantity": typed}).quantity == Decimal(meant)  # type: ignore[attr-defined]


@pytest.mark.parametrize("typed", ["1,00", "1,0000", "1.000,00", "1'000", "1,000,", "1_000"])
def test_a_comma_that_stands_elsewhere_is_not_guessed_at(typed):
    with pytest.raises(InvalidInput) as no:
        read_typed("offer.post", {**OFFER, "quantity": typed})

    assert no.value.code == "connectors.field_unreadable"


@pytest.mark.parametrize("written", ["1,000", " 1000", "1000 ", "１０００", "١٠", "1\u00a0000"])
def test_a_program_writes_plain_digits(written):
    with pytest.raises(InvalidInput):
        read_fields("offer.post", {**OFFER, "quantity": written})


WINDOW = {"issuer": "harrow", "stock_class": "Ordinary", "currency": "USD", "floor": "1",
         "cap": "2", "closes_at": "2026-11-24T09:00:00Z"}  # fmt: skip


@pytest.mark.parametrize(("typed", "meant"), [("１２０", 120), (" 120 ", 120), ("1,200", 1200)])
def test_a_whole_number_is_taken_from_a_form_as_a_figure_is(typed, meant):
    assert read_typed("window.open", {**WINDOW, "lock_minutes": typed}).lock_minutes == meant  # type: ignore[attr-defined]


@pytest.mark.parametrize("typed", ["10.0", "1e1", "10.5", "٣"])
def test_a_whole_number_has_no_point_at_any_door(typed):
    for read in (read_typed, read_fields):
        with pytest.raises(InvalidInput) as no:
            read("window.open", {**WINDOW, "lock_minutes": typed})

        assert no.value.code == "connectors.field_unreadable"


def test_text_is_left_as_it_is():
    found = read_typed("security.cancel", {"security": "x", "reason": "1,000", "quantity": "1,000"})

    assert (found.reason, found.quantity) == ("1,000", 1000)  # type: ignore[attr-defined]


def test_a_quantity_that_was_copied_from_a_page_can_be_sent():
    market = Practice()
    with market.browser("ida") as browser:
        page = "/en/desk/harrow"
        form = next(one for one in Forms(browser.get(page).text).forms if "security-issue" in one)
        sent = send(
            browser, page, form, quantity="1,000", holder=market.holders["dee"],
            stock_class="Ordinary shares",
        )  # fmt: skip

    assert sent.status_code == 303
