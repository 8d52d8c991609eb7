"""Quantities of a round that depend on each other, as straight lines, and where they meet.

Everything that is not known yet follows from three figures: N, all shares that convertibles become;
T, what the pool grows by beyond promised options; x, shares for one unit of money, which is one
over the price. A `Line` is constant + n N + t T + x x, with Fractions throughout.
"""

from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct

NONE = Fraction(0)


class Point(Struct, frozen=True, gc=False):
    """Where the three figures stand."""

    n: Fraction
    t: Fraction
    x: Fraction


class Line(Struct, frozen=True, gc=False):
    """constant + n N + t T + x x."""

    constant: Fraction = NONE
    n: Fraction = NONE
    t: Fraction = NONE
    x: Fraction = NONE

    def __add__(self, other: "Line") -> "Line":
        return Line(
            self.constant + other.constant, self.n + other.n, self.t + other.t, self.x + other.x
        )

    def __mul__(self, by: Fraction) -> "Line":
        return Line(self.constant * by, self.n * by, self.t * by, self.x * by)

    def at(self, point: Point) -> Fraction:
        """Return the quantity where the three figures stand at `point`."""
        return self.constant + self.n * point.n + self.t * point.t + self.x * point.x


def meet(n: Line, t: Line, x: Line) -> Point | None:
    """Return the point at which N = n, T = t and x = x; None: there is none, or no single one."""
    rows = [
        [1 - n.n, -n.t, -n.x, n.constant],
        [-t.n, 1 - t.t, -t.x, t.constant],
        [-x.n, -x.t, 1 - x.x, x.constant],
    ]
    solved = _eliminate(rows)
    return None if solved is None else Point(*solved)


def _eliminate(rows: list[list[Fraction]]) -> Sequence[Fraction] | None:
    """Return what solves three equations in three figures, exactly."""
    for place in range(3):
        pivot = next((row for row in range(place, 3) if rows[row][place]), None)
        if pivot is None:
            return None
        rows[place], rows[pivot] = rows[pivot], rows[place]
        by = rows[place][place]
        rows[place] = [one / by for one in rows[place]]
        for row in range(3):
            if row != place and (times := rows[row][place]):
                pairs = zip(rows[row], rows[place], strict=True)
                rows[row] = [one - times * other for one, other in pairs]
    return [row[3] for row in rows]
