"""What the next arm's-length figure will be: a distribution with a longer side and heavy tails.

It is not what the share is worth: the next price comes with its own noise, and it comes from those
who are still there. A company that is silent may have failed, which is a branch of its own.
"""

from collections.abc import Sequence
from datetime import date
from math import exp, pi, sqrt
from typing import TYPE_CHECKING

from msgspec import Struct

from laogu.pricing.marks.believing import failing
from laogu.pricing.marks.filtering import State, jump, premium, rolled, years
from laogu.pricing.marks.parameters import Parameters
from laogu.pricing.marks.student import normal_below, reached, t_below, t_density
from laogu.pricing.marks.surroundings import NOTHING, Surroundings

if TYPE_CHECKING:
    import numpy as np


class Forecast(Struct, frozen=True, kw_only=True):
    """A distribution of a logarithm: two halves of Student's t about a mode, and a branch below.

    below, above: scales of the halves. tails: degrees of freedom. failed: the weight of the branch,
    normal about `lost` with `lost_spread`.
    """

    mode: float
    below: float
    above: float
    tails: float
    failed: float = 0.0
    lost: float = 0.0
    lost_spread: float = 1.0

    def density(self, at: float) -> float:
        """Return the density at a logarithm."""
        scale = self.below if at < self.mode else self.above
        alive = 2 / (self.below + self.above) * t_density((at - self.mode) / scale, self.tails)
        if not self.failed:
            return alive
        off = (at - self.lost) / self.lost_spread
        gone = exp(-(off**2) / 2) / (self.lost_spread * sqrt(2 * pi))
        return (1 - self.failed) * alive + self.failed * gone

    def likelihood(self, at: float) -> float:
        """Return how likely a logarithm of at most this is."""
        whole = self.below + self.above
        if at < self.mode:
            alive = 2 * self.below / whole * t_below((at - self.mode) / self.below, self.tails)
        else:
            upper = 2 * t_below((at - self.mode) / self.above, self.tails) - 1
            alive = (self.below + self.above * upper) / whole
        gone = normal_below((at - self.lost) / self.lost_spread) if self.failed else 0.0
        return (1 - self.failed) * alive + self.failed * gone

    def quantile(self, likely: float) -> float:
        """Return the logarithm below which the next one falls so likely."""
        reach = 60 * max(self.below, self.above, self.lost_spread)
        low, high = min(self.mode, self.lost) - reach, max(self.mode, self.lost) + reach
        while self.likelihood(low) > likely:  # Tails below two reach farther than that.
            low -= (reach := 2 * reach)
        while self.likelihood(high) < likely:
            high += (reach := 2 * reach)
        return reached(likely, self.likelihood, self.density, low=low, high=high, start=self.mode)

    def quantiles(self, likely: Sequence[float]) -> list[float]:
        """Return several quantiles, in the order asked for."""
        return [self.quantile(one) for one in likely]

    def crps(self, at: float) -> float:
        """Return the continuous ranked probability score of what came, in logarithms.

        By the quantile form, over a fine grid: twice the mean loss of every quantile.
        """
        import numpy as np

        levels = (np.arange(200) + 0.5) / 200
        losses = (at - (found := self._many_quantiles(levels))) * (levels - (at < found))
        return float(2 * losses.mean())

    def _many_quantiles(self, levels: "np.ndarray") -> "np.ndarray":
        """Return quantiles off one table of the distribution, close where it is steep."""
        import numpy as np
        from scipy.special import ndtr, stdtr

        scale = max(self.below, self.above, self.lost_spread if self.failed else 0.0)
        at = self.mode + scale * np.sinh(np.linspace(-7.0, 7.0, 6001))
        away = at - self.mode
        half = np.where(away < 0, self.below, self.above)
        alive = half * (2 * stdtr(self.tails, away / half) - 1) + self.below
        alive /= self.below + self.above
        gone = ndtr((at - self.lost) / self.lost_spread) if self.failed else 0.0
        whole: np.ndarray = (1 - self.failed) * alive + self.failed * gone
        found: np.ndarray = np.interp(levels, whole, at)
        return found


def forecast(
    state: State, on: date, parameters: Parameters, *, around: Surroundings = NOTHING
) -> Forecast:
    """Return the distribution of the next arm's-length figure, if it comes on a day."""
    span = max(years(state.on, on), 0.0)
    ahead = rolled(state, on, parameters, around=around)
    match state.stage:
        case "listed":
            spread = parameters.listed_spread**2 * span + parameters.listed_jump**2
            return _about(ahead.mean, sqrt(state.variance + spread), 1.0, parameters)
        case "priced":
            spread = parameters.pop_spread**2 + parameters.listed_spread**2 * span
            mode = ahead.mean + parameters.pop
            return _about(mode, sqrt(state.variance + spread), parameters.pop_skew, parameters)
        case "private":
            mode = ahead.mean + premium(state, on, parameters)
            scale = sqrt(ahead.variance + jump(state, parameters) ** 2)
            found = _about(mode, scale, parameters.skew, parameters)
            return Forecast(
                mode=found.mode,
                below=found.below,
                above=found.above,
                tails=found.tails,
                failed=failing(state, ahead, parameters),
                lost=state.mean - parameters.lost,
                lost_spread=sqrt(parameters.lost_spread**2 + state.variance),
            )


def _about(mode: float, scale: float, skew: float, parameters: Parameters) -> Forecast:
    root = sqrt(skew)
    return Forecast(
        mode=mode, below=scale / root, above=scale * root, tails=parameters.tails, lost=mode
    )
