"""A holder's lots: what is free of each, and the reason for every share that is not."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from laogu.basics import HolderId, Restriction, SecurityId, StockClassId
from laogu.market import open_orders
from laogu.register import StockClassRegistered
from laogu.register.encumbrances import Encumbering
from laogu.rights import LotFree, Proposal, sellable, short_of
from laogu.web.drawing import Drawing, Piece, bar
from laogu.web.frame import Link
from laogu.web.pages.encumbered.rows import kind_name
from laogu.web.pages.holdings.worth import Value, Worth, mark_of_lots, worth_of, written
from laogu.web.pages.writing import (
    class_name,
    currency_name,
    handle,
    in_days,
    issuer_name,
    minor,
    quantity,
    sentences,
    short_day,
    units,
)
from laogu.web.visit import Visit


class LotRow(Struct, frozen=True, kw_only=True):
    """One lot. acquired_on, cost: None: the register does not say; `reasons` in words.

    value: at the mark; None: no price.
    """

    name: str
    href: str
    under: str
    acquired_on: str | None
    cost: str | None
    held: str
    restricted: str
    promised: str
    free: str
    value: str | None
    bar: Drawing
    reasons: tuple[str, ...]


class Lots(Struct, frozen=True, kw_only=True):
    """The lots of one class, with their totals and the ways to sell.

    total_cost: None: the cost of a lot is not known, so the sum is not. total_value: None: no
    price, or nothing counted. worth_says: what is said of it below.
    """

    title: str
    currency: str
    rows: tuple[LotRow, ...]
    held: str
    restricted: str
    promised: str
    free: str
    total_cost: str | None
    worth: Worth
    total_value: str | None
    worth_says: str
    why: Link
    free_share: Drawing
    soonest: str
    sell: Link | None
    ask: Link
    name: str
    values: tuple[tuple[str | Decimal | date | None, ...], ...]


def classes_held(visit: Visit, holder: HolderId) -> tuple[StockClassId, ...]:
    """Return the classes of which a holder has lots, the largest holding first."""
    held: dict[StockClassId, int] = {}
    register = visit.books.register
    for security in register.lots_of.on(holder):
        stock = register.securities[security].stock
        held[stock.stock_class] = held.get(stock.stock_class, 0) + stock.units
    return tuple(sorted(held, key=lambda one: (-held[one], one)))


def lots_of(visit: Visit, holder: HolderId, stock_class: StockClassId) -> Lots:
    """Return a holder's lots of a class as they stand today."""
    kind = visit.books.register.classes[stock_class]
    issuer = visit.books.register.issuers[kind.issuer]
    today = visit.today(issuer.zone)
    lots = _earliest_first(visit, holder, kind, today)
    largest = max((one.stock.units for one in lots), default=0)
    free = sum(one.free for one in lots)
    costs = [one.stock.cost for one in lots]
    known = [one.minor for one in costs if one is not None]
    worth = worth_of(visit, stock_class, lots, today)
    asked = {"seller": holder, "stock_class": kind.name_en}
    return Lots(
        title=f"{issuer_name(visit, kind.issuer)} · {class_name(visit, stock_class)}",
        currency=currency_name(visit, kind.currency),
        rows=tuple(
            _row(visit, one, largest, today, value)
            for one, value in zip(lots, worth.each, strict=True)
        ),
        held=_sum(visit, stock_class, (one.stock.units for one in lots)),
        restricted=_sum(visit, stock_class, (one.restricted for one in lots)),
        promised=_sum(visit, stock_class, (one.promised for one in lots)),
        free=units(visit, free, stock_class),
        total_cost=minor(sum(known), kind.currency) if len(known) == len(costs) else None,
        worth=worth,
        total_value=written(worth.total),
        worth_says=_worth_says(visit, worth, stock_class),
        why=Link(
            says=visit.said("Why"),
            href=visit.to(f"/company/{issuer.slug}/mark", stock_class=kind.name_en),
        ),
        free_share=_share(visit, lots),
        soonest=_soonest(visit, lots, today),
        sell=Link(
            says=visit.said("Offer shares"),
            href=visit.to(f"/company/{issuer.slug}/offer", **asked),
        )
        if free and visit.may("act", holder)
        else None,
        ask=Link(
            says=visit.said("Ask what may be sold"),
            href=visit.to(f"/company/{issuer.slug}/transfer", **asked),
        ),
        name=f"lots-{issuer.slug}-{handle(stock_class)}",
        values=tuple(
            _values(visit, one, value, worth) for one, value in zip(lots, worth.each, strict=True)
        ),
    )


