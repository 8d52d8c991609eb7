"""A holder on the register of one company: its lots, its grants, and how it came to have them."""

from collections.abc import Iterator

from msgspec import Struct

from laogu.basics import in_words
from laogu.register import IssuedStock, plans
from laogu.register.views import group_of, held
from laogu.rights import LotFree
from laogu.web.drawing import Drawing
from laogu.web.exports import Sheet, Value, corner, exported
from laogu.web.frame import Link
from laogu.web.pages.cap_table.lots import drawn, lot_name
from laogu.web.pages.cap_table.on_register import Change, OnRegister
from laogu.web.pages.cap_table.words import act_name, class_name, group_name
from laogu.web.pages.issuer.holders import percent
from laogu.web.pages.issuer.page import example_sentence
from laogu.web.pages.writing import amount, units
from laogu.web.paging import Paged
from laogu.web.routes import Route
from laogu.web.shapes import Cell, Exports
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit

LOTS = ("security", "certificate", "class", "quantity", "restricted", "free", "issued_on",
        "acquired_on", "cost", "currency")  # fmt: skip
HISTORY = ("effective_on", "recorded_at", "act", "class", "change", "after", "security")
GRANTS = ("grant", "class", "kind", "granted_on", "granted", "left", "vested", "unvested")


class LotRow(Struct, frozen=True, kw_only=True):
    """A lot that stood on the day. cost: None: not stated, or not for the visitor."""

    name: str
    href: str
    class_name: str
    units: str
    free: str
    bar: Drawing
    acquired_on: str | None
    cost: str | None


class ChangeRow(Struct, frozen=True, kw_only=True):
    """An act by which the holder had more or fewer. after: what it then had of the class."""

    day: str
    says: str
    security: Link | None
    class_name: str
    change: str
    after: str


class GrantRow(Struct, frozen=True, kw_only=True):
    """A grant that the visitor may see."""

    name: Link
    kind: str
    left: str
    vested: str
    unvested: str


class HolderPage(Page, frozen=True, kw_only=True):
    """A holder on a register. shows_cost: the visitor may know what lots cost."""

    live: str
    name: str
    other: str
    is_example: bool
    facts_line: tuple[str, ...]
    back: Link
    cells: tuple[Cell, ...]
    lots: tuple[LotRow, ...]
    lots_exports: Exports
    shows_cost: bool
    grants: tuple[GrantRow, ...]
    grants_exports: Exports
    history: tuple[ChangeRow, ...]
    paged: Paged[Change]
    history_exports: Exports
    links: tuple[Link, ...]


def holder(visit: Visit, slug: str, holder: str) -> Shown:
    """Return the page of a holder on a company's register."""
    found = OnRegister(visit, slug, holder)
    subject = found.subject
    changes = found.changes()
    file = exported(
        visit,
        Sheet("lots", LOTS, lambda: list(_lot_values(found))),
        Sheet("grants", GRANTS, lambda: list(_grant_values(found))),
        Sheet("history", HISTORY, lambda: [_change_values(found, one) for one in changes]),
    )
    if file is not None:
        return file
    largest = max((one.stock.units for one in found.lots), default=0)
    groups = group_of(
        found.register, subject.issuer.issuer, as_of=subject.on, known_at=subject.known_at
    )
    group = groups.of(found.holder.holder)
    paged = Paged(visit, "history", changes[::-1], most=50, at="history")
    name = visit.name(found.holder)
    shown = HolderPage(
        title=f"{name} · {subject.name()}",
        is_of_a_day=True,
        place="markets",
        zone=subject.issuer.zone,
        example=example_sentence(subject),
        live=f"issuer:{subject.issuer.issuer}",
        name=name,
        other=visit.said("on the register of {issuer}", issuer=subject.name()),
        is_example=subject.issuer.example,
        facts_line=(group_name(visit, group),)
        if visit.sight.sees_register(subject.issuer.issuer)
        else (),
        back=Link(says=visit.said("cap table"), href=subject.to("/captable", **subject.kept_days)),
        cells=tuple(_cells(found)),
        lots=tuple(_lot(found, one, largest) for one in found.lots),
        lots_exports=corner(visit, "lots"),
        shows_cost=found.sees_cost,
        grants=tuple(_grant(found, one) for one in found.grants()),
        grants_exports=corner(visit, "grants"),
        history=tuple(_change(found, one) for one in paged.rows),
        paged=paged,
        history_exports=corner(visit, "history"),
        links=tuple(_links(found)),
    )
    return page(visit, "cap_table/holder.html", shown)


