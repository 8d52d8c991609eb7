"""A structure under one model: from the price of a class to that of a common share, and back."""

from collections.abc import Callable, Mapping
from math import exp, log
from typing import TYPE_CHECKING, Final

from laogu.basics import StockClassId
from laogu.pricing.growing import ends, value
from laogu.pricing.many import Powers
from laogu.pricing.random_term import RandomTerm, contract
from laogu.pricing.solving import solve
from laogu.pricing.standard.structures import Capital
from laogu.pricing.structure import Structure

if TYPE_CHECKING:
    import numpy as np

DOLLARS: Final[Mapping[str, float]] = {
    "USD": 1.0, "HKD": 0.128, "CNY": 0.14, "EUR": 1.1, "GBP": 1.3, "SGD": 0.75, "JPY": 0.0067,
}  # fmt: skip
"""What a unit is worth in US dollars, roundly: only for how likely a company of a size is listed,
which grows with the logarithm. No figure is converted by it. Others count as a dollar."""

_STEPS: Final = 60


class Valued:
    """A structure under one model; what it pays is worked out once."""

    def __init__(self, capital_: Capital, model: RandomTerm) -> None:
        self.capital = capital_
        self.model = model
        self._pays: Callable[[float], np.ndarray] | None = None
        self._known: dict[tuple[StockClassId, float], float] = {}

    def common_at(self, stock_class: StockClassId, price: float) -> float:
        """Return what one common share is worth where a share of a class is worth so much."""
        if self.is_plain(stock_class):
            return price / self.capital.ratios[stock_class]
        if (stock_class, price) not in self._known:
            holding = self.capital.places[stock_class]
            shares = self.capital.structure.holdings[holding].shares
            worth = self._worth(self._equity(holding, price * shares))
            self._known[stock_class, price] = self._each(worth, self.capital.common)
        return self._known[stock_class, price]

    def classes_at(self, common: float) -> dict[StockClassId, float]:
        """Return what one share of each class is worth where a common one is worth so much."""
        if self.capital.is_alike:
            return {one: common * ratio for one, ratio in self.capital.ratios.items()}
        holding = self.capital.places[self.capital.common]
        shares = self.capital.structure.holdings[holding].shares
        worth = self._worth(self._equity(holding, common * shares))
        return {one: self._each(worth, one) for one in self.capital.places}

    def is_plain(self, stock_class: StockClassId) -> bool:
        """Return whether a class shares like common, so that nothing has to be solved for it."""
        return self.capital.structure.holdings[self.capital.places[stock_class]].price is None

    def _each(self, worth: "np.ndarray", stock_class: StockClassId) -> float:
        place = self.capital.places[stock_class]
        holding = self.capital.structure.holdings[place]
        each = float(worth[place]) / holding.shares
        # What has no claim of its own stands there in common shares.
        return each if holding.price is not None else each * self.capital.ratios[stock_class]

    def _worth(self, equity: float) -> "np.ndarray":
        if self._pays is None:
            self._pays = _pays(self.capital.structure, self.model)
        return self._pays(equity)

    def _equity(self, holding: int, worth: float) -> float:
        """Return at which equity a class is worth so much, by secants of logarithms."""
        structure = self.capital.structure
        guess = worth / structure.holdings[holding].as_converted * structure.shares
        at, target = log(guess), log(worth)
        off = log(float(self._worth(guess)[holding])) - target
        after = at - off
        for _ in range(_STEPS):
            off_after = log(float(self._worth(exp(after))[holding])) - target
            if abs(off_after) < 1e-13:
                return exp(after)
            slope = (off_after - off) / (after - at) if after != at else 0.0
            if slope <= 0:
                break
            step = -off_after / slope
            at, off = after, off_after
            after += max(-3.0, min(3.0, step))
            if after == at:
                return exp(after)
        return solve(lambda equity: float(self._worth(equity)[holding]), worth)


def _pays(structure: Structure, model: RandomTerm) -> "Callable[[float], np.ndarray]":
    """Return a function from what a company is worth to what each class is.

    What grows is summed over moments, with the digits that a mark shows and no more.
    """
    if not structure.grows:
        return Powers(contract(structure, model), model).value
    paid = ends(structure, model, is_sure=False)
    return lambda equity: value(equity, paid, model)


def model_for(currency: str, volatility: float, exits: float) -> RandomTerm:
    """Return the model of the end of a company whose structure is told in a currency."""
    assumed = RandomTerm(volatility=volatility, exits=exits)
    return assumed.in_units(DOLLARS.get(currency, 1.0))
