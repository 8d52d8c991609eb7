"""Options and leaving: every last day, its cost and tax, each way out, and a calendar of them.

Always true: what an exercise costs and how it is taxed is said before it happens; a calendar's
address opens that calendar and nothing else.
"""

from laogu.web.pages.leaving import desk, page
from laogu.web.routes import Route

ROUTES: tuple[Route, ...] = (*page.ROUTES, *desk.ROUTES)
