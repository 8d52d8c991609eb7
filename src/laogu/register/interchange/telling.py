"""From a register to the history of one issuer, as of a day."""

from collections.abc import Callable
from datetime import date
from typing import Any

from msgspec.structs import replace

from laogu.basics import IssuerId, Name, StockClassId
from laogu.register import capital, history, papers, plans
from laogu.register.interchange.figures import told_price
from laogu.register.interchange.names import Telling, besides
from laogu.register.interchange.rights import beyond_words, described_on, told_right
from laogu.register.interchange.told_convertibles import tell_convertibles
from laogu.register.interchange.told_grants import pool_scale, tell_plans
from laogu.register.interchange.told_stock import tell_issuer, tell_stock
from laogu.register.state import Register

_TERMINATION = "termination_"


def history_of(
    register: Register,
    issuer: IssuerId,
    *,
    as_of: date,
    open_name: Callable[[Name], str],
) -> history.History:
    """Return everything that happened to an issuer's securities by a day.

    open_name: a holder's name as it may be read. Takes steps with everything of the issuer.
    """
    telling = Telling(register, issuer, as_of=as_of, open_name=open_name)
    authorized = tell_issuer(telling)
    tell_stock(telling)
    tell_plans(telling)
    tell_convertibles(telling)
    for brought in [*papers.papers_of(register.papers, issuer, papers.HistoryTaken)][-1:]:
        telling.holders.update(dict.fromkeys(brought.holders))
    named = register.issuers[issuer]
    told = history.History(
        issuer=issuer,
        name=named.legal_name_en,
        holders=_holders(telling),
        classes={telling.stock_class(one): _class(telling, one) for one in telling.classes},
        plans=_plans(telling),
        terms=_terms(telling),
        legends=_legends(telling),
        valuations=_valuations(telling),
        financings=_financings(telling),
        documents=_documents(telling),
        changes=tuple(telling.changes),
        as_of=as_of,
        formed_on=named.established_on,
        country=named.jurisdiction if len(named.jurisdiction) == 2 else None,
        authorized=authorized,
    )
    return _in_order(told)


def _in_order(told: history.History) -> history.History:
    """Return a history with its changes in the order in which they happened, and lines by it."""
    numbered = [replace(one, line=at) for at, one in enumerate(told.changes)]
    ordered = history.Order(history.Lives(replace(told, changes=tuple(numbered)))).ordered()
    lines = tuple([replace(one, line=at) for at, one in enumerate(ordered, 1)])
    return replace(told, changes=lines)


def _holders(telling: Telling) -> dict[str, history.Holder]:
    found = {}
    for holder in telling.holders:
        known = telling.register.holders[holder]
        service = telling.service_of(holder)
        related = [one for one, _ in service.related if telling.is_told(one.effective_on)]
        last = max(related, key=lambda one: one.effective_on, default=None)
        status: Any = None if last is None or last.status is None else last.status
        for left, _ in service.ended:
            if telling.is_told(left.effective_on) and (
                last is None or left.effective_on >= last.effective_on
            ):
                status = left.reason
        named = telling.holder(holder)
        found[named] = history.Holder(
            holder=named,
            name=telling.open_name(known.name),
            is_person=known.kind == "person",
            line=0,
            relationships=() if last is None else last.relationships,  # type: ignore[arg-type]
            status=None if status is None else status.removeprefix(_TERMINATION),
        )
    return found


def _class(telling: Telling, stock_class: StockClassId) -> history.StockClass:
    register = telling.register
    known = register.classes[stock_class]
    rights = described_on(register.capital, stock_class, telling.as_of)
    authorised = [
        event.units
        for event, _ in register.capital.happened_to(stock_class)
        if isinstance(event, capital.ClassAuthorised)
    ]
    units = authorised[0] if authorised else None
    return history.StockClass(
        stock_class=telling.stock_class(stock_class),
        name=known.name_en,
        authorized=None if units is None else telling.scales[stock_class].told(units),
        line=0,
        kind=rights.kind or "common",
        prefix=rights.prefix,
        votes=None if rights.votes is None else f"{rights.votes:f}",
        seniority=None if rights.seniority is None else f"{rights.seniority:f}",
        par=None if rights.par is None else told_price(rights.par),
        price=None if rights.issue_price is None else told_price(rights.issue_price),
        rights=tuple([told_right(one, telling.stock_class) for one in rights.converts]),
        preference=None if rights.preference is None else f"{rights.preference:f}",
        participation_cap=None if rights.cap is None else f"{rights.cap:f}",
        board_on=rights.board_approved_on,
        holders_on=rights.holders_approved_on,
        besides=tuple(beyond_words(rights)),
    )


