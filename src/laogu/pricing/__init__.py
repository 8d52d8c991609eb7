"""What a share is worth on a day, and why: structures, options, discounts.

Always true: the same inputs give the same digits; classes sum to the company; what cannot be worked
out is refused, and never a figure that means nothing. Floats live here and nowhere else.
"""

from laogu.pricing import fixed_term, growing, many, marks, random_term, standard
from laogu.pricing.answering import Answer, Assumed, Method, Question, answer, discount
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
from laogu.pricing.leaving import Leaver, best, gain
from laogu.pricing.random_term import RandomTerm, contract, random_call
from laogu.pricing.refusals import NoSuchValue
from laogu.pricing.scenarios import Scenario, alike, current, weighted
from laogu.pricing.structure import Holding, Participation, Structure
from laogu.pricing.table import Payoffs
from laogu.pricing.terms import Automatic, CarveOut, Encumbrance, Note, Redemption, diluted

__all__ = [
    "Answer", "Assumed", "Automatic", "Breakpoint", "CarveOut", "Claim", "Encumbrance", "Grant",
    "Holding", "Leaver", "Method", "NoSuchValue", "Note", "Participation", "Payoffs", "Question",
    "RandomTerm", "Redemption", "Scenario", "Structure", "Term", "Turn", "alike", "answer", "best",
    "breakpoints", "call", "chaffe", "contract", "current", "diluted", "discount", "finnerty",
    "fixed_term", "gain", "ghaidarov", "growing", "hull_white", "longstaff", "many", "marks",
    "of_common_beside_preferred", "offering", "put", "random_call", "random_term", "sale", "sold",
    "standard", "weighted",
]  # fmt: skip
