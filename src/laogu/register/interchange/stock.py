"""Stock of a history as events of a register: how every security came to be, and ended."""

from decimal import Decimal

from laogu.basics import Money, TooLarge, cost
from laogu.register import capital, history
from laogu.register.events import (
    StockCancelled,
    StockIssued,
    StockRetired,
    StockRetiredBy,
    StockTransferred,
)
from laogu.register.interchange.figures import money_of, price_of
from laogu.register.interchange.ground import Ground
from laogu.register.interchange.rights import conversion_right, ratio_of
from laogu.register.stock import IssuedStock

StockEvent = StockIssued | StockTransferred | StockCancelled | StockRetired


def stock_of(
    ground: Ground, issued: history.Issuance, *, before: history.Issuance | None = None
) -> IssuedStock:
    """Return a security as it came to be. before: of which it is what stayed with its holder."""
    scale = ground.scales[issued.stock_class or ""]
    units = scale.units(issued.units or 0)
    acquired = issued.on
    if before is not None and before.kind == "stock":
        acquired = ground.acquired.get(before.security, before.on)
    ground.acquired[issued.security] = acquired
    ground.outstanding[issued.stock_class or ""] += units
    return IssuedStock(
        security=ground.security(issued.security),
        issuer=ground.issuer,
        stock_class=ground.classes[issued.stock_class or ""],
        holder=ground.holders[issued.holder],
        units=units,
        certificate=issued.certificate or None,
        acquired_on=acquired,
        cost=_cost(issued, units, scale.decimals),
        origin=issued.security,
    )


def _cost(issued: history.Issuance, units: int, decimals: int) -> Money | None:
    """Return what was paid for a security: as it is told, or by its price; None: not known here."""
    if issued.cost is not None:
        return money_of(issued.cost.value, issued.cost.currency)
    price = price_of(issued.price, issued.currency)
    if price is not None:
        try:
            return cost(price, units, decimals=decimals)
        except TooLarge:
            return None
    is_nothing = issued.price is not None and not Decimal(issued.price)
    return money_of("0", issued.currency) if is_nothing else None


def issue(ground: Ground, issued: history.Issuance) -> StockIssued:
    """Return the issuance of stock that came of nothing before it."""
    return StockIssued(effective_on=issued.on, stock=stock_of(ground, issued))


def retire(ground: Ground, act: history.Retirement) -> StockEvent:
    """Return how a security of stock ended."""
    lives = ground.lives
    issued = lives.issued[act.security]
    _end(ground, issued)
    stays = act.how in {"reissuance", "conversion"}
    made = tuple(
        [
            stock_of(ground, lives.issued[one], before=issued if stays else None)
            for one in act.results
            if one in lives.issued
        ]
    )
    left = lives.issued.get(act.balance or "")
    balance = None if left is None else stock_of(ground, left, before=issued)
    security = ground.security(act.security)
    reason = act.reason or ""
    if act.how == "transfer":
        return StockTransferred(
            effective_on=act.on, security=security, resulting=made, balance=balance
        )
    if act.how == "cancellation":
        return StockCancelled(
            effective_on=act.on, security=security, balance=balance, reason=reason
        )
    price = act.price
    return StockRetired(
        effective_on=act.on,
        by=_way(ground, act, issued),
        securities=(security,),
        resulting=made,
        balance=balance,
        price=None if price is None else price_of(price.value, price.currency),
        reason=reason,
    )


def _end(ground: Ground, issued: history.Issuance) -> None:
    name = issued.stock_class or ""
    ground.outstanding[name] -= ground.scales[name].units(issued.units or 0)


def _way(ground: Ground, act: history.Retirement, issued: history.Issuance) -> StockRetiredBy:
    if act.how == "reissuance":
        splits = ground.lives.splits.get(issued.stock_class or "", ())
        is_split = act.split is not None or any(one.on == act.on for one in splits)
        return "split" if is_split else "reissuance"
    assert act.how in {"repurchase", "conversion", "retraction"}, "stock ends in these ways only"
    return act.how


def consolidate(ground: Ground, change: history.Consolidation) -> StockRetired:
    """Return how several securities became one."""
    lives = ground.lives
    parts = [lives.issued[one] for one in change.securities]
    for part in parts:
        _end(ground, part)
    oldest = min(parts, key=lambda one: ground.acquired.get(one.security, one.on))
    return StockRetired(
        effective_on=change.on,
        by="consolidation",
        securities=tuple([ground.security(one) for one in change.securities]),
        resulting=(stock_of(ground, lives.issued[change.result], before=oldest),),
        reason=change.reason or "",
    )


def split(ground: Ground, change: history.Split) -> capital.StockClassSplit:
    """Return the split of a class. What it came to are the securities that were issued again."""
    before = ground.outstanding[change.stock_class]
    after = before + ground.gained[change.id]
    return capital.StockClassSplit(
        effective_on=change.on,
        stock_class=ground.classes[change.stock_class],
        ratio=ratio_of(change.ratio),
        rounding="floor",
        before=before,
        after=after,
        origin=change.id,
    )


def adjust_ratio(ground: Ground, change: history.RatioAdjusted) -> capital.RatioAdjusted:
    """Return the ratio at which a class converts from a day on."""
    rights = ground.told.classes[change.stock_class].rights
    into = next((one.into for one in rights if one.mechanism.kind == "ratio"), None)
    return capital.RatioAdjusted(
        effective_on=change.on,
        stock_class=ground.classes[change.stock_class],
        right=conversion_right(ground.class_of(into), change.ratio, change.price),
        origin=change.id,
    )
