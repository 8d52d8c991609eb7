"""Plans, the terms on which grants vest, grants and what became of them, and who serves the issuer.

Always true: what was granted is what was exercised, released, ended, and what is left of it.
"""

from laogu.register.plans.events import (
    ExercisedBy,
    GrantAccepted,
    GrantEnded,
    GrantEndedBy,
    GrantExercised,
    GrantIssued,
    GrantReleased,
    GrantRepriced,
    HolderRelated,
    IssuedGrant,
    Plan,
    PlanRegistered,
    PlansEvent,
    PoolAdjusted,
    ReturnedToPool,
    ServiceEnded,
    VestingAccelerated,
    VestingEventNoted,
    VestingStarted,
    VestingTermsRegistered,
    WhenCancelled,
)
from laogu.register.plans.state import Act, Grant, GrantEvent, Plans, Pool, Service

__all__ = [
    "Act", "ExercisedBy", "Grant", "GrantAccepted", "GrantEnded", "GrantEndedBy", "GrantEvent",
    "GrantExercised", "GrantIssued", "GrantReleased", "GrantRepriced", "HolderRelated",
    "IssuedGrant", "Plan", "PlanRegistered", "Plans", "PlansEvent", "Pool", "PoolAdjusted",
    "ReturnedToPool", "Service", "ServiceEnded", "VestingAccelerated", "VestingEventNoted",
    "VestingStarted", "VestingTermsRegistered", "WhenCancelled",
]  # fmt: skip
