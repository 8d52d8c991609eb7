"""What a charter gives a class beyond its preference: what grows, and what an offering means to it.

Rates are parts of one a year: 0.08 is eight per cent of the issue price.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from laogu.basics import Money, Price

Growth = Literal["none", "simple", "compound"]
"""There is no such right; it grows by the same amount every year; it grows on what it grew by."""


class Dividends(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Dividends that are owed whether or not anybody declares them, and paid with the preference.

    since: the day from which all shares earn them; None: each from the day it was issued.
    """

    rate: Decimal
    compounds: bool = False
    since: date | None = None


class Redemption(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A right to be bought out by the company as long as it is not listed (回购权).

    multiple: of the issue price that is given back, and earns the rate. since: as of dividends.
    from_on: the first day on which it may be used; None: any. seniority: None: as the preference.
    most: that can be had of the company for it, all shares together; None: no limit is stated.
    """

    rate: Decimal
    compounds: bool = False
    multiple: Decimal = Decimal(1)
    since: date | None = None
    from_on: date | None = None
    seniority: Decimal | None = None
    most: Money | None = None


class Listing(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What an offering has to be for the class to convert by itself; it may stop a smaller one.

    proceeds: that the company raises. valuation: before them. per_share: of a share it becomes.
    None: nothing is asked. by_vote: others may decide that it converts, so that it stops nothing.
    """

    proceeds: Money | None = None
    valuation: Money | None = None
    per_share: Price | None = None
    by_vote: bool = False
