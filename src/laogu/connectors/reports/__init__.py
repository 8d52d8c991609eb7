"""A board's report: as plain data, laid out in words and pictures, and set for print.

Always true: the page and the file for print draw the same paper; the same inputs give the same
bytes.
"""

from laogu.connectors.reports.laid_out import laid_out
from laogu.connectors.reports.paper import Cell, Column, Paper, Picture, Row, Run, Section, Table
from laogu.connectors.reports.refusals import NoChineseFace, PdfNotInstalled
from laogu.connectors.reports.shapes import ReportTold
from laogu.connectors.reports.told import read_told, report_told
from laogu.connectors.reports.typesetting import pdf_of

__all__ = [
    "Cell", "Column", "NoChineseFace", "Paper", "PdfNotInstalled", "Picture", "ReportTold", "Row",
    "Run", "Section", "Table", "laid_out", "pdf_of", "read_told", "report_told",
]  # fmt: skip
