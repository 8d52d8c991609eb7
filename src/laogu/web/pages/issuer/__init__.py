"""A company's pages: who holds what, what may be sold, what it was sold for, what is known."""

from laogu.web.pages.issuer import anchors, mark, page, report, rules, transfer, waterfall
from laogu.web.routes import Route

ROUTES: tuple[Route, ...] = (
    *page.ROUTES,
    *anchors.ROUTES,
    *mark.ROUTES,
    *report.ROUTES,
    *rules.ROUTES,
    *transfer.ROUTES,
    *waterfall.ROUTES,
)
