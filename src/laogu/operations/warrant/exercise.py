"""Exercise a warrant, in part or whole, in cash or net; what is not exercised goes on.

Asked by: the issuer, who got the money outside this market, or agreed to hold shares back.
Records:  WarrantExercised
Refuses:  WarrantUnknown, StockClassUnknown, NotSignedIn, NoMandate, WarrantExpired,
          MoreThanItIsFor, NotExercisable, NotAQuantity, NotAFigure, NotAPrice, BetweenTicks,
          TooManyUnits, BeyondAuthorised, NotAName, CertificateTaken
"""

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from laogu.basics import Price, SecurityId, cost, name, said, units
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.round.cash import stated_price
from laogu.register import (
    IssuedStock,
    StockClassRegistered,
    check_authorised,
    check_certificate,
    class_named,
    class_of_id,
)
from laogu.register.convertibles import (
    EXACTLY,
    IssuedWarrant,
    NotExercisable,
    WarrantExercised,
    exercisable,
    warrant_to_exercise,
)


class ExerciseWarrant(Request, frozen=True, kw_only=True):
    """An exercise, today. quantity: shares; left out: all it is still for.

    how: cash, or net: shares worth the price are held back, at `value` a share.
    stock_class: where the warrant names none.
    """

    security: str
    quantity: Decimal | None = None
    how: Literal["cash", "net"] = "cash"
    value: Decimal | None = None
    stock_class: str | None = None
    certificate: str | None = None


def exercise_warrant(books: Books, request: ExerciseWarrant, asked: Asked) -> tuple[Event, ...]:
    """Return the exercise, or refuse."""
    register = books.register
    found = warrant_to_exercise(register.convertibles, request.security)
    issued = found.issued
    asked.must_issue(issued.issuer)
    today = asked.today(register.issuers[issued.issuer].zone)
    quantity = exercisable(found, request.quantity, today)
    kind = _class(books, issued, request.stock_class)
    each = issued.exercise_price
    if each is None:
        raise NotExercisable(reason=said("It states no exercise price."))
    asked_units = units(quantity, kind.decimals)
    value = None
    made, paid = asked_units, cost(each, asked_units, decimals=kind.decimals)
    if request.how == "net":
        value = _value(request, each)
        made = _net(asked_units, each, value)
    check_authorised(register, kind.stock_class, made, on=today)
    label = name(request.certificate, longest=60) if request.certificate else None
    if label is not None:
        check_certificate(register, kind.stock_class, label)
    shares = IssuedStock(
        security=SecurityId(asked.make("security")),
        issuer=issued.issuer,
        stock_class=kind.stock_class,
        holder=issued.holder,
        units=made,
        certificate=label,
        acquired_on=today,
        cost=None if request.how == "net" else paid,
    )
    left = EXACTLY.subtract(found.left or Decimal(0), quantity)
    return (
        WarrantExercised(
            effective_on=today,
            security=issued.security,
            shares=(shares,),
            quantity=quantity,
            by=request.how,
            paid=None if request.how == "net" else paid,
            value=value,
            trigger=issued.triggers[0].name if issued.triggers else None,
            left=left,
        ),
    )


def _class(books: Books, issued: IssuedWarrant, given: str | None) -> StockClassRegistered:
    if issued.into is not None:
        return class_of_id(books.register, issued.into)
    if given is None:
        raise NotExercisable(reason=said("It names no class, so the exercise has to."))
    return class_named(books.register, issued.issuer, given)


def _value(request: ExerciseWarrant, each: Price) -> Price:
    if request.value is None:
        raise NotExercisable(reason=said("A net exercise needs what a share is worth."))
    value = stated_price(request.value, each.currency)
    if value.decimal() <= each.decimal():
        raise NotExercisable(reason=said("A share is worth no more than the exercise price."))
    return value


def _net(asked_units: int, each: Price, value: Price) -> int:
    """Return the units that are not held back, rounded down: units x (value - price) / value."""
    worth, strike = Fraction(value.decimal()), Fraction(each.decimal())
    made = int(asked_units * (worth - strike) / worth)
    if not made:
        raise NotExercisable(reason=said("Nothing would be left after shares are held back."))
    return made
