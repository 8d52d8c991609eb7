"""Anchors: the points that count, where several reports of one thing are one.

What is told again is heard once: a figure within 45 days, words that repeat what was paid, a fund
that has not looked again since. Marks of several funds for one day hang together. Prices of one day
that contradict each other are each believed less.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from math import exp, sqrt
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from laogu.pricing.marks.offsets import Offset, Read, read
from laogu.pricing.marks.points import LISTED, TRADES, Basis, Kind, Point, Rank, Side
from laogu.pricing.marks.recursion import fused, of_quote

SAME_DAYS: Final = 45
"""Days within which two reports of one kind and one figure are taken for one thing."""

SAME_PART: Final = 0.02
"""By how much, as a logarithm, two reports of one thing may differ."""

SAME_FIGURE: Final = 1e-9
"""By how much two logarithms of one figure may differ by rounding."""

STALE_DAYS: Final = 219
"""How old the news in a fund's mark is, unless it moved: 0.6 years, as published of funds."""

ASLEEP_DAYS: Final = 366
"""Days within which a fund that says the same figure again is taken not to have looked again."""

FUNDS_ALIKE: Final = 0.8
"""How far the errors of several funds of one day hang together: they watch each other."""

CONTRADICTED: Final = 4.0
"""How far prices of one day may lie apart, as a mean square of spreads: two of them."""

_LATER_IN_A_DAY: Final[dict[Kind, int]] = {
    "ipo_price": 1, "direct_listing_reference": 1, "first_day_open": 2, "first_day_close": 3,
    "market_close": 3, "placing": 4,
}  # fmt: skip


class Anchor(Struct, frozen=True, kw_only=True):
    """A point that counts, or several reports of one thing as one. log: of its figure.

    on: when it was told. tells_of: of which day; None: of that one. side: where the value lies by
    it. numbers: which of the points that were given it came from, in their order. is_contradicted:
    another price of its day lies too far off. offsets: what is in `log` beside what was told.
    """

    on: date
    kind: Kind
    log: float
    spread: float
    reports: int = 1
    side: Side = "at"
    tells_of: date | None = None
    offsets: tuple[Offset, ...] = ()
    numbers: tuple[int, ...] = ()
    is_contradicted: bool = False

    @property
    def figure(self) -> float:
        """What it says, in its currency."""
        return exp(self.log)

    @property
    def counts_on(self) -> date:
        """The day of which it tells."""
        return self.on if self.tells_of is None else self.tells_of

    @property
    def is_trade(self) -> bool:
        """Whether money moved between strangers, at a price that both of them took."""
        return self.kind in TRADES and self.side == "at"


class _Group:
    """Reports of one thing. said: who said which figure, as far as they are different reports."""

    def __init__(self, first: Anchor, by: str | None) -> None:
        self.anchor = first
        self.said = [(by, first.log)]
        self.heard = [first.log]
        self.kinds = {first.kind}
        self.spread = first.spread

    def repeats(self, new: Anchor) -> bool:
        """Return whether a report says of the same day, kind and figure what was said before."""
        is_of_day = self.anchor.on == new.on and new.kind in self.kinds
        return is_of_day and any(abs(new.log - one) < SAME_FIGURE for one in self.heard)

    def hear(self, new: Anchor, by: str | None) -> None:
        """Take a report of the same thing in."""
        old = self.anchor
        is_again = any(by == who and _near(new.log, figure) for who, figure in self.said)
        counts = old.kind == new.kind and not self.repeats(new)
        if counts and old.kind == "fund_mark" and old.on == new.on and not is_again:
            self.said.append((by, new.log))
            self.heard.append(new.log)
            figures = [figure for _, figure in self.said]
            self.spread = max(self.spread, new.spread)
            both = fused(figures, [self.spread] * len(figures), alike=FUNDS_ALIKE)
            self.anchor = replace(old, log=both.log, spread=both.spread)
        elif counts and old.kind != "fund_mark":
            self.heard.append(new.log)
            mean = old.log + (new.log - old.log) / len(self.heard)
            self.anchor = replace(old, log=mean, spread=min(old.spread, new.spread))
        numbers = (*self.anchor.numbers, *new.numbers)
        self.anchor = replace(self.anchor, reports=old.reports + 1, numbers=numbers)


def anchors(
    points: Sequence[Point], *, basis: Basis, currency: str, rank: Rank | None = None
) -> tuple[Anchor, ...]:
    """Return what counts of some points on one basis, in one currency, in order of days.

    What says nothing there is left out. rank: see `offsets.read`. A bid and an ask of one day are a
    quote. `numbers` of each anchor are places in `points`.
    """
    groups: list[_Group] = []
    near = 0
    for number, point, said in _in_order(points, basis, currency, rank):
        new = Anchor(
            on=point.on,
            kind=said.kind,
            log=said.log,
            spread=said.spread,
            side=said.side,
            offsets=said.offsets,
            numbers=(number,),
        )
        if new.kind == "fund_mark":
            new = replace(new, tells_of=_news_of(groups, new))
        while near < len(groups) and (new.on - groups[near].anchor.on).days > ASLEEP_DAYS:
            near += 1
        twin = next((old for old in groups[near:] if _same(old, new, point.by)), None)
        if twin is not None:
            twin.hear(new, point.by)
        elif new.kind in {"bid", "ask"} and _met(groups, new):
            pass
        else:
            groups.append(_Group(new, point.by))
    found = _less_where_contradicted([one.anchor for one in groups])
    return tuple(sorted(found, key=lambda one: (one.counts_on, _LATER_IN_A_DAY.get(one.kind, 0))))


