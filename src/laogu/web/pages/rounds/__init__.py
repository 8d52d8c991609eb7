"""Rounds of an issuer: its convertibles and warrants, a round modelled step by step, and closed.

Always true: only who acts for the issuer, the operator and inspectors see the page; what is
modelled stands in the address, so that it can be sent to somebody and taken along as a table.
"""

from laogu.web.pages.rounds.page import ROUTES, RoundsPage, rounds_page

__all__ = ["ROUTES", "RoundsPage", "rounds_page"]
