"""The fit: parameters under which what came was least surprising, with what one believes before.

Run by hand when the histories change; what it finds is frozen under a version in `frozen.py`.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import exp, log

from laogu.pricing.marks.filtering import filtered
from laogu.pricing.marks.forecasting import forecast
from laogu.pricing.marks.histories import Forecastable
from laogu.pricing.marks.parameters import Parameters
from laogu.pricing.marks.points import SPREADS

_STARTS: dict[str, float] = {
    "rise": 0.6, "haste": 0.4, "fade": 0.2, "patience": 1.5, "carry": 0.05, "spread": 0.35,
    "jump": 0.35, "listed_spread": 0.9, "listed_jump": 0.05, "pop": 0.2, "pop_spread": 0.25,
    "skew": 1.2, "tails": 4.0, "failing": 0.08, "lost": 1.6, "lost_spread": 0.8,
    "of_marks": 0.25, "of_words": 0.25, "maturing": 0.3, "calming": 0.2,
    "pop_skew": 1.5,
}  # fmt: skip
"""What one believes before: each is held near it by a normal prior on its logarithm."""

_HELD = 0.5
_MARKS = frozenset({"fund_mark", "internal_409a"})
_WORDS = frozenset({"talks", "estimate"})


def fit(rolled: Sequence[Forecastable]) -> Parameters:
    """Return the parameters that fit these rolling forecasts best."""
    import numpy as np
    from scipy.optimize import minimize

    names = tuple(_STARTS)
    starts = np.log(np.array(list(_STARTS.values())))

    def surprise(logs: "np.ndarray") -> float:
        held = float(((logs - starts) ** 2).sum()) / (2 * _HELD**2)
        if held > 200:
            return 1e6
        parameters = _of(names, [exp(one) for one in logs])
        return held - sum(scores(rolled, parameters))

    found = minimize(surprise, starts, method="L-BFGS-B", options={"maxiter": 60, "ftol": 1e-7})
    return _of(names, [exp(one) for one in found.x])


def scores(rolled: Iterable[Forecastable], parameters: Parameters) -> Iterator[float]:
    """Yield the log score of each forecast."""
    for one in rolled:
        state = filtered(one.before, parameters, around=one.around)
        assert state is not None, "what is forecast has something before it"
        density = forecast(state, one.came.on, parameters, around=one.around).density(one.came.log)
        yield log(max(density, 1e-12))


def _of(names: Sequence[str], values: Sequence[float]) -> Parameters:
    given = dict(zip(names, values, strict=True))
    of_marks, of_words = given.pop("of_marks"), given.pop("of_words")
    given["tails"] = max(given["tails"], 1.5)
    noise = {
        kind: of_marks if kind in _MARKS else of_words if kind in _WORDS else 0.0
        for kind in SPREADS
    }
    return Parameters(**given, noise=noise)
