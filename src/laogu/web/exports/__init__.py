"""The corner of a table: the same rows as CSV, XLSX and JSON, at the page's own address.

A page hands its tables over before it is drawn; what the address ends in chooses the form, and
`table` in its query which of them, the first where none is named:

    sheets = (Sheet("holders", ("holder", "quantity"), rows), …)
    return exported(visit, *sheets) or page(visit, …, exports=corner(visit, "holders"))

Always true: a file holds every row the page's filter leaves, in the page's order and as of its day,
and never more than the page would show to the same visitor. Figures are exact, with their unit in
the heading; days are YYYY-MM-DD; no text can be taken for a formula by a spreadsheet.
"""

from laogu.web.exports.choosing import BOOK, corner, exported, is_file, part_of
from laogu.web.exports.sheet import Row, Sheet, Value, figure_or_text

__all__ = [
    "BOOK",
    "Row",
    "Sheet",
    "Value",
    "corner",
    "exported",
    "figure_or_text",
    "is_file",
    "part_of",
]
