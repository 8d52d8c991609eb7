"""What an option that somebody really holds is worth on a day: to them, and to the company.

The company's figure and the holder's differ, and neither is the share less the strike.
"""

from decimal import Decimal
from math import inf
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from laogu.pricing.employee_options import Grant, hull_white
from laogu.pricing.leaving import Leaver
from laogu.pricing.standard import USUAL_EXITS, USUAL_VOLATILITY
from laogu.pricing.ways_out import Bid, WayOut, threshold, ways_out

SALE_YEARS: Final = 1 / USUAL_EXITS
"""Until the share can be sold, as marks expect the end of a company."""

LEAVES: Final = 0.05
"""Of those who serve, how many leave in a year."""

MULTIPLE: Final = 2.2
"""Of its price, where those who serve exercise an option."""

WEALTHY: Final = 10
"""Where nobody says what the holder owns: so many times what exercising costs."""

_YEAR: Final = 365


class Terms(Struct, frozen=True, kw_only=True):
    """What is asked of options. days: until the last one to exercise; None: nobody knows it.

    wealth: beside them; None: nobody said. tax_rate: on the spread, in percent. serves: the holder
    still does.
    """

    options: Decimal
    strike: Decimal
    share: float
    days: int | None
    wealth: Decimal | None
    tax_rate: Decimal
    aversion: int
    volatility: float | None
    serves: bool


class ToHolder(Struct, frozen=True, kw_only=True):
    """Each way out. exercised_above: a share at which all of it is better than nothing; None: none.

    wealth: as it was said, else as it was assumed. wait_days: until the last day, or until a sale
    is expected, if that is sooner.
    """

    ways: tuple[WayOut, ...]
    exercised_above: float | None
    wealth: Decimal | float
    years: float
    drift: float
    wait_days: int


class ToIssuer(Struct, frozen=True, kw_only=True):
    """What one option is worth to the company, and all. exits: a year; multiple: None: the end."""

    each: float
    value: float
    years: float
    exits: float
    multiple: float | None


class Held(Struct, frozen=True, kw_only=True):
    """Options on a day. issuer: None: nobody knows when they end."""

    volatility: float
    rate: float
    holder: ToHolder
    issuer: ToIssuer | None


def held(asked: Terms) -> Held:
    """Return what options are worth to their holder, way by way, and to the company.

    Cash earns nothing and the share is not believed to grow: marks are of today's money.
    """
    volatility = asked.volatility or USUAL_VOLATILITY
    days = int(SALE_YEARS * _YEAR)
    wait = days if asked.days is None else min(asked.days, days)
    known = Leaver(
        wealth=1.0,
        options=float(asked.options),
        strike=float(asked.strike),
        tax=float(asked.tax_rate / 100),
        years=SALE_YEARS,
        volatility=volatility,
        drift=0.0,
        rate=0.0,
        aversion=float(asked.aversion),
    )
    enough = WEALTHY * (known.cost(asked.share) or known.options * asked.share)
    leaver = replace(known, wealth=enough if asked.wealth is None else float(asked.wealth))
    least = threshold(leaver)
    found = ways_out(leaver, asked.share, window=wait / _YEAR, bid=Bid(price=asked.share))
    return Held(
        volatility=volatility,
        rate=leaver.rate,
        holder=ToHolder(
            ways=found,
            exercised_above=None if least == inf else least,
            wealth=leaver.wealth if asked.wealth is None else asked.wealth,
            years=leaver.years,
            drift=leaver.drift,
            wait_days=wait,
        ),
        issuer=None if asked.days is None else _to_issuer(asked, asked.days, volatility),
    )


def _to_issuer(asked: Terms, days: int, volatility: float) -> ToIssuer:
    """Return what a vested option costs the company: who left, waits to the end if it pays to."""
    exits, multiple = (LEAVES, MULTIPLE) if asked.serves else (0.0, None)
    strike, years = float(asked.strike), days / _YEAR
    each = max(asked.share - strike, 0.0)
    if years > 0:
        grant = Grant(
            strike=strike, vesting=0.0, years=years, exits=exits, multiple=multiple or inf
        )
        each = hull_white(asked.share, grant, volatility=volatility, rate=0.0)
    value = each * float(asked.options)
    return ToIssuer(each=each, value=value, years=years, exits=exits, multiple=multiple)
