"""One question to one structure: which method, of which equity or from which known price."""

from collections.abc import Callable, Mapping
from math import isclose
from typing import Literal

from msgspec import Struct

from laogu.pricing import fixed_term, growing, random_term
from laogu.pricing.checking import check, finite, no_rate, out_of_digits, resolved
from laogu.pricing.claims import sale, sold
from laogu.pricing.discounts import chaffe, finnerty, ghaidarov, longstaff
from laogu.pricing.questions import Assumed, Question
from laogu.pricing.scenarios import alike, current, weighted
from laogu.pricing.solving import solve
from laogu.pricing.structure import Structure


class Answer(Struct, frozen=True, kw_only=True):
    """What each class is worth, all of it and a share.

    headline: all shares, reserved ones too, at the last price that was paid for one, as the press
    counts; None: no class has a price. overvaluation: of the headline, beside the equity.
    kinks: amounts at which somebody's part changes, in a sale. receives: what of that others have
    for whom shares stand, by the structure's encumbrances: parts of `worth`, and nothing besides.
    """

    equity: float
    worth: tuple[float, ...]
    each: tuple[float, ...]
    headline: float | None
    overvaluation: float | None
    kinks: tuple[float, ...]
    assumptions: Mapping[str, float]
    receives: tuple[tuple[str, float], ...] = ()


def answer(structure: Structure, question: Question, *, is_checked: bool = True) -> Answer:
    """Return what each class is worth.

    is_checked: where claims grow, the sum over time is made sure, and says how exact it is.
    Refuses what means nothing, and a known price that no value of the company leads to.
    """
    check(structure, question)
    try:
        return _answered(resolved(structure), question, is_checked=is_checked)
    except (OverflowError, ZeroDivisionError):
        out_of_digits()


def _answered(structure: Structure, question: Question, *, is_checked: bool) -> Answer:
    worth_of, assumptions, checked = _method(structure, question, is_checked=is_checked)
    wanted = None
    if question.equity is not None:
        equity = question.equity
    elif question.known is not None:
        name, each = question.known
        holding = structure.named(name)
        worth = each * structure.holdings[holding].shares
        wanted = holding, worth
        equity = solve(lambda at: worth_of(at)[holding], worth)
    else:
        equity = sum(worth_of(0.0)[: len(structure.holdings)])
    found = finite(worth_of(equity))
    if wanted is not None and not isclose(found[wanted[0]], wanted[1], rel_tol=_AGREES):
        out_of_digits()
    headline = _headline(structure)
    of_each = [value / one.shares for value, one in zip(found, structure.holdings, strict=False)]
    over = None if headline is None or not equity else headline / equity - 1
    finite([equity, *of_each, headline or 0.0, over or 0.0])
    return Answer(
        equity=equity,
        worth=tuple(found[: len(structure.holdings)]),
        each=tuple(of_each),
        headline=headline,
        overvaluation=over,
        kinks=tuple(sale(structure.holdings).at.tolist()),
        assumptions={**assumptions, **(checked(equity) if is_checked else {})},
        receives=tuple(
            (one.name, value)
            for one, value in zip(
                structure.encumbered, found[len(structure.holdings) :], strict=True
            )
        ),
    )


def discount(
    method: Literal["finnerty", "ghaidarov", "chaffe", "longstaff"],
    *,
    years: float,
    volatility: float,
    rate: float = 0.0,
    dividend: float = 0.0,
) -> float:
    """Return the discount of a restriction by a published formula; more than all is refused."""
    found = 0.0
    match method:
        case "finnerty":
            found = finnerty(years, volatility, dividend=dividend)
        case "ghaidarov":
            found = ghaidarov(years, volatility, dividend=dividend)
        case "chaffe":
            found = chaffe(years, volatility, rate=rate, dividend=dividend)
        case "longstaff":
            found = longstaff(years, volatility)
    if not found <= 1:
        no_rate(dividend if dividend < 0 else rate)
    return found


_AGREES = 1e-6
"""How near the value that was found has to bring a known price; a price is told so exactly."""

_Worth = Callable[[float], list[float]]
_Figures = dict[str, float]


def _method(
    structure: Structure, question: Question, *, is_checked: bool
) -> tuple[_Worth, _Figures, Callable[[float], _Figures]]:
    """Return a function from an equity to what each row is worth, what it assumes, and a check."""
    term, rate = question.term, question.discount_rate
    match question.method:
        case "random_term":
            return _random(structure, term, is_sure=is_checked)
        case "fixed_term":
            fixed = _fixed(term)
            paid = sold(structure.after(fixed.years))
            return lambda at: fixed_term.value(at, paid, fixed).tolist(), _told(fixed), _unchecked
        case "current":
            return lambda at: current(structure, at).tolist(), {}, _unchecked
        case "alike":
            rows = [0.0] * len(structure.encumbered)
            return lambda at: [*alike(structure, at).tolist(), *rows], {}, _unchecked
        case "weighted":
            found = weighted(structure, question.scenarios, discount_rate=rate).tolist()
            return lambda _: found, {"discount_rate": rate}, _unchecked
        case "hybrid":
            fixed = _fixed(term)
            paid = sold(structure.after(fixed.years))
            part = max(1 - sum(one.likely for one in question.scenarios), 0.0)
            by_scenario = weighted(structure, question.scenarios, discount_rate=rate)
            assumed = {**_told(fixed), "discount_rate": rate, "by_options": part}
            return (
                lambda at: (by_scenario + part * fixed_term.value(at, paid, fixed)).tolist(),
                assumed,
                _unchecked,
            )


def _random(
    structure: Structure, term: Assumed, *, is_sure: bool
) -> tuple[_Worth, _Figures, Callable[[float], _Figures]]:
    """Return the same of a random term: in closed form, or where claims grow by a checked sum."""
    model = random_term.RandomTerm(
        volatility=_or(term.volatility, 0.9),
        exits=_or(term.exits, 0.25),
        rate=_or(term.rate, 0.025),
        listed=random_term.LISTED if term.offerings else (),
    ).in_units(term.dollars)
    assumed = {"volatility": model.volatility, "exits": model.exits, "rate": model.rate}
    if not structure.grows:
        ends = random_term.contract(structure, model)
        return lambda at: random_term.value(at, ends, model).tolist(), assumed, _unchecked
    moments = growing.ends(structure, model, is_sure=is_sure)
    return (
        lambda at: growing.value(at, moments, model).tolist(),
        assumed,
        lambda at: {"integration_error": growing.error(at, structure, moments, model)},
    )


def _unchecked(_: float) -> _Figures:
    """Return nothing: a closed form is as exact as its digits."""
    return {}


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
