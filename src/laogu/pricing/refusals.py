"""How pricing says no: a finding or no price, never a figure that means nothing."""

from laogu.basics import InvalidInput, Refusal


class NoSuchValue(Refusal):
    """No value of the company makes the class worth that much."""

    code = "pricing.no_such_value"
    what = "No value of the company makes that class worth {target}."
    why = "What a class can get has an end where it is capped, and a start where it is owed first."
    fix = "Look at the price, at what comes first, and at the cap."
    target: str


class NotAStructure(InvalidInput):
    """A capital structure says something that cannot be."""

    code = "pricing.not_a_structure"
    what = "{where}: {says}"
    why = "A figure that means nothing would give a price that means nothing."
    fix = "Correct it; the reference of the file says what each field may be."
    where: str
    says: object
