"""Errors are declared: what, why, fix, and the facts they name."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from laogu.basics import (
    Conflict,
    Denied,
    Fault,
    Finding,
    InvalidInput,
    Money,
    NotFound,
    Refusal,
    Said,
    Unavailable,
    Where,
    said,
    say,
)


class TooLate(Refusal):
    """Something came too late."""

    code = "test.too_late"
    what = "{who} came too late."
    why = "It was over on {on}."
    fix = "Come before {on}, at most {hours} hours earlier."
    who: str
    on: date
    hours: int = 24


def test_an_error_says_what_why_and_how_to_fix_it_and_carries_its_facts():
    no = TooLate(who="Ada", on=date(2026, 3, 2))

    assert no.facts == {"who": "Ada", "on": date(2026, 3, 2), "hours": 24}
    assert no.say() == (
        "Ada came too late.",
        "It was over on 2026-03-02.",
        "Come before 2026-03-02, at most 24 hours earlier.",
    )
    assert str(no).startswith("test.too_late: Ada came too late.")


def test_an_error_without_a_fact_it_names_is_a_mistake_of_ours():
    with pytest.raises(AssertionError, match="without on"):
        TooLate(who="Ada")  # type: ignore[call-arg]
    with pytest.raises(AssertionError, match="no such fact"):
        TooLate(who="Ada", on=date(2026, 3, 2), colour="red")  # type: ignore[call-arg]


def test_a_sentence_that_names_no_declared_fact_is_found_at_once():
    with pytest.raises(AssertionError, match="does not know"):
        type("Wrong", (Refusal,), {"code": "test.wrong", "what": "{nobody}", "why": "", "fix": ""})


@pytest.mark.parametrize(
    ("family", "status", "exit_code"),
    [
        (InvalidInput, 400, 2), (Refusal, 422, 3), (Denied, 403, 3), (NotFound, 404, 4),
        (Conflict, 409, 5), (Unavailable, 503, 6), (Fault, 500, 1),
    ],
)  # fmt: skip
def test_doors_translate_families(family, status, exit_code):
    assert (family.http_status, family.exit_code) == (status, exit_code)


@pytest.mark.parametrize(
    ("fact", "shown"),
    [
        (1234567, "1,234,567"), (Decimal("1234.50"), "1,234.50"), (date(2026, 3, 2), "2026-03-02"),
        (datetime(2026, 3, 2, 9, 5, tzinfo=UTC), "2026-03-02 09:05 UTC"), (None, "unknown"),
        (True, "yes"), ((), "none"), (("a", "b"), "a, b"), (Money(150, "USD"), "1.50 USD"),
        (said("{n} shares", n=1000), "1,000 shares"),
    ],
)  # fmt: skip
def test_english_shows_every_kind_of_fact(fact, shown):
    assert str(said("{fact}", fact=fact)) == shown


def test_a_fact_that_looks_like_a_template_stays_text():
    assert str(said("{name}", name="{secret}")) == "{secret}"


def test_a_finding_says_itself_in_any_language():
    class Shouting:
        def translate(self, template: str) -> str:
            return template.upper().replace("{N}", "{n}")

        def show(self, fact: object, of: str = "") -> str:
            return f"<{of}: {fact}>"

    found = Finding(
        severity="error", code="test.found", where="row 2", what="Row {n}.", why="a", fix="b",
        facts={"n": 2},
    )  # fmt: skip

    assert found.say(Shouting()) == ("ROW <n: 2>.", "A", "B")
    assert say(Said("Row {n}.", {"n": said("{n}", n=3)}), Shouting()) == "ROW <n: 3>."


def test_a_place_among_others_is_said_and_counted():
    class Shouting:
        def translate(self, template: str) -> str:
            return template.upper().replace("{N}", "{n}")

        def show(self, fact: object, of: str = "") -> str:
            return f"<{of}: {fact}>"

    class NoRoom(Refusal):
        code, what, why, fix = "test.no_room", "No room.", "{n}", "b"
        n: int

    second = NoRoom(n=3).found_at(Where(said("row {n}", n=2), 2))
    whole = NoRoom(n=3).found_at("orders.csv")

    assert (second.place(Shouting()), second.place(), second.number) == ("ROW <n: 2>", "row 2", 2)
    assert (whole.place(Shouting()), whole.number) == ("orders.csv", None)
    assert (second.code, second.severity, second.facts) == ("test.no_room", "error", {"n": 3})
