"""An offer with a buyer, as the proposal that the rules are asked about."""

from datetime import date

from laogu.basics import HolderId
from laogu.market import Offer
from laogu.rights import Proposal


def proposal_of_offer(offer: Offer, *, buyer: HolderId | None, on: date) -> Proposal:
    """Return the proposal that taking `offer` would be; its own lots do not count against it."""
    return Proposal(
        issuer=offer.issuer,
        stock_class=offer.stock_class,
        seller=offer.maker,
        buyers=() if buyer is None else (buyer,),
        units=offer.units,
        price=offer.price,
        mechanism=offer.mechanism,
        on=on,
        promised=offer.lots,
    )
