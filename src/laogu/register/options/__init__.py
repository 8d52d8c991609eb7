"""Options: what may be exercised until when, what it costs, as what it is taxed, and why.

Always true: what is exercised, what may still be, what lapsed and what is not vested never exceed
the grant; a last day is told only where the grant and the law say one.
"""

from laogu.register.options.exercising import MayExercise, Right, may_exercise
from laogu.register.options.hundred_thousand import LIMIT, SOURCE, Split, YearPart, split
from laogu.register.options.terms import (
    REASONS,
    Exercise,
    Kind,
    Leaving,
    Option,
    Reason,
    Window,
)

__all__ = [
    "LIMIT", "REASONS", "SOURCE", "Exercise", "Kind", "Leaving", "MayExercise", "Option", "Reason",
    "Right", "Split", "Window", "YearPart", "may_exercise", "split",
]  # fmt: skip
