"""A trade: its life with its clocks, who has been asked, both legs, and what is yours to do.

Always true: only its sides, those who were asked, the issuer, the operator and inspectors see it.
"""

from laogu.web.pages.trade.page import ROUTES, TradePage, trade, trade_page

__all__ = ["ROUTES", "TradePage", "trade", "trade_page"]
