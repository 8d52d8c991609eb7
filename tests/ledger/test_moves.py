"""Cash moves from account to account: every currency sums to zero, nobody spends what is held."""

from datetime import UTC, date, datetime

import pytest

from laogu.basics import HolderId, IssuerId, Money, Undo
from laogu.ledger import (
    BANK,
    FEES,
    CashShort,
    Ledger,
    cash_of,
    cash_of_issuer,
    deposit,
    deposit_for_issuer,
    escrow,
    free,
    give_back,
    held,
    held_for,
    hold,
    of_issuer,
    pay,
    pay_by_issuer,
    pay_issuer,
    pay_out,
    pay_out_of_issuer,
    promised,
    put_in_escrow,
    release,
    retarget,
    statement,
)

ON = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ADA, ELM = HolderId("holder_ada"), HolderId("holder_elm")
HARROW = IssuerId("issuer_harrow")


def usd(minor: int) -> Money:
    return Money(minor, "USD")


class Drawn:
    """A ledger, and a check that it balances after every move."""

    def __init__(self) -> None:
        self.ledger = Ledger(Undo())

    def moves(self, *moved):
        for one in moved:
            self.ledger.apply(one, AT)
            assert sum(posting.minor for posting in one.postings) == 0
            assert self.ledger.sums[one.currency] == 0
            # Cash is free before it is promised, so `cash_of` finds every currency that moved.
            for currency, accounts in self.ledger.accounts.items():
                for account in accounts:
                    kind, _, whose = account.partition("/")
                    if kind == "held":
                        holder = HolderId(whose.partition("/")[0])
                        assert self.ledger.has_moved(free(holder), currency)

    def stands(self, account: str, currency: str = "USD") -> int:
        return self.ledger.stands_at(account, currency)


def with_cash(minor: int) -> Drawn:
    drawn = Drawn()
    drawn.moves(deposit(ELM, usd(minor), reference="statement 7", on=ON))
    return drawn


def test_a_deposit_comes_from_the_bank():
    drawn = with_cash(500)

    assert (drawn.stands(free(ELM)), drawn.stands(BANK)) == (500, -500)


def test_cash_goes_from_free_to_held_to_escrow_to_the_seller_less_the_fee():
    drawn = with_cash(1_000)

    drawn.moves(hold(drawn.ledger, ELM, usd(900), purpose="trade", on=ON))
    assert (drawn.stands(free(ELM)), drawn.stands(held(ELM, "trade"))) == (100, 900)
    drawn.moves(put_in_escrow(ELM, usd(900), purpose="trade", on=ON))
    assert (drawn.stands(held(ELM, "trade")), drawn.stands(escrow("trade"))) == (0, 900)
    drawn.moves(pay(ADA, usd(900), usd(5), purpose="trade", on=ON))

    assert drawn.stands(escrow("trade")) == 0
    assert (drawn.stands(free(ADA)), drawn.stands(FEES)) == (895, 5)


def test_without_a_fee_no_account_of_fees_is_touched():
    moved = pay(ADA, usd(900), usd(0), purpose="trade", on=ON)

    assert [posting.account for posting in moved.postings] == [escrow("trade"), free(ADA)]


def test_a_promise_is_let_go_moved_on_or_given_back_in_full():
    drawn = with_cash(1_000)
    drawn.moves(hold(drawn.ledger, ELM, usd(300), purpose="offer", on=ON))

    drawn.moves(retarget(ELM, usd(300), source="offer", target="trade", on=ON))
    assert drawn.stands(held(ELM, "offer")) == 0
    assert held_for(drawn.ledger, ELM, "trade", "USD") == usd(300)
    drawn.moves(release(ELM, usd(100), purpose="trade", on=ON))
    drawn.moves(put_in_escrow(ELM, usd(200), purpose="trade", on=ON))
    drawn.moves(give_back(ELM, usd(200), purpose="trade", on=ON))

    assert drawn.stands(free(ELM)) == 1_000
    assert promised(drawn.ledger, ELM, "USD") == 0


