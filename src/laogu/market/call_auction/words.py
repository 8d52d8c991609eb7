"""What each deciding step means, in a sentence."""

from collections.abc import Mapping
from typing import Final

from laogu.basics import Said, said
from laogu.market.call_auction.one_price import DecidedBy

DECIDED: Final[Mapping[DecidedBy, Said]] = {
    "volume": said("At no other price do so many units trade."),
    "surplus": said("Of the prices at which as many trade, it leaves the fewest units over."),
    "pressure": said("Other prices were as good; the side with units left over moved it here."),
    "reference": said("Other prices were as good; this one is nearest to the reference."),
    "midpoint": said("Other prices were as good; this is their middle, rounded down."),
    "no_cross": said("No buyer pays as much as any seller asks."),
}
"""Why the price is what it is, by the step that left it."""
