"""Options, and leaving: the last day of every grant, what it costs, as what it is taxed, each way.

Always true: only who acts for a holder, the operator and inspectors see it.
"""

from collections.abc import Iterator

from msgspec import Struct

from laogu.basics import HolderId, Money, in_words
from laogu.operations import GrantNow, GrantsFound
from laogu.register import options, plans
from laogu.web.exports import corner, exported
from laogu.web.frame import Link
from laogu.web.pages.acts import Act
from laogu.web.pages.leaving.calendar import (
    ENDING,
    Calendars,
    calendars_of,
    download,
    feed,
    found_for,
    new_address,
)
from laogu.web.pages.leaving.tables import columns, is_iso, part_columns, right_columns, sheets_of
from laogu.web.pages.leaving.ways import Way, forms_of, label_of, ways_of
from laogu.web.pages.leaving.worth import WorthRow, worth_columns, worth_rows, worth_sheet
from laogu.web.pages.plans.words import KINDS
from laogu.web.pages.whose import holder_of, other_holders
from laogu.web.pages.writing import (
    currency_name,
    holder_name,
    in_days,
    issuer_name,
    minor,
    sentences,
    units,
)
from laogu.web.routes import Route
from laogu.web.shapes import Cell, Column, Exports, Filter
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit

PLACE = "holdings"


class WindowRow(Struct, frozen=True, kw_only=True):
    """One grant. may: None: it is delivered. cost: None: nothing is paid, or nobody knows.

    iso_until: None: it is no ISO.
    """

    link: Link
    under: str
    may: str | None
    cost: str | None
    last_on: str
    left: str
    iso_until: str | None
    after: str


class RightRow(Struct, frozen=True, kw_only=True):
    """Shares that may be exercised in a time, and how they are taxed then."""

    grant: str
    units: str
    span: str
    treated: str | None
    cost: str | None
    why: str


class PartRow(Struct, frozen=True, kw_only=True):
    """What of a grant is first exercisable in a year, as which of the two."""

    year: str
    grant: str
    iso: str
    nso: str


class Issuer(Struct, frozen=True, kw_only=True):
    """The grants of one issuer."""

    name: str
    note: str
    cells: tuple[Cell, ...]
    rows: tuple[WindowRow, ...]
    exports: Exports
    rights: tuple[RightRow, ...]
    rights_exports: Exports
    parts: tuple[PartRow, ...]
    parts_exports: Exports
    ways: tuple[Way, ...]
    worth: tuple[WorthRow, ...]
    worth_columns: tuple[Column, ...]
    worth_exports: Exports
    acts: tuple[Act, ...]


class LeavingPage(Page, frozen=True, kw_only=True):
    """Every living grant of a holder, issuer by issuer. calendars: None: they are another's."""

    head: str
    other: str
    holdings: Link
    whom: tuple[Filter, ...]
    issuers: tuple[Issuer, ...]
    columns: tuple[Column, ...]
    right_columns: tuple[Column, ...]
    part_columns: tuple[Column, ...]
    calendars: Calendars | None
    download: Link


def leaving(visit: Visit, holder: str = "") -> Shown:
    """Return the page of a holder's options."""
    visit.must_be_somebody()
    granted = visit.books.register.plans.grants_of
    whose = holder_of(
        visit, holder, rather=[one for one in visit.sight.acts_for if granted.on(one)]
    )
    visit.saw("holdings", whose)
    found = found_for(visit, whose)
    sheets = [sheet for one in found for sheet in (*sheets_of(one), worth_sheet(visit, one))]
    return exported(visit, *sheets) or page(visit, "leaving.html", _page(visit, whose, found))


def _page(visit: Visit, holder: HolderId, found: tuple[GrantsFound, ...]) -> LeavingPage:
    is_mine = visit.may("act", holder)
    return LeavingPage(
        title=visit.said("Options and leaving"),
        place=PLACE if is_mine else "operator",
        head=visit.said("Options and leaving"),
        other=holder_name(visit, holder),
        holdings=Link(says=visit.said("All holdings"), href=visit.to(f"/holdings/{holder}")),
        whom=other_holders(visit, holder, of="/leaving"),
        issuers=tuple(_issuer(visit, one, is_mine=is_mine) for one in found),
        columns=columns(visit),
        right_columns=right_columns(visit),
        part_columns=part_columns(visit),
        calendars=calendars_of(visit) if is_mine else None,
        download=Link(
            says=visit.said("Download the calendar"),
            href=visit.to(f"/leaving/{holder}/calendar{ENDING}"),
        ),
    )


def _issuer(visit: Visit, found: GrantsFound, *, is_mine: bool) -> Issuer:
    slug = found.issuer.slug
    return Issuer(
        name=issuer_name(visit, found.issuer.issuer),
        note=_note(visit, found),
        cells=tuple(_cells(visit, found)),
        rows=tuple(_row(visit, one, found) for one in found.grants),
        exports=corner(visit, f"windows-{slug}"),
        rights=tuple(one for grant in found.grants for one in _rights(visit, grant)),
        rights_exports=corner(visit, f"rights-{slug}"),
        parts=tuple(_parts(visit, found)),
        parts_exports=corner(visit, f"limit-{slug}"),
        ways=tuple(ways_of(visit, found)),
        worth=tuple(worth_rows(visit, found)),
        worth_columns=worth_columns(visit, found),
        worth_exports=corner(visit, f"worth-{slug}"),
        acts=tuple(forms_of(visit, found)) if is_mine else (),
    )


