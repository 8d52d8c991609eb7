"""The value of each class of a structure, as plain data, with the steps that led to it."""

from typing import Any

import msgspec

from laogu import pricing
from laogu.basics import ENGLISH, Words, said
from laogu.connectors import plain
from laogu.connectors.pricing.doubts import doubts
from laogu.connectors.pricing.refusals import NoSuchStructure
from laogu.connectors.pricing.structures import Asked, ClassGiven, RestrictedGiven
from laogu.connectors.pricing.told import figure

VERSION = "value.2"


def valued(asked: Asked, digest: str, file: str, words: Words = ENGLISH) -> dict[str, Any]:
    """Return what each class is worth; a file that asks what cannot be is refused."""
    _check_names(asked, file)
    question, structure = _question(asked), _structure(asked)
    found = pricing.answer(structure, question)
    locked = {one.stock_class: one for one in asked.restricted}
    classes = [
        _class(one.name, one.shares, each, worth, locked.get(one.name))
        for one, each, worth in zip(structure.holdings, found.each, found.worth, strict=True)
    ]
    names = [one.name for one in structure.holdings]
    return {
        "method": asked.method,
        "issuer": asked.issuer,
        "currency": asked.currency,
        "equity": figure(found.equity, 12),
        "classes": classes,
        "receives": [
            {"name": one.name, "stock_class": one.stock_class, "value": figure(worth, 10)}
            for one, (_, worth) in zip(asked.encumbered, found.receives, strict=True)
        ],
        "headline": figure(found.headline, 12),
        "overvaluation": figure(found.overvaluation),
        "kinks": [figure(one) for one in found.kinks],
        "breakpoints": [_breakpoint(one, names) for one in pricing.breakpoints(structure)],
        "otherwise": [_otherwise(one, names) for one in pricing.otherwise(structure, question)],
        "assumptions": {name: figure(value) for name, value in found.assumptions.items()},
        "findings": [plain.finding(one, words) for one in doubts(asked, found)],
        "version": VERSION,
        "input_hash": digest,
    }


def _class(
    name: str, shares: Any, each: Any, worth: Any, locked: RestrictedGiven | None
) -> dict[str, Any]:
    """Return what a class is worth, and what it is while it is locked."""
    told: dict[str, Any] = {
        "stock_class": name,
        "shares": figure(shares, 12),
        "per_share": figure(each, 10),
        "value": figure(worth, 10),
    }
    if locked is not None:
        cut = pricing.discount(
            locked.method,
            years=locked.years,
            volatility=locked.volatility,
            rate=locked.rate,
            dividend=locked.dividend,
        )
        told["discount"] = {"method": locked.method, "part": figure(cut)}
        told["restricted_per_share"] = figure(each * (1 - cut), 10)
    return told


def _breakpoint(one: pricing.Breakpoint, names: list[str]) -> dict[str, Any]:
    """Return from which amount of a sale on what comes more is divided how, and why."""
    return {
        "at": figure(one.at),
        "level": figure(one.level),
        "turns": [{"stock_class": name, "turn": turn} for name, turn in one.turns],
        "parts": {
            name: figure(part, 6) for name, part in zip(names, one.parts, strict=True) if part
        },
    }


def _otherwise(one: pricing.Otherwise, names: list[str]) -> dict[str, Any]:
    """Return what would come out, were one thing otherwise."""
    return {
        "varied": one.what,
        "stock_class": one.of,
        "at": figure(one.at),
        "equity": figure(one.equity, 10),
        "per_share": None
        if one.each is None
        else {name: figure(each) for name, each in zip(names, one.each, strict=True)},
    }


def _question(asked: Asked) -> pricing.Question:
    return pricing.Question(
        method=asked.method,
        equity=asked.equity,
        known=None if asked.known is None else (asked.known.stock_class, asked.known.per_share),
        term=msgspec.convert(asked.term, pricing.Assumed, from_attributes=True),
        scenarios=msgspec.convert(
            asked.scenarios, tuple[pricing.Scenario, ...], from_attributes=True
        ),
        discount_rate=asked.discount_rate,
    )


def _structure(asked: Asked) -> pricing.Structure:
    shares = {one.stock_class: one.shares for one in asked.classes}
    found = pricing.Structure(
        holdings=tuple(_holding(one) for one in asked.classes),
        unissued=asked.unissued,
        stopped=asked.stopped,
        encumbered=tuple(
            pricing.Encumbrance(
                name=one.name,
                stock_class=one.stock_class,
                part=one.shares / shares[one.stock_class],
                most=one.most,
            )
            for one in asked.encumbered
        ),
    )
    return found if asked.unissued_as == "vanishes" else found.granted("unissued")


def _holding(one: ClassGiven) -> pricing.Holding:
    """Return a class as pricing has it: the same fields, but for three names."""
    given = {name: getattr(one, name) for name in one.__struct_fields__}
    given["name"] = given.pop("stock_class")
    given["claim"] = given.pop("preference")
    given["carved"] = given.pop("carve_out")
    return msgspec.convert(given, pricing.Holding, from_attributes=True)


def _check_names(asked: Asked, file: str) -> None:
    """Refuse a file that speaks of a class it has not; what contradicts itself pricing refuses."""
    names = {one.stock_class for one in asked.classes}
    named = [one.stock_class for one in asked.restricted]
    named += [one.stock_class for one in asked.encumbered]
    for name in named:
        if name not in names:
            raise NoSuchStructure(file=file, reason=said("There is no class {name}.", name=name))
