"""A modelled round as plain data: figures as decimal strings, sentences in the language."""

from fractions import Fraction
from typing import Any

from laogu.basics import Words, say
from laogu.register import rounds

PLACES = 10
"""Decimals of a figure of a round at most; beyond them it is rounded."""

PART_PLACES = 6
"""Decimals of a part of the company at most."""


def told(found: rounds.Modelled, words: Words, name_of: rounds.NameOf = str) -> dict[str, Any]:
    """Return a round: before and after, each conversion and sale, and every step."""
    asked, total, after = found.asked, found.capital.fully_diluted, found.fully_diluted
    return {
        "class": name_of(asked.name),
        "currency": asked.currency,
        "on": asked.on.isoformat(),
        "price": plain(found.price),
        "price_exact": str(found.exact.price),
        "new_money": plain(asked.raised),
        "post_money": plain(found.post_money),
        "fully_diluted_before": plain(total),
        "fully_diluted_after": plain(after),
        "classes": _classes(found, name_of),
        "holders": _holders(found, name_of),
        "conversions": [_conversion(one, name_of) for one in found.conversions],
        "sales": [
            {
                "holder": name_of(one.holder),
                "amount": plain(one.amount),
                "shares": plain(one.shares),
                "left_over": plain(one.left_over),
            }
            for one in found.sales
        ],
        "pool_before": plain(found.capital.unissued),
        "pool_after": plain(found.pool_after),
        "protections": [_protected(one, name_of) for one in found.protected],
        "pro_rata": [
            {
                "holder": name_of(one.right.holder),
                "basis": one.right.basis,
                "part": part(one.part, Fraction(1)),
                "shares": plain(one.shares),
                "cost": plain(one.cost),
            }
            for one in found.may_take
        ],
        "not_computable": [
            {"convertible": name_of(one.convertible.name), "why": say(one.why, words)}
            for one in found.not_computable
        ],
        "steps": _steps(found, words, name_of),
        "letters": {letter: say(means, words) for letter, means in rounds.SYMBOLS},
    }


def _classes(found: rounds.Modelled, name_of: rounds.NameOf) -> list[dict[str, Any]]:
    total, after = found.capital.fully_diluted, found.fully_diluted
    return [
        {
            "line": row.line,
            "name": name_of(row.name) if row.name else None,
            "shares_after": plain(row.shares_after),
            "before": plain(row.before),
            "part_before": part(row.before, total),
            "after": plain(row.after),
            "part_after": part(row.after, after),
        }
        for row in rounds.by_class(found)
    ]


def _holders(found: rounds.Modelled, name_of: rounds.NameOf) -> list[dict[str, Any]]:
    total, after = found.capital.fully_diluted, found.fully_diluted
    return [
        {
            "holder": name_of(row.holder),
            "before": plain(row.before),
            "part_before": part(row.before, total),
            "converted": plain(row.converted),
            "bought": plain(row.bought),
            "paid": plain(row.paid),
            "after": plain(row.after),
            "part_after": part(row.after, after),
        }
        for row in rounds.by_holder(found)
    ]


def _steps(found: rounds.Modelled, words: Words, name_of: rounds.NameOf) -> list[dict[str, Any]]:
    return [
        {
            "what": say(step.what, words),
            "equation": step.equation,
            "result": step.result,
            "rounding": say(step.rounding, words) if step.rounding else None,
        }
        for step in rounds.steps_of(found, name_of)
    ]


def _conversion(one: rounds.Conversion, name_of: rounds.NameOf) -> dict[str, Any]:
    return {
        "convertible": name_of(one.convertible.name),
        "holder": name_of(one.convertible.holder),
        "amount": None if one.amount is None else plain(one.amount),
        "interest": plain(one.earned),
        "by": one.why,
        "terms_of": name_of(one.terms_of) if one.terms_of else None,
        "price": None if one.price is None else plain(one.price),
        "shares": plain(one.shares),
        "left_over": plain(one.left_over),
    }


def _protected(one: rounds.Protected, name_of: rounds.NameOf) -> dict[str, Any]:
    return {
        "class": name_of(one.kind),
        "protection": one.protection,
        "base": None if one.base is None else plain(one.base),
        "price_before": plain(one.price_before),
        "price_after": plain(one.price_after),
        "ratio_before": plain(one.ratio_before),
        "ratio_after": plain(one.ratio_after),
    }


def plain(figure: Fraction) -> str:
    """Return a figure in plain digits, exactly where ten decimals hold it, else rounded to them."""
    return _digits(figure, PLACES)


def part(figure: Fraction, of: Fraction) -> str:
    """Return a part of the whole, with six decimals at most; 0 of nothing."""
    return _digits(figure / of if of else Fraction(0), PART_PLACES)


def _digits(figure: Fraction, places: int) -> str:
    scaled = round(figure * 10**places)
    sign, digits = ("-" if scaled < 0 else ""), str(abs(scaled)).rjust(places + 1, "0")
    rest = digits[-places:].rstrip("0")
    return f"{sign}{digits[:-places]}" + (f".{rest}" if rest else "")
