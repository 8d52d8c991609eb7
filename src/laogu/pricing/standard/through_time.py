"""The mark through time: on each day by nothing but what was known then; for a chart."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from laogu.basics import IssuerId
from laogu.pricing.marks import Followed, Mark, followed, mark, parameters_for
from laogu.pricing.standard.bands import around, spread_of
from laogu.pricing.standard.changes import model_changes
from laogu.pricing.standard.gathering import Books
from laogu.pricing.standard.publishing import why_not_told
from laogu.pricing.standard.reading import Case, Pointed
from laogu.pricing.standard.shapes import Moment

MOST_MOMENTS = 240
"""Days that are told; of more of them, every second, third and so on, the last always."""


def through_time(
    books: Books,
    issuer: IssuerId,
    since: date,
    until: date,
    *,
    known_at: datetime | None = None,
) -> tuple[Moment, ...]:
    """Return the mark on every day of an anchor, and on the first of each month between.

    A day without a mark is left out. Prices of classes are read by the structures of their days,
    and told in shares of the last day; what the model adds to the band is that of the last day.
    """
    case = Case(books, issuer, until, known_at)
    return tuple(_moments(case, _thinned(sorted(set(_days(case, since, until))))))


def on_days(
    books: Books,
    issuer: IssuerId,
    days: Sequence[date],
    until: date,
    *,
    known_at: datetime | None = None,
) -> tuple[Moment, ...]:
    """Return the mark on some days, the earliest first, as `through_time` tells it until a day."""
    return tuple(_moments(Case(books, issuer, until, known_at), days)) if days else ()


def _days(case: Case, since: date, until: date) -> Iterator[date]:
    known = [one.told.on for one in case.ever]
    if not known:
        return
    first = max(since, min(known))
    yield from (one for one in known if first <= one <= until)
    month = first.replace(day=1)
    while month <= until:
        if month >= first:
            yield month
        month = (month + timedelta(days=32)).replace(day=1)
    yield until


def _thinned(days: list[date]) -> list[date]:
    step = -(-len(days) // MOST_MOMENTS)
    return [*days[:-1:step], *days[-1:]] if step > 1 else days


def _moments(case: Case, days: Sequence[date]) -> Iterator[Moment]:
    """Yield the mark on each day that has one.

    Between two days on which something was learned it is rolled on from what was followed before.
    """
    last = mark(case.history(case.pointed), case.as_of, levels=())
    more = model_changes(case, last, parameters_for(case.slug)).spread.get(None, 0.0)
    before: tuple[Pointed, ...] = ()
    told: Followed | None = None
    for on in days:
        known = tuple(one for one in case.ever if one.counts_on(on))
        if known != before:
            before, told = known, followed(case.history(known), on)
        moment = None if told is None else _moment(told.on(on), on, more)
        if moment is not None:
            yield moment


def _moment(found: Mark, on: date, more: float) -> Moment | None:
    if found.value is None or found.band is None or found.currency is None:
        return None
    if why_not_told(found, on) is not None:
        return None
    own = spread_of(found.value, found.band)
    band, middle = around(found.value, found.band, found.middle or own.middle(found.value), more)
    return Moment(
        on=on,
        currency=found.currency,
        value=found.value,
        band=band,
        middle=middle,
        basis=found.basis or "per_share",
    )
