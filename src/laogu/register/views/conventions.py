"""What counts as a share that people count differently: each choice is a switch with a name."""

from typing import Literal

from msgspec import Struct

from laogu.basics import Price

WhichGrants = Literal["all", "vested", "none"]


class Conventions(Struct, frozen=True, kw_only=True):
    """What is counted beside the shares that are issued; said with every result.

    grants:      unexercised: all that live, of these only what is vested, or none.
    pool:        what plans reserve and have not granted yet.
    warrants:    as if every one were exercised.
    convertibles_at: a price of one share at which they count as converted; None: they are left out.
    as_converted: a class that may become another counts as that many of the other.
    """

    grants: WhichGrants = "all"
    pool: bool = True
    warrants: bool = True
    convertibles_at: Price | None = None
    as_converted: bool = True


FULLY_DILUTED = Conventions()
"""What is meant where somebody says *fully diluted* and no more."""

OUTSTANDING = Conventions(grants="none", pool=False, warrants=False, as_converted=False)
"""Shares that are issued, each class as it is."""
