"""How many shares there are by stated conventions, by holder and by class alike.

Always true: the rows of holders and plans sum to the total, and so do the rows of classes.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from math import floor
from operator import itemgetter
from typing import Literal

from msgspec import Struct

from laogu.basics import HolderId, IssuerId, PlanId, StockClassId
from laogu.register import capital, convertibles, plans
from laogu.register.state import Register
from laogu.register.views.cap_table import held
from laogu.register.views.conventions import OUTSTANDING, Conventions

Source = Literal["stock", "grants", "pool", "warrants", "convertibles"]
"""Of what shares are, or would be: issued, granted, left to grant, of warrants, of convertibles."""

LeftOut = Literal[
    "pool", "grants", "unvested", "paid_in_cash", "warrants", "warrants_unstated", "convertibles",
    "other_currency", "ratio_unstated",
]  # fmt: skip
"""Why something there is does not count, or counts one for one since nobody stated a ratio."""

PAPERS: frozenset[LeftOut] = frozenset({"warrants_unstated", "convertibles", "other_currency"})
"""Of these, papers are counted; of all others, shares."""


class Part(Struct, frozen=True, gc=False):
    """What a holder has of one kind and class. units: as it stands. counts: as it is counted."""

    units: int
    counts: int


class CountedRow(Struct, frozen=True, kw_only=True, gc=False):
    """A holder, or what a plan has left to grant, with its parts by kind and class.

    holder: None: of `plan`.
    """

    holder: HolderId | None
    plan: PlanId | None
    parts: Mapping[tuple[Source, StockClassId | None], Part]

    @property
    def counts(self) -> int:
        """All it comes to, as it is counted."""
        return sum([one.counts for one in self.parts.values()])

    def of(self, source: Source) -> int:
        """Return what counts of one kind, of all classes together."""
        return sum([part.counts for (kind, _), part in self.parts.items() if kind == source])


class ClassRow(Struct, frozen=True, kw_only=True):
    """A class with what counts of it, by kind. stock_class: None: of no class yet.

    into, ratio: the class it counts as, and how many of it for one; its own and one where it stands
    for itself.
    """

    stock_class: StockClassId | None
    into: StockClassId | None
    ratio: Fraction
    parts: Mapping[Source, Part]

    @property
    def counts(self) -> int:
        """What all of the class comes to, as it is counted."""
        return sum([one.counts for one in self.parts.values()])


class Counted(Struct, frozen=True, kw_only=True):
    """How many shares there are on a day by stated conventions; the largest row first.

    decimals: of everything that `counts`. left_out: what is there and does not count, in the same
    units, or how many papers; a class that nobody stated a ratio for is told as well.
    """

    issuer: IssuerId
    as_of: date
    known_at: datetime | None
    conventions: Conventions
    decimals: int
    rows: tuple[CountedRow, ...]
    classes: tuple[ClassRow, ...]
    left_out: Mapping[LeftOut, int]

    @property
    def total(self) -> int:
        """Everything that counts."""
        return sum([one.counts for one in self.classes])


def counted(
    register: Register,
    issuer: IssuerId,
    *,
    as_of: date,
    known_at: datetime | None = None,
    conventions: Conventions = OUTSTANDING,
) -> Counted:
    """Return how many shares there are of an issuer on a day, by stated conventions."""
    counting = _Counting(register, issuer, as_of, known_at, conventions)
    counting.stock()
    counting.grants()
    counting.pools()
    counting.warrants()
    counting.convertibles()
    return counting.result()


class _Counting:
    """A count under way: every part is added to its holder and to its class."""

    def __init__(
        self,
        register: Register,
        issuer: IssuerId,
        as_of: date,
        known_at: datetime | None,
        conventions: Conventions,
    ) -> None:
        self.register, self.issuer, self.conventions = register, issuer, conventions
        self.as_of, self.known_at = as_of, known_at
        self.of_classes = register.classes_of[issuer]
        self.decimals = max((register.classes[one].decimals for one in self.of_classes), default=0)
        self.ways = {one: self._way(one) for one in self.of_classes}
        self.rows: defaultdict[
            HolderId | PlanId, dict[tuple[Source, StockClassId | None], Part]
        ] = defaultdict(dict)
        self.plans: set[PlanId] = set()
        self.left_out: dict[LeftOut, int] = {}

    def stock(self) -> None:
        """Count what is issued."""
        for stock_class in self.of_classes:
            many, few = self._per_unit(stock_class).as_integer_ratio()
            had = held(self.register, stock_class, as_of=self.as_of, known_at=self.known_at)
            for holder, units in had.items():
                self.rows[holder]["stock", stock_class] = Part(units, units * many // few)
            if had and self._lacks_a_ratio(stock_class):
                self._leave_out("ratio_unstated", stock_class, sum(had.values()))

    def grants(self) -> None:
        """Count what may still be exercised, as far as the convention goes."""
        which = self.conventions.grants
        timelines = plans.Timelines(self.register.plans)
        found: defaultdict[tuple[HolderId, StockClassId], int] = defaultdict(int)
        for grant in plans.grants_of_issuer(
            self.register.plans, self.issuer, on=self.as_of, known_at=self.known_at
        ):
            left = self._left(grant)
            if not left:
                continue
            if grant.granted.kind == "csar":
                self._leave_out("paid_in_cash", grant.stock_class, left)
                continue
            counts = left if which == "all" else 0
            if which == "vested":
                counts = self._vested(grant, timelines)
            if counts < left:
                why: LeftOut = "grants" if which == "none" else "unvested"
                self._leave_out(why, grant.stock_class, left - counts)
            if counts:
                found[grant.granted.holder, grant.stock_class] += counts
        for (holder, stock_class), units in found.items():
            counts = floor(units * self._per_unit(stock_class))
            self.rows[holder]["grants", stock_class] = Part(units, counts)

    def pools(self) -> None:
        """Count what plans have left to grant, where the convention takes it in."""
        for plan in self.register.plans.plans_of.on(self.issuer):
            use = plans.pool_use(self.register.plans, plan, on=self.as_of, known_at=self.known_at)
            left = max(0, use.left)
            if not left:
                continue
            stock_class = self.register.plans.plans[plan].plan.classes[0]
            if not self.conventions.pool:
                self._leave_out("pool", stock_class, left)
                continue
            counts = floor(left * self._per_unit(stock_class))
            self.plans.add(plan)
            self.rows[plan]["pool", stock_class] = Part(left, counts)

    def warrants(self) -> None:
        """Count the shares that warrants are still for, where they say how many."""
        for one in convertibles.warrants_on(
            self.register.convertibles, self.issuer, as_of=self.as_of, known_at=self.known_at
        ):
            issued = one.warrant.issued
            if one.left is None:
                self._leave_out("warrants_unstated", None, 1)
                continue
            decimals = self.decimals
            if issued.into is not None:
                decimals = self.register.classes[issued.into].decimals
            units = floor(one.left.scaleb(decimals))
            if self.conventions.warrants:
                self._add(issued.holder, "warrants", issued.into, units)
            elif units:
                self._leave_out("warrants", issued.into, units)

    def convertibles(self) -> None:
        """Count papers that become shares as if they did at the stated price."""
        price = self.conventions.convertibles_at
        for one in convertibles.convertibles_on(
            self.register.convertibles, self.issuer, as_of=self.as_of, known_at=self.known_at
        ):
            issued = one.issued
            if price is None or price.currency != issued.amount.currency:
                why: LeftOut = "convertibles" if price is None else "other_currency"
                self._leave_out(why, None, 1)
                continue
            shares = Fraction(issued.amount.decimal()) / Fraction(price.decimal())
            units = floor(shares * 10**self.decimals)
            self._add(issued.holder, "convertibles", None, units)

    def _add(
        self, holder: HolderId, source: Source, stock_class: StockClassId | None, units: int
    ) -> None:
        counts = units if stock_class is None else floor(units * self._per_unit(stock_class))
        before = self.rows[holder].get((source, stock_class), Part(0, 0))
        part = Part(before.units + units, before.counts + counts)
        self.rows[holder][source, stock_class] = part

    def result(self) -> Counted:
        """Return the rows of holders and of classes."""
        rows = [
            CountedRow(
                holder=None if one in self.plans else HolderId(one),
                plan=PlanId(one) if one in self.plans else None,
                parts=parts,
            )
            for one, parts in self.rows.items()
        ]
        return Counted(
            issuer=self.issuer,
            as_of=self.as_of,
            known_at=self.known_at,
            conventions=self.conventions,
            decimals=self.decimals,
            rows=tuple(self._in_order(rows)),
            classes=self._classes(),
            left_out=self.left_out,
        )

    def _classes(self) -> tuple[ClassRow, ...]:
        found: dict[StockClassId | None, dict[Source, list[int]]] = {
            one: {} for one in self.of_classes
        }
        for parts in self.rows.values():
            for (source, stock_class), part in parts.items():
                sums = found.setdefault(stock_class, {}).setdefault(source, [0, 0])
                sums[0] += part.units
                sums[1] += part.counts
        return tuple(
            ClassRow(
                stock_class=one,
                into=self.ways[one][0] if one is not None else None,
                ratio=self.ways[one][1] if one is not None else Fraction(1),
                parts={kind: Part(units, counts) for kind, (units, counts) in sums.items()},
            )
            for one, sums in found.items()
        )

    def _in_order(self, rows: list[CountedRow]) -> list[CountedRow]:
        """Return the rows, the largest first; who is not named, and plans, at the end."""
        holders = self.register.holders
        # By plain values, worked out once for each: there may be ten thousand rows.
        sized = [(-one.counts, one.holder or one.plan or "", one) for one in rows]
        ordered = [one for *_, one in sorted(sized, key=itemgetter(0, 1))]
        last = [
            one for one in ordered if one.holder is None or holders[one.holder].kind == "residual"
        ]
        if not last:
            return ordered
        ends = {id(one) for one in last}
        return [*(one for one in ordered if id(one) not in ends), *last]

    def _per_unit(self, stock_class: StockClassId) -> Fraction:
        """Return how many of the smallest counted units one smallest unit of a class comes to."""
        decimals = self.register.classes[stock_class].decimals
        return self.ways[stock_class][1] * int(10 ** (self.decimals - decimals))

    def _way(self, stock_class: StockClassId) -> tuple[StockClassId, Fraction]:
        """Return the class that a class counts as, and how many of it for one."""
        into, ratio, passed = stock_class, Fraction(1), {stock_class}
        while self.conventions.as_converted:
            rights = self._rights(into)
            right = next(
                (one for one in rights.converts if one.into and one.into not in passed), None
            )
            if right is None or right.into is None:
                break
            into, ratio = right.into, ratio * capital.as_fraction(right.ratio)
            passed.add(into)
        return into, ratio

    def _lacks_a_ratio(self, stock_class: StockClassId) -> bool:
        rights = self._rights(stock_class)
        return (
            self.conventions.as_converted
            and rights.kind == "preferred"
            and self.ways[stock_class][0] == stock_class
        )

    def _rights(self, stock_class: StockClassId) -> capital.ClassRights:
        return capital.class_standing(
            self.register.capital, stock_class, as_of=self.as_of, known_at=self.known_at
        ).rights

    def _left(self, grant: plans.Grant) -> int:
        used = plans.Used.of(grant, self.as_of, self.known_at)
        return grant.granted.units - used.exercised - used.released - used.ended

    def _vested(self, grant: plans.Grant, timelines: plans.Timelines) -> int:
        decimals = self.register.classes[grant.stock_class].decimals
        return plans.standing(
            self.register.plans,
            grant,
            decimals=decimals,
            on=self.as_of,
            known_at=self.known_at,
            timelines=timelines,
        ).vested

    def _leave_out(self, why: LeftOut, stock_class: StockClassId | None, units: int) -> None:
        if stock_class is not None:
            units *= int(10 ** (self.decimals - self.register.classes[stock_class].decimals))
        self.left_out[why] = self.left_out.get(why, 0) + units