def _in_order(
    points: Sequence[Point], basis: Basis, currency: str, rank: Rank | None
) -> Iterator[tuple[int, Point, Read]]:
    """Yield what says something, with its number: by day, and within one however it was written."""
    own = ((number, point) for number, point in enumerate(points) if point.currency == currency)
    for number, point in sorted(own, key=lambda one: _place(one[1])):
        said = read(point, basis, rank=rank)
        if said is not None:
            yield number, point, said


def _place(point: Point) -> tuple[date, int, bool, str, tuple[float, ...], tuple[str, ...]]:
    """Return where a point stands: within a day, the same however the points were written."""
    rank = _LATER_IN_A_DAY.get(point.kind, 0)
    is_word = point.kind not in TRADES
    figures = point.price, point.valuation, point.low, point.high, point.fee, point.carry
    words = point.by, point.seller, point.venue, point.rank, point.precision
    return (
        point.on,
        rank,
        is_word,
        point.kind,
        tuple(one or 0.0 for one in figures),
        tuple(one or "" for one in words),
    )


def _news_of(groups: Sequence[_Group], new: Anchor) -> date | None:
    """Return the day of which a fund's mark tells; None: its own.

    One that differs from what was paid or marked before has moved since; one that repeats it is no
    news at all. Only of one with nothing before it nobody can tell, and it tells of earlier.
    """
    is_known = any(one.anchor.kind == "fund_mark" or one.anchor.is_trade for one in groups)
    return None if is_known else new.on - timedelta(STALE_DAYS)


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= SAME_PART


def _same(group: _Group, new: Anchor, by: str | None) -> bool:
    """Return whether a report tells of what a group tells of."""
    old = group.anchor
    if new.kind != "fund_mark" and group.repeats(new):
        return True
    if old.kind in LISTED or new.kind in LISTED or old.side != new.side:
        return False
    days = (new.on - old.on).days
    if old.kind != new.kind:
        is_word = old.is_trade and new.kind in {"talks", "estimate"} and days <= SAME_DAYS
        is_held = old.is_trade and new.kind == "fund_mark" and days <= ASLEEP_DAYS
        return (is_word or is_held) and _near(new.log, old.log)
    if old.kind == "fund_mark":
        is_asleep = days <= ASLEEP_DAYS and any(who == by for who, _ in group.said)
        return days == 0 or (is_asleep and _near(new.log, group.said[-1][1]))
    return days <= SAME_DAYS and _near(new.log, old.log)


def _met(groups: Sequence[_Group], new: Anchor) -> bool:
    """Make a bid and an ask of one day a quote, and return whether there was one to meet."""
    for group in groups:
        old = group.anchor
        if old.on == new.on and {old.kind, new.kind} == {"bid", "ask"}:
            bid, ask = (old, new) if old.kind == "bid" else (new, old)
            if bid.log > ask.log:
                continue
            group.heard.append(new.log)
            group.kinds.add(new.kind)
            middle, spread = of_quote(exp(bid.log), exp(ask.log), at_once=0.10)
            group.anchor = replace(
                old, kind="quote", side="at", log=middle, spread=spread, reports=2,
                numbers=tuple(sorted((*old.numbers, *new.numbers))),
            )  # fmt: skip
            return True
    return False


def _less_where_contradicted(found: Sequence[Anchor]) -> Iterator[Anchor]:
    """Yield anchors; private prices of one day are less sure by how far they lie apart.

    Birge's ratio: spreads grow until the prices miss their mean as often as they should.
    """
    in_days = sorted(found, key=lambda one: (one.on, _LATER_IN_A_DAY.get(one.kind, 0)))
    for _, of_day in groupby(in_days, key=lambda one: one.on):
        day = list(of_day)
        prices = [one for one in day if one.is_trade and one.kind not in _LATER_IN_A_DAY]
        if len(prices) < 2:
            yield from day
            continue
        middle = fused([one.log for one in prices], [one.spread for one in prices]).log
        apart = sum(((one.log - middle) / one.spread) ** 2 for one in prices) / (len(prices) - 1)
        for one in day:
            if one not in prices or apart <= 1:
                yield one
                continue
            wide = one.spread * sqrt(apart)
            yield replace(one, spread=wide, is_contradicted=apart > CONTRADICTED)
