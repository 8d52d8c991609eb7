"""What cannot be valued is refused before it is tried, and no figure leaves that means nothing."""

from collections.abc import Iterable
from math import isfinite
from typing import Final, NoReturn

from msgspec.structs import asdict, replace

from laogu.basics import Said, said
from laogu.pricing.questions import Assumed, Question
from laogu.pricing.refusals import CannotBeValued
from laogu.pricing.structure import Holding, Structure

MOST_VOLATILE: Final = 5.0
"""A year; a company's value is not more uncertain than that, and the formulas lose their digits."""

LEAST_VOLATILE: Final = 1e-4
"""A year; below it what all classes have no longer comes to what the company is worth."""


def check(structure: Structure, question: Question) -> None:
    """Refuse a structure that contradicts itself, and a question without a meaning."""
    holdings = structure.holdings
    names = [one.name for one in holdings]
    if not holdings:
        _refuse(said("It has no class."))
    for name in names:
        if names.count(name) > 1:
            _refuse(said("Two of its classes are called {name}.", name=name))
    for one in holdings:
        _check_holding(one)
    if all(one.carved is not None for one in holdings):
        _refuse(said("It has no class that has what people's parts leave."))
    for claimed in structure.encumbered:
        if claimed.stock_class not in names:
            _refuse(said("There is no class {name}.", name=claimed.stock_class))
        if not 0 < claimed.part <= 1:
            _refuse(said("{name} has a claim to more shares than there are.", name=claimed.name))
    _check_term(question.term)
    _check_question(question, names)


def resolved(structure: Structure) -> Structure:
    """Return a structure in which every class converts into common shares, by all steps at once.

    Refuses classes that convert into each other in a circle: they never become common shares.
    """
    if all(one.converts_into is None for one in structure.holdings):
        return structure
    by_name = {one.name: one for one in structure.holdings}

    def ratio(one: Holding, seen: tuple[str, ...]) -> float:
        if one.name in seen:
            circle = " → ".join([*seen[seen.index(one.name) :], one.name])
            _refuse(said("Its classes convert in a circle: {circle}.", circle=circle))
        own = one.as_converted / one.shares
        if one.converts_into is None:
            return own
        into = by_name.get(one.converts_into)
        if into is None:
            _refuse(said("There is no class {name}.", name=one.converts_into))
        return own * ratio(into, (*seen, one.name))

    found = []
    for one in structure.holdings:
        per_share = ratio(one, ())
        if one.converts_into is None:
            found.append(one)
            continue
        if one.price is None:
            _refuse(said("{name} converts, and its issue price is not told.", name=one.name))
        found.append(replace(one, converts_at=(one.price or 0.0) / per_share, converts_into=None))
    return replace(structure, holdings=tuple(found))


def finite(worth: list[float]) -> list[float]:
    """Return what each is worth; refused where a figure has run out of digits."""
    if not all(isfinite(one) for one in worth):
        out_of_digits()
    return worth


def out_of_digits() -> NoReturn:
    """Refuse figures that no digits can tell, as of what grows for too long."""
    _refuse(said("Its figures are too large, too small or too far apart for any digits."))


def no_rate(given: float) -> NoReturn:
    """Refuse a rate at which nothing is left, or more than all."""
    _refuse(said("A rate of {given} a year is none.", given=f"{given:g}"))


def _check_holding(one: Holding) -> None:
    """Refuse a class whose figures cannot be."""
    figures = [one.shares, one.multiple, one.dividends, *_given(one)]
    if not all(isfinite(figure) and figure >= 0 for figure in figures) or one.shares <= 0:
        _refuse(said("{name} has a figure below zero, or none.", name=one.name))
    if one.converts_at == 0 or one.ratchet == 0:
        _refuse(said("{name} has a figure below zero, or none.", name=one.name))
    is_other = [one.strike is not None, one.note is not None, one.carved is not None]
    if any(is_other) and (one.price is not None or one.claim is not None):
        _refuse(said("{name} is no share, and has no claim of one.", name=one.name))
    if sum(is_other) > 1:
        _refuse(said("{name} is two things at once.", name=one.name))
    if one.participation == "capped" and one.cap is None:
        _refuse(said("{name} participates up to a cap that is not told.", name=one.name))
    if one.carved is not None and not 0 < one.carved.part < 1:
        _refuse(said("{name} has a part of a sale that is none, or all of it.", name=one.name))
    if one.note is not None and not 0 <= one.note.discount < 1:
        _refuse(said("{name} converts at a discount that leaves no price.", name=one.name))


def _given(one: Holding) -> Iterable[float]:
    """Yield the figures that a class need not have, its rights' own ones too."""
    yield from (
        figure
        for figure in (one.price, one.converts_at, one.claim, one.cap, one.ratchet, one.strike)
        if figure is not None
    )
    yield one.dividend_rate
    for right in (one.redemption, one.note, one.carved, one.automatic):
        if right is not None:
            yield from (
                figure
                for name, figure in asdict(right).items()
                if name != "rank" and figure is not None and not isinstance(figure, bool)
            )


def _check_term(term: Assumed) -> None:
    """Refuse what no company is like: certain, or uncertain beyond all measure."""
    if term.volatility is not None and not 0 < term.volatility <= MOST_VOLATILE:
        given = f"{term.volatility:g}"
        reason = said(
            "A volatility of {given} a year is none: above 0, and at most {most}.",
            given=given, most=f"{MOST_VOLATILE:g}",
        )  # fmt: skip
        _refuse(reason)
    if term.volatility is not None and term.volatility < LEAST_VOLATILE:
        out_of_digits()
    if term.exits is not None and not 0 < term.exits <= 100:
        _refuse(said("Exits of {given} a year are none.", given=f"{term.exits:g}"))
    if term.rate is not None and not -1 <= term.rate <= 1:
        _refuse(said("A rate of {given} a year is none.", given=f"{term.rate:g}"))
    if not 0 <= term.years <= 100:
        _refuse(said("A term of {given} years is none.", given=f"{term.years:g}"))
    # Discounted for longer than it grows, a random end has no value.
    if term.rate is not None and (0.25 if term.exits is None else term.exits) + term.rate <= 0:
        _refuse(said("A rate of {given} a year is none.", given=f"{term.rate:g}"))


def _contradiction(question: Question) -> Said | None:
    """Return why a question has two answers, or none; None: it has one."""
    total = round(sum(one.likely for one in question.scenarios), 9)
    if question.method == "weighted" and total != 1:
        return said("Its scenarios are likely by {total} together, and not by 1.", total=total)
    if question.method == "hybrid" and (total > 1 or not question.scenarios):
        return said("A method by scenarios needs some, likely by at most 1 together.")
    if question.method != "weighted" and (question.equity is None) == (question.known is None):
        return said("It tells the equity, or the price of one class: one of the two.")
    return None


def _check_question(question: Question, names: list[str]) -> None:
    """Refuse a question that contradicts itself, and one of figures without a meaning."""
    if not -1 < question.discount_rate <= 1:
        no_rate(question.discount_rate)
    if question.known is not None:
        name, each = question.known
        if name not in names:
            _refuse(said("There is no class {name}.", name=name))
        if not isfinite(each) or each <= 0:
            _refuse(said("{given} is no price.", given=f"{each:g}"))
    if question.equity is not None and not (isfinite(question.equity) and question.equity > 0):
        _refuse(said("{given} is no price.", given=f"{question.equity:g}"))
    if (reason := _contradiction(question)) is not None:
        _refuse(reason)


def _refuse(reason: object) -> NoReturn:
    raise CannotBeValued(reason=reason)