def _earliest_first(
    visit: Visit, holder: HolderId, kind: StockClassRegistered, today: date
) -> tuple[LotFree, ...]:
    """Return a holder's lots of a class with what is free of each, by when it was acquired."""
    found = sellable(
        visit.books.standing,
        Proposal(
            issuer=kind.issuer,
            stock_class=kind.stock_class,
            seller=holder,
            buyers=(),
            units=1,
            price=None,
            mechanism="negotiated",
            on=today,
        ),
    )
    return tuple(
        sorted(found, key=lambda one: (one.stock.acquired_on or today, one.stock.security))
    )


MOST_ALIKE = 3
"""Restrictions of one rule that are told one by one."""

LOT_HEADS = (
    "lot", "acquired_on", "cost", "currency", "held", "restricted", "promised", "free", "value",
    "value_low", "value_high", "value_currency",
)  # fmt: skip


def _worth_says(visit: Visit, worth: Worth, stock_class: StockClassId) -> str:
    """Return at which mark the lots are counted, and what of them is not."""
    mark = mark_of_lots(visit, worth)
    if mark.figure is None or worth.mark is None:
        return mark.why
    at = visit.said(
        "Counted at the mark of {figure} {unit}, {band}; grade {grade}.",
        figure=mark.figure, unit=mark.unit, band=mark.band, grade=mark.grade,
    )  # fmt: skip
    locked = visit.said("What may not be sold until a day is counted at what is left of it.")
    left = visit.said(
        "{units} that may not be sold, with no known end, are not counted.",
        units=units(visit, worth.left_out, stock_class),
    )
    return sentences(visit, at, locked, left if worth.left_out else "")


def _values(
    visit: Visit, lot: LotFree, value: Value | None, worth: Worth
) -> tuple[str | Decimal | date | None, ...]:
    stock = lot.stock
    cost = stock.cost
    return (
        stock.certificate or stock.security,
        stock.acquired_on,
        cost.decimal() if cost is not None else None,
        cost.currency if cost is not None else None,
        *(
            quantity(visit, one, stock.stock_class)
            for one in (stock.units, lot.restricted, lot.promised, lot.free)
        ),
        *((value.middle, value.low, value.high) if value is not None else (None, None, None)),
        worth.standard.currency if value is not None else None,
    )


def _sum(visit: Visit, stock_class: StockClassId, counts: Iterator[int]) -> str:
    return units(visit, sum(counts), stock_class)


def _row(visit: Visit, lot: LotFree, largest: int, today: date, value: Value | None) -> LotRow:
    stock = lot.stock
    stock_class = stock.stock_class
    shown = units(visit, stock.units, stock_class)
    free = units(visit, lot.free, stock_class)
    return LotRow(
        name=stock.certificate or handle(stock.security),
        href=visit.to(
            f"/company/{visit.books.register.issuers[stock.issuer].slug}/securities/{stock.security}"
        ),
        under=visit.said("from a trade") if stock.certificate is None else "",
        acquired_on=visit.show(stock.acquired_on) if stock.acquired_on is not None else None,
        cost=minor(stock.cost.minor, stock.cost.currency) if stock.cost is not None else None,
        held=shown,
        restricted=units(visit, lot.restricted, stock_class),
        promised=units(visit, lot.promised, stock_class),
        free=free,
        value=written(value),
        bar=bar(
            (
                Piece(amount=lot.restricted, kind="filled2"),
                Piece(amount=min(lot.promised, stock.units - lot.restricted), kind="filled3"),
                Piece(amount=lot.free, kind="hollow"),
            ),
            of=largest,
            says=visit.said("{free} of {held} free", free=free, held=shown),
        ),
        reasons=tuple(_reasons(visit, lot, today)),
    )


