"""The rights of a class on a day, from its register, in the words of a structure.

What grows is told as it stands on that day, share by share since each was issued: what lots of
several days come to together grows on as one amount does, simply or on itself.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import log

from msgspec.structs import replace

from laogu.basics import StockClassId
from laogu.pricing.standard.shapes import ClassTerm
from laogu.pricing.structure import Holding
from laogu.pricing.terms import Automatic, Redemption, grown
from laogu.register import Register, capital
from laogu.register.capital import ClassRights
from laogu.register.views import issued_since

DAYS_OF_A_YEAR = 365.25
"""Days by which dividends and interest run a year."""


class Senior:
    """A class with something before others, or more than others, on a day."""

    def __init__(
        self,
        register: Register,
        stock_class: StockClassId,
        rights: ClassRights,
        on: date,
        known_at: datetime | None,
    ) -> None:
        self.register, self.stock_class, self.rights = register, stock_class, rights
        self.on, self.known_at = on, known_at

    def holding(self, shares: float) -> Holding:
        """Return all its shares together; a rank that nobody stated is below all that are."""
        rights = self.rights
        assert rights.issue_price is not None, "it is stated"
        price = float(rights.issue_price.decimal())
        paid = price * shares
        is_followed = rights.protected_when_listed
        return Holding(
            name=self.stock_class,
            shares=shares,
            price=price,
            converts_at=price / ratio_of(rights),
            multiple=float(rights.preference or 0),
            rank=_rank(rights.seniority),
            participation=(rights.participates or "none") if rights.preference else "none",
            cap=None if rights.cap is None else float(rights.cap) * paid,
            dividends=self._dividends(paid),
            dividend_rate=0.0 if rights.dividends is None else float(rights.dividends.rate),
            dividends_compound=rights.dividends is not None and rights.dividends.compounds,
            ratchet=_ratchet(rights),
            automatic=_automatic(rights.listing),
            averaged=is_followed and rights.anti_dilution in _AVERAGES,
            redemption=self._redemption(paid),
        )

    def _dividends(self, paid: float) -> float:
        """Return what is owed by the day, all shares together."""
        given = self.rights.dividends
        if given is None:
            return 0.0
        rate, compounds = float(given.rate), given.compounds
        return sum(
            part * (grown(paid, rate, years, compounds=compounds) - paid)
            for years, part in self._years(given.since)
        )

    def _redemption(self, paid: float) -> Redemption | None:
        given = self.rights.redemption
        if given is None:
            return None
        rate, years = float(given.rate), self._years(given.since)
        held = sum(part * each for each, part in years)
        if given.compounds and rate > 0:
            # So many years of all of it come to what each part has earned in its own.
            held = log(sum(part * (1 + rate) ** each for each, part in years)) / log(1 + rate)
        seniority = self.rights.seniority if given.seniority is None else given.seniority
        return Redemption(
            amount=float(given.multiple) * paid,
            rate=rate,
            compounds=given.compounds,
            held=held,
            starts=0.0 if given.from_on is None else _years(self.on, given.from_on),
            rank=_rank(seniority),
            most=None if given.most is None else float(given.most.decimal()),
        )

    def _years(self, since: date | None) -> list[tuple[float, float]]:
        """Return for how many years a right has run, for each part of the shares."""
        if since is not None:
            return [(_years(since, self.on), 1.0)]
        return [(_years(day, self.on), float(part)) for day, part in self._since.items()]

    @cached_property
    def _since(self) -> Mapping[date, Fraction]:
        return issued_since(self.register, self.stock_class, as_of=self.on, known_at=self.known_at)


def bare(one: Holding) -> Holding:
    """Return a class with what comes first, and nothing that grows or that an offering means."""
    return replace(
        one,
        dividends=0.0,
        dividend_rate=0.0,
        dividends_compound=False,
        redemption=None,
        ratchet=None,
        automatic=None,
        averaged=False,
    )


def terms_of(one: Holding) -> tuple[ClassTerm, ...]:
    """Return what a class has that common shares have not, in the order in which it counts."""
    has: tuple[tuple[ClassTerm, bool], ...] = (
        ("preference", one.comes_first > 0),
        ("participation", one.comes_first > 0 and one.participation != "none"),
        ("dividends", one.dividends > 0 or one.dividend_rate > 0),
        ("redemption", one.redemption is not None),
        ("ratchet", one.ratchet is not None),
        ("veto", one.automatic is not None),
        ("protection", one.averaged),
    )
    return tuple(what for what, is_there in has if is_there)


def is_senior(rights: ClassRights) -> bool:
    """Return whether a class has anything that common shares have not."""
    return any(
        one is not None
        for one in (
            rights.preference,
            rights.dividends,
            rights.redemption,
            rights.ratchet,
            _automatic(rights.listing),
        )
    ) or (rights.protected_when_listed and rights.anti_dilution in {*_AVERAGES, "full_ratchet"})


def ratio_of(rights: ClassRights) -> float:
    """Return how many shares of the class it converts into one share becomes."""
    right = next((one for one in rights.converts if one.into is not None), None)
    return 1.0 if right is None else float(capital.as_fraction(right.ratio))


_AVERAGES = frozenset(("broad_weighted_average", "narrow_weighted_average"))


def _ratchet(rights: ClassRights) -> float | None:
    """Return how many times its price a class has in an offering, at least; None: no such floor.

    A full ratchet that an offering sets off makes as many shares as are worth the price once.
    """
    stated = None if rights.ratchet is None else float(rights.ratchet)
    if rights.protected_when_listed and rights.anti_dilution == "full_ratchet":
        return max(stated or 0.0, 1.0)
    return stated


def _automatic(given: capital.Listing | None) -> Automatic | None:
    if given is None or given.by_vote:
        return None
    return Automatic(
        proceeds=0.0 if given.proceeds is None else float(given.proceeds.decimal()),
        valuation=0.0 if given.valuation is None else float(given.valuation.decimal()),
        per_share=0.0 if given.per_share is None else float(given.per_share.decimal()),
    )


def _rank(seniority: Decimal | None) -> int:
    """Return a rank that is lower, so paid earlier, the higher the seniority."""
    return 1_000_000 - int((seniority or 0) * 100)


def _years(since: date, until: date) -> float:
    return max((until - since).days, 0) / DAYS_OF_A_YEAR
