"""The structure of a company on a day, from its register: who has a claim to what, as described.

Terms are known where every class with shares is common, or preferred with all that its claim needs.
A company with one class needs no description: all of its shares are alike.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from fractions import Fraction
from math import exp, log
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from laogu.basics import IssuerId, Price, Said, StockClassId, in_words, said
from laogu.pricing.random_term import Contract, RandomTerm, contract, value
from laogu.pricing.solving import solve
from laogu.pricing.structure import Holding, Structure
from laogu.register import Register, capital, convertibles, plans
from laogu.register.capital import ClassRights
from laogu.register.views import held

if TYPE_CHECKING:
    import numpy as np

DOLLARS: Final[Mapping[str, float]] = {
    "USD": 1.0, "HKD": 0.128, "CNY": 0.14, "EUR": 1.1, "GBP": 1.3, "SGD": 0.75, "JPY": 0.0067,
}  # fmt: skip
"""What a unit is worth in US dollars, roundly: only for how likely a company of a size is listed,
which grows with the logarithm. No figure is converted by it. Others count as a dollar."""

_STEPS: Final = 60


class Capital(Struct, frozen=True, kw_only=True):
    """A structure on a day. units: of every class that has shares, in the smallest.

    places: where each class stands among the holdings. common: in whose share everything is told.
    ratios: how many common shares a share of a class counts for, were it converted.
    """

    structure: Structure
    units: Mapping[StockClassId, int]
    places: Mapping[StockClassId, int]
    ratios: Mapping[StockClassId, float]
    common: StockClassId
    left_out: tuple[Said, ...] = ()

    @property
    def is_alike(self) -> bool:
        """Whether all classes are common, so that nothing has to be solved."""
        return all(self.structure.holdings[at].price is None for at in self.places.values())


class Unknown(Struct, frozen=True, kw_only=True):
    """Terms are not known: units of each class that has shares, and which facts are missing."""

    units: Mapping[StockClassId, int]
    missing: tuple[Said, ...]


def capital_on(
    register: Register, issuer: IssuerId, on: date, *, known_at: datetime | None = None
) -> Capital | Unknown:
    """Return the structure of an issuer at the end of a day, or what is missing for it."""
    units = {
        one: sum(held(register, one, as_of=on, known_at=known_at).values())
        for one in register.classes_of[issuer]
    }
    units = {one: count for one, count in units.items() if count}
    found = _Classes(register, on, known_at)
    for stock_class, count in units.items():
        found.add(stock_class, count, is_alone=len(units) == 1)
    if not units:
        found.missing.append(said("No register is kept here, so that no class is known."))
    elif found.common is None and not found.missing:
        found.missing.append(said("No class is described as common."))
    if found.missing or found.common is None:
        return Unknown(units=units, missing=tuple(found.missing))
    options, left_out = _options(register, issuer, on, known_at, found)
    return Capital(
        structure=Structure(
            holdings=(*found.holdings, *options),
            unissued=_unissued(register, issuer, on, known_at),
        ),
        units=units,
        places=found.places,
        ratios=found.ratios,
        common=found.common,
        left_out=tuple(left_out),
    )


class _Classes:
    """The holdings of classes, as they are told one by one."""

    def __init__(self, register: Register, on: date, known_at: datetime | None) -> None:
        self.register, self.on, self.known_at = register, on, known_at
        self.holdings: list[Holding] = []
        self.places: dict[StockClassId, int] = {}
        self.ratios: dict[StockClassId, float] = {}
        self.common: StockClassId | None = None
        self.missing: list[Said] = []

    def add(self, stock_class: StockClassId, units: int, *, is_alone: bool) -> None:
        """Take in a class, or say what is missing of it."""
        kind = self.register.classes[stock_class]
        rights = capital.class_standing(
            self.register.capital, stock_class, as_of=self.on, known_at=self.known_at
        ).rights
        shares = float(in_words(units, kind.decimals))
        facts = {"stock_class": kind.named}
        if rights.kind == "common" or (rights.kind is None and is_alone):
            self._take(stock_class, Holding(name=stock_class, shares=shares), 1.0)
            self.common = self.common or stock_class
        elif rights.kind is None:
            self.missing.append(said("The rights of {stock_class} are not described.", **facts))
        elif rights.preference is None:
            # No preference is stated: it is preferred in name, and shares like common.
            ratio = _ratio(rights)
            self._take(stock_class, Holding(name=stock_class, shares=shares * ratio), ratio)
        elif _ratio(rights) < 1:
            self.missing.append(
                said("{stock_class} converts into fewer shares, which is not read yet.", **facts)
            )
        elif rights.issue_price is None:
            self.missing.append(said("For how much {stock_class} was issued is not told.", **facts))
        elif rights.participates == "capped" and rights.cap is None:
            self.missing.append(said("The cap of {stock_class} is not told.", **facts))
        else:
            self._take(stock_class, _preferred(stock_class, shares, rights), _ratio(rights))

    def _take(self, stock_class: StockClassId, holding: Holding, ratio: float) -> None:
        self.places[stock_class] = len(self.holdings)
        self.ratios[stock_class] = ratio
        self.holdings.append(holding)


def _preferred(stock_class: StockClassId, shares: float, rights: ClassRights) -> Holding:
    """Return a preferred class; a rank that nobody stated is below all that are stated."""
    assert rights.issue_price is not None, "it is stated"
    assert rights.preference is not None, "it is stated"
    price = float(rights.issue_price.decimal())
    cap = None if rights.cap is None else float(rights.cap) * price * shares
    return Holding(
        name=stock_class,
        shares=shares,
        price=price,
        converts_at=price / _ratio(rights),
        multiple=float(rights.preference),
        rank=_rank(rights),
        participation=rights.participates or "none",
        cap=cap,
    )


def _rank(rights: ClassRights) -> int:
    """Return a rank that is lower, so paid earlier, the higher the seniority."""
    return 1_000_000 - int((rights.seniority or 0) * 100)


def _ratio(rights: ClassRights) -> float:
    right = next((one for one in rights.converts if one.into is not None), None)
    return 1.0 if right is None else float(capital.as_fraction(right.ratio))


def _options(
    register: Register,
    issuer: IssuerId,
    on: date,
    known_at: datetime | None,
    classes: _Classes,
) -> tuple[list[Holding], list[Said]]:
    """Return what grants and warrants are for, by strike, and what cannot be counted."""
    assert classes.common is not None, "the structure has a common class"
    currency = register.classes[classes.common].currency
    by_strike: dict[float, float] = {}
    left_out: list[Said] = []
    others = 0
    for strike, money, shares in (
        *_grants(register, issuer, on, known_at, classes),
        *_warrants(register, issuer, on, known_at, classes),
    ):
        if money not in {None, currency}:
            others += 1
            continue
        by_strike[strike] = by_strike.get(strike, 0.0) + shares
    if others:
        left_out.append(said("Options in another currency are not counted: {count}.", count=others))
    papers = sum(
        1
        for _ in convertibles.convertibles_on(
            register.convertibles, issuer, as_of=on, known_at=known_at
        )
    )
    if papers:
        left_out.append(
            said("Papers that become shares in a later round are not counted: {count}.",
                 count=papers)
        )  # fmt: skip
    holdings = [
        Holding(name=f"options at {strike:.10g}", shares=shares, strike=strike)
        for strike, shares in sorted(by_strike.items())
    ]
    return holdings, left_out


_Option = tuple[float, str | None, float]
"""A strike, in which currency, and for how many common shares."""


def _grants(
    register: Register, issuer: IssuerId, on: date, known_at: datetime | None, classes: _Classes
) -> Iterator[_Option]:
    for grant in plans.grants_of_issuer(register.plans, issuer, on=on, known_at=known_at):
        used = plans.Used.of(grant, on, known_at)
        left = grant.granted.units - used.exercised - used.released - used.ended
        expires = grant.granted.expires_on
        if left <= 0 or (expires is not None and expires < on):
            continue
        price = plans.price_on(grant, on, known_at=known_at)
        yield _option(register, classes, grant.stock_class, price, float(left), in_units=True)


def _warrants(
    register: Register, issuer: IssuerId, on: date, known_at: datetime | None, classes: _Classes
) -> Iterator[_Option]:
    standing = convertibles.warrants_on(register.convertibles, issuer, as_of=on, known_at=known_at)
    for one in standing:
        issued = one.warrant.issued
        if not one.left or (issued.expires_on is not None and issued.expires_on < on):
            continue
        into = issued.into
        yield _option(register, classes, into, issued.exercise_price, float(one.left))


def _option(
    register: Register,
    classes: _Classes,
    stock_class: StockClassId | None,
    price: Price | None,
    count: float,
    *,
    in_units: bool = False,
) -> _Option:
    """Return what an option is for, told in common shares: more of them, each for less."""
    if in_units and stock_class is not None:
        count /= 10 ** register.classes[stock_class].decimals
    ratio = classes.ratios.get(stock_class, 1.0) if stock_class is not None else 1.0
    if price is None:
        return 0.0, None, count * ratio
    return float(price.decimal()) / ratio, price.currency, count * ratio


def _unissued(register: Register, issuer: IssuerId, on: date, known_at: datetime | None) -> float:
    total = Fraction(0)
    for plan in register.plans.plans_of.on(issuer):
        use = plans.pool_use(register.plans, plan, on=on, known_at=known_at)
        first = register.plans.plans[plan].plan.classes[0]
        total += Fraction(max(0, use.left), 10 ** register.classes[first].decimals)
    return float(total)


class Valued:
    """A structure under one model: from the price of a class to that of another, both ways."""

    def __init__(self, capital_: Capital, model: RandomTerm) -> None:
        self.capital = capital_
        self.model = model
        self._contract: Contract | None = None

    def common_at(self, stock_class: StockClassId, price: float) -> float:
        """Return what one common share is worth where a share of a class is worth so much."""
        if self.is_plain(stock_class):
            return price / self.capital.ratios[stock_class]
        holding = self.capital.places[stock_class]
        shares = self.capital.structure.holdings[holding].shares
        return self._each(self._equity(holding, price * shares), self.capital.common)

    def classes_at(self, common: float) -> dict[StockClassId, float]:
        """Return what one share of each class is worth where a common one is worth so much."""
        if self.capital.is_alike:
            return {one: common * ratio for one, ratio in self.capital.ratios.items()}
        holding = self.capital.places[self.capital.common]
        shares = self.capital.structure.holdings[holding].shares
        equity = self._equity(holding, common * shares)
        return {one: self._each(equity, one) for one in self.capital.places}

    def is_plain(self, stock_class: StockClassId) -> bool:
        """Return whether a class shares like common, so that nothing has to be solved for it."""
        return self.capital.structure.holdings[self.capital.places[stock_class]].price is None

    def _each(self, equity: float, stock_class: StockClassId) -> float:
        place = self.capital.places[stock_class]
        holding = self.capital.structure.holdings[place]
        each = float(self._worth(equity)[place]) / holding.shares
        # What has no claim of its own stands there in common shares.
        return each if holding.price is not None else each * self.capital.ratios[stock_class]

    def _worth(self, equity: float) -> "np.ndarray":
        if self._contract is None:
            self._contract = contract(self.capital.structure, self.model)
        return value(equity, self._contract, self.model)

    def _equity(self, holding: int, worth: float) -> float:
        """Return at which equity a class is worth so much, by secants of logarithms."""
        structure = self.capital.structure
        guess = worth / structure.holdings[holding].as_converted * structure.shares
        at, target = log(guess), log(worth)
        off = log(float(self._worth(guess)[holding])) - target
        after = at - off
        for _ in range(_STEPS):
            off_after = log(float(self._worth(exp(after))[holding])) - target
            if abs(off_after) < 1e-13:
                return exp(after)
            slope = (off_after - off) / (after - at) if after != at else 0.0
            if slope <= 0:
                break
            step = -off_after / slope
            at, off = after, off_after
            after += max(-3.0, min(3.0, step))
            if after == at:
                return exp(after)
        return solve(lambda equity: float(self._worth(equity)[holding]), worth)


def model_for(currency: str, volatility: float, exits: float) -> RandomTerm:
    """Return the model of the end of a company whose structure is told in a currency."""
    assumed = RandomTerm(volatility=volatility, exits=exits)
    return assumed.in_units(DOLLARS.get(currency, 1.0))
