"""The value of each class of a structure, as plain data, with the steps that led to it."""

from typing import Any

from laogu import pricing
from laogu.basics import said
from laogu.connectors.pricing.refusals import NoSuchStructure
from laogu.connectors.pricing.structures import Asked, ClassGiven, RestrictedGiven
from laogu.connectors.pricing.told import figure

VERSION = "value.1"


def valued(asked: Asked, digest: str, file: str) -> dict[str, Any]:
    """Return what each class is worth; a file that asks what cannot be is refused."""
    _check(asked, file)
    structure = pricing.Structure(
        holdings=tuple(_holding(one) for one in asked.classes),
        unissued=asked.unissued,
        stopped=asked.stopped,
    )
    found = pricing.answer(structure, _question(asked))
    locked = {one.stock_class: one for one in asked.restricted}
    classes = [
        _class(one, each, worth, locked.get(one.stock_class))
        for one, each, worth in zip(asked.classes, found.each, found.worth, strict=True)
    ]
    return {
        "method": asked.method,
        "issuer": asked.issuer,
        "currency": asked.currency,
        "equity": figure(found.equity, 12),
        "classes": classes,
        "headline": figure(found.headline, 12),
        "overvaluation": figure(found.overvaluation),
        "kinks": [figure(one) for one in found.kinks],
        "assumptions": {name: figure(value) for name, value in found.assumptions.items()},
        "version": VERSION,
        "input_hash": digest,
    }


def _class(
    one: ClassGiven, each: Any, worth: Any, locked: RestrictedGiven | None
) -> dict[str, Any]:
    """Return what a class is worth, and what it is while it is locked."""
    told: dict[str, Any] = {
        "stock_class": one.stock_class,
        "shares": figure(one.shares, 12),
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


def _question(asked: Asked) -> pricing.Question:
    term = asked.term
    return pricing.Question(
        method=asked.method,
        equity=asked.equity,
        known=None if asked.known is None else (asked.known.stock_class, asked.known.per_share),
        term=pricing.Assumed(
            years=term.years,
            exits=term.exits,
            volatility=term.volatility,
            rate=term.rate,
            offerings=term.offerings,
            dollars=term.dollars,
        ),
        scenarios=tuple(
            pricing.Scenario(
                name=one.name,
                amount=one.amount,
                years=one.years,
                likely=one.likely,
                ends=one.ends,
            )
            for one in asked.scenarios
        ),
        discount_rate=asked.discount_rate,
    )


def _holding(one: ClassGiven) -> pricing.Holding:
    return pricing.Holding(
        name=one.stock_class,
        shares=one.shares,
        price=one.price,
        converts_at=one.converts_at,
        multiple=one.multiple,
        claim=one.preference,
        rank=one.rank,
        participation=one.participation,
        cap=one.cap,
        dividends=one.dividends,
        ratchet=one.ratchet,
        strike=one.strike,
        stops_below=one.stops_below,
    )


def _check(asked: Asked, file: str) -> None:
    """Refuse what can be written and cannot be."""
    names = [one.stock_class for one in asked.classes]

    def refuse(reason: object) -> None:
        raise NoSuchStructure(file=file, reason=reason)

    if len(set(names)) < len(names):
        refuse(said("Two of its classes have one name."))
    for one in asked.classes:
        if one.strike is not None and (one.price is not None or one.preference is not None):
            refuse(said("{name} is an option, and has no claim of its own.", name=one.stock_class))
        if one.participation == "capped" and one.cap is None:
            refuse(said("{name} participates up to a cap that is not told.", name=one.stock_class))
    named = [one.stock_class for one in asked.restricted]
    named += [] if asked.known is None else [asked.known.stock_class]
    for name in named:
        if name not in names:
            refuse(said("There is no class {name}.", name=name))
    if asked.method in {"weighted", "hybrid"}:
        total = sum(one.likely for one in asked.scenarios)
        most = 1 if asked.method == "weighted" else None
        if most and round(total, 9) != most:
            refuse(said("Its scenarios are likely by {total} together, and not by 1.", total=total))
        if not asked.scenarios or total > 1:
            refuse(said("A method by scenarios needs some, likely by at most 1 together."))
    if asked.method != "weighted" and (asked.equity is None) == (asked.known is None):
        refuse(said("It tells the equity, or the price of one class: one of the two."))
