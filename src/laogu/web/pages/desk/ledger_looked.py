"""A ledger of grants as it was sent: read, its holders found, and looked at beside the books.

Always true: a name stands for a holder only where one alone has it; whoever was found is carried
by the form that records, so that nobody else is meant by the time it is sent.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import Finding, HolderId, day, name
from laogu.connectors import LEDGER, DayOrder, LedgerRead, read_ledger, shown
from laogu.operations import Brought, GrantRow, LoadGrants, PaperRow, ledger_found
from laogu.web.pages import whom
from laogu.web.pages.desk.kept import chosen, chosen_now
from laogu.web.pages.desk.layouts import headed, layout_of, placed
from laogu.web.pages.issuer.subject import Subject
from laogu.web.sent import File, Sent

DAYS: tuple[DayOrder, ...] = ("year", "month", "day")
Row = TypeVar("Row", GrantRow, PaperRow)
Named = Mapping[str, whom.Ids]
"""The ids of everybody whom a name of the file may mean; none: somebody new."""


class LedgerLooked(Struct, frozen=True, kw_only=True):
    """A ledger that was read, as of which day, and everything found in it.

    rows: with the id of who is known; sound: those that have no error. plan: of rows that name
    none, by its id; blank: none. fields: what a form said of the reading, as it goes on.
    """

    file: File
    read: LedgerRead
    fields: Mapping[str, str]
    rows: tuple[GrantRow, ...]
    sound: tuple[GrantRow, ...]
    named: Named
    findings: tuple[Finding, ...]
    on: date
    source: str
    plan: str
    days: DayOrder

    @property
    def can_load(self) -> bool:
        """Whether there is a grant and no error."""
        wrong = self.read.errors or any(one.severity == "error" for one in self.findings)
        return bool(self.rows) and not wrong

    @property
    def carried(self) -> str:
        """Whom each name was found to mean, in the order of the rows."""
        return whom.carried(self.named)

    def request(self, slug: str, seen: int | None) -> LoadGrants:
        """Return what is asked for: the warnings stand on the page that asks."""
        source = name(self.source, longest=500) if self.source.strip() else None
        return LoadGrants(
            issuer=slug,
            rows=self.rows,
            on=self.on,
            source=source,
            warnings_seen=True,
            imports_seen=seen,
        )


async def look(subject: Subject, form: Sent, *, carried: str | None = None) -> LedgerLooked:
    """Return a ledger that was sent; the reading itself leaves the market free to go on.

    carried: whom each name was found to mean when it was looked at; None: it is looked up. Then
    the books are not asked: what this form recorded already would stand against itself.
    """
    file = chosen(form)
    days = next((one for one in DAYS if one == form.fields.get("days")), DAYS[0])
    plan = form.fields.get("plan", "")
    only = subject.classes[0].name_en if len(subject.classes) == 1 else None
    reading = partial(
        read_ledger,
        file.content,
        file.name,
        plan=plan or None,
        stock_class=None if plan else only,
        currency=subject.issuer.currency,
        days=days,
    )
    fields = placed(form.fields)
    read = await asyncio.to_thread(reading, layout=layout_of(fields, subject, LEDGER))
    if fields and chosen_now(form) is not None and headed(read) != form.fields.get("headings"):
        # What was said of a table with other headings is not said of this one.
        fields = {}
        read = await asyncio.to_thread(reading)
    names = names_in(read.rows)
    if carried is None:
        known = whom.HoldersByName(subject.visit, _holders(subject))
        named = {one: known.ids(one) for one in names}
    else:
        named = whom.brought_back(names, carried)
    given = form.fields.get("on", "")
    on = day(given) if given else subject.today
    rows = tuple(with_holder(row, named) for row in read.rows)
    shared = shared_in(read.rows, named, file.name)
    against: Sequence[Finding] = ()
    sound: Sequence[Brought] = ()
    if rows and not shared and carried is None:
        books, issuer = subject.books, subject.issuer
        against, sound = ledger_found(books, issuer, rows, on=on, today=subject.today)
    wrong = {one.number for one in against if one.severity == "error"}
    return LedgerLooked(
        file=file,
        read=read,
        fields=fields,
        rows=rows,
        sound=tuple(one.row for one in sound if one.row.line not in wrong),
        named=named,
        findings=(*read.findings, *shared, *against),
        on=on,
        source=form.fields.get("source", ""),
        plan=plan,
        days=days,
    )


def names_in(rows: Sequence[Row]) -> list[str]:
    """Return each name of a ledger once; what begins as an id is one and no name."""
    names = (row.name or "" for row in rows)
    return list(dict.fromkeys(one for one in names if not whom.is_id(one)))


def shared_in(rows: Sequence[Row], named: Named, file: str) -> list[Finding]:
    """Return what is said of the rows whose name several holders have."""
    return [
        whom.NAME_SHARED.at(f"{file} A{row.line}", given=shown(row.name or ""), ids=ids)
        for row in rows
        if len(ids := tuple(sorted(named.get(row.name or "", ())))) > 1
    ]


def with_holder(row: Row, named: Named) -> Row:
    """Return a row with the id of who is known in place of the name."""
    given = row.name or ""
    if whom.is_id(given):
        return replace(row, holder=given, name=None)
    found = named.get(given, ())
    return replace(row, holder=found[0], name=None) if len(found) == 1 else row


def _holders(subject: Subject) -> Iterable[HolderId]:
    """Return whom a name may mean: those with shares or grants of the issuer."""
    room = subject.books.register.plans
    grants = (room.grants[one] for one in room.of_issuer.on(subject.issuer.issuer))
    held = [row.holder.holder for row in subject.table.rows]
    return dict.fromkeys([*held, *(one.granted.holder for one in grants if one.counts())])
