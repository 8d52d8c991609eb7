"""What a grant is worth as plain data: every figure is a decimal string."""

from decimal import Decimal
from typing import Any

from laogu import pricing
from laogu.basics import Words, in_words, say
from laogu.connectors.pricing.options import way_told
from laogu.connectors.pricing.told import figure
from laogu.operations import GrantValue
from laogu.register import Register


def told_grant_value(found: GrantValue, register: Register, words: Words) -> dict[str, Any]:
    """Return what a grant is worth, way out by way out; holder: None: no price, by `reason`."""
    granted, held = found.grant.granted, found.found
    quantity = in_words(found.units, found.decimals)
    return {
        "security_id": granted.security,
        "issuer": register.issuers[granted.issuer].slug,
        "on": found.on.isoformat(),
        "stock_class": words.show(register.classes[granted.stock_class].named),
        "quantity": f"{quantity:f}",
        "strike": None if found.strike is None else f"{found.strike:f}",
        "currency": found.currency,
        "last_on": None if found.last_on is None else found.last_on.isoformat(),
        "mark": figure(found.share),
        "band": None if found.band is None else [figure(one) for one in found.band],
        "grade": found.grade,
        "reason": say(found.reason, words),
        "holder": None if held is None else _holder(held),
        "company": None if held is None else _to_issuer(held),
        "assumed": None if held is None else _assumed(held, found),
        "version": found.version,
        "input_hash": found.input_hash,
    }


def _holder(held: pricing.Held) -> dict[str, Any]:
    return {
        "ways": [way_told(one) for one in held.holder.ways],
        "exercised_above": figure(held.holder.exercised_above),
        "wait_days": str(held.holder.wait_days),
    }


def _to_issuer(held: pricing.Held) -> dict[str, Any] | None:
    if held.issuer is None:
        return None
    return {
        "per_option": figure(held.issuer.each),
        "value": figure(held.issuer.value),
        "years": figure(held.issuer.years),
        "exits": figure(held.issuer.exits),
        "multiple": figure(held.issuer.multiple),
    }


def _assumed(held: pricing.Held, found: GrantValue) -> dict[str, Any]:
    return {
        "wealth": _as_said(held.holder.wealth),
        "tax_rate": f"{found.tax_rate:f}",
        "risk_aversion": str(found.risk_aversion),
        "volatility": figure(held.volatility),
        "rate": figure(held.rate),
        "drift": figure(held.holder.drift),
        "years": figure(held.holder.years),
    }


def _as_said(wealth: Decimal | float) -> str | None:
    """Return every digit of what somebody said; what we assumed has no more than it means."""
    if not isinstance(wealth, Decimal):
        return figure(wealth, 12)
    text = f"{wealth:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
