"""The release calendar: on which day how many shares come free, and from what."""

from msgspec import Struct

from laogu.basics import in_words
from laogu.web.drawing import Drawing, Piece, bar
from laogu.web.exports import Sheet, corner
from laogu.web.frame import Link
from laogu.web.pages.answers import rule_link
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.writing import in_days
from laogu.web.shapes import Exports


class ReleaseRow(Struct, frozen=True, kw_only=True):
    """Shares that come free on a day. day: None: none is known. free: all that may be sold then."""

    day: str | None
    what: str
    clauses: tuple[Link, ...]
    units: str
    bar: Drawing
    free: str
    left: str
    is_largest: bool


class Releases(Struct, frozen=True, kw_only=True):
    """The section, with what is free today and what is locked."""

    rows: tuple[ReleaseRow, ...]
    free: str
    locked: str
    exports: Exports


def release_calendar(subject: Subject) -> Releases:
    """Return the days ahead of the page's day."""
    visit = subject.visit
    found = subject.releases
    locked = subject.kept
    free = subject.total - locked
    largest = max((one.units for one in found), default=0)
    rows, running = [], free
    for one in found:
        running += one.units if one.on is not None else 0
        kind = "filled" if one.on is not None else "hatched"
        rows.append(
            ReleaseRow(
                day=visit.show(one.on) if one.on is not None else None,
                what=_lots(subject, one.lots),
                clauses=tuple(rule_link(visit, subject.issuer, rule) for rule in one.rules if rule),
                units=subject.quantity(one.units),
                bar=bar(
                    (Piece(amount=one.units, kind=kind),),
                    of=largest,
                    says=subject.quantity(one.units),
                    width=120,
                ),
                free=subject.quantity(running),
                left=(
                    in_days(visit, (one.on - subject.on).days)
                    if one.on is not None
                    else visit.said("no day is known")
                ),
                is_largest=one.units == largest,
            )
        )
    return Releases(
        rows=tuple(rows),
        free=subject.quantity(free),
        locked=subject.quantity(locked),
        exports=corner(visit, "releases"),
    )


def releases_sheet(subject: Subject) -> Sheet:
    """Return the calendar as a table."""
    decimals = subject.kind.decimals if subject.kind else 0
    rows = [
        (
            one.on,
            in_words(one.units, decimals),
            one.lots,
            " ".join(one.rules),
        )
        for one in subject.releases
    ]
    return Sheet("releases", ("free_on", "quantity", "securities", "rules"), rows)


def _lots(subject: Subject, count: int) -> str:
    if count == 1:
        return subject.visit.said("one holding")
    return subject.visit.said("{count} holdings", count=count)
