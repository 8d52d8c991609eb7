"""What every part of a company's page is about: issuer, day, class, who may see what."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Literal, TypeVar

from laogu.agreements import RulebookAdopted, TermsAdopted
from laogu.basics import HolderId, day, end_of
from laogu.operations import mark_of, marks_of
from laogu.pricing.standard import Moment, Standard
from laogu.register import (
    CapTable,
    HolderRegistered,
    IssuerRegistered,
    StockClassRegistered,
    cap_table,
    check_day,
    class_named,
    issuer_named,
)
from laogu.rights import (
    Keeps,
    Locked,
    Regime,
    Release,
    keeps,
    locked,
    locked_alike,
    regimes,
    releases,
)
from laogu.web.visit import Visit

Worked = TypeVar("Worked")

COUNTRIES: Mapping[str, tuple[str, str]] = {
    "BM": ("百慕大", "Bermuda"),
    "CA": ("加拿大", "Canada"),
    "CN": ("中国内地", "Mainland China"),
    "DE": ("德国", "Germany"),
    "FR": ("法国", "France"),
    "GB": ("英国", "United Kingdom"),
    "HK": ("中国香港", "Hong Kong"),
    "IE": ("爱尔兰", "Ireland"),
    "IL": ("以色列", "Israel"),
    "IN": ("印度", "India"),
    "JP": ("日本", "Japan"),
    "KR": ("韩国", "South Korea"),
    "KY": ("开曼群岛", "Cayman Islands"),
    "LU": ("卢森堡", "Luxembourg"),
    "NL": ("荷兰", "Netherlands"),
    "SE": ("瑞典", "Sweden"),
    "SG": ("新加坡", "Singapore"),
    "US": ("美国", "United States"),
    "VG": ("英属维尔京群岛", "British Virgin Islands"),
}

FORMS: Mapping[str, str] = {
    "joint stock company": "股份有限公司",
    "limited company": "有限责任公司",
    "private company limited by shares": "私人股份有限公司",
}
"""The Chinese of the forms a company may have; any other stays as it was written."""


class Subject:
    """An issuer on a day, as one visitor may see it.

    on:       the day of the page. is_past: it is not today, so that nothing can be acted on.
    known_at: by what was written then; None: by everything written by now.
    kind:     the stock class that is shown; None: the issuer has none yet.
    """

    def __init__(self, visit: Visit, slug: str) -> None:
        self.visit = visit
        self.books = visit.books
        self.issuer: IssuerRegistered = issuer_named(visit.books.register, slug)
        self.today: date = visit.today(self.issuer.zone)
        self.on: date = visit.as_of or self.today
        check_day(self.on, since=None, today=self.today)
        self.known_on: date | None = _day(visit.query.get("known_at", ""))
        self.known_at: datetime | None = None
        if self.known_on is not None and self.known_on < self.today:
            self.known_at = end_of(self.known_on, self.issuer.zone)
        self.is_past: bool = self.on != self.today or self.known_at is not None
        register = visit.books.register
        self.classes: tuple[StockClassRegistered, ...] = tuple(
            register.classes[one] for one in register.classes_of[self.issuer.issuer]
        )
        self.kind: StockClassRegistered | None = self._kind()
        self.terms: tuple[TermsAdopted, ...] = visit.books.agreements.in_force(
            self.issuer.issuer, self.on
        )

    @cached_property
    def table(self) -> CapTable:
        """Who holds what on the day; looked at only where holders are shown."""
        register = self.books.register
        return cap_table(register, self.issuer.issuer, as_of=self.on, known_at=self.known_at)

    @property
    def papers(self) -> tuple[TermsAdopted | RulebookAdopted, ...]:
        """The rulebook that was adopted, if one was, and the terms in force on the page's day."""
        agreements = self.visit.books.agreements
        rulebook = agreements.rulebook_in_force(self.issuer.issuer, self.on)
        return self.terms if rulebook is None else (rulebook, *self.terms)

    @property
    def total(self) -> int:
        """Units of the class that are shown, all holders together."""
        if self.kind is None:
            return 0
        if self._stands_now:
            return self.books.register.held_units[self.kind.stock_class]
        return self.table.totals[self.kind.stock_class]

    @property
    def kept(self) -> int:
        """How many units of the class may not be sold on the day."""
        return sum(lot.units for lot in self.all_lots)

    def sees(self, holder: HolderRegistered) -> bool:
        """Return whether this visitor may see what a holder has."""
        return self.visit.sight.sees_holder(holder, self.issuer.issuer)

    def note_look(self) -> None:
        """Note that the visitor sees holders that are not public, where that is so."""
        if self.visit.sight.sees_register(self.issuer.issuer) and any(
            not row.holder.public for row in self.table.rows
        ):
            self.visit.saw("register", self.issuer.issuer)

    def name(self) -> str:
        """Return the issuer's name in the reader's language."""
        return self.visit.issuer_name(self.issuer)

    def class_name(self, kind: StockClassRegistered) -> str:
        """Return the name of a stock class in the reader's language."""
        return self.visit.either(kind.name_zh, kind.name_en)

    def country(self) -> str:
        """Return where the issuer is registered, in words where we know them."""
        zh, en = COUNTRIES.get(self.issuer.jurisdiction, (self.issuer.jurisdiction,) * 2)
        return self.visit.either(zh, en)

    def form(self) -> str:
        """Return what form of company the issuer is."""
        form = self.issuer.form
        return self.visit.either(FORMS.get(form, form), form)

    def quantity(self, units: int) -> str:
        """Return a quantity of the class that is shown."""
        return self.visit.quantity(units, self.kind.decimals if self.kind else 0)

    @cached_property
    def mark(self) -> Standard:
        """What the shares are worth on the day, by what was known."""
        return self._worked_out("mark", mark_of)

    @cached_property
    def marks(self) -> tuple[Moment, ...]:
        """The mark through time up to the day."""
        return self._worked_out("marks", marks_of)

    def _worked_out(self, what: str, work: Callable[..., Worked]) -> Worked:
        """Return what follows from the books of the company on the day, worked out once for all."""
        issuer, on, known_at = self.issuer.issuer, self.on, self.known_at
        return self.visit.running.remembered.of(
            (what, issuer, on, known_at),
            (f"issuer:{issuer}", "market"),
            lambda: work(self.books, issuer, on, known_at=known_at),
        )

    @cached_property
    def lots(self) -> Mapping[HolderId, tuple[Locked, ...]]:
        """The lots of the class by holder, with what keeps each from sale on the day."""
        return {
            row.holder.holder: locked(
                self.books.agreements,
                self.issuer.issuer,
                [
                    stock
                    for stock in row.securities
                    if self.kind is not None and stock.stock_class == self.kind.stock_class
                ],
                on=self.on,
            )
            for row in self.table.rows
        }

    @cached_property
    def releases(self) -> tuple[Release, ...]:
        """What comes free after the day."""
        return releases(self.all_lots, on=self.on)

    @cached_property
    def regimes(self) -> tuple[Regime, ...]:
        """Every lock-up of the class, those that ended too."""
        return regimes(self.all_lots)

    @cached_property
    def keeps(self) -> Mapping[str, Keeps]:
        """By rule, what it keeps of the class on the day."""
        return keeps(self.all_lots, on=self.on)

    @cached_property
    def all_lots(self) -> tuple[Locked, ...]:
        """The lots of the class for sums: as it stands now, those alike as one."""
        if self.kind is None:
            return ()
        if self._stands_now:
            return locked_alike(
                self.books.agreements, self.books.register, self.kind.stock_class, on=self.on
            )
        return tuple(lot for found in self.lots.values() for lot in found)

    @property
    def _stands_now(self) -> bool:
        """Whether the class stood on the page's day as it stands now."""
        changed_on = self.books.register.changed_on
        return self.known_at is None and (
            self.kind is None or changed_on.get(self.kind.stock_class, self.on) <= self.on
        )

    def to(self, path: str = "", **query: object) -> str:
        """Return the address of one of this issuer's pages."""
        return self.visit.to(f"/company/{self.issuer.slug}{path}", **query)

    @property
    def kept_days(self) -> dict[str, str]:
        """What an address of this issuer carries on, so that another page is of the same day."""
        asked = self.visit.query
        return {name: asked[name] for name in ("as_of", "known_at") if asked.get(name)}

    def _kind(self) -> StockClassRegistered | None:
        given = self.visit.query.get("stock_class", "")
        if given:
            return class_named(self.books.register, self.issuer.issuer, given)
        held = self.books.register.issued_units
        ordered = sorted(self.classes, key=lambda one: -held.get(one.stock_class, 0))
        return ordered[0] if ordered else None


def at_desk(visit: Visit, slug: str, *, to_act: bool = False) -> Subject:
    """Return an issuer for a page of its desk, or refuse who may not see its whole register.

    to_act: the page is of use only to who acts for the issuer.
    """
    visit.must_be_somebody()
    issuer = issuer_named(visit.books.register, slug).issuer
    if to_act or not visit.sight.sees_register(issuer):
        visit.must("issue", issuer)
    return Subject(visit, slug)


Way = Literal["up", "down", "still"]


def _day(given: str) -> date | None:
    return day(given) if given else None
