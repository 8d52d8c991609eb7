"""What a mark of an issuer on a day is worked out from: prices as told, turned into common shares.

Each price of a class with a claim of its own is read in the structure of its day; earlier prices
are told in shares of today, by the splits between.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Final

from msgspec import Struct

from laogu.basics import IssuerId, Said, StockClassId, said
from laogu.pricing.marks import TRADES, History, Kind, Point
from laogu.pricing.refusals import NoSuchValue
from laogu.pricing.standard.gathering import Books, Lock, Passed, Told, told_by
from laogu.pricing.standard.shapes import TakenOff
from laogu.pricing.standard.structures import Capital, Unknown, capital_on
from laogu.pricing.standard.valued import Valued, model_for
from laogu.register import capital, first_day
from laogu.register.capital import StockClassSplit

USUAL_VOLATILITY = 0.9
"""Of a company's value, a year, as the authors of the model have it."""

USUAL_EXITS = 0.25
"""Ends of a company a year, as the authors have it."""


class Under(Struct, frozen=True, kw_only=True):
    """What a structure is read under. is_bare: as if no class had more than what comes first."""

    volatility: float = USUAL_VOLATILITY
    exits: float = USUAL_EXITS
    is_bare: bool = False


USUAL: Final = Under()


class Pointed(Struct, frozen=True, kw_only=True):
    """A price as it counts. each: of a common share of today, or as told of the whole company."""

    told: Told
    each: float
    stock_class: StockClassId | None = None
    taken_off: tuple[TakenOff, ...] = ()

    @property
    def point(self) -> Point:
        """The price as a point for the filter."""
        is_share = self.told.basis == "per_share"
        return Point(
            on=self.told.on,
            kind=self.told.kind,
            currency=self.told.currency,
            price=self.each if is_share else None,
            valuation=None if is_share else self.each,
            precision=self.told.precision,
            by=self.told.by,
            is_firm=self.told.is_firm,
            until=self.told.until if isinstance(self.told, Passed) else None,
        )

    def counts_on(self, on: date) -> bool:
        """Return whether it was known on a day, and still counted."""
        is_known = self.told.on <= on and self.told.said_on <= on
        return is_known and not (isinstance(self.told, Passed) and self.told.until <= on)


