"""What keeps an issuer's shares from sale on a day, by class, as a mark reads it."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from laogu.basics import IssuerId, StockClassId
from laogu.operations.books import Books
from laogu.pricing.standard import Lock
from laogu.register import IssuedStock, cap_table
from laogu.rights import Locked, locked, locked_alike, releases


def locks_on(
    books: Books, issuer: IssuerId, on: date, *, known_at: datetime | None = None
) -> Iterator[Lock]:
    """Yield what may not be sold on a day: by restrictions of its own, and by the terms."""
    register = books.register
    classes = register.classes_of[issuer]
    is_now = known_at is None and all(register.changed_on.get(one, on) <= on for one in classes)
    earlier = {} if is_now else _lots_on(books, issuer, on, known_at)
    for stock_class in classes:
        lots: tuple[Locked, ...]
        if is_now:
            lots = locked_alike(books.agreements, register, stock_class, on=on)
        else:
            lots = locked(books.agreements, issuer, earlier.get(stock_class, ()), on=on)
        for one in releases(lots, on=on):
            yield Lock(
                stock_class=stock_class,
                until=None if one.on is None else one.on - timedelta(days=1),
                units=one.units,
                clause=one.rules[0] if one.rules else "",
            )


def _lots_on(
    books: Books, issuer: IssuerId, on: date, known_at: datetime | None
) -> dict[StockClassId, list[IssuedStock]]:
    """Return the lots of an earlier day, or as they were known at a moment, by class."""
    found: defaultdict[StockClassId, list[IssuedStock]] = defaultdict(list)
    for row in cap_table(books.register, issuer, as_of=on, known_at=known_at).rows:
        for stock in row.securities:
            found[stock.stock_class].append(stock)
    return found
