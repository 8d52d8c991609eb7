"""What the ledger allows: double entry, and nobody spends what is not free."""

from collections.abc import Sequence
from datetime import date

from laogu.basics import HolderId, IssuerId, Money
from laogu.ledger.events import (
    BANK,
    FEES,
    CashMoved,
    MoveKind,
    Posting,
    escrow,
    free,
    held,
    of_issuer,
)
from laogu.ledger.refusals import CashShort
from laogu.ledger.state import Ledger


def deposit(holder: HolderId, amount: Money, *, reference: str, on: date) -> CashMoved:
    """Return the arrival of cash from the bank."""
    return _move("deposit", amount, BANK, free(holder), purpose=reference, on=on)


def pay_out(
    ledger: Ledger, holder: HolderId, amount: Money, *, reference: str, on: date
) -> CashMoved:
    """Return the departure of free cash to the bank."""
    check_free(ledger, holder, amount)
    return _move("payout", amount, free(holder), BANK, purpose=reference, on=on)


def hold(ledger: Ledger, holder: HolderId, amount: Money, *, purpose: str, on: date) -> CashMoved:
    """Return the promise of free cash to one offer or trade."""
    check_free(ledger, holder, amount)
    return _move("hold", amount, free(holder), held(holder, purpose), purpose=purpose, on=on)


def release(holder: HolderId, amount: Money, *, purpose: str, on: date) -> CashMoved:
    """Return the letting go of promised cash."""
    return _move("release", amount, held(holder, purpose), free(holder), purpose=purpose, on=on)


def retarget(holder: HolderId, amount: Money, *, source: str, target: str, on: date) -> CashMoved:
    """Return promised cash moved from one purpose to another: from a counter-offer to its trade."""
    return _move("hold", amount, held(holder, source), held(holder, target), purpose=target, on=on)


def put_in_escrow(holder: HolderId, amount: Money, *, purpose: str, on: date) -> CashMoved:
    """Return promised cash put where only the settlement of the trade can take it."""
    return _move("escrow", amount, held(holder, purpose), escrow(purpose), purpose=purpose, on=on)


def give_back(holder: HolderId, amount: Money, *, purpose: str, on: date) -> CashMoved:
    """Return cash in escrow given back to whom it came from."""
    return _move("release", amount, escrow(purpose), free(holder), purpose=purpose, on=on)


def pay(
    seller: HolderId,
    price: Money,
    fee: Money,
    *,
    purpose: str,
    on: date,
    apart: Sequence[tuple[str, Money]] = (),
) -> CashMoved:
    """Return the cash leg of a settlement: escrow to the seller, less the fee.

    apart: what of it is held for claims, each in an account of its own, by the id of the claim.
    """
    postings = [Posting(escrow(purpose), -price.minor), *_shared(seller, price - fee, apart)]
    if fee.minor:
        postings.append(Posting(FEES, fee.minor))
    return CashMoved(
        effective_on=on,
        kind="settle",
        currency=price.currency,
        postings=tuple(postings),
        purpose=purpose,
    )


def buy_back(
    ledger: Ledger,
    issuer: IssuerId,
    holder: HolderId,
    amount: Money,
    *,
    purpose: str,
    on: date,
    apart: Sequence[tuple[str, Money]] = (),
) -> CashMoved:
    """Return cash of the issuer that a holder gets for shares it gives back.

    apart: what of it is held for claims, as at a settlement.
    """
    _check(ledger.stands_at(of_issuer(issuer), amount.currency), amount)
    paid = Posting(of_issuer(issuer), -amount.minor)
    return CashMoved(
        effective_on=on,
        kind="payment",
        currency=amount.currency,
        postings=(paid, *_shared(holder, amount, apart)),
        purpose=purpose,
    )


def deposit_for_issuer(issuer: IssuerId, amount: Money, *, reference: str, on: date) -> CashMoved:
    """Return the arrival of an issuer's own cash from the bank."""
    return _move("deposit", amount, BANK, of_issuer(issuer), purpose=reference, on=on)


def pay_out_of_issuer(
    ledger: Ledger, issuer: IssuerId, amount: Money, *, reference: str, on: date
) -> CashMoved:
    """Return the departure of an issuer's cash to its bank."""
    _check(ledger.stands_at(of_issuer(issuer), amount.currency), amount)
    return _move("payout", amount, of_issuer(issuer), BANK, purpose=reference, on=on)


def pay_issuer(
    ledger: Ledger,
    holder: HolderId,
    issuer: IssuerId,
    amount: Money,
    *,
    purpose: str,
    on: date,
) -> CashMoved:
    """Return the payment of an exercise price: free cash of the holder to the issuer."""
    check_free(ledger, holder, amount)
    return _move("exercise", amount, free(holder), of_issuer(issuer), purpose=purpose, on=on)


def pay_by_issuer(
    ledger: Ledger,
    issuer: IssuerId,
    holder: HolderId,
    amount: Money,
    *,
    purpose: str,
    on: date,
) -> CashMoved:
    """Return cash of the issuer that a holder gets in place of a part of a share."""
    _check(ledger.stands_at(of_issuer(issuer), amount.currency), amount)
    return _move("exercise", amount, of_issuer(issuer), free(holder), purpose=purpose, on=on)


def pay_claim(
    seller: HolderId, claimant: HolderId | None, amount: Money, *, purpose: str, on: date
) -> CashMoved:
    """Return what was held for a claim paid to who claims it; None: to a bank outside."""
    target = BANK if claimant is None else free(claimant)
    return _move("claim", amount, held(seller, purpose), target, purpose=purpose, on=on)


def check_free(ledger: Ledger, holder: HolderId, amount: Money) -> None:
    """Refuse an amount that the holder has not free."""
    _check(ledger.stands_at(free(holder), amount.currency), amount)


def _shared(
    holder: HolderId, amount: Money, apart: Sequence[tuple[str, Money]]
) -> tuple[Posting, ...]:
    """Return what a holder gets of an amount, and what of it is held for each claim."""
    left = amount
    for _, claimed in apart:
        left = left - claimed
    set_apart = [Posting(held(holder, claim), claimed.minor) for claim, claimed in apart]
    return Posting(free(holder), left.minor), *set_apart


def _check(available: int, amount: Money) -> None:
    if available < amount.minor:
        raise CashShort(
            asked=amount,
            free=Money(available, amount.currency),
            short=Money(amount.minor - available, amount.currency),
        )


def _move(
    kind: MoveKind, amount: Money, source: str, target: str, *, purpose: str, on: date
) -> CashMoved:
    """Return what takes an amount out of one account and puts it into another."""
    minor = amount.minor
    return CashMoved(
        effective_on=on,
        kind=kind,
        currency=amount.currency,
        postings=(Posting(source, -minor), Posting(target, minor)),
        purpose=purpose,
    )
