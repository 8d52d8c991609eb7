"""The market: who wants to trade, at what price they met, and each trade's life.

Always true: what is promised of a security never exceeds its units; whatever ends before it settles
lets go of both sides.
"""

from laogu.market.events import (
    BuyerDisplaced,
    ClockMoved,
    LotReplaced,
    Lots,
    MarketEvent,
    MarketOpened,
    Offer,
    OfferCountered,
    OfferExpired,
    OfferPosted,
    OfferWithdrawn,
    Part,
    Trade,
    TradeCleared,
    TradeEnded,
    TradeFunded,
    TradeMatched,
    TradeNoticed,
    TradeSettled,
)
from laogu.market.refusals import (
    AlreadyOpened,
    ClockBackwards,
    NotACounter,
    NotAMoment,
    OfferClosed,
    OfferUnknown,
    OnlyInPractice,
    OwnOffer,
    TradeNotThere,
    TradeUnknown,
    WrongCurrency,
)
from laogu.market.rules import (
    FARTHEST_MOVE,
    LONGEST_OPEN,
    at_stage,
    check_clock,
    check_open_until,
    open_offer,
    pick_lots,
    trade_of_id,
    trim,
)
from laogu.market.state import ENDED, Market, OfferState, Stage, TradeState
from laogu.market.views import Print, counters_to, open_offers, tape, trades_of, trades_with

__all__ = [
    "ENDED", "FARTHEST_MOVE", "LONGEST_OPEN", "AlreadyOpened", "BuyerDisplaced", "ClockBackwards",
    "ClockMoved", "LotReplaced", "Lots", "Market", "MarketEvent", "MarketOpened", "NotACounter",
    "NotAMoment", "Offer", "OfferClosed", "OfferCountered", "OfferExpired", "OfferPosted",
    "OfferState", "OfferUnknown", "OfferWithdrawn", "OnlyInPractice", "OwnOffer", "Part", "Print",
    "Stage", "Trade", "TradeCleared", "TradeEnded", "TradeFunded", "TradeMatched", "TradeNotThere",
    "TradeNoticed", "TradeSettled", "TradeState", "TradeUnknown", "WrongCurrency", "at_stage",
    "check_clock", "check_open_until", "counters_to", "open_offer", "open_offers", "pick_lots",
    "tape", "trade_of_id", "trades_of", "trades_with", "trim",
]  # fmt: skip
