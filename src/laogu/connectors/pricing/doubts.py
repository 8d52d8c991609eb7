"""What can be worked out in a structure, and is to be looked at again before it is believed."""

from collections.abc import Iterator

from laogu import pricing
from laogu.basics import Finding, Remark
from laogu.connectors.pricing.structures import Asked, ClassGiven
from laogu.connectors.pricing.structures import AtLeastZero as Amount
from laogu.connectors.pricing.told import figure


def doubts(asked: Asked, found: pricing.Answer) -> Iterator[Finding]:
    """Yield what of a file is odd, each with its place."""
    first = sum(_first(one) for one in asked.classes)
    if found.headline is not None and first > found.headline:
        facts = {"first": figure(first, 6), "headline": figure(found.headline, 6)}
        yield ABOVE_HEADLINE.at("/classes", **facts)
    for at, one in enumerate(asked.classes):
        where, name = f"/classes/{at}", one.stock_class
        if one.participation == "capped" and one.cap is not None and one.cap < _first(one):
            yield CAP_BELOW.at(f"{where}/cap", name=name)
        if one.price and one.converts_at and one.converts_at > one.price:
            yield CONVERTS_ABOVE.at(f"{where}/converts_at", name=name)
        if one.converts_into is not None:
            facts = {"name": name, "into": one.converts_into}
            yield CONVERTS_INTO.at(f"{where}/converts_into", **facts)
        is_other = one.strike is not None or one.note is not None or one.carve_out is not None
        rights = one.redemption is not None or one.automatic is not None or one.averaged
        if is_other and (rights or one.dividend_rate or one.dividends or one.ratchet):
            yield NO_SHARE.at(where, name=name)
    volatility = found.assumptions.get("volatility")
    if volatility is not None and not 5 * volatility >= 1:
        yield QUIET.at("/term/volatility", given=figure(volatility))
    if volatility is not None and volatility > 2:
        yield WILD.at("/term/volatility", given=figure(volatility))


def _first(one: ClassGiven) -> Amount:
    """Return what comes first to a class, before anything has grown."""
    if one.preference is not None:
        return one.preference
    return (one.price or 0) * one.multiple * one.shares


ABOVE_HEADLINE = Remark(
    severity="warning",
    code="pricing.first_above_headline",
    what="What comes first, {first}, is more than the headline of {headline}.",
    why="All shares at the last price would not pay what the first of them are owed.",
    fix="Look at the multiples, at the shares, and at the price of the last class.",
)
CAP_BELOW = Remark(
    severity="warning",
    code="pricing.cap_below_claim",
    what="{name} has a cap below what comes first to it.",
    why="It is counted with what comes first as its cap, and so does not participate.",
    fix="Write the cap of all its shares together, with what comes first in it.",
)
CONVERTS_ABOVE = Remark(
    severity="warning",
    code="pricing.converts_above_price",
    what="{name} converts at more than it was issued for.",
    why="It is counted as one common share each: a conversion gives no fewer.",
    fix="Write the conversion price after splits, as the issue price is.",
)
CONVERTS_INTO = Remark(
    severity="note",
    code="pricing.converts_by_steps",
    what="{name} converts into {into}, and is counted as common shares by both steps.",
    why="What it could get as {into} before that is left out.",
    fix="Compare what both get in a sale, where it matters.",
)
NO_SHARE = Remark(
    severity="warning",
    code="pricing.right_of_no_share",
    what="{name} is no share, and has rights of one.",
    why="An option, a loan or a part of a sale is counted by its own terms only.",
    fix="Leave the other rights out.",
)
QUIET = Remark(
    severity="warning",
    code="pricing.volatility_low",
    what="A volatility of {given} a year is that of a quiet listed share.",
    why="Young companies are three to five times as uncertain, and options hang on it.",
    fix="Write it as a part of one: 0.9 is 90 % a year.",
)
WILD = Remark(
    severity="warning",
    code="pricing.volatility_high",
    what="A volatility of {given} a year is more than was found of any group of companies.",
    why="What is worked out from it is the formula's, and not a company's.",
    fix="Write it as a part of one: 0.9 is 90 % a year.",
)
