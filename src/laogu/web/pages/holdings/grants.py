"""A holder's grants beside its lots: what is vested by a day, and what comes next."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from laogu.basics import HolderId, IssuerId, day
from laogu.register import plans
from laogu.web.drawing import Drawing, Piece, bar
from laogu.web.exports import Sheet, Value, corner
from laogu.web.frame import Link
from laogu.web.pages.plans.words import KINDS, price_in, price_unit
from laogu.web.pages.writing import (
    class_name,
    handle,
    issuer_name,
    quantity,
    short_day,
    units,
)
from laogu.web.shapes import Column, Exports
from laogu.web.visit import Visit

DAY = "vested_on"
"""What the day by which grants are counted is called in the address."""


class GrantRow(Struct, frozen=True, kw_only=True):
    """One grant. price: None: nothing is paid. following: what vests next, or what it waits for."""

    link: Link
    under: str
    granted_on: str
    price: str | None
    left: str
    bar: Drawing
    vested: str
    unvested: str
    exercisable: str
    following: str
    is_over: bool


class Grants(Struct, frozen=True, kw_only=True):
    """The grants of one issuer. on: the day they are counted by, as a field has it."""

    title: str
    name: str
    on: str
    hidden: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    rows: tuple[GrantRow, ...]
    exports: Exports


def grants_of(visit: Visit, holder: HolderId) -> tuple[Grants, ...]:
    """Return a holder's grants by issuer; those of which nothing is left stand last."""
    return tuple(_of_issuer(visit, issuer, found) for issuer, found in _by_issuer(visit, holder))


def grants_sheets(visit: Visit, holder: HolderId) -> Iterator[Sheet]:
    """Yield the same as tables."""
    for issuer, found in _by_issuer(visit, holder):
        yield Sheet(_name(visit, issuer), HEADS, _values(visit, found))


HEADS = (
    "grant", "grant_id", "kind", "stock_class", "granted_on", "price", "currency", "granted",
    "left", "vested", "unvested", "exercisable", "vests_next_on", "vests_next", "expires_on",
)  # fmt: skip


def _by_issuer(
    visit: Visit, holder: HolderId
) -> Iterator[tuple[IssuerId, list[plans.GrantStanding]]]:
    room = visit.books.register.plans
    found: dict[IssuerId, list[plans.GrantStanding]] = {}
    timelines = plans.Timelines(room)
    for grant in (room.grants[one] for one in room.grants_of.on(holder)):
        if not grant.counts():
            continue
        issuer = grant.granted.issuer
        now = plans.standing(
            room,
            grant,
            decimals=visit.books.register.classes[grant.stock_class].decimals,
            on=_on(visit, issuer),
            timelines=timelines,
        )
        found.setdefault(issuer, []).append(now)
    for issuer, standings in found.items():
        yield issuer, sorted(standings, key=lambda one: not one.left)


def _on(visit: Visit, issuer: IssuerId) -> date:
    given = visit.query.get(DAY, "")
    return day(given) if given else visit.today(visit.books.register.issuers[issuer].zone)


def _name(visit: Visit, issuer: IssuerId) -> str:
    return f"grants-{visit.books.register.issuers[issuer].slug}"


def _of_issuer(visit: Visit, issuer: IssuerId, found: list[plans.GrantStanding]) -> Grants:
    largest = max(one.left for one in found)
    name = _name(visit, issuer)
    grants = visit.books.register.plans.grants
    unit = price_unit(visit, (grants[one.security].stock_class for one in found))
    return Grants(
        title=visit.said("{issuer} · grants", issuer=issuer_name(visit, issuer)),
        name=name,
        on=_on(visit, issuer).isoformat(),
        hidden=tuple((key, one) for key, one in visit.query.items() if key != DAY),
        columns=_columns(visit, unit),
        rows=tuple(_row(visit, one, largest, unit) for one in found),
        exports=corner(visit, name),
    )


def _columns(visit: Visit, unit: str) -> tuple[Column, ...]:
    return (
        Column(says=visit.said("Grant")),
        Column(says=visit.said("Granted on"), drops=True),
        Column(says=visit.said("Price"), unit=unit, is_figure=True, drops=True),
        Column(says=visit.said("Left"), is_figure=True),
        Column(says=visit.said("vested, unvested"), said_only=True, drops=True),
        Column(says=visit.said("Vested"), is_figure=True),
        Column(says=visit.said("Unvested"), is_figure=True, drops=True),
        Column(says=visit.said("May be exercised"), is_figure=True, drops=True),
        Column(says=visit.said("What comes next"), drops=True),
    )


def _row(visit: Visit, now: plans.GrantStanding, largest: int, unit: str) -> GrantRow:
    granted = visit.books.register.plans.grants[now.security].granted
    stock_class = granted.stock_class

    def count(of: int) -> str:
        return units(visit, of, stock_class)

    kind = visit.say(KINDS[granted.kind])
    return GrantRow(
        link=Link(
            says=granted.certificate or handle(now.security),
            href=visit.to(f"/grant/{now.security}", as_of=visit.query.get(DAY)),
        ),
        under=f"{kind} · {class_name(visit, stock_class)}",
        granted_on=visit.show(granted.granted_on),
        price=price_in(visit, now.price, unit),
        left=count(now.left),
        bar=bar(
            (
                Piece(amount=now.vested, kind="filled2"),
                Piece(amount=now.left - now.vested, kind="hollow"),
            ),
            of=max(largest, 1),
            says=visit.said(
                "{vested} of {left} vested", vested=count(now.vested), left=count(now.left)
            ),
        ),
        vested=count(now.vested),
        unvested=count(now.left - now.vested),
        exercisable=count(now.exercisable),
        following=_following(visit, now),
        is_over=not now.left,
    )


def _following(visit: Visit, now: plans.GrantStanding) -> str:
    granted = visit.books.register.plans.grants[now.security].granted
    if not now.left:
        return visit.said("nothing is left")
    if now.waits:
        return visit.said("waits for: {waits}", waits=", ".join(now.waits))
    if now.following is None:
        return visit.said("all is vested") if not now.unvested else visit.said("nothing")
    return visit.said(
        "{units} on {day}",
        units=units(visit, now.following.units, granted.stock_class),
        day=short_day(visit, now.following.on),
    )


def _values(visit: Visit, found: list[plans.GrantStanding]) -> tuple[tuple[Value, ...], ...]:
    rows: list[tuple[Value, ...]] = []
    for now in found:
        granted = visit.books.register.plans.grants[now.security].granted
        following, price = now.following, now.price
        rows.append(
            (
                granted.certificate or now.security, now.security, granted.kind,
                class_name(visit, granted.stock_class), granted.granted_on,
                price.decimal() if price else None, price.currency if price else None,
                *(quantity(visit, one, granted.stock_class) for one in (
                    now.units, now.left, now.vested, now.left - now.vested, now.exercisable)),
                following.on if following else None,
                quantity(visit, following.units, granted.stock_class) if following else None,
                granted.expires_on,
            )
        )  # fmt: skip
    return tuple(rows)
