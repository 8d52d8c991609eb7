"""What each way out of a holder's grants is worth: a table of certain money at the mark."""

from collections.abc import Iterator

from msgspec import Struct

from laogu.basics import said
from laogu.operations import GrantNow, GrantsFound, GrantValue, value_of
from laogu.pricing import WayOut
from laogu.web.exports import Sheet, Value
from laogu.web.pages.leaving.ways import label_of
from laogu.web.pages.marks.asked import exact
from laogu.web.pages.marks.words import figures_for
from laogu.web.pages.writing import currency_name
from laogu.web.shapes import Column
from laogu.web.visit import Visit

WAYS = {
    "exercise": said("Exercise now, keep the shares"),
    "exercise_part": said("Exercise a part now"),
    "wait": said("Decide on the last day"),
    "sell": said("Sell on the exercise"),
    "lapse": said("Let it lapse"),
}
HEADS = (
    "grant", "grant_id", "way", "part", "paid_first", "worth", "low", "high", "currency",
    "last_day",
)  # fmt: skip


class WorthRow(Struct, frozen=True, kw_only=True):
    """A way out of a grant; way: of a grant without a price it says so, and `why` says why."""

    grant: str
    way: str
    why: str
    paid: str | None
    worth: str | None
    span: str | None


def worth_columns(visit: Visit, found: GrantsFound) -> tuple[Column, ...]:
    """Return the heads of the table. The unit stands there where all grants have one."""
    prices = {one.stands.price.currency for one in found.grants if one.stands.price is not None}
    unit = currency_name(visit, prices.pop()) if len(prices) == 1 else ""
    return (
        Column(says=visit.said("Way out")),
        Column(says=visit.said("To pay first"), unit=unit, is_figure=True),
        Column(says=visit.said("As good as"), unit=unit, is_figure=True),
        Column(says=visit.said("5 to 95%"), unit=unit, is_figure=True, drops=True),
    )


def worth_rows(visit: Visit, found: GrantsFound) -> Iterator[WorthRow]:
    """Yield what each way out of every grant is worth today."""
    for one in found.grants:
        value = value_of(visit.books, one.grant, found.on)
        if value.found is None:
            yield WorthRow(
                grant=label_of(one), way=visit.said("no price"), why=visit.say(value.reason),
                paid=None, worth=None, span=None,
            )  # fmt: skip
        else:
            for way in value.found.holder.ways:
                yield _row(visit, one, value, way)


def worth_sheet(visit: Visit, found: GrantsFound) -> Sheet:
    """Return the same table with exact figures."""
    rows = [row for one in found.grants for row in _values(visit, one, found)]
    return Sheet(f"worth-{found.issuer.slug}", HEADS, rows)


def _row(visit: Visit, one: GrantNow, value: GrantValue, way: WayOut) -> WorthRow:
    figures = figures_for(visit, "per_share", value.currency, exact(value.share or 0))
    ends = way.outcomes[:1] + way.outcomes[-1:]
    return WorthRow(
        grant=label_of(one),
        way=visit.say(WAYS[way.name]),
        why="",
        paid=figures.mark(exact(way.paid)),
        worth=visit.said("cannot be paid") if way.gain is None else figures.mark(exact(way.gain)),
        span=figures.band((exact(ends[0].net), exact(ends[1].net))) if ends else None,
    )


def _values(visit: Visit, one: GrantNow, found: GrantsFound) -> Iterator[tuple[Value, ...]]:
    value = value_of(visit.books, one.grant, found.on)
    head = (one.name, one.grant.granted.security)
    end = (value.currency, value.last_on)
    if value.found is None:
        yield (*head, None, None, None, None, None, None, *end)
        return
    for way in value.found.holder.ways:
        nets = [exact(each.net) for each in way.outcomes]
        low, high = (nets[0], nets[-1]) if nets else (None, None)
        gain = None if way.gain is None else exact(way.gain)
        yield (*head, way.name, exact(way.part), exact(way.paid), gain, low, high, *end)
