"""What stands before a round, and what is asked of it. Quantities are shares, amounts whole money.

Everything is a Fraction: an amount of 1,000 dollars is 1000, a share of a class counted in
hundredths may be 1/4.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from laogu.register.rounds.mechanisms import Mechanism

Protection = Literal["none", "full_ratchet", "broad", "narrow"]
Counts = Literal["pre_money", "after"]
"""Whether something is counted in the capitalization that the pre-money valuation is divided by,
or comes on top of it."""

PoolOf = Literal["available", "whole"]
Basis = Literal["fully_diluted", "preferred", "converted", "stated"]
PriceRounding = Literal["half_up", "down"]


class Kind(Struct, frozen=True, kw_only=True):
    """A class of shares before the round.

    held:  shares by holder. ratio: shares of common that one converts into now.
    conversion_price: what `ratio` follows from; None: the class has no protection.
    """

    name: str
    held: Mapping[str, Fraction]
    is_preferred: bool = False
    ratio: Fraction = Fraction(1)
    conversion_price: Fraction | None = None
    protection: Protection = "none"

    @property
    def shares(self) -> Fraction:
        """The shares of the class."""
        return sum(self.held.values(), Fraction(0))

    @property
    def as_converted(self) -> Fraction:
        """The shares of common that the class converts into before the round."""
        return self.shares * self.ratio


class Capital(Struct, frozen=True, kw_only=True):
    """Who has what before a round.

    options: granted and not exercised, vested or not. warrants: the shares they are for.
    unissued: what the pool may still grant; promised: options that were promised and not granted.
    """

    kinds: tuple[Kind, ...]
    options: Fraction = Fraction(0)
    warrants: Fraction = Fraction(0)
    unissued: Fraction = Fraction(0)
    promised: Fraction = Fraction(0)

    @property
    def as_converted(self) -> Fraction:
        """All shares, as converted."""
        return sum((one.as_converted for one in self.kinds), Fraction(0))

    @property
    def pool(self) -> Fraction:
        """What is not granted: the pool, and what was promised beyond it."""
        return max(self.unissued, self.promised)

    @property
    def uncovered(self) -> Fraction:
        """Promised options that the pool does not hold."""
        return self.pool - self.unissued

    @property
    def fully_diluted(self) -> Fraction:
        """Shares as converted, options, warrants, and the pool; no convertibles."""
        return self.as_converted + self.options + self.warrants + self.pool


class Convertible(Struct, frozen=True, kw_only=True):
    """Something that becomes shares in the round.

    amount:   paid for it, without interest; None: nothing was, as with some warrants.
    quantity: of a class that converts by a ratio. issued_on: from when a note of most favoured
    terms looks for later ones; None: not known.
    """

    name: str
    holder: str
    mechanism: Mechanism
    amount: Fraction | None = None
    quantity: Fraction | None = None
    issued_on: date | None = None


class PoolTarget(Struct, frozen=True, kw_only=True):
    """How far a pool is filled up: to a part of the fully diluted company after, or by so many.

    of: `available` counts what may be granted and is promised to nobody; `whole` also what is
    granted. counts: whether the increase is in the pre-money capitalization.
    """

    part: Fraction | None = None
    increase: Fraction | None = None
    of: PoolOf = "available"
    counts: Counts = "pre_money"


class Right(Struct, frozen=True, kw_only=True):
    """A right to take a part of the round. part: as stated, for the basis `stated`."""

    holder: str
    basis: Basis
    part: Fraction | None = None


class Round(Struct, frozen=True, kw_only=True):
    """What is asked: one of a price, a pre-money and a post-money valuation, and the money.

    scale: decimals of every price. decimals: of a quantity of the new class.
    convertibles, protections: whether what converts, and what older classes gain by their
    protection, count in the pre-money capitalization.
    """

    name: str
    currency: str
    money: tuple[tuple[str, Fraction], ...]
    on: date
    price: Fraction | None = None
    pre_money: Fraction | None = None
    post_money: Fraction | None = None
    pool: PoolTarget = PoolTarget(increase=Fraction(0))
    convertibles: Counts = "pre_money"
    protections: Counts = "pre_money"
    scale: int = 4
    decimals: int = 0
    price_rounding: PriceRounding = "half_up"

    @property
    def raised(self) -> Fraction:
        """All the new money."""
        return sum((amount for _, amount in self.money), Fraction(0))
