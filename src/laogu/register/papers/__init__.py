"""What is on file of an issuer beside its shares: valuations, financings, documents, legends.

Always true: a paper is kept as it came; a later one never changes an earlier one.
"""

from laogu.register.papers.events import (
    DocumentRecorded,
    FinancingRecorded,
    HistoryTaken,
    LegendRecorded,
    PapersEvent,
    ValuationKind,
    ValuationRecorded,
)
from laogu.register.papers.refusals import ExpiresFirst, NotAHash
from laogu.register.papers.rules import digest
from laogu.register.papers.state import Paper, Papers
from laogu.register.papers.views import papers_of, valuation_on

__all__ = [
    "DocumentRecorded", "ExpiresFirst", "FinancingRecorded", "HistoryTaken", "LegendRecorded",
    "NotAHash", "Paper", "Papers", "PapersEvent", "ValuationKind", "ValuationRecorded", "digest",
    "papers_of", "valuation_on",
]  # fmt: skip
