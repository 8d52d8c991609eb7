"""How pricing says no: a finding or no price, never a figure that means nothing."""

from laogu.basics import Refusal


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
