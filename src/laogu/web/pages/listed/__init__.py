"""Lists: offers or orders, as lines or a file, looked at whole and recorded whole or not at all.

Always true: what is recorded is what was shown: the form that records carries what was looked at,
and whom each name was found to mean; sent twice, it is answered as the first time.
"""

from laogu.web.pages.listed.looked import (
    ListOf,
    Looked,
    Name,
    Named,
    holder_of,
)
from laogu.web.pages.listed.page import MOST_SHOWN, ListPage, Words, list_page
from laogu.web.pages.listed.steps import look_at, record_it

__all__ = [
    "MOST_SHOWN", "ListOf", "ListPage", "Looked", "Name", "Named", "Words",
    "holder_of", "list_page", "look_at", "record_it",
]  # fmt: skip
