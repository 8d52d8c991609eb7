"""Indexes of marks: how this market's companies moved together, how sure, and what moved them."""

from datetime import date
from decimal import Decimal

from msgspec import Struct

from laogu.operations import indexes_of
from laogu.pricing.indexes import Index, Level, Moved
from laogu.pricing.marks import VERSION
from laogu.register import check_day
from laogu.web.drawing import Drawing
from laogu.web.exports import Sheet, corner, exported
from laogu.web.frame import Link
from laogu.web.index_chart import LevelDrawn, draw_index
from laogu.web.pages.writing import currency_name
from laogu.web.routes import Route
from laogu.web.shapes import Choice, Exports, Filter
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit

MOST_MOVED = 12
"""Companies that a table shows, those that moved the index most; the files have all of them."""

YEARS = (1, 2, 5)
LEVEL_HEADS = ("weighting", "basis", "currency", "on", "level", "low", "high", "issuers")
MOVED_HEADS = ("weighting", "basis", "currency", "slug", "since", "recent", "whole", "weight")


class LevelRow(Struct, frozen=True, kw_only=True):
    """The index on a day."""

    day: str
    level: str
    band: str
    issuers: str


class MovedRow(Struct, frozen=True, kw_only=True):
    """By how many points a company moved it. weight: None: it is not in it now."""

    name: Link
    recent: str
    whole: str
    weight: str | None


class IndexShown(Struct, frozen=True, kw_only=True):
    """An index. drawings: wide and narrow; None: there is none, and `reason` says why."""

    name: str
    reason: str
    level: str
    band: str
    drawings: tuple[Drawing, Drawing] | None
    levels: tuple[LevelRow, ...]
    moved: tuple[MovedRow, ...]
    recent: str
    came_and_went: str


class IndexesPage(Page, frozen=True, kw_only=True):
    """Every index of this market."""

    facts_line: tuple[str, ...]
    filters: tuple[Filter, ...]
    indexes: tuple[IndexShown, ...]
    exports: Exports
    moved_exports: Exports
    how: tuple[str, ...]
    back: Link


def index_page(visit: Visit) -> Shown:
    """Return the indexes of the page's day."""
    today = visit.today()
    on = visit.as_of or today
    check_day(on, since=None, today=today)
    since = _since(visit, on)
    found = visit.running.remembered.of(
        ("indexes", on, since),
        ("issuer:", "market"),
        lambda: tuple(indexes_of(visit.books, on, since=since)),
    )
    file = exported(visit, _levels_sheet(found), _moved_sheet(visit, found))
    if file is not None:
        return file
    shown = IndexesPage(
        title=visit.said("Indexes of marks"),
        is_of_a_day=True,
        place="markets",
        told_by=frozenset({"issuer:", "market", "clock"}),
        note=visit.said("Everything on this page is worked out by a model from marks."),
        facts_line=(visit.said("as of {day}", day=on), VERSION),
        filters=(_filter(visit),),
        indexes=tuple(_shown(visit, one) for one in found),
        exports=corner(visit, "levels"),
        moved_exports=corner(visit, "moved"),
        how=_how(visit),
        back=Link(says=visit.said("Markets"), href=visit.to("/")),
    )
    return page(visit, "indexes.html", shown)


def _since(visit: Visit, on: date) -> date:
    years = int(_years(visit))
    return date(max(on.year - years, 1), on.month, 1)


def _years(visit: Visit) -> str:
    asked = visit.query.get("years", "1")
    return asked if asked in {f"{one}" for one in YEARS} else "1"


def _filter(visit: Visit) -> Filter:
    choices = tuple(
        Choice(
            says=visit.said("one year") if one == 1 else visit.said("{count} years", count=one),
            href=visit.here(years=None if one == 1 else one),
            is_chosen=_years(visit) == f"{one}",
        )
        for one in YEARS
    )
    return Filter(says=visit.said("Shown"), choices=choices)


def _shown(visit: Visit, one: Index) -> IndexShown:
    named = name_of(visit, one)
    last = one.levels[-1] if one.levels else None
    return IndexShown(
        name=named,
        reason=visit.say(one.reason),
        level=f"{last.value:,.1f}" if last is not None else "",
        band=_band(last) if last is not None else "",
        drawings=_drawings(visit, one, named) if last is not None else None,
        levels=tuple(_level_row(visit, each) for each in reversed(one.levels)),
        moved=tuple(_moved_row(visit, each) for each in one.moved[:MOST_MOVED]),
        recent=visit.said("since {day}", day=one.recent) if one.recent is not None else "",
        came_and_went=_came_and_went(visit, one),
    )


