"""A file of a round becomes what a share would cost, who would have how much, and every step.

Always true: nothing is recorded; a figure is written in plain digits and counted exactly.
"""

from laogu.connectors.rounds.reading import LARGEST_ROUND_FILE, RoundRead, read_round
from laogu.connectors.rounds.refusals import NotARoundFile
from laogu.connectors.rounds.told import part, plain, told

__all__ = [
    "LARGEST_ROUND_FILE", "NotARoundFile", "RoundRead", "part", "plain", "read_round",
    "told",
]  # fmt: skip
