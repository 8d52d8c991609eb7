"""Fit the parameters of marks again, and write them down: `python -m tests.pricing.fitted`.

It reads ../shared/data/price_histories.json, takes a minute or so, and writes `frozen.py` with the
next version to be stated by hand. The spreads of the plain guesses are fitted on all of it at once.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from math import exp, log, sqrt
from pathlib import Path

from msgspec.structs import asdict, fields

from laogu.connectors.pricing import read_histories
from laogu.pricing.marks import Forecastable, Parameters, fold_of, rolling
from laogu.pricing.marks.anchoring import Anchor
from laogu.pricing.marks.filtering import years
from laogu.pricing.marks.fitting import fit
from laogu.pricing.marks.frozen import FOLDS
from laogu.pricing.marks.scoring import GUESSES

ROOT = Path(__file__).parents[2]
FROZEN = ROOT / "src/laogu/pricing/marks/frozen.py"
GIVEN = ROOT.parent / "shared/data/price_histories.json"


def main() -> None:
    """Fit, and write."""
    read = read_histories(GIVEN.read_bytes(), GIVEN.name)
    rolled = [one for history in read.histories for one in rolling(history)]
    taught = sorted({history.issuer for history in read.histories})
    whole = fit(rolled)
    without = [fit([one for one in rolled if fold_of(one.issuer) != fold]) for fold in range(FOLDS)]
    spreads = {name: spread_of(rolled, guess) for name, guess in GUESSES.items()}
    text = FROZEN.read_text(encoding="utf-8")
    head = text[: text.index("TAUGHT: Final")]
    listed = "".join(f'"{one}", ' for one in taught)
    parts = [
        f"{head}TAUGHT: Final = frozenset(({listed}))\n",
        f"PARAMETERS: Final = {written(whole)}\n",
        f"WITHOUT: Final = ({', '.join(written(one) for one in without)})\n",
        "BASELINES: Final = {",
        *(f'"{name}": Spread({once}, {year}),' for name, (once, year) in spreads.items()),
        "}\n",
    ]
    FROZEN.write_text("\n".join(parts), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", str(FROZEN)], check=True)


def written(parameters: Parameters) -> str:
    """Return parameters as code, to four decimals."""
    unfitted = {one.name: one.default for one in fields(Parameters)}
    given = {
        name: value
        for name, value in asdict(parameters).items()
        if name != "noise" and value != unfitted[name]
    }
    plain = ", ".join(f"{name}={round(value, 4)}" for name, value in given.items())
    marks, words = (round(parameters.noise[kind], 4) for kind in ("fund_mark", "talks"))
    return f"Parameters({plain}, noise=_noise(of_marks={marks}, of_words={words}))"


def spread_of(
    rolled: Sequence[Forecastable], guess: Callable[[Sequence[Anchor]], Anchor | None]
) -> tuple[float, float]:
    """Return the spread, at once and a year, under which a plain guess is least surprised."""
    from scipy.optimize import minimize

    missed = [
        (one.came.log - found.log, years(found.on, one.came.on))
        for one in rolled
        if (found := guess(one.before)) is not None
    ]

    def surprise(logs: Sequence[float]) -> float:
        once, year = exp(logs[0]), exp(logs[1])
        spreads = [(off, sqrt(once**2 + year**2 * span)) for off, span in missed]
        return sum(log(spread) + (off / spread) ** 2 / 2 for off, spread in spreads)

    found = minimize(surprise, [-1.0, -0.5], method="Nelder-Mead")
    return round(exp(found.x[0]), 4), round(exp(found.x[1]), 4)


if __name__ == "__main__":
    assert re.search(r"^TAUGHT: Final", FROZEN.read_text(encoding="utf-8"), re.MULTILINE)
    main()