def _note(visit: Visit, found: GrantsFound) -> str:
    if found.leaving is None:
        return visit.said("in service")
    return visit.said(
        "last day of service {left_on}: {reason}",
        left_on=found.leaving.on,
        reason=options.REASONS[found.leaving.reason],
    )


def _cells(visit: Visit, found: GrantsFound) -> Iterator[Cell]:
    days = sorted(one.may.last_on for one in found.grants if one.may.last_on and one.may.units)
    ahead = [day for day in days if day >= found.on]
    if ahead:
        yield Cell(
            name=visit.said("First last day"),
            figure=visit.show(ahead[0]),
            says=in_days(visit, (ahead[0] - found.on).days),
        )
    else:
        yield Cell(
            name=visit.said("First last day"),
            figure=visit.said("not known"),
            says=visit.said("No grant here says when it ends, or nothing may be exercised."),
        )
    for currency in sorted({one.may.cost.currency for one in found.grants if one.may.cost}):
        costs = [
            one.may.cost
            for one in found.grants
            if one.may.cost is not None and one.may.cost.currency == currency
        ]
        yield Cell(
            name=visit.said("To exercise all of it"),
            aside=currency_name(visit, currency),
            figure=minor(sum(one.minor for one in costs), currency),
            says=visit.said("the price of everything that may be exercised by the last day"),
        )
    iso = sorted(one.may.iso_until for one in found.grants if one.may.iso_until and is_iso(one))
    if iso:
        yield Cell(
            name=visit.said("As an ISO until"),
            figure=visit.show(iso[0]),
            says=visit.said("after it the options live on as NSOs, as far as the window goes"),
        )


def _row(visit: Visit, one: GrantNow, found: GrantsFound) -> WindowRow:
    last_on = one.may.last_on or one.ends_on
    days = None if last_on is None else (last_on - found.on).days
    return WindowRow(
        link=Link(says=label_of(one), href=visit.to(f"/grant/{one.grant.granted.security}")),
        under=visit.say(KINDS[one.option.kind]),
        may=None if one.option.kind in options.DELIVERED else _units(visit, one, one.may.units),
        cost=_money(visit, one.may.cost),
        last_on=visit.said("not known") if last_on is None else visit.show(last_on),
        left="" if days is None else in_days(visit, days),
        iso_until=visit.show(one.may.iso_until) if one.may.iso_until and is_iso(one) else None,
        after=_after(visit, one, found),
    )


def _after(visit: Visit, one: GrantNow, found: GrantsFound) -> str:
    """Return what ends of a grant when: what is not vested, and what is not exercised."""
    parts, decimals = [], one.option.decimals
    if found.leaving is not None and found.on <= found.leaving.on:
        room = visit.books.register.plans
        then = plans.standing(room, one.grant, decimals=decimals, on=found.leaving.on)
        if then.lost:
            parts.append(
                visit.said(
                    "{units} are not vested by {day} and end with it.",
                    units=in_words(then.lost, decimals),
                    day=found.leaving.on,
                )
            )
    if one.option.kind in options.DELIVERED and one.stands.vested:
        vested = in_words(one.stands.vested, decimals)
        parts.append(visit.said("{units} are vested and wait for delivery.", units=vested))
    if one.may.last_on is not None and one.may.units:
        parts.append(
            visit.said(
                "{units} lapse at the end of {day}, if nothing is done.",
                units=in_words(one.may.units, decimals),
                day=one.may.last_on,
            )
        )
    return sentences(visit, *parts) or visit.said("Nothing ends by a day that is known.")


def _rights(visit: Visit, one: GrantNow) -> Iterator[RightRow]:
    for right in one.may.rights:
        until = visit.said("not known") if right.until_on is None else visit.show(right.until_on)
        yield RightRow(
            grant=label_of(one),
            units=_units(visit, one, right.units),
            span=visit.said("{first} to {last}", first=visit.show(right.from_on), last=until),
            treated=right.treated.upper() if right.treated else None,
            cost=_money(visit, right.cost),
            why=visit.say(right.why),
        )


def _parts(visit: Visit, found: GrantsFound) -> Iterator[PartRow]:
    labels = {one.name: label_of(one) for one in found.grants}
    for part in found.split.parts:
        if any(one.nso_units for one in found.split.parts):
            yield PartRow(
                year=str(part.year),
                grant=labels.get(part.grant, part.grant),
                iso=visit.quantity(part.iso_units, part.decimals),
                nso=visit.quantity(part.nso_units, part.decimals),
            )


def _units(visit: Visit, one: GrantNow, count: int) -> str:
    return units(visit, count, one.grant.stock_class)


def _money(visit: Visit, amount: Money | None) -> str | None:
    if amount is None:
        return None
    return f"{minor(amount.minor, amount.currency)} {currency_name(visit, amount.currency)}"


ROUTES = (
    Route(path="/leaving", page=leaving),
    Route(path="/leaving/{holder}", page=leaving),
    Route(path=f"/leaving/{{holder}}/calendar{ENDING}", page=download),
    Route(path="/calendar", page=new_address, method="POST"),
    Route(path="/calendar/{secret}", page=feed),
)
