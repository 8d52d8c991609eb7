"""Holdings: every lot with a reason for every share that is not free, cash, offers and trades.

Always true: only who acts for a holder, the operator and inspectors see what it holds.
"""

from laogu.web.pages.holdings.page import ROUTES, HoldingsPage, holdings_page

__all__ = ["ROUTES", "HoldingsPage", "holdings_page"]
