"""Who gets what at the margin: orders at the price, on the side that has more than the other."""

import hashlib
from collections.abc import Callable, Collection, Sequence
from functools import partial
from itertools import groupby
from typing import Literal

from msgspec import Struct

from laogu.market.call_auction.one_price import Indication

Rationing = Literal["pro_rata", "time", "small_first"]


class Policy(Struct, frozen=True, kw_only=True):
    """How the margin is divided.

    pro_rata: in proportion, the units left by rounding down to the largest remainders. time: the
    earliest first. small_first: orders of at most `small` units first, the rest pro rata.
    seed: what ties are drawn with; fixed before anybody may place an order.
    """

    rationing: Rationing = "pro_rata"
    small: int = 0
    seed: str = ""


class Margin(Struct, frozen=True, kw_only=True):
    """The orders among which fewer units are divided than they ask for, as columns."""

    order_ids: Sequence[str]
    quantities: Sequence[int]
    times: Sequence[int]


class Filled(Struct, frozen=True, kw_only=True):
    """What a book came to, and what each order got, in the places of the book's columns."""

    indication: Indication
    quantities: Collection[int]


def drawn(seed: str, order: str) -> bytes:
    """Return what an order's ties are decided by: the smaller is served first.

    It is SHA-256 of the seed, a colon and the order's id, so that everybody can work it out, and
    who fixed the seed before the first order could choose nobody. Who makes its own ids can draw
    well: all that is drawn for is one unit, or the turn among orders of one moment.
    """
    return hashlib.sha256(f"{seed}:{order}".encode()).digest()


def ration(margin: Margin, units: int, policy: Policy) -> list[int]:
    """Return how many of `units` each order of the margin gets; together they get all."""
    asked = margin.quantities
    assert 0 <= units <= sum(asked), "more is to be divided than is asked for"

    def tie(at: int) -> bytes:
        return drawn(policy.seed, margin.order_ids[at])

    if policy.rationing == "time":
        return _by_time(asked, margin.times, units, tie)
    if policy.rationing == "small_first":
        return _small_first(asked, units, policy.small, tie)
    return _pro_rata(asked, units, tie)


def _pro_rata(asked: Sequence[int], units: int, tie: Callable[[int], bytes]) -> list[int]:
    whole = sum(asked)
    if units in (0, whole):
        return list(asked) if units else [0] * len(asked)
    parts = [quantity * units // whole for quantity in asked]
    left = units - sum(parts)
    if left:
        remainders = [quantity * units % whole for quantity in asked]
        last = sorted(remainders, reverse=True)[left - 1]
        # Only those that tie at the last remainder served are drawn.
        tied = [at for at, remainder in enumerate(remainders) if remainder == last]
        served = [at for at, remainder in enumerate(remainders) if remainder > last]
        over = left - len(served)
        if over < len(tied):
            tied.sort(key=tie)
        for at in (*served, *tied[:over]):
            parts[at] += 1
    return parts


def _small_first(
    asked: Sequence[int], units: int, small: int, tie: Callable[[int], bytes]
) -> list[int]:
    first = [at for at, quantity in enumerate(asked) if quantity <= small]
    rest = [at for at, quantity in enumerate(asked) if quantity > small]
    parts = [0] * len(asked)
    for group in (first, rest):
        wanted = [asked[at] for at in group]
        given = min(units, sum(wanted))
        ties = partial(_tie_of, group, tie)
        for at, part in zip(group, _pro_rata(wanted, given, ties), strict=True):
            parts[at] = part
        units -= given
    return parts


def _tie_of(group: Sequence[int], tie: Callable[[int], bytes], at: int) -> bytes:
    return tie(group[at])


def _by_time(
    asked: Sequence[int], times: Sequence[int], units: int, tie: Callable[[int], bytes]
) -> list[int]:
    parts = [0] * len(asked)
    order = sorted(range(len(asked)), key=times.__getitem__)
    for _, run in groupby(order, key=times.__getitem__):
        group = list(run)
        if sum(asked[at] for at in group) > units:
            group.sort(key=tie)  # Only those of the moment at which it runs out are drawn.
        for at in group:
            parts[at] = min(asked[at], units)
            units -= parts[at]
        if not units:
            break
    return parts
