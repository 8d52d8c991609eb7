"""Evidence: what is known, who said it, and how sure we are.

Always true: every fact has a source; two that contradict each other both stay.
"""

from laogu.evidence.anchors import (
    KINDS,
    MONEY_MOVED,
    Anchor,
    AnchorKind,
    Basis,
    Holding,
    comes_to,
    of_the_whole,
)
from laogu.evidence.events import EvidenceEvent, FactRecorded, Sureness
from laogu.evidence.state import Evidence, Fact
from laogu.evidence.views import anchors_of, contradictions, facts_of, last_anchor

__all__ = [
    "KINDS", "MONEY_MOVED", "Anchor", "AnchorKind", "Basis", "Evidence", "EvidenceEvent", "Fact",
    "FactRecorded", "Holding", "Sureness", "anchors_of", "comes_to", "contradictions", "facts_of",
    "last_anchor", "of_the_whole",
]  # fmt: skip
