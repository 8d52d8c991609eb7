"""A company's cap table: counted as its address says, on its day, as known on another."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from laogu.basics import in_words
from laogu.register.views import (
    PAPERS,
)
from laogu.web.exports import BOOK, corner, exported
from laogu.web.frame import Link
from laogu.web.pages.as_of import AsOf, as_of_control, to_changed_day
from laogu.web.pages.cap_table.asked import DILUTED, asked, filters
from laogu.web.pages.cap_table.changed import Changed, Compared, changed
from laogu.web.pages.cap_table.drawn import Picture, picture
from laogu.web.pages.cap_table.lines import Drawn
from laogu.web.pages.cap_table.tables import Table, sheet_of, table_of
from laogu.web.pages.cap_table.totals import Totals
from laogu.web.pages.cap_table.words import class_name, left_out_words
from laogu.web.pages.cap_table.workbook import book
from laogu.web.pages.desk.cap_table import changed_days
from laogu.web.pages.issuer.page import example_sentence, facts_line
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.writing import currency_name, listed
from laogu.web.routes import Route
from laogu.web.shapes import Cell, Exports, Filter
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit


class Section(Struct, frozen=True, kw_only=True):
    """The table with what is chosen of it. counts: how it is counted, a sentence for each.

    nothing: what is said in place of a table without a row.
    asks_price: at which convertibles count, with what else the address asks; None: there are none.
    """

    note: str
    filters: tuple[Filter, ...]
    as_of: AsOf
    table: Table
    exports: Exports
    counts: tuple[str, ...]
    withheld: str
    nothing: str
    asks_price: tuple[tuple[str, str], ...] | None
    price: str
    price_unit: str


class CapTablePage(Page, frozen=True, kw_only=True):
    """A cap table on a day. workbook: where all of it is had in one file."""

    live: str
    name: str
    other: str
    is_example: bool
    facts_line: tuple[str, ...]
    back: Link
    known: str
    cells: tuple[Cell, ...]
    section: Section
    changed: Changed
    picture: Picture
    classes: tuple[tuple[str, str], ...]
    workbook: str
    owners: Link


def cap_table(visit: Visit, slug: str) -> Shown:
    """Return a company's cap table."""
    subject = Subject(visit, slug)
    days = changed_days(subject)
    if (way := to_changed_day(visit, days, at="table")) is not None:
        return way
    chosen = asked(visit, subject)
    drawn = Drawn(subject, chosen)
    drawn.note_look()
    file = exported(
        visit,
        sheet_of(drawn),
        Compared(subject, chosen).sheet(),
        book=book(subject, chosen) if visit.query.get("table") == BOOK else (),
    )
    if file is not None:
        return file
    one = subject.issuer
    totals = Totals(drawn)
    shown = CapTablePage(
        title=visit.said("Cap table of {issuer}", issuer=subject.name()),
        is_of_a_day=True,
        place="markets",
        zone=one.zone,
        example=example_sentence(subject),
        live=f"issuer:{one.issuer}",
        name=subject.name(),
        other=visit.said("cap table"),
        is_example=one.example,
        facts_line=facts_line(subject),
        back=Link(says=visit.said("the company"), href=subject.to(**subject.kept_days)),
        known=visit.said("as known at the end of {day}", day=subject.known_on)
        if subject.known_at is not None
        else "",
        cells=totals.cells(days),
        section=_section(drawn, totals, days),
        changed=changed(subject, chosen, days),
        picture=picture(drawn),
        classes=tuple(_votes(drawn)),
        owners=Link(says=visit.said("who owns shares in the end"), href=subject.to("/owners")),
        workbook=visit.to(f"{visit.path}.xlsx", **{**visit.query, "table": BOOK}),
    )
    return page(visit, "cap_table/page.html", shown)


def _section(drawn: Drawn, totals: Totals, days: tuple[date, ...]) -> Section:
    subject, visit, chosen = drawn.subject, drawn.visit, drawn.chosen
    table = table_of(drawn)
    at = chosen.conventions.convertibles_at
    asks = {**visit.query, "at": None, "counts": DILUTED}
    return Section(
        note=_how_counted(drawn),
        filters=filters(subject, chosen),
        as_of=as_of_control(
            visit,
            days,
            on=subject.on,
            today=subject.today,
            known_on=subject.known_on or subject.today,
            at="table",
        ),
        table=table,
        exports=corner(visit, f"by_{chosen.by}"),
        counts=tuple(_conventions(drawn)) if chosen.is_diluted else (),
        withheld=visit.said(
            "Holders that no published source names are shown to themselves, to the issuer "
            "and to the operator."
        )
        if table.withheld
        else "",
        nothing=visit.said("No votes are stated.")
        if chosen.by == "votes"
        else visit.said("Nobody held anything on that day."),
        asks_price=tuple((name, one) for name, one in asks.items() if one is not None)
        if totals.has_convertibles
        else None,
        price=f"{at.decimal():f}" if at is not None else "",
        price_unit=currency_name(visit, subject.issuer.currency),
    )


def _how_counted(drawn: Drawn) -> str:
    visit, chosen = drawn.visit, drawn.chosen
    if chosen.by == "votes":
        unstated = [
            class_name(visit, drawn.register.classes[one])
            for one, per_share in drawn.votes.per_share.items()
            if per_share is None and drawn.votes.units[one]
        ]
        if unstated:
            return visit.said(
                "nobody stated how many votes a share has: {classes}",
                classes=listed(visit, unstated),
            )
        return visit.said("of what is issued")
    if chosen.is_diluted:
        return visit.said("fully diluted, by the conventions below")
    return visit.said("what is issued, each class as it is")


def _conventions(drawn: Drawn) -> Iterator[str]:
    """Yield what counts beside issued shares, and what there is and does not count."""
    visit, now, found = drawn.visit, drawn.chosen.conventions, drawn.counted
    match now.grants:
        case "all":
            yield visit.said("Grants count whether they are vested or not.")
        case "vested":
            yield visit.said("Of grants only what is vested counts.")
        case "none":
            yield visit.said("Grants do not count.")
    if now.as_converted:
        yield visit.said(
            "What converts counts as converted, rounded down for each holder and class."
        )
    else:
        yield visit.said("Every class counts one for one, whatever it converts into.")
    if now.convertibles_at is not None:
        yield visit.said(
            "Convertibles count at {price} a share, without interest.", price=now.convertibles_at
        )
    for why, units in found.left_out.items():
        shown = visit.show(units if why in PAPERS else in_words(units, found.decimals))
        yield left_out_words(visit, why, shown)


def _votes(drawn: Drawn) -> Iterator[tuple[str, str]]:
    """Yield how many votes a share of each class has."""
    visit = drawn.visit
    for one, per_share in drawn.votes.per_share.items():
        says = visit.said("not stated") if per_share is None else visit.show(per_share)
        yield class_name(visit, drawn.register.classes[one]), says


ROUTES = (Route(path="/company/{slug}/captable", page=cap_table),)