@pytest.mark.parametrize("spend", [hold, pay_out])
def test_more_than_is_free_cannot_be_spent(spend):
    drawn = with_cash(1_000)
    drawn.moves(hold(drawn.ledger, ELM, usd(600), purpose="trade", on=ON))
    named = {"purpose": "other"} if spend is hold else {"reference": "statement 8"}

    drawn.moves(spend(drawn.ledger, ELM, usd(1), **named, on=ON))
    with pytest.raises(CashShort) as no:
        spend(drawn.ledger, ELM, usd(400), **named, on=ON)

    assert no.value.facts == {"asked": usd(400), "free": usd(399), "short": usd(1)}


def test_cash_of_another_currency_does_not_count():
    drawn = with_cash(1_000)
    drawn.moves(deposit(ELM, Money(5, "CNY"), reference="statement 9", on=ON))

    with pytest.raises(CashShort) as no:
        hold(drawn.ledger, ELM, Money(6, "CNY"), purpose="trade", on=ON)

    assert no.value.free == Money(5, "CNY")
    assert [(one.free, one.held) for one in cash_of(drawn.ledger, ELM)] == [
        (Money(5, "CNY"), Money(0, "CNY")), (usd(1_000), usd(0)),
    ]  # fmt: skip


def test_a_statement_shows_every_move_of_a_holder_and_what_was_free_after_it():
    drawn = with_cash(1_000)
    drawn.moves(
        hold(drawn.ledger, ELM, usd(900), purpose="trade", on=ON),
        deposit(ADA, usd(7), reference="hers", on=ON),
        deposit(ELM, Money(50, "CNY"), reference="yuan", on=ON),
        put_in_escrow(ELM, usd(800), purpose="trade", on=ON),
        release(ELM, usd(100), purpose="trade", on=ON),
    )
    drawn.moves(pay(ADA, usd(800), usd(4), purpose="trade", on=ON))

    lines = statement(drawn.ledger, ELM)

    assert [
        (line.kind, line.currency, line.free, line.held, line.free_after) for line in lines
    ] == [
        ("deposit", "USD", 1_000, 0, 1_000),
        ("hold", "USD", -900, 900, 100),
        ("deposit", "CNY", 50, 0, 50),
        ("escrow", "USD", 0, -800, 100),
        ("release", "USD", 100, -100, 200),
    ]
    assert [(line.kind, line.free) for line in statement(drawn.ledger, ADA)] == [
        ("deposit", 7), ("settle", 796),
    ]  # fmt: skip


def test_who_never_had_cash_has_no_statement():
    assert statement(Drawn().ledger, ADA) == ()
    assert cash_of(Drawn().ledger, ADA) == ()


def test_an_issuer_is_paid_from_free_cash_and_is_paid_out_like_a_holder():
    drawn = with_cash(1_000)

    with pytest.raises(CashShort):
        pay_issuer(drawn.ledger, ELM, HARROW, usd(1_001), purpose="grant", on=ON)
    drawn.moves(pay_issuer(drawn.ledger, ELM, HARROW, usd(700), purpose="grant", on=ON))
    drawn.moves(pay_by_issuer(drawn.ledger, HARROW, ADA, usd(50), purpose="grant", on=ON))
    drawn.moves(deposit_for_issuer(HARROW, usd(10), reference="statement 8", on=ON))

    assert cash_of_issuer(drawn.ledger, HARROW) == (usd(660),)
    with pytest.raises(CashShort) as no:
        pay_out_of_issuer(drawn.ledger, HARROW, usd(661), reference="out", on=ON)
    assert no.value.short == usd(1)
    drawn.moves(pay_out_of_issuer(drawn.ledger, HARROW, usd(660), reference="out", on=ON))
    assert (drawn.stands(of_issuer(HARROW)), drawn.stands(BANK)) == (0, -350)
    assert [line.kind for line in statement(drawn.ledger, ELM)] == ["deposit", "exercise"]
