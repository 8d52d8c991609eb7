"""How pricing says no: a finding or no price, never a figure that means nothing."""

from laogu.basics import InvalidInput, Refusal


class NoSuchValue(Refusal):
    """No value of the company makes the class worth that much."""

    code = "pricing.no_such_value"
    what = "No value of the company makes that class worth {target}."
    why = "What a class can get has an end where it is capped, and a start where it is owed first."
    fix = "Look at the price, at what comes first, and at the cap."
    target: str


class CannotBeValued(Refusal):
    """A structure, or what is asked of it, contradicts itself or means nothing."""

    code = "pricing.cannot_be_valued"
    what = "What is asked of this structure cannot be worked out."
    why = "{reason}"
    fix = "Correct what is named, or leave it out."
    reason: object


class NotAWealth(InvalidInput):
    """What a holder is said to own cannot be risked, or cannot be counted."""

    code = "pricing.not_a_wealth"
    what = "{wealth} is no wealth in {currency} that a risk could be weighed against."
    why = "A risk is weighed by the part of what they own that is at stake; nothing has no part."
    fix = "Write what they own beside it, above zero, to {decimals} decimals; or leave it out."
    field = "wealth"
    wealth: str
    currency: str
    decimals: int
