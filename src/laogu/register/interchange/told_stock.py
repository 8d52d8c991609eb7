"""Stock of a register, told as a history: every security, and how it ended."""

from collections.abc import Iterator
from decimal import Decimal

from laogu.basics import SecurityId, StockClassId
from laogu.register import capital, history
from laogu.register.interchange.figures import told_money, told_price, told_quantity
from laogu.register.interchange.names import Telling, besides
from laogu.register.interchange.rights import told_ratio
from laogu.register.lives import Retired, Security
from laogu.register.stock import IssuedStock

_MOST_DIGITS = 10
"""Decimals of a price that is worked out from a cost."""


def tell_stock(telling: Telling) -> None:
    """Tell every security of stock and everything that happened to a class."""
    made = _made_of_others(telling)
    for stock_class in telling.classes:
        _tell_class(telling, stock_class)
        ended: dict[tuple[SecurityId, ...], list[Security]] = {}
        for security in telling.register.of_class.on(stock_class):
            lived = telling.register.securities[security]
            if telling.undone.holds(security):
                continue
            telling.add(_issuance(telling, lived, is_made=security in made))
            _accepted(telling, security)
            if lived.retired is not None:
                key = lived.retired.into or (security,)
                ended.setdefault(key, []).append(lived)
        for lives in ended.values():
            _tell_end(telling, lives)


def _made_of_others(telling: Telling) -> set[SecurityId]:
    """Return the securities that came of others, which say since when they have their holder."""
    ends = (
        telling.register.securities[security].retired
        for stock_class in telling.classes
        for security in telling.register.of_class.on(stock_class)
    )
    return {one for end in ends if end is not None for one in end.into}


def _issuance(telling: Telling, lived: Security, *, is_made: bool) -> history.Issuance:
    """Return how a security came to be. is_made: of others, as by a transfer."""
    stock = lived.stock
    scale = telling.scales[stock.stock_class]
    named = telling.security(stock.security)
    price = _price_of(stock, scale.decimals)
    cost = None if stock.cost is None else told_money(stock.cost)
    return history.Issuance(
        id=f"issue-{named}",
        on=lived.issued_on,
        line=0,
        security=named,
        kind="stock",
        holder=telling.holder(stock.holder),
        certificate=stock.certificate or "",
        units=scale.told(stock.units),
        stock_class=telling.stock_class(stock.stock_class),
        currency=None if cost is None else cost.currency,
        price=price,
        cost=None if price is not None else cost,
        besides=besides(
            {
                "day of acquisition": not is_made
                and stock.acquired_on not in {None, lived.issued_on},
                "restrictions": stock.restrictions,
                "waivers": stock.waived or stock.waived_through,
                "source": stock.source or stock.sure,
                "encumbrances": _is_encumbered(telling, lived),
                "contributions": stock.security in telling.register.capital.contributions,
            }
        ),
    )


def _is_encumbered(telling: Telling, lived: Security) -> bool:
    """Return whether somebody has a right in shares that stand on the day that is told."""
    if lived.retired is not None and lived.retired.on <= telling.as_of:
        return False
    touching = telling.register.encumbrances.touching(lived.stock)
    return any(one.binds_on(telling.as_of) and one.units_on(lived.stock) for one in touching)


def _price_of(stock: IssuedStock, decimals: int) -> str | None:
    """Return what one share cost, where that is a number without end; None: it is none."""
    if stock.cost is None:
        return None
    top, below = stock.cost.minor * 10**decimals, stock.units
    scale = -int(stock.cost.decimal().as_tuple().exponent)
    for digits in range(scale, _MOST_DIGITS + 1):
        ticks, rest = divmod(top * 10 ** (digits - scale), below)
        if not rest:
            return f"{Decimal(ticks).scaleb(-digits):f}"
    return None


def _accepted(telling: Telling, security: SecurityId) -> None:
    accepted = telling.register.capital.accepted.get(security)
    if accepted is not None:
        named = telling.security(security)
        telling.add(
            history.Acceptance(
                id=f"accept-{named}", on=accepted.on, line=0, security=named, kind="stock"
            )
        )


