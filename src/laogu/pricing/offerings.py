"""Who gets what when the company is listed: where one stops it, and where it is a cheap one.

A class with weighted-average protection has more shares the cheaper the offering is, by a curve
that is no line. It is followed by chords, so many that what comes out differs by a millionth.
"""

from typing import TYPE_CHECKING, Final

from laogu.pricing.claims import Claim, in_a_sale, in_an_offering, payoffs
from laogu.pricing.set_aside import apportioned
from laogu.pricing.structure import Holding, Structure
from laogu.pricing.table import Payoffs, joined
from laogu.pricing.terms import RAISED

if TYPE_CHECKING:
    import numpy as np

_CHORDS: Final = 96
_HALVINGS: Final = 52


Known = dict[tuple[Claim, ...], Payoffs]
"""Tables that were worked out, by what is claimed: an offering ends most of what grows."""


def offered(
    structure: Structure, active: tuple[int, ...] = (), known: Known | None = None
) -> Payoffs:
    """Return what each row gets in an offering; who alone stops it keeps what a sale gives it.

    active: who may stop it and does, as far as the structure says that it stops it for itself.
    known: tables of the same company at other times, to which this one is added.
    """
    apart = active if structure.stopped == "itself" else ()
    claims = _claims(structure.holdings, apart)
    known = {} if known is None else known
    if claims not in known:
        is_curved = any(_is(one) for one in structure.holdings)
        table = _curved(structure, claims, apart) if is_curved else payoffs(claims)
        known[claims] = apportioned(table, structure)
    return known[claims]


def _curved(structure: Structure, claims: tuple[Claim, ...], apart: tuple[int, ...]) -> Payoffs:
    """Return what each class gets where some have the more shares the cheaper the offering is."""
    import numpy as np

    ends = sorted({_price(one) * _outstanding(structure) for one in structure.holdings if _is(one)})
    first = sum(one.first for one in claims)
    known = {one for one in (*ends, first) if one <= ends[-1]}
    at = np.array(sorted({*np.linspace(0.0, ends[-1], _CHORDS + 1).tolist(), *known}))
    at = _finer(at, _along(structure, claims, apart, at))
    gets = _levelled(at, _along(structure, claims, apart, at))
    after = payoffs(claims)
    beyond = after.at[after.at > ends[-1]]
    rest = after.of(beyond) if len(beyond) else np.zeros((len(gets), 0))
    return joined(np.append(at, beyond), np.concatenate([gets, rest], axis=1), after.parts[:, -1])


def more_shares(holding: Holding, amount: float, outstanding: float) -> float:
    """Return how many shares one of the class becomes in an offering at an amount, for one before.

    Source: Gornall and Strebulaev's public program: an offering sells a fifth of what is then
    outstanding for a quarter of the value before it.
    """
    bought = RAISED * amount / (_price(holding) * outstanding)
    return 1 / min(1.0, (1 + bought) / (1 + RAISED))


def _is(holding: Holding) -> bool:
    return holding.averaged and bool(holding.price)


def _price(holding: Holding) -> float:
    return min(holding.converts_at or holding.price or 0.0, holding.price or 0.0)


def _outstanding(structure: Structure) -> float:
    return sum(one.as_converted for one in structure.holdings)


def _claims(holdings: tuple[Holding, ...], apart: tuple[int, ...]) -> tuple[Claim, ...]:
    claims = [in_an_offering(one) for one in holdings]
    for at in apart:
        kept = in_a_sale(holdings[at])
        claims[at] = Claim(kept.first, 1, kept.steps)
    return tuple(claims)


def _bends(at: "np.ndarray", gets: "np.ndarray") -> "np.ndarray":
    """Return by how much the slope changes at each amount between two others, of any row most."""
    import numpy as np

    found: np.ndarray = np.abs(np.diff(np.diff(gets, axis=1) / np.diff(at), axis=1)).max(axis=0)
    return found


def _finer(at: "np.ndarray", gets: "np.ndarray") -> "np.ndarray":
    """Return the amounts with more of them beside those at which a row turns by more than it bends.

    Where somebody converts the curve has a corner, and a chord across it is further off than along.
    """
    import numpy as np

    bends = _bends(at, gets)
    turns = np.flatnonzero(bends > 10 * np.median(bends) + 1e-12) + 1
    cells = sorted({cell for one in turns.tolist() for cell in (one - 1, one)})
    more = [np.linspace(at[one], at[one + 1], _CHORDS // 2) for one in cells]
    found: np.ndarray = np.unique(np.concatenate([at, *more]))
    return found


def _levelled(at: "np.ndarray", gets: "np.ndarray") -> "np.ndarray":
    """Return chords as far below a curve as above it: moved by a twelfth of the second difference.

    So their mean over two steps is the curve's, to the fourth order of the step. Not at corners,
    and not where steps differ. Rows still sum to the amounts, as their differences sum to nothing.
    """
    import numpy as np

    steps = np.diff(at)
    bends = _bends(at, gets) / (steps[1:] + steps[:-1])
    is_smooth = (np.abs(np.diff(steps)) < 1e-6 * steps[1:]) & (bends <= 10 * np.median(bends))
    found: np.ndarray = gets.copy()
    found[:, 1:-1] -= np.where(is_smooth, np.diff(gets, 2, axis=1) / 12, 0.0)
    return found


def _along(
    structure: Structure, claims: tuple[Claim, ...], apart: tuple[int, ...], at: "np.ndarray"
) -> "np.ndarray":
    """Return what each class gets at every amount, each with the shares it has there.

    What a common share gets is halved in on, all amounts at once.
    """
    import numpy as np

    outstanding = _outstanding(structure)
    more = np.ones((len(claims), len(at)))
    for row, one in enumerate(structure.holdings):
        if _is(one) and row not in apart:
            more[row] = [more_shares(one, amount, outstanding) for amount in at.tolist()]

    def claimed(level: "np.ndarray") -> "np.ndarray":
        return np.stack(
            [_claimed(one.first, one.steps, level * more[row]) for row, one in enumerate(claims)]
        )

    first = np.array([one.first for one in claims])
    plain = sum(one.as_converted for one in structure.holdings if one.strike is None)
    low, high = np.zeros(len(at)), at / max(plain, 1e-300)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        is_much = claimed(middle).sum(axis=0) > at
        low, high = np.where(is_much, low, middle), np.where(is_much, middle, high)
    gets = claimed((low + high) / 2)
    before = first.sum()
    if before > 0:
        short = at <= before
        gets[:, short] = first[:, None] * at[short] / before
    # The last digit of the halving is nobody's, and goes to all alike.
    total = gets.sum(axis=0)
    found: np.ndarray = gets * np.where(total > 0, at / np.where(total > 0, total, 1.0), 0.0)
    return found


def _claimed(
    first: float, steps: tuple[tuple[float, float], ...], level: "np.ndarray"
) -> "np.ndarray":
    """Return what a class claims at many levels."""
    import numpy as np

    total = np.full(len(level), first)
    ends = [*(one for one, _ in steps[1:]), np.inf]
    for (start, shares), end in zip(steps, ends, strict=True):
        if shares:
            total += shares * np.clip(level - start, 0.0, end - start)
    return total
