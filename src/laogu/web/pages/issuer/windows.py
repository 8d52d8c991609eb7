"""Windows on a company's page: the one that is open, with its price, and those that ended."""

from datetime import datetime
from typing import Literal

from markupsafe import Markup
from msgspec import Struct

from laogu.basics import in_words
from laogu.market import WindowState, windows_of
from laogu.web.drawing import Drawing
from laogu.web.exports import Sheet, corner
from laogu.web.frame import Link
from laogu.web.pages.demand.case import Case
from laogu.web.pages.demand.drawn import draw_curve, in_a_sentence, traded_and_surplus
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.issuer.trading import changed
from laogu.web.pages.writing import left
from laogu.web.shapes import Exports
from laogu.web.visit import Visit

SHOWN = 10
"""Windows that ended, on a company's page; a file has all of them."""


class Open(Struct, frozen=True, kw_only=True):
    """A window that has not ended. price: in words where none is shown. curve: None: nothing."""

    live: str
    says: str
    link: Link
    phase: str
    name: str
    figure: str
    under: str
    left: Markup
    until: str
    curve: Drawing | None


class PastRow(Struct, frozen=True, kw_only=True):
    """A window that ended. price: what became of it where it has none."""

    day: str
    href: str
    price: str
    change: str | None
    way: Literal["up", "down", "still"]
    quantity: str | None


class Windows(Struct, frozen=True, kw_only=True):
    """Both parts; neither where no window of the class was ever opened."""

    open: Open | None
    past: tuple[PastRow, ...]
    exports: Exports


def windows(subject: Subject) -> Windows:
    """Return the windows of the class that is shown."""
    found = [] if subject.is_past else _of_class(subject)
    now = next((one for one in found if one.stage == "open"), None)
    return Windows(
        open=_open(Case(subject.visit, now)) if now is not None else None,
        past=tuple(_past(subject, found)),
        exports=corner(subject.visit, "windows"),
    )


def windows_sheet(subject: Subject) -> Sheet:
    """Return every window of the class as a table."""
    decimals = subject.kind.decimals if subject.kind else 0
    rows = []
    for one in _of_class(subject):
        done = one.cleared
        worth = Case(subject.visit, one).worth(done.price).decimal() if done else None
        volume = in_words(done.volume, decimals) if done else None
        rows.append((one.window.window, one.closes_at, one.stage, worth, one.window.currency,
                     volume))  # fmt: skip
    heads = ("window_id", "closes_at", "stage", "clearing_price", "currency", "quantity")
    return Sheet("windows", heads, rows)


def running(subject: Subject) -> Link | None:
    """Return the way to the window of the class that has not ended; None: there is none."""
    visit = subject.visit
    found = next((one for one in _of_class(subject) if one.stage == "open"), None)
    if found is None:
        return None
    closes = visit.moment(found.closes_at, subject.issuer.zone)
    return Link(
        says=visit.said("window, closes {moment}", moment=closes),
        href=visit.to(f"/window/{found.window.window}"),
    )


def counted_down(visit: Visit, until: datetime) -> Markup:
    """Return the time that is left, which a script goes on counting."""
    return Markup('<time datetime="{0}" data-until="{0}">{1}</time>').format(
        until.isoformat(), left(visit, until)
    )


def _of_class(subject: Subject) -> list[WindowState]:
    if subject.kind is None:
        return []
    found = windows_of(subject.books.market, subject.issuer.issuer)
    return [one for one in found if one.window.stock_class == subject.kind.stock_class]


def _open(case: Case) -> Open:
    visit, at = case.visit, case.at
    is_ahead = case.phase == "announced"
    until = case.window.opens_at if is_ahead else case.state.closes_at
    if at is None:
        figure, under, says = visit.said("no price"), "", visit.show(case.phase, "phase")
        if not visit.sight.sees_indication(case.state):
            under = visit.said("What it would clear at is shown to persons with a mandate.")
    else:
        traded, surplus = traded_and_surplus(case)
        would = visit.said("{units} shares would trade.", units=traded)
        figure, under = case.price(at), visit.either("", " ").join((would, surplus))
        says = in_a_sentence(case)
    return Open(
        live=f"window:{case.id} book:{case.id} issuer:{case.window.issuer}",
        says=says,
        link=Link(says=visit.said("To the window"), href=visit.to(f"/window/{case.id}")),
        phase=visit.show(case.phase, "phase"),
        name=visit.said("Indicative price"),
        figure=figure,
        under=under,
        left=counted_down(visit, until),
        until=visit.said("opens {moment}", moment=case.moment(until))
        if is_ahead
        else visit.said("closes {moment}", moment=case.moment(until)),
        curve=draw_curve(case, width=352),
    )


def _past(subject: Subject, found: list[WindowState]) -> list[PastRow]:
    visit = subject.visit
    ended = [one for one in found if one.stage != "open"]
    priced = [one.cleared.price for one in ended if one.cleared is not None]
    rows = []
    for one in ended[:SHOWN]:
        case = Case(visit, one)
        change, way = None, "still"
        if one.cleared is not None:
            priced = priced[1:]
            if priced:
                moved = one.cleared.price - priced[0]
                change = changed(moved, priced[0])
                way = "up" if moved > 0 else "down" if moved < 0 else "still"
        rows.append(
            PastRow(
                day=visit.show((one.ended_at or one.closes_at).date()),
                href=visit.to(f"/window/{one.window.window}"),
                price=(
                    case.price(one.cleared.price)
                    if one.cleared is not None
                    else visit.show(one.stage, "phase")
                ),
                change=change,
                way=way,  # type: ignore[arg-type]
                quantity=case.quantity(one.cleared.volume) if one.cleared is not None else None,
            )
        )
    return rows
