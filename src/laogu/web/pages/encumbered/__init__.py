"""Encumbrances and last holders: what others have in shares, and who owns them in the end.

Always true: an encumbrance is shown to whom it concerns, and to anybody only where it is public.
"""

from laogu.web.pages.encumbered.page import ROUTES
from laogu.web.pages.encumbered.rows import Encumbered, EncumbranceRow, encumbered, sheet_of

__all__ = ["ROUTES", "Encumbered", "EncumbranceRow", "encumbered", "sheet_of"]
