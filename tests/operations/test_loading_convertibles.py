"""A ledger of safes, notes and warrants is looked at, recorded and taken back whole."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from laogu.basics import Finding
from laogu.operations import GrantRow, LaterRate, LoadTouched, PaperRow, WarningsUnseen
from laogu.register import CannotLoad, LoadedMeanwhile, convertibles
from laogu.register.convertibles import IssuedConvertible, IssuedWarrant
from laogu.register.rounds import Note, Safe, interest
from tests.desk import MORNING, TODAY, Desk, desk_at, open_articles, row
from tests.operations.test_undoing_a_ledger import last_load, reads_again, undo

ISSUED = date(2024, 2, 1)
LAST = TODAY + timedelta(days=30)
LATER = LaterRate(rate=Decimal("0.10"), from_on=date(2025, 2, 1))


def desk(**issuer: Any) -> Desk:
    found = desk_at(MORNING, open_articles, **issuer)
    found.holder("rook")
    return found


def safe(line: int = 2, **more: Any) -> PaperRow:
    given = {"amount": Decimal("250000.00"), "cap": Decimal(8_000_000), "certificate": f"S-{line}"}
    return paper("safe", line, **{**given, **more})


def note(line: int = 3, **more: Any) -> PaperRow:
    given = {"amount": Decimal("100000.00"), "discount": Decimal("0.20"), "rate": Decimal("0.08"),
             "matures_on": date(2027, 2, 1), "certificate": f"N-{line}"}  # fmt: skip
    return paper("note", line, **{**given, **more})


def warrant(line: int = 4, **more: Any) -> PaperRow:
    given = {"quantity": Decimal(5_000), "price": Decimal("0.125"), "expires_on": LAST,
             "certificate": f"W-{line}"}  # fmt: skip
    return paper("warrant", line, **{**given, **more})


def paper(kind: str, line: int, **more: Any) -> PaperRow:
    fields = {"line": line, "kind": kind, "issued_on": ISSUED, **more}
    if "holder" not in fields:
        fields.setdefault("name", "Alder Fund (example)")
    return PaperRow(**fields)


def load(market: Desk, *rows: PaperRow, by: str = "ida", **more: Any) -> dict[str, list[str]]:
    return market.do("convertible.load", by, issuer="harrow", rows=rows, **more)


def found(market: Desk, *rows: PaperRow, **more: Any) -> list[tuple[str, str]]:
    """Return the code and the place of everything that is found in rows."""
    try:
        load(market, *rows, **more)
    except (CannotLoad, WarningsUnseen) as no:
        findings = (one for one in no.findings if isinstance(one, Finding))
        return [(one.code, one.place()) for one in findings]
    return []


def standing(market: Desk, on: date) -> tuple[list[IssuedConvertible], list[IssuedWarrant]]:
    room, issuer = market.books.register.convertibles, market.issuer
    return (
        [one.issued for one in convertibles.convertibles_on(room, issuer, as_of=on)],
        [one.warrant.issued for one in convertibles.warrants_on(room, issuer, as_of=on)],
    )


def test_each_paper_stands_from_its_own_day_with_its_terms():
    market = desk()

    made = load(market, safe(), note(holder=market.holders["rook"]), warrant(), source="ledger")

    assert [len(made[one]) for one in ("holder", "security", "load")] == [1, 3, 1]
    (first, second), (third,) = standing(market, ISSUED)
    assert isinstance(first.triggers[0].converts.mechanism, Safe)
    loan = second.triggers[0].converts.mechanism
    assert isinstance(loan, Note)
    assert [(one.rate, one.from_on) for one in loan.rates] == [(Decimal("0.08"), ISSUED)]
    assert (first.holder, second.holder) == (made["holder"][0], market.holders["rook"])
    assert third.quantity == 5_000
    assert (third.holder, third.expires_on) == (made["holder"][0], LAST)
    assert standing(market, ISSUED - timedelta(days=1)) == ([], [])
    reads_again(market)


def test_interest_in_steps_runs_by_each_rate_from_its_own_day():
    market = desk()
    later = (LaterRate(rate=Decimal("0.10"), from_on=date(2025, 2, 1)),)

    load(market, note(later_rates=later), note(4, rate=None, later_rates=later))

    (stepped, waiting), _ = standing(market, ISSUED)
    loans = []
    for one in (stepped, waiting):
        loan = one.triggers[0].converts.mechanism
        assert isinstance(loan, Note)
        loans.append(loan)
    assert [[(one.rate, one.from_on) for one in loan.rates] for loan in loans] == [
        [(Decimal("0.08"), ISSUED), (Decimal("0.10"), date(2025, 2, 1))],
        [(Decimal("0.10"), date(2025, 2, 1))],
    ]
    # 366 days at 8% and 365 at 10%; the second bears nothing before its only rate begins.
    on = date(2026, 2, 1)
    assert [interest(loan, Fraction(36_500), on) for loan in loans] == [2928 + 3650, 3650]
    reads_again(market)


def test_of_a_warrant_that_was_used_in_part_the_rest_stands():
    market = desk()

    load(
        market,
        warrant(exercised=Decimal(1_000), cancelled=Decimal(500), outstanding=Decimal(3_500)),
    )

    assert standing(market, TODAY)[1][0].quantity == 3_500


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (safe(name=None), "convertible.holder_not_said", "holder"),
        (safe(holder="holder_x"), "register.holder_unknown", "holder"),
        (safe(amount=None), "convertible.amount_missing", "amount"),
        (safe(amount=Decimal("1.001")), "basics.not_an_amount", "amount"),
        (safe(cap=None), "convertible.no_terms", "valuation cap"),
        (safe(cap=Decimal(0)), "basics.not_an_amount", "amount"),
        (safe(discount=Decimal(20)), "register.terms_unclear", "kind"),
        (safe(discount=Decimal("0.80")), "convertible.high_discount", "discount"),
        (safe(rate=Decimal("0.08")), "register.terms_unclear", "kind"),
        (safe(later_rates=(LATER,)), "register.terms_unclear", "kind"),
        (warrant(later_rates=(LATER,)), "convertible.not_of_its_kind", "rate"),
        (note(later_rates=(LATER, LATER)), "register.terms_unclear", "kind"),
        (note(later_rates=(LaterRate(rate=Decimal("0.1"), from_on=ISSUED),)),
         "register.terms_unclear", "kind"),
        (note(later_rates=(LaterRate(rate=Decimal(11), from_on=LAST),)),
         "register.terms_unclear", "kind"),
        (safe(quantity=Decimal(5)), "convertible.not_of_its_kind", "quantity"),
        (safe(issued_on=TODAY + timedelta(days=1)), "convertible.later", "issued on"),
        (note(rate=None), "convertible.no_rate", "rate"),
        (note(matures_on=date(2020, 1, 1)), "register.terms_unclear", "kind"),
        (warrant(price=None), "convertible.shares_missing", "price"),
        (warrant(quantity=Decimal("0.5")), "basics.not_a_quantity", "quantity"),
        (warrant(cap=Decimal(5)), "convertible.not_of_its_kind", "valuation cap"),
        (warrant(stock_class="Preferred"), "register.stock_class_unknown", "class"),
        (warrant(expires_on=TODAY - timedelta(days=1)), "convertible.over_by_then", "expires on"),
        (warrant(exercised=Decimal(5_000)), "convertible.uses_more", "exercised"),
        (warrant(outstanding=Decimal(7)), "convertible.outstanding_differs", "outstanding"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_row_is_said_at_its_cell_and_nothing_is_recorded(row, code, column):
    market = desk()
    before = market.journal.head

    assert (code, f"row {row.line}, {column}") in found(market, row)

    assert market.journal.head == before


def test_what_is_wrong_with_the_whole_file_is_said_at_once():
    market = desk(established_on=date(2025, 1, 1))

    assert found(market) == [("convertible.no_rows", "the file")]
    assert [code for code, _ in found(market, *[safe()] * 5_001)] == ["convertible.too_many_rows"]
    assert found(market, safe()) == [("convertible.before_the_issuer", "row 2, issued on")]


def test_rows_are_looked_at_beside_each_other_and_beside_the_register():
    market = desk()
    rook = market.holders["rook"]
    load(market, safe(holder=rook))

    two = found(market, note(2, certificate="X"), note(3, certificate="X", holder_kind="person"))
    again = found(
        market, safe(9, certificate=None, holder=rook), safe(10, certificate=None, holder=rook)
    )

    assert two == [
        ("convertible.two_kinds", "row 3, holder"),
        ("convertible.label_twice", "row 3, paper"),
    ]
    assert again == [
        ("convertible.there_already", "row 9, paper"),
        ("convertible.there_already", "row 10, paper"),
        ("convertible.same_again", "row 10, paper"),
    ]  # fmt: skip
    assert found(market, safe()) == [("register.label_taken", "row 2, paper")]


def test_a_warning_is_seen_before_it_is_recorded():
    market = desk()
    with market.refuses(WarningsUnseen):
        load(market, safe(cap=None))

    load(market, safe(cap=None), warnings_seen=True)

    assert len(standing(market, TODAY)[0]) == 1


def test_a_ledger_of_before_a_split_is_not_taken_in_shares_of_after_it():
    market = desk()
    market.issue("rook", 10)
    market.do("stock_class.split", "ida", issuer="harrow", stock_class="Ordinary", new=Decimal(2),
              old=Decimal(1), rounding="floor")  # fmt: skip

    yesterday = TODAY - timedelta(days=1)
    told = found(market, warrant(), on=yesterday)
    load(market, warrant())

    assert told == [("convertible.split_since", "row 4, quantity")]
    assert standing(market, yesterday)[1] == []
    assert standing(market, TODAY)[1][0].quantity == 5_000


def test_it_is_undone_with_its_labels_free_again():
    market = desk()
    load(market, safe(), warrant())

    undo(market, last_load(market))

    assert standing(market, TODAY) == ([], [])
    load(market, safe(), warrant())
    assert [len(one) for one in standing(market, TODAY)] == [1, 1]
    reads_again(market)


def test_a_warrant_that_the_clock_ended_keeps_no_ledger():
    market = desk()
    load(market, warrant(), warrant(5, expires_on=None))
    ledger, loaded_at = last_load(market), market.now
    market.go_to(MORNING + timedelta(days=40))
    expired_at, on = market.now, market.now.date()
    assert len(standing(market, on)[1]) == 1
    market.wait(hours=1)

    undo(market, ledger)

    room, issuer = market.books.register.convertibles, market.issuer
    assert standing(market, TODAY)[1] == []

    def known(at: Any) -> list[str | None]:
        stood = convertibles.warrants_on(room, issuer, as_of=on, known_at=at)
        return [one.warrant.issued.certificate for one in stood]

    assert known(expired_at) == ["W-5"]
    assert known(loaded_at) == ["W-4", "W-5"]
    load(market, warrant(expires_on=None))
    reads_again(market)


@pytest.mark.parametrize("how", ["cancelled", "expired by hand", "converted away"])
def test_what_somebody_did_to_a_paper_keeps_its_ledger(how):
    market = desk()
    made = load(market, safe(), warrant())
    held = market.books.register.convertibles
    if how == "converted away":
        market.do("convertible.cancel", "ida", security=made["security"][0], reason="repaid")
    else:
        more = {"how": "expiry"} if "hand" in how else {}
        market.wait(hours=1)
        market.do("warrant.cancel", "ida", security=made["security"][1], reason="waived", **more)

    with market.refuses(LoadTouched):
        undo(market, last_load(market))
    assert len(held.warrants) == 1


@pytest.mark.parametrize("operation", ["register.load", "grant.load", "convertible.load"])
def test_of_two_forms_in_one_batch_that_saw_the_same_one_is_recorded(operation):
    market = desk()
    rows: dict[str, Any] = {
        "register.load": row("New Fund (example)", 7),
        "grant.load": GrantRow(line=2, name="New One (example)", quantity=Decimal(5),
                               granted_on=ISSUED, price=Decimal(1), vests="at once"),
        "convertible.load": safe(certificate=None),
    }  # fmt: skip
    fields = {"issuer": "harrow", "rows": (rows[operation],), "imports_seen": 0}
    twins = [market.command(operation, fields, by="ida") for _ in range(2)]

    done, refused = market.record(*twins)
    (again,) = market.record(twins[0])

    assert isinstance(refused, LoadedMeanwhile)
    assert again == done
    assert len(market.books.register.loads) == 1
    market.do(operation, "ida", **{**fields, "imports_seen": 1})


@pytest.mark.parametrize("given", ["NaN", "sNaN", "Infinity", "1e999999", "1e-999999"])
def test_what_is_no_figure_is_found_before_anything_is_worked_out_of_it(given):
    market, figure = desk(), Decimal(given)

    for field in ("quantity", "exercised", "cancelled", "outstanding"):
        figures: dict[str, Any] = {"exercised": Decimal(1), field: figure}
        found_in = found(market, warrant(**figures))
        assert ("basics.not_a_figure", f"row 4, {field}") in found_in
    assert ("basics.not_a_figure", "row 3, discount") in found(market, note(discount=figure))
