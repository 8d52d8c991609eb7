"""Rights: may this transfer happen, and who is asked first.

Always true: a rule says pass only when every fact it needs is known; what is known from memory only
never blocks; the latest day and the smallest quantity count.
"""

from laogu.rights.explain import (
    NOBODY,
    check_again,
    closing_in_force,
    consent_in_force,
    explain,
    explain_purchase,
    open_ways,
    refusal_in_force,
    sellable,
)
from laogu.rights.first_refusal import allocate, right_holders
from laogu.rights.in_force import Standing
from laogu.rights.lots import LotFree, lot_free, lots_free, restricted_units
from laogu.rights.mechanism import DEFAULT, mechanism
from laogu.rights.reasons import Reason, ReasonKind, Short, reasons, short_of
from laogu.rights.releases import (
    Keeps,
    Locked,
    Regime,
    Release,
    keeps,
    locked,
    locked_alike,
    regimes,
    releases,
)
from laogu.rights.results import (
    PRECEDENCE,
    Answer,
    Cite,
    Kind,
    Proposal,
    Result,
    RuleResult,
    Task,
    combine,
)
from laogu.rights.unhindered import Ground, going, ground_of, unhindered

__all__ = [
    "DEFAULT", "NOBODY", "PRECEDENCE", "Answer", "Cite", "Ground", "Keeps", "Kind", "Locked",
    "LotFree", "Proposal", "Reason", "ReasonKind", "Regime", "Release", "Result", "RuleResult",
    "Short", "Standing", "Task", "allocate", "check_again", "closing_in_force", "combine",
    "consent_in_force", "explain", "explain_purchase", "going", "ground_of", "keeps", "locked",
    "locked_alike", "lot_free", "lots_free", "mechanism", "open_ways", "reasons",
    "refusal_in_force", "regimes", "releases", "restricted_units", "right_holders", "sellable",
    "short_of", "unhindered",
]  # fmt: skip
