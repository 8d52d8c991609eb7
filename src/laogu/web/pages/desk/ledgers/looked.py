"""A ledger as it was sent: read, its holders found, and looked at beside the books.

Always true: a name stands for a holder only where one alone has it; whoever was found is carried
by the form that records, so that nobody else is meant by the time it is sent.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import ClassVar, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import Finding, HolderId, Said, day, name
from laogu.connectors import AS_RECOGNISED, Column, DayOrder, Layout, LedgerRead, shown
from laogu.operations import GrantRow, PaperRow, Request
from laogu.web.pages import whom
from laogu.web.pages.desk.kept import chosen, chosen_now
from laogu.web.pages.desk.layouts import DAYS, headed, layout_of, placed
from laogu.web.pages.issuer.subject import Subject
from laogu.web.sent import File, Sent

Row = TypeVar("Row", GrantRow, PaperRow)
Named = Mapping[str, whom.Ids]
"""The ids of everybody whom a name of the file may mean; none: somebody new."""


class Told(Struct, frozen=True, kw_only=True):
    """How a ledger is to be read. own: what was said in the fields that no other ledger has."""

    days: DayOrder
    own: Mapping[str, str]
    layout: Layout


class LedgerLooked(Struct, Generic[Row], frozen=True, kw_only=True):
    """A ledger that was read, as of which day, and everything found in it.

    rows: with the id of who is known; sound: those that have no error. own: what was said in the
    fields that no other ledger has. fields: what a form said of the reading, as it goes on.
    """

    file: File
    read: LedgerRead[Row]
    fields: Mapping[str, str]
    own: Mapping[str, str]
    rows: tuple[Row, ...]
    sound: tuple[Row, ...]
    named: Named
    findings: tuple[Finding, ...]
    on: date
    source: str
    days: DayOrder

    @property
    def can_load(self) -> bool:
        """Whether there is a row and no error."""
        wrong = self.read.errors or any(one.severity == "error" for one in self.findings)
        return bool(self.rows) and not wrong

    @property
    def carried(self) -> str:
        """Whom each name was found to mean, in the order of the rows."""
        return whom.carried(self.named)


class LedgerOf(ABC, Generic[Row]):
    """What a ledger is of, at an issuer's desk: how rows are read, and what they ask for.

    operation: what takes it. place: of its page, below the desk. headings: of the columns that it
    may have; needed: of those, what it must have; holds: what those hold that are worth a line.
    own: the names of fields that no other ledger's form has.
    """

    operation: ClassVar[str]
    place: ClassVar[str]
    headings: ClassVar[Mapping[Column, Said]]
    needed: ClassVar[tuple[Column, ...]]
    holds: ClassVar[Mapping[Column, Said]]
    own: ClassVar[tuple[str, ...]] = ()

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.path = f"/desk/{subject.issuer.slug}/{self.place}"

    @abstractmethod
    def read(self, file: File, told: Told) -> LedgerRead[Row]:
        """Return what a file says."""

    @abstractmethod
    def holders(self) -> Iterable[HolderId]:
        """Return whom a name may mean: those with shares or such papers of the issuer."""

    @abstractmethod
    def against(self, rows: Sequence[Row], *, on: date) -> tuple[Sequence[Finding], Sequence[Row]]:
        """Return what the books say against rows as of a day, and those that can be recorded."""

    @abstractmethod
    def request(
        self, rows: tuple[Row, ...], *, on: date, source: str | None, seen: int | None
    ) -> Request:
        """Return what is asked for: the warnings stand on the page that asks."""

    @property
    def only_class(self) -> str | None:
        """The class of rows that name none; None: there are several, or none."""
        classes = self.subject.classes
        return classes[0].name_en if len(classes) == 1 else None

    def asked(self, looked: LedgerLooked[Row], *, seen: int | None) -> Request:
        """Return what is asked for by a ledger that was looked at.

        seen: how many imports there were then; None: nobody counted.
        """
        source = name(looked.source, longest=500) if looked.source.strip() else None
        return self.request(looked.rows, on=looked.on, source=source, seen=seen)


async def look(of: LedgerOf[Row], form: Sent, *, carried: str | None = None) -> LedgerLooked[Row]:
    """Return a ledger that was sent; the reading itself leaves the market free to go on.

    carried: whom each name was found to mean when it was looked at; None: it is looked up. Then
    the books are not asked: what this form recorded already would stand against itself.
    """
    subject, file = of.subject, chosen(form)
    days = next((one for one in DAYS if one == form.fields.get("days")), DAYS[0])
    own = {one: form.fields.get(one, "") for one in of.own}
    fields = placed(form.fields)
    told = Told(days=days, own=own, layout=layout_of(fields, subject, of.headings))
    read: LedgerRead[Row] = await asyncio.to_thread(of.read, file, told)
    if fields and chosen_now(form) is not None and headed(read) != form.fields.get("headings"):
        # What was said of a table with other headings is not said of this one.
        fields = {}
        told = replace(told, layout=AS_RECOGNISED)
        read = await asyncio.to_thread(of.read, file, told)
    names = _names_in(read.rows)
    if carried is None:
        known = whom.HoldersByName(subject.visit, of.holders())
        named: Named = {one: known.ids(one) for one in names}
    else:
        named = whom.brought_back(names, carried)
    given = form.fields.get("on", "")
    on = day(given) if given else subject.today
    rows = tuple(_with_holder(row, named) for row in read.rows)
    shared: list[Finding] = _shared_in(read.rows, named, file.name)
    against: Sequence[Finding] = ()
    sound: Sequence[Row] = ()
    if rows and not shared and carried is None:
        against, sound = of.against(rows, on=on)
    wrong = {one.number for one in against if one.severity == "error"}
    return LedgerLooked(
        file=file,
        read=read,
        fields=fields,
        own=own,
        rows=rows,
        sound=tuple(one for one in sound if one.line not in wrong),
        named=named,
        findings=(*read.findings, *shared, *against),
        on=on,
        source=form.fields.get("source", ""),
        days=days,
    )


def _names_in(rows: Sequence[Row]) -> list[str]:
    """Return each name of a ledger once; what begins as an id is one and no name."""
    names = (row.name or "" for row in rows)
    return list(dict.fromkeys(one for one in names if not whom.is_id(one)))


def _shared_in(rows: Sequence[Row], named: Named, file: str) -> list[Finding]:
    """Return what is said of the rows whose name several holders have."""
    return [
        whom.NAME_SHARED.at(f"{file} A{row.line}", given=shown(row.name or ""), ids=ids)
        for row in rows
        if len(ids := tuple(sorted(named.get(row.name or "", ())))) > 1
    ]


def _with_holder(row: Row, named: Named) -> Row:
    """Return a row with the id of who is known in place of the name."""
    given = row.name or ""
    if whom.is_id(given):
        return replace(row, holder=given, name=None)
    found = named.get(given, ())
    return replace(row, holder=found[0], name=None) if len(found) == 1 else row
