"""Holders, classes, plans, terms of vesting and papers of a history, as events of a register."""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from laogu.basics import (
    HolderId,
    NotAName,
    PaperId,
    PlanId,
    StockClassId,
    VestingTermsId,
)
from laogu.basics import name as tidy
from laogu.register import capital, history, papers, plans, vesting
from laogu.register.events import HolderRegistered, StockClassRegistered
from laogu.register.interchange.figures import price_of, quantity
from laogu.register.interchange.ground import Ground
from laogu.register.interchange.rights import class_events

LEFT: Final = frozenset(
    {
        "voluntary_other", "voluntary_good_cause", "voluntary_retirement", "involuntary_other",
        "involuntary_death", "involuntary_disability", "involuntary_with_cause",
    }
)  # fmt: skip
"""A holder's status that says why it left."""

Made = (
    StockClassRegistered | HolderRegistered | capital.CapitalEvent | plans.PlansEvent
    | papers.PapersEvent
)  # fmt: skip


def shown_name(text: str, other: str) -> str:
    """Return a name as a register keeps it; `other`, where it cannot be one."""
    for one in (text, text[:200], other[:200]):
        try:
            return tidy(one)
        except NotAName:
            continue
    return "?"


def party_events(ground: Ground) -> Iterator[Made]:
    """Yield everybody and everything that securities rest on, before any security."""
    told = ground.told
    if told.authorized is not None:
        yield capital.IssuerAuthorised(
            effective_on=ground.since,
            issuer=ground.issuer,
            shares=quantity(told.authorized),
            origin=told.issuer,
        )
    yield from _classes(ground)
    for one in told.classes.values():
        yield from class_events(ground, one)
    for holder in told.holders.values():
        yield from _holder(ground, holder)
    for plan in told.plans.values():
        yield _plan(ground, plan)
    yield from _terms(ground)
    for legend in told.legends.values():
        yield papers.LegendRecorded(
            effective_on=ground.since,
            paper=_paper(ground),
            issuer=ground.issuer,
            name=legend.name or "",
            text=legend.text or "",
            origin=legend.legend,
        )


def _paper(ground: Ground) -> PaperId:
    return PaperId(ground.maker.make("paper"))


def _classes(ground: Ground) -> Iterator[StockClassRegistered]:
    taken = set(ground.names_taken)
    for one in ground.told.classes.values():
        shown = shown_name(one.name, one.stock_class)
        if shown.casefold() in taken:
            shown = shown_name(f"{shown[:100]} ({one.stock_class})", one.stock_class)
        taken.add(shown.casefold())
        scale = ground.scales[one.stock_class]
        stock_class = StockClassId(ground.maker.make("class"))
        ground.classes[one.stock_class] = stock_class
        yield StockClassRegistered(
            effective_on=ground.since,
            stock_class=stock_class,
            issuer=ground.issuer,
            name_en=shown,
            name_zh=shown,
            decimals=scale.decimals,
            price_scale=scale.price_scale,
            currency=scale.currency,
            par=None if one.par is None else f"{one.par.value} {one.par.currency}",
            origin=one.stock_class,
        )


def _holder(ground: Ground, one: history.Holder) -> Iterator[HolderRegistered | plans.PlansEvent]:
    holder = HolderId(ground.maker.make("holder"))
    ground.holders[one.holder] = holder
    shown = shown_name(one.name, one.holder)
    yield HolderRegistered(
        effective_on=ground.since,
        holder=holder,
        kind="person" if one.is_person else "organisation",
        name=ground.maker.seal(shown) if one.is_person else shown,
        origin=one.holder,
    )
    changes = [
        change
        for change in ground.told.changes
        if type(change) is history.HolderChanged and change.holder == one.holder
    ]
    changes.sort(key=lambda change: (change.on, change.line))
    yield from _related(ground, holder, one, changes)


