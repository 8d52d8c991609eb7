"""Who owns a company in the end: nominees and vehicles looked through, each chain step by step."""

from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from laogu.basics import HolderId, StockClassId
from laogu.connectors import encumbered as told
from laogu.connectors import figure
from laogu.people import MARKET
from laogu.register import Chain, LastHolder, look_through
from laogu.register.owners import percent
from laogu.web.exports import Sheet, Value, corner, exported
from laogu.web.frame import Link
from laogu.web.pages.acts import Act
from laogu.web.pages.as_of import AsOf, as_of_control, to_changed_day
from laogu.web.pages.encumbered.acts import interest_act
from laogu.web.pages.issuer.holders import changes
from laogu.web.pages.issuer.page import example_sentence, facts_line
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.writing import handle, holder_name, listed
from laogu.web.paging import Paged
from laogu.web.routes import Route
from laogu.web.shapes import Column, Exports
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit

SHOWN = 50
"""Last holders on a page; the files have all of them."""

HEADS = ("holder_id", "holder", "known", "class", "quantity", "percent", "a_quarter", "through")


class OwnerRow(Struct, frozen=True, kw_only=True):
    """A last holder. chains: each way to it, in words; blank: it stands on the register itself."""

    name: str
    under: str
    units: str
    part: str
    chains: tuple[str, ...]
    is_known: bool


class OwnersPage(Page, frozen=True, kw_only=True):
    """Who owns a company in the end. hidden: what those own who are not shown; blank: nothing."""

    live: str
    name: str
    other: str
    is_example: bool
    facts_line: tuple[str, ...]
    back: Link
    as_of: AsOf
    counted: str
    columns: tuple[Column, ...]
    rows: tuple[OwnerRow, ...]
    paged: Paged[OwnerRow]
    hidden: str
    hidden_part: str
    withheld: str
    exports: Exports
    act: Act | None


def owners(visit: Visit, slug: str) -> Shown:
    """Return who owns a company in the end, on a day."""
    subject = Subject(visit, slug)
    days = changes(subject)
    if (way := to_changed_day(visit, days, at="owners")) is not None:
        return way
    subject.note_look()
    found = look_through(
        subject.books.register,
        subject.issuer.issuer,
        as_of=subject.on,
        sees=visit.sight.sees_encumbrance,
    )
    seen = [one for one in found.owners if told.sees_owner(visit.books, visit.sight, one)]
    hidden = [one for one in found.owners if one not in seen]
    file = exported(visit, Sheet("owners", HEADS, lambda: list(_values(subject, seen, hidden))))
    if file is not None:
        return file
    paged = Paged(visit, "owners", [_row(subject, one) for one in seen], most=SHOWN, at="owners")
    one = subject.issuer
    shown = OwnersPage(
        title=visit.said("Last holders of {issuer}", issuer=subject.name()),
        is_of_a_day=True,
        place="markets",
        zone=one.zone,
        example=example_sentence(subject),
        live=f"issuer:{one.issuer} market",
        name=subject.name(),
        other=visit.said("last holders"),
        is_example=one.example,
        facts_line=facts_line(subject),
        back=Link(says=visit.said("the company"), href=subject.to()),
        as_of=as_of_control(
            visit, days, on=subject.on, today=subject.today, known_on=None, at="owners"
        ),
        counted=visit.said(
            "Holders on the register: {register}; known behind them: {behind}.",
            register=found.on_register,
            behind=sum(1 for each in found.owners if each.is_known),
        ),
        columns=_columns(visit),
        rows=paged.rows,
        paged=paged,
        hidden=_units(subject, told.together(each.units for each in hidden)) if hidden else "",
        hidden_part=_percent(sum((each.part for each in hidden), Fraction(0))),
        withheld=visit.said(
            "Holders that no published source names are shown to themselves, to the issuer "
            "and to the operator."
        )
        if hidden
        else "",
        exports=corner(visit, "owners"),
        act=_act(subject),
    )
    return page(visit, "encumbered/owners.html", shown)


def _columns(visit: Visit) -> tuple[Column, ...]:
    return (
        Column(says=visit.said("Last holder")),
        Column(says=visit.said("Shares"), is_figure=True),
        Column(says=visit.said("Part"), unit="%", is_figure=True),
        Column(says=visit.said("Through"), drops=True),
    )


