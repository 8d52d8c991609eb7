"""An issuer's history as others keep it: what happened to its securities, and whether it can be.

Always true: any history can be asked; what is wrong with it is found and never raised; nothing of
it is on our own register before somebody loads it. A history without an error conserves: on every
day, what is held of a class is what was issued less what ended.

`changes`, `conversions` and `parties` are the words, `lives` finds what belongs together, `check`
what is broken, `positions` who holds what on a day, by one of the `readings` where the standard
leaves a choice.
"""

from laogu.register.history.applied import Multiplied, multiplied, times_multiplied, written_out
from laogu.register.history.besides import Besides
from laogu.register.history.breaches import Breach, Breaches, amount
from laogu.register.history.changes import (
    DECIMALS,
    ONE,
    Acceptance,
    AnyChange,
    AuthorizedAdjusted,
    Change,
    Consolidation,
    Exemption,
    History,
    HolderChanged,
    How,
    Issuance,
    Particulars,
    PoolAdjusted,
    RatioAdjusted,
    Repricing,
    Retirement,
    ReturnedToPool,
    SecurityKind,
    Split,
    VestingAccelerated,
    VestingNoted,
)
from laogu.register.history.check import check
from laogu.register.history.conversions import (
    Amount,
    Interest,
    Mechanism,
    Ratio,
    Right,
    Trigger,
)
from laogu.register.history.currencies import usual_currency
from laogu.register.history.lives import Lives, is_final, made_by
from laogu.register.history.order import Order
from laogu.register.history.over_days import Held, OverDays, Place, place_of
from laogu.register.history.parties import (
    Document,
    Financing,
    Holder,
    Legend,
    Plan,
    StockClass,
    Valuation,
    VestingTerms,
)
from laogu.register.history.positions import Position, positions
from laogu.register.history.readings import USUAL, PartialExercise, Readings, SplitReading
from laogu.register.history.snapshot import snapshot
from laogu.register.history.soundness import check_figures

__all__ = [
    "DECIMALS", "ONE", "USUAL", "Acceptance", "Amount", "AnyChange", "AuthorizedAdjusted",
    "Besides", "Breach", "Breaches", "Change", "Consolidation", "Document", "Exemption",
    "Financing", "Held", "History", "Holder", "HolderChanged", "How", "Interest", "Issuance",
    "Legend", "Lives", "Mechanism", "Multiplied", "Order", "OverDays", "PartialExercise",
    "Particulars", "Place", "Plan", "PoolAdjusted", "Position", "Ratio", "RatioAdjusted",
    "Readings", "Repricing", "Retirement", "ReturnedToPool", "Right", "SecurityKind", "Split",
    "SplitReading", "StockClass", "Trigger", "Valuation", "VestingAccelerated", "VestingNoted",
    "VestingTerms", "amount", "check", "check_figures", "is_final", "made_by", "multiplied",
    "place_of", "positions", "snapshot", "times_multiplied", "usual_currency", "written_out",
]  # fmt: skip
