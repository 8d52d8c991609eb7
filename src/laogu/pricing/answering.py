"""One question to one structure: which method, of which equity or from which known price."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from laogu.pricing import fixed_term, random_term
from laogu.pricing.claims import sale
from laogu.pricing.discounts import chaffe, finnerty, ghaidarov, longstaff
from laogu.pricing.scenarios import Scenario, alike, current, weighted
from laogu.pricing.solving import solve
from laogu.pricing.structure import Structure

Method = Literal["random_term", "fixed_term", "current", "alike", "weighted", "hybrid"]


class Assumed(Struct, frozen=True, kw_only=True):
    """What is assumed of the time to the end; None: as the method's authors have it.

    offerings: whether a company may be listed when it ends. dollars: that a unit is worth.
    """

    years: float = 3.0
    exits: float | None = None
    volatility: float | None = None
    rate: float | None = None
    offerings: bool = True
    dollars: float = 1.0


class Question(Struct, frozen=True, kw_only=True):
    """known: a class and what one share of it is worth, in place of the equity."""

    method: Method = "random_term"
    equity: float | None = None
    known: tuple[str, float] | None = None
    term: Assumed = Assumed()
    scenarios: tuple[Scenario, ...] = ()
    discount_rate: float = 0.0


class Answer(Struct, frozen=True, kw_only=True):
    """What each class is worth, all of it and a share.

    headline: all shares, reserved ones too, at the last price that was paid for one, as the press
    counts; None: no class has a price. overvaluation: of the headline, beside the equity.
    kinks: amounts at which somebody's part changes, in a sale.
    """

    equity: float
    worth: tuple[float, ...]
    each: tuple[float, ...]
    headline: float | None
    overvaluation: float | None
    kinks: tuple[float, ...]
    assumptions: Mapping[str, float]


def answer(structure: Structure, question: Question) -> Answer:
    """Return what each class is worth. Refuses a known price that nothing leads to."""
    worth_of, assumptions = _method(structure, question)
    if question.equity is not None:
        equity = question.equity
    elif question.known is not None:
        name, each = question.known
        holding = structure.named(name)
        worth = each * structure.holdings[holding].shares
        equity = solve(lambda at: worth_of(at)[holding], worth)
    else:
        equity = sum(worth_of(0.0))
    found = worth_of(equity)
    headline = _headline(structure)
    return Answer(
        equity=equity,
        worth=tuple(found),
        each=tuple(
            value / one.shares for value, one in zip(found, structure.holdings, strict=True)
        ),
        headline=headline,
        overvaluation=None if headline is None or not equity else headline / equity - 1,
        kinks=tuple(sale(structure.holdings).at.tolist()),
        assumptions=assumptions,
    )


def discount(
    method: Literal["finnerty", "ghaidarov", "chaffe", "longstaff"],
    *,
    years: float,
    volatility: float,
    rate: float = 0.0,
    dividend: float = 0.0,
) -> float:
    """Return the discount of a restriction by one of the published formulas."""
    match method:
        case "finnerty":
            return finnerty(years, volatility, dividend=dividend)
        case "ghaidarov":
            return ghaidarov(years, volatility, dividend=dividend)
        case "chaffe":
            return chaffe(years, volatility, rate=rate, dividend=dividend)
        case "longstaff":
            return longstaff(years, volatility)


def _method(structure: Structure, question: Question):  # type: ignore[no-untyped-def]
    """Return a function from an equity to what each class is worth, and what it assumes."""
    term = question.term
    match question.method:
        case "random_term":
            model = random_term.RandomTerm(
                volatility=_or(term.volatility, 0.9),
                exits=_or(term.exits, 0.25),
                rate=_or(term.rate, 0.025),
                listed=random_term.LISTED if term.offerings else (),
            ).in_units(term.dollars)
            ends = random_term.contract(structure, model)
            assumed = {"volatility": model.volatility, "exits": model.exits, "rate": model.rate}
            return lambda at: random_term.value(at, ends, model).tolist(), assumed
        case "fixed_term":
            fixed = _fixed(term)
            paid = sale(structure.holdings)
            return lambda at: fixed_term.value(at, paid, fixed).tolist(), _told(fixed)
        case "current":
            return lambda at: current(structure, at).tolist(), {}
        case "alike":
            return lambda at: alike(structure, at).tolist(), {}
        case "weighted":
            rate = question.discount_rate
            found = weighted(structure, question.scenarios, discount_rate=rate).tolist()
            return lambda _: found, {"discount_rate": rate}
        case "hybrid":
            fixed, rate = _fixed(term), question.discount_rate
            paid = sale(structure.holdings)
            part = 1 - sum(one.likely for one in question.scenarios)
            by_scenario = weighted(structure, question.scenarios, discount_rate=rate)
            assumed = {**_told(fixed), "discount_rate": rate, "by_options": part}
            return (
                lambda at: (by_scenario + part * fixed_term.value(at, paid, fixed)).tolist(),
                assumed,
            )


def _fixed(term: Assumed) -> fixed_term.Term:
    return fixed_term.Term(
        years=term.years, volatility=_or(term.volatility, 0.6), rate=_or(term.rate, 0.025)
    )


def _told(term: fixed_term.Term) -> dict[str, float]:
    return {"years": term.years, "volatility": term.volatility, "rate": term.rate}


def _or(given: float | None, usual: float) -> float:
    return usual if given is None else given


def _headline(structure: Structure) -> float | None:
    """Return all shares at the price of the class that was listed last with one."""
    priced = [one for one in structure.holdings if one.price is not None]
    if not priced or priced[-1].price is None:
        return None
    last = priced[-1]
    price = min(last.price or 0.0, last.converts_at or last.price or 0.0)
    return price * structure.shares