def _row(subject: Subject, one: LastHolder) -> OwnerRow:
    visit = subject.visit
    return OwnerRow(
        name=_name(visit, one),
        under=_under(visit, one),
        units=_units(subject, one.units),
        part=_percent(one.part),
        chains=tuple(_chains(visit, one)),
        is_known=one.is_known,
    )


def _name(visit: Visit, one: LastHolder) -> str:
    if one.holder is None:
        assert one.nominee is not None, "who is no holder here is named by a nominee"
        name = told.name_told(one.nominee.favours_name, visit.running.journal.personal)
        return name or visit.said("name forgotten")
    name = holder_name(visit, one.holder)
    return name if one.is_known else visit.said("not known, in {vehicle}", vehicle=name)


def _under(visit: Visit, one: LastHolder) -> str:
    if not one.is_known:
        return visit.said("what its known owners leave open")
    if one.part >= told.QUARTER:
        return visit.said("a quarter or more: a beneficial owner under CN-KYC-01")
    return ""


def _chains(visit: Visit, one: LastHolder) -> Iterator[str]:
    for way in one.chains:
        if way.links:
            yield _way(visit, way)
    if one.is_cut:
        yield visit.said("and more ways that are not shown")


def _way(visit: Visit, way: Chain) -> str:
    parts = []
    for link in way.links:
        facts = {"holder": holder_name(visit, link.holder), "percent": _percent(link.part)}
        parts.append(
            visit.said("{holder} as nominee, {percent}%", **facts)
            if link.by == "nominee"
            else visit.said("{holder}, {percent}%", **facts)
        )
    return " › ".join(parts)


def _units(subject: Subject, units: dict[StockClassId, Fraction]) -> str:
    """Return units in figures, class by class where there are several."""
    register = subject.books.register
    held = {one: count for one, count in units.items() if count}
    figures = {
        one: figure(told.figure_of(count, register.classes[one].decimals))
        for one, count in held.items()
    }
    if len(subject.classes) < 2:
        return next(iter(figures.values()), "0")
    return listed(
        subject.visit,
        [f"{subject.class_name(register.classes[one])} {shown}" for one, shown in figures.items()],
    )


def _percent(part: Fraction) -> str:
    return figure(percent(part, 2))


def _act(subject: Subject) -> Act | None:
    """Return the form that records an interest, for who keeps the register, today."""
    visit = subject.visit
    keeps = visit.may("issue", subject.issuer.issuer) or visit.may("operate", MARKET)
    vehicles = [
        (row.holder.holder, visit.name(row.holder))
        for row in subject.table.rows
        if row.holder.kind == "organisation"
    ]
    if visit.may("operate", MARKET):
        known = {vehicle for vehicle, _ in vehicles}
        room = subject.books.register.owners
        behind = (one for one in room.owners_of if one not in known and room.owners_of.on(one))
        vehicles += [(one, _either(visit, one)) for one in behind]
    if subject.is_past or not keeps or not vehicles:
        return None
    return interest_act(subject, vehicles)


def _either(visit: Visit, holder: HolderId) -> str:
    known = visit.books.register.holders[holder]
    return visit.name(known) if visit.sight.sees_holder(known) else handle(holder)


def _values(
    subject: Subject, seen: list[LastHolder], hidden: list[LastHolder]
) -> Iterator[tuple[Value, ...]]:
    visit = subject.visit
    for one in seen:
        for stock_class, count in one.units.items():
            kind = subject.books.register.classes[stock_class]
            yield (
                one.holder,
                _name(visit, one),
                "yes" if one.is_known else "no",
                subject.class_name(kind),
                told.figure_of(count, kind.decimals),
                percent(one.part),
                "yes" if one.is_known and one.part >= told.QUARTER else "no",
                "; ".join(_chains(visit, one)) or None,
            )
    for stock_class, count in told.together(one.units for one in hidden).items():
        kind = subject.books.register.classes[stock_class]
        shown = told.figure_of(count, kind.decimals)
        yield None, None, None, subject.class_name(kind), shown, None, None, None


ROUTES = (Route(path="/company/{slug}/owners", page=owners),)
