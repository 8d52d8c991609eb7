"""The circle of a round, solved exactly: price, conversions, pool and protections at once.

The price divides the valuation by a number of shares that grows with the conversions and the pool;
these grow as the price falls. With x = 1 / price, N all converted shares, T the pool's growth,
M the new money and E, O, P what stands before (shares as converted, options and warrants, pool):

    F = E + gained(x) + O + P + N + T + M x                 fully diluted after
    V x = E + [gained] + O + P + [N] + [T]                  pre-money valuation V
    W x = F                                                 or post-money valuation W
    T = max(0, part of F - what the pool holds)
    n of a convertible = the largest of its ways, N their sum

Everything is the largest of straight lines that never fall, so the search below takes, from any
choice of ways, the best one at the point found, and comes to the only solution in a few steps: each
is solved with Fractions, and nothing is approximated.
"""

from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct

from laogu.basics import said
from laogu.register.rounds.branches import Ways, line_of
from laogu.register.rounds.capital import Capital, Kind, Round
from laogu.register.rounds.lines import Line, Point, meet
from laogu.register.rounds.protecting import base_of
from laogu.register.rounds.refusals import NoSuchRound

MOST_TURNS = 1_000
"""Choices that are tried for a round; each is better than the one before."""


class Solved(Struct, frozen=True, kw_only=True):
    """The exact solution: shares are Fractions, nothing is rounded.

    taken: of each convertible, which of its ways. shares: what it becomes. gained: in common, by
    class. more_pool: beyond what promised options need. counted: what the price divides by.
    """

    x: Fraction
    taken: tuple[int, ...]
    shares: tuple[Fraction, ...]
    gained: tuple[Fraction, ...]
    more_pool: Fraction
    fully_diluted: Fraction
    counted: Fraction
    turns: int

    @property
    def price(self) -> Fraction:
        """The price of one share."""
        return 1 / self.x


class _Choice(Struct, frozen=True):
    """Which way each convertible takes; whether the pool grows; which protections work."""

    ways: tuple[int, ...]
    grows: bool
    protected: tuple[bool, ...]