def _plans(telling: Telling) -> dict[str, history.Plan]:
    room = telling.register.plans
    found = {}
    for one in room.plans_of.on(telling.issuer):
        pool: plans.Pool = room.plans[one]
        plan = pool.plan
        named = plan.origin or plan.plan
        found[named] = history.Plan(
            plan=named,
            name=plan.name,
            reserved=pool_scale(telling, pool).told(plan.units),
            classes=tuple([telling.stock_class(each) for each in plan.classes]),
            line=0,
            when_cancelled=plan.when_cancelled,
            board_on=plan.approved_on,
            besides=besides({"acceptance": plan.needs_acceptance, "rest days": plan.rest_days}),
        )
    return found


def _terms(telling: Telling) -> dict[str, history.VestingTerms]:
    """Return every schedule; its quantities have the decimals of the grants that vest by it."""
    room = telling.register.plans
    decimals = {
        grant.granted.vests: telling.scales[grant.stock_class].decimals
        for security in room.of_issuer.on(telling.issuer)
        for grant in [room.grants[security]]
        if isinstance(grant.granted.vests, str)
    }
    found = {}
    for one in room.terms_of.on(telling.issuer):
        known = room.terms[one]
        named = known.origin or one
        step = 10 ** (history.DECIMALS - decimals.get(one, 0))
        conditions = [
            replace(each, vests=each.vests * step) if isinstance(each.vests, int) else each
            for each in known.terms.conditions
        ]
        found[named] = history.VestingTerms(
            terms=named,
            name=known.name,
            vests=replace(known.terms, conditions=tuple(conditions)),
            line=0,
        )
    return found


def _papers(telling: Telling) -> list[papers.PapersEvent]:
    room = telling.register.papers
    found = (room.papers[one].event for one in room.papers_of.on(telling.issuer))
    return [one for one in found if telling.is_told(one.effective_on)]


def _legends(telling: Telling) -> dict[str, history.Legend]:
    return {
        one.origin or one.paper: history.Legend(
            legend=one.origin or one.paper, line=0, name=one.name or None, text=one.text or None
        )
        for one in _papers(telling)
        if isinstance(one, papers.LegendRecorded)
    }


def _valuations(telling: Telling) -> dict[str, history.Valuation]:
    return {
        one.origin or one.paper: history.Valuation(
            valuation=one.origin or one.paper,
            on=one.effective_on,
            price=told_price(one.price),
            line=0,
            stock_class=None if one.stock_class is None else telling.stock_class(one.stock_class),
            kind="409A" if one.kind == "409A" else None,
            provider=one.provider,
            board_on=one.board_approved_on,
            holders_on=one.holders_approved_on,
        )
        for one in _papers(telling)
        if isinstance(one, papers.ValuationRecorded)
    }


def _financings(telling: Telling) -> dict[str, history.Financing]:
    """Return every financing; what was issued in it is named by its issuances."""
    issued = {one.security: one.id for one in telling.changes if isinstance(one, history.Issuance)}
    return {
        one.origin or one.paper: history.Financing(
            financing=one.origin or one.paper,
            on=one.effective_on,
            issuances=tuple([issued.get(telling.security(each), each) for each in one.securities]),
            line=0,
            name=one.name or None,
        )
        for one in _papers(telling)
        if isinstance(one, papers.FinancingRecorded)
    }


def _documents(telling: Telling) -> dict[str, history.Document]:
    return {
        one.origin or one.paper: history.Document(
            document=one.origin or one.paper,
            line=0,
            path=one.path or (None if one.address else one.name),
            uri=one.address,
            md5=one.md5,
        )
        for one in _papers(telling)
        if isinstance(one, papers.DocumentRecorded)
    }
