"""What a headline says of a company: all shares at the last price of a round."""

from collections.abc import Mapping

from laogu.basics import StockClassId, in_words
from laogu.pricing.standard.reading import Case, Pointed
from laogu.pricing.standard.shapes import ClassMark, Headline
from laogu.pricing.standard.structures import Capital


class Round:
    """The last round in a currency. figure: all shares at its price; None: nobody can tell.

    each: of a common share at its price; None: only the whole is told.
    """

    def __init__(self, last: Pointed, figure: float | None, each: float | None) -> None:
        self.last, self.figure, self.each = last, figure, each


def last_round(case: Case, pointed: tuple[Pointed, ...], currency: str) -> Round | None:
    """Return the last round that was told in a currency; None: there is none."""
    rounds = [one for one in pointed if one.told.is_new and one.told.currency == currency]
    if not rounds:
        return None
    last = max(rounds, key=lambda one: (one.told.on, one.told.is_after))
    same = [one for one in rounds if abs((one.told.on - last.told.on).days) <= SAME_ROUND_DAYS]
    whole = next((one.told.figure for one in reversed(same) if one.told.is_after), None)
    price = next((one for one in reversed(same) if one.told.basis == "per_share"), None)
    each = None
    today = case.today
    if price is not None:
        ratio = 1.0
        if isinstance(today, Capital) and price.stock_class is not None:
            ratio = today.ratios.get(price.stock_class, 1.0)
        since = case.split_since(price.stock_class, price.told.said_on)
        each = price.told.figure / since / ratio
        if whole is None and isinstance(today, Capital):
            whole = each * today.structure.shares
    elif whole is not None and isinstance(today, Capital) and len(today.units) > 1:
        each = whole / today.structure.shares
    return Round(last, whole, each)


SAME_ROUND_DAYS = 45
"""Days within which a price and a valuation are told of one round."""


def headlines_of(case: Case, found: Round | None) -> Mapping[StockClassId, float]:
    """Return what the last price of a round would put on each class."""
    if found is None or found.each is None or not isinstance(case.today, Capital):
        return {}
    return {one: found.each * ratio for one, ratio in case.today.ratios.items()}


def headline_of(case: Case, found: Round | None, classes: tuple[ClassMark, ...]) -> Headline | None:
    """Return the headline beside what the classes with a mark are worth."""
    if found is None or found.figure is None:
        return None
    kinds = case.books.register.classes
    worth = shares = 0.0
    ratios = case.today.ratios if isinstance(case.today, Capital) else {}
    every = 0.0
    for one in classes:
        each = float(in_words(one.units, kinds[one.stock_class].decimals))
        count = each * ratios.get(one.stock_class, 1.0)
        every += count
        if one.value is not None:
            worth += one.value * each
            shares += count
    if isinstance(case.today, Capital):
        every = case.today.structure.shares
    return Headline(
        on=found.last.told.said_on,
        figure=found.figure,
        counted=worth,
        part=shares / every if every else 0.0,
        fact=found.last.told.fact,
    )
