"""Who gets what when the company is listed: where one stops it, and where it is a cheap one.

A class with weighted-average protection has more shares the cheaper the offering is, by a curve
that is no line. It is followed by chords, so many that they differ from it by a ten-millionth.
"""

from typing import TYPE_CHECKING, Final

from laogu.pricing.claims import in_a_sale, in_an_offering, payoffs
from laogu.pricing.set_aside import apportioned
from laogu.pricing.structure import Holding, Structure
from laogu.pricing.table import Payoffs

if TYPE_CHECKING:
    import numpy as np

_RAISED: Final = 0.25
"""What an offering raises of the company's value, and by which part shares become more."""

_CHORDS: Final = 512
_HALVINGS: Final = 64


def offered(structure: Structure, active: tuple[int, ...] = ()) -> Payoffs:
    """Return what each row gets in an offering; who alone stops it keeps what a sale gives it.

    active: who may stop it and does, as far as the structure says that it stops it for itself.
    """
    apart = active if structure.stopped == "itself" else ()
    if not any(one.averaged and one.price for one in structure.holdings):
        return apportioned(payoffs(_claims(structure.holdings, apart)), structure)
    import numpy as np

    ends = sorted({_price(one) * _outstanding(structure) for one in structure.holdings if _is(one)})
    first = sum(one.first for one in _claims(structure.holdings, apart))
    known = {one for one in (*ends, first) if one <= ends[-1]}
    at = np.array(sorted({*np.linspace(0.0, ends[-1], _CHORDS + 1).tolist(), *known}))
    at = _finer(at, _along(structure, apart, at))
    gets = _along(structure, apart, at)
    after = payoffs(_claims(structure.holdings, apart))
    beyond = after.at[after.at > ends[-1]]
    rest = after.of(beyond) if len(beyond) else np.zeros((len(gets), 0))
    table = Payoffs(np.append(at, beyond), np.concatenate([gets, rest], axis=1), after.beyond)
    return apportioned(table, structure)


def more_shares(holding: Holding, amount: float, outstanding: float) -> float:
    """Return how many shares one of the class becomes in an offering at an amount, for one before.

    Source: Gornall and Strebulaev's public program: an offering sells a fifth of what is then
    outstanding for a quarter of the value before it.
    """
    bought = _RAISED * amount / (_price(holding) * outstanding)
    return 1 / min(1.0, (1 + bought) / (1 + _RAISED))


def _is(holding: Holding) -> bool:
    return holding.averaged and bool(holding.price)


def _price(holding: Holding) -> float:
    return min(holding.converts_at or holding.price or 0.0, holding.price or 0.0)


def _outstanding(structure: Structure) -> float:
    return sum(one.as_converted for one in structure.holdings)


def _claims(holdings: tuple[Holding, ...], apart: tuple[int, ...]):  # type: ignore[no-untyped-def]
    claims = [in_an_offering(one) for one in holdings]
    for at in apart:
        kept = in_a_sale(holdings[at])
        claims[at] = type(kept)(kept.first, 1, kept.steps)
    return claims


def _finer(at: "np.ndarray", gets: "np.ndarray") -> "np.ndarray":
    """Return the amounts with more of them beside those at which a row turns by more than it bends.

    Where somebody converts the curve has a corner, and a chord across it is further off than along.
    """
    import numpy as np

    bends = np.abs(np.diff(np.diff(gets, axis=1) / np.diff(at), axis=1)).max(axis=0)
    turns = np.flatnonzero(bends > 10 * np.median(bends) + 1e-12) + 1
    cells = sorted({cell for one in turns.tolist() for cell in (one - 1, one)})
    more = [np.linspace(at[one], at[one + 1], _CHORDS // 8) for one in cells]
    found: np.ndarray = np.unique(np.concatenate([at, *more]))
    return found


def _along(structure: Structure, apart: tuple[int, ...], at: "np.ndarray") -> "np.ndarray":
    """Return what each class gets at every amount, each with the shares it has there.

    What a common share gets is halved in on, all amounts at once.
    """
    import numpy as np

    outstanding = _outstanding(structure)
    claims = _claims(structure.holdings, apart)
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
