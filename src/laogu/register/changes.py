"""What changed of every class, act by act: how many more or fewer each holder has by it.

Always true: the changes of a class sum to what is held of it now; they stand in the order in which
they were written down, so that what was known at a moment is a beginning of them.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from operator import itemgetter

from laogu.basics import Columns, HolderId, SecurityId, StockClassId, Undo
from laogu.register.lives import How, Retired, Security
from laogu.register.stock import IssuedStock

Change = tuple[date, datetime, HolderId, int, How, SecurityId]
"""The day on which it counts, when it was written, whose, how many more, how; and the security that
came to be by an issuance, or that ended by anything else."""


_Act = Security | tuple[Retired, list[IssuedStock]] | frozenset[SecurityId]


class Changes:
    """The changes of every class, a column for each part of a `Change`."""

    __slots__ = ("_of", "_undo")

    def __init__(self, undo: Undo) -> None:
        self._undo = undo
        self._of: dict[StockClassId, Columns] = {}

    def issued(self, stock: IssuedStock, on: date, at: datetime) -> None:
        """Note that a security came to be out of none before it."""
        columns = self._columns(stock.stock_class)
        columns.append(on, at, stock.holder, stock.units, "issuance", stock.security)

    def ended(
        self,
        ended: Sequence[IssuedStock],
        made: Sequence[IssuedStock],
        how: How,
        on: date,
        at: datetime,
    ) -> None:
        """Note that securities ended, and what came of them: what each holder has more of a class.

        What stays with its holder is no change.
        """
        more: defaultdict[tuple[StockClassId, HolderId], int] = defaultdict(int)
        for stock in ended:
            more[stock.stock_class, stock.holder] -= stock.units
        for stock in made:
            more[stock.stock_class, stock.holder] += stock.units
        changed = [(key, units) for key, units in more.items() if units]
        # An act by which nobody has more is a change of nothing, so that its day is known.
        for (stock_class, holder), units in changed or list(more.items())[:1]:
            columns = self._columns(stock_class)
            columns.append(on, at, holder, units, how, ended[0].security)

    def undone(self, securities: Collection[SecurityId], at: datetime) -> None:
        """Note that what came of an import never counted: each of its changes, the other way."""
        for columns in self._of.values():
            days, _, holders, units, _, whose = columns.lists
            of_it = [place for place, one in enumerate(whose) if one in securities]
            for place in of_it:
                columns.append(
                    days[place], at, holders[place], -units[place], "undoing", whose[place]
                )

    def take_up(
        self,
        securities: Mapping[SecurityId, Security],
        undone: Sequence[tuple[datetime, frozenset[SecurityId]]] = (),
    ) -> None:
        """Work out all changes from securities and how they ended.

        undone: when which securities were found never to have counted.
        """
        acts: dict[tuple[SecurityId, ...] | SecurityId, tuple[Retired, list[IssuedStock]]] = {}
        made: set[SecurityId] = set()
        for lived in securities.values():
            end = lived.retired
            if end is not None and end.by != "undoing":
                # What was consolidated ended by one act, and came to the same securities.
                key = end.into or lived.stock.security
                acts.setdefault(key, (end, []))[1].append(lived.stock)
                made.update(end.into)
        begun = [one for one in securities.values() if one.stock.security not in made]
        order: list[tuple[datetime, _Act]] = [
            *((one.issued_at, one) for one in begun),
            *((act[0].at, act) for act in acts.values()),
        ]
        order.extend(undone)
        for at, one in sorted(order, key=itemgetter(0)):
            if isinstance(one, frozenset):
                self.undone(one, at)
            elif isinstance(one, tuple):
                end, ended = one
                results = [securities[each].stock for each in end.into]
                self.ended(ended, results, end.by, end.on, at)
            else:
                self.issued(one.stock, one.issued_on, at)

    def known(self, stock_class: StockClassId, at: datetime | None) -> int:
        """Return how many of the changes were written by a moment; None: by now, all of them."""
        columns = self._of.get(stock_class)
        if columns is None:
            return 0
        return len(columns) if at is None else bisect_right(columns.lists[1], at)

    def columns(self, stock_class: StockClassId) -> tuple[list[date], list[HolderId], list[int]]:
        """Return the days, the holders, and how many more each has; not to be changed."""
        columns = self._of.get(stock_class)
        if columns is None:
            return [], [], []
        days, _, holders, units, _, _ = columns.lists
        return days, holders, units

    def between(
        self, stock_class: StockClassId, after: date, through: date, *, known_at: datetime | None
    ) -> Iterator[Change]:
        """Yield the changes that count after one day and through another."""
        columns = self._of.get(stock_class)
        if columns is None:
            return
        known = self.known(stock_class, known_at)
        for row in islice(zip(*columns.lists, strict=True), known):
            if after < row[0] <= through:
                yield row

    def days(self, stock_class: StockClassId) -> set[date]:
        """Return the days on which anything changed."""
        return set(self.columns(stock_class)[0])

    def _columns(self, stock_class: StockClassId) -> Columns:
        # Columns without a row say nothing, so making them need not be undone.
        columns = self._of.get(stock_class)
        if columns is None:
            columns = self._of[stock_class] = Columns(self._undo, 6)
        return columns
