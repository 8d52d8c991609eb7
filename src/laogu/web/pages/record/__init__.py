"""The record: every entry of the journal, what it changed, and whether all is sound."""

from laogu.web.pages.record import entry, page
from laogu.web.routes import Route

ROUTES: tuple[Route, ...] = (*page.ROUTES, *entry.ROUTES)
