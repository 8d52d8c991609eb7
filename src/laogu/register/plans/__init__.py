"""Plans, the terms on which grants vest, grants and what became of them, and who serves the issuer.

Always true: what was granted is what was exercised, released, ended, and what is left of it.
"""

from laogu.register.plans.ending import ends_at, ends_on, forfeited, lapsed, serving
from laogu.register.plans.events import (
    ExercisedBy,
    GrantAccepted,
    GrantEnded,
    GrantEndedBy,
    GrantExercised,
    GrantIssued,
    GrantReleased,
    GrantRepriced,
    GrantSplit,
    HolderRelated,
    IssuedGrant,
    Plan,
    PlanRegistered,
    PlansEvent,
    PoolAdjusted,
    PoolSplit,
    Relationship,
    ReturnedToPool,
    ServiceEnded,
    Status,
    VestingAccelerated,
    VestingEventNoted,
    VestingStarted,
    VestingTermsRegistered,
    WhenCancelled,
)
from laogu.register.plans.lives import Act, Grant, GrantEvent, Pool, Tenure
from laogu.register.plans.refusals import (
    BelowGranted,
    BeyondAuthorisedShares,
    BeyondPool,
    ConditionUnknown,
    CostsNothing,
    DecimalsDiffer,
    GrantInUse,
    GrantOver,
    GrantTaken,
    GrantUnknown,
    NameTaken,
    NotOfPlan,
    NotToday,
    PlanUnknown,
    PoolNotSaid,
    SaidBefore,
    ScheduleUnreadable,
    StillWaits,
    ToItself,
    VestingTermsUnknown,
)
from laogu.register.plans.rules import (
    check_event,
    check_instalments,
    check_not_taken,
    check_pool,
    check_reserve,
    check_start,
    check_terms,
    end,
    events_of,
    free_name,
    grant_of,
    living_grant,
    plan_of,
    terms_of,
)
from laogu.register.plans.splitting import price_after
from laogu.register.plans.standing import (
    GrantStanding,
    Timelines,
    accepted_on,
    exercises_of,
    history_of,
    leaving_of,
    option_of,
    price_on,
    service_ends,
    standing,
    vests_of,
)
from laogu.register.plans.state import Plans
from laogu.register.plans.transferring import transfer_grant
from laogu.register.plans.used import Used, rows_of
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
from laogu.register.plans.words import LIKE, every, terms_in

__all__ = [
    "LIKE", "Act", "BelowGranted", "BeyondAuthorisedShares", "BeyondPool", "ConditionUnknown",
    "CostsNothing", "DecimalsDiffer", "ExercisedBy", "Grant", "GrantAccepted", "GrantEnded",
    "GrantEndedBy", "GrantEvent", "GrantExercised", "GrantInUse", "GrantIssued", "GrantOver",
    "GrantReleased", "GrantRepriced", "GrantSplit", "GrantStanding", "GrantTaken",
    "GrantUnknown", "HolderRelated", "IssuedGrant", "NameTaken", "NotOfPlan", "NotToday",
    "Plan", "PlanRegistered", "PlanUnknown", "Plans", "PlansEvent", "Pool", "PoolAdjusted",
    "PoolNotSaid", "PoolSplit", "PoolUse", "Relation", "Relationship", "ReturnedToPool",
    "SaidBefore", "ScheduleUnreadable", "ServiceEnded", "Status", "StillWaits", "Tenure",
    "Timelines", "ToItself", "Used", "VestingAccelerated", "VestingEventNoted",
    "VestingStarted", "VestingTermsRegistered", "VestingTermsUnknown", "WhenCancelled",
    "accepted_on", "check_event", "check_instalments", "check_not_taken", "check_pool",
    "check_reserve", "check_start", "check_terms", "end", "ends_at", "ends_on", "events_of",
    "every", "exercises_of", "forfeited", "free_name", "grant_of", "grants_of_holder",
    "grants_of_issuer", "grants_of_plan", "groups", "history_of", "lapsed", "leaving_of",
    "living_grant", "option_of", "plan_of", "pool_use", "price_after", "price_on",
    "relation_of", "relations", "reserved_on", "rows_of", "service_ends", "serving", "standing",
    "terms_in", "terms_of", "transfer_grant", "vests_of",
]  # fmt: skip
