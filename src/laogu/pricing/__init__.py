"""What a share is worth on a day, and why: structures, options, discounts.

Always true: the same inputs give the same digits; classes sum to the company; what cannot be worked
out is refused, and never a figure that means nothing. Floats live here and nowhere else.
"""

from laogu.pricing import (
    fixed_term,
    growing,
    indexes,
    many,
    marks,
    random_term,
    reports,
    standard,
)
from laogu.pricing.answering import Answer, answer, discount
from laogu.pricing.black_scholes import call, put
from laogu.pricing.breakpoints import Breakpoint, Turn, breakpoints
from laogu.pricing.claims import Claim, offering, sale, sold
from laogu.pricing.discounts import (
    chaffe,
    finnerty,
    ghaidarov,
    longstaff,
    of_common_beside_preferred,
)
from laogu.pricing.employee_options import Grant, hull_white
from laogu.pricing.fixed_term import Term
from laogu.pricing.held import Held, Terms, held
from laogu.pricing.leaving import Leaver, best, gain
from laogu.pricing.live_scores import Forecasted, LiveScore, live_forecasts, live_score
from laogu.pricing.otherwise import Otherwise, Varied, otherwise
from laogu.pricing.questions import Assumed, Method, Question
from laogu.pricing.random_term import RandomTerm, contract, random_call
from laogu.pricing.refusals import CannotBeValued, NoSuchValue, NotAWealth
from laogu.pricing.scenarios import Scenario, alike, current, weighted
from laogu.pricing.stopping import Stopped, stopped
from laogu.pricing.structure import Holding, Participation, Structure
from laogu.pricing.supply import Supply, supply
from laogu.pricing.table import Payoffs
from laogu.pricing.terms import Automatic, CarveOut, Encumbrance, Note, Redemption, diluted
from laogu.pricing.ways_out import Bid, Outcome, WayOut, threshold, waiting, ways_out

__all__ = [
    "Answer", "Assumed", "Automatic", "Bid", "Breakpoint", "CannotBeValued", "CarveOut", "Claim",
    "Encumbrance", "Forecasted", "Grant", "Held", "Holding", "Leaver", "LiveScore", "Method",
    "NoSuchValue", "NotAWealth", "Note", "Otherwise", "Outcome", "Participation", "Payoffs",
    "Question", "RandomTerm", "Redemption", "Scenario", "Stopped", "Structure", "Supply", "Term",
    "Terms", "Turn", "Varied", "WayOut", "alike", "answer", "best", "breakpoints", "call", "chaffe",
    "contract", "current", "diluted", "discount", "finnerty", "fixed_term", "gain",
    "ghaidarov", "growing", "held", "hull_white", "indexes", "live_forecasts", "live_score",
    "longstaff", "many", "marks", "of_common_beside_preferred", "offering", "otherwise", "put",
    "random_call", "random_term", "reports", "sale", "sold", "standard", "stopped", "supply",
    "threshold", "waiting", "ways_out", "weighted",
]  # fmt: skip
