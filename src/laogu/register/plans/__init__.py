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
from laogu.register.plans.standing import (
    GrantStanding,
    Timelines,
    Used,
    exercises_of,
    history_of,
    leaving_of,
    option_of,
    price_on,
    rows_of,
    service_ends,
    standing,
    vests_of,
)
from laogu.register.plans.state import Act, Grant, GrantEvent, Plans, Pool, Service
from laogu.register.plans.views import (
    PoolUse,
    Relation,
    grants_of_holder,
    grants_of_issuer,
    grants_of_plan,
    groups,
    pool_use,
    relation_of,
    relations,
    reserved_on,
)

__all__ = [
    "Act", "ExercisedBy", "Grant", "GrantAccepted", "GrantEnded", "GrantEndedBy", "GrantEvent",
    "GrantExercised", "GrantIssued", "GrantReleased", "GrantRepriced", "GrantStanding",
    "HolderRelated", "IssuedGrant", "Plan", "PlanRegistered", "Plans", "PlansEvent", "Pool",
    "PoolAdjusted", "PoolUse", "Relation", "ReturnedToPool", "Service", "ServiceEnded",
    "Timelines", "Used", "VestingAccelerated", "VestingEventNoted", "VestingStarted",
    "VestingTermsRegistered", "WhenCancelled", "exercises_of", "grants_of_holder",
    "grants_of_issuer", "grants_of_plan", "groups", "history_of", "leaving_of", "option_of",
    "pool_use", "price_on", "relation_of", "relations", "reserved_on", "rows_of",
    "service_ends", "standing", "vests_of",
]  # fmt: skip