def _related(
    ground: Ground, holder: HolderId, one: history.Holder, changes: list[history.HolderChanged]
) -> Iterator[plans.PlansEvent]:
    """Yield what a holder was to the issuer at first, and each change of it.

    A history says what it is in the end, so the beginning is found by going back.
    """
    related = list(one.relationships)
    for change in reversed(changes):
        if change.started in related:
            related.remove(change.started)
        if change.ended is not None and change.ended not in related:
            related.append(change.ended)
    status = one.status if all(change.status is None for change in changes) else None
    on = ground.since
    if related or status is not None:
        yield plans.HolderRelated(
            effective_on=on,
            issuer=ground.issuer,
            holder=holder,
            relationships=tuple(related),
            status=status,
        )
    for change in changes:
        if change.ended in related:
            related.remove(change.ended)
        if change.started is not None and change.started not in related:
            related.append(change.started)
        status = change.status or status
        yield plans.HolderRelated(
            effective_on=change.on,
            issuer=ground.issuer,
            holder=holder,
            relationships=tuple(related),
            status=status,
        )
        if change.status in LEFT:
            yield plans.ServiceEnded(
                effective_on=change.on,
                issuer=ground.issuer,
                holder=holder,
                reason=change.status,  # type: ignore[arg-type]  # One of the seven.
            )


def _plan(ground: Ground, one: history.Plan) -> plans.PlanRegistered:
    plan = PlanId(ground.maker.make("plan"))
    ground.plans[one.plan] = plan
    return plans.PlanRegistered(
        effective_on=ground.since,
        plan=plans.Plan(
            plan=plan,
            issuer=ground.issuer,
            name=shown_name(one.name, one.plan),
            classes=tuple([ground.classes[name] for name in one.classes if name in ground.classes]),
            units=pool_units(ground, one, one.reserved),
            when_cancelled=one.when_cancelled or "return_to_pool",
            approved_on=one.board_on,
            origin=one.plan,
        ),
    )


def pool_units(ground: Ground, plan: history.Plan, told: int) -> int:
    """Return units of a pool, in those of its first class; whole shares where it names none."""
    scale = ground.scales.get(plan.classes[0]) if plan.classes else None
    return told // history.ONE if scale is None else scale.units(told)


def _terms(ground: Ground) -> Iterator[plans.VestingTermsRegistered]:
    """Yield every schedule, once for each number of decimals in which grants by it are counted."""
    wanted: dict[str, set[int]] = {name: set() for name in ground.told.terms}
    for issued in ground.lives.issued.values():
        scale = ground.scale_of(issued)
        if issued.terms in wanted and scale is not None:
            wanted[issued.terms].add(scale.decimals)
    for name, one in ground.told.terms.items():
        for at, decimals in enumerate(sorted(wanted[name]) or [0]):
            made = VestingTermsId(ground.maker.make("vesting"))
            ground.terms[name, decimals] = made
            yield plans.VestingTermsRegistered(
                effective_on=ground.since,
                vesting=made,
                issuer=ground.issuer,
                name=shown_name(one.name, name),
                terms=counted_in(one.vests, decimals),
                origin=name if at == 0 else None,
            )


def counted_in(terms: vesting.Terms, decimals: int) -> vesting.Terms:
    """Return terms of a history with their quantities in the smallest unit of a class."""
    step = 10 ** (history.DECIMALS - decimals)
    conditions = [
        replace(one, vests=one.vests // step) if isinstance(one.vests, int) else one
        for one in terms.conditions
    ]
    return replace(terms, conditions=tuple(conditions))


def paper_events(ground: Ground) -> Iterator[papers.PapersEvent]:
    """Yield valuations, financings and documents, which may name securities."""
    told = ground.told
    by_id = {one.id: one.security for one in ground.lives.issued.values()}
    for one in told.valuations.values():
        price = price_of(one.price.value, one.price.currency)
        if price is not None:
            yield papers.ValuationRecorded(
                effective_on=one.on,
                paper=_paper(ground),
                issuer=ground.issuer,
                stock_class=ground.class_of(one.stock_class),
                kind="409A" if one.kind == "409A" else "other",
                price=price,
                provider=one.provider,
                board_approved_on=one.board_on,
                holders_approved_on=one.holders_on,
                origin=one.valuation,
            )
    for round_ in told.financings.values():
        named = [by_id.get(each, each) for each in round_.issuances]
        yield papers.FinancingRecorded(
            effective_on=round_.on,
            paper=_paper(ground),
            issuer=ground.issuer,
            name=round_.name or "",
            securities=tuple(
                [ground.securities[each] for each in named if each in ground.securities]
            ),
            origin=round_.financing,
        )
    for paper in told.documents.values():
        yield papers.DocumentRecorded(
            effective_on=ground.since,
            paper=_paper(ground),
            issuer=ground.issuer,
            name=(paper.path or paper.uri or paper.document).rsplit("/", 1)[-1],
            md5=paper.md5,
            path=paper.path,
            address=paper.uri,
            about=tuple([id_ for _, id_ in paper.of]),
            origin=paper.document,
        )
