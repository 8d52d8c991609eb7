"""The same values for many companies at once: a column is a company, and nothing loops over them.

Always true: what comes out for a company is what it is worth alone, to a billionth part; a price
that nothing leads to is not a number, and the others are worth what they are.
"""

from laogu.pricing.many import fixed_term, random_term
from laogu.pricing.many.doubts import NUMBERS, Doubted, doubted
from laogu.pricing.many.fixed_term import Sales
from laogu.pricing.many.powers import Powers
from laogu.pricing.many.random_term import Contracts

__all__ = [
    "NUMBERS",
    "Contracts",
    "Doubted",
    "Powers",
    "Sales",
    "doubted",
    "fixed_term",
    "random_term",
]
