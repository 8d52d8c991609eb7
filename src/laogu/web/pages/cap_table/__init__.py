"""The cap table of a company, its securities one by one, and its holders."""

from laogu.web.pages.cap_table import certificate, holder, page, security
from laogu.web.routes import Route

ROUTES: tuple[Route, ...] = (
    *page.ROUTES,
    *security.ROUTES,
    *certificate.ROUTES,
    *holder.ROUTES,
)