def _several(visit: Visit, lot: LotFree, several: list[Restriction]) -> str:
    """Return what one rule keeps of a lot in many parts, as shares that vest month by month."""
    stock = lot.stock
    held = min(sum(one.units or stock.units for one in several), stock.units)
    days = sorted(one.locked_through for one in several if one.locked_through is not None)
    facts = {"units": quantity(visit, held, stock.stock_class), "rule": several[0].rule}
    if not days:
        return visit.said("{units} until lifted, under {rule}", **facts)
    until = visit.show(days[-1]) if len(days) == len(several) else visit.said("lifted")
    return visit.said(
        "{units} under {rule}, part by part: the first until {first}, the last until {last}",
        first=days[0],
        last=until,
        **facts,
    )


def _reasons(visit: Visit, lot: LotFree, today: date) -> Iterator[str]:
    """Yield why shares of a lot are not free: each restriction, each promise."""
    stock = lot.stock
    rules: dict[str, list[Restriction]] = {}
    for one in lot.binding:
        rules.setdefault(one.rule, []).append(one)
    for several in rules.values():
        if len(several) > MOST_ALIKE:
            yield _several(visit, lot, several)
    for one in lot.binding:
        if len(rules[one.rule]) > MOST_ALIKE:
            continue
        held = stock.units if one.units is None else min(one.units, stock.units)
        reason = _restriction(visit, one, quantity(visit, held, stock.stock_class))
        if isinstance(one, Encumbering):
            kind = kind_name(visit, one.kind)
            reason = visit.said("{kind}: {reason}", kind=kind, reason=reason)
        yield reason
    for purpose, count in promises(visit, stock.security):
        yield visit.said(
            "{units} promised to {purpose}",
            units=quantity(visit, count, stock.stock_class),
            purpose=purpose,
        )
    promised = visit.books.market.promised_to.on(stock.security).items()
    if any(True for _ in short_of(lot, promised)):
        yield visit.said("more is promised than is free: what it is promised to cannot settle now")
    if stock.acquired_on is not None and stock.acquired_on > today:
        yield visit.said("acquired on {day}", day=stock.acquired_on)


def _restriction(visit: Visit, one: Restriction, held: Decimal) -> str:
    if one.locked_through is None:
        return visit.said("{units} until lifted, under {rule}", units=held, rule=one.rule)
    return visit.said(
        "{units} until {day}, under {rule}", units=held, day=one.locked_through, rule=one.rule
    )


def promises(visit: Visit, security: SecurityId) -> Iterator[tuple[str, int]]:
    """Yield what a security is promised to, in words, and how many units of it."""
    market = visit.books.market
    stock = visit.books.register.securities[security].stock
    for offer in market.offers_by.on(stock.holder):
        posted = market.offers[offer]
        for lot, count in posted.offer.lots if posted.stage == "open" else ():
            if lot == security:
                yield visit.said("offer {handle}", handle=handle(offer)), count
    for placed in open_orders(market, stock.holder):
        for lot, count in placed.order.lots:
            if lot == security:
                yield visit.said("order {handle}", handle=handle(placed.order.order)), count
    for trade in market.trades_with.on(stock.holder):
        state = market.trades[trade]
        for lot, count in () if state.is_over else state.trade.lots:
            if lot == security:
                yield visit.said("trade {handle}", handle=handle(trade)), count


def _share(visit: Visit, lots: tuple[LotFree, ...]) -> Drawing:
    held = sum(one.stock.units for one in lots)
    free = sum(one.free for one in lots)
    restricted = sum(one.restricted for one in lots)
    return bar(
        (
            Piece(amount=restricted, kind="filled2"),
            Piece(amount=held - restricted - free, kind="filled3"),
            Piece(amount=free, kind="hollow"),
        ),
        of=held,
        says=visit.said("{free} of {held} free", free=visit.show(free), held=visit.show(held)),
        width=380,
        height=11,
    )


def _soonest(visit: Visit, lots: tuple[LotFree, ...], today: date) -> str:
    """Return when more comes free, and how much; blank where nothing is locked with an end."""
    coming: dict[date, int] = {}
    for lot in lots:
        days = [one.locked_through for one in lot.binding if one.units is None]
        if days and all(day is not None for day in days):
            last = max(day for day in days if day is not None)
            coming[last] = coming.get(last, 0) + lot.stock.units
    if not coming:
        return ""
    soonest = min(coming)
    count = quantity(visit, coming[soonest], lots[0].stock.stock_class)
    return visit.said(
        "{units} more after {day}, {ahead}.",
        units=count,
        day=short_day(visit, soonest),
        ahead=in_days(visit, (soonest - today).days + 1),
    )
