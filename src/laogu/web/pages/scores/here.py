"""How the marks of this market did: every price in its books, forecast from what came before it."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct

from laogu.basics import IssuerId
from laogu.pricing import Forecasted, live_forecasts, live_score
from laogu.pricing.standard import Books
from laogu.web.exports import Sheet
from laogu.web.frame import Link
from laogu.web.pages.scores.rows import Ahead, plain, signed
from laogu.web.visit import Visit

MOST_LIVE = 12
"""Companies of this market that the page shows; the files have every forecast."""


class LiveRow(Struct, frozen=True, kw_only=True):
    """Forecasts of this market. name: None: of all of it together."""

    name: Link | None
    says: str
    forecasts: str
    held: str | None
    log_score: str
    ahead: Ahead


def came_here(visit: Visit) -> dict[IssuerId, list[Forecasted]]:
    """Return the forecasts of the prices that this market knows, company by company."""
    days = tuple(visit.today(one.zone) for one in visit.books.register.issuers.values())
    return visit.running.remembered.of(
        ("scores", days), ("issuer:", "market"), lambda: _came_here(visit)
    )


def _came_here(visit: Visit) -> dict[IssuerId, list[Forecasted]]:
    books = visit.books
    read = Books(books.register, books.evidence, books.market)
    found = {
        one.issuer: list(live_forecasts(read, one.issuer, visit.today(one.zone)))
        for one in books.register.issuers.values()
        if books.market.is_practice or not one.example
    }
    return {issuer: forecasts for issuer, forecasts in found.items() if forecasts}


def live(
    visit: Visit, frozen_on: date, came: Mapping[IssuerId, list[Forecasted]]
) -> Iterator[LiveRow]:
    """Yield how the marks of this market did: after the parameters were frozen, in all, by company.

    Companies of most forecasts come first.
    """
    every = [one for found in came.values() for one in found]
    if not every:
        return
    since = [one for one in every if one.on > frozen_on]
    frozen_says = visit.said("came after {day}, when the parameters were frozen", day=frozen_on)
    yield _live_row(None, frozen_says, since)
    yield _live_row(None, visit.said("all that this market knows"), every)
    ordered = sorted(came, key=lambda one: (-len(came[one]), one))
    for issuer in ordered[:MOST_LIVE]:
        one = visit.books.register.issuers[issuer]
        link = Link(says=visit.issuer_name(one), href=visit.to(f"/company/{one.slug}"))
        yield _live_row(link, "", came[issuer])


def _live_row(name: Link | None, says: str, found: list[Forecasted]) -> LiveRow:
    score = live_score(found)
    return LiveRow(
        name=name,
        says=says,
        forecasts=f"{score.forecasts}",
        held=None if score.held is None else f"{100 * score.held:.1f}",
        log_score=plain(None if score.log_score is None else f"{score.log_score:.4f}"),
        ahead=Ahead(figure=None)
        if score.ahead is None
        else Ahead(figure=signed(Decimal(f"{score.ahead:.4f}")), is_behind=score.ahead < 0),
    )


def live_sheet(visit: Visit, came: Mapping[IssuerId, list[Forecasted]]) -> Sheet:
    """Return every forecast of this market as a table."""
    rows = [
        (
            visit.books.register.issuers[issuer].slug, one.on, one.is_held,
            Decimal(f"{one.log_score:.4f}"),
            None if one.carried is None else Decimal(f"{one.carried:.4f}"),
        )
        for issuer, found in came.items()
        for one in found
    ]  # fmt: skip
    return Sheet("here", ("slug", "on", "held_80", "log_score", "carry_forward_log_score"), rows)
