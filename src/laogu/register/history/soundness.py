"""Is every field of a history one that a register could count with?

What is read from a package has passed the shapes of its format. A history may also be written by a
program of somebody else, so before a register takes it, every figure of it is looked at once more.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from msgspec import Struct

from laogu.basics import Remark
from laogu.register.history.breaches import Breaches
from laogu.register.history.changes import (
    AnyChange,
    AuthorizedAdjusted,
    Exemption,
    History,
    HolderChanged,
    Issuance,
    Particulars,
    PoolAdjusted,
    Retirement,
    ReturnedToPool,
    VestingAccelerated,
)
from laogu.register.history.conversions import Amount, Interest, Mechanism, Ratio, Right, Trigger
from laogu.register.history.parties import StockClass

MOST_DIGITS = 40
"""Digits of a quantity, all its decimals among them."""

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,30}(?:\.[0-9]{0,10})?|\.[0-9]{1,10})")
_CURRENCY = re.compile(r"[A-Z]{3}")
_ENDS: Final = {
    "stock": {"transfer", "cancellation", "repurchase", "conversion", "reissuance", "retraction"},
    "equity_compensation": {"transfer", "cancellation", "exercise", "release", "retraction"},
    "convertible": {"transfer", "cancellation", "conversion", "retraction"},
    "warrant": {"transfer", "cancellation", "exercise", "retraction"},
}
_WHOLE: Final = {
    ("stock", "reissuance"), ("stock", "retraction"), ("equity_compensation", "retraction"),
    ("convertible", "retraction"), ("convertible", "conversion"), ("warrant", "retraction"),
    ("warrant", "exercise"),
}  # fmt: skip
_KEYS: Final = {
    "holders": "holder", "classes": "stock_class", "plans": "plan", "terms": "terms",
    "legends": "legend", "valuations": "valuation", "financings": "financing",
    "documents": "document",
}  # fmt: skip
_PARTS: Final = (
    Amount, Ratio, Interest, Mechanism, Right, Trigger, Particulars, Exemption,
)  # fmt: skip


def check_figures(told: History, breaches: Breaches) -> None:
    """Find every field that no register could count with."""
    for table, key in _KEYS.items():
        for id_, one in getattr(told, table).items():
            if getattr(one, key) != id_:
                breaches.at(UNSOUND, id_, one.line, key, part=key, given=getattr(one, key))
    for stock_class in told.classes.values():
        _say(stock_class, stock_class.stock_class, _of_class(stock_class), breaches)
    for plan in told.plans.values():
        _say(plan, plan.plan, _above(plan, ("reserved",), least=0), breaches)
    for valuation in told.valuations.values():
        _say(valuation, valuation.valuation, _wrong(valuation.price), breaches)
    for change in told.changes:
        _say(change, change.id, _of_change(change), breaches)
    if told.authorized is not None and not _is_count(told.authorized, least=0):
        breaches.at(UNSOUND, told.issuer, 0, "", part="authorized", given=told.authorized)


def _say(one: Any, id_: str, wrong: Iterable[tuple[str, object]], breaches: Breaches) -> None:
    for field, given in wrong:
        breaches.at(UNSOUND, id_, one.line, field, part=field, given=str(given)[:80])


def _of_class(one: StockClass) -> Iterator[tuple[str, object]]:
    if one.authorized is not None:
        yield from _above(one, ("authorized",), least=0)
    for field in ("votes", "seniority", "preference", "participation_cap"):
        yield from _number(one, field)
    for part in (one.par, one.price, *one.rights):
        yield from _wrong(part)


def _of_change(change: AnyChange) -> Iterator[tuple[str, object]]:
    match change:
        case Issuance():
            yield from _of_issuance(change)
        case Retirement():
            yield from _of_retirement(change)
        case AuthorizedAdjusted() | PoolAdjusted():
            yield from _above(change, ("units",), least=0)
        case VestingAccelerated() | ReturnedToPool():
            yield from _above(change, ("units",), least=1)
        case HolderChanged():
            if change.started is None and change.ended is None and change.status is None:
                yield "status", None
        case _:
            for name in ("ratio", "price"):
                yield from _wrong(getattr(change, name, None))


def _of_issuance(one: Issuance) -> Iterator[tuple[str, object]]:
    if one.units is not None or one.kind != "warrant":
        yield from _above(one, ("units",), least=1)
    needed = {"stock": "stock_class", "convertible": "currency", "warrant": "holder"}
    field = needed.get(one.kind, "compensation")
    if getattr(one, field) is None:
        yield field, None
    yield from _number(one, "price", least="0")
    is_money = one.price is not None or one.kind == "convertible"
    if is_money and (one.currency is None or not _CURRENCY.fullmatch(one.currency)):
        yield "currency", one.currency
    for _, units in one.vestings:
        if not _is_count(units, least=0):
            yield "vestings", units
    for part in (one.cost, one.particulars, *one.triggers):
        yield from _wrong(part)


def _of_retirement(one: Retirement) -> Iterator[tuple[str, object]]:
    if one.how not in _ENDS[one.kind]:
        yield "how", one.how
    if one.units is not None or (one.kind, one.how) not in _WHOLE:
        yield from _above(one, ("units",), least=1)
    yield from _wrong(one.price)


def _wrong(part: Any) -> Iterator[tuple[str, object]]:
    """Yield the figures that are none in a part of an object, and in its parts."""
    if not isinstance(part, _PARTS):
        return
    for name in part.__struct_fields__:
        value = getattr(part, name)
        if name in {"value", "rate", "percent", "discount", "pro_rata"}:
            yield from _number(part, name, least=None if name == "pro_rata" else "0")
        elif name == "currency" and not _CURRENCY.fullmatch(value):
            yield name, value
        elif name in {"new", "old"}:
            yield from _above(part, (name,), least=1)
        elif name == "units" and value is not None:
            yield from _above(part, (name,), least=0)
        elif isinstance(value, Struct):
            yield from _wrong(value)
        elif isinstance(value, tuple):
            for each in value:
                yield from _wrong(each)


def _number(one: Any, field: str, least: str | None = None) -> Iterator[tuple[str, object]]:
    value = getattr(one, field)
    if value is None:
        return
    if not _NUMBER.fullmatch(value) or (least == "0" and value.startswith("-")):
        yield field, value


def _above(one: Any, fields: tuple[str, ...], *, least: int) -> Iterator[tuple[str, object]]:
    for field in fields:
        if not _is_count(getattr(one, field), least=least):
            yield field, getattr(one, field)


def _is_count(value: Any, *, least: int) -> bool:
    return type(value) is int and least <= value < 10**MOST_DIGITS


UNSOUND = Remark(
    severity="error",
    code="history.unsound",
    what="The field {part} of {id} cannot be {given}.",
    why="Quantities are whole, prices plain digits, and each kind of security has its own ends.",
    fix="Correct the field.",
)
