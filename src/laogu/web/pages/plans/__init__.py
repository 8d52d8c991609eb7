"""Plans and grants: how a pool is used, how a grant stands on any day, and what may be done.

Always true: a grant is shown to its holder, the issuer, operator and inspector; of a plan somebody
else sees only what they were granted out of it.
"""

from collections.abc import Mapping

from laogu.journal import Recorded, made
from laogu.web.pages.plans import grant, plan
from laogu.web.routes import Route
from laogu.web.submitting import Then
from laogu.web.visit import Visit

ROUTES: tuple[Route, ...] = (*plan.ROUTES, *grant.ROUTES)


def _to_plan(visit: Visit, recorded: Recorded) -> str:
    return visit.to(f"/plan/{made(recorded.events)['plan'][0]}")


def _to_grant(visit: Visit, recorded: Recorded) -> str:
    return visit.to(f"/grant/{made(recorded.events)['security'][0]}")


THEN: Mapping[str, Then] = {"plan.register": _to_plan, "grant.issue": _to_grant}
