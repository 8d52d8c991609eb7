"""The ways the market says no, whatever the subject."""

from datetime import datetime

from laogu.basics import Bilingual, Conflict, InvalidInput, Refusal


class OnlyInPractice(Refusal):
    """A real market was asked to do what only a practice market may."""

    code = "market.only_in_practice"
    what = "Nobody moves the clock of a real market."
    why = "This market's first entry says that it is real; deadlines run by the world's time."
    fix = "Start a practice market: ./run serve --practice"


class ClockBackwards(Refusal):
    """The practice clock was to go back, or too far ahead."""

    code = "market.clock_backwards"
    what = "The clock cannot be moved to {to}."
    why = "It stands at {now} and goes only forward, at most ten years at once."
    fix = "Choose a later moment, at most ten years ahead."
    field = "to"
    to: datetime
    now: datetime


class AlreadyOpened(Conflict):
    """A market that has begun was to begin again."""

    code = "market.already_opened"
    what = "This market has begun already."
    why = "Its first entry says what it is: {kind}; practice and real are never one market."
    fix = "Use another database for another market."
    kind: str


class WrongCurrency(InvalidInput):
    """A price or an amount is in another currency than the class is priced in."""

    code = "market.wrong_currency"
    what = "{given} is not the currency of this stock class."
    why = "{stock_class} is priced and paid in {currency}."
    fix = "Give the price in {currency}."
    field = "currency"
    given: str
    stock_class: Bilingual
    currency: str
