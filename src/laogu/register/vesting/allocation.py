"""How many whole units a part comes to, and how many are in the first instalments of several."""

from laogu.register.vesting.terms import Allocation

CUMULATIVE: frozenset[Allocation] = frozenset(
    ("cumulative_rounding", "cumulative_round_down", "fractional")
)
"""Allocations in which an instalment is what a running total, rounded, has grown by."""

_FRONT: frozenset[Allocation] = frozenset(("front_loaded", "front_loaded_to_single_tranche"))


def rounded(over: int, under: int, allocation: Allocation) -> int:
    """Return `over / under` in whole units: halves up, or down, or up where the front comes first.

    Whatever the allocation, what is whole stays as it is.
    """
    if allocation == "cumulative_rounding":
        return (2 * over + under) // (2 * under)
    return -(-over // under) if allocation in _FRONT else over // under


def first_of(units: int, count: int, of: int, allocation: Allocation) -> int:
    """Return how many of `units`, divided over `of` instalments, are in the first `count`."""
    if count >= of:
        return units
    each, more = divmod(units, of)
    match allocation:
        case "cumulative_rounding" | "cumulative_round_down" | "fractional":
            return rounded(units * count, of, allocation)
        case "front_loaded":
            return each * count + min(more, count)
        case "back_loaded":
            return each * count + max(0, more - (of - count))
        case "front_loaded_to_single_tranche":
            return each * count + (more if count else 0)
        case "back_loaded_to_single_tranche":
            return each * count
