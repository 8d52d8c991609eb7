"""Tell the indexes of marks: how this market's companies moved together, and what moved them.

Asked by: anybody.
Records:  nothing: it is a question
Refuses:  AfterToday, BeforeItsTime
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from fractions import Fraction

from msgspec import Struct

from laogu.basics import IssuerId, StockClassId
from laogu.evidence import anchors_of
from laogu.market import tape
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books
from laogu.pricing import indexes, standard
from laogu.pricing.indexes import Index, Member
from laogu.register import IssuerRegistered, cap_table, capital, check_day
from laogu.register.capital import StockClassSplit
from laogu.rights import locked, locked_alike

MOST_MONTHS = 120
"""Months that are told; of more of them, the latest."""

USUAL_MONTHS = 12
"""Months that are told where nobody says since when."""

STALE_DAYS = 548
"""A mark that rests on nothing newer is not counted: it says how long ago somebody was heard."""


class AskIndex(Request, frozen=True, kw_only=True):
    """The indexes of marks of this market.

    on: the last day; left out: today. since: the first; left out: a year before.
    known_at: by what was written then, as it was told then; left out: by everything written by now.
    """

    on: date | None = None
    since: date | None = None
    known_at: datetime | None = None


class IndexesFound(Struct, frozen=True, kw_only=True):
    """The indexes: of shares and of valuations with equal weights, and by float in a currency."""

    on: date
    indexes: tuple[Index, ...]


def ask_index(books: Books, request: AskIndex, asked: Asked) -> IndexesFound:
    """Return the indexes of marks, or refuse."""
    zones = {one.zone for one in books.register.issuers.values()}
    today = asked.today(zones.pop() if len(zones) == 1 else "UTC")
    on = request.on or today
    check_day(on, since=request.since, today=today)
    found = indexes_of(books, on, since=request.since, known_at=request.known_at)
    return IndexesFound(on=on, indexes=tuple(found))


def indexes_of(
    books: Books, on: date, *, since: date | None = None, known_at: datetime | None = None
) -> Iterator[Index]:
    """Yield the indexes over the first day of each month, and the last day."""
    days = _days(on, since)
    members = [
        _member(books, one, days, known_at)
        for one in books.register.issuers.values()
        if books.market.is_practice or not one.example
    ]
    recent = days[-2 if on.day == 1 else -3] if len(days) > 2 else days[0]
    yield indexes.index(members, days, weighting="equal", basis="per_share", recent=recent)
    yield indexes.index(members, days, weighting="equal", basis="valuation", recent=recent)
    currencies: set[str | None] = {
        moment.currency
        for one in members
        for day, moment in one.moments.items()
        if moment.basis == "per_share" and one.free is not None and one.free[day]
    }
    for currency in sorted(currencies, key=str) or [None]:
        yield indexes.index(
            members, days, weighting="float", basis="per_share", currency=currency, recent=recent
        )


def _days(on: date, since: date | None) -> tuple[date, ...]:
    """Return the first day of each month from one day on, and the last day."""
    months = on.year * 12 + on.month - 1
    first = months - USUAL_MONTHS
    if since is not None:
        first = since.year * 12 + since.month - (1 if since.day == 1 else 0)
    first = max(first, months - MOST_MONTHS, 12)
    found = [date(one // 12, one % 12 + 1, 1) for one in range(first, months + 1)]
    return (*found, on) if on.day > 1 else tuple(found)


def _member(
    books: Books, issuer: IssuerRegistered, days: Sequence[date], known_at: datetime | None
) -> Member:
    read = standard.Books(books.register, books.evidence, books.market)
    told = _heard(books, issuer, days[-1], known_at)
    heard = [day for day in days if any(0 <= (day - one).days <= STALE_DAYS for one in told)]
    found = standard.on_days(read, issuer.issuer, heard, days[-1], known_at=known_at)
    moments = {one.on: one for one in found}
    free: dict[date, Fraction] | None = None
    if books.register.classes_of[issuer.issuer]:
        free = {day: _free(books, issuer, day, last=days[-1], known_at=known_at) for day in moments}
    return Member(issuer=issuer.issuer, moments=moments, free=free)


def _heard(
    books: Books, issuer: IssuerRegistered, on: date, known_at: datetime | None
) -> tuple[date, ...]:
    """Return the days on which a price was told or paid."""
    told = [
        one.on
        for one in anchors_of(books.evidence, issuer.issuer, as_of=on)
        if known_at is None or books.evidence.facts[one.said.fact].recorded_at <= known_at
    ]
    paid = [one.settled_on for one in tape(books.market, issuer.issuer)]
    return (*told, *paid)


def _free(
    books: Books, issuer: IssuerRegistered, on: date, *, last: date, known_at: datetime | None
) -> Fraction:
    """Return how many shares of all classes may be sold on a day, in shares of the last day."""
    register = books.register
    total = Fraction(0)
    for stock_class in register.classes_of[issuer.issuer]:
        units = Fraction(
            free_units(books, issuer.issuer, stock_class, on=on, known_at=known_at),
            10 ** register.classes[stock_class].decimals,
        )
        for event in capital.class_events(
            register.capital, stock_class, as_of=last, known_at=known_at
        ):
            if isinstance(event, StockClassSplit) and event.effective_on > on:
                units *= capital.as_fraction(event.ratio)
        total += units
    return total


def free_units(
    books: Books,
    issuer: IssuerId,
    stock_class: StockClassId,
    *,
    on: date,
    known_at: datetime | None = None,
) -> int:
    """Return how many units of a class may be sold on a day."""
    register = books.register
    if known_at is None and register.changed_on.get(stock_class, on) <= on:
        kept = locked_alike(books.agreements, register, stock_class, on=on)
        return register.held_units[stock_class] - sum(one.units for one in kept)
    table = cap_table(register, issuer, as_of=on, known_at=known_at)
    stocks = [
        stock for row in table.rows for stock in row.securities if stock.stock_class == stock_class
    ]
    kept = locked(books.agreements, issuer, stocks, on=on)
    return table.totals[stock_class] - sum(one.units for one in kept)
