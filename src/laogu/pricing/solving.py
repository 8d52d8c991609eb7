"""One root of a function that grows: bracketed first, then found to the last digits."""

from collections.abc import Callable

from laogu.pricing.refusals import NoSuchValue

_STEPS = 200


def solve(grows: Callable[[float], float], target: float) -> float:
    """Return where a function of amounts above zero reaches a target.

    Refuses a target that nothing reaches, such as more than a capped class can ever get.
    """
    from scipy.optimize import brentq

    low = high = max(target, 1e-12)
    for _ in range(_STEPS):
        if grows(low) <= target:
            break
        low /= 4
    for _ in range(_STEPS):
        if grows(high) >= target:
            break
        high *= 4
    if not grows(low) <= target <= grows(high):
        raise NoSuchValue(target=f"{target:.10g}")
    if low == high:
        return low
    return float(brentq(lambda at: grows(at) - target, low, high, xtol=1e-300, rtol=4e-16 * 4))
