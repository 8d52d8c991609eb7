"""Who gets what of an amount, as plain data: every figure is a decimal string."""

from collections.abc import Mapping
from typing import Any

from laogu.basics import Words, said, say
from laogu.connectors.pricing.told import figure
from laogu.pricing import Breakpoint
from laogu.pricing.standard import Taker, Waterfall
from laogu.register import Register


def told_waterfall(found: Waterfall, register: Register, words: Words) -> dict[str, Any]:
    """Return who gets what, each by the name that a reader knows it by."""
    names = _names(found.takers, register, words)
    return {
        "issuer": register.issuers[found.issuer].slug,
        "on": found.on.isoformat(),
        "currency": found.currency,
        "amount": figure(found.amount, 15),
        "takers": [_taker(one, names) for one in found.takers],
        "steps": [_step(one, found.takers, names) for one in found.steps],
        "missing": [say(one, words) for one in found.missing],
    }


def _names(takers: tuple[Taker, ...], register: Register, words: Words) -> dict[str, str]:
    """Return what each is called; whose name another has already is told with a number as well.

    A certificate may be called like a class, and parts are told by these names.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for one in takers:
        first = shown = _name(one, register, words)
        number = 1
        while shown in taken:
            number += 1
            shown = f"{first} ({number})"
        taken.add(shown)
        names[one.name] = shown
    return names


def _name(one: Taker, register: Register, words: Words) -> str:
    if one.stock_class is not None:
        return words.show(register.classes[one.stock_class].named)
    if one.security is not None:
        issued = register.convertibles.convertibles[one.security].issued
        return issued.certificate or one.security
    return say(said("options at {strike}", strike=figure(one.strike)), words)


def _taker(one: Taker, names: Mapping[str, str]) -> dict[str, Any]:
    is_counted = one.kind != "paper"
    return {
        "name": names[one.name],
        "kind": one.kind,
        "stock_class_id": one.stock_class,
        "security_id": one.security,
        "strike": figure(one.strike),
        "shares": figure(one.shares, 12) if is_counted else None,
        "first": figure(one.first, 12),
        "dividends": figure(one.dividends, 12),
        "bought_out": figure(one.bought_out, 12),
        "terms": list(one.terms),
        "sold": figure(one.sold, 12),
        "sold_each": figure(one.sold / one.shares, 10)
        if is_counted and one.sold is not None
        else None,
        "listed": figure(one.listed, 12),
        "stops": one.stops,
    }


def _step(one: Breakpoint, takers: tuple[Taker, ...], names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "at": figure(one.at, 12),
        "level": figure(one.level),
        "turns": [{"name": names[name], "turn": turn} for name, turn in one.turns],
        "parts": {
            names[taker.name]: figure(part, 6)
            for taker, part in zip(takers, one.parts, strict=True)
            if part
        },
    }
