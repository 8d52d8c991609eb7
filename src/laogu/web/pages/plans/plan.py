"""The page of a plan: how its pool is used on a day, every grant out of it, every adjustment."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from laogu.register import plans
from laogu.web.drawing import Drawing, Piece, bar
from laogu.web.exports import Sheet, Value, corner, exported
from laogu.web.frame import Link
from laogu.web.pages.acts import Act
from laogu.web.pages.as_of import AsOf, as_of_control, to_changed_day
from laogu.web.pages.plans.acts import plan_acts
from laogu.web.pages.plans.case import Case, ChangeRow, changed, changes, changes_sheet
from laogu.web.pages.plans.words import KINDS, RULES, price_in
from laogu.web.pages.writing import (
    class_name,
    handle,
    holder_name,
    invented,
    listed,
    quantity,
    units,
)
from laogu.web.paging import Paged
from laogu.web.routes import Route
from laogu.web.shapes import Cell, Column, Exports
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit


class GrantRow(Struct, frozen=True, kw_only=True):
    """One grant on the day. price: None: nothing is paid."""

    link: Link
    kind: str
    holder: str
    granted_on: str
    price: str | None
    left: str
    bar: Drawing
    vested: str
    unvested: str
    is_over: bool


class PlanPage(Page, frozen=True, kw_only=True):
    """A plan. is_whole: who looks sees every grant, and not only their own."""

    name: str
    facts_line: tuple[str, ...]
    issuer: Link
    is_example: bool
    is_whole: bool
    cells: tuple[Cell, ...]
    use: Drawing
    narrow: Drawing
    legend: tuple[tuple[str, str], ...]
    over: str
    as_of: AsOf
    columns: tuple[Column, ...]
    grants: tuple[GrantRow, ...]
    grants_exports: Exports
    paged: Paged[plans.Grant]
    changes: tuple[ChangeRow, ...]
    changes_exports: Exports
    acts: tuple[Act, ...]
    live: str


def plan(visit: Visit, plan: str) -> Shown:
    """Return the page of a plan, or one of its tables."""
    case = Case(visit, plan)
    days = _days(case)
    if (way := to_changed_day(visit, days, at="grants")) is not None:
        return way
    visit.saw("register", case.plan.issuer)
    sheets = (_grants_sheet(case), changes_sheet(case))
    return exported(visit, *sheets) or page(visit, "plans/plan.html", _page_of(case, days))


def _page_of(case: Case, days: tuple[date, ...]) -> PlanPage:
    visit, use = case.visit, case.use
    issuer = case.issuer
    paged = Paged(visit, "grants", case.grants, at="grants")
    says = visit.said(
        "Of {reserved} reserved: {living} granted, {shares} became shares, {left} left to grant.",
        reserved=case.units(use.reserved),
        living=case.units(use.living),
        shares=case.units(use.became_shares),
        left=case.units(use.left),
    )
    return PlanPage(
        title=case.plan.name,
        place="desk" if case.is_whole else "holdings",
        zone=issuer.zone,
        is_of_a_day=True,
        example=invented(visit, issuer),
        name=case.plan.name,
        facts_line=tuple(_facts(case)),
        issuer=Link(says=visit.issuer_name(issuer), href=visit.to(_home(case))),
        is_example=issuer.example,
        is_whole=case.is_whole,
        cells=tuple(_cells(case)),
        use=_bar(case, says, 1216),
        narrow=_bar(case, says, 358),
        legend=_legend(case),
        over=visit.said(
            "{units} more are granted than the plan reserves.", units=case.units(use.over)
        )
        if use.over
        else "",
        as_of=as_of_control(visit, days, on=case.on, today=case.today, known_on=None, at="grants"),
        columns=_columns(visit, case.unit),
        grants=tuple(_row(case, one) for one in paged.rows),
        grants_exports=corner(visit, "grants"),
        paged=paged,
        changes=tuple(changes(case)),
        changes_exports=corner(visit, "pool"),
        acts=tuple(plan_acts(visit, case.pool)) if case.on == case.today else (),
        live=f"issuer:{case.plan.issuer}",
    )


def _home(case: Case) -> str:
    return f"/{'desk' if case.is_whole else 'company'}/{case.issuer.slug}"


def _facts(case: Case) -> Iterator[str]:
    visit, plan = case.visit, case.plan
    yield listed(visit, [class_name(visit, one) for one in plan.classes])
    if plan.approved_on is not None:
        yield visit.said("approved on {day}", day=plan.approved_on)
    yield visit.say(RULES[plan.when_cancelled])
    if plan.needs_acceptance:
        yield visit.said("Nothing comes of a grant before it is accepted.")


def _cells(case: Case) -> Iterator[Cell]:
    visit, use = case.visit, case.use
    of = visit.said("of {units} reserved", units=case.units(use.reserved))
    yield Cell(
        name=visit.said("Left to grant"),
        figure=case.units(use.left),
        beside=of,
        drawing=_bar(case, of, 250),
        says=visit.said("as of {day}", day=case.on),
    )
    yield Cell(
        name=visit.said("Granted and living"),
        figure=case.units(use.living),
        says=visit.said("{granted} were granted in all.", granted=case.units(use.granted)),
    )
    yield Cell(
        name=visit.said("Became shares"),
        figure=case.units(use.became_shares),
        says=visit.said("exercised or released"),
    )
    yield Cell(
        name=visit.said("Ended otherwise"),
        figure=case.units(use.ended),
        says=visit.said(
            "{returned} of it came back to the pool.", returned=case.units(use.returned)
        ),
    )


def _pieces(case: Case) -> tuple[Piece, ...]:
    use = case.use
    gone = max(0, use.granted - use.returned - use.living - use.became_shares)
    return (
        Piece(amount=use.became_shares, kind="filled"),
        Piece(amount=use.living, kind="filled2"),
        Piece(amount=gone, kind="filled3"),
        Piece(amount=max(0, use.left), kind="hollow"),
    )


def _bar(case: Case, says: str, width: int) -> Drawing:
    whole = max(case.use.reserved, case.use.reserved + case.use.over)
    return bar(_pieces(case), of=whole, says=says, width=width, height=12)


def _legend(case: Case) -> tuple[tuple[str, str], ...]:
    visit = case.visit
    names = (
        visit.said("became shares"),
        visit.said("granted and living"),
        visit.said("gone, and not come back"),
        visit.said("left to grant"),
    )
    return tuple(
        (piece.kind, f"{name} {case.units(piece.amount)}")
        for piece, name in zip(_pieces(case), names, strict=True)
    )


def _columns(visit: Visit, unit: str) -> tuple[Column, ...]:
    return (
        Column(says=visit.said("Grant")),
        Column(says=visit.said("Holder")),
        Column(says=visit.said("Granted on"), drops=True),
        Column(says=visit.said("Price"), unit=unit, is_figure=True, drops=True),
        Column(says=visit.said("Left"), is_figure=True),
        Column(says=visit.said("vested, unvested"), said_only=True, drops=True),
        Column(says=visit.said("Vested"), is_figure=True),
        Column(says=visit.said("Unvested"), is_figure=True, drops=True),
    )


def _row(case: Case, grant: plans.Grant) -> GrantRow:
    visit, granted = case.visit, grant.granted
    now = case.standing(grant)
    vested = units(visit, now.vested, grant.stock_class)
    left = units(visit, now.left, grant.stock_class)
    return GrantRow(
        link=Link(
            says=granted.certificate or handle(granted.security),
            href=visit.to(f"/grant/{granted.security}", as_of=visit.query.get("as_of")),
        ),
        kind=visit.say(KINDS[granted.kind]),
        holder=holder_name(visit, granted.holder),
        granted_on=visit.show(granted.granted_on),
        price=price_in(visit, now.price, case.unit),
        left=left,
        bar=bar(
            (
                Piece(amount=now.vested, kind="filled2"),
                Piece(amount=now.unvested + now.held, kind="hollow"),
            ),
            of=max(now.left, 1),
            says=visit.said("{vested} of {left} vested", vested=vested, left=left),
        ),
        vested=vested,
        unvested=units(visit, now.left - now.vested, grant.stock_class),
        is_over=not now.left,
    )


def _grants_sheet(case: Case) -> Sheet:
    visit = case.visit

    def rows() -> Iterator[tuple[Value, ...]]:
        for grant in case.grants:
            granted, now = grant.granted, case.standing(grant)
            price = now.price

            def count(units: int, grant: plans.Grant = grant) -> Value:
                return quantity(visit, units, grant.stock_class)

            yield (
                granted.certificate or granted.security, granted.security,
                holder_name(visit, granted.holder), granted.kind,
                class_name(visit, grant.stock_class), granted.granted_on,
                price.decimal() if price else None, price.currency if price else None,
                *(count(one) for one in (
                    now.units, now.exercised, now.released, now.ended, now.left, now.vested,
                    now.left - now.vested, now.exercisable)),
                granted.expires_on,
            )  # fmt: skip

    heads = (
        "grant", "grant_id", "holder", "kind", "stock_class", "granted_on", "price", "currency",
        "granted", "exercised", "released", "ended", "left", "vested", "unvested", "exercisable",
        "expires_on",
    )  # fmt: skip
    return Sheet("grants", heads, rows)


def _days(case: Case) -> tuple[date, ...]:
    """Return the days on which anything of the plan changed, the latest first."""
    found = {on for on, *_ in changed(case)}
    for grant in plans.grants_of_plan(case.room, case.plan.plan, on=date.max):
        if case.visit.sight.sees_grant(grant):
            found.add(grant.issued_on)
            found.update(one.event.effective_on for one in grant.acts)
    return tuple(sorted((day for day in found if day <= case.today), reverse=True))


ROUTES = (Route(path="/plan/{plan}", page=plan),)
