"""An employee's option from a file: what it is worth to the company, and to who holds it."""

from math import inf
from typing import Annotated, Any

from msgspec import Meta, Struct

from laogu import pricing
from laogu.basics import said
from laogu.connectors.pricing.forms import read_form
from laogu.connectors.pricing.refusals import NoSuchOption
from laogu.connectors.pricing.told import figure

LARGEST_OPTION = 16 * 1024
"""Bytes of a file."""

OPTION_VERSION = "option.1"
_DAYS_IN_YEAR = 365

Above = Annotated[float, Meta(gt=0, le=10**18)]
AtLeastZero = Annotated[float, Meta(ge=0, le=10**18)]
Rate = Annotated[float, Meta(ge=-1, le=1)]
Years = Annotated[float, Meta(ge=0, le=50)]
Part = Annotated[float, Meta(ge=0, le=1)]


class CompanyGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The grant, on its day: years until it vests and until it ends, as `laogu.pricing.Grant`."""

    years: Annotated[float, Meta(gt=0, le=50)]
    vesting: Years = 0
    exits: Annotated[float, Meta(ge=0, le=100)] = 0
    multiple: Annotated[float, Meta(gt=1, le=10**6)] | None = None


class BidGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody buys on the exercise, and lends the price of it until then."""

    price: Above
    fee: Part = 0


class HolderGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who leaves. years: from today until the share can be sold; tax: on the spread, at exercise.

    drift: by how much a year the share grows, as they believe; aversion: to risk, constant.
    """

    wealth: Above
    years: Annotated[float, Meta(gt=0, le=50)]
    tax: Part = 0
    drift: Rate | None = None
    aversion: Annotated[float, Meta(ge=0, le=20)] = 2
    window_days: Annotated[int, Meta(ge=0, le=20_000)] = 90
    bid: BidGiven | None = None


class OptionAsked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a file asks. share: what one is worth today; all amounts are in one currency."""

    share: Above
    strike: Above
    quantity: Above
    volatility: Annotated[float, Meta(gt=0, le=5)]
    rate: Rate = 0
    dividend: Rate = 0
    currency: str = ""
    company: CompanyGiven | None = None
    holder: HolderGiven | None = None


def read_option(content: bytes, file: str) -> tuple[OptionAsked, str]:
    """Return what a file asks of an option, and the SHA-256 of its bytes; or refuse it."""
    asked, digest = read_form(content, file, OptionAsked, NoSuchOption)
    reason = None
    if asked.company is None and asked.holder is None:
        reason = said("It has neither company nor holder: to whom is it worth something?")
    elif asked.company is not None and asked.company.vesting >= asked.company.years:
        reason = said("It ends before it vests.")
    elif asked.holder is not None and asked.holder.window_days > asked.holder.years * _DAYS_IN_YEAR:
        reason = said("The share can be sold before the window ends: nothing is forfeited.")
    if reason is not None:
        raise NoSuchOption(file=file, reason=reason)
    return asked, digest


def option_valued(asked: OptionAsked, digest: str) -> dict[str, Any]:
    """Return what an option is worth to the company, and each way out of who holds it."""
    return {
        "currency": asked.currency,
        "quantity": figure(asked.quantity, 12),
        "strike": figure(asked.strike, 12),
        "share": figure(asked.share, 12),
        "company": None if asked.company is None else _to_company(asked, asked.company),
        "holder": None if asked.holder is None else _to_holder(asked, asked.holder),
        "assumptions": {
            "volatility": figure(asked.volatility),
            "rate": figure(asked.rate),
            "dividend": figure(asked.dividend),
        },
        "version": OPTION_VERSION,
        "input_hash": digest,
    }


def _to_company(asked: OptionAsked, given: CompanyGiven) -> dict[str, Any]:
    """Return what the grant costs the company, and what it would be worth if it could be sold."""
    grant = pricing.Grant(
        strike=asked.strike,
        vesting=given.vesting,
        years=given.years,
        exits=given.exits,
        multiple=inf if given.multiple is None else given.multiple,
    )
    terms = {"volatility": asked.volatility, "rate": asked.rate, "dividend": asked.dividend}
    each = pricing.hull_white(asked.share, grant, **terms)
    free = pricing.call(asked.share, asked.strike, years=given.years, **terms).item()
    return {
        "per_option": figure(each),
        "value": figure(each * asked.quantity),
        "freely_sold": figure(free),
        "vesting": figure(given.vesting),
        "years": figure(given.years),
        "exits": figure(given.exits),
        "multiple": figure(given.multiple),
    }


def _to_holder(asked: OptionAsked, given: HolderGiven) -> dict[str, Any]:
    leaver = pricing.Leaver(
        wealth=given.wealth,
        options=asked.quantity,
        strike=asked.strike,
        tax=given.tax,
        years=given.years,
        volatility=asked.volatility,
        drift=asked.rate if given.drift is None else given.drift,
        rate=asked.rate,
        aversion=given.aversion,
    )
    bid = None if given.bid is None else pricing.Bid(price=given.bid.price, fee=given.bid.fee)
    window = given.window_days / _DAYS_IN_YEAR
    least = pricing.threshold(leaver)
    return {
        "ways": [
            way_told(one) for one in pricing.ways_out(leaver, asked.share, window=window, bid=bid)
        ],
        "exercised_above": None if least == inf else figure(least),
        "wealth": figure(given.wealth, 12),
        "tax": figure(given.tax),
        "years": figure(given.years),
        "drift": figure(leaver.drift),
        "aversion": figure(given.aversion),
        "window_days": given.window_days,
    }


def way_told(one: pricing.WayOut) -> dict[str, Any]:
    """Return a way out as plain data. gain: None: it cannot be paid."""
    return {
        "way": one.name,
        "part": figure(one.part, 4),
        "paid": figure(one.paid),
        "tax": figure(one.tax),
        "gain": figure(one.gain),
        "loss": figure(one.loss, 4),
        "outcomes": [
            {"likely": figure(each.likely), "share": figure(each.share), "net": figure(each.net)}
            for each in one.outcomes
        ],
    }
