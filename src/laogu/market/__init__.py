"""The market: who wants to trade, at what price they met, and each trade's life.

Three subjects: offers, windows with their orders, and trades.
Always true: what is promised of a security never exceeds its units; whatever ends before it settles
lets go of both sides.
"""

from laogu.market.call_auction import (
    ANY_PRICE,
    DECIDED,
    HIGHEST,
    MOST_ORDERS,
    RULE_VERSION,
    UNTIMED,
    Book,
    Bounds,
    CapBelowFloor,
    Clearing,
    DecidedBy,
    Depth,
    Filled,
    Indication,
    NotCountable,
    OffTick,
    OrderTwice,
    Policy,
    Rationing,
    Side,
    SideTooLarge,
    Step,
    TimeMissing,
    TooManyOrders,
    book_hash,
    book_of,
    bounds_of,
    clear,
    curve,
    depth_of,
    fill,
    indicate,
    is_rising,
    listed,
    shortest,
)
from laogu.market.events import (
    ClockMoved,
    MarketEvent,
    MarketOpened,
)
from laogu.market.lots import (
    LotReplaced,
    Lots,
    cut,
    pick_lots,
    trim,
)
from laogu.market.offers.events import (
    Offer,
    OfferCountered,
    OfferExpired,
    OfferPosted,
    OfferWithdrawn,
)
from laogu.market.offers.refusals import (
    NotACounter,
    NotAMoment,
    OfferClosed,
    OfferUnknown,
    OwnOffer,
)
from laogu.market.offers.rules import (
    LONGEST_OPEN,
    check_open_until,
    open_offer,
)
from laogu.market.offers.state import (
    OfferState,
)
from laogu.market.offers.views import (
    counters_to,
    open_offers,
)
from laogu.market.refusals import (
    AlreadyOpened,
    ClockBackwards,
    OnlyInPractice,
    WrongCurrency,
)
from laogu.market.rules import (
    FARTHEST_MOVE,
    check_clock,
)
from laogu.market.state import (
    Market,
)
from laogu.market.trades.events import (
    BuyerDisplaced,
    Part,
    Trade,
    TradeCleared,
    TradeEnded,
    TradeFunded,
    TradeMatched,
    TradeNoticed,
    TradeSettled,
)
from laogu.market.trades.refusals import (
    TradeNotThere,
    TradeUnknown,
)
from laogu.market.trades.rules import (
    at_stage,
    trade_of_id,
)
from laogu.market.trades.state import (
    ENDED,
    Stage,
    TradeState,
)
from laogu.market.trades.views import (
    Print,
    tape,
    trades_of,
    trades_with,
)
from laogu.market.windows.bell import (
    Pair,
    book_in,
    clear_window,
    curve_of,
    indication_of,
    pairs_of,
)
from laogu.market.windows.events import (
    Fill,
    Order,
    OrderAmended,
    OrderPlaced,
    OrderWithdrawn,
    Window,
    WindowCancelled,
    WindowCleared,
    WindowExtended,
    WindowFailed,
    WindowOpened,
)
from laogu.market.windows.refusals import (
    CrossesOwnOrder,
    CrossesSameOwner,
    LimitBetweenSteps,
    LimitOutside,
    NotAWindow,
    OrderClosed,
    OrderUnknown,
    TooManyChanges,
    WindowFull,
    WindowLocked,
    WindowNotOpen,
    WindowRunning,
    WindowUnknown,
)
from laogu.market.windows.rules import (
    LONGEST_EXTENSION_MINUTES,
    LONGEST_WINDOW,
    MOST_CHANGES,
    MOST_EXTENSIONS,
    MOST_WINDOW_ORDERS,
    check_changes,
    check_limit,
    check_none_runs,
    check_own_orders,
    check_room,
    check_running,
    check_takes_orders,
    check_unlocked,
    check_window,
    order_of_id,
    why_it_failed,
    window_of_id,
    worst,
)
from laogu.market.windows.state import (
    OrderState,
    Phase,
    WindowState,
)
from laogu.market.windows.views import (
    open_orders,
    orders_of,
    promised_to_orders,
    trades_in,
    windows_of,
)

__all__ = [
    "ANY_PRICE", "DECIDED", "ENDED", "FARTHEST_MOVE", "HIGHEST", "LONGEST_EXTENSION_MINUTES",
    "LONGEST_OPEN", "LONGEST_WINDOW", "MOST_CHANGES", "MOST_EXTENSIONS", "MOST_ORDERS",
    "MOST_WINDOW_ORDERS", "RULE_VERSION", "UNTIMED", "AlreadyOpened", "Book", "Bounds",
    "BuyerDisplaced", "CapBelowFloor", "Clearing", "ClockBackwards", "ClockMoved",
    "CrossesOwnOrder", "CrossesSameOwner", "DecidedBy", "Depth", "Fill", "Filled", "Indication",
    "LimitBetweenSteps",
    "LimitOutside", "LotReplaced", "Lots", "Market", "MarketEvent", "MarketOpened", "NotACounter",
    "NotAMoment", "NotAWindow", "NotCountable", "OffTick", "Offer", "OfferClosed", "OfferCountered",
    "OfferExpired", "OfferPosted", "OfferState", "OfferUnknown", "OfferWithdrawn", "OnlyInPractice",
    "Order", "OrderAmended", "OrderClosed", "OrderPlaced", "OrderState", "OrderTwice",
    "OrderUnknown", "OrderWithdrawn", "OwnOffer", "Pair", "Part", "Phase", "Policy", "Print",
    "Rationing", "Side", "SideTooLarge", "Stage", "Step", "TimeMissing", "TooManyChanges",
    "TooManyOrders", "Trade", "TradeCleared", "TradeEnded", "TradeFunded", "TradeMatched",
    "TradeNotThere", "TradeNoticed", "TradeSettled", "TradeState", "TradeUnknown", "Window",
    "WindowCancelled", "WindowCleared", "WindowExtended", "WindowFailed", "WindowFull",
    "WindowLocked", "WindowNotOpen", "WindowOpened", "WindowRunning", "WindowState",
    "WindowUnknown", "WrongCurrency", "at_stage", "book_hash", "book_in", "book_of", "bounds_of",
    "check_changes", "check_clock", "check_limit", "check_none_runs", "check_open_until",
    "check_own_orders", "check_room", "check_running", "check_takes_orders", "check_unlocked",
    "check_window", "clear", "clear_window", "counters_to", "curve", "curve_of", "cut", "depth_of",
    "fill", "indicate", "indication_of", "is_rising", "listed", "open_offer", "open_offers",
    "open_orders", "order_of_id", "orders_of", "pairs_of", "pick_lots", "promised_to_orders",
    "shortest", "tape", "trade_of_id", "trades_in", "trades_of", "trades_with", "trim",
    "why_it_failed", "window_of_id", "windows_of", "worst",
]  # fmt: skip
