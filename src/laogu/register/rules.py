"""What the register allows: nothing here changes it."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import (
    LARGEST,
    HolderId,
    IssuerId,
    Money,
    Restriction,
    SecurityId,
    StockClassId,
    in_words,
    said,
    split,
)
from laogu.register.events import (
    HolderRegistered,
    IssuerRegistered,
    StockCancelled,
    StockClassRegistered,
    StockIssued,
    StockTransferred,
)
from laogu.register.refusals import (
    AfterToday,
    BeforeItsTime,
    CertificateTaken,
    HolderUnknown,
    HoldsTooFew,
    IssuerUnknown,
    NotASlug,
    SecurityUnknown,
    SlugTaken,
    StockClassUnknown,
    TooManyUnits,
)
from laogu.register.state import Register
from laogu.register.stock import IssuedStock


class Share(Struct, frozen=True, kw_only=True):
    """What one buyer gets of a transfer: units, what it paid, what stays attached to them."""

    holder: HolderId
    units: int
    cost: Money | None
    attach: tuple[Restriction, ...] = ()


def issuer_named(register: Register, given: str) -> IssuerRegistered:
    """Return the issuer with that short name or id."""
    found = register.issuers.get(IssuerId(given))
    if found is None and given in register.slugs:
        found = register.issuers[register.slugs[given]]
    if found is None:
        raise IssuerUnknown(given=given[:60])
    return found


def class_named(register: Register, issuer: IssuerId, given: str) -> StockClassRegistered:
    """Return the issuer's stock class with that id, or that name in either language."""
    # The latest first: one that came with an import that was undone stands before its successor.
    latest_first = register.classes_of[issuer][::-1]
    for stock_class in latest_first:
        one = register.classes[stock_class]
        if given in (stock_class, one.name_en, one.name_zh):
            return one
    classes = [register.classes[stock_class] for stock_class in latest_first]
    folded = given.casefold()
    for one in classes:
        if folded == one.name_en.casefold():
            return one
    raise StockClassUnknown(
        issuer=register.issuers[issuer].named,
        given=given[:60],
        known=tuple(one.named for one in reversed(classes)),
    )


def class_of_id(register: Register, given: str) -> StockClassRegistered:
    """Return the stock class with that id."""
    found = register.classes.get(StockClassId(given))
    if found is None:
        raise StockClassUnknown(issuer=said("The register"), given=given[:60], known=())
    return found


def holder_of_id(register: Register, given: str) -> HolderRegistered:
    """Return the holder with that id."""
    found = register.holders.get(HolderId(given))
    if found is None:
        raise HolderUnknown(given=given[:60])
    return found


def living_security(register: Register, given: str) -> IssuedStock:
    """Return the security with that id, which lives now."""
    found = register.securities.get(SecurityId(given))
    if found is None or found.retired is not None:
        raise SecurityUnknown(given=given[:60])
    return found.stock


def free_slug(register: Register, slug: str) -> str:
    """Return `slug`, if it has the form of a short name and nobody has it."""
    if not re.fullmatch(r"[a-z][a-z0-9-]{1,39}", slug):
        raise NotASlug(slug=slug[:60])
    if slug in register.slugs:
        raise SlugTaken(slug=slug)
    return slug


def issue(register: Register, stock: IssuedStock, *, on: date, today: date) -> StockIssued:
    """Return the issuance of `stock`, counting from `on`."""
    kind = register.classes[stock.stock_class]
    since = register.issuers[stock.issuer].established_on
    check_day(on, since=since, today=today)
    if stock.acquired_on is not None:
        check_day(stock.acquired_on, since=since, today=today)
    if register.issued_units[stock.stock_class] + stock.units > LARGEST:
        raise TooManyUnits(
            asked=in_words(stock.units, kind.decimals), largest=in_words(LARGEST, kind.decimals)
        )
    if stock.certificate and (stock.stock_class, stock.certificate) in register.certificates:
        raise CertificateTaken(certificate=stock.certificate)
    return StockIssued(effective_on=on, stock=stock)


def check_day(on: date, *, since: date | None, today: date) -> None:
    """Refuse a day before what it rests on, or after today."""
    check_since(on, since)
    if on > today:
        raise AfterToday(on=on, today=today)


def check_since(on: date, since: date | None) -> None:
    """Refuse a day before what it rests on. since: None: nobody knows since when that is there."""
    if since is not None and on < since:
        raise BeforeItsTime(on=on, since=since)


def cancel(
    register: Register,
    security: SecurityId,
    *,
    units: int,
    reason: str,
    on: date,
    make_id: Callable[[], SecurityId],
) -> StockCancelled:
    """Return the cancellation of `units` of a security; what is left becomes a new one."""
    stock = living_security(register, security)
    decimals = register.classes[stock.stock_class].decimals
    if units > stock.units:
        raise HoldsTooFew(asked=in_words(units, decimals), held=in_words(stock.units, decimals))
    check_since(on, register.securities[security].issued_on)
    left = stock.units - units
    balance = _rest(_without_unpaid(stock, units), left, make_id) if left else None
    return StockCancelled(effective_on=on, security=security, balance=balance, reason=reason)


