"""What follows a split among warrants and convertibles: each that names the class is made anew.

A paper that states a number of shares, or a ratio, ends and begins again on that day with the new
one, as the lots of the class do; a valuation, a discount and an amount of money stay as they are.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import TypeVar

from msgspec.structs import replace

from laogu.basics import IssuerId, SecurityId, StockClassId, split
from laogu.register import Register, StockClassRegistered
from laogu.register.capital import ratio_of
from laogu.register.convertibles import (
    ConversionTrigger,
    Convertible,
    ConvertibleAccepted,
    ConvertibleEnded,
    ConvertibleIssued,
    Warrant,
    WarrantAccepted,
    WarrantEnded,
    WarrantIssued,
)
from laogu.register.plans import price_after
from laogu.register.rounds import ByPrice, ByRatio, FixedQuantity, InWords, Mechanism, Proportion
from laogu.register.vesting import Instalment

MakeId = Callable[[], SecurityId]
Paper = TypeVar("Paper", Warrant, Convertible)
Followed = (
    WarrantEnded | WarrantIssued | WarrantAccepted | ConvertibleEnded | ConvertibleIssued
    | ConvertibleAccepted
)  # fmt: skip


def papers_follow(
    register: Register, kind: StockClassRegistered, by: Fraction, *, on: date, make_id: MakeId
) -> Iterator[Followed]:
    """Yield what a split makes of every living warrant and convertible that names the class."""
    for warrant in _living(register.convertibles.warrants, kind.issuer):
        if _names(warrant.issued.triggers, kind.stock_class):
            yield from _warrant(warrant, kind, by, on, make_id())
    for paper in _living(register.convertibles.convertibles, kind.issuer):
        triggers = _after(paper.issued.triggers, kind.stock_class, by)
        if triggers != paper.issued.triggers:
            yield from _convertible(paper, triggers, on, make_id())


def cannot_be_told(register: Register, kind: StockClassRegistered) -> int:
    """Return how many living papers name the class in words that nobody can adjust."""
    room = register.convertibles
    found = [one.issued.triggers for one in _living(room.warrants, kind.issuer)]
    found += [one.issued.triggers for one in _living(room.convertibles, kind.issuer)]
    return sum(
        any(
            one.converts.into == kind.stock_class and _is_in_words(one.converts.mechanism)
            for one in triggers
        )
        for triggers in found
    )


def _warrant(
    warrant: Warrant, kind: StockClassRegistered, by: Fraction, on: date, security: SecurityId
) -> Iterator[Followed]:
    issued, left = warrant.issued, warrant.left
    # What was exercised of it is no part of the new one.
    rest = Fraction(left) / Fraction(issued.quantity) if left and issued.quantity else Fraction(1)
    quantity = None if left is None else _whole(left, by)
    vests = issued.vests
    if isinstance(vests, tuple) and quantity is not None:
        parts = split(int(quantity), [one.units for one in vests])
        vests = tuple(Instalment(one.on, part) for one, part in zip(vests, parts, strict=True))
    yield WarrantEnded(
        effective_on=on,
        security=issued.security,
        by="cancellation",
        quantity=left,
        reason="split",
    )
    made = replace(
        issued,
        security=security,
        quantity=quantity,
        exercise_price=price_after(issued.exercise_price, by),
        triggers=_after(issued.triggers, kind.stock_class, by, rest=rest),
        vests=vests,
        origin=None,
    )
    yield WarrantIssued(effective_on=on, warrant=made)
    if warrant.accepted is not None:
        yield WarrantAccepted(effective_on=on, security=security)


def _convertible(
    paper: Convertible, triggers: tuple[ConversionTrigger, ...], on: date, security: SecurityId
) -> Iterator[Followed]:
    issued = paper.issued
    yield ConvertibleEnded(
        effective_on=on,
        security=issued.security,
        by="cancellation",
        amount=issued.amount,
        reason="split",
    )
    made = replace(issued, security=security, triggers=triggers, origin=None)
    yield ConvertibleIssued(effective_on=on, convertible=made)
    if paper.accepted is not None:
        yield ConvertibleAccepted(effective_on=on, security=security)


def _living(papers: Mapping[SecurityId, Paper], issuer: IssuerId) -> list[Paper]:
    return [one for one in papers.values() if one.ended is None and one.issued.issuer == issuer]


def _names(triggers: tuple[ConversionTrigger, ...], stock_class: StockClassId) -> bool:
    return any(one.converts.into == stock_class for one in triggers)


def _after(
    triggers: tuple[ConversionTrigger, ...],
    stock_class: StockClassId,
    by: Fraction,
    *,
    rest: Fraction = Fraction(1),
) -> tuple[ConversionTrigger, ...]:
    """Return triggers whose numbers of shares of a class are told in the new ones."""
    return tuple(
        replace(
            one, converts=replace(one.converts, mechanism=_told(one.converts.mechanism, by, rest))
        )
        if one.converts.into == stock_class
        else one
        for one in triggers
    )


def _told(mechanism: Mechanism, by: Fraction, rest: Fraction) -> Mechanism:
    match mechanism:
        case FixedQuantity():
            return replace(mechanism, quantity=_whole(mechanism.quantity, by * rest))
        case ByRatio():
            new, old = Fraction(mechanism.ratio.new), Fraction(mechanism.ratio.old)
            told = ratio_of(new / old * by)
            return replace(mechanism, ratio=Proportion(told.new, told.old))
        case _:
            return mechanism


def _is_in_words(mechanism: Mechanism) -> bool:
    """Return whether nobody can tell what a split does to a mechanism, or to its price."""
    match mechanism:
        case InWords():
            return True
        case ByRatio():
            return mechanism.conversion_price is not None
        case ByPrice():
            return mechanism.discount_amount is not None
        case _:
            return False


def _whole(quantity: Decimal, by: Fraction) -> Decimal:
    """Return a number of shares after a split, rounded down to whole ones."""
    return Decimal(int(Fraction(quantity) * by)).to_integral_value(ROUND_FLOOR)
