"""What an auction is to be held by: given with the command, stated in the file, or usual."""

import re
from decimal import Decimal
from typing import Final, get_args

from msgspec import Struct

from laogu.basics import LARGEST, Said, said
from laogu.connectors.auction.cells import Prices
from laogu.connectors.auction.refusals import BoundMissing, ParameterUnreadable
from laogu.connectors.spreadsheet.remarks import shown
from laogu.market import ANY_PRICE, Book, CapBelowFloor, Policy, Rationing, listed

MOST_TICK_DECIMALS = 10
"""Decimals of a tick."""

LONGEST_SEED = 200
"""Characters of a seed."""

_TICK = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,18})?")
_COUNT = re.compile(r"[0-9]{1,19}")
PARAMETERS: Final = ("floor", "cap", "tick", "reference", "rationing", "small", "seed")


class Parameters(Struct, frozen=True, kw_only=True):
    """The words of a call auction as they are written; None: not given.

    floor, cap: between which prices it clears; not given: the lowest and highest limit of the book.
    tick: not given: 1. reference: not given: none, and then the midpoint. rationing: not given:
    pro rata. small: the largest order that comes first under `small_first`. seed: not given: empty.
    """

    floor: str | None = None
    cap: str | None = None
    tick: str | None = None
    reference: str | None = None
    rationing: str | None = None
    small: str | None = None
    seed: str | None = None

    def over(self, stated: dict[str, str]) -> "Parameters":
        """Return these, and where one is not given, what the file states."""
        found = {name: getattr(self, name) for name in PARAMETERS}
        stated = {name: value for name, value in stated.items() if value or name == "seed"}
        return Parameters(
            **{name: stated.get(name) if value is None else value for name, value in found.items()}
        )


class Terms(Struct, frozen=True, kw_only=True):
    """The same, read: prices in steps of `10 ** -scale`."""

    scale: int
    tick: int
    floor: int
    cap: int
    reference: int | None
    policy: Policy


def prices_of(given: Parameters) -> Prices:
    """Return how prices are counted: in the steps of the tick's own decimals."""
    text = (given.tick or "1").strip()
    if not _TICK.fullmatch(text):
        raise _unreadable("tick", text, said("A tick is a number above zero, such as 0.05."))
    tick = Decimal(text).normalize()
    exponent = tick.as_tuple().exponent
    scale = max(0, -exponent) if isinstance(exponent, int) else 0
    if not tick or scale > MOST_TICK_DECIMALS:
        most = MOST_TICK_DECIMALS
        reason = said("A tick is above zero and has at most {most} decimals.", most=most)
        raise _unreadable("tick", text, reason)
    return Prices(scale=scale, tick=int(tick.scaleb(scale)))


def terms_of(given: Parameters, prices: Prices, book: Book) -> Terms:
    """Return the terms of an auction of this book."""
    limits = {*listed(book.limits)} - {ANY_PRICE}
    floor, cap = (
        _bound(name, getattr(given, name), prices, nearest(limits) if limits else None)
        for name, nearest in (("floor", min), ("cap", max))
    )
    if cap < floor:
        low, high = (Decimal(one).scaleb(-prices.scale) for one in (floor, cap))
        raise CapBelowFloor(floor=low, cap=high)
    reference = given.reference
    near = None if reference is None else _price("reference", reference, prices)
    return Terms(
        scale=prices.scale,
        tick=prices.tick,
        floor=floor,
        cap=cap,
        reference=near,
        policy=_policy(given),
    )


def _bound(name: str, text: str | None, prices: Prices, usual: int | None) -> int:
    if text is not None:
        return _price(name, text, prices)
    if usual is None:
        raise BoundMissing(name=f"--{name}")
    return usual


def _price(name: str, text: str, prices: Prices) -> int:
    steps = prices.price(text.strip())
    if isinstance(steps, Said):
        raise _unreadable(name, text, steps)
    return steps


def _policy(given: Parameters) -> Policy:
    words: tuple[Rationing, ...] = get_args(Rationing)
    rationing = next((one for one in words if one == (given.rationing or "pro_rata")), None)
    if rationing is None:
        reason = said("It is one of {known}.", known=words)
        raise _unreadable("rationing", given.rationing or "", reason)
    small = (given.small or "0").strip()
    if not _COUNT.fullmatch(small) or int(small) > LARGEST:
        raise _unreadable("small", small, said("It is a whole number of units."))
    if rationing == "small_first" and int(small) == 0:
        reason = said("Under small_first it says up to how many units an order is small.")
        raise _unreadable("small", small, reason)
    seed = given.seed or ""
    if len(seed) > LONGEST_SEED or shown(seed, LONGEST_SEED) != seed:
        most = LONGEST_SEED
        reason = said(
            "A seed has at most {most} characters, and all of them can be seen.", most=most
        )
        raise _unreadable("seed", seed, reason)
    return Policy(rationing=rationing, small=int(small), seed=seed)


def _unreadable(name: str, given: str, reason: Said) -> ParameterUnreadable:
    return ParameterUnreadable(name=name, given=shown(given), reason=reason)
