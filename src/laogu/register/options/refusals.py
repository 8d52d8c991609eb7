"""The ways an exercise, a delivery or a leaving is refused."""

from datetime import date
from decimal import Decimal

from laogu.basics import Conflict, InvalidInput, Price, Refusal, Said


class NotExercisable(Refusal):
    """A grant is of a kind that is not exercised, or not here."""

    code = "options.not_exercisable"
    what = "This grant is not exercised."
    why = "{reason}"
    fix = "Ask for what its kind allows: units are delivered, options exercised."
    field = "security"
    reason: Said


class NotDelivered(Refusal):
    """A delivery was asked for of a grant that is exercised."""

    code = "options.not_delivered"
    what = "Nothing is delivered under this grant."
    why = "Only restricted stock units are delivered; an option is exercised at its price."
    fix = "Exercise it."
    field = "security"


class NotVestedYet(Refusal):
    """More was asked for than is vested and not yet used."""

    code = "options.not_vested_yet"
    what = "{asked} is more than may be had today."
    why = "Vested and not yet used: {vested}. What vests next: {following}."
    fix = "Ask for no more than that, or wait."
    field = "quantity"
    asked: Decimal
    vested: Decimal
    following: Said


class OverSince(Refusal):
    """The last day to exercise a grant has passed, or all of it is used."""

    code = "options.over_since"
    what = "This grant is over."
    why = "{reason}"
    fix = "Nothing brings it back; the issuer may make a new grant."
    field = "security"
    reason: Said


class NotAccepted(Refusal):
    """The plan asks that a grant be accepted first."""

    code = "options.not_accepted"
    what = "This grant has not been accepted."
    why = "Its plan asks the holder to accept a grant before anything comes of it."
    fix = "Accept the grant first."
    field = "security"


class PriceNotKnown(Refusal):
    """Nobody told at which price a grant is exercised."""

    code = "options.price_not_known"
    what = "What this exercise costs is not known."
    why = "The grant came without its exercise price, and unknown is not nothing."
    fix = "Set its price first, from the grant's own document."
    field = "security"


class PaidInOneWay(InvalidInput):
    """A way of paying came with what belongs to another."""

    code = "options.paid_in_one_way"
    what = "It is not clear how this exercise is paid."
    why = "{reason}"
    fix = "Pay here, or give the reference of a payment outside, or a fair value with its source."
    reason: Said


class WhoPays(Refusal):
    """Somebody asks for a way of paying that is the other side's to ask for."""

    code = "options.who_pays"
    what = "This way of paying is not yours to ask for."
    why = "{reason}"
    fix = "Let the other side ask for it."
    reason: Said


class ValuesDiffer(Refusal):
    """Price and fair value are not in one currency."""

    code = "options.values_differ"
    what = "{fair_value} cannot be held against {price}."
    why = "They are in two currencies, and nothing is converted here."
    fix = "State the fair value in the currency of the exercise price."
    field = "fair_value"
    price: Price
    fair_value: Price


class NothingLeftOfIt(Refusal):
    """A net exercise would leave no share."""

    code = "options.nothing_left_of_it"
    what = "Nothing would be left of this exercise."
    why = "At {fair_value} a share all of them are needed for the price of {price} each."
    fix = "Exercise in cash, or not at all."
    field = "fair_value"
    price: Price
    fair_value: Price


class WithheldTooMany(Refusal):
    """More was to be held back than is delivered."""

    code = "options.withheld_too_many"
    what = "{withheld} of {units} cannot be held back."
    why = "At least one share is delivered, or it is no delivery."
    fix = "Withhold fewer, or cancel the units."
    field = "withheld"
    withheld: Decimal
    units: Decimal


class NotARate(InvalidInput):
    """A rate of tax is not between 0 and 100, or came beside a number."""

    code = "options.not_a_rate"
    what = "What is withheld for tax is not clear."
    why = "A rate is a percentage from 0 to below 100, or a number of units is given instead."
    fix = "Give one of them, or none."
    field = "rate"


class LeftAlready(Conflict):
    """A holder's service has ended already."""

    code = "options.left_already"
    what = "The last day of service was {on}."
    why = "Who has left cannot leave again before a new grant or a new beginning is recorded."
    fix = "Record the new beginning first, or correct nothing."
    field = "on"
    on: date


class WindowIsOver(Refusal):
    """A last day so long ago that a window of the leaver would have ended unseen."""

    code = "options.window_is_over"
    what = "{on} is too long ago."
    why = "A window of this leaver would have ended on {ended_on}, before anybody could use it."
    fix = "Agree on a later last day with the leaver, or bring in the history as it was kept."
    field = "on"
    on: date
    ended_on: date
