"""Which companies the markets page shows, and in which order: both stand in the address."""

from datetime import date
from decimal import Decimal

from laogu.evidence import Anchor, last_anchor
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.issuer.trading import tape_of
from laogu.web.pages.marks.asked import chosen_of, exact
from laogu.web.shapes import Choice, Filter
from laogu.web.visit import Visit


def filters(visit: Visit) -> tuple[Filter, ...]:
    """Return what may be chosen, as words."""
    now = visit.query.get("sort", "last")
    words = (
        ("last", visit.said("last paid, newest first")),
        ("band", visit.said("band, narrowest first")),
        ("shares", visit.said("shares, most first")),
        ("name", visit.said("name")),
    )
    choices = tuple(
        Choice(
            says=says, href=visit.here(sort=None if name == "last" else name), is_chosen=name == now
        )
        for name, says in words
    )
    shown = visit.query.get("shown", "all")
    ways = (
        ("all", visit.said("all")),
        ("register", visit.said("with a register")),
        ("anchor", visit.said("with an anchor")),
        ("no_anchor", visit.said("without an anchor")),
        ("mark", visit.said("with a mark")),
        ("no_mark", visit.said("without a mark")),
    )
    which = tuple(
        Choice(
            says=says,
            href=visit.here(shown=None if name == "all" else name),
            is_chosen=name == shown,
        )
        for name, says in ways
    )
    return (
        Filter(says=visit.said("Shown"), choices=which),
        Filter(says=visit.said("Sorted by"), choices=choices),
    )


def shown(visit: Visit, subjects: list[Subject]) -> list[Subject]:
    """Return the companies that the address asks for."""
    match visit.query.get("shown", "all"):
        case "register":
            return [one for one in subjects if one.kind is not None]
        case "anchor":
            return [one for one in subjects if anchor_of(one) is not None]
        case "no_anchor":
            return [one for one in subjects if anchor_of(one) is None]
        case "mark":
            return [one for one in subjects if chosen_of(one).value is not None]
        case "no_mark":
            return [one for one in subjects if chosen_of(one).value is None]
        case _:
            return subjects


def ordered(visit: Visit, subjects: list[Subject]) -> list[Subject]:
    """Return the companies in the order that the address asks for."""
    match visit.query.get("sort", "last"):
        case "name":
            return sorted(subjects, key=lambda one: one.name().casefold())
        case "shares":
            return sorted(subjects, key=lambda one: -one.total)
        case "band":
            return sorted(subjects, key=_width)
        case _:
            return sorted(subjects, key=_last_on, reverse=True)


def _width(subject: Subject) -> tuple[bool, Decimal]:
    """Return how wide a band is, as one end by the other; what has none comes last."""
    band = chosen_of(subject).band
    return (True, Decimal(0)) if band is None else (False, exact(band[1]) / exact(band[0]))


def _last_on(subject: Subject) -> date:
    prints = tape_of(subject)
    anchor = anchor_of(subject)
    days = [prints[0].settled_on] if prints else []
    return max([*days, anchor.on] if anchor is not None else days, default=date.min)


def anchor_of(subject: Subject) -> Anchor | None:
    """Return the last anchor of a company up to the page's day; None: there is none."""
    return last_anchor(subject.books.evidence, subject.issuer.issuer, as_of=subject.on)
