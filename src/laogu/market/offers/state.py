"""How offers stand."""

from datetime import datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import CUT, HolderId, IssuerId, OfferId, Piles, Shelves, Table, TradeId, Undo
from laogu.market.lots import LotReplaced, Promises
from laogu.market.offers.events import Offer


class OfferState(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """An offer or a counter and what became of it; `trade` once it was taken."""

    offer: Offer
    posted_at: datetime
    stage: Literal["open", "taken", "withdrawn", "expired"] = "open"
    trade: TradeId | None = None


class Offers:
    """Every offer and counter-offer, and what is promised to those that are open.

    Most of what happens in a market is an offer, so posting one notes one step back for all it did.
    """

    def __init__(self, undo: Undo, promises: Promises) -> None:
        self._note = undo.note
        self._promises = promises
        self.offers: Table[OfferId, OfferState] = Table(undo)
        # What follows from them.
        self.open_offers: Shelves[IssuerId, OfferId, None] = Shelves(undo)
        self.answers_to: Piles[OfferId, OfferId] = Piles(undo)
        self.offers_by: Piles[HolderId, OfferId] = Piles(undo)

    def post(self, offer: Offer, at: datetime) -> None:
        """Take in an offer or a counter, which nobody has taken yet."""
        state = OfferState(offer=offer, posted_at=at)
        kept = self.offers.lay(offer.offer, state)
        assert kept is state, "another offer has that id"
        self._note((self, offer.offer, CUT))
        self._index(offer, is_open=True)

    def cut(self, posted: OfferId) -> None:
        """Take back the offer that was posted last, as far as posting it came."""
        offer = self.offers[posted].offer
        self._promises.lift(posted, self._promises.promised(posted, offer.lots))
        shelf = self.open_offers[offer.issuer]
        if posted in shelf:
            shelf.lift(posted)
        piles = [self.offers_by[offer.maker]]
        if offer.answers is not None:
            piles.append(self.answers_to[offer.answers])
        for pile in piles:
            if pile and pile[-1] == posted:
                pile.lift()
        self.offers.lift(posted)

    def close(
        self,
        offer: OfferId,
        stage: Literal["taken", "withdrawn", "expired"],
        trade: TradeId | None = None,
    ) -> None:
        """Let go of what an offer promised: it is open no longer."""
        stands = self.offers[offer]
        self.offers[offer] = replace(stands, stage=stage, trade=trade)
        self._promises.let_go(offer, stands.offer.lots)
        del self.open_offers[stands.offer.issuer][offer]

    def take(self, offer: OfferId, trade: TradeId) -> None:
        """Close an offer that became a trade, and where it is a counter, what it answers."""
        self.close(offer, "taken", trade)
        answered = self.offers[offer].offer.answers
        if answered is not None:
            self.close(answered, "taken", trade)

    def replace_lot(self, offer: OfferId, event: LotReplaced) -> None:
        """Promise to an offer the security that took another's place."""
        stands = self.offers[offer]
        lots = self._promises.move(offer, stands.offer.lots, event)
        self.offers[offer] = replace(stands, offer=replace(stands.offer, lots=lots))

    def reindex(self) -> None:
        """Work out the tables that follow from the offers."""
        for state in self.offers.values():
            self._index(state.offer, is_open=state.stage == "open")

    def _index(self, offer: Offer, *, is_open: bool) -> None:
        name = offer.offer
        self.offers_by[offer.maker].lay(name)
        if offer.answers is not None:
            self.answers_to[offer.answers].lay(name)
        if is_open:
            self.open_offers[offer.issuer].lay(name, None)
            self._promises.lay(name, offer.lots)
