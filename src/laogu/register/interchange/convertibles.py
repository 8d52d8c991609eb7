"""Convertibles and warrants of a history as events of a register, and what became of them."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from laogu.basics import Money
from laogu.register import convertibles as room
from laogu.register import history
from laogu.register.interchange.figures import money_of, price_of, quantity
from laogu.register.interchange.ground import Ground
from laogu.register.interchange.mechanisms import triggers_of
from laogu.register.interchange.stock import stock_of
from laogu.register.vesting import Instalment

_SOURCES: Final[dict[Any, room.QuantitySource]] = {
    "human_estimated": "human_estimated",
    "machine_estimated": "machine_estimated",
    "unspecified": "unspecified",
    "instrument_fixed": "fixed",
    "instrument_max": "maximum",
    "instrument_min": "minimum",
}
SAID_SOURCES: Final[dict[Any, Any]] = {ours: name for name, ours in _SOURCES.items()}


def _more(issued: history.Issuance) -> dict[str, Any]:
    more = issued.particulars or history.Particulars()
    return {
        "certificate": issued.certificate or None,
        "consideration": issued.consideration,
        "exemptions": tuple(
            [room.Exemption(one.description, one.jurisdiction) for one in more.exemptions]
        ),
        "board_approved_on": issued.board_on,
        "holders_approved_on": issued.holders_on,
        "origin": issued.security,
    }


def convertible_of(ground: Ground, issued: history.Issuance) -> room.IssuedConvertible:
    """Return a convertible as it came to be."""
    more = issued.particulars or history.Particulars()
    return room.IssuedConvertible(
        security=ground.security(issued.security),
        issuer=ground.issuer,
        holder=ground.holders[issued.holder],
        kind=more.form or "convertible_security",
        amount=amount_of(issued),
        triggers=triggers_of(issued.triggers, ground.class_of),
        seniority=more.seniority,
        pro_rata=None if more.pro_rata is None else Decimal(more.pro_rata),
        **_more(issued),
    )


def amount_of(issued: history.Issuance, units: int | None = None) -> Money:
    """Return an amount of a convertible. units: a part of it; None: all of it."""
    told = issued.units or 0 if units is None else units
    found = money_of(f"{quantity(told):f}", issued.currency)
    assert found is not None, "amounts were looked at before"
    return found


def warrant_of(ground: Ground, issued: history.Issuance) -> room.IssuedWarrant:
    """Return a warrant as it came to be."""
    more = issued.particulars or history.Particulars()
    paid = issued.cost
    vests: Any = None
    scale = ground.scale_of(issued)
    if scale is not None and issued.terms is not None:
        vests = ground.terms.get((issued.terms, scale.decimals))
    is_whole = all(not units % history.ONE for _, units in issued.vestings)
    if scale is not None and issued.vestings and is_whole:
        vests = tuple([Instalment(on, scale.units(units)) for on, units in issued.vestings])
    return room.IssuedWarrant(
        security=ground.security(issued.security),
        issuer=ground.issuer,
        holder=ground.holders[issued.holder],
        purchase_price=None if paid is None else money_of(paid.value, paid.currency),
        triggers=triggers_of(issued.triggers, ground.class_of),
        quantity=None if issued.units is None else quantity(issued.units),
        quantity_source=_SOURCES.get(more.counted_by, "unspecified"),
        exercise_price=price_of(issued.price, issued.currency),
        expires_on=issued.expires_on,
        vests=vests,
        **_more(issued),
    )


def convertible_acts(
    ground: Ground, change: history.Retirement
) -> Iterator[room.ConvertiblesEvent]:
    """Yield how a convertible ended."""
    lives = ground.lives
    issued = lives.issued[change.security]
    made = [lives.issued[one] for one in change.results if one in lives.issued]
    rest = lives.issued.get(change.balance or "")
    balance = None if rest is None else convertible_of(ground, rest)
    left = 0 if rest is None else rest.units or 0
    amount = amount_of(issued, (issued.units or 0) - left)
    security = ground.security(change.security)
    if change.how == "conversion":
        yield room.ConvertibleConverted(
            effective_on=change.on,
            security=security,
            shares=tuple([stock_of(ground, one) for one in made]),
            amount=amount,
            trigger=change.trigger,
            balance=balance,
            reason=change.reason or "",
            origin=change.id,
        )
        return
    ways: dict[str, room.ConvertibleEndedBy] = {"transfer": "transfer", "retraction": "retraction"}
    yield room.ConvertibleEnded(
        effective_on=change.on,
        security=security,
        by=ways.get(change.how, "cancellation"),
        amount=amount,
        resulting=tuple([convertible_of(ground, one) for one in made]),
        balance=balance,
        reason=change.reason or "",
        origin=change.id,
    )


def warrant_acts(ground: Ground, change: history.Retirement) -> Iterator[room.ConvertiblesEvent]:
    """Yield how a warrant was exercised or ended. An exercise ends all of it, as files mean it."""
    lives = ground.lives
    issued = lives.issued[change.security]
    made = [lives.issued[one] for one in change.results if one in lives.issued]
    rest = lives.issued.get(change.balance or "")
    security = ground.security(change.security)
    whole = None if issued.units is None else quantity(issued.units)
    if change.how == "exercise":
        yield room.WarrantExercised(
            effective_on=change.on,
            security=security,
            shares=tuple([stock_of(ground, one) for one in made]),
            quantity=whole,
            trigger=change.trigger,
            reason=change.reason or "",
            origin=change.id,
        )
        return
    ways: dict[str, room.WarrantEndedBy] = {"transfer": "transfer", "retraction": "retraction"}
    left = Decimal(0) if rest is None else quantity(rest.units or 0)
    yield room.WarrantEnded(
        effective_on=change.on,
        security=security,
        by=ways.get(change.how, "cancellation"),
        quantity=None if whole is None else whole - left,
        resulting=tuple([warrant_of(ground, one) for one in made]),
        balance=None if rest is None else warrant_of(ground, rest),
        reason=change.reason or "",
        origin=change.id,
    )
