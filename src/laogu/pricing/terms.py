"""Terms of a class beyond its preference: what grows with time, what is due, what is set aside.

A term is told as of today; `after` some years it is the same term, seen from then.
"""

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

RAISED: Final = 0.25
"""What an offering raises, of the company's value before it."""


def grown(amount: float, rate: float, years: float, *, compounds: bool) -> float:
    """Return an amount with interest of some years, by the year: simple, or on interest too."""
    return amount * ((1 + rate) ** years if compounds else 1 + rate * years)


class Redemption(Struct, frozen=True, kw_only=True):
    """A right to be bought out by the company where it is not listed (回购权). An offering ends it.

    amount: that was paid in. rate: of its interest a year; `held`: the years for which it ran.
    starts: in how many years it may be used. rank: in which it is paid; it and the preference are
    not paid twice, but the earlier one whole, and then what the other is more. most: what can be
    had of the company for it; None: all that there is.
    """

    amount: float
    rate: float = 0.0
    compounds: bool = False
    held: float = 0.0
    starts: float = 0.0
    rank: int = 1
    most: float | None = None

    @property
    def owed(self) -> float:
        """What it comes to today; nothing before it starts."""
        if self.starts > 0:
            return 0.0
        due = grown(self.amount, self.rate, self.held, compounds=self.compounds)
        return due if self.most is None else min(due, self.most)

    def after(self, years: float) -> "Redemption":
        """Return the right as it stands so many years on."""
        return replace(self, held=self.held + years, starts=max(self.starts - years, 0.0))

    def turns(self) -> tuple[float, ...]:
        """Return in how many years it changes its course: where it starts, where it is at most."""
        found = [self.starts]
        if self.most is not None and self.rate > 0 and self.amount > 0:
            from math import log

            part = self.most / self.amount
            full = log(part) / log(1 + self.rate) if self.compounds else (part - 1) / self.rate
            found.append(full - self.held)
        return tuple(one for one in found if one > 0)


class Note(Struct, frozen=True, kw_only=True):
    """A loan that may become shares: it is paid before shares are, or converts.

    converts_at: the price of a share at which it may, as its cap says; None: it has none.
    discount: on the price of an offering, in which it converts. multiple: of what is owed, that is
    paid in a sale. held: years for which its interest ran.
    """

    principal: float
    rate: float = 0.0
    compounds: bool = False
    held: float = 0.0
    converts_at: float | None = None
    discount: float = 0.0
    multiple: float = 1.0

    @property
    def owed(self) -> float:
        """Principal and interest today."""
        return grown(self.principal, self.rate, self.held, compounds=self.compounds)

    @property
    def shares(self) -> float:
        """How many shares it becomes by its cap."""
        return 0.0 if self.converts_at is None else self.owed / self.converts_at

    @property
    def when_listed(self) -> float:
        """What it is worth at least in an offering, paid in shares at the discount."""
        return self.owed / (1 - self.discount)

    def after(self, years: float) -> "Note":
        """Return the loan as it stands so many years on."""
        return replace(self, held=self.held + years)


class CarveOut(Struct, frozen=True, kw_only=True):
    """A part of what a sale brings that goes to people and not to shares, as to the management.

    before: of all that comes; otherwise of what is left once every preference is paid. most: in
    money. An offering pays nothing of it.
    """

    part: float
    before: bool = True
    most: float | None = None


class Automatic(Struct, frozen=True, kw_only=True):
    """When a class converts by itself in an offering; below that it may stop one it loses by.

    proceeds: the least that is raised; raised: of the company's value; None: a quarter of it.
    valuation: the least the company comes to. per_share: the least for a share. by_vote: the others
    may decide it, so that it stops nothing.
    """

    proceeds: float = 0.0
    valuation: float = 0.0
    per_share: float = 0.0
    by_vote: bool = False
    raised: float | None = None

    def below(self, shares: float) -> float:
        """Return the value of a company of so many shares from which on the class must convert."""
        if self.by_vote:
            return 0.0
        return max(self.proceeds / (self.raised or RAISED), self.valuation, self.per_share * shares)


class Encumbrance(Struct, frozen=True, kw_only=True):
    """Who receives what some shares of a class bring: it moves money, and is worth nothing itself.

    part: of the class. most: in money; None: all that the shares bring.
    """

    name: str
    stock_class: str
    part: float
    most: float | None = None


def diluted(converts_at: float, *, price: float, bought: float, shares: float) -> float:
    """Return the conversion price after a cheaper round, by the broad weighted average.

    bought: new shares at `price`. shares: outstanding before, as if all converted. It never rises.
    """
    if price >= converts_at:
        return converts_at
    return converts_at * (shares + bought * price / converts_at) / (shares + bought)
