"""Load convertibles: a ledger of safes, notes and warrants comes onto the register, or nothing.

Asked by: the issuer. Everything that is wrong with the rows is found before anything is recorded.
Records:  HolderRegistered, ConvertibleIssued, WarrantIssued, RegisterLoaded
Refuses:  IssuerUnknown, NotSignedIn, NoMandate, LoadedMeanwhile, BeforeItsTime, AfterToday,
          CannotLoad, WarningsUnseen, NotAName
"""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from laogu.basics import LONGEST_TEXT, LoadId, SecurityId, name
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.convertible.looking import Brought, papers_found
from laogu.operations.convertible.rows import PaperRow
from laogu.operations.grant.load import refuse_unlooked
from laogu.operations.holder.brought import Whose
from laogu.register import (
    IssuerRegistered,
    RegisterLoaded,
    check_day,
    check_imports,
    issuer_named,
)
from laogu.register.convertibles import ConvertibleIssued, IssuedConvertible, WarrantIssued


class LoadConvertibles(Request, frozen=True, kw_only=True):
    """A ledger of convertibles and warrants that stand on a day.

    on: the day as of which it stands; left out: today. source: where it comes from.
    warnings_seen: what only wants a look was looked at; without it a warning refuses as well.
    imports_seen: how many imports of the issuer were there when the file was looked at, undone ones
    too; where there are more by now, nothing is recorded. Left out: nobody counted.
    """

    issuer: str
    rows: tuple[PaperRow, ...]
    on: date | None = None
    source: str | None = None
    warnings_seen: bool = False
    imports_seen: int | None = None


def load_convertibles(books: Books, request: LoadConvertibles, asked: Asked) -> tuple[Event, ...]:
    """Return everything the rows say, or refuse with all findings."""
    issuer = issuer_named(books.register, request.issuer)
    asked.must_issue(issuer.issuer)
    check_imports(books.register, issuer, request.imports_seen)
    today = asked.today(issuer.zone)
    on = request.on or today
    check_day(on, since=issuer.established_on, today=today)
    findings, brought = papers_found(books, issuer, request.rows, on=on)
    refuse_unlooked(findings, warnings_seen=request.warnings_seen)
    source = name(request.source, longest=LONGEST_TEXT) if request.source else None
    return tuple(_Loading(issuer, asked, on).events(brought, source))


class _Loading:
    """A ledger on its way into the books: a holder is registered at its first row."""

    def __init__(self, issuer: IssuerRegistered, asked: Asked, on: date) -> None:
        self._issuer, self._asked, self._on = issuer, asked, on
        self._whose = Whose(asked, on)

    def events(self, brought: list[Brought], source: str | None) -> Iterator[Event]:
        """Yield the events of every row, in order, and what they are together."""
        convertibles: list[SecurityId] = []
        warrants: list[SecurityId] = []
        for one in brought:
            yield from self._whose.made(one.who, one.row.holder_kind, one.row.name)
            security, holder = SecurityId(self._asked.make("security")), self._whose[one.who]
            paper = replace(one.paper, security=security, holder=holder)
            if isinstance(paper, IssuedConvertible):
                convertibles.append(security)
                yield ConvertibleIssued(effective_on=one.begins_on, convertible=paper)
            else:
                warrants.append(security)
                yield WarrantIssued(effective_on=one.begins_on, warrant=paper)
        yield RegisterLoaded(
            effective_on=self._on,
            load=LoadId(self._asked.make("load")),
            issuer=self._issuer.issuer,
            way="convertibles",
            first=None,
            securities=0,
            source=source,
            first_convertible=next(iter(convertibles), None),
            convertibles=len(convertibles),
            first_warrant=next(iter(warrants), None),
            warrants=len(warrants),
        )
