"""A file of orders becomes one price and every fill; an allocation becomes a file.

Always true: a file is refused by its first fault, with the line; nothing doubtful is guessed; what
is written here, read again and cleared by the same terms, comes to the same.
"""

from laogu.connectors.auction.allocation import (
    ABOUT,
    Allocation,
    allocation_csv,
    allocation_json,
    result_of,
    texts_of,
)
from laogu.connectors.auction.cells import Prices
from laogu.connectors.auction.clearing import LARGEST_ORDERS_FILE, Cleared, clear_orders
from laogu.connectors.auction.of_window import allocation_of
from laogu.connectors.auction.parameters import PARAMETERS, Parameters, Terms
from laogu.connectors.auction.refusals import NotCleared

__all__ = [
    "ABOUT", "LARGEST_ORDERS_FILE", "PARAMETERS", "Allocation", "Cleared", "NotCleared",
    "Parameters", "Prices", "Terms", "allocation_csv", "allocation_json", "allocation_of",
    "clear_orders", "result_of", "texts_of",
]  # fmt: skip
