"""What a company without a price may be worth, by what companies of its size are: grade E only.

The logarithm of value over size, by sector: each sector lies off the whole by a little, and one
with few companies is drawn to the whole. What is asked for is the distribution for one company
more, so that it holds what nobody knows of the model as well as how companies differ.
"""

from collections.abc import Sequence
from datetime import date
from math import log, sqrt
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

if TYPE_CHECKING:
    import numpy as np

By = Literal["revenue", "headcount", "stage"]

LEAST_PEERS: Final = 5
"""Companies that are needed before anything is said of another one."""

SECTORS_DIFFER: Final = 0.35
"""How far sectors lie off the whole, believed before."""

ALONE: Final = 0.60
"""How far companies of one sector lie off it, believed before as surely as four companies say it;
of a good multiple of listed companies 0.40 is published."""

BELIEVED_AS: Final = 4


class Described(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was said of a company by a day. revenue: of a year, in `currency`. stage: any word."""

    on: date
    currency: str | None = None
    revenue: float | None = None
    headcount: float | None = None
    stage: str | None = None
    sector: str | None = None


class Peer(Struct, frozen=True):
    """Another company with a mark. log: of its value as a company; spread: of that."""

    log: float
    spread: float
    currency: str
    described: Described


class Prior(Struct, frozen=True, kw_only=True):
    """A company by its peers. mean, spread: of the logarithm of its value; peers: how many."""

    mean: float
    spread: float
    by: By
    peers: int


def pooled(of: Described, peers: Sequence[Peer], *, currency: str) -> Prior | None:
    """Return what peers say of a company's value in a currency; None: too few do, or none can.

    By revenue in that currency where it is known, else by headcount, else by stage alone.
    """
    ladder: tuple[By, ...] = ("revenue", "headcount", "stage")
    for by in ladder:
        size = _size(of, by, currency)
        if size is None:
            continue
        known = [
            (one, other)
            for one in peers
            for other in [_size(one.described, by, currency)]
            if one.currency == currency and other is not None
            if by != "stage" or one.described.stage == of.stage
        ]
        if len(known) >= LEAST_PEERS:
            mean, spread = _for_one_more(
                [one.log - other for one, other in known],
                [one.spread for one, _ in known],
                [one.described.sector for one, _ in known],
                of.sector,
            )
            return Prior(mean=mean + size, spread=spread, by=by, peers=len(known))
    return None


def _size(described: Described, by: By, currency: str) -> float | None:
    """Return the logarithm of what a value is compared with; None: it is not known."""
    if by == "stage":
        return None if described.stage is None else 0.0
    if by == "revenue" and described.currency != currency:
        return None
    found = described.revenue if by == "revenue" else described.headcount
    return log(found) if found is not None and 0 < found < float("inf") else None


def _for_one_more(
    multiples: Sequence[float],
    spreads: Sequence[float],
    sectors: Sequence[str | None],
    sector: str | None,
) -> tuple[float, float]:
    """Return mean and spread of the multiple of one company more, in a sector.

    A normal model with a free whole, sectors that lie off it by `SECTORS_DIFFER`, and companies
    that lie off their sector by what the residuals say with what was believed before.
    """
    import numpy as np

    seen, own = np.array(multiples), np.array(spreads) ** 2
    ones = np.ones(len(seen))
    alike = np.array([[one is not None and one == other for other in sectors] for one in sectors])
    np.fill_diagonal(alike, val=True)
    tie = SECTORS_DIFFER**2 * np.array([sector is not None and one == sector for one in sectors])

    def whole(alone: float) -> tuple["np.ndarray", float, float, "np.ndarray"]:
        inverse = np.linalg.inv(SECTORS_DIFFER**2 * alike + np.diag(own + alone))
        sure = float(ones @ inverse @ ones)
        middle = float(ones @ inverse @ seen) / sure
        return inverse, sure, middle, inverse @ (seen - middle)

    alone = ALONE**2
    for _ in range(50):
        inverse, sure, _, off = whole(alone)
        # What is a company's own beside its sector: its square as expected, by what was seen, with
        # the whole not known either.
        free = np.diag(inverse) - (inverse @ ones) ** 2 / sure
        squares = float(((alone * off) ** 2 + alone - alone**2 * free).sum())
        alone = (BELIEVED_AS * ALONE**2 + squares) / (BELIEVED_AS + len(seen))
    inverse, sure, middle, off = whole(alone)
    gap = 1 - float(ones @ inverse @ tie)
    variance = SECTORS_DIFFER**2 + alone - float(tie @ inverse @ tie) + gap**2 / sure
    return middle + float(tie @ off), sqrt(variance)
