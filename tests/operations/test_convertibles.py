"""Convertibles and warrants: issued, taken, moved, ended, and become shares."""

from decimal import Decimal
from typing import Any

import pytest

from laogu.basics import Money, SecurityId
from laogu.operations import Books
from laogu.people import NoMandate
from laogu.register import CertificateTaken, convertibles, rounds
from laogu.register.capital import BeyondAuthorised
from laogu.register.convertibles import (
    AcceptedBefore,
    ConvertibleUnknown,
    LabelTaken,
    MoreThanItIsFor,
    MoreThanOutstanding,
    NotExercisable,
    TermsUnclear,
    TooFewForAShare,
    WarrantExpired,
    WarrantUnknown,
)
from tests.desk import TODAY, Desk, articles, holds


@pytest.fixture
def desk() -> Desk:
    found = Desk()
    for step in (articles(), holds("ada", 1_000)):
        step(found)
    return found


def safe(desk: Desk, holder: str = "rook", **more: Any) -> SecurityId:
    given = {"kind": "safe", "amount": 50_000, "cap": 5_000_000, **more}
    ids = desk.do("convertible.issue", "ida", issuer="harrow", holder=desk.holder(holder), **given)
    return SecurityId(ids["security"][0])


def warrant(desk: Desk, **more: Any) -> SecurityId:
    given = {"quantity": 100, "exercise_price": Decimal("2.50"), **more}
    ids = desk.do(
        "warrant.issue", "ida", issuer="harrow", holder=desk.holder("rook"),
        stock_class="Ordinary", **given,
    )  # fmt: skip
    return SecurityId(ids["security"][0])


def standing(desk: Desk) -> list[tuple[str, int]]:
    """Return who holds which amount of convertibles, in cents."""
    names = {holder: name for name, holder in desk.holders.items()}
    room = desk.books.register.convertibles
    return [
        (names[one.issued.holder], one.issued.amount.minor)
        for one in convertibles.convertibles_on(room, desk.issuer, as_of=desk.journal.now().date())
    ]


def test_a_safe_is_issued_with_its_terms(desk):
    made = safe(desk, discount=Decimal("0.2"), timing="pre_money", is_mfn=True, certificate="S-1")

    found = desk.books.register.convertibles.convertibles[made].issued

    assert found.amount == Money(5_000_000, "USD")
    terms = convertibles.mechanism_of(found)
    assert isinstance(terms, rounds.Safe)
    assert terms.cap == Money(500_000_000, "USD")
    assert (terms.discount, terms.timing, terms.mfn) == (Decimal("0.2"), "pre_money", True)
    assert found.certificate == "S-1"


def test_a_part_of_a_convertible_moves_and_both_parts_are_new(desk):
    made = safe(desk)

    desk.do("convertible.transfer", "ida", security=made, holder=desk.holder("elm"), amount=20_000)

    assert standing(desk) == [("elm", 2_000_000), ("rook", 3_000_000)]


def test_what_is_cancelled_in_part_leaves_the_rest(desk):
    made = safe(desk)

    desk.do("convertible.cancel", "ida", security=made, amount=1, reason="repaid", how="repayment")

    assert standing(desk) == [("rook", 4_999_900)]


def test_a_note_converts_with_its_interest_at_a_stated_price(desk):
    made = safe(desk, kind="note", cap=None, amount=1_000, rate=Decimal("0.1"))
    desk.do("clock.move", to=desk.world.now().replace(year=2027))

    desk.do(
        "convertible.convert", "ida", security=made, stock_class="Ordinary", price=3,
        reason="maturity",
    )  # fmt: skip

    assert standing(desk) == []
    lots = desk.lots("rook")
    assert [one.units for one in lots] == [366]
    ended = desk.books.register.convertibles.convertibles[made].ended
    assert ended is not None
    assert ended.event.interest == Money(10_000, "USD")
    assert ended.event.left_over == Money(200, "USD")
    assert lots[0].cost == Money(109_800, "USD")


def test_a_warrant_is_exercised_in_part_and_goes_on(desk):
    made = warrant(desk)

    desk.do("warrant.exercise", "ida", security=made, quantity=40)
    desk.do("warrant.transfer", "ida", security=made, holder=desk.holder("elm"), quantity=10)

    room = desk.books.register.convertibles
    left = convertibles.warrants_on(room, desk.issuer, as_of=TODAY)
    assert sorted(one.left or 0 for one in left) == [10, 50]
    assert [one.units for one in desk.lots("rook")] == [40]
    assert desk.lots("rook")[0].cost == Money(10_000, "USD")


def test_a_net_exercise_holds_back_shares_worth_the_price(desk):
    # By hand: 100 x (10.00 - 2.50) / 10.00 = 75; at 9.00 it is 72.2, rounded down.
    first, second = warrant(desk), warrant(desk)

    desk.do("warrant.exercise", "ida", security=first, how="net", value=Decimal(10))
    desk.do("warrant.exercise", "ida", security=second, how="net", value=Decimal(9))

    assert sorted(one.units for one in desk.lots("rook")) == [72, 75]
    assert all(one.cost is None for one in desk.lots("rook"))


