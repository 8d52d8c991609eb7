"""Prices: whole ticks, and the one place where price times quantity becomes cash."""

from decimal import ROUND_FLOOR, Decimal

from msgspec import Struct

from laogu.basics.errors import InvalidInput
from laogu.basics.money import CURRENCIES, Money
from laogu.basics.quantities import LARGEST, steps

_SURELY_PAYABLE = LARGEST // 10 ** max(CURRENCIES.values())
"""Ticks times units that come to no more than `LARGEST` minor units of any currency."""


class NotAPrice(InvalidInput):
    """A price is not above zero, not finite, or too large."""

    code = "basics.not_a_price"
    what = "{price} is not a price."
    why = "A price is a finite number above zero, for one share, and fits 64 bits in ticks."
    fix = "Write the price of one share, such as 18.50."
    field = "price"
    price: str


class BetweenTicks(InvalidInput):
    """A price lies between two ticks of its stock class."""

    code = "basics.between_ticks"
    what = "{price} lies between two ticks."
    why = "This stock class is priced in steps of {tick}."
    fix = "Use {below} or {above}."
    field = "price"
    price: Decimal
    tick: Decimal
    below: Decimal
    above: Decimal


class TooLarge(InvalidInput):
    """Price times quantity does not fit 64 bits."""

    code = "basics.too_large"
    what = "This price times this quantity cannot be counted."
    why = "{quantity} units at {price} come to more than {largest} minor units."
    fix = "Lower the quantity or the price, or divide the sale."
    field = "quantity"
    price: Decimal
    quantity: Decimal
    largest: int


class Price(Struct, frozen=True, order=False, gc=False):
    """The price of one whole share: `ticks` of `10 ** -scale` units of `currency`."""

    ticks: int
    scale: int
    currency: str

    def decimal(self) -> Decimal:
        """Return the price with all the decimals of its class."""
        return Decimal(self.ticks).scaleb(-self.scale)

    def __str__(self) -> str:
        return f"{self.decimal():,f} {self.currency}"


def price(value: Decimal, *, scale: int, currency: str) -> Price:
    """Return `value` in ticks of `10 ** -scale`; a price between ticks is refused, not rounded."""
    ticks = steps(value, scale)
    if ticks is not None:
        return Price(ticks, scale, currency)
    # Far below a tick, or with more digits than anybody means: it could not even be written out.
    if not value.is_finite() or value <= 0 or not -scale - 20 < value.adjusted() <= 18 - scale:
        raise NotAPrice(price=str(value)[:40])
    if len(value.as_tuple().digits) > 60:
        raise NotAPrice(price=str(value)[:40])
    tick = Decimal(1).scaleb(-scale)
    below = value.quantize(tick, ROUND_FLOOR)
    if below == value:
        raise NotAPrice(price=str(value)[:40])  # It is on a tick, and more ticks than 64 bits hold.
    below = max(below, tick)  # No price is below the first tick, so the first two are told.
    raise BetweenTicks(price=value, tick=tick, below=below, above=below + tick)


def cost(each: Price, units: int, *, decimals: int) -> Money:
    """Return what `units` cost at `each`, rounded half-even to a minor unit: here and only here.

    units: smallest units of a stock class with `decimals`.
    """
    minor = half_even(each.ticks * units, CURRENCIES[each.currency] - each.scale - decimals)
    if minor > LARGEST:
        raise TooLarge(
            price=each.decimal(), quantity=Decimal(units).scaleb(-decimals), largest=LARGEST
        )
    return Money(minor, each.currency)


def check_payable(each: Price, units: int, *, decimals: int) -> None:
    """Refuse what costs more than anybody can count, as `cost` would."""
    # Nearly always far below: then nothing has to be worked out.
    if each.ticks * units > _SURELY_PAYABLE:
        cost(each, units, decimals=decimals)


def whole_step(*, scale: int, decimals: int, currency: str) -> int:
    """Return the fewest ticks at which every single unit costs whole minor units: nothing rounds.

    scale: of the price. decimals: of a quantity.
    """
    return int(10 ** max(scale + decimals - CURRENCIES[currency], 0))


def part_of(amount: Money, bps: int) -> Money:
    """Return `bps` ten-thousandths of `amount`, rounded half-even to a minor unit."""
    return Money(half_even(amount.minor * bps, -4), amount.currency)


def in_proportion(amount: Money, part: Decimal, *, of: Decimal) -> Money:
    """Return the part of `amount` that `part` is of `of`, rounded half-even to a minor unit."""
    above, below = part.as_integer_ratio(), of.as_integer_ratio()
    over, under = above[0] * below[1], above[1] * below[0]
    minor, rest = divmod(amount.minor * over, under)
    minor += 2 * rest > under or (2 * rest == under and minor % 2 == 1)
    if minor > LARGEST:
        raise TooLarge(price=amount.decimal(), quantity=part, largest=LARGEST)
    return Money(minor, amount.currency)


def half_even(whole: int, shift: int) -> int:
    """Return `whole * 10 ** shift`, rounded half-even; `whole` is not negative.

    Whole numbers throughout: a decimal context would round a second time beyond its 28 digits.
    """
    if shift >= 0:
        return int(whole * 10**shift)
    divisor: int = 10**-shift
    result, rest = divmod(whole, divisor)
    is_up = 2 * rest > divisor or (2 * rest == divisor and result % 2 == 1)
    return result + is_up