def _cells(found: OnRegister) -> Iterator[Cell]:
    """Yield what the holder has of each class, and how much of the class that is."""
    visit, subject = found.visit, found.subject
    for kind in subject.classes:
        had = held(found.register, kind.stock_class, as_of=subject.on, known_at=subject.known_at)
        own, whole = had.get(found.holder.holder, 0), sum(had.values())
        if not own:
            continue
        lots = [one for one in found.lots if one.stock.stock_class == kind.stock_class]
        kept = sum(one.restricted for one in lots)
        shown = units(visit, kept, kind.stock_class)
        yield Cell(
            name=class_name(visit, kind),
            aside=f"{percent(own, whole)}%",
            figure=units(visit, own, kind.stock_class),
            beside=visit.said("shares"),
            says=visit.said("{units} of them may not be sold on this day.", units=shown)
            if kept
            else visit.said("Nothing keeps them from sale that the register knows of."),
        )


def _lot(found: OnRegister, lot: LotFree, largest: int) -> LotRow:
    visit, stock = found.visit, lot.stock
    return LotRow(
        name=lot_name(stock),
        href=_to(found, stock.security),
        class_name=class_name(visit, found.register.classes[stock.stock_class]),
        units=units(visit, stock.units, stock.stock_class),
        free=units(visit, lot.free, stock.stock_class),
        bar=drawn(found.subject, lot, of=largest),
        acquired_on=visit.show(stock.acquired_on) if stock.acquired_on is not None else None,
        cost=amount(visit, stock.cost) if stock.cost is not None and found.sees_cost else None,
    )


def _change(found: OnRegister, one: Change) -> ChangeRow:
    visit = found.visit
    kind = found.register.classes[one.stock_class]
    shown = visit.quantity(abs(one.units), kind.decimals)
    lived = found.register.securities[one.security]  # type: ignore[index]
    stock: IssuedStock = lived.stock
    is_shown = found.subject.sees(found.register.holders[stock.holder])
    return ChangeRow(
        day=visit.show(one.on),
        says=act_name(visit, one.how),
        security=Link(says=lot_name(stock), href=_to(found, one.security)) if is_shown else None,
        class_name=class_name(visit, kind),
        change=f"+{shown}" if one.units > 0 else f"\u2212{shown}",
        after=visit.quantity(one.after, kind.decimals),
    )


def _grant(found: OnRegister, grant: plans.Grant) -> GrantRow:
    visit, granted, stands = found.visit, grant.granted, found.standing(grant)
    name = granted.certificate or visit.show(granted.granted_on)
    return GrantRow(
        name=Link(says=name, href=visit.to(f"/grant/{granted.security}")),
        kind=granted.kind.upper() if granted.kind != "option" else visit.said("option"),
        left=units(visit, stands.left, granted.stock_class),
        vested=units(visit, stands.vested, granted.stock_class),
        unvested=units(visit, stands.unvested, granted.stock_class),
    )


def _links(found: OnRegister) -> Iterator[Link]:
    visit, holder = found.visit, found.holder.holder
    if visit.sight.sees_orders_of(holder):
        yield Link(says=visit.said("All its holdings"), href=visit.to(f"/holdings/{holder}"))


def _to(found: OnRegister, security: str) -> str:
    return found.subject.to(f"/securities/{security}", **found.subject.kept_days)


def _lot_values(found: OnRegister) -> Iterator[tuple[Value, ...]]:
    for lot in found.lots:
        stock = lot.stock
        kind = found.register.classes[stock.stock_class]
        cost = stock.cost if found.sees_cost else None
        yield (
            stock.security,
            stock.certificate,
            class_name(found.visit, kind),
            *(in_words(one, kind.decimals) for one in (stock.units, lot.restricted, lot.free)),
            found.register.securities[stock.security].issued_on,
            stock.acquired_on,
            cost.decimal() if cost is not None else None,
            cost.currency if cost is not None else None,
        )


def _grant_values(found: OnRegister) -> Iterator[tuple[Value, ...]]:
    for grant in found.grants():
        granted, stands = grant.granted, found.standing(grant)
        kind = found.register.classes[granted.stock_class]
        figures = (granted.units, stands.left, stands.vested, stands.unvested)
        yield (
            granted.certificate or granted.security,
            class_name(found.visit, kind),
            granted.kind,
            granted.granted_on,
            *(in_words(one, kind.decimals) for one in figures),
        )


def _change_values(found: OnRegister, one: Change) -> tuple[Value, ...]:
    kind = found.register.classes[one.stock_class]
    return (
        one.on,
        one.at,
        one.how,
        class_name(found.visit, kind),
        in_words(one.units, kind.decimals),
        in_words(one.after, kind.decimals),
        one.security,
    )


ROUTES = (Route(path="/company/{slug}/holders/{holder}", page=holder),)
