"""The price of one share in a grant: as finely as it was written, since strikes are."""

from decimal import Decimal

from laogu.basics import Price, price
from laogu.operations.stock_class.register import MOST_SCALE
from laogu.register import StockClassRegistered


def exercise_price(given: Decimal, kind: StockClassRegistered) -> Price:
    """Return a price with at least the decimals of its class, and at most eight."""
    exponent = given.as_tuple().exponent
    written = -exponent if isinstance(exponent, int) else 0
    scale = min(MOST_SCALE, max(kind.price_scale, written))
    return price(given, scale=scale, currency=kind.currency)
