"""Options: what may be exercised until when, what it costs, as what it is taxed, and why.

Always true: what is exercised, what may still be, what lapsed and what is not vested never exceed
the grant; a last day is told only where the grant and the law say one.
"""

from laogu.register.options.ending import DELIVERED, ends_on, window_end
from laogu.register.options.exercising import MayExercise, Right, may_exercise
from laogu.register.options.hundred_thousand import LIMIT, SOURCE, Split, YearPart, split
from laogu.register.options.net import Net, net, withheld_for
from laogu.register.options.refusals import (
    LeftAlready,
    NotAccepted,
    NotARate,
    NotDelivered,
    NotExercisable,
    NothingLeftOfIt,
    NotVestedYet,
    OverSince,
    PaidInOneWay,
    PriceNotKnown,
    ValuesDiffer,
    WhoPays,
    WindowIsOver,
    WithheldTooMany,
)
from laogu.register.options.terms import (
    COSTLESS,
    REASONS,
    Exercise,
    Kind,
    Leaving,
    Option,
    Reason,
    Window,
)

__all__ = [
    "COSTLESS", "DELIVERED", "LIMIT", "REASONS", "SOURCE", "Exercise", "Kind", "Leaving",
    "LeftAlready", "MayExercise", "Net", "NotARate", "NotAccepted", "NotDelivered",
    "NotExercisable", "NotVestedYet", "NothingLeftOfIt", "Option", "OverSince", "PaidInOneWay",
    "PriceNotKnown", "Reason", "Right", "Split", "ValuesDiffer", "WhoPays", "Window",
    "WindowIsOver", "WithheldTooMany", "YearPart", "ends_on", "may_exercise", "net", "split",
    "window_end", "withheld_for",
]  # fmt: skip
