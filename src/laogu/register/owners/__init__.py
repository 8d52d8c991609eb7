"""Owners: who stands behind a holder, through partnerships, vehicles and platforms.

Always true: on no day does a vehicle own a part of itself through others, and its owners together
own at most all of it.
"""

from laogu.register.owners.events import InterestRecorded, OwnersEvent, VehicleKind
from laogu.register.owners.refusals import (
    InterestInRing,
    NotAFraction,
    PartsExceedWhole,
    VehicleIsAPerson,
)
from laogu.register.owners.rules import add_interest, fraction_of, percent
from laogu.register.owners.state import Interest, Owners
from laogu.register.owners.views import (
    Behind,
    End,
    Step,
    chains,
    look_behind,
    sole_owner,
    wholly_owned,
)

__all__ = [
    "Behind", "End", "Interest", "InterestInRing", "InterestRecorded", "NotAFraction", "Owners",
    "OwnersEvent", "PartsExceedWhole", "Step", "VehicleIsAPerson", "VehicleKind", "add_interest",
    "chains", "fraction_of", "look_behind", "percent", "sole_owner", "wholly_owned",
]  # fmt: skip
