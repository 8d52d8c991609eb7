"""How the register stands."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, ClassVar, assert_never

from msgspec.structs import replace

from laogu.basics import (
    HolderId,
    IssuerId,
    LoadId,
    Price,
    Restriction,
    SecurityId,
    Shelves,
    StockClassId,
    Table,
    Undo,
)
from laogu.register.brought import acts_on, grants_of, securities_of
from laogu.register.capital import Capital, IssuerFormChanged
from laogu.register.changes import Changes
from laogu.register.convertibles import ConvertibleConverted, Convertibles, WarrantExercised
from laogu.register.encumbrances.state import Encumbrances
from laogu.register.events import (
    HolderForgotten,
    HolderRegistered,
    IssuerRegistered,
    LoadUndone,
    RegisterEvent,
    RegisterLoaded,
    RestrictionAttached,
    RestrictionLifted,
    StockCancelled,
    StockClassRegistered,
    StockIssued,
    StockRetired,
    StockTransferred,
)
from laogu.register.lives import Load, Retired, RetiredBy, Security
from laogu.register.owners.state import Owners
from laogu.register.papers import Papers
from laogu.register.plans import GrantExercised, GrantReleased, Plans
from laogu.register.stock import IssuedStock

Alike = tuple[
    date | None,
    tuple[Restriction, ...],
    tuple[str, ...],
    tuple[tuple[str, date], ...],
    int | None,
]
"""What lots have in common: when acquired, what restricts them, which clauses were let go of for
them, for good or until a day, and of what size where a restriction holds a part of each; None: it
does not matter."""


class Register:
    """Who owns which shares, and since when; and in rooms of their own, what is beside shares."""

    PRIMARY: ClassVar[Mapping[str, Any]] = {
        "issuers": dict[IssuerId, IssuerRegistered],
        "classes": dict[StockClassId, StockClassRegistered],
        "holders": dict[HolderId, HolderRegistered],
        "securities": dict[SecurityId, Security],
        "issued_units": dict[StockClassId, int],
        "loads": dict[LoadId, Load],
        "forgotten": dict[HolderId, date],
    }

    def __init__(self, undo: Undo) -> None:
        self._undo = undo
        self.plans = Plans(undo)
        self.capital = Capital(undo)
        self.papers = Papers(undo)
        self.convertibles = Convertibles(undo)
        self.encumbrances = Encumbrances(undo)
        self.owners = Owners(undo)
        self.issuers: Table[IssuerId, IssuerRegistered] = Table(undo)
        self.classes: Table[StockClassId, StockClassRegistered] = Table(undo)
        self.holders: Table[HolderId, HolderRegistered] = Table(undo)
        self.securities: Table[SecurityId, Security] = Table(undo)
        self.issued_units: Table[StockClassId, int] = Table(undo)
        self.loads: Table[LoadId, Load] = Table(undo)
        # Since when nothing is kept of a holder; of a person who is forgotten it stands elsewhere.
        self.forgotten: Table[HolderId, date] = Table(undo)
        # What follows from the tables above.
        self.slugs: Table[str, IssuerId] = Table(undo)
        self.classes_of: Table[IssuerId, tuple[StockClassId, ...]] = Table(undo)
        self.of_class: Shelves[StockClassId, SecurityId, None] = Shelves(undo)
        # A lot stands beside its number: what is rolled back comes back at a table's end.
        self.lots: Shelves[tuple[StockClassId, HolderId], SecurityId, int] = Shelves(undo)
        self.lots_of: Shelves[HolderId, SecurityId, int] = Shelves(undo)
        self.lot_count: Shelves[IssuerId, HolderId, int] = Shelves(undo)
        self.units_of: Shelves[StockClassId, HolderId, int] = Shelves(undo)
        self.unnamed: Shelves[IssuerId, HolderId, None] = Shelves(undo)
        self.held_units: Table[StockClassId, int] = Table(undo)
        # The latest day on which anything of a class counts.
        self.changed_on: Table[StockClassId, date] = Table(undo)
        # Units and lots of a class that are alike: of one day and under the same restrictions.
        self.alike: Shelves[StockClassId, Alike, tuple[int, int]] = Shelves(undo)
        # What each act changed, for every day and as it was known at any moment.
        self.changes = Changes(undo)
        self.certificates: Table[tuple[StockClassId, str], SecurityId] = Table(undo)

    def apply(self, event: RegisterEvent, recorded_at: datetime) -> None:
        """Take in what happened."""
        match event:
            case IssuerRegistered():
                self.issuers[event.issuer] = event
                self._index_issuer(event)
            case StockClassRegistered():
                self.classes[event.stock_class] = event
                self.issued_units[event.stock_class] = 0
                self._index_class(event)
            case HolderRegistered():
                self.holders[event.holder] = event
            case HolderForgotten():
                self.forgotten[event.holder] = event.effective_on
            case IssuerFormChanged():
                self.capital.apply(event, recorded_at)
                self._reform(event)
            case StockIssued():
                self._issue(event.stock, event.effective_on, recorded_at)
            case StockTransferred():
                self._follow((event.security,), event.resulting, event.balance)
                made = (*event.resulting, *_present(event.balance))
                self._end((event.security,), "transfer", made, event.effective_on, recorded_at)
            case StockCancelled():
                self._follow((event.security,), (), event.balance)
                made = _present(event.balance)
                self._end((event.security,), "cancellation", made, event.effective_on, recorded_at)
                self._explain((event.security,), None, event.reason)
            case StockRetired():
                self._follow(event.securities, event.resulting, event.balance)
                made = (*event.resulting, *_present(event.balance))
                self._end(event.securities, event.by, made, event.effective_on, recorded_at)
                self._explain(event.securities, event.price, event.reason)
            case GrantExercised() | GrantReleased():
                self.plans.apply(event, recorded_at)
                for stock in event.shares:
                    self._issue(stock, event.effective_on, recorded_at)
            case ConvertibleConverted() | WarrantExercised():
                self.convertibles.apply(event, recorded_at)
                for stock in event.shares:
                    self._issue(stock, event.effective_on, recorded_at)
            case RestrictionAttached():
                stock = self.securities[event.security].stock
                restrictions = (*stock.restrictions, event.restriction)
                self._restrict(replace(stock, restrictions=restrictions))
            case RestrictionLifted():
                self._restrict(_lifted(self.securities[event.security].stock, event))
            case RegisterLoaded():
                self._load(Load(loaded=event, at=recorded_at, acts=0))
            case LoadUndone():
                self._take_back(event, recorded_at)
            case _:
                assert_never(event)

    def living(self, stock_class: StockClassId, holder: HolderId) -> Iterator[IssuedStock]:
        """Return the holder's securities of a class that live now, oldest first."""
        for security in self.living_ids(stock_class, holder):
            yield self.securities[security].stock

    def living_ids(self, stock_class: StockClassId, holder: HolderId) -> list[SecurityId]:
        """Return the ids of the holder's securities of a class that live now, oldest first."""
        lots = self.lots.on((stock_class, holder))
        return sorted(lots, key=lots.__getitem__)

    def loaded(self, load: Load) -> Iterator[SecurityId]:
        """Yield the securities that came to be with an import, in the order they did."""
        return securities_of(self, load)

    def reindex(self) -> None:
        """Work out the tables that follow from the primary ones."""
        for issuer in self.issuers.values():
            self._index_issuer(issuer)
        for stock_class in self.classes.values():
            self._index_class(stock_class)
        for number, security in enumerate(self.securities.values(), 1):
            self._index_security(security.stock, number)
            self._count_day(security.stock.stock_class, security.issued_on)
            if security.retired is not None:
                self._unindex_security(security.stock)
                self._count_day(security.stock.stock_class, security.retired.on)
        undone = [(one.undone_at, frozenset(self.loaded(one))) for one in self.loads.values()
                  if one.undone_at is not None]  # fmt: skip
        for _, securities in undone:
            self._free_labels(securities)
        self.changes.take_up(self.securities, undone)

    def _count_issued(self, stock_class: StockClassId, units: int) -> None:
        self.issued_units[stock_class] = self.issued_units[stock_class] + units

    def _issue(self, stock: IssuedStock, on: date, at: datetime) -> None:
        self._count_issued(stock.stock_class, stock.units)
        self._begin(stock, on, at)
        self.changes.issued(stock, on, at)

    def _begin(self, stock: IssuedStock, on: date, at: datetime) -> None:
        self.securities[stock.security] = Security(stock=stock, issued_on=on, issued_at=at)
        self._index_security(stock, len(self.securities))
        self._count_day(stock.stock_class, on)

    def _end(
        self,
        securities: tuple[SecurityId, ...],
        by: RetiredBy,
        made: tuple[IssuedStock, ...],
        on: date,
        at: datetime,
    ) -> None:
        """Retire securities, and begin what came of them."""
        how = Retired(by, on, at, tuple([one.security for one in made]))
        for security in securities:
            self.securities.change(security, lambda lived: replace(lived, retired=how))
            stock = self.securities[security].stock
            self._unindex_security(stock)
            self._count_day(stock.stock_class, on)
            if by != "transfer":
                self._count_issued(stock.stock_class, -stock.units)
        if self.capital.contributions:
            self.capital.follow([self.securities[one].stock for one in securities], by, made, on)
        for stock in made:
            if by != "transfer":
                self._count_issued(stock.stock_class, stock.units)
            self._begin(stock, on, at)
        ended = [self.securities[one].stock for one in securities]
        self.changes.ended(ended, made, by, on, at)

    def _explain(
        self, securities: tuple[SecurityId, ...], price: Price | None, reason: str
    ) -> None:
        """Note what was paid for securities that ended, and why they did."""
        for security in securities if price is not None or reason else ():
            lived = self.securities[security]
            assert lived.retired is not None, "it has just ended"
            ended = replace(lived.retired, price=price, reason=reason)
            self.securities[security] = replace(lived, retired=ended)

    def _reform(self, event: IssuerFormChanged) -> None:
        issuer = self.issuers[event.issuer]
        self.issuers[event.issuer] = replace(
            issuer,
            form=event.form,
            legal_name_en=event.legal_name_en or issuer.legal_name_en,
            legal_name_zh=event.legal_name_zh or issuer.legal_name_zh,
        )

    def _count_day(self, stock_class: StockClassId, on: date) -> None:
        latest = self.changed_on.get(stock_class)
        if latest is None or latest < on:
            self.changed_on[stock_class] = on

    def _follow(
        self,
        securities: tuple[SecurityId, ...],
        resulting: tuple[IssuedStock, ...],
        balance: IssuedStock | None,
    ) -> None:
        """Let encumbrances go on with what comes of securities that end."""
        if self.encumbrances.standing:
            retired = [self.securities[one].stock for one in securities]
            self.encumbrances.follow(retired, resulting, balance)

    def _restrict(self, restricted: IssuedStock) -> None:
        lived = self.securities[restricted.security]
        self.securities[restricted.security] = replace(lived, stock=restricted)
        self._count_alike(lived.stock, -1)
        self._count_alike(restricted, 1)

    def _index_issuer(self, event: IssuerRegistered) -> None:
        self.slugs[event.slug] = event.issuer
        self.classes_of[event.issuer] = ()

    def _index_class(self, event: StockClassRegistered) -> None:
        self.classes_of[event.issuer] = (*self.classes_of[event.issuer], event.stock_class)
        self.held_units[event.stock_class] = 0

    def _index_security(self, stock: IssuedStock, number: int) -> None:
        self.lots[(stock.stock_class, stock.holder)][stock.security] = number
        self.lots_of[stock.holder][stock.security] = number
        self.of_class[stock.stock_class][stock.security] = None
        self.held_units[stock.stock_class] = self.held_units[stock.stock_class] + stock.units
        units = self.units_of[stock.stock_class]
        units[stock.holder] = units.get(stock.holder, 0) + stock.units
        counts = self.lot_count[stock.issuer]
        counts[stock.holder] = counts.get(stock.holder, 0) + 1
        holder = self.holders.get(stock.holder)
        if holder is not None and holder.kind == "residual":
            self.unnamed[stock.issuer][stock.holder] = None
        self._count_alike(stock, 1)
        if stock.certificate is not None:
            self.certificates[(stock.stock_class, stock.certificate)] = stock.security

    def _unindex_security(self, stock: IssuedStock) -> None:
        del self.lots[(stock.stock_class, stock.holder)][stock.security]
        del self.lots_of[stock.holder][stock.security]
        self._count_alike(stock, -1)
        self.held_units[stock.stock_class] = self.held_units[stock.stock_class] - stock.units
        units = self.units_of[stock.stock_class]
        if units[stock.holder] == stock.units:
            del units[stock.holder]
        else:
            units[stock.holder] = units[stock.holder] - stock.units
        counts = self.lot_count[stock.issuer]
        if counts[stock.holder] > 1:
            counts[stock.holder] = counts[stock.holder] - 1
            return
        del counts[stock.holder]
        if stock.holder in self.unnamed.on(stock.issuer):
            del self.unnamed[stock.issuer][stock.holder]

    def _load(self, load: Load) -> None:
        self.loads[load.loaded.load] = replace(load, acts=acts_on(self, load))

    def _take_back(self, event: LoadUndone, at: datetime) -> None:
        """Let none of an import's securities count on any day; how each ended before is kept."""
        load = self.loads[event.load]
        securities = tuple(self.loaded(load))
        for security in securities:
            lived = self.securities[security]
            if lived.retired is None:
                how = Retired("undoing", lived.issued_on, at)
                self.securities[security] = replace(lived, retired=how)
                self._unindex_security(lived.stock)
                self._count_issued(lived.stock.stock_class, -lived.stock.units)
        self._free_labels(securities)
        self.changes.undone(frozenset(securities), at)
        if load.loaded.way in ("grants", "history"):
            self.plans.take_back(tuple(grants_of(self, load)), came_at=load.at, at=at)
        self.loads[event.load] = replace(load, undone_at=at, reason=event.reason)

    def _free_labels(self, securities: Iterable[SecurityId]) -> None:
        """Let the labels of securities that never counted be used again."""
        for security in securities:
            stock = self.securities[security].stock
            label = (stock.stock_class, stock.certificate or "")
            if self.certificates.get(label) == security:
                del self.certificates[label]

    def _count_alike(self, stock: IssuedStock, lots: int) -> None:
        """Count a lot in or out; one whose restrictions hold a part stands by its own size."""
        size = None
        for one in stock.restrictions:
            if one.units is not None:
                size = stock.units
        key = (stock.acquired_on, stock.restrictions, stock.waived, stock.waived_through, size)
        shelf = self.alike[stock.stock_class]
        before = shelf.get(key)
        if before is None:
            shelf[key] = (stock.units, lots)
        elif before[1] + lots:
            shelf[key] = (before[0] + lots * stock.units, before[1] + lots)
        else:
            del shelf[key]


def _lifted(stock: IssuedStock, event: RestrictionLifted) -> IssuedStock:
    """Return a lot without a restriction, its own or that of a clause; until a day or for good."""
    rule, last_day = event.restriction.rule, event.last_day
    if event.by_terms:
        others = tuple(one for one in stock.waived_through if one[0] != rule)
        if last_day is None:
            return replace(stock, waived=(*stock.waived, rule), waived_through=others)
        # What was let go of stays so: a shorter time after a longer one takes nothing back.
        known = max([last_day, *(last for one, last in stock.waived_through if one == rule)])
        return replace(stock, waived_through=(*others, (rule, known)))
    at = stock.restrictions.index(event.restriction)
    later = () if last_day is None else event.restriction.after(last_day)
    rest = (*stock.restrictions[:at], *later, *stock.restrictions[at + 1 :])
    return replace(stock, restrictions=rest)


def _present(balance: IssuedStock | None) -> tuple[IssuedStock, ...]:
    return () if balance is None else (balance,)
