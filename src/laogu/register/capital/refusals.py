"""The ways the register says no to a change of capital."""

from datetime import date
from decimal import Decimal

from laogu.basics import Bilingual, Conflict, InvalidInput, Money, Refusal, Said


class NotARatio(InvalidInput):
    """A ratio is not above zero, not finite, or absurd."""

    code = "register.not_a_ratio"
    what = "{new} for {old} is not a ratio."
    why = "Both sides are above zero, at most {largest}, with at most {decimals} decimals."
    fix = "Write 2 for 1 where of every share there are two."
    field = "new"
    new: str
    old: str
    largest: int
    decimals: int


class NotARight(InvalidInput):
    """A figure of the rights of a class cannot be what it says."""

    code = "register.not_a_right"
    what = "{given} cannot be the {right} of a class."
    why = "Votes, seniority and multiples are from 0 up, a rate is 1 at most; 10 decimals at most."
    fix = "Write a plain figure, such as 1 or 1.5; 8 % is 0.08."
    given: str
    right: str


class RightIncomplete(InvalidInput):
    """A right was stated in part, and nothing is known of the rest."""

    code = "register.right_incomplete"
    what = "The {right} of a class cannot be told: {missing}."
    why = "What grows is told by how it grows and at which rate; nothing is guessed in its place."
    fix = "State both: simple or compound, and the rate of a year; none ends the right."
    right: str
    missing: Said


class ConvertsIntoItself(InvalidInput):
    """A class was to convert into itself."""

    code = "register.converts_into_itself"
    what = "{stock_class} cannot convert into itself."
    why = "A conversion ends shares of one class and makes shares of another."
    fix = "Name the other class."
    field = "into"
    stock_class: Bilingual


class NoConversionRight(Refusal):
    """The class does not convert into that class."""

    code = "register.no_conversion_right"
    what = "There is no conversion of {stock_class} into {into}."
    why = "No right to convert is on the register for these two classes on this day."
    fix = "Describe the class with its right to convert first, from its articles."
    field = "into"
    stock_class: Bilingual
    into: Bilingual | Said


class NotADownRound(Refusal):
    """A ratio was to follow cheaper shares, and does not."""

    code = "register.not_a_down_round"
    what = "This ratio does not follow from these shares."
    why = "{why_not}"
    fix = "State the ratio itself, or describe the protection of the class from its articles first."
    field = "sold_price"
    why_not: Said


class BeyondAuthorised(Refusal):
    """More shares than may be issued."""

    code = "register.beyond_authorised"
    what = "{asked} more cannot be issued."
    why = "{issued} are issued, and the articles authorise {authorised}."
    fix = "Have more authorised first, and record that with stock_class.authorise."
    field = "quantity"
    asked: Decimal
    issued: Decimal
    authorised: Decimal


class BelowIssued(Refusal):
    """Fewer shares were to be authorised than are issued."""

    code = "register.below_issued"
    what = "{authorised} cannot be all that is authorised."
    why = "{issued} are issued already."
    fix = "Authorise at least as many, or cancel shares first."
    field = "quantity"
    authorised: Decimal
    issued: Decimal


class AlreadyAccepted(Conflict):
    """The holder took the security before."""

    code = "register.already_accepted"
    what = "The holder took this security on {on}."
    why = "It is taken once, and what was taken is no longer retracted."
    fix = "Cancel it, or buy it back, if it is to end."
    field = "security"
    on: date


class NotAsIssued(Refusal):
    """A security was to be retracted that came of another one."""

    code = "register.not_as_issued"
    what = "This security cannot be retracted."
    why = "It came of another security; only what was issued can be taken back as never issued."
    fix = "Cancel it, or buy it back, if it is to end."
    field = "security"


class LotsDiffer(Refusal):
    """Securities that are not alike were to become one."""

    code = "register.lots_differ"
    what = "These securities cannot become one."
    why = "They differ in: {differ}. One security would have to forget it."
    fix = "Put together securities of one holder, one class, one day and the same restrictions."
    field = "securities"
    differ: tuple[Said, ...]


class PartsDoNotSum(Refusal):
    """What a security is to be divided into is not what it holds."""

    code = "register.parts_do_not_sum"
    what = "These parts come to {parts}."
    why = "The security holds {held}, and a new certificate neither makes shares nor loses them."
    fix = "Name parts that sum to {held}."
    field = "parts"
    parts: Decimal
    held: Decimal


class NotSubscribed(Refusal):
    """Nothing is known of what was subscribed for a security."""

    code = "register.not_subscribed"
    what = "Nothing is to be paid in on this security."
    why = "What was subscribed for it, and when it is due, is not on the register."
    fix = "Look at the table of contributions for the securities on which something is owed."
    field = "security"


class PaidTooMuch(Refusal):
    """More was to be paid in than is owed."""

    code = "register.paid_too_much"
    what = "{asked} is more than is owed."
    why = "{owed} of this contribution is not paid in yet."
    fix = "Record at most {owed}; what is paid beyond it is a reserve of the company."
    field = "quantity"
    asked: Decimal
    owed: Decimal


class DueTooLate(Refusal):
    """A contribution was to be due later than the law lets it be."""

    code = "register.due_too_late"
    what = "A contribution cannot be due on {due_on}."
    why = "PRC Company Law, art. 47, and State Council order 784, art. 2, give until {latest}."
    fix = "Use {latest} or an earlier day, as the articles have it."
    field = "due_on"
    due_on: date
    latest: date


class NotYetForfeit(Refusal):
    """A stake was to be forfeited too early."""

    code = "register.not_yet_forfeit"
    what = "This stake cannot be forfeited on {on}."
    why = "PRC Company Law, art. 52: a call in writing gives {days} days at least: until {until}."
    fix = "Wait until the grace has passed, and send the notice then."
    field = "sent_on"
    on: date
    days: int
    until: date


class CapitalUnpaid(Refusal):
    """A form was to change, or a stake to convert, before its contributions are paid in."""

    code = "register.capital_unpaid"
    what = "{owed} of the contributions is not paid in."
    why = (
        "What is owed stays owed, and shares of a joint stock company are paid in full: PRC "
        "Company Law, arts. 98 and 108."
    )
    fix = "Record what was paid in, or cancel what will not be, first."
    owed: Decimal


class FormIsTheSame(Refusal):
    """A company was to change into the form it has."""

    code = "register.form_is_the_same"
    what = "{issuer} is a {form} already."
    why = "A change of form makes another kind of company of it."
    fix = "Look at the company's page for its form."
    field = "form"
    issuer: Bilingual
    form: str


class SharesAboveNetWorth(Refusal):
    """More share capital was to be made than the company has net worth."""

    code = "register.shares_above_net_worth"
    what = "Shares of {capital} in all cannot be made."
    why = "PRC Company Law, art. 108: at most the net worth, which was {net_worth}."
    fix = "Lower the number of shares; what is above it becomes a reserve."
    field = "quantity"
    capital: Money
    net_worth: Money
