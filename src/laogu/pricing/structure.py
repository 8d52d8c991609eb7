"""A capital structure as pricing sees it: classes, and what each has a claim to when money comes.

Amounts are floats in one currency and unit, which the caller chooses; nothing here is an account.
"""

from typing import Literal

from msgspec import Struct

Participation = Literal["none", "full", "capped"]


class Holding(Struct, frozen=True, kw_only=True):
    """A class of a structure, all of it together.

    shares:   how many there are; of an option, how many it gives.
    price:    for which one was issued; None: it has none, as common shares.
    converts_at: the price at which it converts into common; None: at which it was issued.
    multiple: of the issue price that comes first. claim: all of it in money, in place of that.
    rank:     1 is paid first; equal ranks share alike. Of what has no claim, it means nothing.
    participation: whether it shares what is left besides its claim; `capped`: until it has `cap`.
    cap:      in money, of all its shares together.
    dividends: owed by now in money, paid in its rank whether or not it converts.
    ratchet:  of its issue price, what it is worth at least in an offering, paid in shares.
    strike:   of an option or warrant, per share; None: it is none.
    stops_below: of what the company comes to in an offering; below it the class need not convert,
              and stops the offering if it would lose by it. 0: it never does.
    """

    name: str
    shares: float
    price: float | None = None
    converts_at: float | None = None
    multiple: float = 1.0
    claim: float | None = None
    rank: int = 1
    participation: Participation = "none"
    cap: float | None = None
    dividends: float = 0.0
    ratchet: float | None = None
    strike: float | None = None
    stops_below: float = 0.0

    @property
    def comes_first(self) -> float:
        """What it has a claim to before anything is shared, if it does not convert."""
        if self.claim is not None:
            return self.claim
        return 0.0 if self.price is None else self.multiple * self.price * self.shares

    @property
    def as_converted(self) -> float:
        """How many common shares it counts for: never fewer than it is itself."""
        if self.price is None or self.converts_at is None:
            return self.shares
        return self.shares * max(self.price / self.converts_at, 1.0)


class Structure(Struct, frozen=True, kw_only=True):
    """All classes of a company.

    unissued: shares that are reserved and not granted; they vanish when the company is sold.
    stopped:  what happens when one class stops an offering: the company is sold instead, or that
              class alone keeps what it has in a sale. The first is how the published figures of
              Gornall and Strebulaev are made; their replication has the second.
    """

    holdings: tuple[Holding, ...]
    unissued: float = 0.0
    stopped: Literal["all", "itself"] = "all"

    def named(self, name: str) -> int:
        """Return the place of a class among the holdings."""
        return next(at for at, one in enumerate(self.holdings) if one.name == name)

    @property
    def shares(self) -> float:
        """All shares, as if everybody converted and everything reserved were granted."""
        return sum(one.as_converted for one in self.holdings) + self.unissued
