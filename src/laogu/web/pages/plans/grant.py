"""The page of a grant: what of it is vested on any day, its terms in words, all that happened."""

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import LAST_DAY
from laogu.register import plans, vesting
from laogu.web.drawing import Drawing
from laogu.web.exports import Sheet, Value, corner, exported
from laogu.web.frame import Link
from laogu.web.pages.acts import Act
from laogu.web.pages.as_of import AsOf, as_of_control, to_changed_day
from laogu.web.pages.plans.acts import grant_acts
from laogu.web.pages.plans.happened import HappenedRow, happened_rows, happened_sheet
from laogu.web.pages.plans.picture import picture
from laogu.web.pages.plans.strip import Case, cells
from laogu.web.pages.plans.words import (
    ALLOCATIONS,
    KINDS,
    ConditionWords,
    called,
    conditions,
    summary,
    windows,
)
from laogu.web.pages.writing import (
    class_name,
    holder_name,
    invented,
    listed,
    quantity,
)
from laogu.web.paging import Paged
from laogu.web.routes import Route
from laogu.web.shapes import Cell, Exports
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit


class InstalmentRow(Struct, frozen=True, kw_only=True):
    """What vests on a day. is_past: by the day of the page."""

    on: str
    units: str
    total: str
    because: str
    is_past: bool


class GrantPage(Page, frozen=True, kw_only=True):
    """A grant. of_plan: None: it is of no plan. divides: how what does not divide is divided."""

    name: str
    other: str
    is_example: bool
    facts_line: tuple[str, ...]
    issuer: Link
    of_plan: Link | None
    state: str
    cells: tuple[Cell, ...]
    as_of: AsOf
    picture: Drawing | None
    narrow: Drawing | None
    rows: tuple[InstalmentRow, ...]
    rows_exports: Exports
    paged: Paged[vesting.Row]
    summary: str
    conditions: tuple[ConditionWords, ...]
    conditions_exports: Exports
    pairs: tuple[tuple[str, str], ...]
    divides: str
    happened: tuple[HappenedRow, ...]
    happened_exports: Exports
    acts: tuple[Act, ...]
    live: str


def grant(visit: Visit, grant: str) -> Shown:
    """Return the page of a grant, or one of its tables."""
    case = Case(visit, grant)
    days = tuple(sorted({one.on for one in case.rows} | {case.today}, reverse=True))
    if (way := to_changed_day(visit, days, at="schedule")) is not None:
        return way
    visit.saw("holdings", case.granted.holder, owners=(case.granted.issuer,))
    sheets = (
        _schedule_sheet(case),
        happened_sheet(visit, case.room, case.whole),
        _conditions_sheet(case),
    )
    return exported(visit, *sheets) or page(visit, "plans/grant.html", _page_of(case, days))


def _page_of(case: Case, days: tuple[date, ...]) -> GrantPage:
    visit, granted, issuer = case.visit, case.granted, case.issuer
    vests = plans.vests_of(case.room, case.grant).vests
    paged = Paged(visit, "schedule", case.rows, at="schedule")
    control = as_of_control(visit, days, on=case.on, today=case.today, known_on=None, at="schedule")
    plan = None if granted.plan is None else case.room.plans[granted.plan].plan
    is_issuers = visit.sight.sees_register(granted.issuer)
    return GrantPage(
        title=visit.said("Grant {grant}", grant=case.name),
        place="holdings" if visit.may("act", granted.holder) else "desk",
        zone=issuer.zone,
        is_of_a_day=True,
        example=invented(visit, issuer),
        name=visit.said("Grant {grant}", grant=case.name),
        other=holder_name(visit, granted.holder),
        is_example=issuer.example,
        facts_line=tuple(_facts(case)),
        issuer=Link(
            says=visit.issuer_name(issuer),
            href=visit.to(f"/{'desk' if is_issuers else 'company'}/{issuer.slug}"),
        ),
        of_plan=None if plan is None else Link(says=plan.name, href=visit.to(f"/plan/{plan.plan}")),
        state=_state(case),
        cells=tuple(cells(case)),
        as_of=replace(control, last_on=_last(case).isoformat()),
        picture=_picture(case, 800),
        narrow=_picture(case, 358),
        rows=tuple(_row(case, one) for one in paged.rows),
        rows_exports=corner(visit, "schedule"),
        paged=paged,
        summary=summary(visit, vests),
        conditions=_conditions(case),
        conditions_exports=corner(visit, "conditions"),
        pairs=tuple(_pairs(case, vests)),
        divides=visit.say(ALLOCATIONS[vests.allocation])
        if isinstance(vests, vesting.Terms)
        else "",
        happened=tuple(happened_rows(visit, case.room, case.whole)),
        happened_exports=corner(visit, "happened"),
        acts=tuple(grant_acts(visit, case.whole, case.now)) if case.on == case.today else (),
        live=f"issuer:{granted.issuer} holder:{granted.holder}",
    )


