"""A capital structure as pricing sees it: classes, and what each has a claim to when money comes.

Amounts are floats in one currency and unit, which the caller chooses; nothing here is an account.
"""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from laogu.pricing.terms import Automatic, CarveOut, Encumbrance, Note, Redemption

Participation = Literal["none", "full", "capped"]


class Holding(Struct, frozen=True, kw_only=True):
    """A class of a structure, all of it together.

    shares:   how many there are; of an option, how many it gives.
    price:    for which one was issued; None: it has none, as common shares.
    converts_at: the price at which it converts into common; None: at which it was issued.
    converts_into: another class, as many shares of which it gives; None: common shares.
    multiple: of the issue price that comes first. claim: all of it in money, in place of that.
    rank:     1 is paid first; equal ranks share alike. Of what has no claim, it means nothing.
    participation: whether it shares what is left besides its claim; `capped`: until it has `cap`.
    cap:      in money, of all its shares together.
    dividends: owed by now in money, paid in its rank whether or not it converts; dividend_rate: by
              which they grow a year, of what was paid in, until the company ends; an offering ends
              them unpaid. dividends_compound: on dividends too.
    ratchet:  of its issue price, what it is worth at least in an offering, paid in shares.
    strike:   of an option or warrant, per share; None: it is none.
    stops_below: of what the company comes to in an offering; below it the class need not convert,
              and stops the offering if it would lose by it. 0: it never does. automatic: the
              terms from which that amount follows.
    averaged: an offering below its conversion price gives it more shares, by weighted average.
    redemption, note, carved: that it has such a right, is such a loan, or such a part of a sale;
              of the last two `shares` is a count of them and nothing besides.
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
    dividend_rate: float = 0.0
    dividends_compound: bool = False
    automatic: Automatic | None = None
    averaged: bool = False
    converts_into: str | None = None
    redemption: Redemption | None = None
    note: Note | None = None
    carved: CarveOut | None = None

    @property
    def comes_first(self) -> float:
        """What it has a claim to before anything is shared, if it does not convert."""
        if self.note is not None:
            return self.note.multiple * self.note.owed
        if self.claim is not None:
            return self.claim
        return 0.0 if self.price is None else self.multiple * self.price * self.shares

    @property
    def as_converted(self) -> float:
        """How many common shares it counts for: never fewer than it is itself."""
        if self.note is not None:
            return self.note.shares
        if self.carved is not None:
            return 0.0
        if self.price is None or self.converts_at is None:
            return self.shares
        return self.shares * max(self.price / self.converts_at, 1.0)

    @property
    def paid_in(self) -> float:
        """What dividends run on: what was paid for it, or its claim where that is not told."""
        return self.claim or 0.0 if self.price is None else self.price * self.shares

    @property
    def grows(self) -> bool:
        """Whether what it has a claim to is another tomorrow."""
        due = self.redemption
        is_due = due is not None and due.amount > 0 and (due.rate != 0 or due.starts > 0)
        is_lent = self.note is not None and self.note.rate != 0
        return is_due or is_lent or (self.dividend_rate != 0 and self.paid_in > 0)

    def after(self, years: float) -> "Holding":
        """Return the class as it stands so many years on."""
        if not self.grows or years <= 0:
            return self
        owed, rate = self.dividends, self.dividend_rate
        if self.dividends_compound:
            owed = (self.paid_in + owed) * (1 + rate) ** years - self.paid_in
        else:
            owed += self.paid_in * rate * years
        return replace(
            self,
            dividends=owed,
            redemption=None if self.redemption is None else self.redemption.after(years),
            note=None if self.note is None else self.note.after(years),
        )

    def turns(self) -> tuple[float, ...]:
        """Return in how many years what it has a claim to changes its course."""
        return () if self.redemption is None else self.redemption.turns()


class Structure(Struct, frozen=True, kw_only=True):
    """All classes of a company.

    unissued: shares that are reserved and not granted; they vanish when the company is sold.
    encumbered: who receives what some of the shares bring.
    stopped:  what happens when one class stops an offering: the company is sold instead, or that
              class alone keeps what it has in a sale. The first is how the published figures of
              Gornall and Strebulaev are made; their replication has the second.
    """

    holdings: tuple[Holding, ...]
    unissued: float = 0.0
    stopped: Literal["all", "itself"] = "all"
    encumbered: tuple[Encumbrance, ...] = ()

    def named(self, name: str) -> int:
        """Return the place of a class among the holdings."""
        return next(at for at, one in enumerate(self.holdings) if one.name == name)

    @property
    def shares(self) -> float:
        """All shares, as if everybody converted and everything reserved were granted."""
        return sum(one.as_converted for one in self.holdings) + self.unissued

    @property
    def grows(self) -> bool:
        """Whether what somebody has a claim to is another tomorrow."""
        return any(one.grows for one in self.holdings)

    def after(self, years: float) -> "Structure":
        """Return the structure as it stands so many years on, nothing having been issued."""
        if not self.grows:
            return self
        return replace(self, holdings=tuple(one.after(years) for one in self.holdings))

    def must_convert_from(self, holding: Holding) -> float:
        """Return from which value on a class cannot stop an offering."""
        by_terms = 0.0 if holding.automatic is None else holding.automatic.below(self.shares)
        return max(holding.stops_below, by_terms)

    def granted(self, name: str) -> "Structure":
        """Return the structure with what is unissued counted as common shares, under a name."""
        if not self.unissued:
            return self
        reserved = Holding(name=name, shares=self.unissued)
        return replace(self, holdings=(*self.holdings, reserved), unissued=0.0)
