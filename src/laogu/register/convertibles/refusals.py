"""The ways convertibles and warrants say no."""

from datetime import date
from decimal import Decimal

from laogu.basics import InvalidInput, Money, NotFound, Price, Refusal, Said


class ConvertibleUnknown(NotFound):
    """No living convertible has that id."""

    code = "register.convertible_unknown"
    what = "There is no living convertible {given}."
    why = "It was never issued, or it has been converted, transferred or cancelled since."
    fix = "Look at the issuer's convertibles as they are today."
    field = "security"
    given: str


class WarrantUnknown(NotFound):
    """No living warrant has that id."""

    code = "register.warrant_unknown"
    what = "There is no living warrant {given}."
    why = "It was never issued, or it has been exercised, transferred or cancelled since."
    fix = "Look at the issuer's warrants as they are today."
    field = "security"
    given: str


class LabelTaken(Refusal):
    """A convertible or warrant of this issuer already has this label."""

    code = "register.label_taken"
    what = "{certificate} is already in use."
    why = "A label names one convertible or warrant of an issuer."
    fix = "Give this one another label, or leave the label out."
    field = "certificate"
    certificate: str


class MoreThanOutstanding(Refusal):
    """More of a convertible is to end or move than is outstanding."""

    code = "register.more_than_outstanding"
    what = "{asked} is more than is outstanding."
    why = "This convertible is of {outstanding}, and nobody can move more of it."
    fix = "Give {outstanding} or less."
    field = "amount"
    asked: Money
    outstanding: Money


class MoreThanItIsFor(Refusal):
    """More shares of a warrant are asked than it is for."""

    code = "register.more_than_it_is_for"
    what = "{asked} is more than this warrant is for."
    why = "It is still for {left} shares."
    fix = "Give {left} or less."
    field = "quantity"
    asked: Decimal
    left: Decimal


class WarrantExpired(Refusal):
    """A warrant is exercised after its last day."""

    code = "register.warrant_expired"
    what = "This warrant cannot be exercised on {on}."
    why = "Its last day was {expired_on}."
    fix = "Have the issuer agree to a new one."
    field = "on"
    on: date
    expired_on: date


class NotExercisable(Refusal):
    """A warrant does not say what an exercise needs."""

    code = "register.not_exercisable"
    what = "This warrant cannot be exercised so."
    why = "{reason}"
    fix = "Give what is missing, or convert it in a round by its terms."
    reason: Said


class TermsUnclear(InvalidInput):
    """Terms of a convertible contradict themselves, or are out of range."""

    code = "register.terms_unclear"
    what = "These terms cannot be kept."
    why = "{reason}"
    fix = "Correct the term that is named."
    reason: Said


class AcceptedBefore(Refusal):
    """A convertible or warrant was accepted already."""

    code = "register.accepted_before"
    what = "It was accepted on {on}."
    why = "What was accepted is not accepted again, and no longer retracted."
    fix = "Cancel it, if both sides agree."
    field = "security"
    on: date


class TooFewForAShare(Refusal):
    """An amount buys not even one share."""

    code = "register.too_few_for_a_share"
    what = "{amount} is too little to convert at {price}."
    why = "It would become less than one share."
    fix = "Repay it, or agree on a lower price."
    field = "price"
    amount: Money
    price: Price
