"""Who gets what of an amount, by a company's register: sold on a day, or listed.

What is owed by the day is counted, and what is reserved and not granted vanishes.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from laogu.basics import IssuerId, Said, SecurityId, StockClassId
from laogu.pricing.breakpoints import Breakpoint, breakpoints
from laogu.pricing.claims import sold
from laogu.pricing.offerings import offered
from laogu.pricing.standard.rights import terms_of
from laogu.pricing.standard.shapes import ClassTerm
from laogu.pricing.standard.structures import Capital, Unknown, capital_on
from laogu.pricing.structure import Holding, Structure
from laogu.register import Register


class Taker(Struct, frozen=True, kw_only=True):
    """Who takes a part, all of a kind together. name: as steps name it.

    stock_class, security: which class or paper it is; None: neither, but options at `strike`.
    first, dividends, bought_out: owed to it before shares count, by the day. sold, listed: what it
    gets of the amount; None: none was asked. stops: it would lose by the offering and may stop it.
    """

    name: str
    kind: Literal["stock", "options", "paper"]
    stock_class: StockClassId | None = None
    security: SecurityId | None = None
    strike: float | None = None
    shares: float
    first: float
    dividends: float
    bought_out: float
    terms: tuple[ClassTerm, ...]
    sold: float | None = None
    listed: float | None = None
    stops: bool = False


class Waterfall(Struct, frozen=True, kw_only=True):
    """Who gets what. takers: empty where terms are missing, and `missing` says which.

    steps: amounts of a sale from which on what comes more is divided in another way.
    """

    issuer: IssuerId
    on: date
    currency: str | None
    amount: float | None
    takers: tuple[Taker, ...]
    steps: tuple[Breakpoint, ...]
    missing: tuple[Said, ...]


def waterfall(
    register: Register,
    issuer: IssuerId,
    on: date,
    amount: Decimal | None,
    *,
    known_at: datetime | None = None,
) -> Waterfall:
    """Return who gets what of an amount that a company brings on a day, sold or listed."""
    comes = None if amount is None else float(amount)
    found = capital_on(register, issuer, on, known_at=known_at)
    if isinstance(found, Unknown):
        return Waterfall(
            issuer=issuer,
            on=on,
            currency=None,
            amount=comes,
            takers=(),
            steps=(),
            missing=found.missing,
        )
    return Waterfall(
        issuer=issuer,
        on=on,
        currency=register.classes[found.common].currency,
        amount=comes,
        takers=_takers(found, comes),
        steps=breakpoints(found.structure),
        missing=found.left_out,
    )


def _takers(found: Capital, amount: float | None) -> tuple[Taker, ...]:
    classes = {at: one for one, at in found.places.items()}
    holdings = found.structure.holdings
    gets = _gets(found.structure, amount)
    return tuple(
        _taker(one, classes.get(at), gets[at], found.structure, amount)
        for at, one in enumerate(holdings)
    )


def _gets(structure: Structure, amount: float | None) -> list[tuple[float | None, float | None]]:
    """Return what each gets of an amount, sold and listed."""
    if amount is None:
        return [(None, None)] * len(structure.holdings)
    sale, offering = sold(structure).of([amount]), offered(structure).of([amount])
    return list(zip(sale[:, 0].tolist(), offering[:, 0].tolist(), strict=True))


def _taker(
    one: Holding,
    stock_class: StockClassId | None,
    gets: tuple[float | None, float | None],
    structure: Structure,
    amount: float | None,
) -> Taker:
    in_sale, in_offering = gets
    loses = in_sale is not None and in_offering is not None and in_offering < in_sale * (1 - 1e-9)
    kind: Literal["stock", "options", "paper"] = "stock"
    if one.note is not None:
        kind = "paper"
    elif one.strike is not None:
        kind = "options"
    return Taker(
        name=one.name,
        kind=kind,
        stock_class=stock_class,
        security=SecurityId(one.name) if one.note is not None else None,
        strike=one.strike,
        shares=one.shares,
        first=one.comes_first,
        dividends=one.dividends,
        bought_out=0.0 if one.redemption is None else one.redemption.owed,
        terms=terms_of(one) if stock_class is not None else (),
        sold=in_sale,
        listed=in_offering,
        stops=loses and amount is not None and amount < structure.must_convert_from(one),
    )
