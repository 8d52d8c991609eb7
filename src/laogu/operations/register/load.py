"""Load a register: a whole cap table becomes holders, classes and securities, or nothing does.

Asked by: the issuer. Everything that is wrong with the rows is found before anything is recorded.
Records:  StockClassRegistered, HolderRegistered, StockIssued, RegisterLoaded
Refuses:  IssuerUnknown, NotSignedIn, NoMandate, LoadedMeanwhile, BeforeItsTime, AfterToday,
          NotAScale, CannotLoad, NotAName
"""

from collections.abc import Iterator
from datetime import date

from laogu.agreements import Cited
from laogu.basics import (
    LONGEST_TEXT,
    MOST_DECIMALS,
    HolderId,
    IssuerId,
    LoadId,
    Restriction,
    SecurityId,
    StockClassId,
    money,
    name,
    units,
)
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.register.findings import known_class, refuse_errors, rows_found
from laogu.operations.register.rows import RegisterRow
from laogu.operations.stock_class.register import MOST_SCALE
from laogu.register import (
    HolderRegistered,
    IssuedStock,
    IssuerRegistered,
    NotAScale,
    RegisterLoaded,
    StockClassRegistered,
    StockIssued,
    check_day,
    check_imports,
    issuer_named,
)


class LoadRegister(Request, frozen=True, kw_only=True):
    """Rows of a cap table as it stood on a day.

    on: the day the rows describe; left out: today. source: where they come from.
    decimals: of the classes that come to be with it, as contributions of capital need.
    imports_seen: how many imports of the issuer were there when the file was looked at, undone ones
    too; where there are more by now, nothing is recorded. Left out: nobody counted.
    """

    issuer: str
    rows: tuple[RegisterRow, ...]
    on: date | None = None
    source: str | None = None
    decimals: int = 0
    imports_seen: int | None = None


def load_register(books: Books, request: LoadRegister, asked: Asked) -> tuple[Event, ...]:
    """Return everything the rows say, or refuse with all findings."""
    issuer = issuer_named(books.register, request.issuer)
    asked.must_issue(issuer.issuer)
    check_imports(books.register, issuer, request.imports_seen)
    today = asked.today(issuer.zone)
    on = request.on or today
    check_day(on, since=issuer.established_on, today=today)
    if not 0 <= request.decimals <= MOST_DECIMALS:
        raise NotAScale(given=request.decimals, most_decimals=MOST_DECIMALS, most_scale=MOST_SCALE)
    refuse_errors(rows_found(books, issuer, request.rows, on=on, decimals=request.decimals))
    return tuple(_Loading(books, issuer, request, asked, on).events())


class _Loading:
    """One register being loaded: classes and holders are made once, at their first row."""

    def __init__(
        self, books: Books, issuer: IssuerRegistered, request: LoadRegister, asked: Asked, on: date
    ) -> None:
        self.books, self.issuer, self.request, self.asked, self.on = (
            books,
            issuer,
            request,
            asked,
            on,
        )
        self.classes: dict[str, StockClassRegistered] = {}
        self.holders: dict[tuple[str, str], HolderRegistered] = {}
        self.source = _text(request.source)
        self.cited = {
            cite.rule: cite
            for adopted in books.agreements.in_force(
                issuer.issuer, max(on, asked.today(issuer.zone))
            )
            for cite in adopted.content.cites
        }

    def events(self) -> Iterator[Event]:
        """Return the events of every row, in order."""
        as_written: dict[str, StockClassRegistered] = {}
        first: SecurityId | None = None
        for row in self.request.rows:
            kind = as_written.get(row.stock_class)
            if kind is None:
                kind = known_class(self.books, self.issuer.issuer, row.class_name)
                kind = kind or self.classes.get(row.class_name.casefold())
                if kind is None:
                    kind = self.classes[row.class_name.casefold()] = self._class(row)
                    yield kind
                as_written[row.stock_class] = kind
            named = (row.kind, row.holder_name)
            holder = self.holders.get(named)
            if holder is None:
                holder = self.holders[named] = self._holder(row)
                yield holder
            issued = self._issued(row, kind, holder)
            first = first or issued.stock.security
            yield issued
        yield RegisterLoaded(
            effective_on=self.on,
            load=LoadId(self.asked.make("load")),
            issuer=self.issuer.issuer,
            way="rows",
            first=first,
            securities=len(self.request.rows),
            source=self.source,
        )

    def _class(self, row: RegisterRow) -> StockClassRegistered:
        return StockClassRegistered(
            effective_on=self.on,
            stock_class=StockClassId(self.asked.make("class")),
            issuer=IssuerId(self.issuer.issuer),
            name_en=name(row.stock_class),
            name_zh=name(row.stock_class),
            decimals=self.request.decimals,
            price_scale=2,
            currency=self.issuer.currency,
        )

    def _holder(self, row: RegisterRow) -> HolderRegistered:
        english = name(row.holder_en) if row.holder_en else None
        return HolderRegistered(
            effective_on=self.on,
            holder=HolderId(self.asked.make("holder")),
            kind=row.kind,
            name=self.asked.name(row.kind, name(row.holder)),
            name_en=self.asked.name(row.kind, english) if english else None,
            public=row.public,
        )

    def _issued(
        self, row: RegisterRow, kind: StockClassRegistered, holder: HolderRegistered
    ) -> StockIssued:
        stock = IssuedStock(
            security=SecurityId(self.asked.make("security")),
            issuer=self.issuer.issuer,
            stock_class=kind.stock_class,
            holder=holder.holder,
            units=units(row.quantity, kind.decimals),
            certificate=name(row.certificate) if row.certificate else None,
            acquired_on=row.acquired_on,
            cost=money(row.cost, kind.currency) if row.cost is not None else None,
            restrictions=tuple([self._restriction(one.rule, one.until) for one in row.locks]),
            source=_text(row.source) or self.source,
            sure=row.sure,
        )
        return StockIssued(effective_on=self.on, stock=stock)

    def _restriction(self, rule: str, until: date | None) -> Restriction:
        cite = self.cited.get(rule) or Cited(rule=rule, clause=rule, sure="S")
        return Restriction(
            kind="lock_up",
            rule=rule,
            source=cite.clause,
            sure=cite.sure,
            locked_through=until,
            waivable_by=cite.waivable_by,
        )


def _text(source: str | None) -> str | None:
    return name(source, longest=LONGEST_TEXT) if source else None