class Case:
    """An issuer on a day, by what was known at a moment; None: by now."""

    def __init__(
        self,
        books: Books,
        issuer: IssuerId,
        as_of: date,
        known_at: datetime | None = None,
        locks: Sequence[Lock] = (),
    ) -> None:
        self.locks = tuple(locks)
        self.books, self.issuer, self.as_of, self.known_at = books, issuer, as_of, known_at
        self._ever_told = told_by(books, issuer, as_of=as_of, known_at=known_at)
        self.told = tuple(one for one in self._ever_told if not isinstance(one, Passed))
        self.missing: dict[str, Said] = {}
        self._days: dict[date, Capital | Unknown] = {}
        self._models: dict[tuple[int, Under], Valued] = {}

    @property
    def slug(self) -> str:
        """The short name of the issuer, by which parameters are chosen."""
        return self.books.register.issuers[self.issuer].slug

    @cached_property
    def today(self) -> Capital | Unknown:
        """The structure on the day."""
        return self._capital(self.as_of)

    @property
    def currency(self) -> str | None:
        """In which claims are told; None: there is no structure."""
        if isinstance(self.today, Unknown):
            return None
        return self.books.register.classes[self.today.common].currency

    def valued(self, under: Under = USUAL) -> Valued | None:
        """Return today's structure under a model; None: its terms are not known."""
        if isinstance(self.today, Unknown):
            return None
        return self._valued(self.today, under)

    def _valued(self, on: Capital, under: Under) -> Valued:
        key = id(on), under
        if key not in self._models:
            model = model_for(self.currency or "", under.volatility, under.exits)
            self._models[key] = Valued(on.bare() if under.is_bare else on, model)
        return self._models[key]

    @cached_property
    def pointed(self) -> tuple[Pointed, ...]:
        """Every price that can be read and counts on the day, under the usual model."""
        return tuple(one for one in self.ever if not isinstance(one.told, Passed))

    @cached_property
    def ever(self) -> tuple[Pointed, ...]:
        """Every price that can be read, those too that counted on an earlier day alone."""
        read = (self._read(told, USUAL) for told in self._ever_told)
        found = tuple(one for one in read if one is not None)
        if isinstance(self.today, Capital):
            return found
        counts = _counts(found)
        return tuple(
            one for one in found if one.told.basis == "valuation" or one.stock_class == counts
        )

    def otherwise(self, under: Under, heavy: Collection[int]) -> tuple[Pointed, ...]:
        """Return the same prices under another model: those that are heavy, by their places.

        The others would move the mark by less than is shown; what cannot be read stays as it is.
        """
        return tuple(
            (self._read(one.told, under) or one) if at in heavy else one
            for at, one in enumerate(self.pointed)
        )

    def has_terms(self, numbers: Collection[int]) -> bool:
        """Return whether a class had more than what comes first, when some prices were paid."""
        days = (self._capital(self.pointed[at].told.said_on) for at in numbers)
        return any(isinstance(one, Capital) and one.bare() is not one for one in days)

    def history(self, pointed: Iterable[Pointed]) -> History:
        """Return prices as a history that the filter reads."""
        return History(issuer=self.slug, points=tuple(one.point for one in pointed))

    def note(self, sentence: Said) -> None:
        """Note a fact that would give more, once."""
        self.missing.setdefault(str(sentence), sentence)

    def _read(self, told: Told, under: Under) -> Pointed | None:
        if told.basis == "valuation":
            return Pointed(told=told, each=told.figure)
        stock_class = self._class_of(told)
        if isinstance(self.today, Unknown):
            since = self.split_since(stock_class, told.said_on)
            return Pointed(told=told, each=told.figure / since, stock_class=stock_class)
        if stock_class is None:
            self.note(said("For which class was paid on {day} is not told.", day=told.said_on))
            return None
        return self._in_common(told, stock_class, under)

    def _in_common(self, told: Told, stock_class: StockClassId, under: Under) -> Pointed | None:
        """Return a price as that of a common share of today; None: it cannot be read."""
        assert isinstance(self.today, Capital), "terms are known"
        since = self.split_since(self.today.common, told.said_on)
        if stock_class == self.today.common:
            return Pointed(told=told, each=told.figure / since, stock_class=stock_class)
        then = self._capital(told.said_on)
        facts = {"stock_class": self._named(stock_class), "day": told.said_on}
        if isinstance(then, Unknown) or stock_class not in then.places:
            self.note(said("The terms of {stock_class} on {day} are not known.", **facts))
            return None
        valued = self._valued(then, under)
        if not valued.is_plain(stock_class) and told.currency != self.currency:
            self.note(
                said(
                    "{stock_class} was paid for in {currency} on {day}, and claims are in another "
                    "currency.",
                    currency=told.currency,
                    **facts,
                )
            )
            return None
        try:
            each = valued.common_at(stock_class, told.figure)
        except NoSuchValue:
            self.note(
                said("No value of the company explains what was paid for {stock_class} on {day}.",
                     **facts)
            )  # fmt: skip
            return None
        part = 1 - each * then.ratios[stock_class] / told.figure
        taken = (TakenOff(what="preference", part=part),) if part > 1e-9 else ()
        return Pointed(told=told, each=each / since, stock_class=stock_class, taken_off=taken)

    def _class_of(self, told: Told) -> StockClassId | None:
        """Return for which class a price was paid; None: nobody can tell."""
        units = self.today.units
        if told.stock_class is not None or not units:
            return told.stock_class
        if len(units) == 1:
            return next(iter(units))
        if isinstance(self.today, Unknown):
            return None
        if self.today.is_alike or told.kind in PUBLIC:
            return self.today.common
        return self._issued_at(told) if told.is_new else None

    def _issued_at(self, told: Told) -> StockClassId | None:
        """Return the class that was issued at a price, where exactly one was."""
        found = []
        for stock_class in self.today.units:
            rights = self._rights(stock_class)
            price = rights.issue_price
            if price is None or price.currency != told.currency:
                continue
            paid = told.figure / self.split_since(stock_class, told.said_on)
            if abs(float(price.decimal()) / paid - 1) < SAME_PRICE:
                found.append(stock_class)
        return found[0] if len(found) == 1 else None

    def _rights(self, stock_class: StockClassId) -> capital.ClassRights:
        room = self.books.register.capital
        return capital.class_standing(
            room, stock_class, as_of=self.as_of, known_at=self.known_at
        ).rights

    def _capital(self, on: date) -> Capital | Unknown:
        """Return the structure of a day; of a day before the register begins, its first."""
        register = self.books.register
        first = first_day(register, self.issuer)
        day = min(max(on, first or on), self.as_of)
        if day not in self._days:
            found = capital_on(
                register,
                self.issuer,
                day,
                known_at=self.known_at,
                described_by=self.as_of,
            )
            # Days on which nothing changed have one structure, and its prices are solved for once.
            same = (one for one in self._days.values() if one == found)
            self._days[day] = next(same, found)
        return self._days[day]

    def split_since(self, stock_class: StockClassId | None, on: date) -> float:
        """Return how many shares of today there are for one of a day, by splits of a class."""
        many = 1.0
        if stock_class is None:
            return many
        room = self.books.register.capital
        for event in capital.class_events(
            room, stock_class, as_of=self.as_of, known_at=self.known_at
        ):
            if isinstance(event, StockClassSplit) and event.effective_on > on:
                many *= float(capital.as_fraction(event.ratio))
        return many

    def _named(self, stock_class: StockClassId) -> object:
        return self.books.register.classes[stock_class].named


PUBLIC: Final[frozenset[Kind]] = frozenset(
    ("market_close", "first_day_close", "first_day_open", "ipo_price", "placing")
)
"""Kinds of prices that are paid for common shares."""

SAME_PRICE = 0.005
"""By how much a price of a round may miss the issue price of its class."""


def _counts(found: Iterable[Pointed]) -> StockClassId | None:
    """Return the class whose prices count where terms are not known: of the latest sale."""
    best: tuple[bool, date, str] | None = None
    counts: StockClassId | None = None
    for one in found:
        if one.told.basis == "valuation":
            continue
        rank = (one.told.kind in TRADES, one.told.on, one.stock_class or "")
        if best is None or rank >= best:
            best, counts = rank, one.stock_class
    return counts
