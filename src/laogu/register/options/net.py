"""Net exercise and withholding: how many shares are held back, whole ones, and what is left over.

What is held back is rounded up to the smallest unit of the class, so that the price or the tax is
covered; what it is worth beyond that is paid out to the holder, or lost, as was said beforehand.
"""

from decimal import Decimal

from msgspec import Struct

from laogu.basics import Money, Price, cost
from laogu.register.options.refusals import NothingLeftOfIt, ValuesDiffer


class Net(Struct, frozen=True, kw_only=True):
    """A net exercise. due: the price of all; withheld: units for it; rest: their worth above it."""

    units: int
    withheld: int
    due: Money
    rest: Money

    @property
    def delivered(self) -> int:
        """Units that become shares of the holder."""
        return self.units - self.withheld


def net(units: int, *, price: Price, fair_value: Price, decimals: int) -> Net:
    """Return what is held back of so many units at the fair value of a share, or refuse."""
    if price.currency != fair_value.currency:
        raise ValuesDiffer(price=price, fair_value=fair_value)
    over = price.ticks * units * 10**fair_value.scale
    withheld = -(-over // (fair_value.ticks * 10**price.scale))
    if withheld >= units:
        raise NothingLeftOfIt(price=price, fair_value=fair_value)
    due = cost(price, units, decimals=decimals)
    return Net(
        units=units,
        withheld=withheld,
        due=due,
        rest=cost(fair_value, withheld, decimals=decimals) - due,
    )


def withheld_for(units: int, percent: Decimal) -> int:
    """Return the units held back for tax at a rate, rounded up to a whole one."""
    above, below = percent.as_integer_ratio()
    return -(-units * above // (below * 100))