class _Solver:
    """One round, with everything but the choice worked out once."""

    def __init__(self, capital: Capital, convertibles: Sequence[Ways], asked: Round) -> None:
        self.capital, self.convertibles, self.asked = capital, convertibles, asked
        self.gains = [gained_of(capital, one, asked.raised) for one in capital.kinds]

    def first(self) -> _Choice:
        """Return the choice to begin with: every first way, no growth, no protection."""
        ways = tuple(0 for _ in self.convertibles)
        return _Choice(ways, grows=False, protected=tuple(False for _ in self.gains))

    def gained(self, choice: _Choice) -> Line:
        """Return what older classes gain under a choice."""
        lines = [
            gain
            for gain, works in zip(self.gains, choice.protected, strict=True)
            if works and gain is not None
        ]
        return sum(lines, Line())

    def lines(self, choice: _Choice) -> list[list[Line | None]]:
        """Return every way of every convertible as a line."""
        gained = self.gained(choice)
        return [
            [line_of(way, self.capital, gained, self.asked.raised) for way in one.ways]
            for one in self.convertibles
        ]

    def after(self, choice: _Choice) -> Line:
        """Return the fully diluted company after, without the pool's growth."""
        fixed = Line(self.capital.fully_diluted, n=Fraction(1), x=self.asked.raised)
        return fixed + self.gained(choice)

    def growth(self, choice: _Choice) -> Line:
        """Return what the pool grows by beyond promised options, as a line."""
        pool, capital = self.asked.pool, self.capital
        if pool.part is None:
            return Line((pool.increase or Fraction(0)) - capital.uncovered)
        is_whole = pool.of == "whole"
        holds = capital.pool + capital.options if is_whole else capital.pool - capital.promised
        return (self.after(choice) * pool.part + Line(-holds)) * (1 / (1 - pool.part))

    def counted(self, choice: _Choice) -> Line:
        """Return the shares by which the pre-money valuation is divided."""
        asked, one, none = self.asked, Fraction(1), Fraction(0)
        line = Line(
            self.capital.fully_diluted,
            n=one if asked.convertibles == "pre_money" else none,
            t=one if asked.pool.counts == "pre_money" else none,
        )
        return line + self.gained(choice) if asked.protections == "pre_money" else line

    def price(self, choice: _Choice) -> Line:
        """Return one over the price as a line."""
        asked = self.asked
        if asked.price is not None:
            return Line(1 / asked.price)
        if asked.post_money is not None:
            return (self.after(choice) + Line(t=Fraction(1))) * (1 / asked.post_money)
        assert asked.pre_money is not None, "a round states a price or a valuation"
        return self.counted(choice) * (1 / asked.pre_money)

    def point(self, choice: _Choice) -> Point | None:
        """Return where everything meets under a choice; None: nowhere."""
        converted = Line()
        for one, way in zip(self.lines(choice), choice.ways, strict=True):
            line = one[way]
            if line is None:
                return None
            converted += line
        growth = self.growth(choice) if choice.grows else Line()
        found = meet(converted, growth, self.price(choice))
        if found is None or found.x <= 0 or found.n < 0 or found.t < 0:
            return None
        return found

    def better(self, choice: _Choice, point: Point) -> _Choice:
        """Return the best choice at a point; what is as good stays."""
        protected = tuple(
            works or (gain is not None and gain.at(point) > 0)
            for gain, works in zip(self.gains, choice.protected, strict=True)
        )
        ways: list[int] = []
        for lines, now in zip(self.lines(choice), choice.ways, strict=True):
            best, most = now, lines[now]
            for place, line in enumerate(lines):
                if line is None:
                    return _Choice((*ways, place, *choice.ways[len(ways) + 1 :]), False, protected)
                if most is None or line.at(point) > most.at(point):
                    best, most = place, line
            ways.append(best)
        grows = choice.grows or self.growth(choice).at(point) > 0
        return _Choice(tuple(ways), grows, protected)


def gained_of(capital: Capital, kind: Kind, raised: Fraction) -> Line | None:
    """Return what a class gains in common by its protection, as a line; None: it has none.

    Full ratchet: the ratio grows by CP1 x. Weighted average: by (A + M x) / (A + M / CP1). Both are
    above one exactly where the price is below CP1.
    """
    before = kind.conversion_price
    if kind.protection == "none" or before is None or not kind.as_converted:
        return None
    if kind.protection == "full_ratchet":
        return Line(-kind.as_converted, x=kind.as_converted * before)
    base = base_of(capital, kind)
    each = kind.as_converted / (base + raised / before)
    return Line(each * base - kind.as_converted, x=each * raised)


def solve(capital: Capital, convertibles: Sequence[Ways], asked: Round) -> Solved:
    """Return the exact solution of a round, or refuse one that has none."""
    solver = _Solver(capital, convertibles, asked)
    choice = solver.first()
    for turn in range(1, MOST_TURNS + 1):
        point = solver.point(choice)
        if point is None:
            raise NoSuchRound(
                reason=said("What converts and the pool together would take the whole company.")
            )
        better = solver.better(choice, point)
        if better == choice:
            return _solved(solver, choice, point, turn)
        choice = better
    raise AssertionError("the best ways of a round are found in a few turns")


def _solved(solver: _Solver, choice: _Choice, point: Point, turns: int) -> Solved:
    lines = solver.lines(choice)
    return Solved(
        x=point.x,
        taken=choice.ways,
        shares=tuple(
            line.at(point)
            for one, way in zip(lines, choice.ways, strict=True)
            if (line := one[way]) is not None
        ),
        gained=tuple(
            gain.at(point) if gain is not None and works else Fraction(0)
            for gain, works in zip(solver.gains, choice.protected, strict=True)
        ),
        more_pool=point.t,
        fully_diluted=solver.after(choice).at(point) + point.t,
        counted=solver.counted(choice).at(point),
        turns=turns,
    )
