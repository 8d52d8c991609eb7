"""What a board is told of its company's shares: the mark, what it rests on, and how it has done.

Always true: a report holds nothing that its day did not know, and the same books give the same one.
"""

from laogu.pricing.reports.calibrating import Calibration, calibrated
from laogu.pricing.reports.doing import TRADES_SHOWN, Done, Miss, done_by
from laogu.pricing.reports.reporting import Cited, Report, reported

__all__ = [
    "TRADES_SHOWN", "Calibration", "Cited", "Done", "Miss", "Report", "calibrated", "done_by",
    "reported",
]  # fmt: skip
