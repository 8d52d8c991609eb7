"""Encumbrances: what somebody else has in shares that stand on the register in a holder's name.

Always true: it follows the shares, what is free of it first; what was set apart for a claim is what
was paid, what was let go, and what is still held.
"""

from laogu.register.encumbrances.claims import Claimed, claimed
from laogu.register.encumbrances.events import (
    Basis,
    Claim,
    ClaimPaid,
    ClaimReleased,
    Encumbrance,
    EncumbranceKind,
    EncumbranceLifted,
    EncumbranceRecorded,
    EncumbrancesEvent,
    Lifter,
    ProceedsHeld,
)
from laogu.register.encumbrances.following import heirs_of, leaving
from laogu.register.encumbrances.refusals import (
    ClaimNotSaid,
    EncumbranceOver,
    EncumbranceUnknown,
    FavoursItsHolder,
    FavoursNobody,
    HeldForTooMany,
    LawNeverLifts,
    LiesOnNothing,
    LiftedForNoDay,
    NotAPaperHash,
    NothingClaimed,
    PaperMissing,
    RestrictionUnknown,
)
from laogu.register.encumbrances.rules import (
    check_stands,
    claim_paid,
    claim_released,
    encumber,
    encumbrance_of_id,
    let_go,
    paper,
)
from laogu.register.encumbrances.state import Encumbrances, Lifted, Standing
from laogu.register.encumbrances.views import (
    Encumbering,
    OnLot,
    has_nominees,
    held_for,
    in_favour_of,
    of_holder,
    of_issuer,
    on_lot,
    restrictions_on,
)

__all__ = [
    "Basis", "Claim", "ClaimNotSaid", "ClaimPaid", "ClaimReleased", "Claimed", "Encumbering",
    "Encumbrance", "EncumbranceKind", "EncumbranceLifted", "EncumbranceOver", "EncumbranceRecorded",
    "EncumbranceUnknown", "Encumbrances", "EncumbrancesEvent", "FavoursItsHolder", "FavoursNobody",
    "HeldForTooMany", "LawNeverLifts", "LiesOnNothing", "Lifted", "LiftedForNoDay", "Lifter",
    "NotAPaperHash", "NothingClaimed", "OnLot", "PaperMissing", "ProceedsHeld",
    "RestrictionUnknown", "Standing", "check_stands", "claim_paid", "claim_released", "claimed",
    "encumber", "encumbrance_of_id", "has_nominees", "heirs_of", "held_for", "in_favour_of",
    "leaving", "let_go", "of_holder", "of_issuer", "on_lot", "paper", "restrictions_on",
]  # fmt: skip
