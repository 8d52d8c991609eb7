"""What a value hangs on: the same question again, with one thing assumed or agreed otherwise."""

from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from laogu.pricing.answering import answer
from laogu.pricing.questions import Question
from laogu.pricing.refusals import CannotBeValued, NoSuchValue
from laogu.pricing.structure import Holding, Structure

Varied = Literal[
    "volatility", "exits", "rate", "years", "offerings", "discount_rate",
    "ranks", "preference", "participation", "ratchet", "veto", "dividends", "redemption",
    "protection", "carve_out",
]  # fmt: skip
"""What is otherwise: something assumed, or a right that a class is then without."""

_WIDER: Final = 0.2
_DEARER: Final = 0.025
_RATES: Final = 0.05


class Otherwise(Struct, frozen=True, kw_only=True):
    """What would come out. of: the class that is without the right; at: what is assumed instead.

    equity, each: None where no value of the company leads to the known price.
    """

    what: Varied
    of: str | None = None
    at: float | None = None
    equity: float | None
    headline: float | None
    each: tuple[float, ...] | None


def otherwise(structure: Structure, question: Question) -> tuple[Otherwise, ...]:
    """Return what the answer would be, with one thing after the other changed."""
    assumed = answer(structure, question, is_checked=False).assumptions
    found = [
        _answered(structure, replace(question, **changed), what, None, at)
        for what, at, changed in _assumed(question, dict(assumed))
    ]
    found += [
        _answered(changed, question, what, of, None) for what, of, changed in _without(structure)
    ]
    return tuple(found)


def _answered(
    structure: Structure, question: Question, what: Varied, of: str | None, at: float | None
) -> Otherwise:
    try:
        new = answer(structure, question, is_checked=False)
    except (CannotBeValued, NoSuchValue):
        return Otherwise(what=what, of=of, at=at, equity=None, headline=None, each=None)
    return Otherwise(
        what=what, of=of, at=at, equity=new.equity, headline=new.headline, each=new.each
    )


def _assumed(
    question: Question, assumed: dict[str, float]
) -> Iterator[tuple[Varied, float | None, dict[str, object]]]:
    """Yield what else may be assumed of the time to the end: less, and more."""
    term = question.term

    def changed(**figures: object) -> dict[str, object]:
        return {"term": replace(term, **figures)}

    if "volatility" in assumed:
        was = assumed["volatility"]
        for at in (max(was - _WIDER, was / 2), min(was + _WIDER, 5.0)):
            yield "volatility", at, changed(volatility=at)
    if "exits" in assumed:
        for at in (assumed["exits"] / 2, assumed["exits"] * 2):
            yield "exits", at, changed(exits=at)
    if "years" in assumed and term.years > 0:
        for at in (term.years / 2, term.years * 2):
            yield "years", at, changed(years=at)
    if "rate" in assumed:
        for at in (assumed["rate"] - _DEARER, assumed["rate"] + _DEARER):
            yield "rate", at, changed(rate=at)
    if question.method == "random_term" and term.offerings:
        yield "offerings", None, changed(offerings=False)
    if "discount_rate" in assumed:
        for at in (question.discount_rate - _RATES, question.discount_rate + _RATES):
            yield "discount_rate", at, {"discount_rate": at}


def _without(structure: Structure) -> Iterator[tuple[Varied, str | None, Structure]]:
    """Yield the structure without one right of one class after the other."""
    ranked = {one.rank for one in structure.holdings if one.comes_first > 0 and one.note is None}
    if len(ranked) > 1:
        alike = tuple(
            one if one.note is not None else replace(one, rank=1) for one in structure.holdings
        )
        yield "ranks", None, replace(structure, holdings=alike)
    for at, one in enumerate(structure.holdings):
        rest = structure.holdings[:at], structure.holdings[at + 1 :]
        for what, less in _less(one):
            yield what, one.name, replace(structure, holdings=(*rest[0], less, *rest[1]))


def _less(one: Holding) -> Iterator[tuple[Varied, Holding]]:
    """Yield a class without each of its rights."""
    if one.comes_first > 0 and one.note is None:
        yield "preference", replace(one, multiple=0.0, claim=None, participation="none", cap=None)
    if one.participation != "none" and one.comes_first > 0:
        yield "participation", replace(one, participation="none", cap=None)
    if one.ratchet is not None:
        yield "ratchet", replace(one, ratchet=None)
    if one.stops_below > 0 or one.automatic is not None:
        yield "veto", replace(one, stops_below=0.0, automatic=None)
    if one.dividends > 0 or one.dividend_rate > 0:
        yield "dividends", replace(one, dividends=0.0, dividend_rate=0.0)
    if one.redemption is not None:
        yield "redemption", replace(one, redemption=None)
    if one.carved is not None:
        yield "carve_out", replace(one, carved=replace(one.carved, most=0.0))
    if one.averaged:
        yield "protection", replace(one, averaged=False)