def _tell_end(telling: Telling, lives: list[Security]) -> None:
    """Tell how one security ended, or several that became one."""
    first = lives[0]
    end = first.retired
    assert end is not None, "only what ended is told to have"
    stock = first.stock
    named = telling.security(stock.security)
    if end.by == "consolidation":
        telling.add(
            history.Consolidation(
                id=f"consolidate-{named}",
                on=end.on,
                line=0,
                securities=tuple([telling.security(one.stock.security) for one in lives]),
                result=telling.security(end.into[0]),
                reason=end.reason or None,
            )
        )
        return
    results, balance = _parts(telling, stock, end)
    scale = telling.scales[stock.stock_class]
    left = 0 if balance is None else telling.register.securities[balance].stock.units
    how: history.How = "reissuance" if end.by == "split" else end.by  # type: ignore[assignment]
    is_partial = how in {"transfer", "cancellation", "repurchase", "conversion"}
    telling.add(
        history.Retirement(
            id=f"{how}-{named}",
            on=end.on,
            line=0,
            how=how,
            security=named,
            kind="stock",
            units=scale.told(stock.units - left) if is_partial else None,
            results=tuple([telling.security(one) for one in results]),
            balance=None if balance is None else telling.security(balance),
            split=_split_of(telling, stock.stock_class, end) if end.by == "split" else None,
            price=None if end.price is None else told_price(end.price),
            reason=end.reason or None,
        )
    )


def _parts(
    telling: Telling, stock: IssuedStock, end: Retired
) -> tuple[tuple[SecurityId, ...], SecurityId | None]:
    """Return what came of a security, and what is left of it, which stands last."""
    if not end.into:
        return (), None
    last = telling.register.securities[end.into[-1]].stock
    match end.by:
        case "cancellation" | "repurchase":
            return (), end.into[-1]
        case "transfer":
            stays = len(end.into) > 1 and last.holder == stock.holder
            stays = stays and last.acquired_on == stock.acquired_on
        case "conversion":
            stays = last.stock_class == stock.stock_class
        case _:
            stays = False
    return (end.into[:-1], end.into[-1]) if stays else (end.into, None)


def _split_of(telling: Telling, stock_class: StockClassId, end: Retired) -> str | None:
    for event, _ in telling.register.capital.happened_to(stock_class):
        if isinstance(event, capital.StockClassSplit) and event.effective_on == end.on:
            return event.origin or f"split-{telling.stock_class(stock_class)}-{end.on}"
    return None


def _tell_class(telling: Telling, stock_class: StockClassId) -> None:
    """Tell splits, ratios and how many may be issued, but for the first of it."""
    named = telling.stock_class(stock_class)
    scale = telling.scales[stock_class]
    events = telling.register.capital.happened_to(stock_class)
    is_first = True
    for number, (event, _) in enumerate(events):
        on = event.effective_on
        match event:
            case capital.StockClassSplit():
                id_ = event.origin or f"split-{named}-{on}"
                split = history.Split(
                    id=id_, on=on, line=0, stock_class=named, ratio=told_ratio(event.ratio)
                )
                telling.add(split)
            case capital.RatioAdjusted():
                ratio = told_ratio(event.right.ratio, event.right.rounding)
                price = event.right.price
                adjusted = history.RatioAdjusted(
                    id=event.origin or f"ratio-{named}-{number}",
                    on=on,
                    line=0,
                    stock_class=named,
                    ratio=ratio,
                    price=None if price is None else told_price(price),
                )
                telling.add(adjusted)
            case capital.ClassAuthorised() if event.units is not None and not is_first:
                more = history.AuthorizedAdjusted(
                    id=event.origin or f"authorise-{named}-{number}",
                    on=on,
                    line=0,
                    stock_class=named,
                    issuer=None,
                    units=scale.told(event.units),
                    board_on=event.board_approved_on,
                    holders_on=event.holders_approved_on,
                )
                telling.add(more)
            case _:
                pass
        is_first = is_first and not isinstance(event, capital.ClassAuthorised)


def tell_issuer(telling: Telling) -> int | None:
    """Tell how many shares the issuer may issue; return how many it could at first."""
    first: int | None = None
    named = telling.register.issuers[telling.issuer]
    for number, event in enumerate(_authorised(telling)):
        if event.shares is None:
            continue
        units = told_quantity(event.shares)
        if number == 0:
            first = units
            continue
        telling.add(
            history.AuthorizedAdjusted(
                id=event.origin or f"authorise-{number}",
                on=event.effective_on,
                line=0,
                stock_class=None,
                issuer=named.issuer,
                units=units,
                board_on=event.board_approved_on,
                holders_on=event.holders_approved_on,
            )
        )
    return first


def _authorised(telling: Telling) -> Iterator[capital.IssuerAuthorised]:
    for event, at in telling.register.capital.of_issuer.get(telling.issuer, ()):
        if isinstance(event, capital.IssuerAuthorised) and at not in telling.undone.moments:
            yield event
