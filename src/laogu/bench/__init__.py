"""The benchmarks: each thing beside its limit, in turn, in the same run, as ratios.

Always true: a figure is a median of at least five, and stands beside its floor and what was seen.
"""

from laogu.bench.goals import Found, Goal
from laogu.bench.program import GOALS, NoSuchBenchmark, main

__all__ = ["GOALS", "Found", "Goal", "NoSuchBenchmark", "main"]
