"""Student's t one figure at a time: as SciPy and the tables have it, and found in a few steps."""

import subprocess
import sys
from math import exp, pi, sqrt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from laogu.pricing.marks.student import normal_below, reached, t_below, t_density

# Student's t, two-sided 95 %: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2.
TABLE = [(1, 12.706), (2, 4.303), (4, 2.776), (10, 2.228), (30, 2.042), (100, 1.984)]

LOADS = """
import sys
from datetime import date
from laogu.pricing.marks import History, Point, mark
rounds = [
    Point(on=date(year, 1, 15), kind="primary_round", currency="USD", valuation=1e9)
    for year in (2020, 2023)
]
found = mark(History(issuer="made", points=tuple(rounds)), date(2026, 1, 15))
assert found.quantiles
print(*(name for name in sys.modules if name.partition(".")[0] == "scipy"))
"""


@pytest.mark.parametrize(("tails", "at"), TABLE)
def test_the_table_of_student_s_t_is_met(tails: float, at: float):
    assert t_below(at, tails) == pytest.approx(0.975, abs=2e-5)
    assert t_below(-at, tails) == pytest.approx(0.025, abs=2e-5)


@given(st.floats(0.3, 100), st.floats(-1e6, 1e6))
@example(1.0, 0.0)
@example(4.0767, 5e-324)
@example(2.0, -1e300)
@example(4.0, sqrt(12.0))
def test_it_is_as_likely_as_scipy_has_it(tails: float, at: float):
    from scipy.special import ndtr, stdtr

    assert t_below(at, tails) == pytest.approx(float(stdtr(tails, at)), rel=1e-12, abs=1e-300)
    assert normal_below(at) == pytest.approx(float(ndtr(at)), rel=1e-12, abs=1e-300)


@given(st.floats(0.5, 50), st.floats(-20, 20))
def test_the_density_is_as_scipy_has_it(tails: float, at: float):
    from scipy.stats import t

    assert t_density(at, tails) == pytest.approx(float(t.pdf(at, tails)), rel=1e-11)


@given(
    st.floats(0.02, 0.98), st.floats(0, 0.43), st.floats(-6, 6), st.floats(0.1, 1.5),
    st.floats(1.5, 8),
)  # fmt: skip
@example(0.3, 0.3, -6.0, 0.1, 4.0)
def test_a_figure_of_two_branches_is_found_in_a_few_steps(
    likely: float, failed: float, lost: float, spread: float, tails: float
):
    looks: list[float] = []

    def likelihood(at: float) -> float:
        looks.append(at)
        return (1 - failed) * t_below(at, tails) + failed * normal_below((at - lost) / spread)

    def density(at: float) -> float:
        normal = exp(-(((at - lost) / spread) ** 2) / 2) / (spread * sqrt(2 * pi))
        return (1 - failed) * t_density(at, tails) + failed * normal

    found = reached(likely, likelihood, density, low=-90, high=90, start=0.0)

    assert len(looks) <= 40
    assert likelihood(found) == pytest.approx(likely, abs=1e-11)


def test_a_mark_with_its_figures_loads_no_scipy():
    ran = subprocess.run(
        [sys.executable, "-c", LOADS], capture_output=True, text=True, check=True, timeout=60
    )

    assert ran.stdout.split() == []