def _last(case: Case) -> date:
    """Return the last day that may be asked about: what is known ends there."""
    days = [case.today, *(one.on for one in case.rows[-1:])]
    if case.granted.expires_on is not None:
        days.append(case.granted.expires_on)
    return min(max(days) + timedelta(days=366), LAST_DAY)


def _facts(case: Case) -> Iterator[str]:
    visit, granted = case.visit, case.granted
    yield visit.say(KINDS[granted.kind])
    yield class_name(visit, granted.stock_class)
    yield visit.said("granted on {day}", day=granted.granted_on)
    if case.now.price is not None:
        yield visit.said("at {price} a share", price=case.now.price)


def _state(case: Case) -> str:
    visit, now = case.visit, case.now
    if not now.left:
        return visit.said("over")
    if case.on < case.grant.issued_on:
        return visit.said("not granted yet")
    if now.leaving is not None and now.leaving.on < case.on:
        return visit.said("service ended on {day}", day=now.leaving.on)
    return visit.said("accepted") if now.is_accepted else visit.said("not accepted yet")


def _picture(case: Case, width: int) -> Drawing | None:
    visit = case.visit
    return picture(
        visit,
        case.rows,
        units=case.granted.units,
        decimals=case.decimals,
        on=case.on,
        width=width,
        says=visit.said(
            "What is vested by day: {vested} of {units} on {day}.",
            vested=case.units(case.schedule.vested(case.on)),
            units=case.units(case.granted.units),
            day=case.on,
        ),
    )


def _row(case: Case, row: vesting.Row) -> InstalmentRow:
    return InstalmentRow(
        on=case.visit.show(row.on),
        units=case.units(row.units),
        total=case.units(row.total),
        because=listed(case.visit, [called(case.visit, one) for one in row.conditions if one]),
        is_past=row.on <= case.on,
    )


def _schedule_sheet(case: Case) -> Sheet:
    def rows() -> Iterator[tuple[Value, ...]]:
        for one in case.rows:
            counts = (one.units, one.total)
            shown = (quantity(case.visit, count, case.grant.stock_class) for count in counts)
            yield one.on, *shown, ", ".join(name for name in one.conditions if name) or None

    return Sheet("schedule", ("vests_on", "quantity", "vested_then", "conditions"), rows)


def _conditions(case: Case) -> tuple[ConditionWords, ...]:
    vests = plans.vests_of(case.room, case.grant).vests
    if not isinstance(vests, vesting.Terms):
        return ()
    return tuple(conditions(case.visit, vests, case.decimals))


def _conditions_sheet(case: Case) -> Sheet:
    rows = tuple((one.id, one.when, one.vests, one.then or None) for one in _conditions(case))
    return Sheet("conditions", ("condition", "when", "vests", "then"), rows)


def _pairs(
    case: Case, vests: vesting.Terms | tuple[vesting.Instalment, ...] | None
) -> Iterator[tuple[str, str]]:
    visit, granted = case.visit, case.granted
    if isinstance(granted.vests, str):
        yield visit.said("Terms"), case.room.terms[granted.vests].name
    started_on = plans.history_of(case.room, case.grant).started_on
    if vests is not None and not isinstance(vests, tuple):
        shown = visit.said("not said yet") if started_on is None else visit.show(started_on)
        yield visit.said("Vesting starts"), shown
    if granted.fair_value is not None:
        yield visit.said("Fair value then"), visit.show(granted.fair_value)
    if granted.expires_on is not None:
        yield visit.said("Expires on"), visit.show(granted.expires_on)
    if granted.is_early_exercisable:
        yield visit.said("Early exercise"), visit.said("before it is vested as well")
    yield from windows(visit, granted.windows)
    if granted.served_by is not None:
        yield visit.said("Vests by the service of"), holder_name(visit, granted.served_by)


ROUTES = (Route(path="/grant/{grant}", page=grant),)
