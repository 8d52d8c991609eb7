"""How the marks have done: the scoreboard that came with the program, and this market's own.

Always true: companies stand on the scoreboard by their ids, and no price of theirs does.
"""

from laogu.web.pages.scores.page import ROUTES

__all__ = ["ROUTES"]
