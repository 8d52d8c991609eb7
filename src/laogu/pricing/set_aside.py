"""What is set aside of what is divided: for people, before shares; for others, out of shares."""

from collections.abc import Sequence
from math import isclose

from laogu.pricing.structure import Holding, Structure
from laogu.pricing.table import Payoffs, joined


def carved(paid: Payoffs, holdings: Sequence[Holding], *, preferences: float) -> Payoffs:
    """Return a table in which every carve-out has its part, and the rest is divided as before.

    preferences: what comes first in all. Of several, one takes its part of what the ones listed
    before it and the shares get together; those of all that comes are taken last.
    """
    outs = [(at, one.carved) for at, one in enumerate(holdings) if one.carved is not None]
    for at, out in sorted(outs, key=lambda one: one[1].before):
        paid = _with_part(paid, at, out.part, 0.0 if out.before else preferences, out.most)
    return paid


def _with_part(paid: Payoffs, row: int, part: float, above: float, most: float | None) -> Payoffs:
    """Return a table in which a row has a part of what comes above an amount."""
    import numpy as np

    # Of the rest r above the amount the part k of all is r·k/(1 - k).
    each = part / (1 - part)
    turns = [above] if most is None else [above, above + most / each]
    kinked = with_kinks(paid, turns)
    gets, beyond = kinked.gets.copy(), kinked.parts[:, -1].copy()
    got = np.minimum(each * np.maximum(kinked.at - above, 0.0), np.inf if most is None else most)
    gets[row] = got
    if most is None:
        beyond *= 1 - part
        beyond[row] = part
    return joined(kinked.at + got, gets, beyond)


def apportioned(paid: Payoffs, structure: Structure) -> Payoffs:
    """Return a table with a row more for each encumbrance: what of its class it receives.

    Rows of classes stay as they are, so that the others tell of which part somebody else has it.
    """
    import numpy as np

    for one in structure.encumbered:
        row, most = structure.named(one.stock_class), one.most
        if most is not None:
            paid = with_kinks(paid, _reaches(paid, row, most / one.part))
        beyond = paid.parts[:, -1]
        got, its = one.part * paid.gets[row], one.part * beyond[row]
        if most is not None:
            is_full = got[-1] >= most * (1 - 1e-12)
            got, its = np.minimum(got, most), 0.0 if is_full else its
        paid = joined(paid.at, np.vstack([paid.gets, got]), np.append(beyond, its))
    return paid


def with_kinks(paid: Payoffs, more: Sequence[float]) -> Payoffs:
    """Return the same table with further kinks, at which nothing changes.

    One that a kink differs from in its last digits only is that kink.
    """
    import numpy as np

    known = paid.at.tolist()
    new = [
        one for one in more if one > 0 and not any(isclose(one, at, rel_tol=1e-14) for at in known)
    ]
    if not new:
        return paid
    at = np.array(sorted({*known, *new}))
    return joined(at, paid.of(at), paid.parts[:, -1])


def _reaches(paid: Payoffs, row: int, target: float) -> list[float]:
    """Return the amounts at which a row reaches a figure, going up or down."""
    import numpy as np

    at, gets = paid.at, paid.gets[row] - target
    turns = np.flatnonzero(gets[:-1] * gets[1:] < 0)
    found = [
        float(at[one] + (at[one + 1] - at[one]) * gets[one] / (gets[one] - gets[one + 1]))
        for one in turns
    ]
    if gets[-1] < 0 < paid.parts[row, -1]:
        found.append(float(at[-1] - gets[-1] / paid.parts[row, -1]))
    return found
