"""Options and leaving: every last day, its cost and tax, each way out, and a calendar of them.

Always true: what an exercise costs and how it is taxed is said before it happens; a calendar's
address opens that calendar and nothing else.
"""

from laogu.web.pages.leaving import desk, page
from laogu.web.pages.leaving.acts import shares_acts
from laogu.web.pages.leaving.desk import LeaversPage, leavers
from laogu.web.pages.leaving.page import LeavingPage, leaving

ROUTES = (*page.ROUTES, *desk.ROUTES)

__all__ = ["ROUTES", "LeaversPage", "LeavingPage", "leavers", "leaving", "shares_acts"]
