"""Exercise a grant: options become shares, and their price is paid in cash or with some of them.

Asked by: the holder, who pays from its cash here; the issuer, for what was paid to it outside this
          market, or where shares are held back for the price.
Records:  GrantExercised, CashMoved
Refuses:  GrantUnknown, GrantOver, NotSignedIn, NoMandate, NotAQuantity, NotAPrice, BetweenTicks,
          NotAName, TooLarge, PaidInOneWay, WhoPays, NotExercisable, OverSince, NotAccepted,
          NotVestedYet, PriceNotKnown, ValuesDiffer, NothingLeftOfIt, BeyondAuthorised,
          TooManyUnits, CertificateTaken, CashShort
"""

from decimal import Decimal
from typing import Literal

from laogu.basics import SecurityId, name, said
from laogu.ledger import pay_by_issuer, pay_issuer
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.grant.exercising import Exercising, asked_for, held_back, shares_of
from laogu.operations.grant.price import exercise_price
from laogu.register import IssuedStock
from laogu.register.options import PaidInOneWay, WhoPays
from laogu.register.plans import GrantExercised, IssuedGrant, living_grant


class ExerciseGrant(Request, frozen=True, kw_only=True):
    """Options to take up.

    paid: here, from the holder's cash; outside, with the reference of the payment; or net: shares
    are held back for the price. fair_value: of one share then. source: who says so, of which day.
    rest: what the shares held back are worth above the price: lost, or paid out to the holder from
    the issuer's cash here.
    """

    security: str
    quantity: Decimal
    paid: Literal["here", "outside", "net"] = "here"
    reference: str | None = None
    fair_value: Decimal | None = None
    source: str | None = None
    rest: Literal["lost", "paid_out"] = "lost"
    certificate: str | None = None


def exercise_grant(books: Books, request: ExerciseGrant, asked: Asked) -> tuple[Event, ...]:
    """Return the shares and what is paid for them, or refuse."""
    grant = living_grant(books.register.plans, request.security)
    _check_who(request, asked, grant.granted)
    _check_way(request)
    found = asked_for(books, grant, request.quantity, at=asked.at)
    if request.paid == "net":
        return _net(books, request, asked, found)
    return _in_cash(books, request, asked, found)


def _check_who(request: ExerciseGrant, asked: Asked, granted: IssuedGrant) -> None:
    """Refuse the side that asks for the other's way of paying, and whoever is on neither."""
    is_holders = request.paid == "here"
    acts, issues = asked.may("act", granted.holder), asked.may("issue", granted.issuer)
    if is_holders and issues and not acts:
        raise WhoPays(reason=said("Only the holder may spend its own cash."))
    if not is_holders and acts and not issues:
        raise WhoPays(
            reason=said("Only the issuer says that it was paid, or at which value it holds back.")
        )
    if is_holders:
        asked.must_act(granted.holder, of=granted.security)
    else:
        asked.must_issue(granted.issuer)


def _check_way(request: ExerciseGrant) -> None:
    """Refuse what belongs to another way of paying than the one asked for."""
    given = (request.reference, request.fair_value, request.source)
    wanted = {
        "here": (False, False, False),
        "outside": (True, False, False),
        "net": (False, True, True),
    }[request.paid]
    if tuple(one is not None for one in given) == wanted:
        return
    reasons = {
        "here": said("What is paid here has neither a reference nor a fair value."),
        "outside": said("What was paid outside has the reference of the payment, and no more."),
        "net": said("A net exercise has a fair value and its source, and nothing is paid outside."),
    }
    raise PaidInOneWay(reason=reasons[request.paid])


def _in_cash(
    books: Books, request: ExerciseGrant, asked: Asked, found: Exercising
) -> tuple[Event, ...]:
    granted, due = found.grant.granted, found.due
    exercised = GrantExercised(
        effective_on=found.on,
        security=granted.security,
        units=found.units,
        by="cash",
        shares=_shares(books, request, asked, found, delivered=found.units),
        paid=due,
        left=found.grant.left - found.units,
        reference=name(request.reference, longest=140) if request.reference is not None else "",
    )
    if request.paid == "outside" or not due.minor:
        return (exercised,)
    paid = pay_issuer(
        books.ledger, granted.holder, granted.issuer, due, purpose=granted.security, on=found.on
    )
    return exercised, paid


def _net(
    books: Books, request: ExerciseGrant, asked: Asked, found: Exercising
) -> tuple[Event, ...]:
    granted = found.grant.granted
    assert request.fair_value is not None, "a net exercise has a fair value"
    value = exercise_price(request.fair_value, books.register.classes[granted.stock_class])
    net = held_back(found, value)
    is_paid = request.rest == "paid_out" and net.rest.minor > 0
    exercised = GrantExercised(
        effective_on=found.on,
        security=granted.security,
        units=found.units,
        by="net",
        shares=_shares(books, request, asked, found, delivered=net.delivered),
        withheld=net.withheld,
        left=found.grant.left - found.units,
        fair_value=value,
        source=name(request.source or "", longest=300),
        rest=net.rest if is_paid else None,
    )
    if not is_paid:
        return (exercised,)
    paid = pay_by_issuer(
        books.ledger, granted.issuer, granted.holder, net.rest, purpose=granted.security,
        on=found.on,
    )  # fmt: skip
    return exercised, paid


def _shares(
    books: Books, request: ExerciseGrant, asked: Asked, found: Exercising, *, delivered: int
) -> tuple[IssuedStock, ...]:
    return shares_of(
        books,
        found,
        delivered=delivered,
        certificate=request.certificate,
        make_id=lambda: SecurityId(asked.make("security")),
    )
