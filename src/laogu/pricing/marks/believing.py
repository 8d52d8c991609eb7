"""What is believed of a value on a day: it lives on as filtered, or it has failed unheard.

A company that is silent for long may be gone, and then its value is not a little less but most of
it: two branches, and the band is read off both. What fails is bounded by what became of companies
that venture funds paid for: 23 % were wound up, 43 % were never heard of again.
"""

from math import exp, pi, sqrt
from statistics import NormalDist

from msgspec import Struct

from laogu.pricing.marks.filtering import State, years
from laogu.pricing.marks.parameters import Parameters
from laogu.pricing.marks.student import normal_below, reached


class Belief(Struct, frozen=True, kw_only=True):
    """A logarithm: normal about `mean` if it lives, normal about `lost` if it has failed.

    failed: how likely that is.
    """

    mean: float
    spread: float
    failed: float = 0.0
    lost: float = 0.0
    lost_spread: float = 1.0

    @property
    def value(self) -> float:
        """What it is worth: both branches at their middle, each by how likely it is."""
        return (1 - self.failed) * exp(self.mean) + self.failed * exp(self.lost)

    def likelihood(self, at: float) -> float:
        """Return how likely a logarithm of at most this is."""
        alive = normal_below((at - self.mean) / self.spread)
        if not self.failed:
            return alive
        return (1 - self.failed) * alive + self.failed * normal_below(
            (at - self.lost) / self.lost_spread
        )

    def quantile(self, likely: float) -> float:
        """Return the logarithm below which the value lies so likely.

        Of two branches it lies between those of each.
        """
        normal = NormalDist().inv_cdf(likely)
        at = self.mean + self.spread * normal
        if not self.failed:
            return at
        low, high = sorted((at, self.lost + self.lost_spread * normal))
        return reached(likely, self.likelihood, self._density, low=low, high=high, start=at)

    def _density(self, at: float) -> float:
        """Return by how much the likelihood grows there."""
        alive = exp(-(((at - self.mean) / self.spread) ** 2) / 2) / self.spread
        gone = exp(-(((at - self.lost) / self.lost_spread) ** 2) / 2) / self.lost_spread
        return ((1 - self.failed) * alive + self.failed * gone) / sqrt(2 * pi)

    def band(self, low: float, high: float) -> tuple[float, float]:
        """Return two quantiles of the value itself, in its currency."""
        return exp(self.quantile(low)), exp(self.quantile(high))


def believed(last: State, today: State, parameters: Parameters) -> Belief:
    """Return what is believed on a day of what was last known, rolled to that day."""
    failed = failing(last, today, parameters)
    return Belief(
        mean=today.mean,
        spread=sqrt(today.variance),
        failed=failed,
        lost=last.mean - parameters.lost,
        lost_spread=sqrt(parameters.lost_spread**2 + last.variance),
    )


def failing(last: State, today: State, parameters: Parameters) -> float:
    """Return how likely a private company has failed without anybody telling."""
    if last.stage != "private":
        return 0.0
    quiet = max(years(last.on, today.on) - parameters.patience, 0.0)
    return parameters.most_failed * (1 - exp(-parameters.failing * quiet / parameters.most_failed))