def name_of(visit: Visit, one: Index) -> str:
    """Return what an index is called: by which weights, and of what."""
    if one.weighting == "float":
        if one.currency is None:
            return visit.said("By float, a share")
        return visit.said(
            "By float, a share, {currency}", currency=currency_name(visit, one.currency)
        )
    if one.basis == "per_share":
        return visit.said("Equal weights, a share")
    return visit.said("Equal weights, valuations")


def _drawings(visit: Visit, one: Index, named: str) -> tuple[Drawing, Drawing]:
    levels = [
        LevelDrawn(
            on=each.on,
            value=_figure(each.value),
            band=(_figure(each.band[0]), _figure(each.band[1])),
        )
        for each in one.levels
    ]
    last = one.levels[-1]
    says = visit.said(
        "{index}: {level} on {day}, band {band}",
        index=named, level=_figure(last.value), day=last.on, band=_band(last),
    )  # fmt: skip
    return (
        draw_index(levels, lang=visit.lang, says=says),
        draw_index(levels, lang=visit.lang, says=says, width=358),
    )


def _figure(value: float) -> Decimal:
    return Decimal(f"{value:.1f}")


def _band(level: Level) -> str:
    low, high = level.band
    return f"{low:,.0f}–{high:,.0f}"


def _level_row(visit: Visit, one: Level) -> LevelRow:
    return LevelRow(
        day=visit.show(one.on),
        level=f"{one.value:,.1f}",
        band=_band(one),
        issuers=visit.show(one.members),
    )


def _moved_row(visit: Visit, one: Moved) -> MovedRow:
    issuer = visit.books.register.issuers[one.issuer]
    return MovedRow(
        name=Link(says=visit.issuer_name(issuer), href=visit.to(f"/company/{issuer.slug}")),
        recent=points(one.recent),
        whole=points(one.whole),
        weight=f"{100 * one.weight:.1f}" if one.weight is not None else None,
    )


def points(value: float) -> str:
    """Return points with their sign, to a tenth."""
    shown = f"{value:+.1f}"
    return f"{0:.1f}" if Decimal(shown) == 0 else shown.replace("-", "\u2212")


def _came_and_went(visit: Visit, one: Index) -> str:
    """Return who joined and who left of late; blank: nobody."""
    issuers = visit.books.register.issuers
    joined, left = (
        [visit.issuer_name(issuers[each]) for each in found] for found in (one.joined, one.left)
    )
    parts = [visit.said("joined: {issuers}", issuers=joined)] if joined else []
    parts += [visit.said("left: {issuers}", issuers=left)] if left else []
    return " · ".join(parts)


def _levels_sheet(found: tuple[Index, ...]) -> Sheet:
    rows = [
        (
            one.weighting, one.basis, one.currency, each.on, _figure(each.value),
            _figure(each.band[0]), _figure(each.band[1]), each.members,
        )
        for one in found
        for each in one.levels
    ]  # fmt: skip
    return Sheet("levels", LEVEL_HEADS, rows)


def _moved_sheet(visit: Visit, found: tuple[Index, ...]) -> Sheet:
    issuers = visit.books.register.issuers
    rows = [
        (
            one.weighting, one.basis, one.currency, issuers[each.issuer].slug, one.recent,
            _figure(each.recent), _figure(each.whole),
            Decimal(f"{each.weight:.4f}") if each.weight is not None else None,
        )
        for one in found
        for each in one.moved
    ]  # fmt: skip
    return Sheet("moved", MOVED_HEADS, rows)


def _how(visit: Visit) -> tuple[str, ...]:
    return (
        visit.said(
            "A company counts over a month where it has a mark at both ends, told the same way and "
            "in one currency, and somebody was heard of it in the {months} months before. Who "
            "joins or leaves moves nothing by it.",
            months=18,
        ),
        visit.said(
            "With equal weights a month's step is the mean of the logarithms. By float it is what "
            "a holder of all shares that may be sold would have gained."
        ),
        visit.said(
            "A valuation after a round has the new money in it, so that an index of valuations is "
            "no return. No currency is converted."
        ),
        visit.said(
            "The band is 5 to 95 % of what the index gained since its first day; a quarter of how "
            "far marks miss is taken to be alike for all, which is judgement."
        ),
        visit.said(
            "A level is of marks as they were known on its day: what is learned later moves the "
            "index when it is learned. A fact that is recorded late changes the levels since its "
            "day, and what was told before is had with known_at."
        ),
    )


ROUTES = (Route(path="/indexes", page=index_page),)
