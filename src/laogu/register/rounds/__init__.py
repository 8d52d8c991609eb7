"""Rounds: what convertibles become, what a share costs, what a pool grows by, worked out exactly.

Always true: whole numbers and Fractions throughout; price times shares never exceeds the money, and
less than one share is left over; nothing here changes a register.
"""

from laogu.register.rounds.branches import NotComputable, Why
from laogu.register.rounds.capital import (
    Basis,
    Capital,
    Convertible,
    Counts,
    Kind,
    PoolOf,
    PoolTarget,
    PriceRounding,
    Protection,
    Right,
    Round,
)
from laogu.register.rounds.explaining import SYMBOLS, NameOf, Step, steps_of
from laogu.register.rounds.figures import shown
from laogu.register.rounds.interest import interest, years_between
from laogu.register.rounds.mechanisms import (
    POST_MONEY,
    PRE_MONEY,
    Accrual,
    ByPrice,
    ByRatio,
    ByValuation,
    Capitalization,
    Compounding,
    Counted,
    DayCount,
    FixedQuantity,
    InterestRate,
    InWords,
    Mechanism,
    Note,
    PartOfCapital,
    Payout,
    Proportion,
    Rounded,
    Safe,
    Timing,
)
from laogu.register.rounds.modelling import Conversion, Modelled, Protected, Sale, model
from laogu.register.rounds.pro_rata import MayTake
from laogu.register.rounds.protecting import base_of, full_ratchet, weighted_average
from laogu.register.rounds.refusals import NoSuchRound, NotARound
from laogu.register.rounds.solving import Solved
from laogu.register.rounds.table import ClassRow, HolderRow, by_class, by_holder

__all__ = [
    "POST_MONEY", "PRE_MONEY", "SYMBOLS", "Accrual", "Basis", "ByPrice", "ByRatio", "ByValuation",
    "Capital", "Capitalization", "ClassRow", "Compounding", "Conversion", "Convertible", "Counted",
    "Counts", "DayCount", "FixedQuantity", "HolderRow", "InWords", "InterestRate", "Kind",
    "MayTake", "Mechanism", "Modelled", "NameOf", "NoSuchRound", "NotARound", "NotComputable",
    "Note", "PartOfCapital", "Payout", "PoolOf", "PoolTarget", "PriceRounding", "Proportion",
    "Protected", "Protection", "Right", "Round", "Rounded", "Safe", "Sale", "Solved", "Step",
    "Timing", "Why", "base_of", "by_class", "by_holder", "full_ratchet", "interest", "model",
    "shown", "steps_of", "weighted_average", "years_between",
]  # fmt: skip
