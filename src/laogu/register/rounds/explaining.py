"""Each step of a modelled round: what is worked out, by which equation, and how it is rounded."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from msgspec import Struct

from laogu.basics import Said, said
from laogu.register.rounds.capital import PriceRounding
from laogu.register.rounds.figures import shown
from laogu.register.rounds.mechanisms import ByPrice, Note, PartOfCapital, Safe
from laogu.register.rounds.modelling import Conversion, Modelled, Protected

SYMBOLS: tuple[tuple[str, Said], ...] = (
    ("p", said("price of the round")),
    ("x", said("1 / p")),
    ("V", said("pre-money valuation")),
    ("W", said("post-money valuation")),
    ("M", said("new money")),
    ("E", said("shares outstanding, as converted")),
    ("G", said("what older classes gain by their protection")),
    ("O", said("options granted, and warrants")),
    ("P", said("what the pool has not granted, or promised beyond it")),
    ("N", said("shares that convertibles become")),
    ("T", said("what the pool grows by beyond what was promised")),
    ("F", said("fully diluted shares after the round")),
    ("A, B, C", said("base; what the money would have bought at the old price; what it bought")),
)
"""The letters of the equations."""

_ROUNDED: dict[PriceRounding, Said] = {
    "half_up": said("half up, to the decimals of a price"),
    "down": said("down, to the decimals of a price"),
}
_SHARES_DOWN = said("down to whole shares; the rest is left over in cash")
_SHARES_ONLY_DOWN = said("down to whole shares")
_POOL_UP = said("up to whole shares, because the target is a floor")


NameOf = Callable[[str], str]
"""What is told in place of the id of a holder, a class or a paper."""


class Step(Struct, frozen=True, kw_only=True):
    """One step. equation: in the letters of `SYMBOLS`, then in figures. rounding: None: exact."""

    what: Said
    equation: str
    result: str
    rounding: Said | None = None


def steps_of(found: Modelled, name_of: NameOf = str) -> Iterator[Step]:
    """Yield every step of a round, in the order in which a person would take them.

    name_of: where the round has ids.
    """
    capital = found.capital
    yield Step(
        what=said("Fully diluted before the round, without convertibles"),
        equation=_filled(
            "E + O + P", capital.as_converted, capital.options + capital.warrants, capital.pool
        ),
        result=shown(capital.fully_diluted),
    )
    for one in found.conversions:
        if one.earned:
            yield _interest(found, one, name_of)
    yield from _price(found)
    for one in found.conversions:
        yield _conversion(found, one, name_of)
    for sale in found.sales:
        yield Step(
            what=said("New shares of {holder}", holder=_named(name_of, sale.holder)),
            equation=f"{shown(sale.amount)} / {shown(found.price)}",
            result=shown(sale.shares),
            rounding=_SHARES_DOWN,
        )
    if found.asked.pool.part is not None or found.more_pool:
        yield _pool(found)
    for protected in found.protected:
        yield _protection(found, protected, name_of)
    yield Step(
        what=said("Fully diluted after the round"),
        equation=_filled(
            "E + G + O + P + N + T + C",
            capital.as_converted,
            _gained(found),
            capital.options + capital.warrants,
            capital.pool,
            found.converted,
            found.pool_after - capital.pool,
            found.new_shares,
        ),
        result=shown(found.fully_diluted),
    )


def _price(found: Modelled) -> Iterator[Step]:
    asked, exact = found.asked, found.exact
    if asked.price is not None:
        yield Step(what=said("The price is given"), equation="p", result=shown(asked.price))
        return
    if asked.post_money is not None:
        letters = "W x = E + G + O + P + N + T + M x"
        by, of = asked.post_money, exact.fully_diluted
    else:
        assert asked.pre_money is not None
        kept = {
            "G": asked.protections == "pre_money",
            "N": asked.convertibles == "pre_money",
            "T": asked.pool.counts == "pre_money",
        }
        terms = ["E", *(["G"] if kept["G"] else []), "O", "P", *(one for one in "NT" if kept[one])]
        letters = f"V x = {' + '.join(terms)}"
        by, of = asked.pre_money, exact.counted
    yield Step(
        what=said("The price, solved together with everything that depends on it"),
        equation=f"{letters}; p = {shown(by)} / {shown(of)}",
        result=shown(exact.price),
    )
    yield Step(
        what=said("The price, rounded; with it everything else is worked out again"),
        equation="p",
        result=shown(found.price),
        rounding=_ROUNDED[asked.price_rounding],
    )


def _interest(found: Modelled, one: Conversion, name_of: NameOf) -> Step:
    mechanism = one.convertible.mechanism
    assert isinstance(mechanism, Note)
    rates = ", ".join(f"{rate.rate} / {rate.from_on.isoformat()}" for rate in mechanism.rates)
    return Step(
        what=said(
            "Interest on {convertible} by {day}",
            convertible=_named(name_of, one.convertible.name),
            day=found.asked.on,
        ),
        equation=f"{shown((one.amount or Fraction(0)) - one.earned)} x {rates} "
        f"({mechanism.day_count.replace('_', '/')})",
        result=shown(one.earned),
    )


def _conversion(found: Modelled, one: Conversion, name_of: NameOf) -> Step:
    facts = {
        "convertible": _named(name_of, one.convertible.name),
        "other": _named(name_of, one.terms_of),
    }
    what = {
        "price": said("{convertible} converts at the price of the round", **facts),
        "discount": said("{convertible} converts at its discount", **facts),
        "cap": said("{convertible} converts at its cap", **facts),
        "valuation": said("{convertible} converts at its valuation", **facts),
        "part": said("{convertible} becomes its part of the company", **facts),
        "quantity": said("{convertible} becomes its quantity", **facts),
    }[one.why]
    if one.terms_of:
        what = said("{convertible} takes the terms of {other}: {what}", what=what, **facts)
    if one.price is None:
        equation = _part(one) if one.why == "part" else shown(one.exact)
        return Step(
            what=what, equation=equation, result=shown(one.shares), rounding=_SHARES_ONLY_DOWN
        )
    return Step(
        what=what,
        equation=f"{_each(found, one)} = {shown(one.price)}; "
        f"{shown(one.amount or Fraction(0))} / {shown(one.price)}",
        result=shown(one.shares),
        rounding=_SHARES_DOWN,
    )


def _each(found: Modelled, one: Conversion) -> str:
    """Return how the price of a conversion is worked out."""
    if one.capitalization is not None:
        valuation = one.capitalization * (one.amount or 0) / one.exact
        return f"{shown(valuation)} / {shown(one.capitalization)}"
    mechanism = one.convertible.mechanism
    if one.why == "discount" and not one.terms_of:
        if isinstance(mechanism, ByPrice) and mechanism.discount_amount is not None:
            return f"{shown(found.price)} - {mechanism.discount_amount.decimal():f}"
        if isinstance(mechanism, Safe | Note | ByPrice):
            return f"{shown(found.price)} x (1 - {mechanism.discount})"
    return "p" if one.why == "price" else shown((one.amount or Fraction(0)) / one.exact)


def _part(one: Conversion) -> str:
    mechanism = one.convertible.mechanism
    part = mechanism.part if isinstance(mechanism, PartOfCapital) else ""
    return f"{part} x {shown(one.capitalization or Fraction(0))}"


def _pool(found: Modelled) -> Step:
    pool = found.asked.pool
    before, after = found.capital.unissued, found.pool_after
    if pool.part is None:
        equation = f"{shown(before)} + {shown(pool.increase or Fraction(0))}"
    else:
        equation = f"T = {shown(pool.part)} F - {shown(before)}"
    return Step(
        what=said("What the pool grows by"),
        equation=equation,
        result=f"{shown(after - before)}",
        rounding=_POOL_UP,
    )


def _protection(found: Modelled, one: Protected, name_of: NameOf) -> Step:
    facts = {"stock_class": _named(name_of, one.kind)}
    if one.base is None:
        what = said("{stock_class} converts at the new price: full ratchet", **facts)
        equation = f"min({shown(one.price_before)}, {shown(found.price)})"
    else:
        bought = found.new_shares
        would = found.price * bought / one.price_before
        what = (
            said("{stock_class} converts at a narrow-based weighted average", **facts)
            if one.protection == "narrow"
            else said("{stock_class} converts at a broad-based weighted average", **facts)
        )
        equation = (
            f"{shown(one.price_before)} x (A + B) / (A + C) = {shown(one.price_before)} x "
            f"({shown(one.base)} + {shown(would)}) / ({shown(one.base)} + {shown(bought)})"
        )
    return Step(
        what=what, equation=equation, result=shown(one.price_after), rounding=_ROUNDED["half_up"]
    )


def _gained(found: Modelled) -> Fraction:
    return sum(
        (one.shares * (found.ratio_after(one) - one.ratio) for one in found.capital.kinds),
        Fraction(0),
    )


def _named(name_of: NameOf, given: str) -> str:
    return name_of(given) if given else given


def _filled(letters: str, *figures: Fraction) -> str:
    return f"{letters} = {' + '.join(shown(one) for one in figures)}"
