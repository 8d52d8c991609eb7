"""How a spreadsheet becomes a register: the bytes of a CSV, XLSX or ODS in, rows and findings out.

Tables of offers and of orders are read by the same hands (`wishes.py`), and more strictly: unknown
columns are refused, and nothing is taken for a total or left out.

Always true: any bytes give a reading and never a traceback; everything found is said at once, in
file order, each with its cell, code, reason and remedy; nothing doubtful is guessed in silence; a
row with an error is no row of the register; and the file's size, unpacked size, rows, columns,
cells and findings have limits.

What a file needs: a row of headings, in English or Chinese, and among them holder, class and
quantity. Decided once, and said where it happens:

- *Kind.* Ordinary cap tables do not say who is a person. Where no column says, a name with a sign
  of an organisation in it (Ltd, Fund, 公司, 合伙 …) is one, and any other is a person's: a person's
  name taken for a company's would be recorded for good, and could never be forgotten.
- *Abbreviated numbers.* 万, 亿, thousands and millions are refused, in cells and in headings: such
  figures are usually rounded, and a register is exact to the share. The remedy shows the number.
- *Days.* The year comes first. 03/04/2026 is two days, and 25/12/2026 stands in the same files;
  such days are read where somebody says how the file writes them, or a preset knows.
- *Presets.* Tables of other programs are recognised by their headings: which column counts where
  several could, and which rows are left out because they ended or are no shares. All of it is said.
- *Cost* is the total of the row, in the currency of its class; nothing is converted.
"""

from laogu.connectors.spreadsheet.columns import HEADINGS, NAMES, REQUIRED, Column, ColumnRead
from laogu.connectors.spreadsheet.layout import AS_RECOGNISED, DayOrder, Layout
from laogu.connectors.spreadsheet.ledger_read import LedgerRead
from laogu.connectors.spreadsheet.ledger_words import LEDGER, NEEDED
from laogu.connectors.spreadsheet.ledgers import read_ledger
from laogu.connectors.spreadsheet.limits import LIMITS, Limits
from laogu.connectors.spreadsheet.offers import OfferRow, OffersRead, read_offers
from laogu.connectors.spreadsheet.orders import OrderRow, read_orders
from laogu.connectors.spreadsheet.paper_words import NEEDED_OF_PAPERS, PAPERS
from laogu.connectors.spreadsheet.papers import read_papers
from laogu.connectors.spreadsheet.presets import Preset, presets
from laogu.connectors.spreadsheet.rates import typed_rates
from laogu.connectors.spreadsheet.reading import Reading, read_register
from laogu.connectors.spreadsheet.remarks import shown
from laogu.connectors.spreadsheet.wishes import RowsRead

__all__ = [
    "AS_RECOGNISED", "HEADINGS", "LEDGER", "LIMITS", "NAMES", "NEEDED", "NEEDED_OF_PAPERS",
    "PAPERS", "REQUIRED", "Column", "ColumnRead", "DayOrder", "Layout", "LedgerRead", "Limits",
    "OfferRow", "OffersRead", "OrderRow", "Preset", "Reading", "RowsRead", "presets",
    "read_ledger", "read_offers", "read_orders", "read_papers", "read_register", "shown",
    "typed_rates",
]  # fmt: skip
