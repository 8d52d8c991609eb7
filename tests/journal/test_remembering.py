"""What was worked out of the books is remembered until what it was worked out of has changed."""

from decimal import Decimal

import pytest

from laogu.journal import Remembering, remembering
from laogu.operations import mark_of
from tests.web.practice import Practice


@pytest.fixture
def practice() -> Practice:
    return Practice()


def counted(practice: Practice, of: tuple[str, ...], times: list[int]) -> int:
    """Return how often something was worked out by now."""

    def work() -> int:
        times.append(1)
        return len(times)

    return practice.running.remembered.of("it", of, work)


def test_it_is_worked_out_again_when_a_subject_of_it_changed_and_not_before(practice):
    (issuer,) = practice.running.books.register.issuers
    times: list[int] = []
    own = (f"issuer:{issuer}",)

    assert [counted(practice, own, times) for _ in range(3)] == [1, 1, 1]
    practice.do("cash.deposit", holder=practice.holders["kit"], amount=Decimal(5), currency="USD",
                reference="bank")  # fmt: skip
    assert counted(practice, own, times) == 1
    today = practice.running.journal.now().date()
    practice.do("fact.record", issuer=issuer, question="transfer", on=today, value="21.00",
                unit="USD a share", says_en="Said.", source="A paper", sure="high")  # fmt: skip
    assert [counted(practice, own, times) for _ in range(2)] == [2, 2]


def test_all_of_a_kind_is_a_subject_and_so_is_another_issuer_no_own_one(practice):
    (issuer,) = practice.running.books.register.issuers
    every: list[int] = []
    own: list[int] = []
    remembered = practice.running.remembered
    for _ in range(2):
        remembered.of("every", ("issuer:",), lambda: every.append(1))
        remembered.of("own", (f"issuer:{issuer}",), lambda: own.append(1))
        practice.do("issuer.register", slug=f"aard{len(every)}", name_en="Aardvark (example)",
                    zone="UTC", currency="USD")  # fmt: skip

    assert (len(every), len(own)) == (2, 1)


def test_what_is_further_back_than_is_known_is_worked_out_again(practice, monkeypatch):
    times: list[int] = []
    counted(practice, ("nothing",), times)
    monkeypatch.setattr("laogu.journal.changes.MOST_READ", 1)
    for _ in range(3):
        practice.do("cash.deposit", holder=practice.holders["kit"], amount=Decimal(5),
                    currency="USD", reference="bank")  # fmt: skip

    assert counted(practice, ("nothing",), times) == 2


def test_no_more_is_kept_than_the_limit(practice, monkeypatch):
    monkeypatch.setattr(remembering, "MOST_REMEMBERED", 3)
    remembered = Remembering(practice.running.journal, practice.running.changes)
    times: list[int] = []
    for key in (1, 2, 3, 4, 4, 1):
        remembered.of(key, (), lambda: times.append(1))

    assert len(times) == 5


def test_a_mark_that_is_remembered_is_the_one_that_would_be_worked_out(practice):
    (issuer,) = practice.running.books.register.issuers

    def told() -> tuple[object, object]:
        books = practice.running.books
        on = practice.running.journal.now().date()
        fresh = mark_of(books, issuer, on)
        kept = practice.running.remembered.of(
            ("mark", issuer, on), (f"issuer:{issuer}",), lambda: mark_of(books, issuer, on)
        )
        return kept, fresh

    before = told()[1]
    for act in (practice.offer, practice.accepted, practice.settled):
        act()
        kept, fresh = told()
        assert kept == fresh
    assert told()[1] != before
    practice.wait(days=40)
    kept, fresh = told()
    assert kept == fresh