@pytest.mark.parametrize(
    ("operation", "fields", "no"),
    [
        ("convertible.issue", {"amount": 5, "discount": Decimal(1)}, TermsUnclear),
        ("convertible.issue", {"amount": 5, "rate": Decimal(1)}, TermsUnclear),
        ("convertible.issue", {"amount": 5, "matures_on": TODAY}, TermsUnclear),
        ("convertible.issue", {"amount": 5, "kind": "note", "rate": Decimal(11)}, TermsUnclear),
        (
            "convertible.issue",
            {"amount": 5, "kind": "note", "matures_on": TODAY.replace(year=2025)},
            TermsUnclear,
        ),
        (
            "convertible.issue",
            {"amount": 5, "kind": "convertible_security"},
            TermsUnclear,
        ),
        ("convertible.issue", {"amount": 5, "certificate": "S-1"}, LabelTaken),
    ],
)
def test_terms_that_no_paper_can_mean_are_refused(desk, operation, fields, no):
    safe(desk, certificate="S-1")
    given = {"issuer": "harrow", "holder": desk.holder("rook"), "kind": "safe", **fields}

    with pytest.raises(no):
        desk.execute(operation, "ida", **given)


def test_nobody_moves_more_than_there_is(desk):
    made, right = safe(desk), warrant(desk)
    to = desk.holder("elm")

    for operation, fields, no in (
        ("convertible.cancel", {"amount": 50_001}, MoreThanOutstanding),
        (
            "convertible.transfer",
            {"amount": 50_001, "holder": to},
            MoreThanOutstanding,
        ),
    ):
        with pytest.raises(no):
            desk.execute(operation, "ida", **{"security": made, "reason": "x", **fields})
    for operation, fields in (
        ("warrant.exercise", {"quantity": 101}),
        ("warrant.cancel", {"quantity": 101, "reason": "x"}),
        ("warrant.transfer", {"quantity": 101, "holder": to}),
        ("warrant.cancel", {"quantity": 0, "reason": "x"}),
    ):
        with pytest.raises(MoreThanItIsFor):
            desk.execute(operation, "ida", **{"security": right, **fields})

    assert standing(desk) == [("rook", 5_000_000)]


def test_the_label_of_a_paper_taken_back_is_free_again_after_a_start_as_well(desk):
    back = {"reason": "a mistake", "how": "retraction"}
    # A warrant's label goes on to a convertible, and a convertible's to a warrant.
    desk.do("warrant.cancel", "ida", security=warrant(desk, certificate="P-1"), **back)
    desk.do("convertible.cancel", "ida", security=safe(desk, certificate="P-2"), **back)
    made, right = safe(desk, certificate="P-1"), warrant(desk, certificate="P-2")

    rebuilt = Books()
    rebuilt.take_up(desk.books.set_aside())
    for books in (desk.books, rebuilt):
        held = {label: one for (_, label), one in books.register.convertibles.certificates.items()}
        assert held == {"P-1": made, "P-2": right}
    with pytest.raises(LabelTaken):
        warrant(desk, certificate="P-1")


def test_what_was_accepted_is_not_retracted_and_not_accepted_again(desk):
    made, right = safe(desk), warrant(desk)
    desk.do("convertible.accept", "rook", security=made)
    desk.do("warrant.accept", "rook", security=right)

    for security, subject in ((made, "convertible"), (right, "warrant")):
        for verb, more in (("accept", {}), ("cancel", {"reason": "x", "how": "retraction"})):
            with pytest.raises(AcceptedBefore):
                desk.execute(f"{subject}.{verb}", "ida", security=security, **more)


@pytest.mark.parametrize(
    ("more", "exercise", "no"),
    [
        ({"expires_on": TODAY}, {}, WarrantExpired),
        ({}, {"how": "net"}, NotExercisable),
        ({}, {"how": "net", "value": Decimal(2)}, NotExercisable),
        ({"quantity": 1}, {"how": "net", "value": Decimal(4)}, NotExercisable),
        ({}, {"certificate": "CS-1"}, CertificateTaken),
    ],
)
def test_an_exercise_needs_its_day_and_what_a_share_is_worth(desk, more, exercise, no):
    desk.issue("ada", 1, certificate="CS-1")
    made = warrant(desk, **more)
    desk.do("clock.move", to=desk.world.now().replace(day=9))

    with pytest.raises(no):
        desk.execute("warrant.exercise", "ida", security=made, **exercise)


def test_no_more_shares_come_of_a_paper_than_are_authorised(desk):
    desk.do("stock_class.authorise", "ida", issuer="harrow", stock_class="Ordinary", quantity=1_050)
    made, right = safe(desk), warrant(desk)

    for operation, fields in (
        ("warrant.exercise", {"security": right}),
        (
            "convertible.convert",
            {"security": made, "stock_class": "Ordinary", "price": 1, "reason": "x"},
        ),
    ):
        with pytest.raises(BeyondAuthorised):
            desk.execute(operation, "ida", **fields)


def test_a_price_beyond_the_amount_makes_no_share(desk):
    made = safe(desk)

    with pytest.raises(TooFewForAShare):
        desk.execute(
            "convertible.convert", "ida", security=made, stock_class="Ordinary", price=50_001,
            reason="x",
        )  # fmt: skip


def test_only_the_issuer_changes_papers_and_what_ended_is_not_found(desk):
    made, right = safe(desk), warrant(desk)

    for operation, fields, unknown in (
        (
            "convertible.cancel",
            {"security": made, "reason": "x"},
            ConvertibleUnknown,
        ),
        ("warrant.cancel", {"security": right, "reason": "x"}, WarrantUnknown),
    ):
        with pytest.raises(NoMandate):
            desk.execute(operation, "stranger", **fields)
        desk.execute(operation, "ida", **fields)
        with pytest.raises(unknown):
            desk.execute(operation, "ida", **fields)
