"""Pay a claim: what a sale set apart goes to who claims it.

Asked by: who acts for the seller from whose proceeds it was set apart, or the operator.
Records:  ClaimPaid, CashMoved
Refuses:  EncumbranceUnknown, NotSignedIn, NoMandate, NothingClaimed, NotAnAmount, NotAName
"""

from decimal import Decimal

from laogu import ledger
from laogu.basics import LONGEST_TEXT, Money, money, name
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.people import MARKET
from laogu.register.encumbrances import Standing, claim_paid, encumbrance_of_id


class PayClaim(Request, frozen=True, kw_only=True):
    """What is held for a claim, to be paid. amount: left out: all of it."""

    encumbrance: str
    amount: Decimal | None = None
    reason: str = "paid"


def pay_claim(books: Books, request: PayClaim, asked: Asked) -> tuple[Event, ...]:
    """Return the payment, or refuse."""
    stands = encumbrance_of_id(books.register.encumbrances, request.encumbrance)
    one = stands.encumbrance
    if not asked.may("operate", MARKET):
        asked.must_act(one.holder, of=one.encumbrance)
    on = asked.today(books.register.issuers[one.issuer].zone)
    amount = amount_of(books, stands, request.amount)
    reason = name(request.reason, longest=LONGEST_TEXT)
    return (
        claim_paid(stands, amount, reason=reason, on=on),
        ledger.pay_claim(one.holder, one.favours, amount, purpose=one.encumbrance, on=on),
    )


def amount_of(books: Books, stands: Standing, given: Decimal | None) -> Money:
    """Return the amount that is asked for; where none is named, all that is held."""
    currency = books.register.classes[stands.encumbrance.stock_class].currency
    return Money(stands.open, currency) if given is None else money(given, currency)
