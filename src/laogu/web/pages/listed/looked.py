"""A list as it was typed or came in a file: read, and tried on the books.

Always true: a name stands for a holder only where one alone has it; whoever was found is carried
by the form that records, so that nobody else is meant by the time it is sent.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, Generic, Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import Finding, HolderId, request_id
from laogu.connectors import LIMITS, RowsRead, shown
from laogu.operations import CannotPlaceAll, CannotPostAll, Request
from laogu.web.pages import whom
from laogu.web.pages.acts import sent_of
from laogu.web.pages.desk.kept import chosen
from laogu.web.sent import REQUEST_ID, File
from laogu.web.visit import Visit

LINES = "lines.csv"
"""The name of what was typed, in findings."""

HOLDERS = "holders"
"""The field that carries whom each name was found to mean."""

Name = tuple[str, str]
"""Whose shares it is about, as a row says it, blank: no matter; and a holder's name."""

Named = Mapping[Name, whom.Ids]
"""The ids of everybody whom a name may mean."""


class HasLine(Protocol):
    """A row of a file."""

    @property
    def line(self) -> int:
        """Where it stands in the file, from 1."""
        ...


T = TypeVar("T", bound=HasLine)


class ListOf(ABC, Generic[T]):
    """What a list is of, on the page it is for: how rows are read, and what they ask for.

    operation: what takes it. path: of its page.
    """

    operation: ClassVar[str]

    def __init__(self, visit: Visit, path: str) -> None:
        self.visit, self.path = visit, path

    @abstractmethod
    def read(self, content: bytes, name: str, *, holder: str) -> RowsRead[T]:
        """Return what a file says. holder: of rows that name none."""

    @abstractmethod
    def name(self, row: T) -> Name:
        """Return the name in a row, and where it is looked for."""

    @abstractmethod
    def holders(self, of: str) -> Iterable[HolderId]:
        """Return whom a name may mean: holders for whom the visitor acts."""

    @abstractmethod
    def request(self, rows: Sequence[T], named: Named) -> Request:
        """Return what the rows ask for, one after the other."""


class Looked(Struct, Generic[T], frozen=True, kw_only=True):
    """Rows that were read, and everything found in them, by the file and by the books.

    holder: of rows that name none. request: of all rows; a name stays one where it is nobody's or
    several have it.
    """

    file: File
    holder: str
    rows: tuple[T, ...]
    request: Request
    named: Named
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """How many places need a correction."""
        return sum(one.severity == "error" for one in self.findings)

    @property
    def can_record(self) -> bool:
        """Whether there is a row and no error."""
        return bool(self.rows) and not self.errors

    @property
    def carried(self) -> str:
        """Whom each name was found to mean, in the order of the rows."""
        return whom.carried(self.named)

    def refused(
        self, no: CannotPostAll | CannotPlaceAll, rows: Sequence[T] | None = None
    ) -> "Looked[T]":
        """Return it with what the books say against its rows, each at its row.

        rows: those that were tried; None: all.
        """
        of = self.rows if rows is None else rows
        against = (
            replace(one, where=_place(self.file.name, of[one.number - 1])) if one.number else one
            for one in no.findings
        )
        return replace(self, findings=(*self.findings, *against))


async def look(of: ListOf[T]) -> Looked[T]:
    """Return what was sent, read and tried on the books; reading leaves the market free."""
    looked = await _read(of)
    tried = [row for row in looked.rows if not _is_shared(looked.named, of.name(row))]
    if not tried:
        return looked
    request = of.request(tried, looked.named)
    try:
        of.visit.running.preview(of.operation, request, by=of.visit.person)
    except (CannotPostAll, CannotPlaceAll) as no:
        return looked.refused(no, tried)
    return looked


async def record(of: ListOf[T]) -> Looked[T] | None:
    """Record what was looked at, or return it with what the books say; None: it is recorded.

    Nothing is tried first: what this form recorded already would stand against itself.
    """
    looked = await _read(of, carried=sent_of(of.visit).fields.get(HOLDERS, ""))
    if not looked.can_record:
        return looked
    try:
        await of.visit.running.execute(
            of.operation,
            looked.request,
            by=of.visit.must_be_somebody(),
            request_id=request_id(sent_of(of.visit).own.get(REQUEST_ID, "")),
        )
    except (CannotPostAll, CannotPlaceAll) as no:
        return looked.refused(no)
    return None


def holder_of(named: Named, name: Name) -> str:
    """Return the id that a name was found to mean; the name itself where it is not one's alone."""
    found = named.get(name, ())
    return found[0] if len(found) == 1 else name[1]


async def _read(of: ListOf[T], *, carried: str | None = None) -> Looked[T]:
    """Return what was sent, and what is wrong with it before the books are asked.

    carried: whom each name was found to mean when it was looked at; None: it is looked up.
    """
    of.visit.must_be_somebody()
    form = sent_of(of.visit)
    typed = File(LINES, form.fields.get("lines", "").encode())
    file, holder = chosen(form, otherwise=typed), form.fields.get("holder", "")
    found = await asyncio.to_thread(of.read, file.content, file.name, holder=holder)
    names = _names_in(of, found.rows)
    named = _named(of, names) if carried is None else whom.brought_back(names, carried)
    shared = [
        whom.NAME_SHARED.at(
            _place(file.name, row),
            given=shown(of.name(row)[1]),
            ids=tuple(sorted(named[of.name(row)])),
        )
        for row in found.rows
        if _is_shared(named, of.name(row))
    ]
    return Looked(
        file=file,
        holder=holder,
        rows=found.rows,
        request=of.request(found.rows, named),
        named=named,
        findings=(*found.findings, *shared[: LIMITS.findings]),
    )


def _names_in(of: ListOf[T], rows: Sequence[T]) -> list[Name]:
    """Return each name once; what begins as an id is one and no name."""
    names = (of.name(row) for row in rows)
    return list(dict.fromkeys(name for name in names if not whom.is_id(name[1])))


def _named(of: ListOf[T], names: Sequence[Name]) -> Named:
    """Return whom the names mean; where they are looked for is gone through once."""
    places = {where for where, _ in names}
    known = {where: whom.HoldersByName(of.visit, of.holders(where)) for where in places}
    return {(where, name): known[where].ids(name) for where, name in names}


def _is_shared(named: Named, name: Name) -> bool:
    return len(named.get(name, ())) > 1


def _place(file: str, row: HasLine) -> str:
    return f"{file} A{row.line}"