def transfer(
    register: Register,
    *,
    lots: Sequence[tuple[SecurityId, int]],
    shares: Sequence[Share],
    on: date,
    make_id: Callable[[], SecurityId],
) -> tuple[StockTransferred, ...]:
    """Return the transfers that move `lots` to the buyers of `shares`, in the order given.

    lots: (security, units) of one class; together as many units as the shares.
    A buyer served from two lots gets two securities, its cost divided by units.
    """
    queue = _serve(lots, shares)
    costs = _costs(queue)
    served: dict[SecurityId, list[tuple[Share, int]]] = {}
    for share, (lot, units) in queue:
        served.setdefault(lot, []).append((share, units))
    events = []
    for security, _ in lots:
        stock = living_security(register, security)
        parts = served.get(security, [])
        moved = sum(units for _, units in parts)
        if moved > stock.units:
            decimals = register.classes[stock.stock_class].decimals
            raise HoldsTooFew(asked=in_words(moved, decimals), held=in_words(stock.units, decimals))
        resulting = tuple(
            IssuedStock(
                security=make_id(),
                issuer=stock.issuer,
                stock_class=stock.stock_class,
                holder=share.holder,
                units=units,
                acquired_on=on,
                cost=costs[(share.holder, security)],
                restrictions=(*_carried(stock, on), *share.attach),
            )
            for share, units in parts
        )
        left = stock.units - moved
        balance = _rest(stock, left, make_id) if left else None
        events.append(
            StockTransferred(
                effective_on=on, security=security, resulting=resulting, balance=balance
            )
        )
    return tuple(events)


def _serve(
    lots: Sequence[tuple[SecurityId, int]], shares: Sequence[Share]
) -> list[tuple[Share, tuple[SecurityId, int]]]:
    """Return which buyer gets how many units of which lot, first lots to first buyers."""
    assert sum(units for _, units in lots) == sum(share.units for share in shares), (
        "as many units leave as arrive"
    )
    served: list[tuple[Share, tuple[SecurityId, int]]] = []
    stack = list(reversed(lots))
    for share in shares:
        wanted = share.units
        while wanted:
            security, available = stack.pop()
            taken = min(wanted, available)
            served.append((share, (security, taken)))
            wanted -= taken
            if available > taken:
                stack.append((security, available - taken))
    return served


def _costs(
    queue: Sequence[tuple[Share, tuple[SecurityId, int]]],
) -> dict[tuple[HolderId, SecurityId], Money | None]:
    """Return each part's share of what its buyer paid; the parts of a buyer sum to it."""
    found: dict[tuple[HolderId, SecurityId], Money | None] = {}
    by_share: dict[int, tuple[Share, list[tuple[SecurityId, int]]]] = {}
    for share, lot in queue:
        by_share.setdefault(id(share), (share, []))[1].append(lot)
    for share, parts in by_share.values():
        if share.cost is None:
            amounts: list[Money | None] = [None] * len(parts)
        else:
            minors = split(share.cost.minor, [units for _, units in parts])
            amounts = [Money(minor, share.cost.currency) for minor in minors]
        for (security, _), amount in zip(parts, amounts, strict=True):
            found[(share.holder, security)] = amount
    return found


def _carried(stock: IssuedStock, on: date) -> tuple[Restriction, ...]:
    """Return the restrictions that stay with the shares: those on all of them, still in force."""
    return tuple(
        one
        for one in stock.restrictions
        if one.units is None and (one.locked_through is None or on <= one.locked_through)
    )


def _without_unpaid(stock: IssuedStock, units: int) -> IssuedStock:
    """Return a lot of which units are cancelled: those whose capital was forfeited go first."""
    kept = []
    for one in stock.restrictions:
        if one.kind != "unpaid_capital" or one.units is None:
            kept.append(one)
        elif one.units > units:
            kept.append(replace(one, units=one.units - units))
    return replace(stock, restrictions=tuple(kept))


def _rest(stock: IssuedStock, units: int, make_id: Callable[[], SecurityId]) -> IssuedStock:
    """Return what stays with the holder: the same lot, fewer units, its share of the cost."""
    cost = stock.cost
    if cost is not None:
        kept, _ = split(cost.minor, [units, stock.units - units])
        cost = Money(kept, cost.currency)
    return replace(stock, security=make_id(), units=units, cost=cost)


def share_of(register: Register, stock_class: StockClassId, units: int) -> Decimal:
    """Return `units` as a percentage of the issued units of the class, two places; 0 of none."""
    issued = register.issued_units[stock_class]
    if not issued:
        return Decimal("0.00")
    return (Decimal(units) * 100 / Decimal(issued)).quantize(Decimal("0.01"))
