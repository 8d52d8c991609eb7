"""Moves that are taken back leave the ledger as if they had never been."""

from datetime import UTC, date, datetime
from random import Random

import pytest

from laogu.basics import HolderId, IssuerId, Money, Undo
from laogu.ledger import (
    CashMoved,
    Ledger,
    deposit,
    deposit_for_issuer,
    escrow,
    free,
    give_back,
    held_for,
    hold,
    pay,
    pay_out,
    put_in_escrow,
    release,
)

ON = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOLDERS = [HolderId(f"holder_{name}") for name in ("ada", "ben", "elm")]
ISSUER = IssuerId("issuer_harrow")
PURPOSES = ["offer_1", "trade_1", "trade_2"]


def drawn_move(ledger: Ledger, chance: Random) -> CashMoved:
    """Return a move that the ledger allows."""
    holder, purpose = chance.choice(HOLDERS), chance.choice(PURPOSES)
    amount = Money(chance.randint(1, 500), chance.choice(["USD", "CNY"]))
    free_now = ledger.stands_at(free(holder), amount.currency)
    held_now = held_for(ledger, holder, purpose, amount.currency)
    waiting = ledger.stands_at(escrow(purpose), amount.currency)
    allowed = [
        deposit(holder, amount, reference="statement", on=ON),
        deposit_for_issuer(ISSUER, amount, reference="statement", on=ON),
    ]
    if free_now >= amount.minor:
        allowed.append(hold(ledger, holder, amount, purpose=purpose, on=ON))
        allowed.append(pay_out(ledger, holder, amount, reference="payout", on=ON))
    if held_now.minor:
        allowed.append(release(holder, held_now, purpose=purpose, on=ON))
        allowed.append(put_in_escrow(holder, held_now, purpose=purpose, on=ON))
    if waiting:
        all_of_it = Money(waiting, amount.currency)
        allowed.append(give_back(holder, all_of_it, purpose=purpose, on=ON))
        fee = Money(min(waiting - 1, 3), amount.currency)
        allowed.append(pay(holder, all_of_it, fee, purpose=purpose, on=ON))
    return chance.choice(allowed)


def seen(ledger: Ledger) -> dict[str, object]:
    """Return all that a ledger holds; an empty shelf says nothing."""
    return {
        "moves": list(ledger.moves.items()),
        "accounts": {one: dict(its) for one, its in ledger.accounts.items() if its},
        "sums": dict(ledger.sums),
        "numbers": {one: list(ledger.numbers_of(one)) for one in HOLDERS},
        "holds": {key: dict(shelf) for key, shelf in ledger.holds_of.items() if shelf},
    }


def folded(ledger: Ledger) -> Ledger:
    """Return the ledger that the moves of another come to from nothing."""
    anew = Ledger(Undo())
    for move in ledger.moves.values():
        anew.apply(move.moved, move.at)
    return anew


@pytest.mark.parametrize("seed", range(20))
def test_what_is_taken_back_was_never_there(seed):
    chance, undo = Random(seed), Undo()
    ledger = Ledger(undo)
    for _ in range(60):
        before, mark = seen(ledger), undo.mark()
        for _ in range(chance.randint(1, 6)):
            ledger.apply(drawn_move(ledger, chance), AT)
        if chance.random() < 0.5:
            undo.back_to(mark)
            assert seen(ledger) == before
        else:
            undo.forget()

    assert seen(ledger) == seen(folded(ledger))
    assert ledger.moves


def test_what_stumbles_half_way_is_taken_back_as_far_as_it_came(monkeypatch):
    undo = Undo()
    ledger = Ledger(undo)
    ledger.apply(deposit(HOLDERS[0], Money(500, "USD"), reference="statement", on=ON), AT)
    before, mark = seen(ledger), undo.mark()
    promised = hold(ledger, HOLDERS[0], Money(200, "USD"), purpose="offer_1", on=ON)

    def stumble(*_):
        raise AssertionError("half way")

    monkeypatch.setattr(ledger, "_hold", stumble)
    with pytest.raises(AssertionError):
        ledger.apply(promised, AT)
    undo.back_to(mark)

    assert seen(ledger) == before
