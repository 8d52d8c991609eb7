"""Evidence: what is known, who said it, and how sure we are.

Always true: every fact has a source; two that contradict each other both stay.
"""

from laogu.evidence.events import EvidenceEvent, FactRecorded, Sureness
from laogu.evidence.state import Evidence, Fact
from laogu.evidence.views import contradictions, facts_of

__all__ = [
    "Evidence", "EvidenceEvent", "Fact", "FactRecorded", "Sureness", "contradictions", "facts_of",
]  # fmt: skip
