"""The rights of a class, from a history to a register and back."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from laogu.basics import StockClassId
from laogu.register import capital, history
from laogu.register.interchange.figures import (
    price_of,
    quantity,
    told_price,
    told_quantity,
)
from laogu.register.interchange.ground import Ground

_ROUNDINGS: Final[dict[Any, Any]] = {"CEILING": "ceiling", "FLOOR": "floor", "NORMAL": "nearest"}
_SAID_ROUNDINGS: Final[dict[Any, Any]] = {ours: said for said, ours in _ROUNDINGS.items()}


def class_events(ground: Ground, one: history.StockClass) -> Iterator[capital.CapitalEvent]:
    """Yield what a class is entitled to, and how much of it may be issued."""
    stock_class = ground.classes[one.stock_class]
    scale = ground.scales[one.stock_class]
    rights = [right_of(ground, each) for each in one.rights]
    yield capital.StockClassDescribed(
        effective_on=ground.since,
        stock_class=stock_class,
        rights=capital.ClassRights(
            kind=one.kind,
            votes=_number(one.votes),
            par=_price(one.par),
            issue_price=_price(one.price),
            seniority=_number(one.seniority),
            preference=_number(one.preference),
            cap=_number(one.participation_cap),
            converts=tuple([each for each in rights if each is not None]),
            prefix=one.prefix,
            board_approved_on=one.board_on,
            holders_approved_on=one.holders_on,
        ),
        origin=one.stock_class,
    )
    if one.authorized is not None:
        yield capital.ClassAuthorised(
            effective_on=ground.since,
            stock_class=stock_class,
            units=scale.units(one.authorized),
            origin=one.stock_class,
        )


def right_of(ground: Ground, right: history.Right) -> capital.ConversionRight | None:
    """Return a right to convert at a ratio; None: it converts otherwise."""
    ratio = right.mechanism.ratio
    if right.mechanism.kind != "ratio" or ratio is None:
        return None
    return conversion_right(ground.class_of(right.into), ratio, right.mechanism.price)


def conversion_right(
    into: StockClassId | None, ratio: history.Ratio, price: history.Amount | None
) -> capital.ConversionRight:
    """Return a right to convert at this ratio. price: at which it was worked out."""
    return capital.ConversionRight(
        into=into,
        ratio=ratio_of(ratio),
        rounding=_ROUNDINGS.get(ratio.rounding, "floor"),
        price=_price(price),
    )


def ratio_of(ratio: history.Ratio) -> capital.Ratio:
    """Return a ratio as a register keeps it."""
    return capital.Ratio(quantity(ratio.new), quantity(ratio.old))


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _price(amount: history.Amount | None) -> Any:
    return None if amount is None else price_of(amount.value, amount.currency)


def told_right(
    right: capital.ConversionRight, named: Callable[[StockClassId], str]
) -> history.Right:
    """Return a right in the words of a history. named: a class by its id there."""
    return history.Right(
        mechanism=history.Mechanism(
            kind="ratio",
            ratio=told_ratio(right.ratio, right.rounding),
            price=None if right.price is None else told_price(right.price),
        ),
        into=None if right.into is None else named(right.into),
    )


def told_ratio(ratio: capital.Ratio, rounding: str | None = None) -> history.Ratio:
    """Return a ratio in the words of a history."""
    new, old = told_quantity(ratio.new), told_quantity(ratio.old)
    return history.Ratio(new, old, _SAID_ROUNDINGS.get(rounding))


def beyond_words(rights: capital.ClassRights) -> Iterator[str]:
    """Yield what a class has for which a history has no words."""
    has = {
        "participation": rights.participates not in {None, "none"},
        "protection": rights.anti_dilution not in {None, "none"},
        "dividends": rights.dividends is not None,
        "redemption": rights.redemption is not None,
        "ratchet": rights.ratchet is not None,
        "veto": rights.listing is not None,
    }
    yield from (what for what, is_there in has.items() if is_there)


def described_on(
    room: capital.Capital, stock_class: StockClassId, as_of: date
) -> capital.ClassRights:
    """Return the rights that a class had at first, or those it was given last by a day.

    Splits and ratios are changes of their own in a history, so they are not counted here.
    """
    given = [
        event.rights
        for event, _ in room.happened_to(stock_class)
        if isinstance(event, capital.StockClassDescribed) and event.effective_on <= as_of
    ]
    return given[-1] if given else capital.ClassRights()
