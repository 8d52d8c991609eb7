"""A whole cap table becomes a register, or nothing does and every reason is said at once."""

from datetime import date
from decimal import Decimal

import pytest

from laogu.basics import LARGEST, Finding, Money
from laogu.connectors import languages, plain
from laogu.operations import Lock, rows_found
from laogu.register import CannotLoad
from tests.desk import MORNING, TODAY, clause, desk_at, holds, row

JANUARY = date(2026, 1, 5)


def codes(desk, *rows, on=TODAY, severity="error"):
    issuer = desk.books.register.issuers[desk.issuer]
    found = rows_found(desk.books, issuer, rows, on=on)
    return [(one.code, one.place()) for one in found if one.severity == severity]


def test_rows_become_holders_classes_and_securities():
    desk = desk_at(MORNING)

    desk.load(
        row(
            "ada", 100, kind="person", certificate="CS-1", acquired_on=JANUARY,
            cost=Decimal("5.00"),
        ),
        row("rook", "2000", line=3, holder_en="Rook Ltd", public=True),
        row("rook", 50, line=4, stock_class="Preferred", source="Annex 2", sure="medium"),
        row("others", 900, line=5, kind="residual"),
        on=JANUARY,
        source="Register of January",
    )  # fmt: skip

    assert desk.held() == {"rook": 2_050, "ada": 100, "others": 900}
    (lot,) = desk.lots("ada")
    assert (lot.certificate, lot.acquired_on, lot.cost) == ("CS-1", JANUARY, Money(500, "USD"))
    assert lot.source == "Register of January"
    ada = desk.books.register.holders[desk.holder("ada")]
    assert desk.journal.personal[ada.name.ref] == "ada"  # type: ignore[union-attr]
    rook = desk.books.register.holders[desk.holder("rook")]
    assert (rook.name, rook.name_en, rook.public) == ("rook", "Rook Ltd", True)
    assert {one.name_en for one in desk.books.register.classes.values()} == {
        "Ordinary",
        "Preferred",
    }


def test_rows_that_write_one_name_with_other_spaces_or_capitals_mean_the_same():
    desk = desk_at(MORNING)

    desk.load(
        row("rook", 1, stock_class="Preferred A"),
        row("rook", 2, line=3, stock_class=" preferred  a "),
        row("pine", 3, line=4, stock_class="ORDINARY"),
    )

    classes = desk.books.register.classes.values()
    assert [one.name_en for one in classes] == ["Ordinary", "Preferred A"]
    ids = desk.do(
        "register.load", "ida", issuer="harrow", rows=(row("x", 1), row(" x ", 1, line=3))
    )
    assert len(ids["holder"]) == 1


def test_locks_are_restrictions_and_a_rule_that_was_adopted_says_where_it_stands():
    desk = desk_at(MORNING)
    desk.adopt(clause("cites", "CN-JSC-05", sure="S", waivable_by="regulator"))
    until = date(2027, 1, 7)
    rows = (
        row("ada", 10, locks=(Lock(until=until, rule="CN-JSC-05"),)),
        row("ben", 10, line=3, locks=(Lock(until=until, rule="HK-04"),)),
    )

    assert codes(desk, *rows, severity="warning") == [("register.rule_not_adopted", "row 3, locks")]
    desk.load(*rows)

    (known,), (unknown,) = (desk.lots(name)[0].restrictions for name in ("ada", "ben"))
    assert (known.source, known.sure, known.waivable_by) == ("Article 05", "S", "regulator")
    assert (unknown.source, unknown.locked_through) == ("HK-04", until)
    answer = desk.explain("ada", 10)
    assert (answer.result, answer.until) == ("block", until)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([], [("register.no_rows", "the file")]),
        ([row("a", 0)], [("basics.not_a_quantity", "row 2, quantity")]),
        ([row("a", "NaN")], [("basics.not_a_quantity", "row 2, quantity")]),
        ([row("a", "0.5")], [("basics.not_a_quantity", "row 2, quantity")]),
        ([row("\u202ea", 1)], [("basics.not_a_name", "row 2, holder")]),
        ([row("", 1)], [("basics.not_a_name", "row 2, holder")]),
        ([row("a", 1, stock_class="\0")], [("basics.not_a_name", "row 2, class")]),
        ([row("a", 1, holder_en="\u200b")], [("basics.not_a_name", "row 2, holder in English")]),
        ([row("a", 1, certificate="x" * 61)], [("basics.not_a_name", "row 2, certificate")]),
        ([row("a", 1, source="\u202e")], [("basics.not_a_name", "row 2, source")]),
        ([row("a", 1, cost=Decimal(0))], [("basics.not_an_amount", "row 2, cost")]),
        ([row("a", 1, cost=Decimal("1.005"))], [("basics.not_an_amount", "row 2, cost")]),
        (
            [row("a", 1, acquired_on=date(2026, 3, 3))],
            [("register.acquired_later", "row 2, acquired on")],
        ),
        (
            [row("a", 1, acquired_on=date(2020, 1, 1))],
            [("register.acquired_early", "row 2, acquired on")],
        ),
        ([row("a", 1, certificate="CS-1")], [("register.certificate_known", "row 2, certificate")]),
        (
            [row("a", 1, certificate="CS-9"),
             row("b", 1, line=3, stock_class="ordinary", certificate=" CS-9")],
            [("register.certificate_twice", "row 3, certificate")],
        ),
        (
            [row("a", 1), row("a ", 1, line=3, kind="person")],
            [("register.two_kinds", "row 3, kind")],
        ),
        (
            [row("a", LARGEST - 50), row("b", 40, line=3), row("c", 10, line=4)],
            [("register.class_too_large", "row 4, quantity")],
        ),
        # Everything is looked at: many faults are a list.
        (
            [row("", 0, cost=Decimal(-1)), row("b", -1, line=3)],
            [("basics.not_a_quantity", "row 2, quantity"), ("basics.not_a_name", "row 2, holder"),
             ("basics.not_an_amount", "row 2, cost"), ("basics.not_a_quantity", "row 3, quantity")],
        ),
    ],
)  # fmt: skip
def test_every_fault_is_found_at_once_and_nothing_is_recorded(rows, found):
    desk = desk_at(MORNING, holds("old", 5, certificate="CS-1"), established_on=date(2021, 3, 15))

    assert codes(desk, *rows) == found
    with desk.refuses(CannotLoad) as no:
        desk.do("register.load", "ida", issuer="harrow", rows=tuple(rows))

    assert no.value.errors == len(found)
    listed = [one for one in no.value.findings if isinstance(one, Finding)]
    assert [(one.code, one.place()) for one in listed] == found


def test_too_many_rows_are_divided_by_whoever_sends_them():
    desk = desk_at(MORNING)

    rows = tuple(row("a", 1, line=number) for number in range(20_001))

    assert codes(desk, *rows) == [("register.too_many_rows", "the file")]


def test_a_row_is_told_in_the_readers_language_and_as_a_number():
    desk = desk_at(MORNING)
    with desk.refuses(CannotLoad) as no:
        desk.do("register.load", "ida", issuer="harrow", rows=(row("a", 0, line=1234),))

    told = {
        lang: plain.error(no.value, languages.words(lang))["facts"]["findings"]
        for lang in ("en", "zh")
    }
    assert [one["where"] for one in told["en"]] == ["row 1234, quantity"]
    assert [one["where"] for one in told["zh"]] == ["第 1234 行，股数"]
    assert [one["number"] for one in told["zh"]] == ["1234"]
